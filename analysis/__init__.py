"""framescope's Python side: measure articles, keep them in a corpus, ask questions of it."""

__version__ = "0.1.0"
