"""The difference of two groups by several estimators, each with a standard error by cluster.

Trimmed means and medians have theirs from influence functions (Huber and Ronchetti 2009, ch. 3): the change that one
article makes, summed over the articles of a cluster. That of the median needs the density at it, which is read off the
quantiles around it, as Woodruff (1952) does for survey samples.
"""

from dataclasses import dataclass

import numpy as np

from analysis.stats.resampling import estimate, satterthwaite

TRIMMED = 0.05
"""Share of a group's articles that are left out at each end."""


@dataclass(frozen=True)
class Articles:
    """Articles of one group: y and x (the ratio of their sums is the estimate), own values, and clusters.

    Clusters are numbers that mean the same in both groups.
    """

    y: np.ndarray
    x: np.ndarray
    value: np.ndarray
    cluster: np.ndarray


def mean_difference(a: Articles, b: Articles) -> tuple[float, float, float]:
    """Difference of the ratios of sums, its standard error and degrees of freedom, as `compare` gives them."""
    size = int(max(a.cluster.max(), b.cluster.max())) + 1
    y, x = (np.column_stack([np.bincount(g.cluster, part(g), size) for g in (a, b)]) for part in (_y, _x))
    held = x.sum(axis=1) > 0
    found = estimate(y[held], x[held])
    variance = found.covariance[0, 0] + found.covariance[1, 1] - 2 * found.covariance[0, 1]
    welch = satterthwaite(found.covariance[0, 0], found.clusters[0], found.covariance[1, 1], found.clusters[1])
    df = min(welch, float(found.either[0, 1] - 1))
    return float(found.value[0] - found.value[1]), float(np.sqrt(max(variance, 0.0))), df


def trimmed_difference(a: Articles, b: Articles) -> tuple[float, float, float]:
    """Difference of trimmed means of the articles' own values (`TRIMMED` at each end; Yuen 1974 for the errors)."""
    return _by_influence(a, b, _trimmed)


def median_difference(a: Articles, b: Articles) -> tuple[float, float, float]:
    """Difference of medians of the articles' own values."""
    return _by_influence(a, b, _median)


def _y(group: Articles) -> np.ndarray:
    return group.y


def _x(group: Articles) -> np.ndarray:
    return group.x


def _trimmed(group: Articles) -> tuple[float, np.ndarray]:
    values = group.value
    cut = int(TRIMMED * len(values))
    ordered = np.sort(values)
    low, high = ordered[cut], ordered[len(values) - cut - 1]
    winsorised = np.clip(values, low, high)
    kept = len(values) - 2 * cut
    return float(ordered[cut : len(values) - cut].mean()), (winsorised - winsorised.mean()) / kept


def _median(group: Articles) -> tuple[float, np.ndarray]:
    values = group.value
    median = float(np.median(values))
    below = (values < median) + 0.5 * (values == median) - 0.5
    sums = np.bincount(group.cluster, below)
    reach = float(np.clip(1.96 * np.sqrt((sums**2).sum()) / len(values), 2 / len(values), 0.45))
    low, high = np.quantile(values, [0.5 - reach, 0.5 + reach])
    return median, -below * (high - low) / (2 * reach) / len(values)


def _by_influence(a: Articles, b: Articles, statistic) -> tuple[float, float, float]:  # type: ignore[no-untyped-def]
    (value_a, change_a), (value_b, change_b) = statistic(a), statistic(b)
    size = int(max(a.cluster.max(), b.cluster.max())) + 1
    sums_a, sums_b = np.bincount(a.cluster, change_a, size), np.bincount(b.cluster, change_b, size)
    in_a, in_b = (np.bincount(g.cluster, minlength=size) > 0 for g in (a, b))
    clusters = [int(held.sum()) for held in (in_a, in_b)]
    either = int((in_a | in_b).sum())
    if min(clusters) < 2:
        return value_a - value_b, np.nan, np.nan
    factor = [np.sqrt(count / (count - 1)) for count in clusters]
    total = sums_a * factor[0] - sums_b * factor[1]
    welch = satterthwaite(
        float((sums_a**2).sum()) * factor[0] ** 2, clusters[0], float((sums_b**2).sum()) * factor[1] ** 2, clusters[1]
    )
    return value_a - value_b, float(np.sqrt((total**2).sum())), min(welch, float(either - 1))
