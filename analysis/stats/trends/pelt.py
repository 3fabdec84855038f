"""PELT over weighted means: the cost that ruptures is given, and the search itself."""

import numpy as np
from ruptures import Pelt
from ruptures.base import BaseCost


class WeightedMean(BaseCost):  # type: ignore[misc]  # ruptures has no types
    """Weighted squares about the weighted mean of a segment, from running sums. The signal's columns: value, weight."""

    model = "weighted_mean"
    min_size = 1

    def fit(self, signal: np.ndarray) -> "WeightedMean":
        """Take the signal and return the cost itself, as ruptures expects."""
        self.signal = signal
        value, weight = signal[:, 0] - signal[:, 0].mean(), signal[:, 1]
        parts = np.column_stack([weight, weight * value, weight * value**2])
        self._sums = np.concatenate([np.zeros((1, 3)), np.cumsum(parts, axis=0)]).tolist()
        return self

    def error(self, start: int, end: int) -> float:
        """Return the cost of the segment from `start` up to `end`."""
        (w0, y0, s0), (w1, y1, s1) = self._sums[start], self._sums[end]
        y: float = y1 - y0
        return float((s1 - s0) - y * y / (w1 - w0))


def pelt(values: np.ndarray, weights: np.ndarray, penalty: float, shortest: int) -> list[int]:
    """Places where a new level begins (the first period of it), in order; none of a level shorter than `shortest`."""
    signal = np.column_stack([values, weights])
    found = Pelt(custom_cost=WeightedMean(), min_size=shortest, jump=1).fit(signal).predict(pen=penalty)
    return [int(place) for place in found[:-1]]
