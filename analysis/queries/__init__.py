"""The questions asked of a corpus: the one door for dashboard, exports, command line and Python API.

`open_corpus` gives a frozen snapshot, `Filters` says which articles; every question is a function of both and
answers with a pandas frame or a dict. Missing is null or NaN in every answer, never zero.
"""

from analysis.queries.aggregates import article_rows, groups, histogram, published_days, quantiles, totals, values
from analysis.queries.articles import article, articles, evidence, percentiles
from analysis.queries.corpus import CorpusSnapshot, corpus_of_files, open_corpus
from analysis.queries.filters import Filters
from analysis.queries.overview import coverage, facet, overview, rejects, runs
from analysis.queries.sources import kinds_of_sources, sources, top_sources

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
