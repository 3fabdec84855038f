"""How large a difference is, apart from how sure: Hedges' g, Cliff's delta, and one test over all groups."""

from typing import Any

import numpy as np
import pandas as pd

MANY_ARTICLES = 300_000
"""Above this many articles Cliff's delta is left out; it needs every article's number, sorted."""


def hedges_g(
    difference: float, se: float, n: tuple[int, int], sd: tuple[float, float], quantile: float
) -> tuple[float, float, float]:
    """g, low, high: the difference over the pooled standard deviation, corrected for small n (Hedges 1981).

    The interval adds the uncertainty of the difference (`se`, so clusters count) and of the standard deviation;
    `quantile` is that of the interval, e.g. 1.96. NaN where there are fewer than three articles or none varies.
    """
    free = n[0] + n[1] - 2
    variances = [s * s if np.isfinite(s) else 0.0 for s in sd]
    pooled = np.sqrt(((n[0] - 1) * variances[0] + (n[1] - 1) * variances[1]) / free) if free > 0 else 0.0
    if not pooled > 0:
        return np.nan, np.nan, np.nan
    corrected = 1 - 3 / (4 * free - 1)
    g = corrected * difference / pooled
    half = quantile * np.sqrt((corrected * se / pooled) ** 2 + g * g / (2 * free))
    return float(g), float(g - half), float(g + half)


def cliffs_delta(a: np.ndarray, b: np.ndarray) -> float:
    """P(a > b) - P(a < b) for sorted arrays; NaN where one is empty (Cliff 1993).

    >>> cliffs_delta(np.array([1.0, 2.0]), np.array([0.0, 1.0]))
    0.75
    """
    if not len(a) or not len(b):
        return np.nan
    below = np.searchsorted(b, a, side="left").sum()
    above = (len(b) - np.searchsorted(b, a, side="right")).sum()
    return float((int(below) - int(above)) / (len(a) * len(b)))


def omnibus(value: np.ndarray, covariance: np.ndarray, clusters: np.ndarray, units: list[str]) -> dict[str, Any] | None:
    """Are all groups equal? Welch's analysis of variance for articles, else a Wald test with Hotelling's F.

    None with fewer than two groups that vary. Groups without a standard error are left out.
    """
    from scipy.special import fdtrc

    variance = np.diag(covariance)
    used = np.flatnonzero(np.isfinite(value) & (variance > 0) & (clusters > 1))
    count = len(used)
    if count < 2:
        return None
    value, covariance, clusters = value[used], covariance[np.ix_(used, used)], clusters[used]
    if all(units[i] == "article" for i in used):
        weights = 1 / np.diag(covariance)
        share = weights / weights.sum()
        lack = ((1 - share) ** 2 / (clusters - 1)).sum()
        between = (weights * (value - (share * value).sum()) ** 2).sum() / (count - 1)
        statistic = between / (1 + 2 * (count - 2) / (count**2 - 1) * lack)
        free = (count**2 - 1) / (3 * lack)
        name = "Welch's analysis of variance"
    else:
        contrasts = np.eye(count)[:-1] - np.eye(count)[1:]  # each group against the next
        gaps = contrasts @ value
        wald = float(gaps @ np.linalg.pinv(contrasts @ covariance @ contrasts.T) @ gaps)
        rank, sample = count - 1, int(clusters.min())
        free = float(sample - rank)
        if free < 1:
            return None
        statistic = wald * free / (rank * (sample - 1))
        name = "cluster-robust Wald test, Hotelling's F"
    return {
        "test": name,
        "f": float(statistic),
        "df": [count - 1, float(free)],
        "p": float(fdtrc(count - 1, free, statistic)),
        "groups": count,
    }


def cliffs_deltas(articles: pd.DataFrame, pairs: list[tuple[str, str]]) -> list[float]:
    """Cliff's delta of each pair of groups from a frame of group and value."""
    ordered = {name: np.sort(part.to_numpy(dtype=float)) for name, part in articles.groupby("group")["value"]}
    nothing = np.array([])
    return [cliffs_delta(ordered.get(a, nothing), ordered.get(b, nothing)) for a, b in pairs]
