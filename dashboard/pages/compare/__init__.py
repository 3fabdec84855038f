"""The page that compares groups on one measure."""
