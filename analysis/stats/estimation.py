"""Estimates of every group from sums of its clusters, with their covariance and bootstrap replicates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.queries.choices import SEED, Cluster, Method
from analysis.stats.resampling import Replicates, bca, bootstrap_t, estimate, resample, satterthwaite, t_interval

SMALL = 30
"""A group with fewer articles is resampled by article: its days are too few."""
FEW_CLUSTERS = 10
"""So is a group with fewer days (or authors), and a warning says so."""
TINY = 8
"""A group with fewer articles is not resampled; its interval is Student's t."""
MANY_CLUSTERS = 20_000
"""With more clusters the bootstrap equals the t interval and is only slower."""


@dataclass(frozen=True)
class Settings:
    """Confidence level, kind of interval, what is resampled, and how often."""

    confidence: float = 0.95
    method: Method = "bootstrap"
    cluster: Cluster = "day"
    replicates: int = 1999
    seed: int = SEED


@dataclass(frozen=True)
class Estimation:
    """Estimates of groups, in the order given: arrays with one entry (or column) per group, NaN if not estimable.

    `unit` is the cluster of each group's uncertainty; groups with the same clusters covary, others do not.
    """

    value: np.ndarray
    covariance: np.ndarray
    clusters: np.ndarray
    either: np.ndarray
    """Clusters (groups × groups) that hold any article of the two."""
    unit: list[str]
    replicates: Replicates
    settings: Settings
    mean: np.ndarray
    """Mean of the articles' own values, each article weighing the same: `value` itself unless the measure is a rate."""
    mean_covariance: np.ndarray
    acceleration: np.ndarray | None = None
    """BCa's acceleration per group; only that method needs it."""

    @property
    def variance(self) -> np.ndarray:
        """Squared standard errors."""
        return np.diag(self.covariance)

    def interval(self, group: int) -> tuple[float, float, str]:
        """Return low, high and the name of the method; NaN and "none" if the variance is unknown."""
        value, variance = float(self.value[group]), float(self.variance[group])
        unit, confidence = self.unit[group], self.settings.confidence
        if not np.isfinite(variance):
            return np.nan, np.nan, "none"
        se, values = float(np.sqrt(variance)), self.replicates.value[:, group]
        limits, name = None, "bootstrap-t"
        if se > 0 and len(values) and self.settings.method == "bca" and self.acceleration is not None:
            limits, name = bca(value, values, float(self.acceleration[group]), confidence), "BCa bootstrap"
        elif se > 0 and len(values):
            limits = bootstrap_t(value, se, values, self.replicates.variance[:, group], confidence)
        if limits is not None:
            return *limits, f"{name} by {unit}"
        return *t_interval(value, se, self.clusters[group] - 1, confidence), f"t by {unit}"

    def df(self, a: int, b: int) -> float:
        """Return the degrees of freedom of value[a] - value[b]: Welch's, at most one less than their clusters."""
        welch = satterthwaite(self.variance[a], self.clusters[a], self.variance[b], self.clusters[b])
        return float(np.minimum(welch, self.either[a, b] - 1))

    def difference(self, a: int, b: int) -> tuple[float, float, float, str]:
        """Return the standard error of value[a] - value[b], low, high and the name of the method.

        Always Student's t: the skew that the bootstrap corrects cancels in a difference (simulated coverage is
        nominal), and an interval without zero and a p below 1 - confidence are the same thing.
        """
        variance = _of_difference(self.covariance, a, b)
        if not np.isfinite(variance):
            return np.nan, np.nan, np.nan, "none"
        se = float(np.sqrt(max(variance, 0.0)))
        low, high = t_interval(self.value[a] - self.value[b], se, self.df(a, b), self.settings.confidence)
        unit = self.unit[a] if self.unit[a] == self.unit[b] else f"{self.unit[a]} and {self.unit[b]}"
        return se, low, high, f"t by {unit}"

    def difference_of_means(self, a: int, b: int) -> tuple[float, float]:
        """Return mean[a] - mean[b] and its standard error, NaN if unknown."""
        return float(self.mean[a] - self.mean[b]), float(np.sqrt(max(_of_difference(self.mean_covariance, a, b), 0.0)))


def _of_difference(covariance: np.ndarray, a: int, b: int) -> float:
    return float(covariance[a, a] + covariance[b, b] - 2 * covariance[a, b])


def groups_by_article(counts: dict[str, int], sums: pd.DataFrame | None, settings: Settings) -> list[str]:
    """Return the groups of `counts` (group → articles with a value) whose uncertainty is by article, in its order.

    They have too few articles or clusters to be resampled by cluster. `sums` is `queries.totals`, None if articles are
    the clusters.
    """
    clustered = set(_by_cluster(list(counts), counts, sums, settings))
    return [name for name in counts if counts[name] and name not in clustered]


