"""Agreement statistics: precision, recall and F1 from counts, correlation, AUC, and bootstrap intervals over documents.

Spans are compared by tokens: a token is a run of characters that are not white space, and stands inside a span when its
middle character does.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence

import numpy as np

Span = tuple[int, int]
Counts = tuple[int, int, int]
"""true positives, false positives, false negatives"""

_TOKEN = re.compile(r"\S+")
REPLICATES = 1000
SEED = 7


def tokens(text: str) -> list[int]:
    """The middle of each token of the text."""
    return [(match.start() + match.end()) // 2 for match in _TOKEN.finditer(text)]


def inside(middles: Sequence[int], spans: Sequence[Sequence[int]]) -> set[int]:
    """Numbers of the tokens that stand inside any of the spans."""
    edges: list[Span] = []
    for start, end in sorted((int(a), int(b)) for a, b in spans):
        if edges and start <= edges[-1][1]:
            edges[-1] = (edges[-1][0], max(end, edges[-1][1]))
        else:
            edges.append((start, end))
    starts = [start for start, _ in edges]
    found = set()
    for number, middle in enumerate(middles):
        k = bisect_right(starts, middle) - 1
        if k >= 0 and middle < edges[k][1]:
            found.add(number)
    return found


def counts(gold: set[int], found: set[int]) -> Counts:
    return len(gold & found), len(found - gold), len(gold - found)


def precision_recall_f1(rows: np.ndarray) -> tuple[float, float, float]:
    """Of summed counts; 0 where nothing was found or nothing is to be found.

    >>> precision_recall_f1(np.array([[3, 1, 2]]))
    (0.75, 0.6, 0.6666666666666665)
    """
    true, false, missed = (float(v) for v in rows.sum(axis=0))
    precision = true / (true + false) if true + false else 0.0
    recall = true / (true + missed) if true + missed else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def f1(rows: np.ndarray) -> float:
    return precision_recall_f1(rows)[2]


def share(rows: np.ndarray) -> float:
    """Sum of the first column over the sum of the second; NaN where that is zero."""
    hit, of = rows[:, 0].sum(), rows[:, 1].sum()
    return float(hit / of) if of else math.nan


def pearson(rows: np.ndarray) -> float:
    if len(rows) < 3 or rows[:, 0].std() == 0 or rows[:, 1].std() == 0:
        return math.nan
    return float(np.corrcoef(rows[:, 0], rows[:, 1])[0, 1])


def auc(rows: np.ndarray) -> float:
    """Chance that a row labelled 1 (second column) has the higher first column than a row labelled 0; ties count half."""
    from scipy.stats import rankdata

    rank = rankdata(rows[:, 0])
    positive = rows[:, 1] == 1
    p, n = int(positive.sum()), int((~positive).sum())
    return float((rank[positive].sum() - p * (p + 1) / 2) / (p * n)) if p and n else math.nan


def interval(
    rows: np.ndarray, figure: Callable[[np.ndarray], float], replicates: int = REPLICATES
) -> tuple[float, float]:
    """95 % percentile bootstrap interval over documents; the seed is fixed, so the same rows give the same interval."""
    rng = np.random.default_rng(SEED)
    values = [figure(rows[rng.integers(0, len(rows), len(rows))]) for _ in range(replicates)]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)
