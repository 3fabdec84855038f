"""Average linkage over a sparse graph of similarities, with groups that were fixed before.

Single links would chain dissimilar articles; here two groups merge only while the mean similarity of *all* their pairs
is at least 1. Pairs that are not given count as 0. The result does not depend on the order of the pairs.
"""

import heapq

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components


def average_linkage(size: int, a: np.ndarray, b: np.ndarray, similarity: np.ndarray, fixed: np.ndarray) -> np.ndarray:
    """Return a label for each of `size` items: the smallest index in its group.

    Item pairs `a[k], b[k]` (each pair once) have `similarity[k]`, scaled so that 1 is just similar enough. `fixed[i]` ≥
    0 says that item i already belongs to that group: such items start together, and two fixed groups never merge.

    >>> pairs = np.array([0, 1]), np.array([1, 2])
    >>> average_linkage(4, *pairs, np.array([1.5, 1.1]), np.full(4, -1)).tolist()  # 0 and 2 are not similar
    [0, 0, 2, 3]
    """
    label = _start(fixed, size)
    strong = similarity >= 1
    together = np.flatnonzero(label != np.arange(size))
    links = (np.concatenate([a[strong], together]), np.concatenate([b[strong], label[together]]))
    graph = coo_array((np.ones(len(links[0]), np.int8), links), shape=(size, size))
    _, component = connected_components(graph, directed=False)
    inside = component[a] == component[b]
    members = np.bincount(label, minlength=size)
    is_fixed = np.zeros(size, bool)
    is_fixed[label[fixed >= 0]] = True
    sums: dict[int, dict[int, float]] = {}
    pairs = np.stack([label[a[inside]], label[b[inside]]])
    order = np.lexsort((similarity[inside], pairs.max(axis=0), pairs.min(axis=0)))
    for one, two, value in zip(*pairs[:, order].tolist(), similarity[inside][order].tolist(), strict=True):
        if one != two:
            near, far = sums.setdefault(one, {}), sums.setdefault(two, {})
            near[two] = far[one] = near.get(two, 0.0) + value
    return _merge(label, members.tolist(), is_fixed.tolist(), sums)


def _start(fixed: np.ndarray, size: int) -> np.ndarray:
    """Labels before any merge: the first item of each fixed group, else the item itself."""
    label = np.arange(size)
    held = np.flatnonzero(fixed >= 0)
    _, first, which = np.unique(fixed[held], return_index=True, return_inverse=True)
    label[held] = held[first][which]
    return label


def _merge(label: np.ndarray, members: list[int], fixed: list[bool], sums: dict[int, dict[int, float]]) -> np.ndarray:
    heap = [
        (-total / (members[one] * members[two]), one, two)
        for one, others in sums.items()
        for two, total in others.items()
        if one < two and total >= members[one] * members[two] and not (fixed[one] and fixed[two])
    ]
    heapq.heapify(heap)
    into: dict[int, int] = {}
    while heap:
        negative, one, two = heapq.heappop(heap)
        current = sums.get(one, {}).get(two)
        if current is None or -current / (members[one] * members[two]) != negative:
            continue  # one of the two has merged since
        if fixed[one] and fixed[two]:
            continue
        into[two] = one
        members[one] += members[two]
        fixed[one] |= fixed[two]
        near = sums[one]
        del near[two]
        for other, total in sums.pop(two).items():
            if other == one:
                continue
            del sums[other][two]
            near[other] = sums[other][one] = near.get(other, 0.0) + total
        for other, total in near.items():
            mean = total / (members[one] * members[other])
            if mean >= 1 and not (fixed[one] and fixed[other]):
                heapq.heappush(heap, (-mean, min(one, other), max(one, other)))
    roots = label.tolist()
    for item, root in enumerate(roots):
        while root in into:
            root = into[root]
        label[item] = root
    return label
