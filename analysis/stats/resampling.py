"""Intervals for means and ratios of sums, from the sums of clusters (the articles of a day, or single articles).

An estimate is `sum(y) / sum(x)` over clusters: x counts articles for a mean, or is the denominator of a rate. Its
standard error is that of leaving out one cluster at a time (the jackknife, CR3), which is the textbook `sd / sqrt(n)`
for the mean of single articles, and does not shrink, as the plain sandwich does, when few clusters hold much.
Intervals invert the bootstrap distribution of the t statistic (Efron and Tibshirani 1993, ch. 12; Cameron, Gelbach and
Miller 2008 for clusters), because percentile intervals are too short when clusters are few or skewed.
"""

from dataclasses import dataclass

import numpy as np

_CHUNK = 4_000_000  # weights held at once, in numbers


@dataclass(frozen=True)
class Estimates:
    """One number a group in each array; `clusters` is the number of clusters that hold any of its articles.

    `covariance` (groups × groups) is that of the estimates; its diagonal is the squared standard error, NaN for fewer
    than two clusters. Groups that share clusters covary; `either` (groups × groups) counts the clusters that hold any
    article of the two. `acceleration` is BCa's, from leaving out clusters.
    """

    value: np.ndarray
    covariance: np.ndarray
    clusters: np.ndarray
    either: np.ndarray
    acceleration: np.ndarray

    @property
    def se(self) -> np.ndarray:
        """Standard errors."""
        return np.sqrt(np.diag(self.covariance))


def estimate(y: np.ndarray, x: np.ndarray) -> Estimates:
    """Ratios of sums for y and x of shape (clusters, groups), zero where a group has nothing in a cluster."""
    held = x > 0
    present = held.sum(axis=0)
    total = x.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = y.sum(axis=0) / total
        change = (y - value * x) / (total - x)  # of the estimate, when the cluster is left out
        factor = np.sqrt((present - 1.0) / present)
    factor[present < 2] = np.nan
    change = np.nan_to_num(change, posinf=0.0, neginf=0.0) * factor
    either = present[:, None] + present[None, :] - held.T.astype(float) @ held
    with np.errstate(divide="ignore", invalid="ignore"):
        acceleration = (change**3).sum(axis=0) / (6 * (change**2).sum(axis=0) ** 1.5)
    return Estimates(value, change.T @ change, present, either, acceleration)


@dataclass(frozen=True)
class Replicates:
    """Bootstrap replicates, (replicates, groups): the estimate and its squared standard error; NaN where undefined."""

    value: np.ndarray
    variance: np.ndarray


def resample(y: np.ndarray, x: np.ndarray, replicates: int, seed: int) -> Replicates:
    """`replicate` each group from the clusters that hold any of it, so that no number depends on the other groups.

    Groups of equal numbers of clusters share the draws, which is quicker and changes no group's numbers.
    """
    held = x > 0
    present = held.sum(axis=0)
    found = Replicates(np.full((replicates, y.shape[1]), np.nan), np.full((replicates, y.shape[1]), np.nan))
    for size in sorted(set(present.tolist()) - {0}):
        alike = np.flatnonzero(present == size)
        own_y, own_x = (np.column_stack([sums[held[:, i], i] for i in alike]) for sums in (y, x))
        drawn = replicate(own_y, own_x, replicates, np.random.default_rng([seed, size]))
        found.value[:, alike], found.variance[:, alike] = drawn.value, drawn.variance
    return found


def replicate(y: np.ndarray, x: np.ndarray, replicates: int, rng: np.random.Generator) -> Replicates:
    """Resample clusters with replacement, the same clusters for every group."""
    clusters, groups = y.shape
    present = (x > 0).sum(axis=0)
    sums = np.hstack([y, x, y * y, x * y, x * x])
    out = np.empty((replicates, sums.shape[1]))
    step = max(1, _CHUNK // clusters)
    for start in range(0, replicates, step):
        rows = min(step, replicates - start)
        drawn = rng.integers(0, clusters, size=(rows, clusters)) + clusters * np.arange(rows)[:, None]
        weights = np.bincount(drawn.ravel(), minlength=rows * clusters).reshape(rows, clusters).astype(float)
        out[start : start + rows] = weights @ sums
    sy, sx, syy, sxy, sxx = (out[:, i * groups : (i + 1) * groups] for i in range(5))
    with np.errstate(divide="ignore", invalid="ignore"):
        value = sy / sx
        variance = (syy - 2 * value * sxy + value**2 * sxx) / sx**2 * (present / (present - 1.0))
    tiny = 1e-12 * np.nanmedian(np.where(variance > 0, variance, np.nan), axis=0) if replicates else 0.0
    variance = np.where(variance > tiny, variance, np.nan)
    return Replicates(value, variance)


def bootstrap_t(
    value: float, se: float, values: np.ndarray, variances: np.ndarray, confidence: float
) -> tuple[float, float] | None:
    """The interval, or None where a tenth of the replicates is undefined (then it would be made of the lucky ones)."""
    t = (values - value) / np.sqrt(variances)
    t = t[np.isfinite(t)]
    if len(t) < 0.9 * len(values) or not len(t):
        return None
    tail = (1 - confidence) / 2
    upper, lower = np.quantile(t, [1 - tail, tail])
    return float(value - upper * se), float(value - lower * se)


def bca(value: float, values: np.ndarray, acceleration: float, confidence: float) -> tuple[float, float] | None:
    """Return bias-corrected and accelerated percentiles (Efron 1987), or None if no replicates surround the value."""
    from scipy.special import ndtr, ndtri

    values = values[np.isfinite(values)]
    below = (values < value).mean() + (values == value).mean() / 2 if len(values) else 0.0
    if not 0 < below < 1 or not np.isfinite(acceleration):
        return None
    bias, tail = ndtri(below), (1 - confidence) / 2
    shifted = bias + np.array([ndtri(tail), ndtri(1 - tail)])
    low, high = np.quantile(values, ndtr(bias + shifted / (1 - acceleration * shifted)))
    return float(low), float(high)


def t_interval(value: float, se: float, df: float, confidence: float) -> tuple[float, float]:
    """Student's t interval; NaN where the standard error is unknown or nothing is left to estimate it from."""
    from scipy.special import stdtrit

    if not np.isfinite(se) or df < 1:
        return np.nan, np.nan
    half = float(stdtrit(df, 1 - (1 - confidence) / 2)) * se
    return value - half, value + half


def t_intervals(value: np.ndarray, se: np.ndarray, df: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """`t_interval` of each of many estimates."""
    from scipy.special import stdtrit

    known = np.isfinite(se) & (df >= 1)
    half = np.where(known, stdtrit(np.maximum(df, 1), 1 - (1 - confidence) / 2) * se, np.nan)
    return value - half, value + half


def t_test(difference: float, se: float, df: float) -> float:
    """Two-sided p of `difference / se`; NaN where it cannot be computed."""
    from scipy.special import stdtr

    if not np.isfinite(se) or se <= 0 or not df >= 1:
        return np.nan
    return float(2 * stdtr(df, -abs(difference) / se))


def satterthwaite(variance_a: float, clusters_a: float, variance_b: float, clusters_b: float) -> float:
    """Welch's degrees of freedom for the difference of two estimates."""
    if not (np.isfinite(variance_a) and np.isfinite(variance_b)) or variance_a + variance_b <= 0:
        return np.nan
    parts = variance_a**2 / (clusters_a - 1) + variance_b**2 / (clusters_b - 1)
    return float((variance_a + variance_b) ** 2 / parts)
