"""Vocabulary: properties of word forms, computed once per distinct form and looked up afterwards.

Two tables share one mechanism: **forms**, the strings of tokens ("“Yes,"), and **words**, the words in them ("Yes"). A
scorer declares a `Feature` (a name, a dtype and a function over a list of strings) and gets an array with one entry
per string; new strings are computed in bulk when they first occur.

2.5 million tokens of real news have 130,000 distinct forms, so even an expensive feature costs little.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import Any

import numpy as np

# Above this many forms the tables are emptied between batches, so that memory stays bounded on any corpus. Features
# are pure functions of the string: emptying changes the time a batch takes, never a number.
FORMS_KEPT = 500_000


@dataclass(frozen=True, eq=False)
class Feature:
    """A property of a string: `compute(strings)` returns one value per string; `name` only serves messages."""

    name: str
    dtype: type | str
    compute: Callable[[list[str]], Iterable[Any]]
    siblings: "list[Feature]" = field(default_factory=list, repr=False)
    """All features that one pass yields together (`features`); `compute` then returns one tuple per string."""


def features(compute: Callable[[list[str]], Iterable[tuple[Any, ...]]], **dtypes: type | str) -> tuple[Feature, ...]:
    """Features that one pass yields together: `compute(strings)` gives one tuple per string, in the order of `dtypes`.

    >>> LENGTH, CAPITAL = features(lambda forms: [(len(f), f.isupper()) for f in forms], length=int, capital=bool)
    >>> table = StringTable()
    >>> table.ids(["NATO", "said"]).tolist(), table[LENGTH].tolist(), table[CAPITAL].tolist()
    ([0, 1], [4, 4], [True, False])
    """
    siblings: list[Feature] = []
    siblings += [Feature(name, dtype, compute, siblings) for name, dtype in dtypes.items()]
    return tuple(siblings)


@dataclass(frozen=True, eq=False)
class RowsFeature:
    """A feature of any number of rows of `width` integers per string; `compute(strings)` gives a list of rows each."""

    name: str
    width: int
    compute: Callable[[list[str]], Iterable[Sequence[tuple[int, ...]]]]


@dataclass(frozen=True)
class Rows:
    """The rows of all strings: those of string `s` are at `first[s] : first[s] + count[s]` in each of `columns`."""

    count: np.ndarray
    first: np.ndarray
    columns: tuple[np.ndarray, ...]

    def spread(self, strings: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(index in `strings`, row, rows before each string) of all rows of these strings, one after another."""
        count = self.count[strings]
        before = np.cumsum(count) - count
        row = np.repeat(self.first[strings] - before, count)
        row += np.arange(len(row))
        return np.repeat(np.arange(len(strings)), count), row, before


class _Ids(dict[str, int]):
    """Number of each string; one that is not there yet is appended to `strings`."""

    def __init__(self) -> None:
        self.strings: list[str] = []

    def __missing__(self, key: str) -> int:
        number = len(self.strings)
        self.strings.append(key)
        self[key] = number
        return number


class StringTable:
    """Strings numbered in order of first occurrence, with lazily computed features.

    Any number of threads may use one table. A lock covers every call that can add strings or values, and the calls are
    bulk calls, so it costs nothing. Arrays already returned never change: growth writes beyond their end or into a new
    array. A feature that raises leaves the table as it was.
    """

    def __init__(self) -> None:
        self._lock = RLock()
        self._ids = _Ids()
        self._columns: dict[Feature, tuple[_Columns, int]] = {}
        self._rows: dict[RowsFeature, tuple[_Columns, _Columns]] = {}

    def __len__(self) -> int:
        return len(self._ids.strings)

    def ids(self, strings: list[str]) -> np.ndarray:
        """Numbers of the strings (int32); unknown ones are added."""
        with self._lock:
            return np.fromiter(map(self._ids.__getitem__, strings), np.int32, len(strings))

    def id_of(self, string: str) -> int:
        """Number of one string, which is added if unknown."""
        with self._lock:
            return self._ids[string]

    @property
    def strings(self) -> list[str]:
        """All strings, in order of number; the list grows with the table and must not be changed."""
        return self._ids.strings

    def __getitem__(self, feature: Feature) -> np.ndarray:
        """The feature's array, one entry per string known by now; longer after each batch, so do not keep it.

        Raises ValueError if the feature's function does not return one value per string.
        """
        with self._lock:
            if feature not in self._columns:
                members = feature.siblings or [feature]
                group = _Columns([member.dtype for member in members])
                self._columns |= {member: (group, number) for number, member in enumerate(members)}
            columns, number = self._columns[feature]
            fresh = self.strings[columns.size :]
            if fresh:
                values = feature.compute(fresh)
                columns.extend(zip(*values, strict=True) if feature.siblings else [values], len(fresh))
            return columns.values(number)

    def rows(self, feature: RowsFeature) -> Rows:
        """The feature's rows of all strings known by now; longer after each batch, so do not keep it."""
        with self._lock:
            if feature not in self._rows:
                self._rows[feature] = (_Columns([np.int32] * 2), _Columns([np.int32] * feature.width))
            places, columns = self._rows[feature]
            fresh = self.strings[places.size :]
            if fresh:
                rows = list(feature.compute(fresh))
                counts = np.fromiter(map(len, rows), np.int32, len(rows))
                first = np.cumsum(counts) - counts + columns.size
                table = np.array([row for its in rows for row in its], np.int32).reshape(-1, feature.width)
                # Rows first: if the second step fails they are unused, and no string points at missing rows.
                columns.extend(table.T, len(table))
                places.extend([counts, first], len(fresh))
            count, first = places.values(0), places.values(1)
            return Rows(count, first, tuple(columns.values(number) for number in range(feature.width)))


