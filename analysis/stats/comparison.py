"""Groups and their differences on a measure, from frames: estimates, intervals, tests and effect sizes."""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import Measure
from analysis.queries.choices import Correction
from analysis.records import records
from analysis.stats.corrections import adjust
from analysis.stats.effect_sizes import hedges_g
from analysis.stats.estimation import Estimation
from analysis.stats.resampling import t_test

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
    """Groups of articles compared on a measure; rows are in the order of group names, NaN is what cannot be computed.

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
        """Return the JSON of `framescope compare --format json`: NaN is null, days are ISO dates."""
        return {
            "measure": self.measure,
            "groups": records(self.groups, ("first", "last")),
            "pairs": records(self.pairs),
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def largest_groups(summary: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the rows of `queries.groups` of the `most` groups with the most articles, by group name."""
    named = summary[summary["group"].notna()]
    largest = named.sort_values(["n", "group"], ascending=[False, True], kind="stable").head(most)
    return largest.sort_values("group", kind="stable").reset_index(drop=True)


def clip(low: float, high: float, measure: Measure) -> tuple[float, float]:
    """Return an interval cut to the values that the measure can have."""
    lowest = -np.inf if measure.low is None else measure.low
    highest = np.inf if measure.high is None else measure.high
    return float(np.clip(low, lowest, highest)), float(np.clip(high, lowest, highest))


def group_table(measure: Measure, kept: pd.DataFrame, estimates: Estimation) -> pd.DataFrame:
    """Return `Comparison.groups` from rows of `queries.groups` and their estimates, in the same order."""
    intervals = [estimates.interval(i) for i in range(len(kept))]
    clipped = [clip(low, high, measure) for low, high, _ in intervals]
    return pd.DataFrame(
        {
            "group": kept["group"],
            "n": kept["n"].astype(int),
            "missing": kept["missing"].astype(int),
            "mean": estimates.value,
            "median": kept["median"],
            "low": [low for low, _ in clipped],
            "high": [high for _, high in clipped],
            "sd": kept["sd"],
            "se": np.sqrt(estimates.variance),
            "days": kept["days"].astype(int),
            "authors": kept["authors"].astype(int),
            "words": kept["words"],
            "first": kept["first"].dt.normalize(),
            "last": kept["last"].dt.normalize(),
            "interval": [how for _, _, how in intervals],
        }
    )


def pair_table(kept: pd.DataFrame, estimates: Estimation, correction: Correction) -> pd.DataFrame:
    """Return `Comparison.pairs`, every pair of the groups `kept`; Cliff's delta is left NaN."""
    from scipy.special import stdtrit

    names, n, sd = kept["group"].to_list(), kept["n"].to_list(), kept["sd"].to_list()
    rows = []
    for a, b in combinations(range(len(kept)), 2):
        difference = float(estimates.value[a] - estimates.value[b])
        df = estimates.df(a, b)
        se, low, high, how = estimates.difference(a, b)
        quantile = float(stdtrit(df, 0.5 + estimates.settings.confidence / 2)) if df >= 1 else np.nan
        effect = hedges_g(*estimates.difference_of_means(a, b), (n[a], n[b]), (sd[a], sd[b]), quantile)
        p = t_test(difference, se, df)
        rows.append((names[a], names[b], difference, low, high, *effect, np.nan, se, df, p, np.nan, how))
    pairs = pd.DataFrame(rows, columns=PAIR_COLUMNS)
    pairs["p_adjusted"] = adjust(pairs["p"].to_numpy(dtype=float), correction)
    return pairs
