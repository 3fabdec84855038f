"""Cached queries and opened corpora, shared by all visitors."""
