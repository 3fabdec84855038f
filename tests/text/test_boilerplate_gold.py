"""The rules against stretches of real articles that were judged one by one (tests/text/gold/README.md)."""

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.text import Document

GOLD = Path(__file__).parent / "gold" / "boilerplate.jsonl"
FILLER = "The council met again on Monday and put off its decision for another week, as it had done before."


@pytest.fixture(scope="module")
def judged() -> list[dict[str, Any]]:
    """Every case with `share`: the share of its characters that the rules take out."""
    cases = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    for case in cases:
        before = "" if case["first"] else f"{FILLER}\n\n" * 8
        after = "" if case["last"] else f"\n\n{FILLER}" * 8
        start = len(before) + case["at"]
        end = start + case["end"] - case["start"]
        pieces = Document.of(before + case["context"] + after, "A title").boilerplate
        inside = sum(max(0, min(end, piece.end) - max(start, piece.start)) for piece in pieces)
        case["share"] = inside / (end - start)
        case["text"] = case["context"][case["at"] :][: end - start]
    return cases


def test_the_gold_has_what_the_readme_says(judged: list[dict[str, Any]]) -> None:
    boilerplate = [case for case in judged if case["boilerplate"]]
    assert (len(judged), len(boilerplate)) == (280, 190)


@pytest.mark.parametrize(("half", "least"), [("even", 0.97), ("odd", 0.88)])
def test_boilerplate_is_taken_out(judged: list[dict[str, Any]], half: str, least: float) -> None:
    cases = [case for case in judged if case["boilerplate"] and case["half"] == half]
    missed = [case["text"] for case in cases if case["share"] < 0.5]
    assert len(missed) <= (1 - least) * len(cases), missed


def test_prose_that_looks_like_boilerplate_stays(judged: list[dict[str, Any]]) -> None:
    assert [case["text"] for case in judged if not case["boilerplate"] and case["share"] > 0.1] == []
