"""The corpus: reading articles from anywhere, normalising them, and keeping every result in versioned Delta tables.

`store` holds the tables and the one commit point, `ingest` fills them from files and addresses, `stale` says which
articles have no current scores, `schema` is the contract of the columns.
"""
