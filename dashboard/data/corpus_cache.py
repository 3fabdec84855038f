"""Snapshots, opened once for all visitors."""

import sys
import threading
from contextlib import suppress
from functools import lru_cache

import duckdb

from analysis.errors import FramescopeError
from analysis.queries import CorpusSnapshot, open_corpus
from analysis.queries.summary import count_articles

COPIED_FROM = 20_000
"""Scored articles from which a copy in DuckDB's own format is worth the seconds that it takes to make."""
_one_at_a_time = threading.Lock()


def opened(path: str, snapshot: int) -> CorpusSnapshot:
    """Return the snapshot, with a copy for quick answers where it is large (some seconds for a million articles)."""
    with _one_at_a_time:
        return _opened(path, snapshot)


def open_ahead(path: str, snapshot: int) -> None:
    """Begin to open the snapshot; a visitor who comes before it is done waits for the rest."""

    def begin() -> None:
        with suppress(FramescopeError):  # the visitor's own call meets it again, and says it
            opened(path, snapshot)

    threading.Thread(target=begin, daemon=True).start()


@lru_cache(maxsize=3)
def _opened(path: str, snapshot: int) -> CorpusSnapshot:
    corpus = open_corpus(path, snapshot)
    if count_articles(corpus) < COPIED_FROM:
        return corpus
    try:
        return open_corpus(path, snapshot, copied=True)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:  # a full disk; the files answer too, more slowly
        print(f"framescope: no copy for quick answers could be made: {error}", file=sys.stderr)
        return corpus
