"""Smoothed lines for the eye, on request; no test rests on them."""

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries.choices import Smooth

LABELS = {
    "none": "none",
    "loess": "LOESS (Cleveland 1979), locally linear, {span:g} of the periods, two robustness passes",
    "rolling": "centred rolling mean of {window} periods, weighted by articles",
}


def smoothed(points: pd.DataFrame, numbers: np.ndarray, how: Smooth, span: float, window: int) -> pd.Series:
    """The smoothed mean of each point, in the order of `points`; NaN where it has no neighbour.

    `numbers` counts periods on the calendar, so that a gap is as wide as it was. Partial periods are left out and get
    no value: they would bend the ends.
    """
    if not 0 < span <= 1 or window < 3 or window % 2 == 0:
        raise ArgumentError(f"Smoothing takes a span over 0 up to 1 and an odd window from 3, not {span} and {window}.")
    line = pd.Series(np.nan, index=points.index, dtype=float)
    usable = ~points["partial"] & points["mean"].notna()
    for _, part in points[usable].groupby("group"):
        at = numbers[points.index.get_indexer(part.index)]
        values, n = part["mean"].to_numpy(dtype=float), part["n"].to_numpy(dtype=float)
        line[part.index] = _loess(at, values, span) if how == "loess" else _rolling(at, values, n, window)
    return line


def _loess(at: np.ndarray, values: np.ndarray, span: float) -> np.ndarray:
    if len(values) < 4:
        return np.full(len(values), np.nan)
    from statsmodels.nonparametric.smoothers_lowess import lowess

    fitted: np.ndarray = lowess(values, at.astype(float), frac=max(span, 4 / len(values)), it=2, return_sorted=False)
    return fitted


def _rolling(at: np.ndarray, values: np.ndarray, n: np.ndarray, window: int) -> np.ndarray:
    near = np.abs(at[:, None] - at[None, :]) <= window // 2
    weights = near * n
    line: np.ndarray = (weights @ values) / weights.sum(axis=1)
    line[near.sum(axis=1) < 2] = np.nan
    return line
