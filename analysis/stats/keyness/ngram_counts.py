"""Counting words and phrases of many articles in bounded memory.

Texts are read once. Their words become numbers in a temporary file, because a phrase can only be frequent if its words
are: phrases are counted in later passes over the file, and only those that can still reach `min_count`. Where the file
is long, each pass counts one part of the phrases, so that memory holds a part at a time. Counts are exact.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.text import Documents
from analysis.text.vocabulary import PERIOD, Feature

BREAK = -1
"""Between words that stand in different sentences, voices or clauses; no phrase crosses it."""
_CHUNK = 4_000_000  # words held at once
_A_PASS = 40_000_000  # words whose phrases are counted together
GROUPS = 3
"""0 is a, 1 is b, 2 is neither, which only serves the prior."""
_ADDRESS = re.compile(r"://|\bwww\.|\w\.[a-z]{2,}/\w")
WEB_ADDRESS = Feature("web_address", bool, lambda forms: [bool(_ADDRESS.search(form)) for form in forms])
"""Forms that hold a web address ("https://t.co/AcB1", "pic.twitter.com/x7"): they are no words of the article."""


def runs_of_words(documents: Documents, voice: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Places in `documents.words` of the body's words in `voice`, the document of each, and True where a run begins.

    Web addresses are left out. A run ends with the sentence, the voice and at punctuation other than a point ("Mr.
    Trump" is one run).
    """
    words = documents.words
    keep = words.body.copy()
    if voice != "whole":
        keep &= words.quoted if voice == "quoted" else ~words.quoted
    keep &= ~documents.vocabulary.forms[WEB_ADDRESS][documents.form][words.token]
    place = np.flatnonzero(keep)
    document = documents.document[words.token[place]]
    begins = np.ones(len(place), bool)
    if len(place) > 1:
        stop = (words.after[place[:-1]] & ~PERIOD) != 0
        begins[1:] = (np.diff(place) != 1) | (np.diff(words.sentence[place]) != 0) | (np.diff(document) != 0) | stop
    return place, document, begins


@lru_cache(maxsize=100_000)  # the same words come again in every batch of texts
def lowered(word: str) -> str:
    """A word as it is counted: lower case, straight apostrophe."""
    return word.lower().replace("’", "'")


