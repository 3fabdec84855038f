"""Vocabulary: what is true of a word form, worked out once per distinct form and looked up ever after.

Two tables share one mechanism. **Forms** are the whitespace-separated strings of a text as they stand ("“Yes,"),
which is what vaderSentiment and textstat see. **Words** are the words inside them ("Yes"), which is what the rules of
language see. A scorer declares a `Feature` (a name, a dtype and a function over a list of strings) and gets an array
with one entry a form; new forms are computed in bulk when they first occur.

2.5 million tokens of real news have 130,000 distinct forms, so a feature may be dear and still cost nothing.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np

# Above this many forms the tables are emptied between batches, so that memory stays bounded on any corpus. Features
# are pure functions of the string: emptying changes the time a batch takes, never a number.
FORMS_KEPT = 500_000


@dataclass(frozen=True, eq=False)
class Feature:
    """`compute(strings)` returns one value a string; `name` only serves messages."""

    name: str
    dtype: type | str
    compute: Callable[[list[str]], Iterable]
    siblings: "list[Feature]" = field(default_factory=list, repr=False)
    """Of features that one look at a string yields (`features`): all of them; `compute` then returns tuples."""


def features(compute: Callable[[list[str]], Iterable[tuple]], **dtypes: type | str) -> tuple[Feature, ...]:
    """Features that one pass yields together: `compute(strings)` gives one tuple a string, in the order of `dtypes`.

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
    """A feature of any number of rows of `width` integers a string; `compute(strings)` gives a list of rows a string."""

    name: str
    width: int
    compute: Callable[[list[str]], Iterable[Sequence[tuple[int, ...]]]]


@dataclass(frozen=True)
class Rows:
    """Those of string `s` stand at `first[s] : first[s] + count[s]` in each of `columns`."""

    count: np.ndarray
    first: np.ndarray
    columns: tuple[np.ndarray, ...]

    def spread(self, strings: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """(index in `strings`, row, rows before each string) of all rows of strings standing one after another."""
        count = self.count[strings]
        before = np.cumsum(count) - count
        row = np.repeat(self.first[strings] - before, count)
        row += np.arange(len(row))
        return np.repeat(np.arange(len(strings)), count), row, before


class _Ids(dict):
    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class StringTable:
    """Strings numbered in order of first occurrence, with lazily computed features."""

    def __init__(self) -> None:
        self._ids = _Ids()
        self._strings: list[str] = []
        self._columns: dict[Feature, _Column] = {}
        self._rows: dict[RowsFeature, list[_Column]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self, strings: list[str]) -> np.ndarray:
        """Numbers of the strings (int32); unknown ones are added."""
        return np.fromiter(map(self._ids.__getitem__, strings), np.int32, len(strings))

    def id_of(self, string: str) -> int:
        return self._ids[string]

    @property
    def strings(self) -> list[str]:
        """All strings, in order of number."""
        known = len(self._strings)
        if known < len(self._ids):
            self._strings.extend(islice(self._ids, known, None))
        return self._strings

    def __getitem__(self, feature: Feature) -> np.ndarray:
        """The feature's array, one entry a string known by now; longer after each batch, so do not keep it."""
        if feature not in self._columns:
            for member in feature.siblings or [feature]:
                self._columns[member] = _Column(member.dtype)
        column = self._columns[feature]
        if column.size < len(self):
            fresh = feature.compute(self.strings[column.size :])
            if feature.siblings:
                for member, part in zip(feature.siblings, zip(*fresh, strict=True), strict=True):
                    self._columns[member].extend(part)
            else:
                column.extend(fresh)
        return column.values

    def rows(self, feature: RowsFeature) -> Rows:
        """The feature's rows of all strings known by now; longer after each batch, so do not keep it."""
        if feature not in self._rows:
            self._rows[feature] = [_Column(np.int32) for _ in range(feature.width + 2)]
        count, first, *columns = self._rows[feature]
        if count.size < len(self._ids):
            fresh = list(feature.compute(self.strings[count.size :]))
            counts = np.fromiter(map(len, fresh), np.int32, len(fresh))
            first.extend(np.cumsum(counts) - counts + columns[0].size)
            count.extend(counts)
            table = np.array([row for rows in fresh for row in rows], np.int32).reshape(-1, feature.width)
            for column, part in zip(columns, table.T, strict=True):
                column.extend(part)
        return Rows(count.values, first.values, tuple(column.values for column in columns))


class _Column:
    """An array that grows at its end, room doubling."""

    def __init__(self, dtype: type | str) -> None:
        self.size = 0
        self._room = np.empty(1024, dtype)

    @property
    def values(self) -> np.ndarray:
        return self._room[: self.size]

    def extend(self, values: Iterable) -> None:
        fresh = values if isinstance(values, np.ndarray) else _array(values, self._room.dtype)
        wanted = self.size + len(fresh)
        if wanted > len(self._room):
            grown = np.empty(max(wanted, 2 * len(self._room)), self._room.dtype)
            grown[: self.size] = self.values
            self._room = grown
        self._room[self.size : wanted] = fresh
        self.size = wanted


def _array(values: Iterable, dtype: np.dtype) -> np.ndarray:
    if dtype.kind == "O":
        items = list(values)
        array = np.empty(len(items), object)
        array[:] = items
        return array
    return np.array(list(values), dtype)


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
    """Forms, words, and the words in each form. One per process is enough; it is not safe to share across threads."""

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


_shared: Vocabulary | None = None


def shared_vocabulary() -> Vocabulary:
    """The process's vocabulary, begun anew once it holds more than `FORMS_KEPT` forms."""
    global _shared
    if _shared is None or len(_shared.forms) > FORMS_KEPT:
        _shared = Vocabulary()
    return _shared
