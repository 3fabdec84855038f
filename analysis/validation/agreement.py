"""Agreement with human labels: counts, precision, recall, F1, correlation, AUC, and bootstrap intervals over documents.

The one definition of a match for every use. Spans are compared by tokens: a token is a run of characters that are not
white space, and is inside a span if its middle character is. Attributions match one to one if their contents overlap by
at least half (Jaccard); hedge cues match if they share a character.
"""

import math
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Spans = Sequence[Sequence[int]]
"""Start and end characters of each span."""
Counts = tuple[int, int, int]
"""True positives, false positives, false negatives."""

PARTS = ("content", "cue", "source")
_TOKEN = re.compile(r"\S+")
REPLICATES = 1000
SEED = 7


def tokens(text: str) -> list[int]:
    """Return the middle character of each token of the text."""
    return [(match.start() + match.end()) // 2 for match in _TOKEN.finditer(text)]


def inside(middles: Sequence[int], spans: Spans) -> set[int]:
    """Return the numbers of the tokens that are inside any of the spans."""
    edges: list[tuple[int, int]] = []
    for start, end in sorted((int(a), int(b)) for a, b in spans):
        if edges and start <= edges[-1][1]:
            edges[-1] = (edges[-1][0], max(end, edges[-1][1]))
        else:
            edges.append((start, end))
    starts = [start for start, _ in edges]
    numbers = set()
    for number, middle in enumerate(middles):
        k = bisect_right(starts, middle) - 1
        if k >= 0 and middle < edges[k][1]:
            numbers.add(number)
    return numbers


def counts(gold: set[int], predicted: set[int]) -> Counts:
    """Return true positives, false positives and false negatives of two sets.

    >>> counts({1, 2, 3}, {3, 4})
    (1, 1, 2)
    """
    return len(gold & predicted), len(predicted - gold), len(gold - predicted)


@dataclass(frozen=True)
class AttributionCounts:
    """Agreement of one article's attributions with their labels."""

    tokens: dict[str, Counts]
    """By part (content, cue, source), the tokens inside any attribution."""
    relations: Counts
    """Attributions; labelled ones without content do not count."""
    right_source: int
    """Matched attributions whose source shares a token with the labelled source."""
    with_source: int
    """Matched attributions whose label has a source."""


def attribution_counts(
    text: str, gold: Sequence[Mapping[str, Any]], predicted: Sequence[Mapping[str, Any]]
) -> AttributionCounts:
    """Compare attributions of one text; each has lists of spans under `content`, `cue` and `source`."""
    middles = tokens(text)

    def union(attributions: Sequence[Mapping[str, Any]], part: str) -> set[int]:
        return inside(middles, [span for attribution in attributions for span in attribution[part]])

    labelled = [attribution for attribution in gold if attribution["content"]]
    free = {k: inside(middles, attribution["content"]) for k, attribution in enumerate(predicted)}
    matched = right = with_source = 0
    for attribution in labelled:
        content, source = inside(middles, attribution["content"]), inside(middles, attribution["source"])
        overlaps = ((len(content & other) / max(1, len(content | other)), k) for k, other in free.items())
        overlap, best = max(overlaps, default=(0.0, -1))
        if overlap >= 0.5:
            del free[best]
            matched += 1
            with_source += bool(source)
            right += bool(source & inside(middles, predicted[best]["source"]))
    return AttributionCounts(
        {part: counts(union(gold, part), union(predicted, part)) for part in PARTS},
        (matched, len(predicted) - matched, len(labelled) - matched),
        right,
        with_source,
    )


def hedging_counts(uncertain: bool, gold: Spans, predicted: Spans) -> tuple[Counts, Counts]:
    """Return the counts of one text as a whole (uncertain if it has a hedge) and of its cues.

    >>> hedging_counts(True, [[9, 12]], [[9, 12], [23, 31]])
    ((1, 0, 0), (1, 1, 0))
    """

    def met(spans: Spans, others: Spans) -> int:
        return sum(any(a < d and c < b for c, d in others) for a, b in spans)

    has = bool(predicted)
    right = met(predicted, gold)
    return (int(uncertain and has), int(has and not uncertain), int(uncertain and not has)), (
        right,
        len(predicted) - right,
        len(gold) - met(gold, predicted),
    )


def precision_recall_f1(rows: np.ndarray) -> tuple[float, float, float]:
    """Return precision, recall and F1 of summed counts (one row per document); 0 where there is nothing to divide by.

    >>> precision_recall_f1(np.array([[3, 1, 2]]))
    (0.75, 0.6, 0.6666666666666665)
    """
    true, false, missed = (float(v) for v in rows.sum(axis=0))
    precision = true / (true + false) if true + false else 0.0
    recall = true / (true + missed) if true + missed else 0.0
    both = precision + recall
    return precision, recall, 2 * precision * recall / both if both else 0.0


def f1(rows: np.ndarray) -> float:
    """Return F1 of summed counts (one row per document: true and false positives, false negatives)."""
    return precision_recall_f1(rows)[2]


def share(rows: np.ndarray) -> float:
    """Return the sum of the first column over the sum of the second; NaN where that is zero."""
    hits, total = rows[:, 0].sum(), rows[:, 1].sum()
    return float(hits / total) if total else math.nan


def pearson(rows: np.ndarray) -> float:
    """Return Pearson's r of two columns; NaN for fewer than three rows or a constant column."""
    if len(rows) < 3 or rows[:, 0].std() == 0 or rows[:, 1].std() == 0:
        return math.nan
    return float(np.corrcoef(rows[:, 0], rows[:, 1])[0, 1])


def auc(rows: np.ndarray) -> float:
    """Return the chance that a row labelled 1 (second column) has a higher first column than one labelled 0.

    Ties count half; NaN where a label does not occur.
    """
    from scipy.stats import rankdata

    rank = rankdata(rows[:, 0])
    positive = rows[:, 1] == 1
    p, n = int(positive.sum()), int((~positive).sum())
    return float((rank[positive].sum() - p * (p + 1) / 2) / (p * n)) if p and n else math.nan


def interval(
    rows: np.ndarray, figure: Callable[[np.ndarray], float], replicates: int = REPLICATES
) -> tuple[float, float]:
    """Return the 95 % percentile bootstrap interval over documents; the seed is fixed, so it is reproducible."""
    rng = np.random.default_rng(SEED)
    values = [figure(rows[rng.integers(0, len(rows), len(rows))]) for _ in range(replicates)]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)
