"""Precision and recall of measures' constructs on cases read one by one (constructs/README.md)."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from analysis.scorers import attribution, vagueness
from analysis.scorers.attribution.score import claiming_sentences
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


@pytest.mark.parametrize(("held_out", "precision", "recall"), [(False, 0.85, 0.5), (True, 0.7, 0.5)])
def test_unattributed_claims_agree_with_the_reader(held_out: bool, precision: float, recall: float) -> None:
    """With weights: each case stands for the sentences of its stratum."""
    cases = _cases("unattributed", held_out)
    found = claiming_sentences(Documents([case["text"] for case in cases]))
    marked = [any(k == d and a < c["end"] and c["start"] < b for d, a, b in found) for k, c in enumerate(cases)]
    right = sum(c["weight"] for one, c in zip(marked, cases, strict=True) if one and c["label"])
    assert right / sum(c["weight"] for one, c in zip(marked, cases, strict=True) if one) >= precision
    assert right / sum(c["weight"] for c in cases if c["label"]) >= recall
