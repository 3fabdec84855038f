"""Which words and phrases set two groups of articles apart (Monroe, Colaresi and Quinn 2008, "Fightin' Words").

The score is the difference of log-odds with an informative Dirichlet prior, over its standard error. Two such errors are
given. `z` is the paper's, which takes every word as drawn alone. But an article about Khashoggi says his name thirty
times: `z_by_article` takes articles as what is drawn (leave-one-article-out, linearised), and p-values rest on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters
from analysis.queries.choices import Correction, Voice
from analysis.queries.keyness import Side, texts
from analysis.stats.corrections import LABELS, adjust
from analysis.stats.keyness.ngram_counts import Counts, WordStream, count_terms
from analysis.stats.records import records

LONGEST = 5
PRIOR_SHARE = 0.2
"""Words of the prior, as a share of the smaller group's: large enough that a word which one group never uses can score,
small enough that the score of a common word has the variance that it says (`tests/benchmarks/words.py`)."""
TERM_COLUMNS = [
    "term", "n", "z", "log_odds", "count_a", "count_b", "per_10000_a", "per_10000_b", "articles_a", "articles_b",
    "z_by_article", "p", "p_adjusted",
]  # fmt: skip


@dataclass(frozen=True)
class Keyness:
    """What `words` found. `terms`, the most typical of a first: term, n (its words), z, log_odds (above 0: more in a),
    count_a, count_b, per_10000_a and per_10000_b (of all phrases of that length), articles_a, articles_b (that use it),
    z_by_article, p, p_adjusted (of z_by_article, over all `tested` terms; NaN where one group is a single article)."""

    a: str
    b: str
    terms: pd.DataFrame
    tested: int
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope words --format json`."""
        return {
            "a": self.a,
            "b": self.b,
            "terms": records(self.terms),
            "tested": self.tested,
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def log_odds(
    count_a: np.ndarray,
    count_b: np.ndarray,
    prior: np.ndarray | float,
    total_a: np.ndarray | float | None = None,
    total_b: np.ndarray | float | None = None,
    prior_total: np.ndarray | float | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Difference of log-odds and its z, a term each (equations 16 and 20 to 22 of the paper).

    `prior` is the terms' pseudo-counts; without totals they are those of the terms given, which is ConvoKit's
    FightingWords on the same counts.

    >>> difference, z = log_odds(np.array([10.0, 5.0]), np.array([5.0, 10.0]), 1.0)
    >>> difference.round(4).tolist(), z.round(4).tolist()
    ([1.2123, -1.2123], [2.3886, -2.3886])
    """
    a, b = np.asarray(count_a, dtype=float), np.asarray(count_b, dtype=float)
    alpha = np.broadcast_to(np.asarray(prior, dtype=float), a.shape)
    all_a = a.sum() if total_a is None else total_a
    all_b = b.sum() if total_b is None else total_b
    all_prior = alpha.sum() if prior_total is None else prior_total
    with np.errstate(divide="ignore", invalid="ignore"):
        odds_a = np.log((a + alpha) / (all_a + all_prior - a - alpha))
        odds_b = np.log((b + alpha) / (all_b + all_prior - b - alpha))
        difference = odds_a - odds_b
        return difference, difference / np.sqrt(1 / (a + alpha) + 1 / (b + alpha))


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
    """The words and phrases that articles of `a` use more than those of `b` (all others of the selection if None).

    `filters` select the articles; their words, in lower case, without boilerplate and web addresses, are the prior,
    scaled to `prior_words` (a fifth of the smaller group's if None). `prior` gives counts of terms instead. `voice` counts only
    what stands outside quotations, or only inside. `limit` keeps so many terms of each side. Raises `ArgumentError` for
    unknown columns and choices, and where a side has no article.
    """
    shortest, longest = ngrams
    if not 1 <= shortest <= longest <= LONGEST:
        raise ArgumentError(f"Phrases have from 1 to {LONGEST} words, the shorter first; not {shortest}-{longest}.")
    for given, known in ((voice, Voice), (correction, Correction)):
        if given not in get_args(known):
            raise ArgumentError(f"{given!r} is not a choice here; use one of: {', '.join(get_args(known))}.")
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
    terms, alpha = _scored(counts, prior_words, prior, correction)
    shown = terms if limit is None else _ends(terms, limit)
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
    warnings = _cautions(counts, side, both)
    return Keyness(side.label_a, side.label_b, shown, len(terms), tuple(warnings), choices)


def _check_sides(stream: WordStream, side: Side) -> None:
    for code, label in ((0, side.label_a), (1, side.label_b)):
        if code not in stream.group:
            raise ArgumentError(f"No scored article is in {label!r}. See framescope status for what the corpus holds.")


def _scored(
    counts: Counts, prior_words: float | None, prior: Mapping[str, float] | None, correction: Correction
) -> tuple[pd.DataFrame, float]:
    a, b = counts.count[:, 0], counts.count[:, 1]
    if not len(a):
        return pd.DataFrame(columns=TERM_COLUMNS), 0.0
    total_a, total_b, total = counts.totals[:, 0], counts.totals[:, 1], counts.totals.sum(axis=1)
    weight = np.full(len(a), prior_words) if prior_words else PRIOR_SHARE * np.minimum(total_a, total_b)
    known = counts.count.sum(axis=1) / total
    if prior is not None:
        given = np.array([max(float(prior.get(term, 0.0)), 0.0) for term in counts.terms["term"]])
        whole = {n: sum(c for t, c in prior.items() if len(t.split()) == n) or 1.0 for n in set(counts.terms["n"])}
        known = np.maximum(given, 0.5) / counts.terms["n"].map(whole).to_numpy(dtype=float)
    alpha = weight * known
    difference, z = log_odds(a, b, alpha, total_a, total_b, weight)
    terms = counts.terms.assign(
        z=z,
        log_odds=difference,
        count_a=a.astype(int),
        count_b=b.astype(int),
        per_10000_a=10_000 * a / total_a,
        per_10000_b=10_000 * b / total_b,
        articles_a=counts.articles[:, 0].astype(int),
        articles_b=counts.articles[:, 1].astype(int),
        z_by_article=difference / np.sqrt(_variance(counts, 0, alpha, weight) + _variance(counts, 1, alpha, weight)),
    )
    from scipy.special import ndtr

    terms["p"] = 2 * ndtr(-np.abs(terms["z_by_article"].to_numpy()))
    terms["p_adjusted"] = adjust(terms["p"].to_numpy(), correction)
    ordered = terms.sort_values(["z", "term"], ascending=[False, True], kind="stable").reset_index(drop=True)
    return ordered[TERM_COLUMNS], float(weight[0])


def _variance(counts: Counts, group: int, alpha: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Of one group's log-odds when articles are drawn: the sum of squared influences y (1/Y + 1/rest) - size / rest.

    A term that the group hardly uses has hardly any articles to vary: Poisson's variance 1/Y is the least it can be.
    """
    articles = counts.size[group]
    if articles < 2:
        return np.full(len(alpha), np.nan)
    used = counts.count[:, group] + alpha
    rest = counts.totals[:, group] + weight - used
    own = 1 / used + 1 / rest
    sizes = counts.size_squares[:, group]
    total = own**2 * counts.squares[:, group] - 2 * own / rest * counts.products[:, group] + sizes / rest**2
    return np.maximum(total * articles / (articles - 1), 1 / used)


def _ends(terms: pd.DataFrame, limit: int) -> pd.DataFrame:
    a, b = terms[terms["z"] > 0].head(limit), terms[terms["z"] < 0].tail(limit)
    return pd.concat([a, b]).reset_index(drop=True)


def _cautions(counts: Counts, side: Side, both: int) -> list[str]:
    found = []
    if both:
        found.append(f"{both} articles are in both groups and count in neither.")
    for code, label in ((0, side.label_a), (1, side.label_b)):
        if counts.size[code] < 30:
            found.append(f"{label}: only {counts.size[code]} articles; what they happen to be about decides the words.")
    if not len(counts.terms):
        found.append("No term is frequent enough; lower min_count or min_articles.")
    return found