class _Columns:
    """Arrays of one length that grow together at their end, room doubling; growth that fails changes nothing."""

    def __init__(self, dtypes: Sequence[type | str]) -> None:
        self.size = 0
        self._rooms = [np.empty(1024, dtype) for dtype in dtypes]

    def values(self, number: int) -> np.ndarray:
        return self._rooms[number][: self.size]

    def extend(self, parts: Iterable[Iterable[Any]], count: int) -> None:
        """Append `count` values to each array."""
        fresh = [_array(part, room.dtype) for part, room in zip(parts, self._rooms, strict=True)]
        if any(len(part) != count for part in fresh):
            raise ValueError(f"A feature returned {[len(part) for part in fresh]} values for {count} strings.")
        wanted = self.size + count
        for number, part in enumerate(fresh):
            room = self._rooms[number]
            if wanted > len(room):
                grown = np.empty(max(wanted, 2 * len(room)), room.dtype)
                grown[: self.size] = room[: self.size]
                self._rooms[number] = room = grown
            room[self.size : wanted] = part
        self.size = wanted  # last: until here every value is as before


def _array(values: Iterable[Any], dtype: np.dtype[Any]) -> np.ndarray:
    if isinstance(values, np.ndarray):
        return values
    items = list(values)
    if dtype.kind == "O":
        array = np.empty(len(items), object)
        array[:] = items
        return array
    return np.array(items, dtype)


# A word: letters and digits, joined by hyphens and apostrophes, by points and commas inside numbers, by points
# between single letters ("U.S", "p.m") and by "&" before a capital ("AT&T"). "agreement.The" is two words.
WORD = re.compile(r"[^\W_]+(?:(?:['’\-‐‑]|(?<=\d)[.,:](?=\d)|(?<=[^\W\d_])\.(?=[^\W\d_]\b)|&(?=[A-Z]))[^\W_]+)*")

# Punctuation between two words, as bits; a word's `after` holds what follows it up to the next word, `before` what
# stands between it and the previous one.
COMMA, PERIOD, QUESTION, EXCLAMATION, COLON, SEMICOLON, DASH, OPEN, CLOSE, QUOTE, ELLIPSIS, SLASH = (
    1 << i for i in range(12)
)
_BITS = {
    ",": COMMA, ".": PERIOD, "?": QUESTION, "!": EXCLAMATION, ":": COLON, ";": SEMICOLON, "—": DASH, "–": DASH,
    "―": DASH, "-": DASH, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE, '"': QUOTE, "“": QUOTE, "”": QUOTE, "„": QUOTE,
    "«": QUOTE, "»": QUOTE, "‘": QUOTE, "…": ELLIPSIS, "/": SLASH,
}  # fmt: skip


def punctuation_bits(text: str) -> int:
    """The bits of every punctuation character in `text`; ".." and longer count as an ellipsis, '' as a quote."""
    bits = 0
    for character in text:
        bits |= _BITS.get(character, 0)
    if ".." in text:
        bits = bits & ~PERIOD | ELLIPSIS
    if "''" in text or "``" in text:
        bits |= QUOTE
    return bits


class Vocabulary:
    """Forms, words, and the words in each form. One per process is enough, and threads may share it.

    Locks are always taken in the order forms, words: a feature of words must not ask for forms.
    """

    def __init__(self) -> None:
        self.forms = StringTable()
        self.words = StringTable()
        self._words_in = RowsFeature("words_in_form", 5, lambda forms: [self._split(form) for form in forms])

    def form_words(self) -> Rows:
        """The words inside every form known by now, as columns: word, start, end, bits before, bits after."""
        return self.forms.rows(self._words_in)

    def _split(self, form: str) -> Sequence[tuple[int, ...]]:
        identify = self.words.id_of
        if form.isascii() and form.isalnum():
            return [(identify(form), 0, len(form), 0, 0)]
        spans = [match.span() for match in WORD.finditer(form)]
        rows, before = [], 0
        for k, (start, end) in enumerate(spans):
            if k == 0 and start:
                before = punctuation_bits(form[:start])
            until = spans[k + 1][0] if k + 1 < len(spans) else len(form)
            after = punctuation_bits(form[end:until]) if end < until else 0
            rows.append((identify(form[start:end]), start, end, before, after))
            before = 0
        return rows


LONE_BITS = Feature("lone_bits", np.int32, lambda forms: [0 if WORD.search(f) else punctuation_bits(f) for f in forms])
"""Punctuation of a form without any word; 0 for others."""


class SharedVocabulary:
    """A vocabulary that threads share, begun anew once it holds more than `FORMS_KEPT` forms.

    Batches keep the vocabulary they began with, so a new one never touches work under way.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._vocabulary = Vocabulary()

    def current(self) -> Vocabulary:
        """The vocabulary for a new batch."""
        with self._lock:
            if len(self._vocabulary.forms) > FORMS_KEPT:
                self._vocabulary = Vocabulary()
            return self._vocabulary


_SHARED = SharedVocabulary()


def shared_vocabulary() -> Vocabulary:
    """The process's vocabulary, which every `Documents` uses unless it is given another; safe in any thread."""
    return _SHARED.current()
