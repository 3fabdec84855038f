"""The corpus: reading articles from anywhere, normalising them, and keeping every result in versioned Delta tables.

`store` holds the tables and the one commit point, `writer` is its one writer, `ingest` fills the tables from files and
addresses, and `schema` is the contract of the columns.
"""
