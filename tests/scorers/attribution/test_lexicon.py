"""The cue lists are data: sorted, without doubles, every entry with a class, a stance and a source."""

import csv
import json

import pytest

from analysis.scorers.attribution.lexicon import FOLDER, LETTERS, PREPOSITIONS, VERB_FRAME, lexicon
from analysis.scorers.attribution.source_lexicon import CATEGORIES, SOURCE_WORD, TITLE


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["verbs", "nouns", "adjectives"])
def test_cues_are_sorted_once_each_and_complete(name: str) -> None:
    entries = rows(name)
    terms = [row["term"] for row in entries]
    assert terms == sorted(set(terms))
    for row in entries:
        assert row["category"]
        assert row["source"]
        assert row["stance"] in ("neutral", "doubting", "endorsing", "manner")
        assert set(row["complements"]) <= set(LETTERS)
        assert set((row.get("prepositions") or "").split()) <= set(PREPOSITIONS)


def test_source_words_are_sorted_and_their_categories_known() -> None:
    entries = rows("sources")
    keys = [(row["term"], row["category"]) for row in entries]
    assert keys == sorted(set(keys))
    assert {row["category"] for row in entries} == set(CATEGORIES)
    assert all(row["source"] for row in entries)


def test_the_sidecar_names_every_source_of_an_entry() -> None:
    known = json.loads((FOLDER / "cues.json").read_text(encoding="utf-8"))
    for name in ("verbs", "nouns", "adjectives", "sources", "claims"):
        for row in rows(name):
            assert any(key.split(";")[0] in row["source"] for key in known["sources"]), row


@pytest.mark.parametrize(
    ("form", "base"),
    [("said", "say"), ("denies", "deny"), ("vowed", "vow"), ("thinking", "think"), ("planned", "plan")],
)
def test_inflected_forms_have_the_frame_of_their_verb(form: str, base: str) -> None:
    assert list(VERB_FRAME.compute([form])) == [lexicon().verbs[base]]


def test_a_title_with_a_hyphen_is_a_title() -> None:
    assert list(SOURCE_WORD.compute(["President-elect", "Smith-Jones"])) == [TITLE, 0]


def test_claim_words_are_sorted_once_each_and_their_categories_known() -> None:
    entries = rows("claims")
    terms = [row["term"] for row in entries]
    assert terms == sorted(set(terms))
    assert {row["category"] for row in entries} == {"evaluative", "certain", "uncertain", "obligation"}
