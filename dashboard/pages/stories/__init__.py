"""The page of stories and of one story."""
