"""The words and phrases that set two groups of a corpus apart."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters
from analysis.queries.choices import Correction, Voice, check_choices
from analysis.queries.keyness import Side, texts
from analysis.records import records
from analysis.stats.corrections import LABELS
from analysis.stats.keyness.log_odds import ends, score_terms
from analysis.stats.keyness.ngram_counts import Counts, WordStream, count_terms

LONGEST = 5
"""Words of the longest phrase that can be counted."""


@dataclass(frozen=True)
class Keyness:
    """Words and phrases that set two groups apart.

    `terms`, the most typical of a first: term, n (its words), z, log_odds (above 0: more in a), count_a,
    count_b, per_10000_a and per_10000_b (of all phrases of that length), articles_a, articles_b (that use it),
    z_by_article, p, p_adjusted (of z_by_article, over all `tested` terms; NaN if a group is a single article).
    """

    a: str
    b: str
    terms: pd.DataFrame
    tested: int
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of `framescope words --format json`."""
        return {
            "a": self.a,
            "b": self.b,
            "terms": records(self.terms),
            "tested": self.tested,
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def words(
    corpus: CorpusSnapshot,
    a: Filters,
    b: Filters | None = None,
    filters: Filters | None = None,
    voice: Voice = "whole",
    ngrams: tuple[int, int] = (1, 3),
    min_count: int = 10,
    min_articles: int = 3,
    prior_words: float | None = None,
    prior: Mapping[str, float] | None = None,
    correction: Correction = "bh",
    limit: int | None = 50,
) -> Keyness:
    """Return the words and phrases that articles of `a` use more than those of `b` (None: all others selected).

    `filters` select the articles; their words, in lower case, without boilerplate and web addresses, are the prior,
    scaled to `prior_words` (a fifth of the smaller group's if None). `prior` gives counts of terms instead. `voice`
    counts only what stands outside quotations, or only inside. `limit` keeps so many terms of each side. Raises
    `ArgumentError` for unknown columns and choices, and where a side has no article.
    """
    shortest, longest = ngrams
    if not 1 <= shortest <= longest <= LONGEST:
        raise ArgumentError(f"Phrases have from 1 to {LONGEST} words, the shorter first; not {shortest}-{longest}.")
    check_choices((voice, Voice), (correction, Correction))
    if prior_words is not None and prior_words <= 0:
        raise ArgumentError(f"A prior has more than 0 words, not {prior_words}.")
    filters = filters or Filters()
    side = Side(a, b)
    stream = WordStream()
    try:
        both = 0
        for batch, groups, shared in texts(corpus, side, filters):
            stream.add(batch, groups, voice)
            both += shared
        _check_sides(stream, side)
        counts = count_terms(stream, shortest, longest, max(1, min_count), max(1, min_articles))
    finally:
        stream.close()
    terms, alpha = score_terms(counts, prior_words, prior, correction)
    shown = terms if limit is None else ends(terms, limit)
    choices = {
        "a": side.describe_a(),
        "b": side.describe_b(),
        "filters": filters.to_dict(),
        "snapshot": corpus.snapshot,
        "voice": voice,
        "ngrams": [shortest, longest],
        "articles_a": int(counts.size[0]),
        "articles_b": int(counts.size[1]),
        "min_count": min_count,
        "min_articles": min_articles,
        "prior": "counts given" if prior is not None else "words of all selected articles",
        "prior_words": alpha,
        "score": "difference of log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008)",
        "p": "of z_by_article, articles resampled",
        "correction": LABELS[correction],
        "limit": limit,
    }
    warnings = _warnings(counts, side, both)
    return Keyness(side.label_a, side.label_b, shown, len(terms), tuple(warnings), choices)


def _check_sides(stream: WordStream, side: Side) -> None:
    for code, label in ((0, side.label_a), (1, side.label_b)):
        if code not in stream.group:
            raise ArgumentError(f"No scored article is in {label!r}. See framescope status for what the corpus holds.")


def _warnings(counts: Counts, side: Side, both: int) -> list[str]:
    warnings = []
    if both:
        warnings.append(f"{both} articles are in both groups and are counted in neither.")
    for code, label in ((0, side.label_a), (1, side.label_b)):
        if counts.size[code] < 30:
            warnings.append(f"{label}: only {counts.size[code]} articles; their topics decide the words.")
    if not len(counts.terms):
        warnings.append("No term is frequent enough; lower min_count or min_articles.")
    return warnings
