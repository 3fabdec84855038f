"""Exact similarity of two texts: the Jaccard similarity and the containment of their shingles."""

from collections.abc import Callable, Iterator

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

JACCARD = 0.25
"""From here on two texts are the same; two reports of one event that quote the same words reach .15."""
CONTAINMENT = 0.5
"""Share of the shorter text's shingles that the longer has, from which the shorter is an extract of it."""
FEWEST_SHINGLES = 20
"""A text with fewer is an extract of nothing: a sentence of 20 words may stand anywhere."""

MOST = 1.5
"""The highest similarity: beyond it two texts are no more the same."""

_WORTH_KEEPING = 0.4
_TEXTS_AT_ONCE, _ALL_PAIRS = 3000, 3000


ShinglesOf = Callable[[list[int]], list[np.ndarray]]
"""The shingles of the articles with these numbers, in that order."""


def similar_pairs(
    shingles_of: ShinglesOf, a: np.ndarray, b: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Yield pairs (a, b, similarity) in blocks: of candidates a[k], b[k] and of other texts that candidates connect.

    A similarity of 1 is just enough to be the same text; 1.5 is the highest. `shingles_of` is called for a few
    thousand articles at a time.
    """
    used, numbers = np.unique(np.concatenate([a, b]), return_inverse=True)
    a, b = numbers[: len(a)], numbers[len(a) :]
    graph = coo_array((np.ones(len(a), np.int8), (a, b)), shape=(len(used), len(used)))
    _, component = connected_components(graph, directed=False)
    order = np.argsort(component, kind="stable")
    edges = np.flatnonzero(np.diff(component[order], prepend=-1, append=-1))
    begin = 0
    for end, following in zip(edges[1:], [*edges[2:], None], strict=True):
        if following is not None and following - begin <= _TEXTS_AT_ONCE:
            continue
        texts = order[begin:end]
        begin = end
        matrix = _matrix(shingles_of(used[texts].tolist()))
        one, two, shared = _shared(matrix, component[texts], texts, a, b)
        value = _similarity(shared, np.diff(matrix.indptr)[one], np.diff(matrix.indptr)[two])
        kept = value >= _WORTH_KEEPING
        first, second = used[texts[one[kept]]], used[texts[two[kept]]]
        yield np.minimum(first, second), np.maximum(first, second), value[kept]


def _similarity(shared: np.ndarray, size: np.ndarray, other: np.ndarray) -> np.ndarray:
    smaller = np.minimum(size, other)
    jaccard = shared / np.maximum(size + other - shared, 1) / JACCARD
    containment = np.where(smaller >= FEWEST_SHINGLES, shared / np.maximum(smaller, 1), 0) / CONTAINMENT
    result: np.ndarray = np.minimum(np.maximum(jaccard, containment), MOST)
    return result


def _shared(
    matrix: csr_array, component: np.ndarray, texts: np.ndarray, a: np.ndarray, b: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Row pairs of `matrix` in one component and how many shingles they share; a huge component's candidates only."""
    if len(texts) <= _ALL_PAIRS:
        product = (matrix @ matrix.T).tocoo()
        one, two = product.coords
        kept = (one < two) & (component[one] == component[two])
        return one[kept], two[kept], product.data[kept]
    row = np.full(max(a.max(), b.max()) + 1, -1)
    row[texts] = np.arange(len(texts))
    one, two = row[a], row[b]
    inside = (one >= 0) & (two >= 0)
    one, two = one[inside], two[inside]
    parts = [
        matrix[one[k : k + 10_000]].multiply(matrix[two[k : k + 10_000]]).sum(axis=1)
        for k in range(0, len(one), 10_000)
    ]
    return one, two, np.concatenate([np.asarray(part).ravel() for part in parts])


def _matrix(sets: list[np.ndarray]) -> csr_array:
    """One row per set with a 1 for each of its shingles."""
    start = np.concatenate([[0], np.cumsum([len(found) for found in sets])])
    values, column = np.unique(np.concatenate(sets), return_inverse=True)
    ones = np.ones(len(column), np.int32)
    return csr_array((ones, column.astype(np.int32), start), shape=(len(sets), len(values)))