def estimate_groups(
    counts: dict[str, int], sums: pd.DataFrame | None, articles: pd.DataFrame, settings: Settings
) -> Estimation:
    """Estimate the groups named in `counts` (group → articles with a value), in its order.

    `sums` is `queries.totals` by `settings.cluster`, None if articles are the clusters: group, cluster, n, value, y, x.
    `articles` is `queries.values` of (at least) `groups_by_article`: group, value, y, x.
    """
    names, size = list(counts), len(counts)
    value, mean, clusters = np.full(size, np.nan), np.full(size, np.nan), np.zeros(size, dtype=int)
    covariance, mean_covariance = np.zeros((size, size)), np.zeros((size, size))
    np.fill_diagonal(covariance, np.nan)
    np.fill_diagonal(mean_covariance, np.nan)
    either = np.full((size, size), np.nan)
    unit = ["article"] * size
    # Outlets are few where they are clusters: resampling a handful says less than Student's t with their number.
    by_outlet = settings.cluster == "outlet"
    drawn = settings.replicates if settings.method != "t" and not by_outlet else 0
    acceleration = np.full(size, np.nan)
    replicates = Replicates(np.full((drawn, size), np.nan), np.full((drawn, size), np.nan))
    clustered = [names.index(name) for name in _by_cluster(names, counts, sums, settings)]
    if clustered and sums is not None:
        y, x, own, n = (_matrix(sums, name, names) for name in ("y", "x", "value", "n"))
        together = estimate(y[:, clustered], x[:, clustered])
        means = estimate(own[:, clustered], n[:, clustered])
        value[clustered], clusters[clustered], mean[clustered] = together.value, together.clusters, means.value
        acceleration[clustered] = together.acceleration
        square = np.ix_(clustered, clustered)
        covariance[square], mean_covariance[square] = together.covariance, means.covariance
        either[square] = together.either
        for i in clustered:
            unit[i] = settings.cluster
        if drawn and len(y) <= MANY_CLUSTERS:
            resampled = resample(y[:, clustered], x[:, clustered], drawn, settings.seed)
            replicates.value[:, clustered], replicates.variance[:, clustered] = resampled.value, resampled.variance
    single = {str(name): part for name, part in articles.groupby("group")}
    for i, name in enumerate(names):
        if unit[i] != "article" or not counts[name]:
            continue
        y, x, own = (single[name][[part]].to_numpy(dtype=float) for part in ("y", "x", "value"))
        alone, alone_mean = estimate(y, x), estimate(own, np.ones_like(own))
        value[i], mean[i], clusters[i] = alone.value[0], alone_mean.value[0], len(y)
        if by_outlet:  # one outlet says nothing of how outlets differ
            clusters[i], unit[i] = 1, "outlet"
            continue
        covariance[i, i], mean_covariance[i, i] = alone.covariance[0, 0], alone_mean.covariance[0, 0]
        acceleration[i] = alone.acceleration[0]
        if drawn and TINY <= len(y) <= MANY_CLUSTERS:
            resampled = resample(y, x, drawn, settings.seed)
            replicates.value[:, [i]], replicates.variance[:, [i]] = resampled.value, resampled.variance
    separate = np.isnan(either)
    either[separate] = (clusters[:, None] + clusters[None, :])[separate]
    return Estimation(
        value, covariance, clusters, either, unit, replicates, settings, mean, mean_covariance, acceleration
    )


def _by_cluster(names: list[str], counts: dict[str, int], sums: pd.DataFrame | None, settings: Settings) -> list[str]:
    """The groups with enough articles in enough clusters to be resampled by cluster."""
    if sums is None or settings.cluster == "article":
        return []
    by_outlet = settings.cluster == "outlet"
    present = (_matrix(sums, "x", names) > 0).sum(axis=0)
    fewest = 2 if by_outlet else FEW_CLUSTERS
    return [
        name
        for name, clusters in zip(names, present, strict=True)
        if (by_outlet or counts[name] >= SMALL) and clusters >= fewest
    ]


def _matrix(sums: pd.DataFrame, column: str, names: list[str]) -> np.ndarray:
    """`column` of shape (clusters, groups); zero where a group has nothing in a cluster."""
    group = pd.Index(names).get_indexer(sums["group"])
    known = group >= 0
    cluster, numbers = np.unique(sums["cluster"].to_numpy()[known], return_inverse=True)
    matrix = np.zeros((len(cluster), len(names)))
    matrix[numbers, group[known]] = sums[column].to_numpy(dtype=float)[known]
    return matrix
