"""Quotation spans: straight and curly, double and single, nested, running over paragraphs, or never closed.

Quotation marks are looked at only where a form holds one. Each mark is an event that can open, close or do both,
judged by its neighbours inside the form; one pass over a document's events pairs them.
"""

import re
from dataclasses import dataclass

import numpy as np

from analysis.text.vocabulary import Feature

DOUBLE, SINGLE = 0, 1
OPENS, CLOSES, WEAK = 1, 2, 4
"""WEAK: a closing single mark right after a letter, which may be a possessive ("the workers' union")."""

_MARK = re.compile(r"''|``|[\"“”„‟«»'‘’]")
_ELISIONS = frozenset("em tis twas til till cause round bout n neath".split())
_FEET = re.compile(r"\d['’]\d*[\"”]?$|\d+[\"”]?$")


@dataclass(frozen=True)
class Quote:
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


def _events(form: str) -> tuple[tuple[int, int, int, int], ...] | None:
    """(offset, length, family, can) of each mark in a form, None where there is none."""
    found = []
    for match in _MARK.finditer(form):
        mark, at, to = match.group(), match.start(), match.end()
        before, after = form[at - 1 : at], form[to : to + 1]
        if mark in ("“", "„", "‟", "«", "``"):
            found.append((at, to - at, DOUBLE, OPENS))
        elif mark in ("”", "»"):
            found.append((at, to - at, DOUBLE, CLOSES))
        elif mark in ('"', "''"):
            if before.isdigit() and not after and _FEET.search(form[:to]) and "'" in form:
                continue
            opens = not before or before in "([{—–-/‘'"
            closes = not after or after in ".,;:!?)]}—–-/’'" or (before != "" and before in ".,!?…")
            if not opens and not closes:
                opens = closes = True
            found.append((at, to - at, DOUBLE, OPENS * opens | CLOSES * closes))
        else:
            inside = before.isalnum() and after.isalnum()
            if inside:
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
                found.append((at, 1, SINGLE, CLOSES | WEAK))
            else:
                found.append((at, 1, SINGLE, CLOSES))
    return tuple(found) or None


MARKS = Feature("marks", object, lambda forms: [_events(f) for f in forms])
HAS_MARK = Feature("has_mark", bool, lambda forms: [_events(f) is not None for f in forms])

Event = tuple[int, int, int, int, int, bool]
"""token, start, end, family, can, at the start of its paragraph."""


def pair(paragraphs: list[tuple[int, int, list[Event]]], texts_end: list[int]) -> list[Quote]:
    """Pair the events of one document.

    `paragraphs` holds (first token, last token, events) of each paragraph in order; `texts_end` the character where
    each paragraph ends.
    """
    quotes: list[Quote] = []
    for number, (_first, last, events) in enumerate(paragraphs):
        open_double: tuple[int, int] | None = None
        open_single: tuple[int, int] | None = None
        if not events:
            continue
        following = paragraphs[number + 1][2] if number + 1 < len(paragraphs) else []
        for k, (token, start, end, family, can, _) in enumerate(events):
            if family == DOUBLE:
                if open_double is None:
                    if can & OPENS:
                        open_double = (token, start)
                elif can & CLOSES:
                    depth = int(open_single is not None and open_single[1] < open_double[1])
                    quotes.append(Quote(open_double[1], end, open_double[0], token, depth, True, False))
                    if open_single is not None and open_single[1] > open_double[1]:
                        open_single = None
                    open_double = None
                else:  # a second opening: the first was never closed
                    quotes.append(
                        Quote(open_double[1], start, open_double[0], max(token - 1, open_double[0]), 0, False, False)
                    )
                    open_double = (token, start)
            elif open_single is None:
                if can & OPENS and _single_closes(events, k, open_double is not None):
                    open_single = (token, start)
                elif can & OPENS and not can & CLOSES and open_double is None and _reopens(following, SINGLE):
                    open_single = (token, start)
            elif can & CLOSES:
                if can & WEAK and _stronger_close(events, k):
                    continue
                depth = int(open_double is not None and open_double[1] < open_single[1])
                quotes.append(Quote(open_single[1], end, open_single[0], token, depth, True, False, True))
                open_single = None
        for opened, family in ((open_double, DOUBLE), (open_single, SINGLE)):
            if opened is not None and not (family == SINGLE and open_double is not None):
                goes_on = _reopens(following, family)
                if family == DOUBLE or goes_on:
                    quotes.append(
                        Quote(opened[1], texts_end[number], opened[0], last, 0, False, goes_on, family == SINGLE)
                    )
    quotes.sort(key=lambda quote: (quote.start, -quote.end))
    return quotes


def _reopens(events: list[Event], family: int) -> bool:
    return bool(events) and events[0][5] and events[0][3] == family and bool(events[0][4] & OPENS)


def _single_closes(events: list[Event], k: int, inside_double: bool) -> bool:
    """Whether a later single mark of the paragraph can close this one (inside a double quotation: before it ends)."""
    for _token, _start, _end, family, can, _ in events[k + 1 :]:
        if family == DOUBLE and inside_double and can & CLOSES:
            return False
        if family == SINGLE and can & CLOSES:
            return True
    return False


def _stronger_close(events: list[Event], k: int) -> bool:
    """Whether a sure closing mark follows before the next opening one, so that this one is a possessive."""
    for _token, _start, _end, family, can, _ in events[k + 1 :]:
        if family == SINGLE:
            if can == OPENS:
                return False
            if can & CLOSES and not can & WEAK:
                return True
    return False


def quoted_tokens(quotes: list[Quote], size: int) -> np.ndarray:
    """Bool per token of the document: inside an outermost quotation."""
    steps = np.zeros(size + 1, np.int32)
    for quote in quotes:
        if quote.depth == 0:
            steps[quote.first_token] += 1
            steps[quote.last_token + 1] -= 1
    return np.cumsum(steps[:-1]) > 0
