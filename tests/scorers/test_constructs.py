"""Precision and recall of measures' constructs on hand-read cases (constructs/README.md)."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from analysis.scorers import attribution, vagueness
from analysis.text import Documents

FOLDER = Path(__file__).with_name("constructs")


def _cases(name: str, held_out: bool) -> list[dict[str, Any]]:
    lines = (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    return [c for c in cases if (int(hashlib.sha1(c["id"].encode()).hexdigest(), 16) % 2 == 1) is held_out]


def _attributions(text: str) -> list[dict[str, Any]]:
    details = attribution.SCORER.score(Documents([text])).evidence.details
    names = ("cue", "stance", "source_type")
    return [dict(zip(names, row, strict=True)) for row in zip(*(details[name] for name in names), strict=True)]


def _marked(case: dict[str, Any], name: str) -> object:
    """What the scorer says of a case, None where it marks nothing there."""
    if name == "vagueness":
        found = vagueness.SCORER.score(Documents([case["text"]])).evidence
        spans = zip(found.start.tolist(), found.end.tolist(), strict=True)
        return any(a < case["end"] and case["start"] < b for a, b in spans)
    for one in _attributions(case["text"]):
        cue = zip(one["cue"][::2], one["cue"][1::2], strict=True)
        if any(a < end and start < b for a, b in cue for start, end in case["cue"]):
            return one["stance"] if name == "stance" else one["source_type"] == "anonymous"
    return None


@pytest.mark.parametrize("held_out", [False, True])
@pytest.mark.parametrize(
    ("name", "label", "precision", "recall"),
    [
        ("anonymous", True, 0.65, 0.7),
        ("stance", "doubting", 0.9, 0.8),
        ("stance", "endorsing", 0.8, 0.7),
        ("vagueness", True, 0.9, 0.95),
    ],
)
def test_a_construct_agrees_with_the_reader(
    name: str, label: object, precision: float, recall: float, held_out: bool
) -> None:
    cases = _cases(name, held_out)
    marked = [_marked(case, name) == label for case in cases]
    right = sum(one and case["label"] == label for one, case in zip(marked, cases, strict=True))
    assert right / sum(marked) >= precision
    assert right / sum(case["label"] == label for case in cases) >= recall
