"""Log-odds of words and phrases in two groups of articles (Monroe, Colaresi and Quinn 2008, "Fightin' Words").

The score is the difference of log-odds with an informative Dirichlet prior, over its standard error, of which there are
two. `z` is the paper's, which takes each word as drawn on its own. But an article about Khashoggi says his name thirty
times: `z_by_article` takes articles as drawn (leave-one-article-out, linearised), and p-values rest on it.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.queries.choices import Correction
from analysis.stats.corrections import adjust
from analysis.stats.keyness.ngram_counts import Counts

PRIOR_SHARE = 0.2
"""Words of the prior, as a share of the smaller group's: large enough that a word which one group never uses can score,
small enough that the score of a common word has the variance that it says (`tests/benchmarks/words.py`)."""
TERM_COLUMNS = [
    "term", "n", "z", "log_odds", "count_a", "count_b", "per_10000_a", "per_10000_b", "articles_a", "articles_b",
    "z_by_article", "p", "p_adjusted",
]  # fmt: skip


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


def score_terms(
    counts: Counts, prior_words: float | None, prior: Mapping[str, float] | None, correction: Correction
) -> tuple[pd.DataFrame, float]:
    """Return the terms of `counts`, in `TERM_COLUMNS`, the most typical of a first, and the words of the prior.

    The prior has `prior_words` words (a fifth of the smaller group's if None), shared out as all selected articles use
    them, or as the counts of terms in `prior`.
    """
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
    result: np.ndarray = np.maximum(total * articles / (articles - 1), 1 / used)
    return result


def ends(terms: pd.DataFrame, limit: int) -> pd.DataFrame:
    """Return the `limit` most typical terms of each group."""
    a, b = terms[terms["z"] > 0].head(limit), terms[terms["z"] < 0].tail(limit)
    return pd.concat([a, b]).reset_index(drop=True)
