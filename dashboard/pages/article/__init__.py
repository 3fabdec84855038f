"""The page of one article with its evidence."""
