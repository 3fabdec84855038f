"""Reading files, feeds and addresses into a corpus, with every rejected row on record."""
