"""The questions asked of a corpus: the one door for dashboard, exports, command line and Python API.

`open_corpus` opens a frozen snapshot, `Filters` chooses articles; every question is a function of both and returns a
pandas frame or a dict. Missing is null or NaN in every answer, never zero. Names are loaded when they are first used,
so that the command line can read `requests` without loading pandas and DuckDB.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.queries.aggregates import article_rows, groups, histogram, published_days, quantiles, totals, values
    from analysis.queries.article_lists import article, articles, evidence, percentiles
    from analysis.queries.corpus import CorpusSnapshot, corpus_of_files, open_corpus
    from analysis.queries.filters import Filters
    from analysis.queries.quoted_sources import kinds_of_sources, sources, top_sources
    from analysis.queries.summary import coverage, facet, overview, rejects, runs

__all__ = [
    "CorpusSnapshot",
    "Filters",
    "article",
    "article_rows",
    "articles",
    "corpus_of_files",
    "coverage",
    "evidence",
    "facet",
    "groups",
    "histogram",
    "kinds_of_sources",
    "open_corpus",
    "overview",
    "percentiles",
    "published_days",
    "quantiles",
    "rejects",
    "runs",
    "sources",
    "top_sources",
    "totals",
    "values",
]
_MODULES = ("filters", "corpus", "aggregates", "article_lists", "summary", "quoted_sources")


def __getattr__(name: str) -> Any:
    """Return a public name from the module that defines it."""
    for module in _MODULES if name in __all__ else ():
        value = vars(import_module(f"analysis.queries.{module}")).get(name)
        if value is not None and value.__module__ == f"analysis.queries.{module}":
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
