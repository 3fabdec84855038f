"""Phrases: the longest entries of a word list that stand in a batch, found for all its words at once.

A list is read from CSV (`term, category, weight, source`). A term is one or more words as `WORD` cuts them, matched
without regard to case; between the words of a phrase nothing but white space or a quotation mark may stand, so
"more or less" is found and "more, or less" is not. Where terms overlap the one that begins first wins, and of those
the longest: "cautiously optimistic" is one hit, and neither of its words is another.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from analysis.errors import InputError
from analysis.text.document import Documents
from analysis.text.vocabulary import QUOTE, WORD, Feature

COLUMNS = ("term", "category", "weight", "source")


@dataclass(frozen=True)
class Entry:
    """One line of a word list; `source` names the works that list the term, by the keys of the list's sidecar."""

    term: str
    category: str
    weight: float
    source: str


def read_lexicon(name: str) -> tuple[Entry, ...]:
    """The entries of `analysis/scorers/lexicons/<name>.csv`, in file order.

    Raises InputError where a line has not the four columns or its weight is not a number.
    """
    path = files("analysis.scorers") / "lexicons" / f"{name}.csv"
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    if not rows or tuple(rows[0]) != COLUMNS:
        raise InputError(
            f"{name}.csv: the first line must be {','.join(COLUMNS)}, found {','.join(rows[0]) if rows else 'nothing'}."
        )
    entries = []
    for number, row in enumerate(rows[1:], 2):
        try:
            term, category, weight, source = row
            entries.append(Entry(term, category, float(weight), source))
        except ValueError as error:
            raise InputError(
                f"{name}.csv, line {number}: expected {','.join(COLUMNS)}, found {','.join(row)}."
            ) from error
    return tuple(entries)


def words_of(term: str) -> tuple[str, ...]:
    """The words of a term as the matcher compares them.

    >>> words_of("it’s said to be so-called")
    ("it's", 'said', 'to', 'be', 'so-called')
    """
    return tuple(normal(m.group()) for m in WORD.finditer(term))


def normal(word: str) -> str:
    """Lower case, with straight apostrophes and hyphens."""
    return word.lower().replace("’", "'").replace("‑", "-").replace("‐", "-")


@dataclass(frozen=True)
class Hits:
    """Where terms stand: index of the first word in `documents.words`, words covered, number of the term; in order."""

    at: np.ndarray
    length: np.ndarray
    term: np.ndarray


class PhraseMatcher:
    """Finds terms in batches; building one costs milliseconds, so keep it."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Raises InputError for a term without words and for two terms that are the same words."""
        number: dict[str, int] = {}
        phrases: dict[tuple[int, ...], int] = {}
        for index, term in enumerate(terms):
            key = tuple(number.setdefault(word, len(number) + 1) for word in words_of(term))
            if not key:
                raise InputError(f"The term {term!r} has no words.")
            if key in phrases:
                raise InputError(f"The terms {terms[phrases[key]]!r} and {term!r} are the same words.")
            phrases[key] = index
        self._size = len(number) + 1
        self.code = Feature("phrase_word", np.int32, lambda words: [number.get(normal(w), 0) for w in words])
        self._single = np.full(self._size, -1, np.int32)
        self._opens = np.zeros(self._size * self._size, bool)
        self._phrases: dict[tuple[int, ...], int] = {}
        lengths: defaultdict[tuple[int, int], set[int]] = defaultdict(set)
        for key, index in phrases.items():
            if len(key) == 1:
                self._single[key[0]] = index
            else:
                self._opens[key[0] * self._size + key[1]] = True
                self._phrases[key] = index
                lengths[key[0], key[1]].add(len(key))
        self._lengths = {pair: sorted(found, reverse=True) for pair, found in lengths.items()}
        self._longest = max((len(key) for key in phrases), default=1)

    def find(self, documents: Documents) -> Hits:
        """Every hit in the batch, boilerplate included; hits never overlap."""
        words = documents.words
        code = documents.vocabulary.words[self.code][words.word]
        single = self._single[code]
        at = np.flatnonzero(single >= 0)
        long = self._long_hits(code, words.sentence, words.after)
        if not long:
            return Hits(at, np.ones(len(at), np.int64), single[at])
        first, length, term = np.array(long, np.int64).T
        covered = np.zeros(len(code) + 1, np.int32)
        np.add.at(covered, first, 1)
        np.add.at(covered, first + length, -1)
        at = at[np.cumsum(covered)[at] == 0]
        all_at = np.concatenate([at, first])
        order = np.argsort(all_at, kind="stable")
        all_length = np.concatenate([np.ones(len(at), np.int64), length])
        all_term = np.concatenate([single[at], term])
        return Hits(all_at[order], all_length[order], all_term[order])

    def _long_hits(self, code: np.ndarray, sentence: np.ndarray, after: np.ndarray) -> list[tuple[int, int, int]]:
        if len(code) < 2 or self._longest < 2:
            return []
        at = np.flatnonzero((code[:-1] != 0) & (code[1:] != 0))
        at = at[self._opens[code[at] * self._size + code[at + 1]]]
        if not len(at):
            return []
        index = np.minimum(at[:, None] + np.arange(self._longest), len(code) - 1)
        joined = np.ones(index.shape, bool)
        here, following = index[:, :-1], index[:, 1:]
        joined[:, 1:] = (sentence[here] == sentence[following]) & (after[here] & ~QUOTE == 0) & (following > here)
        np.logical_and.accumulate(joined, axis=1, out=joined)
        windows = np.where(joined, code[index], 0).tolist()
        found, free = [], 0
        for first, window in zip(at.tolist(), windows, strict=True):
            if first < free:
                continue
            for length in self._lengths.get((window[0], window[1]), ()):
                term = self._phrases.get(tuple(window[:length]))
                if term is not None:
                    found.append((first, length, term))
                    free = first + length
                    break
        return found
