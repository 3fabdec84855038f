"""Pairs of articles that may be the same text: MinHash bands that agree, then the estimate of Jaccard similarity."""

import numpy as np

BAND = 2
"""Entries of a band; 48 bands of 2 find 95 % of pairs with a Jaccard similarity of .25, and all from .4 on."""
ESTIMATE = 0.12
"""Pairs estimated below are not looked at; a pair that counts has .25, or one text is within the other."""
LONGEST_RUN = 100
"""Of so many articles with an equal band only neighbours are paired: their other bands and `grouping` do the rest."""


def candidates(signatures: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return pairs (a < b), each once and ascending, of which at least one is among the rows `wanted` (bool)."""
    size = len(signatures)
    found: list[np.ndarray] = []
    for at in range(0, signatures.shape[1], BAND):
        key = signatures[:, at].astype(np.uint64) << np.uint64(32) | signatures[:, at + 1]
        order = np.argsort(key, kind="stable")
        found.append(_pairs(key[order], order, wanted))
    coded = np.unique(np.concatenate(found)) if found else np.array([], np.int64)
    a, b = np.divmod(coded, size) if size else (coded, coded)
    same = np.concatenate(
        [
            (signatures[a[k : k + 100_000]] == signatures[b[k : k + 100_000]]).mean(axis=1)
            for k in range(0, len(a), 100_000)
        ]
        or [np.array([])]
    )
    return a[same >= ESTIMATE], b[same >= ESTIMATE]


def _pairs(key: np.ndarray, order: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Codes a · size + b of pairs of rows with an equal key; `key` ascends, `order` are the rows."""
    size = len(key)
    starts = np.flatnonzero(np.diff(key, prepend=key[:1] + np.uint64(1)))
    lengths = np.diff(starts, append=size)
    run = np.repeat(np.arange(len(starts)), lengths)
    coded = []
    reach = int(min(lengths.max(initial=1), LONGEST_RUN))
    for gap in range(1, reach):
        left = np.flatnonzero(run[:-gap] == run[gap:])
        if gap > 1:
            left = left[lengths[run[left]] <= LONGEST_RUN]
        if not len(left):
            break
        one, two = order[left], order[left + gap]
        either = wanted[one] | wanted[two]
        one, two = one[either], two[either]
        coded.append(np.minimum(one, two) * size + np.maximum(one, two))
    return np.concatenate(coded) if coded else np.array([], np.int64)
