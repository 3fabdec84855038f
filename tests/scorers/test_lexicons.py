import csv
import json
from importlib.resources import files

import pytest

from analysis.errors import InputError
from analysis.scorers.hedging.rules import RULES
from analysis.text import Documents
from analysis.text.phrases import COLUMNS, PhraseMatcher, read_lexicon, words_of

FOLDER = files("analysis.scorers") / "lexicons"
NAMES = ["boosters", "hedges", "loaded", "news_sentiment", "subjective", "vagueness", "valence_shifters"]


@pytest.fixture(params=NAMES)
def name(request: pytest.FixtureRequest) -> str:
    return request.param


def sidecar(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def test_lines_are_sorted_and_terms_stand_once(name: str) -> None:
    rows = list(csv.reader((FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    terms = [row[0] for row in rows[1:]]
    assert terms == sorted(terms)
    assert len({words_of(term) for term in terms}) == len(terms)
    assert all(term == term.strip().lower() for term in terms)


def test_every_category_and_source_is_known_to_the_sidecar(name: str) -> None:
    known = sidecar(name)
    entries = read_lexicon(name)
    assert {entry.category for entry in entries} == set(known["categories"])
    assert all(entry.source for entry in entries)
    assert {key for entry in entries for key in entry.source.split()} == set(known["sources"])
    least, most = {"news_sentiment": (-4, 4), "valence_shifters": (0.5, 1.5)}.get(name, (0.01, 1))
    assert all(least <= entry.weight <= most for entry in entries)


def test_the_sidecar_tells_licence_and_year(name: str) -> None:
    known = sidecar(name)
    assert known["licence"] in ("Apache-2.0", "PDDL 1.0", "MIT")
    assert isinstance(known["year"], int)
    assert known["title"]
    assert known["description"]


def test_every_rule_settles_a_term_of_its_list() -> None:
    for name, rules in RULES.items():
        assert set(rules) <= {entry.term for entry in read_lexicon(name)}


def test_the_longest_phrase_that_begins_first_wins() -> None:
    matcher = PhraseMatcher(["optimistic", "cautiously optimistic", "cautiously", "optimistic about peace"])
    hits = matcher.find(Documents(["He is Cautiously optimistic about peace, cautiously, optimistic."]))
    assert list(zip(hits.at.tolist(), hits.length.tolist(), hits.term.tolist(), strict=True)) == [
        (2, 2, 1),
        (6, 1, 2),
        (7, 1, 0),
    ]


def test_a_phrase_does_not_cross_punctuation_or_a_sentence() -> None:
    matcher = PhraseMatcher(["more or less"])
    assert len(matcher.find(Documents(["It is more or less true."])).at) == 1
    assert len(matcher.find(Documents(["It is more, or less true. We want more. Or less."])).at) == 0


def test_a_term_twice_is_refused() -> None:
    with pytest.raises(InputError, match="same words"):
        PhraseMatcher(["so called", "So  called"])
    with pytest.raises(InputError, match="no words"):
        PhraseMatcher(["…"])
