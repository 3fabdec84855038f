"""Change points: moves of a measure from one level to another that noise does not explain.

Three steps. (1) *Scale*: a period's mean varies by its own standard error and by a spread between periods; both spread
and autocorrelation are estimated from differences of neighbours without the largest tenth, so that a shift does not
count as noise. (2) *Search*: PELT (Killick, Fearnhead and Eckley 2012, package ruptures) finds the steps that minimise
the weighted sum of squares plus a penalty of 2 log(n) long-run variances a step, which is BIC's, as each step brings a
place and a level. (3) *Check*: the series counts only if its largest split (largest arc, Olshen et al. 2004, where PELT
found several steps) is beyond what permuted series give, and each step only if its own part of the series does so;
p-values are corrected over groups and steps. Autocorrelated series are permuted by their innovations.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.queries.choices import Correction
from analysis.stats.corrections import adjust
from analysis.stats.resampling import t_interval

CHANGE_COLUMNS = [
    "group",
    "period",
    "date",
    "before",
    "after",
    "difference",
    "low",
    "high",
    "p",
    "p_adjusted",
    "periods_before",
    "periods_after",
    "straight_line_fits_better",
]
FEWEST_PERIODS = 12
"""Complete periods with values that a search needs."""
SHORTEST_LEVEL = 3
"""Fewest periods of a level; a shorter one is a spike."""
PERMUTATIONS = 999
_KEPT = 0.9
_TRIMMED = 0.622986
"""Mean of the smaller nine tenths of chi-squared values of one degree of freedom: P(chi2_3 <= q) / 0.9, chi2_1's q."""


@dataclass(frozen=True)
class Series:
    """Values of one group in order of time, scaled so that noise of weight 1 has variance 1.

    `rho` is the autocorrelation of neighbours; a value that could be chance is 0.
    """

    values: np.ndarray
    weights: np.ndarray
    rho: float

    @property
    def long_run(self) -> float:
        """Long-run variance over the variance, of a first-order autoregression."""
        return (1 + self.rho) / (1 - self.rho)


def change_points(
    whole: pd.DataFrame, confidence: float, correction: Correction, seed: int, permutations: int = PERMUTATIONS
) -> pd.DataFrame:
    """Change points of every group, in `CHANGE_COLUMNS`, by group then time; none is the usual answer.

    `whole` holds group, period, start, mean, se of the periods covered in whole. `before` and `after` are weighted
    means of the periods up to the neighbouring change points; their interval takes the date as known, so that it is too
    short if the date is uncertain. `straight_line_fits_better` says that a steady slope has the lower BIC.
    """
    alpha = 1 - confidence
    found = []
    for number, (group, part) in enumerate(whole.groupby("group", sort=True)):
        if len(part) < FEWEST_PERIODS:
            continue
        series = scaled(part["mean"].to_numpy(dtype=float), part["se"].to_numpy(dtype=float))
        steps = search(series) if series else []
        if series and steps:
            rng = np.random.default_rng([seed, number])
            found.append(
                (
                    str(group),
                    part,
                    series,
                    steps,
                    permutation_p(series, 0, len(part), len(steps), permutations, rng),
                    rng,
                )
            )
    gates = _over_all_groups([f[4] for f in found], int(whole["group"].nunique()), correction)
    rows = []
    for (group, part, series, steps, _, rng), gate in zip(found, gates, strict=True):
        if gate > alpha:
            continue
        edges = [0, *steps, len(part)]
        for place in range(1, len(edges) - 1):
            begin, at, end = edges[place - 1 : place + 2]
            p = permutation_p(series, begin, end, 1, permutations, rng)
            rows.append((group, part, series, begin, at, end, p, gate))
    adjusted = adjust(np.array([row[6] for row in rows]), correction)
    kept = [
        _described(*row[:7], max(float(p), row[7]), confidence)
        for row, p in zip(rows, adjusted, strict=True)
        if p <= alpha
    ]
    return pd.DataFrame(kept, columns=CHANGE_COLUMNS)


def scaled(values: np.ndarray, se: np.ndarray) -> Series | None:
    """The series with weights 1 / (spread² + se²); None where nothing varies."""
    known = np.isfinite(se)
    variance = np.where(known, se, np.median(se[known]) if known.any() else 0.0) ** 2
    gaps, noise = np.diff(values) ** 2, variance[1:] + variance[:-1]
    if not gaps.any():
        return None
    return Series(values, 1 / (_spread(gaps, noise) + variance), autocorrelation(values))


def _spread(gaps: np.ndarray, noise: np.ndarray) -> float:
    """Variance between periods, beyond that of their errors, at which squared gaps are as large as they should be."""

    def too_large(spread: float) -> bool:
        return bool(_trimmed_mean(gaps / np.maximum(noise + 2 * spread, 1e-300)) > _TRIMMED)

    low, high = 1e-9 * float(gaps.max()), float(gaps.max()) / _TRIMMED
    if not too_large(low):
        return low
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if too_large(middle) else (low, middle)
    return high


def _trimmed_mean(gaps: np.ndarray) -> float:
    """Without the largest tenth, for they may be shifts."""
    return float(np.sort(gaps)[: int(np.ceil(_KEPT * len(gaps)))].mean())