@dataclass
class WordStream:
    """The words of articles as numbers in a temporary file, `BREAK` between runs; `close` removes it."""

    vocabulary: dict[str, int] = field(default_factory=dict)
    group: list[int] = field(default_factory=list)
    """Of each article."""
    length: list[int] = field(default_factory=list)
    """Numbers an article takes in the file, breaks included."""

    def __post_init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="framescope-words-")  # noqa: SIM115 (close() is the end of it)

    def close(self) -> None:
        """Remove the file."""
        self._file.close()

    def add(self, texts: list[str], groups: Iterable[int], voice: str) -> None:
        """Append the words in `voice` of texts, each of one of the groups 0 (a), 1 (b) and 2 (neither)."""
        documents = Documents(texts)
        place, document, begins = runs_of_words(documents, voice)
        word = documents.words.word[place]
        distinct, inverse = np.unique(word, return_inverse=True)
        strings = documents.vocabulary.words.strings
        known = self.vocabulary
        numbers = [known.setdefault(lowered(strings[w]), len(known)) for w in distinct.tolist()]
        at = np.arange(len(word)) + np.cumsum(begins)
        stream = np.full(len(word) + int(begins.sum()), BREAK, np.int32)
        stream[at] = np.array(numbers, np.int32)[inverse]
        self._file.write(stream.tobytes())
        length = np.bincount(document, minlength=len(texts)) + np.bincount(document[begins], minlength=len(texts))
        self.group.extend(groups)
        self.length.extend(length.tolist())

    def chunks(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """Words and the article of each, whole articles at a time."""
        self._file.seek(0)
        ends = np.cumsum(np.array(self.length, np.int64))
        first = 0
        while first < len(ends):
            begin = int(ends[first - 1]) if first else 0
            last = max(int(np.searchsorted(ends, begin + _CHUNK, side="right")), first + 1)
            count = int(ends[last - 1]) - begin
            words = np.frombuffer(self._file.read(4 * count), np.int32)
            yield words, np.repeat(np.arange(first, last, dtype=np.int64), self.length[first:last])
            first = last


@dataclass(frozen=True)
class Counts:
    """Counts of terms per group, by number of words, then term.

    `terms`: term, n (its words). The arrays have a row per term and a column per group: `count`; `articles` that use
    it; `squares`, the sum over articles of the count's square; `products`, of the count times the article's phrases of
    that length: these make the standard error by article. `totals` and `size_squares`, a row per term too: all phrases
    of its length, and the sum of squares of the articles' numbers of them. `size`: articles per group.
    """

    terms: pd.DataFrame
    count: np.ndarray
    articles: np.ndarray
    squares: np.ndarray
    products: np.ndarray
    totals: np.ndarray
    size_squares: np.ndarray
    size: np.ndarray


def count_terms(stream: WordStream, shortest: int, longest: int, min_count: int, min_articles: int) -> Counts:
    """Return the counts of words and phrases of `shortest` to `longest` words.

    Groups a and b together use each `min_count` times or more, in `min_articles` articles or more.
    """
    names = np.array([*stream.vocabulary, ""], object)
    lookup = np.append(np.arange(len(names) - 1), BREAK)  # number of a word to its place among the frequent ones
    spelled: list[np.ndarray] = []
    kept: list[np.ndarray] = []  # codes of frequent phrases, an array an order
    frames, matrices, totals, size_squares = [], [], [], []
    for order in range(1, longest + 1):
        codes, sums, total, size_square = _count_order(stream, lookup, kept, order, min_count)
        if order == 1:
            spelled.append(names[codes])
            lookup = np.full(len(names), BREAK, np.int64)
            lookup[codes] = np.arange(len(codes))
            codes = np.arange(len(codes))
        else:
            base = max(len(spelled[0]), 1)
            spelled.append(spelled[-1][codes // base] + " " + spelled[0][codes % base])
        kept.append(codes)
        if order >= shortest:
            enough = sums[:, GROUPS : GROUPS + 2].sum(axis=1) >= min_articles
            frames.append(pd.DataFrame({"term": spelled[-1][enough], "n": order}))
            matrices.append(sums[enough])
            totals.append(np.tile(total, (int(enough.sum()), 1)))
            size_squares.append(np.tile(size_square, (int(enough.sum()), 1)))
    terms = pd.concat(frames, ignore_index=True)
    terms["term"] = terms["term"].astype(object)
    by_name = terms.sort_values(["n", "term"], kind="stable").index.to_numpy()
    sums = np.concatenate(matrices)[by_name].reshape(-1, 4, GROUPS)
    return Counts(
        terms.iloc[by_name].reset_index(drop=True),
        sums[:, 0],
        sums[:, 1],
        sums[:, 2],
        sums[:, 3],
        np.concatenate(totals)[by_name],
        np.concatenate(size_squares)[by_name],
        np.bincount(np.array(stream.group, np.int64), minlength=GROUPS),
    )


def _count_order(
    stream: WordStream, lookup: np.ndarray, kept: list[np.ndarray], order: int, min_count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Codes and sums of the phrases of one length that are frequent in a and b, and totals of all of that length.

    Sums are count, articles, squares and products, each per group; totals are the number of phrases per group and the
    sum of squares over articles.
    """
    group = np.array(stream.group, np.int64)
    total, size_square = np.zeros(GROUPS), np.zeros(GROUPS)
    passes = 1 if order == 1 else sum(stream.length) // _A_PASS + 1
    codes, sums = [np.zeros(0, np.int64)], [np.zeros((0, 4 * GROUPS))]
    for part in range(passes):
        found = []
        for words, article in stream.chunks():
            whose = group[article[0] : article[-1] + 1]
            size = _sizes(words, article, order, len(whose))
            if part == 0:
                total += np.bincount(whose, size, GROUPS)
                size_square += np.bincount(whose, size**2, GROUPS)
            code = _codes(words, lookup, kept, order)
            at = np.flatnonzero((code >= 0) & (code % passes == part)) if passes > 1 else np.flatnonzero(code >= 0)
            found.append(_sums(code[at], article[at] - article[0], whose, size))
        merged, matrix = _merged(found)
        frequent = matrix[:, :2].sum(axis=1) >= min_count
        codes.append(merged[frequent])
        sums.append(matrix[frequent])
    joined = np.concatenate(codes)
    ascending = np.argsort(joined, kind="stable")
    return joined[ascending], np.concatenate(sums)[ascending], total, size_square


def _sizes(words: np.ndarray, article: np.ndarray, order: int, articles: int) -> np.ndarray:
    """Phrases of `order` words in each article."""
    known = words != BREAK
    whole = known[: max(len(known) - order + 1, 0)].copy()
    for step in range(1, order):
        whole &= known[step : step + len(whole)]
    return np.bincount(article[: len(whole)][whole] - article[0], minlength=articles).astype(float)


def _codes(words: np.ndarray, lookup: np.ndarray, kept: list[np.ndarray], order: int) -> np.ndarray:
    """At each place the code of the phrase that begins there, `BREAK` where it cannot be frequent."""
    word: np.ndarray = lookup[words]
    state, base = word, max(len(kept[0]), 1) if kept else 1
    for step in range(2, order + 1):
        both = (state[:-1] >= 0) & (state[1:] >= 0)
        code = np.where(both, state[:-1] * base + word[step - 1 :], BREAK)
        state = code if step == order else _place(kept[step - 1], code)
    return state


def _place(codes: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Where each wanted code stands among ascending `codes`, `BREAK` where it does not."""
    if not len(codes):
        return np.full(len(wanted), BREAK, np.int64)
    at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
    return np.where(codes[at] == wanted, at, BREAK)


def _sums(code: np.ndarray, article: np.ndarray, group: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    distinct, inverse = np.unique(code, return_inverse=True)
    pair, count = np.unique(inverse * len(group) + article, return_counts=True)
    term, of = np.divmod(pair, len(group))
    cell = term * GROUPS + group[of]
    weights = (count, np.ones(len(count)), count.astype(float) ** 2, count * size[of])
    cells = len(distinct) * GROUPS
    return distinct, np.hstack([np.bincount(cell, w, cells).reshape(-1, GROUPS) for w in weights])


def _merged(found: list[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Sums of equal codes of several chunks."""
    if len(found) == 1:
        return found[0]
    codes = np.concatenate([code for code, _ in found]) if found else np.zeros(0, np.int64)
    sums = np.concatenate([part for _, part in found]) if found else np.zeros((0, 4 * GROUPS))
    order = np.argsort(codes, kind="stable")
    first = np.flatnonzero(np.append(True, np.diff(codes[order]) > 0)) if len(codes) else np.zeros(0, np.int64)
    return codes[order][first], np.add.reduceat(sums[order], first) if len(first) else sums
