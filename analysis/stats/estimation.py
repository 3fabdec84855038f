"""From a question to estimates of every group with their covariance and bootstrap replicates."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.queries import CorpusSnapshot, Filters, totals, values
from analysis.queries.choices import SEED, Cluster, Method
from analysis.stats.resampling import Replicates, bca, bootstrap_t, estimate, resample, satterthwaite, t_interval

SMALL = 30
"""With fewer articles a group is resampled by article: its days are too few."""
FEW_CLUSTERS = 10
"""With fewer days (or authors) too, and a warning says so."""
TINY = 8
"""With fewer articles there is nothing to resample and the interval is Student's t."""
MANY_CLUSTERS = 20_000
"""With more clusters resampling only repeats the t interval, slowly."""


@dataclass(frozen=True)
class Settings:
    confidence: float = 0.95
    method: Method = "bootstrap"
    cluster: Cluster = "day"
    replicates: int = 1999
    seed: int = SEED


@dataclass(frozen=True)
class Fit:
    """Estimates of groups, in the order asked: arrays with one entry (or column) a group, NaN where not estimable.

    `unit` is what each group's uncertainty is by; groups by the same clusters covary, others do not.
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
    """Of the articles' own values, each article alike: `value` itself unless the measure is a rate."""
    mean_covariance: np.ndarray
    acceleration: np.ndarray | None = None
    """BCa's, a group; needed for that method alone."""

    @property
    def variance(self) -> np.ndarray:
        return np.diag(self.covariance)

    def interval(self, group: int) -> tuple[float, float, str]:
        """low, high and how they were made."""
        value, variance = float(self.value[group]), float(self.variance[group])
        unit, confidence = self.unit[group], self.settings.confidence
        if not np.isfinite(variance):
            return np.nan, np.nan, "none"
        se, values = float(np.sqrt(variance)), self.replicates.value[:, group]
        found, name = None, "bootstrap-t"
        if se > 0 and len(values) and self.settings.method == "bca" and self.acceleration is not None:
            found, name = bca(value, values, float(self.acceleration[group]), confidence), "BCa bootstrap"
        elif se > 0 and len(values):
            found = bootstrap_t(value, se, values, self.replicates.variance[:, group], confidence)
        if found is not None:
            return *found, f"{name} by {unit}"
        return *t_interval(value, se, self.clusters[group] - 1, confidence), f"t by {unit}"

    def df(self, a: int, b: int) -> float:
        """Degrees of freedom of value[a] - value[b]: Welch's, or one less than the clusters where they share them."""
        welch = satterthwaite(self.variance[a], self.clusters[a], self.variance[b], self.clusters[b])
        return float(np.minimum(welch, self.either[a, b] - 1))

    def difference(self, a: int, b: int) -> tuple[float, float, float, str]:
        """Standard error of value[a] - value[b], low, high and how they were made.

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
        """mean[a] - mean[b] with its standard error, NaN where unknown."""
        return float(self.mean[a] - self.mean[b]), float(np.sqrt(max(_of_difference(self.mean_covariance, a, b), 0.0)))


def _of_difference(covariance: np.ndarray, a: int, b: int) -> float:
    return float(covariance[a, a] + covariance[b, b] - 2 * covariance[a, b])


def fit(
    corpus: CorpusSnapshot, measure: str, by: str, filters: Filters, counts: dict[str, int], settings: Settings
) -> Fit:
    """Estimates for the groups named in `counts` (group → articles with a value), in its order."""
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
    fewest = 2 if by_outlet else FEW_CLUSTERS
    acceleration = np.full(size, np.nan)
    replicates = Replicates(np.full((drawn, size), np.nan), np.full((drawn, size), np.nan))
    if settings.cluster != "article":
        sums = totals(corpus, measure, by, filters, settings.cluster)
        y, x, own, n = (_matrix(sums, name, names) for name in ("y", "x", "value", "n"))
        present = (x > 0).sum(axis=0)
        many = [i for i, name in enumerate(names) if (by_outlet or counts[name] >= SMALL) and present[i] >= fewest]
        if many:
            together, means = estimate(y[:, many], x[:, many]), estimate(own[:, many], n[:, many])
            value[many], clusters[many], mean[many] = together.value, together.clusters, means.value
            acceleration[many] = together.acceleration
            square = np.ix_(many, many)
            covariance[square], mean_covariance[square] = together.covariance, means.covariance
            either[square] = together.either
            for i in many:
                unit[i] = settings.cluster
            if drawn and len(y) <= MANY_CLUSTERS:
                resampled = resample(y[:, many], x[:, many], drawn, settings.seed)
                replicates.value[:, many], replicates.variance[:, many] = resampled.value, resampled.variance
    alone = [i for i in range(size) if unit[i] == "article" and counts[names[i]]]
    found = values(corpus, measure, by, filters, [names[i] for i in alone])
    articles = {str(name): part for name, part in found.groupby("group")}
    for i in alone:
        y, x, own = (articles[names[i]][[part]].to_numpy(dtype=float) for part in ("y", "x", "value"))
        single, singly = estimate(y, x), estimate(own, np.ones_like(own))
        value[i], mean[i], clusters[i] = single.value[0], singly.value[0], len(y)
        if by_outlet:  # one outlet says nothing of how outlets differ
            clusters[i], unit[i] = 1, "outlet"
            continue
        covariance[i, i], mean_covariance[i, i] = single.covariance[0, 0], singly.covariance[0, 0]
        acceleration[i] = single.acceleration[0]
        if drawn and TINY <= len(y) <= MANY_CLUSTERS:
            resampled = resample(y, x, drawn, settings.seed)
            replicates.value[:, [i]], replicates.variance[:, [i]] = resampled.value, resampled.variance
    separate = np.isnan(either)
    either[separate] = (clusters[:, None] + clusters[None, :])[separate]
    return Fit(value, covariance, clusters, either, unit, replicates, settings, mean, mean_covariance, acceleration)


def _matrix(sums: pd.DataFrame, column: str, names: list[str]) -> np.ndarray:
    """`column` of shape (clusters, groups); zero where a group has nothing in a cluster."""
    group = pd.Index(names).get_indexer(sums["group"])
    known = group >= 0
    cluster, numbers = np.unique(sums["cluster"].to_numpy()[known], return_inverse=True)
    matrix = np.zeros((len(cluster), len(names)))
    matrix[numbers, group[known]] = sums[column].to_numpy(dtype=float)[known]
    return matrix
