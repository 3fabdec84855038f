"""Vocabulary: what is true of a word form, worked out once per distinct form and looked up ever after.

Two tables share one mechanism. **Forms** are the whitespace-separated strings of a text as they stand ("“Yes,"),
which is what vaderSentiment and textstat see. **Words** are the words inside them ("Yes"), which is what the rules of
language see. A scorer declares a `Feature` (a name, a dtype and a function over a list of strings) and gets an array
with one entry a form; new forms are computed in bulk when they first occur.

2.5 million tokens of real news have 130,000 distinct forms, so a feature may be dear and still cost nothing.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

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


class _Ids(dict):
    def __missing__(self, key: str) -> int:
        number = self[key] = len(self)
        return number


class StringTable:
    """Strings numbered in order of first occurrence, with lazily computed features."""

    def __init__(self) -> None:
        self._ids = _Ids()
        self._strings: list[str] = []
        self._columns: dict[Feature, tuple[np.ndarray, int]] = {}

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
        if len(self._strings) < len(self._ids):
            known = len(self._strings)
            self._strings.extend(list(self._ids)[known:])
        return self._strings

    def __getitem__(self, feature: Feature) -> np.ndarray:
        """The feature's array, one entry a string known by now; longer after each batch, so do not keep it."""
        values, done = self._columns.get(feature, (np.empty(0, feature.dtype), 0))
        wanted = len(self)
        if done < wanted:
            if len(values) < wanted:
                grown = np.empty(max(wanted, 2 * len(values), 1024), feature.dtype)
                grown[:done] = values[:done]
                values = grown
            fresh = feature.compute(self.strings[done:wanted])
            values[done:wanted] = fresh if isinstance(fresh, np.ndarray) else _array(fresh, feature.dtype)
            self._columns[feature] = (values, wanted)
        return values[:wanted]


def _array(values: Iterable, dtype: type | str) -> np.ndarray:
    if dtype is object:
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


@dataclass(frozen=True)
class FormWords:
    """The words inside each form in compressed rows: those of form `f` stand at `first[f] : first[f] + count[f]`."""

    count: np.ndarray
    first: np.ndarray
    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    before: np.ndarray
    after: np.ndarray
    lone_bits: np.ndarray
    """Of a form without any word: its punctuation; 0 for others."""


class Vocabulary:
    """Forms, words, and the words in each form. One per process is enough; it is not safe to share across threads."""

    def __init__(self) -> None:
        self.forms = StringTable()
        self.words = StringTable()
        self._split = 0
        self._rows: list[tuple[int, int, int, int, int]] = []
        self._count: list[int] = []
        self._lone: list[int] = []
        self._arrays: FormWords | None = None

    def form_words(self) -> FormWords:
        """The words inside every form known by now."""
        if self._split < len(self.forms) or self._arrays is None:
            self._split_new()
        assert self._arrays is not None
        return self._arrays

    def _split_new(self) -> None:
        identify = self.words.id_of
        fresh_rows: list[tuple[int, int, int, int, int]] = []
        fresh_count: list[int] = []
        fresh_lone: list[int] = []
        for form in self.forms.strings[self._split :]:
            spans = [match.span() for match in WORD.finditer(form)]
            fresh_count.append(len(spans))
            fresh_lone.append(0 if spans else punctuation_bits(form))
            for k, (start, end) in enumerate(spans):
                before = punctuation_bits(form[:start]) if k == 0 else 0
                after = punctuation_bits(form[end : spans[k + 1][0] if k + 1 < len(spans) else len(form)])
                fresh_rows.append((identify(form[start:end]), start, end, before, after))
        self._split = len(self.forms)
        rows = np.array(fresh_rows, np.int32).reshape(-1, 5)
        count, lone = np.array(fresh_count, np.int32), np.array(fresh_lone, np.int32)
        old = self._arrays
        if old is not None:
            count = np.concatenate([old.count, count])
            lone = np.concatenate([old.lone_bits, lone])
            rows = np.concatenate([np.stack([old.word, old.start, old.end, old.before, old.after], axis=1), rows])
        columns = [np.ascontiguousarray(rows[:, k]) for k in range(5)]
        self._arrays = FormWords(count, np.cumsum(count, dtype=np.int64) - count, *columns, lone_bits=lone)


_shared: Vocabulary | None = None


def shared_vocabulary() -> Vocabulary:
    """The process's vocabulary, begun anew once it holds more than `FORMS_KEPT` forms."""
    global _shared
    if _shared is None or len(_shared.forms) > FORMS_KEPT:
        _shared = Vocabulary()
    return _shared
