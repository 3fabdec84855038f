"""Do outlets (or other groups) differ on a measure, by how much, and how sure can one be?"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any, get_args

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.measures import HIDDEN_WORDS, Measure
from analysis.queries import CorpusSnapshot, Filters, groups, values
from analysis.queries.aggregates import is_rate, outlets_of_one_group
from analysis.queries.choices import SEED, Cluster, Correction, Method
from analysis.stats.corrections import LABELS, adjust
from analysis.stats.effect_sizes import MANY_ARTICLES, cliffs_deltas, hedges_g, omnibus
from analysis.stats.estimation import Fit, Settings, fit
from analysis.stats.records import records
from analysis.stats.resampling import t_test
from analysis.stats.warnings import (
    cautions,
    opposite_caution,
    outlets_caution,
    single_outlets_caution,
    typography_caution,
)

PAIR_COLUMNS = [
    "a",
    "b",
    "difference",
    "low",
    "high",
    "effect_size",
    "effect_low",
    "effect_high",
    "cliffs_delta",
    "se",
    "df",
    "p",
    "p_adjusted",
    "interval",
]


@dataclass(frozen=True)
class Comparison:
    """What `compare` found; rows are in the order of group names, NaN is what cannot be computed.

    `groups`: group, n (articles with a value), missing, mean, median, low, high, sd, se, days, authors, words, first,
    last, interval (how low and high were made). For a rate, mean is the ratio of sums; median and sd are always of
    the articles' own values. `pairs`: a, b, difference (a - b), low, high, effect_size (Hedges' g of the articles' own
    values) with effect_low and effect_high, cliffs_delta, se, df, p, p_adjusted, interval.
    """

    measure: str
    groups: pd.DataFrame
    pairs: pd.DataFrame
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope compare --format json`: NaN is null, days are ISO dates."""
        return {
            "measure": self.measure,
            "groups": records(self.groups),
            "pairs": records(self.pairs),
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def compare(
    corpus: CorpusSnapshot,
    measure: str,
    by: str = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    method: Method = "bootstrap",
    cluster: Cluster = "day",
    correction: Correction = "holm",
    replicates: int = 1999,
    seed: int = SEED,
    most: int = 40,
) -> Comparison:
    """Compare the groups of the column `by` on `measure`.

    Articles of one day report the same events, so uncertainty is by `cluster` (day, author, outlet or article), and days
    are resampled for all groups together. A rate with known counts is estimated as the ratio of sums. `most` keeps
    the groups with the most articles. Raises `ArgumentError` for an unknown measure, column or choice.
    """
    check_choices(confidence, (method, Method), (cluster, Cluster), (correction, Correction))
    if replicates < 199:
        raise ArgumentError(f"A bootstrap needs at least 199 replicates, not {replicates}.")
    filters = filters or Filters()
    what = corpus.measure(measure)
    everything = groups(corpus, measure, by, filters)
    named = everything[everything["group"].notna()]
    largest = named.sort_values(["n", "group"], ascending=[False, True], kind="stable").head(most)
    kept = largest.sort_values("group", kind="stable").reset_index(drop=True)
    counts = dict(zip(kept["group"], kept["n"].astype(int), strict=True))
    fitted = fit(corpus, measure, by, filters, counts, Settings(confidence, method, cluster, replicates, seed))
    pairs = _pairs(kept, fitted, correction)
    if kept["n"].sum() <= MANY_ARTICLES and len(pairs):
        articles = values(corpus, measure, by, filters)
        pairs["cliffs_delta"] = cliffs_deltas(articles, list(zip(pairs["a"], pairs["b"], strict=True)))
    choices = {
        "by": by,
        "filters": filters.to_dict(),
        "wire": filters.wire,
        "snapshot": corpus.snapshot,
        "estimator": estimator(corpus, what),
        "confidence": confidence,
        "method": method,
        "cluster": cluster,
        "replicates": replicates if method != "t" else None,
        "seed": seed if method != "t" else None,
        "test": f"t test, leave-one-out (CR3) standard errors by {cluster}, Welch's degrees of freedom at most",
        "effect_size": "Hedges' g: difference of the articles' means / pooled standard deviation, of their own values",
        "correction": LABELS[correction],
        "comparisons": int(pairs["p"].notna().sum()),
        "omnibus": omnibus(fitted.value, fitted.covariance, fitted.clusters, fitted.unit),
    }
    nested = outlets_of_one_group(corpus, by, filters) if cluster != "outlet" else 0
    single = [name for name, outlets in zip(counts, fitted.clusters, strict=True) if outlets == 1]
    warnings = outlets_caution(nested, by) + (single_outlets_caution(single) if cluster == "outlet" else [])
    warnings += opposite_caution(pairs) + cautions(what, everything, kept)
    if what.family == "sentiment" and HIDDEN_WORDS in corpus.measures:
        warnings += typography_caution(groups(corpus, HIDDEN_WORDS, by, filters), kept)
    return Comparison(what.name, _groups(what, kept, fitted), pairs, tuple(warnings), choices)


def check_choices(confidence: float, *choices: tuple[str, Any]) -> None:
    """Raise `ArgumentError` for a word that is not among the values of its `Literal`, or an impossible confidence."""
    for given, known in choices:
        if given not in get_args(known):
            raise ArgumentError(f"{given!r} is not a choice here; use one of: {', '.join(get_args(known))}.")
    if not 0.5 <= confidence < 1:
        raise ArgumentError(f"confidence is a share such as 0.95, not {confidence}.")


def estimator(corpus: CorpusSnapshot, measure: Measure) -> str:
    """How the mean of several articles is estimated, in words for `choices`."""
    if not is_rate(corpus, measure):
        return "mean of the articles' values"
    scale = "" if measure.scale == 1 else f"{measure.scale:g} * "
    return f"ratio of sums over articles: {scale}sum({measure.numerator}) / sum({measure.denominator})"


def clip(low: float, high: float, measure: Measure) -> tuple[float, float]:
    """An interval cut to the values the measure can have."""
    lowest = -np.inf if measure.low is None else measure.low
    highest = np.inf if measure.high is None else measure.high
    return float(np.clip(low, lowest, highest)), float(np.clip(high, lowest, highest))


def _groups(measure: Measure, kept: pd.DataFrame, fitted: Fit) -> pd.DataFrame:
    intervals = [fitted.interval(i) for i in range(len(kept))]
    clipped = [clip(low, high, measure) for low, high, _ in intervals]
    return pd.DataFrame(
        {
            "group": kept["group"],
            "n": kept["n"].astype(int),
            "missing": kept["missing"].astype(int),
            "mean": fitted.value,
            "median": kept["median"],
            "low": [low for low, _ in clipped],
            "high": [high for _, high in clipped],
            "sd": kept["sd"],
            "se": np.sqrt(fitted.variance),
            "days": kept["days"].astype(int),
            "authors": kept["authors"].astype(int),
            "words": kept["words"],
            "first": kept["first"].dt.normalize(),
            "last": kept["last"].dt.normalize(),
            "interval": [how for _, _, how in intervals],
        }
    )


def _pairs(kept: pd.DataFrame, fitted: Fit, correction: Correction) -> pd.DataFrame:
    from scipy.special import stdtrit

    names, n, sd = kept["group"].to_list(), kept["n"].to_list(), kept["sd"].to_list()
    rows = []
    for a, b in combinations(range(len(kept)), 2):
        difference = float(fitted.value[a] - fitted.value[b])
        df = fitted.df(a, b)
        se, low, high, how = fitted.difference(a, b)
        quantile = float(stdtrit(df, 0.5 + fitted.settings.confidence / 2)) if df >= 1 else np.nan
        effect = hedges_g(*fitted.difference_of_means(a, b), (n[a], n[b]), (sd[a], sd[b]), quantile)
        p = t_test(difference, se, df)
        rows.append((names[a], names[b], difference, low, high, *effect, np.nan, se, df, p, np.nan, how))
    pairs = pd.DataFrame(rows, columns=PAIR_COLUMNS)
    pairs["p_adjusted"] = adjust(pairs["p"].to_numpy(dtype=float), correction)
    return pairs
