"""Kind, affiliation, gender and canonical name of sources: real sentences, and the coded gold of data/gold."""

import gzip
import hashlib
import json
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

import pytest

from analysis.scorers.attribution import SCORER
from analysis.scorers.attribution.affiliation import table
from analysis.scorers.attribution.gazetteer import bodies, figures, form_key, holder, rows
from analysis.scorers.attribution.identity import ArticleIdentity
from analysis.scorers.attribution.measures import AFFILIATION_MEASURES
from analysis.scorers.attribution.profiles import KINDS, _speaker
from analysis.scorers.base import Evidence
from analysis.text import Documents

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "data" / "gold"
ARTICLES = ROOT / "tests" / "scorers" / "gold" / "source_articles.jsonl.gz"
LABELS = {"kind": "source_kind", "affiliation": "affiliation", "gender": "gender"}


def profiles(text: str, day: date | None = None) -> list[tuple[str, str, str, str | None]]:
    found = SCORER.score(Documents([text], dates=[day])).evidence.details
    columns = (found[name] for name in ("source_kind", "affiliation", "gender", "canonical"))
    return list(zip(*columns, strict=True))


def articles() -> dict[str, dict]:
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as file:
        return {article["id"]: article for article in map(json.loads, file)}


def lines(name: str) -> list[dict]:
    return [json.loads(line) for line in (GOLD / name).read_text(encoding="utf-8").splitlines()]


def scored(found: dict[str, dict]) -> tuple[Evidence, dict[str, list[int]]]:
    """Evidence of the articles, and its rows by article."""
    days = [date.fromisoformat(article["date"][:10]) for article in found.values()]
    evidence = SCORER.score(Documents([article["text"] for article in found.values()], dates=days)).evidence
    ids = list(found)
    places: dict[str, list[int]] = {key: [] for key in ids}
    for row, document in enumerate(evidence.document.tolist()):
        places[ids[document]].append(row)
    return evidence, places


def is_dev(key: str) -> bool:
    """Whether the article belongs to the half that was read while rules were written."""
    return int(hashlib.sha1(key.encode()).hexdigest(), 16) % 2 == 0


def overlapping(evidence: Evidence, rows_of_article: list[int], start: int, end: int) -> int | None:
    """Row of an attribution whose source overlaps the span."""
    for row in rows_of_article:
        source = evidence.details["source"][row]
        if source and source[0] < end and source[1] > start:
            return row
    return None


@pytest.mark.parametrize(
    ("text", "kind", "affiliation", "gender", "name"),
    [
        ("Sen. Lindsey O. Graham said it may rain.", "named_individual", "party_or_opposition", "male", "Lindsey Graham"),
        ("Anna Smith, a professor of law at Duke University, said it may rain.", "named_individual", "expert_academic",
         "female", "Anna Smith"),
        ("CNN host Maria Lopez said it may rain.", "named_individual", "media", "female", "Maria Lopez"),
        ("Two White House officials said it may rain.", "unnamed_individual", "government", "none", None),
        ("Voters said it may rain.", "unnamed_group", "ordinary_person", "none", None),
        ("The Justice Department said it may rain.", "named_group", "government", "none", "Department of Justice"),
        ("The FBI said it may rain.", "named_group", "military_police", "none", "FBI"),
        ("A spokeswoman for the company said it may rain.", "unnamed_individual", "business", "female", None),
        ("A Quinnipiac poll showed that voters expect rain.", "poll_or_data", "expert_academic", "none", None),
        ("Federal prosecutors said it may rain.", "unnamed_group", "judiciary", "none", None),
    ],
)  # fmt: skip
def test_a_source_has_a_kind_an_affiliation_a_gender_and_a_name(text, kind, affiliation, gender, name):
    assert profiles(text) == [(kind, affiliation, gender, name)]


def test_an_office_makes_the_affiliation_of_its_days():
    text = "Donald Trump said it may rain."
    assert [row[1] for row in profiles(text, date(2016, 9, 1))] == ["party_or_opposition"]
    assert [row[1] for row in profiles(text, date(2018, 9, 1))] == ["government"]


def test_the_president_is_who_holds_the_office_or_whom_the_article_calls_so():
    text = "President Donald Trump went home. The president said it may rain."
    assert profiles(text, date(2018, 9, 1))[-1][3] == "Donald Trump"
    text = "President Emmanuel Macron went home. The president said it may rain."
    assert profiles(text, date(2018, 9, 1))[-1][3] == "Emmanuel Macron"
    text = "Mr. Obama went home. The president said it may rain."
    assert profiles(text, date(2014, 9, 1))[-1][3] == "Barack Obama"


def test_forms_of_a_name_are_one_and_short_forms_of_two_people_stay_apart():
    text = "Donald J. Trump said it may rain. Mr. Trump said it may snow. President Trump said it may hail."
    assert {row[3] for row in profiles(text, date(2018, 9, 1))} == {"Donald Trump"}
    assert profiles("Clinton said it may rain.")[0][3] == "Clinton"
    text = "Melania Trump smiled. Mrs. Trump said it may rain."
    assert profiles(text, date(2018, 9, 1))[-1][3] == "Melania Trump"


