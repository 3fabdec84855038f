"""Tables computed from articles and written beside them: near-duplicates and wire copy, stories."""
