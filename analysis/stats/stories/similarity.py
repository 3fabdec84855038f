"""Similarity of two articles as reports of one event, scaled so that 1 is just similar enough.

The cosine of TF-IDF vectors (`terms`) is set against three things that make unrelated articles look similar:

- **topic**: articles on a long-running topic resemble those of any week, so a cosine counts relative to the two
  articles' similarity to articles of other weeks (local scaling, as in Zelnik-Manor & Perona 2004);
- **time**: half as similar for each day between them, beyond half a day; nothing beyond three days;
- **number**: the more articles a few days hold, the more pairs are alike by chance, so the bar rises with its
  logarithm.
"""

import zlib
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_array

from analysis.stats.stories.features import background

WINDOW = 3.0
"""Days between two articles of which one can follow the other in a story."""
OTHER_WEEKS = 7.0
"""Days beyond which an article is background, not the same event."""
WORTH_KEEPING = 0.4
"""Pairs less similar than this count as 0; average linkage needs 1."""

_SAMPLE, _NEAREST, _USUAL, _SMOOTHING = 2000, 10, 0.05, 0.1
_BAR, _BAR_PER_DOUBLING, _BAR_ARTICLES = 0.075, 0.008, 30
_ROWS = 512


def vectors(start: np.ndarray, hashes: np.ndarray, counts: np.ndarray) -> csr_array:
    """One unit row an article: (1 + log count) · idf, terms that no other article has all but left out."""
    size = len(start) - 1
    values, column = np.unique(hashes, return_inverse=True)
    own = np.bincount(column, minlength=len(values))
    known, documents, more = background()
    seen = np.searchsorted(known, values)
    seen[seen == len(known)] = 0
    total = size + more
    df = own + np.where(known[seen] == values, documents[seen], 0)
    idf = np.log(1 + (total - df + 0.5) / (df + 0.5))
    # A term of one article only makes it less like all others, the more so the longer the corpus has not repeated it.
    idf *= np.where(own == 1, 1 / (1 + size / 150), 1.0)
    weight = ((1 + np.log(np.maximum(counts / 2, 0.5))) * idf[column]).astype(np.float32)
    matrix = csr_array((weight, column.astype(np.int32), start), shape=(size, len(values)))
    norm = np.sqrt(np.add.reduceat(np.append(weight**2, 0), np.minimum(start[:-1], len(weight))))
    norm[start[1:] == start[:-1]] = 1.0
    matrix.data /= np.repeat(np.maximum(norm, 1e-9), np.diff(start)).astype(np.float32)
    return matrix


def usual_similarity(matrix: csr_array, day: np.ndarray, ids: Sequence[str], wanted: np.ndarray) -> np.ndarray:
    """Mean cosine of each article with the most similar of other weeks, among at most 2,000 drawn by their id.

    Only for articles within the window of one of the `wanted` (bool); NaN for others.
    """
    drawn = np.argsort([zlib.crc32(id.encode("utf-8", "replace")) for id in ids], kind="stable")[:_SAMPLE]
    others = matrix[np.sort(drawn)].T.tocsr()
    days = day[np.sort(drawn)]
    usual = np.full(len(day), np.nan)
    since = np.concatenate([[0], np.cumsum(wanted)])
    first, last = np.searchsorted(day, day - WINDOW, "left"), np.searchsorted(day, day + WINDOW, "right")
    near = np.flatnonzero(since[last] > since[first])
    for at in range(0, len(near), _ROWS):
        here = near[at : at + _ROWS]
        cosine = (matrix[here] @ others).toarray()
        cosine[np.abs(day[here, None] - days[None]) <= OTHER_WEEKS] = 0
        filled = np.maximum(cosine, 0) if cosine.shape[1] >= _NEAREST else np.pad(cosine, ((0, 0), (0, _NEAREST)))
        nearest = np.partition(filled, filled.shape[1] - _NEAREST, axis=1)[:, -_NEAREST:]
        usual[here] = np.where(nearest > 0, nearest, _USUAL).mean(axis=1)
    return usual


def bars(day: np.ndarray) -> np.ndarray:
    """What a cosine must reach on each article's days; rises with the articles of the seven days around it."""
    near = np.searchsorted(day, day + WINDOW, "right") - np.searchsorted(day, day - WINDOW, "left")
    return _BAR + _BAR_PER_DOUBLING * np.log2(1 + near / _BAR_ARTICLES)


def decay(days: np.ndarray) -> np.ndarray:
    """Factor for so many days between two articles: 1 up to half a day, then to a half at one day, a quarter at two."""
    result: np.ndarray = 0.5 ** np.maximum(np.minimum(2 * days - 1, days), 0)
    return result


def similar_pairs(
    matrix: csr_array, day: np.ndarray, usual: np.ndarray, wanted: np.ndarray
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Pairs (a, b, similarity) in blocks, each pair once, of which at least one is among the articles `wanted` (bool).

    `day` ascends. Only pairs with similarity of `WORTH_KEEPING` or more.
    """
    scale = (_USUAL + _SMOOTHING) / np.sqrt(bars(day))
    rows = np.flatnonzero(wanted)
    first = np.searchsorted(day, day - WINDOW, "left")
    last = np.searchsorted(day, day + WINDOW, "right")
    for at in range(0, len(rows), _ROWS):
        block = rows[at : at + _ROWS]
        low, high = first[block[0]], last[block[-1]]
        product = (matrix[block] @ matrix[low:high].T.tocsr()).tocoo()
        a, b = block[product.coords[0]], product.coords[1] + low
        once = (b > a) | (~wanted[b] & (a != b))
        a, b, cosine = a[once], b[once], product.data[once].astype(float)
        apart = np.abs(day[a] - day[b])
        value = cosine * (scale[a] * scale[b]) / (_USUAL + _SMOOTHING)
        value *= decay(apart) / (np.sqrt(usual[a] * usual[b]) + _SMOOTHING)
        kept = (value >= WORTH_KEEPING) & (apart <= WINDOW)
        yield a[kept], b[kept], value[kept]
