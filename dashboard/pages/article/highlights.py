"""An article's text as HTML with its evidence marked. The text is taken to be hostile: all of it is escaped."""

import html
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.figures.formatting import count, number, words
from analysis.figures.style import fade
from analysis.scorers import SCORERS, Scorer

_BY_FAMILY = {scorer.family: scorer for scorer in SCORERS}


@dataclass(frozen=True)
class Mark:
    """A marked stretch of text: characters, family, and why it is marked."""

    start: int
    end: int
    family: str
    part: str
    """How it is drawn within its family: a part's name, else the first word of the label."""
    why: str


def marks_of(evidence: pd.DataFrame, families: Iterable[str], field: str = "text") -> list[Mark]:
    """Marks for the evidence (`queries.evidence`) of these families, in the order of the text."""
    wanted = set(families)
    marks: list[Mark] = []
    for row in evidence.to_dict("records"):
        if row["family"] not in wanted or row["field"] != field:
            continue
        why = explanation(row)
        scorer = _BY_FAMILY[row["family"]]
        spans = [(part.name, span) for part in scorer.parts for span in _pairs(row.get(part.name))]
        if not spans:
            marks.append(Mark(row["start"], row["end"], row["family"], str(row["label"]).split("_")[0], why))
        marks += [Mark(a, b, row["family"], part, f"{part.capitalize()} of a {why}") for part, (a, b) in spans]
    return sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.family, mark.part))


def explanation(row: dict[str, Any]) -> str:
    """Why the span counts, in one line."""
    scorer = _BY_FAMILY[row["family"]]
    if scorer.sentence:
        return _sentence(scorer, row)
    value, amount = row.get("value"), ""
    if value is not None and value == value:
        unit = scorer.value_unit
        amount = f", {count(int(value), unit) if unit else number(float(value), 2, True)}"
    return f"{words(row['family']).capitalize()}: {words(row['label'])}{amount} ({words(row['voice'])})"


def _sentence(scorer: Scorer, row: dict[str, Any]) -> str:
    """The family's own sentence, with what it leaves out in brackets."""
    known = {n: row[n] if n.endswith("_name") else words(row[n]) for n in row if isinstance(row[n], str)}
    absent = {f"{part.name}_name": f"no named {part.name}" for part in scorer.parts}
    parts = {part.name for part in scorer.parts}
    texts = [name for name in scorer.detail_columns if name not in parts]
    said = scorer.sentence.format_map({name: absent.get(name, "unknown") for name in texts} | known)
    rest = [known[name] for name in texts if name in known and f"{{{name}}}" not in scorer.sentence]
    return said + (f" ({', '.join(rest)})" if rest else "")


def legend(families: Iterable[str]) -> str:
    """How the words of these families are marked, as HTML."""
    marks = [
        f'<span><mark class="fs-mark fs-{family} fs-{family}-{_class(mark.key)}">{html.escape(mark.text)}</mark></span>'
        for family in families
        for mark in _BY_FAMILY[family].marks
    ]
    return f'<div class="fs-legend" role="note" aria-label="Legend">{"".join(marks)}</div>' if marks else "<div></div>"


def stylesheet() -> str:
    """CSS of every family's marks, as the registry declares them."""
    rules: list[tuple[int, bool, str]] = []
    for scorer in SCORERS:
        for k, mark in enumerate(scorer.marks):
            specific = f".fs-{scorer.family}-{_class(mark.key)}"
            drawn = _drawn(mark.style.split(), mark.colour or scorer.colour)
            rules += [(rank, True, f"{specific} {{ {declarations} }}") for rank, declarations in drawn]
            if k == 0 and not scorer.parts:
                rules += [(rank, False, f".fs-{scorer.family} {{ {declarations} }}") for rank, declarations in drawn]
    return "\n".join(rule for _, _, rule in sorted(rules, key=lambda rule: rule[:2]))


def _drawn(style: Sequence[str], colour: str) -> list[tuple[int, str]]:
    """CSS declarations for the words of `Mark.style`, with ranks: where marks overlap, the higher one is seen."""
    line = next((kind for kind in ("solid", "double", "dashed", "dotted", "thin") if kind in style), None)
    rules = [(1 + k, f"background: {fade(colour, share)}") for k, (kind, share) in enumerate(_SHADES) if kind in style]
    if line:
        width = {"solid": 2, "dotted": 2, "thin": 1}.get(line, 3)
        rules.append((4, f"border-bottom: {width}px {'dashed' if line == 'thin' else line} {colour}"))
    else:
        rules.append((0, "border-bottom-width: 0"))
    if "wavy" in style:
        rules.append((4, f"text-decoration: underline wavy {colour} 1.5px; text-underline-offset: 3px"))
    rules += [(4, "font-weight: 600")] * ("bold" in style) + [(4, "font-style: italic")] * ("italic" in style)
    return rules


_SHADES = (("faint", 0.1), ("tint", 0.16), ("fill", 0.28))


def render(
    text: str,
    marks: Sequence[Mark],
    boilerplate: Sequence[tuple[int, int, str]] = (),
    start: int = 0,
    end: int | None = None,
) -> str:
    """Return paragraphs of `text[start:end]`; where marks overlap, a stretch has the classes and reasons of all."""
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
