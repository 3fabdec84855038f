"""The page of one measure over time."""
