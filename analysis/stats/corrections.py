"""Correction of p-values for multiple comparisons."""

import numpy as np

from analysis.queries.choices import Correction

LABELS = {
    "holm": "Holm (1979), family-wise error",
    "bh": "Benjamini and Hochberg (1995), false discovery rate",
    "none": "none",
}


_STATSMODELS = {"holm": "holm", "bh": "fdr_bh"}


def adjust(p: np.ndarray, correction: Correction = "holm") -> np.ndarray:
    """Return adjusted p-values in the order given; NaN (a comparison that could not be made) stays NaN, uncounted.

    >>> adjust(np.array([0.01, 0.04, 0.03]))
    array([0.03, 0.06, 0.06])
    """
    adjusted = np.asarray(p, dtype=float).copy()
    known = ~np.isnan(adjusted)
    if correction != "none" and known.any():
        from statsmodels.stats.multitest import multipletests  # it takes as long to import as all of pandas

        adjusted[known] = multipletests(adjusted[known], method=_STATSMODELS[correction])[1]
    return adjusted
