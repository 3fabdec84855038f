"""Validity: how well each scorer agrees with human coders, measured and quoted wherever its numbers are."""
