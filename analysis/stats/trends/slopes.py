"""Slopes: straight lines through the means of periods, with Newey-West standard errors."""

from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd

from analysis.queries.choices import Correction
from analysis.stats.corrections import adjust
from analysis.stats.resampling import t_interval, t_test

SHORTEST = 6
"""Complete periods with values that a slope needs."""
MANY_PERIODS = 24
"""Periods from which Newey-West errors can be trusted."""
DAYS_A_YEAR = 365.25

SLOPE_COLUMNS = ["group", "periods", "slope_per_year", "low", "high", "se", "p", "p_adjusted", "lags"]
DIFFERENCE_COLUMNS = ["a", "b", "periods", "difference_per_year", "low", "high", "se", "p", "p_adjusted", "lags"]


def slopes(whole: pd.DataFrame, groups: list[str], confidence: float, correction: Correction) -> pd.DataFrame:
    """Return one row per group, in `SLOPE_COLUMNS`, from the points of complete periods; NaN below six periods."""
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
    """Return the slope of a minus that of b, in `DIFFERENCE_COLUMNS`, for every pair of groups.

    It is the slope of the difference of the two over the periods that both cover, so what moves both at once (a war, an
    election) cancels. NaN if they share fewer than six.
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
    """Return the slope of the least-squares line and its standard error, robust to autocorrelation.

    Newey and West (1987): Bartlett weights up to `lags`, with the small-sample factor n / (n - 2).
    """
    from statsmodels.regression.linear_model import OLS  # it takes as long to import as all of pandas

    line = OLS(y, np.column_stack([np.ones(len(x)), x - x.mean()]))
    fit = line.fit(cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True})
    return float(fit.params[1]), float(fit.bse[1])


def _line(starts: pd.Series, ends: pd.Series, values: pd.Series, confidence: float) -> tuple[Any, ...]:
    """Periods, slope per year, low, high, se, p, p adjusted (NaN until corrected), lags."""
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
