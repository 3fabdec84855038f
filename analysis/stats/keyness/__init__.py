"""Keyness: the words and phrases that set groups of articles apart."""
