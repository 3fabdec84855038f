"""Quotation spans: straight and curly, double and single, nested, running over paragraphs, or never closed.

Quotation marks are looked at only where a form holds one. Each mark is an event that can open, close or do both,
judged by its neighbours inside the form. Where the double marks of a paragraph simply alternate, they are paired for
the whole batch at once; the other paragraphs are walked through one by one.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from analysis.text.vocabulary import RowsFeature, StringTable

DOUBLE, SINGLE = 0, 1
OPENS, CLOSES, WEAK, GLUED = 1, 2, 4, 8
"""WEAK: a closing single mark right after an s, which may be a possessive ("the workers' union"). GLUED: a double mark
between the stop of one sentence and the first word of the next, where white space was lost (free."What)."""
LONGEST_SINGLE = 800
"""Characters of a quotation in single marks, above which its first mark is taken for an apostrophe."""

_MARK = re.compile(r"''|``|’’|‘‘|â€œ|â€[\x9d\ufffd]|[\"″“”„‟«»'‘’]")
_ANY_MARK = re.compile(r"[\"″“”„‟«»'‘’`]|â€")
_ELISIONS = frozenset("em tis twas til till cause round bout n neath".split())
_STOPS = ".,;:!?)"
_FEET = re.compile(r"\d['’]\d*[\"”]?$|\d+[\"”]?$")


class Quote(NamedTuple):
    """One quotation of a document; `start` and `end` include the marks and index the stored text."""

    start: int
    end: int
    first_token: int
    last_token: int
    depth: int
    """0 for an outermost quotation; voice counts only these."""
    closed: bool
    continues: bool
    """The speaker goes on: the next paragraph reopens the quotation."""
    single: bool = False


def _events(form: str) -> list[tuple[int, int, int, int]]:
    """(offset, length, family, can) of each mark in a form."""
    found: list[tuple[int, int, int, int]] = []
    if not _ANY_MARK.search(form):
        return found
    for match in _MARK.finditer(form):
        mark, at, to = match.group(), match.start(), match.end()
        before, after = form[at - 1 : at], form[to : to + 1]
        if mark in ("“", "„", "‟", "«", "``", "‘‘", "â€œ"):
            # A German quotation, or a slip, ends with this mark ("„das“").
            ends = mark == "“" and (before.isalnum() or before in _STOPS) and (not after or after in _STOPS)
            found.append((at, to - at, DOUBLE, CLOSES if before and ends else OPENS))
        elif mark in ("”", "»", "’’") or mark.startswith("â€"):
            found.append((at, to - at, DOUBLE, CLOSES))
        elif mark in ('"', "''", "″"):
            if before.isdigit() and not after and ((_FEET.search(form[:to]) and "'" in form) or mark == "″"):
                continue
            opens = not before or before in "([{—–-/‘'"
            closes = not after or after in ".,;:!?)]}—–-/’'" or (before != "" and before in ".,!?…")
            if not opens and not closes:
                opens = closes = True
            glued = before != "" and before in ".!?…" and after.isupper()
            found.append((at, to - at, DOUBLE, OPENS * opens | CLOSES * closes | GLUED * glued))
        else:
            if before.isalnum() and after.isalnum():
                # "‘paid their debt’He said": a space was lost; "O’Brien" and "d’Estaing" are names.
                if mark in "’'" and after.isupper() and at > 2 and form[to + 1 : to + 2].islower():
                    found.append((at, 1, SINGLE, CLOSES))
                continue
            rest = re.match(r"[^\W_]*", form[to:]).group()  # type: ignore[union-attr]
            if not before.isalnum() and after.isalnum():
                elided = rest.lower() in _ELISIONS or re.fullmatch(r"\d\ds?", rest)
                if mark == "’" or elided:
                    continue
                found.append((at, 1, SINGLE, OPENS))
            elif mark == "‘" or (not before and (after in '“"' if after else mark != "’")):
                found.append((at, 1, SINGLE, OPENS if after or mark == "‘" else OPENS | CLOSES))
            elif before.isalnum():
                found.append((at, 1, SINGLE, CLOSES | WEAK * (before in "sSxXzZ")))
            else:
                found.append((at, 1, SINGLE, CLOSES))
    return found


MARKS = RowsFeature("marks", 4, lambda forms: [_events(f) for f in forms])


def find(
    table: StringTable,
    form: np.ndarray,
    start: np.ndarray,
    end: np.ndarray,
    paragraph: np.ndarray,
    first_of_paragraph: np.ndarray,
    document: np.ndarray,
) -> np.ndarray:
    """The quotations of a batch: an int array of nine columns, the document and the fields of `Quote`.

    The arrays have one entry a token, but for `first_of_paragraph` (one a paragraph, plus the end). Ordered by
    document, start, and the longer first.
    """
    marks = table.rows(MARKS)
    at = np.flatnonzero(marks.count[form])
    index, row, _ = marks.spread(form[at])
    place, length, family, can = (column[row] for column in marks.columns)
    token = at[index]
    block = paragraph[token]
    opening = (token == first_of_paragraph[block]) & (place == 0)
    # A single mark means nothing in a paragraph where none can open.
    single_opens = np.zeros(len(first_of_paragraph), bool)
    single_opens[block[(family == SINGLE) & (can & OPENS > 0)]] = True
    kept = (family == DOUBLE) | single_opens[block]
    if not kept.any():
        return np.zeros((0, 9), np.int64)
    token, block, family, can, opening = token[kept], block[kept], family[kept], can[kept], opening[kept]
    begins = start[token] + place[kept]
    ends = begins + length[kept]

    first = np.flatnonzero(np.append(True, block[1:] != block[:-1]))
    blocks, count = block[first], np.diff(np.append(first, len(block)))
    second = (np.arange(len(block)) - np.repeat(first, count)) % 2 == 1
    fits = (family == DOUBLE) & (can & np.where(second, CLOSES, OPENS) > 0)
    alternates = (count % 2 == 0) & np.logical_and.reduceat(fits, first)
    in_alternating = np.repeat(alternates, count)
    left, right = np.flatnonzero(in_alternating & ~second), np.flatnonzero(in_alternating & second)
    zero, one = np.zeros_like(left), np.ones_like(left)
    simple = [document[token[left]], begins[left], ends[right], token[left], token[right], zero, one, zero, zero]

    # What the paragraph after each one of the same document reopens.
    reopens = np.full(len(first_of_paragraph), -1)
    reopens[blocks] = np.where(opening[first] & (can[first] & OPENS > 0), family[first], -1)
    whose = document[first_of_paragraph[:-1]]
    reopens[1:-1][whose[1:] != whose[:-1]] = -1
    walked: list[tuple[int, ...]] = []
    rest = np.flatnonzero(~in_alternating)
    events = list(zip(*(column[rest].tolist() for column in (token, begins, ends, family, can)), strict=True))
    at_event = 0
    for p, size in zip(blocks[~alternates].tolist(), count[~alternates].tolist(), strict=True):
        last = int(first_of_paragraph[p + 1]) - 1
        found = pair(events[at_event : at_event + size], last, int(end[last]), int(reopens[p + 1]))
        walked.extend((int(whose[p]), *quote) for quote in found)
        at_event += size
    rows = np.concatenate([np.stack(simple, axis=1), np.array(walked, np.int64).reshape(-1, 9)])
    return rows[np.lexsort((-rows[:, 2], rows[:, 1], rows[:, 0]))]


Event = tuple[int, int, int, int, int]
"""token, start, end, family, can"""


def pair(events: Sequence[Event], last: int, text_end: int, reopened: int) -> list[Quote]:
    """Pair the marks of one paragraph, in order of their closing.

    `last` is the paragraph's last token, `text_end` the character where it ends, `reopened` the family of the mark
    that the next paragraph opens with, or -1.
    """
    quotes: list[Quote] = []
    open_double: tuple[int, int] | None = None
    open_single: tuple[int, int] | None = None
    roles = _roles(events, reopened)
    for k, (token, start, end, family, can) in enumerate(events):
        if family == DOUBLE:
            role = roles[k]
            if role == _SKIPS:
                continue
            if open_double is None:
                open_double = (token, start)
            elif role == CLOSES:
                depth = int(open_single is not None and open_single[1] < open_double[1])
                quotes.append(Quote(open_double[1], end, open_double[0], token, depth, True, False))
                if open_single is not None and open_single[1] > open_double[1]:
                    open_single = None
                open_double = None
            else:  # a second opening: the first was never closed, or a paragraph that goes on lost its break
                cut = max(token - 1, open_double[0])
                quotes.append(Quote(open_double[1], start, open_double[0], cut, 0, False, bool(can & GLUED)))
                open_double = (token, start)
        elif open_single is None:
            if can & OPENS:
                outermost = open_double is None and not can & CLOSES
                if _single_closes(events, k, open_double is not None) or (outermost and reopened == SINGLE):
                    open_single = (token, start)
        elif can & CLOSES:
            if can & WEAK and _stronger_close(events, k):
                continue
            depth = int(open_double is not None and open_double[1] < open_single[1])
            quotes.append(Quote(open_single[1], end, open_single[0], token, depth, True, False, True))
            open_single = None
    for opened, family in ((open_double, DOUBLE), (open_single, SINGLE)):
        if opened is not None and not (family == SINGLE and open_double is not None):
            goes_on = reopened == family
            if family == DOUBLE or goes_on:
                quotes.append(Quote(opened[1], text_end, opened[0], last, 0, False, goes_on, family == SINGLE))
    return quotes


_SKIPS = 0


def _roles(events: Sequence[Event], reopened: int) -> dict[int, int]:
    """What each double mark of a paragraph does, by its place in `events`: OPENS, CLOSES or nothing.

    The roles that cost least: a mark that does nothing, an opening while a quotation is open, and a quotation that the
    paragraph does not close cost most; a mark where white space was lost can be either.
    """
    free, opened = 0.0, float("inf")
    steps: list[tuple[int, tuple[bool, int], tuple[bool, int]]] = []
    for k, (_, _, _, family, can) in enumerate(events):
        if family != DOUBLE:
            continue
        opens, glued = can & OPENS, can & GLUED
        # (cost, was a quotation open before, role)
        to_open = min(
            (free + (0 if opens else 0.3 if glued else 9), False, OPENS),
            (opened + (1 if opens and not can & CLOSES else 0.4 if glued else 9), True, OPENS),
            (opened + 1.5, True, _SKIPS),
        )
        to_free = min(
            (opened + (0 if can & CLOSES else 9), True, CLOSES), (free + (1.2 if opens else 1), False, _SKIPS)
        )
        steps.append((k, to_open[1:], to_free[1:]))
        opened, free = to_open[0], to_free[0]
    is_open = opened + (0 if reopened == DOUBLE else 0.9) < free
    roles = {}
    for k, to_open_step, to_free_step in reversed(steps):
        is_open, roles[k] = to_open_step if is_open else to_free_step
    return roles


def _single_closes(events: Sequence[Event], k: int, inside_double: bool) -> bool:
    """Whether a later single mark of the paragraph can close this one (inside a double quotation: before it ends)."""
    limit = events[k][1] + LONGEST_SINGLE
    for _token, start, _end, family, can in events[k + 1 :]:
        if start > limit or (family == DOUBLE and inside_double and can & CLOSES):
            return False
        if family == SINGLE and can & CLOSES:
            return True
    return False


def _stronger_close(events: Sequence[Event], k: int) -> bool:
    """Whether a sure closing mark follows before the next opening one, so that this one is a possessive."""
    for _token, _start, _end, family, can in events[k + 1 :]:
        if family == SINGLE:
            if can == OPENS:
                return False
            if can & CLOSES and not can & WEAK:
                return True
    return False


def by_document(table: np.ndarray, documents: int) -> list[list[Quote]]:
    """The rows of `find` as quotes of each document."""
    columns = [table[:, k].tolist() for k in range(1, 6)] + [table[:, k].astype(bool).tolist() for k in range(6, 9)]
    quotes = list(map(Quote._make, zip(*columns, strict=True)))
    cuts = np.searchsorted(table[:, 0], np.arange(documents + 1)).tolist()
    return [quotes[a:b] for a, b in pairwise(cuts)]


def inside(table: np.ndarray, document: np.ndarray, character: np.ndarray) -> np.ndarray:
    """Bool per place, given by its document and character: inside a quotation of the rows of `table`."""
    if not len(table):
        return np.zeros(len(document), bool)
    begin, end = (table[:, 0] << 32) + table[:, 1], (table[:, 0] << 32) + table[:, 2]
    order = np.argsort(begin, kind="stable")
    begin, end = begin[order], np.maximum.accumulate(end[order])
    place = (document.astype(np.int64) << 32) + character
    at = np.searchsorted(begin, place, side="right") - 1
    found: np.ndarray = (at >= 0) & (place < end[np.maximum(at, 0)])
    return found