def autocorrelation(values: np.ndarray) -> float:
    """Of neighbours, from differences (so that levels do not count): E(2-step gap²) / E(1-step gap²) - 1, 0 to 0.8.

    The largest tenth of the gaps is left out, for they may be shifts; what is within chance counts as 0.
    """
    one, two = (_trimmed_mean((values[step:] - values[:-step]) ** 2) for step in (1, 2))
    if not one > 0:
        return 0.0
    rho = two / one - 1
    return min(rho, 0.8) if rho > 0.65 / np.sqrt(len(values)) else 0.0


def search(series: Series) -> list[int]:
    """Places of the first period of each new level, by PELT."""
    from analysis.stats.trends.pelt import pelt

    penalty = 2 * np.log(len(series.values)) * series.long_run
    return pelt(series.values, series.weights, penalty, SHORTEST_LEVEL)


def permutation_p(
    series: Series, begin: int, end: int, steps: int, permutations: int, rng: np.random.Generator
) -> float:
    """How often a permuted part of the series has a split (for several steps: an arc) as striking as the real one's."""
    residual = series.values[begin:end] - np.average(series.values[begin:end], weights=series.weights[begin:end])
    residual *= np.sqrt(series.weights[begin:end])
    statistic = split_statistic if steps == 1 else arc_statistic
    permuted = _permuted(residual, series.rho, permutations, rng)
    return float((1 + (statistic(permuted) >= statistic(residual[None, :]) - 1e-9).sum()) / (1 + permutations))


def _permuted(residual: np.ndarray, rho: float, permutations: int, rng: np.random.Generator) -> np.ndarray:
    """Permuted series, (permutations, n); with rho its innovations are permuted and the autoregression run again."""
    order = np.argsort(rng.random((permutations, len(residual))), axis=1)
    if rho == 0:
        return residual[order]
    start = np.sqrt(1 - rho * rho)
    innovations = np.append(residual[0] * start, residual[1:] - rho * residual[:-1])[order]
    innovations[:, 0] /= start
    for place in range(1, len(residual)):
        innovations[:, place] += rho * innovations[:, place - 1]
    return innovations


def split_statistic(rows: np.ndarray) -> np.ndarray:
    """Of each row, the largest |t| of two levels, each of `SHORTEST_LEVEL` values or more."""
    n = rows.shape[1]
    rows = rows - rows.mean(axis=1, keepdims=True)
    length = np.arange(SHORTEST_LEVEL, n - SHORTEST_LEVEL + 1)
    sums = np.cumsum(rows, axis=1)[:, length - 1]
    return _t(rows, (sums**2 / (length * (1 - length / n))).max(axis=1, initial=0.0))


def arc_statistic(rows: np.ndarray) -> np.ndarray:
    """Of each row, the largest |t| of the mean of an arc against the rest, arcs of `SHORTEST_LEVEL` values or more."""
    n = rows.shape[1]
    rows = rows - rows.mean(axis=1, keepdims=True)
    sums = np.concatenate([np.zeros((len(rows), 1)), np.cumsum(rows, axis=1)], axis=1)
    best = np.zeros(len(rows))
    for length in range(SHORTEST_LEVEL, n - SHORTEST_LEVEL + 1):
        arcs = np.abs(sums[:, length:] - sums[:, : n - length + 1]).max(axis=1)
        np.maximum(best, arcs**2 / (length * (1 - length / n)), out=best)
    return _t(rows, best)


def _t(rows: np.ndarray, between: np.ndarray) -> np.ndarray:
    within = (rows**2).sum(axis=1) - between
    result: np.ndarray = np.sqrt(between / np.maximum(within, 1e-12 * between + 1e-300) * (rows.shape[1] - 2))
    return result


def _over_all_groups(p: list[float], groups: int, correction: Correction) -> np.ndarray:
    """Adjusted, where groups without any candidate count as p = 1."""
    return adjust(np.array([*p, *[1.0] * (groups - len(p))]), correction)[: len(p)]


def _described(
    group: str,
    part: pd.DataFrame,
    series: Series,
    begin: int,
    at: int,
    end: int,
    p: float,
    p_adjusted: float,
    confidence: float,
) -> tuple[Any, ...]:
    levels, variances = [], []
    for places in (slice(begin, at), slice(at, end)):
        weights = series.weights[places]
        levels.append(float(np.average(series.values[places], weights=weights)))
        variances.append(series.long_run / float(weights.sum()))
    difference = levels[1] - levels[0]
    se = float(np.sqrt(sum(variances)))
    low, high = t_interval(difference, se, end - begin - 2, confidence)
    first = part.iloc[at]
    line = _line_fits_better(series, begin, at, end)
    return (
        group, first["period"], first["start"], *levels, difference, low, high, p, p_adjusted,
        at - begin, end - at, line,
    )  # fmt: skip


def _line_fits_better(series: Series, begin: int, at: int, end: int) -> bool:
    """BIC of a straight line (two parameters) against one step (three) over the two levels."""
    y, w = series.values[begin:end], series.weights[begin:end]
    x = np.arange(len(y), dtype=float)
    x -= np.average(x, weights=w)
    centred = y - np.average(y, weights=w)
    line = float(w @ centred**2 - (w @ (x * centred)) ** 2 / (w @ x**2))
    halves = ((y[: at - begin], w[: at - begin]), (y[at - begin :], w[at - begin :]))
    step = sum(float(v @ (u - np.average(u, weights=v)) ** 2) for u, v in halves)
    return bool(line < step + np.log(len(y)))
