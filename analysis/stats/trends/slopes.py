"""Straight lines through periods, with errors that autocorrelation does not flatter (Newey and West 1987)."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.queries.choices import Correction
from analysis.stats.corrections import adjust
from analysis.stats.resampling import t_interval, t_test

SHORTEST = 6
"""A slope needs this many whole periods with values."""
MANY_PERIODS = 24
"""Newey-West errors are trustworthy from about here."""
DAYS_A_YEAR = 365.25

SLOPE_COLUMNS = ["group", "periods", "slope_per_year", "low", "high", "se", "p", "p_adjusted", "lags"]
DIFFERENCE_COLUMNS = ["a", "b", "periods", "difference_per_year", "low", "high", "se", "p", "p_adjusted", "lags"]


def slopes(whole: pd.DataFrame, groups: list[str], confidence: float, correction: Correction) -> pd.DataFrame:
    """One row a group, in `SLOPE_COLUMNS`, from points whose periods are covered in whole."""
    parts = {str(name): part for name, part in whole.groupby("group")}
    nothing = whole.iloc[:0]
    rows = []
    for name in groups:
        part = parts.get(name, nothing)
        rows.append((name, *_line(part["start"], part["end"], part["mean"], confidence)))
    return _adjusted(rows, SLOPE_COLUMNS, correction)


def slope_differences(
    whole: pd.DataFrame, groups: list[str], confidence: float, correction: Correction
) -> pd.DataFrame:
    """Slope of a minus slope of b, in `DIFFERENCE_COLUMNS`, for every pair of groups.

    It is the slope of the difference of the two over the periods that both cover, so what moves both at once (a war, an
    election) cancels. NaN where they share fewer than six.
    """
    wide = whole.pivot(index="start", columns="group", values="mean").reindex(columns=groups)
    ends = whole.drop_duplicates("start").set_index("start")["end"].reindex(wide.index)
    rows = []
    for a, b in combinations(groups, 2):
        gap = (wide[a] - wide[b]).dropna()
        starts = gap.index.to_series()
        rows.append((a, b, *_line(starts, ends.reindex(gap.index), gap, confidence)))
    return _adjusted(rows, DIFFERENCE_COLUMNS, correction)


def newey_west(x: np.ndarray, y: np.ndarray, lags: int) -> tuple[float, float]:
    """Slope of the least-squares line and its standard error, Bartlett weights, corrected by n / (n - 2).

    Equal to statsmodels' `OLS(...).fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})`.
    """
    n = len(x)
    centred = x - x.mean()
    spread = float(centred @ centred)
    slope = float(centred @ y) / spread
    score = centred * (y - y.mean() - slope * centred)
    variance = float(score @ score)
    for lag in range(1, lags + 1):
        variance += 2 * (1 - lag / (lags + 1)) * float(score[lag:] @ score[:-lag])
    return slope, float(np.sqrt(max(variance, 0.0) * n / (n - 2)) / spread)


def _line(starts: pd.Series, ends: pd.Series, values: pd.Series, confidence: float) -> tuple[Any, ...]:
    """periods, slope a year, low, high, se, p, p adjusted (to be filled in), lags."""
    count = len(values)
    if count < SHORTEST:
        return count, *[np.nan] * 6, None
    lags = int(4 * (count / 100) ** (2 / 9))
    middle = starts.to_numpy() + (ends.to_numpy() - starts.to_numpy()) / 2
    years = (middle - middle[0]) / np.timedelta64(1, "D") / DAYS_A_YEAR
    slope, se = newey_west(years, values.to_numpy(dtype=float), lags)
    low, high = t_interval(slope, se, count - 2, confidence)
    return count, slope, low, high, se, t_test(slope, se, count - 2), np.nan, lags


def _adjusted(rows: list[tuple[Any, ...]], columns: list[str], correction: Correction) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    frame["p_adjusted"] = adjust(frame["p"].to_numpy(dtype=float), correction)
    return frame
