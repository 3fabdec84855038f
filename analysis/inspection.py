"""One article opened up: every measure, and the words in the article that explain it."""

import datetime
import json
import math
import re
from collections.abc import Sequence
from typing import Any

from analysis.errors import ArgumentError
from analysis.scorers import registry
from analysis.scorers.base import Evidence, Scorer
from analysis.scorers.batch import measure
from analysis.text import Document, Documents

_HTML = re.compile(r"<(?:!doctype html|html|head|body|div|article|p)\b", re.IGNORECASE)


def inspect_text(
    text: str, title: str | None = None, url: str | None = None, date: datetime.date | None = None
) -> dict[str, Any]:
    """Measures and evidence of one text; the same object as `framescope inspect --format json`.

    `measures`: name to number, None where the measure is missing. `evidence`: one dict per span with `family`, `label`,
    `start`, `end` (characters of `text`, or of `title` where `field` is "title"), `text`, `voice` (outlet_voice,
    quoted, headline) and `value` (the valence of a sentiment word, the syllables of a difficult one). A family whose
    spans have parts adds each as a list of [start, end] with its words and, where it has them, its name and type:
    attribution has `source`, `cue`, `content`, `source_text`, `cue_text`, `source_name` and `source_type`, and the text
    details `kind`, `stance`, `source_kind`, `affiliation`, `gender`, `canonical` and `form` (of the source).
    `date`, the day of publication, tells who "the president" is; without it the text alone does.
    `genre`: its `value` and the `reasons`, for which title and address are read too.
    `structure`: sentences, quotations, stretches of quoted voice (`voices`) and boilerplate with their offsets.
    `warnings`: sentences, if the text is not what the measures are made for (see `cautions`), or a family could not
    measure it.

    >>> found = inspect_text('The Kremlin said it was "cautiously optimistic" about a deal.')
    >>> [e["text"] for e in found["evidence"] if e["family"] == "hedging"]
    ['cautiously optimistic']
    """
    if not isinstance(text, str):
        raise ArgumentError(f"inspect_text needs a text, not {type(text).__name__}.")
    return inspect_texts([text], [title], [url], [date])[0]


def inspect_texts(
    texts: Sequence[str],
    titles: Sequence[str | None] | None = None,
    urls: Sequence[str | None] | None = None,
    dates: Sequence[datetime.date | None] | None = None,
) -> list[dict[str, Any]]:
    """`inspect_text` of many texts at once, which is quicker; one object per text, in their order."""
    documents = Documents(texts, titles, urls=urls, dates=dates)
    measured = measure(documents)
    spans: list[list[dict[str, Any]]] = [[] for _ in texts]
    for family, rows in measured.evidence.items():
        scorer = registry.families()[family].scorer
        for k, document in enumerate(rows.document.tolist()):
            spans[document].append(_span(documents, scorer, rows, k, document))
    warnings = [cautions(text) for text in texts]
    for failure in measured.failures:
        origin = registry.families()[failure.family].origin
        warnings[failure.document].append(
            f"The family {failure.family} ({origin}) could not measure this text, its measures are missing: "
            f"{failure.reason}"
        )
    return [
        {
            "measures": {name: _number(column[index]) for name, column in measured.values.items()},
            "evidence": spans[index],
            **{
                name: {"value": assigned[index].value or None, "reasons": list(assigned[index].reasons)}
                for name, assigned in measured.categories.items()
            },
            "structure": _structure(documents[index]),
            "warnings": warnings[index],
        }
        for index in range(len(documents))
    ]


def cautions(text: str) -> list[str]:
    """What a person should know before believing the numbers: another language, a table or a web page for an article.

    >>> cautions('[{"title": "A vote", "text": "The Senate voted on Thursday."}]')[0].partition(":")[0]
    'This is JSON, not the text of one article'
    """
    from analysis.corpus.ingest.language import detect, name_of

    found = []
    kind = _other_form(text)
    if kind:
        found.append(
            f"This is {kind}, not the text of one article: its marks and names are measured as words. "
            "`framescope ingest` reads such files, an article a row or page."
        )
    language = detect(text)
    if language not in (None, "en"):
        found.append(
            f"The text is in {name_of(language)}, not English: the measures are made for English, and these numbers "
            "mean nothing."
        )
    return found


def _other_form(text: str) -> str | None:
    """JSON, a table or a web page, by how the text begins; None for prose."""
    begin = text.lstrip("\ufeff \t\r\n")
    first, _, rest = begin.partition("\n")
    if begin.startswith(("{", "[")) and any(_is_json(part) for part in (first, begin)):
        return "JSON"
    if _HTML.match(begin):
        return "a web page (HTML)"
    if rest.strip() and _names_fields(first):
        return "a table (CSV)"
    return None


def _is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except (ValueError, RecursionError):
        return False


def _names_fields(line: str) -> bool:
    """Whether a line is a table's header: short names, two of them of fields of an article ("title,text")."""
    from analysis.corpus.ingest.column_mapping import USUAL_NAMES, plain

    usual = {name for names in USUAL_NAMES.values() for name in names}
    for sign in ",\t;|":
        names = [name.strip().strip('"') for name in line.split(sign)]
        if len(names) > 1 and all(len(name) <= 40 for name in names):
            return sum(plain(name) in usual for name in names) > 1
    return False


def _span(documents: Documents, scorer: Scorer, rows: Evidence, k: int, document: int) -> dict[str, Any]:
    """The k-th span of a family's evidence."""
    in_title = rows.in_title is not None and bool(rows.in_title[k])
    text = (documents.titles[document] or "") if in_title else documents.texts[document]
    start, end = int(rows.start[k]), int(rows.end[k])
    span: dict[str, Any] = {
        "family": scorer.family,
        "label": rows.label[k],
        "field": "title" if in_title else "text",
        "start": start,
        "end": end,
        "text": text[start:end],
        "voice": "headline" if in_title else "quoted" if rows.quoted[k] else "outlet_voice",
        "value": None if rows.value is None else _number(rows.value[k]),
    }
    parts = {part.name: part for part in scorer.parts}
    for name in scorer.detail_columns:
        value = rows.details[name][k]
        span[name] = _pairs(value) if name in parts else value
        if name in parts and parts[name].quoted:
            span[f"{name}_text"] = " … ".join(text[a:b] for a, b in span[name])
    return span


def _structure(document: Document) -> dict[str, Any]:
    return {
        "sentences": [[s.start, s.end] for s in document.sentences],
        "body_sentences": [[s.start, s.end] for s in document.body_sentences],
        "quotes": [
            {"start": q.start, "end": q.end, "depth": q.depth, "closed": q.closed, "continues": q.continues}
            for q in document.quotes
        ],
        "voices": [
            {
                "start": v.start,
                "end": v.end,
                "kind": v.kind,
                "speaker": [v.speaker_start, v.speaker_end] if v.speaker_end > 0 else None,
            }
            for v in document.voices
        ],
        "boilerplate": [{"start": b.start, "end": b.end, "kind": b.kind} for b in document.boilerplate],
    }


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)


def _pairs(flat: list[int] | None) -> list[list[int]]:
    flat = flat or []
    return [[flat[i], flat[i + 1]] for i in range(0, len(flat), 2)]
