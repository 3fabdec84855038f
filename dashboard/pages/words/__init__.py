"""The page of words and phrases that set two groups apart."""
