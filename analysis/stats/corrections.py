"""p-values of many comparisons at once."""

import numpy as np

from analysis.queries.choices import Correction

LABELS = {
    "holm": "Holm (1979), family-wise error",
    "bh": "Benjamini and Hochberg (1995), false discovery rate",
    "none": "none",
}


def adjust(p: np.ndarray, correction: Correction = "holm") -> np.ndarray:
    """Adjusted p-values in the order given; NaN (a comparison that could not be made) stays NaN and is not counted.

    >>> adjust(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.06, 0.06])
    """
    p = np.asarray(p, dtype=float)
    adjusted = np.full(len(p), np.nan)
    known = np.flatnonzero(~np.isnan(p))
    order = known[np.argsort(p[known], kind="stable")]
    count = len(order)
    if correction == "none":
        adjusted[known] = p[known]
    elif correction == "holm":
        adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * (count - np.arange(count))), 1.0)
    else:
        scaled = p[order] * count / np.arange(1, count + 1)
        adjusted[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return adjusted
