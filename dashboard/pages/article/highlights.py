"""An article's text as HTML with its evidence marked. The text is hostile until proven otherwise: all of it is escaped."""

import html
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.figures.formatting import count, number, words

PARTS = ("source", "cue", "content")


@dataclass(frozen=True)
class Mark:
    start: int
    end: int
    family: str
    part: str
    """How it is drawn within its family: a label's first word for words, source, cue or content for statements."""
    why: str


def marks_of(evidence: pd.DataFrame, families: Iterable[str], field: str = "text") -> list[Mark]:
    """Marks for the evidence (`queries.evidence`) of these families, in the order of the text."""
    wanted = set(families)
    marks: list[Mark] = []
    for row in evidence.to_dict("records"):
        if row["family"] not in wanted or row["field"] != field:
            continue
        why = explanation(row)
        spans = [(part, span) for part in PARTS for span in _pairs(row.get(part))]
        if not spans:
            marks.append(Mark(row["start"], row["end"], row["family"], str(row["label"]).split("_")[0], why))
        marks += [Mark(a, b, row["family"], part, f"{part.capitalize()} of a {why}") for part, (a, b) in spans]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.family, mark.part))


def explanation(row: dict[str, Any]) -> str:
    """Why the span counts, in one line."""
    if isinstance(row.get("kind"), str):
        who = row["source_name"] if isinstance(row.get("source_name"), str) else "no named source"
        what = [words(row[name]) for name in ("source_type", "stance") if isinstance(row.get(name), str)]
        return f"{row['kind']} statement by {who}" + (f" ({', '.join(what)})" if what else "")
    value, amount = row.get("value"), ""
    if value is not None and value == value:
        syllables = row["family"] == "readability"
        amount = f", {count(int(value), 'syllable') if syllables else number(float(value), 2, True)}"
    return f"{row['family'].capitalize()}: {words(row['label'])}{amount} ({words(row['voice'])})"


def render(
    text: str,
    marks: Sequence[Mark],
    boilerplate: Sequence[tuple[int, int, str]] = (),
    start: int = 0,
    end: int | None = None,
) -> str:
    """Paragraphs of `text[start:end]`; where marks overlap, a stretch carries the classes and reasons of all of them."""
    end = len(text) if end is None else min(end, len(text))
    cuts = sorted(
        {start, end}
        | {edge for mark in marks for edge in (mark.start, mark.end) if start < edge < end}
        | {edge for a, b, _ in boilerplate for edge in (a, b) if start < edge < end}
    )
    active: list[Mark] = []
    waiting = sorted((mark for mark in marks if mark.end > start), key=lambda mark: mark.start)
    place = 0
    pieces: list[str] = []
    for a, b in itertools.pairwise(cuts):
        active = [mark for mark in active if mark.end > a]
        while place < len(waiting) and waiting[place].start <= a:
            if waiting[place].end > a:
                active.append(waiting[place])
            place += 1
        kind = next((kind for s, e, kind in boilerplate if s <= a < e), None)
        pieces.append(_piece(text[a:b], active, kind))
    paragraphs = [part for part in "".join(pieces).split("\n") if part.strip()]
    return "".join(f"<p>{part}</p>" for part in paragraphs)


def _piece(text: str, active: Sequence[Mark], kind: str | None) -> str:
    """The stretch, line by line, so that no mark reaches over the end of a paragraph."""
    return "\n".join(_line(line, active, kind) if line.strip() else line for line in text.split("\n"))


def _line(text: str, active: Sequence[Mark], kind: str | None) -> str:
    shown = html.escape(text, quote=True)
    if kind:
        shown = (
            f'<span class="fs-boilerplate" title="{html.escape(words(kind))}: left out of the measures">{shown}</span>'
        )
    if not active:
        return shown
    classes = " ".join(sorted({f"fs-{mark.family} fs-{mark.family}-{_class(mark.part)}" for mark in active}))
    why = html.escape("; ".join(dict.fromkeys(mark.why for mark in active)), quote=True)
    return f'<mark class="fs-mark {classes}" tabindex="0" title="{why}" data-why="{why}">{shown}</mark>'


def _class(part: str) -> str:
    return "".join(letter for letter in part.lower() if letter.isalnum())


def _pairs(flat: Any) -> list[tuple[int, int]]:
    spans = [int(edge) for edge in flat] if flat is not None and not isinstance(flat, float) else []
    return [(spans[i], spans[i + 1]) for i in range(0, len(spans) - 1, 2)]
