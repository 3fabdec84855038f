"""One article opened up: every measure, and the words in the article that explain it."""

import math
from typing import Any

from analysis.errors import ArgumentError
from analysis.scoring import measure
from analysis.text import Documents

_SPANS = ("source", "cue", "content")


def inspect_text(text: str, title: str | None = None) -> dict[str, Any]:
    """Measures and evidence of one text; the same object as `framescope inspect --format json`.

    `measures`: name to number, None where the measure is missing. `evidence`: one dict a span with `family`, `label`,
    `start`, `end` (characters of `text`, or of `title` where `field` is "title"), `text`, `voice` (outlet_voice, quoted,
    headline) and `value` (the valence of a sentiment word, the syllables of a difficult one). Evidence of attribution
    carries `kind`, `source`, `cue` and `content` (lists of [start, end]), `source_text`, `cue_text`, `source_name`,
    `source_type` and `stance` too. `structure`: sentences, quotations and boilerplate with their offsets.

    >>> found = inspect_text('The Kremlin said it was "cautiously optimistic" about a deal.')
    >>> [e["text"] for e in found["evidence"] if e["family"] == "hedging"]
    ['cautiously optimistic']
    """
    if not isinstance(text, str):
        raise ArgumentError(f"inspect_text needs a text, not {type(text).__name__}.")
    documents = Documents([text], [title])
    values, evidence = measure(documents)
    spans: list[dict[str, Any]] = []
    for family, rows in evidence.items():
        for k, label in enumerate(rows.label):
            in_title = bool(rows.in_title[k]) if rows.in_title is not None else False
            where = (title or "") if in_title else text
            start, end = int(rows.start[k]), int(rows.end[k])
            span: dict[str, Any] = {
                "family": family,
                "label": label,
                "field": "title" if in_title else "text",
                "start": start,
                "end": end,
                "text": where[start:end],
                "voice": "headline" if in_title else "quoted" if rows.quoted[k] else "outlet_voice",
                "value": None if rows.value is None or math.isnan(rows.value[k]) else float(rows.value[k]),
            }
            for name, column in rows.details.items():
                span[name] = _pairs(column[k]) if name in _SPANS else column[k]
                if name in ("source", "cue"):
                    span[f"{name}_text"] = " … ".join(text[a:b] for a, b in span[name])
            spans.append(span)
    document = documents[0]
    return {
        "measures": {name: None if math.isnan(v[0]) else float(v[0]) for name, v in values.items()},
        "evidence": spans,
        "structure": {
            "sentences": [[s.start, s.end] for s in document.sentences],
            "body_sentences": [[s.start, s.end] for s in document.body_sentences],
            "quotes": [
                {"start": q.start, "end": q.end, "depth": q.depth, "closed": q.closed, "continues": q.continues}
                for q in document.quotes
            ],
            "boilerplate": [{"start": b.start, "end": b.end, "kind": b.kind} for b in document.boilerplate],
        },
    }


def _pairs(flat: list[int] | None) -> list[list[int]]:
    flat = flat or []
    return [[flat[i], flat[i + 1]] for i in range(0, len(flat), 2)]