def test_names_that_a_transcript_writes_in_one_case_are_names():
    text = "michael barbaro\nIt may rain today.\n\nsusan dominus\nIt may snow today.\n\nmichael barbaro\nYes, it may."
    found = profiles(text)
    assert {row[3] for row in found} <= {"Michael Barbaro", "Susan Dominus", None}
    assert _speaker("michael barbaro") == "Michael Barbaro"
    assert _speaker("ANNA LEE SMITH") == "Anna Lee Smith"
    assert _speaker("art critics") is None
    assert _speaker("Anna Smith") is None


def test_the_tables_name_known_affiliations_and_every_office_has_its_dates_in_order():
    known = {row["category"] for row in rows("affiliations.csv")} | {body.affiliation for body in bodies().values()}
    known |= {figure.affiliation for figure in figures().values()}
    assert known <= set(AFFILIATION_MEASURES)
    for figure in figures().values():
        assert figure.gender in ("male", "female")
        for office in figure.offices:
            assert office.affiliation in AFFILIATION_MEASURES
            assert office.until is None or office.since is None or office.since < office.until
    assert all(row["source"] for name in ("public_figures.csv", "public_bodies.csv", "affiliations.csv", "first_names.csv")
               for row in rows(name))  # fmt: skip
    held = holder("president of the United States", date(2012, 1, 1))
    assert held is not None
    assert held.name == "Barack Obama"
    assert len(table().single) > 900


def test_gold_uses_the_codebooks_labels():
    for row in lines("sources.jsonl"):
        assert row["kind"] in (*KINDS, "none")
        assert row["affiliation"] in AFFILIATION_MEASURES
        assert row["gender"] in ("male", "female", "none", "unknown")


@pytest.fixture(scope="module")
def agreement() -> dict[str, Counter[str]]:
    """Right labels and cases by half of the gold; cases are attributions whose source the coder found marked right."""
    found = articles()
    evidence, places = scored(found)
    right: dict[str, Counter[str]] = {"dev": Counter(), "held_out": Counter()}
    for row in lines("sources.jsonl"):
        if not row["is_attribution"] or not row["source_span_right"]:
            continue
        counts = right["dev" if is_dev(row["id"]) else "held_out"]
        place = overlapping(evidence, places[row["id"]], row["source"][0][0], row["source"][-1][1])
        counts["cases"] += 1
        if place is not None:
            for label, column in LABELS.items():
                counts[label] += evidence.details[column][place] == row[label]
    return right


@pytest.mark.parametrize("half", ["dev", "held_out"])
def test_kind_affiliation_and_gender_agree_with_the_hand_coded_gold(agreement, half):
    counts = agreement[half]
    assert counts["cases"] >= 45
    assert counts["kind"] >= 0.80 * counts["cases"]
    assert counts["affiliation"] >= 0.70 * counts["cases"]
    assert counts["gender"] >= 0.80 * counts["cases"]


def cubed(gold: list[str], found: list[str]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 of clusters (Bagga & Baldwin 1998)."""
    by_gold, by_found = defaultdict(set), defaultdict(set)
    for place, (a, b) in enumerate(zip(gold, found, strict=True)):
        by_gold[a].add(place)
        by_found[b].add(place)
    shared = [len(by_gold[a] & by_found[b]) for a, b in zip(gold, found, strict=True)]
    precision = sum(n / len(by_found[b]) for n, b in zip(shared, found, strict=True)) / len(gold)
    recall = sum(n / len(by_gold[a]) for n, a in zip(shared, gold, strict=True)) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def identities(gold: list[dict]) -> list[str]:
    """The identity of each mention: names and offices by the article, pronouns and descriptions by their statement."""
    found = {key: article for key, article in articles().items() if key in {row["id"] for row in gold}}
    evidence, places = scored(found)
    resolvers = {
        key: ArticleIdentity(article["text"], date.fromisoformat(article["date"][:10]))
        for key, article in found.items()
    }
    names = []
    for row in gold:
        text = found[row["id"]]["text"][row["start"] : row["end"]]
        identity = resolvers[row["id"]]
        named = text[:1].isupper() and text.lower() not in ("he", "she", "they")
        described = text.startswith(("A ", "An ", "The ", "Senior")) and form_key(text) not in bodies()
        if (named and not described) or identity.of_office(text):
            names.append(identity.of_name(text).name or text)
            continue
        place = overlapping(evidence, places[row["id"]], row["start"], row["end"])
        if place is None:
            names.append(f"{text.lower()}@{row['id']}")
        else:
            own = f"{evidence.details['source_name'][place]}@{row['id']}"
            names.append(evidence.details["canonical"][place] or own)
    return names


def test_mentions_of_one_person_or_body_are_one():
    gold = lines("mentions.jsonl")
    assert len(gold) > 300
    precision, _, f1 = cubed([row["entity"] for row in gold], identities(gold))
    assert precision >= 0.95
    assert f1 >= 0.90


@pytest.mark.parametrize("many", ["one", "others"])
def test_hostile_texts_take_time_in_proportion(many):
    def seconds(size: int) -> float:
        if many == "one":
            text = 'the president of the said A. B. "C, D" Mr. Smith said ' * size + "x" * 200_000
        else:
            names = (
                f"Anna {chr(65 + k % 26)}{chr(97 + k // 26 % 26)}{chr(97 + k // 676 % 26)}ova" for k in range(size)
            )
            text = " ".join(
                f"{name} said that it may rain on Monday. The president said so. He said so." for name in names
            )
        begun = time.process_time()
        profiles(text)
        return time.process_time() - begun

    seconds(50)
    small, large = seconds(1000), seconds(4000)
    assert large < 8 * small + 1
