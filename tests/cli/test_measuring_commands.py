"""inspect and codebook."""

import csv
import io
import json

import pytest

from analysis.scorers import MEASURES
from tests.cli.conftest import FLOOD, GERMAN, SENATE
from tests.commands import program
from tests.conftest import SEED


def test_inspect_gives_every_measure_and_its_evidence_as_json(framescope, seed_text):
    ended = framescope("inspect", SEED, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    found = ended.json()
    assert set(found["measures"]) == set(MEASURES)
    assert found["measures"]["readability_words"] > 300
    for span in found["evidence"]:
        assert {"family", "label", "start", "end", "text"} <= set(span)
        if span.get("field") != "title":
            assert span["text"] == seed_text[span["start"] : span["end"]]


def test_inspect_as_text_names_measures_and_words(framescope):
    ended = framescope("inspect", SEED)
    assert (ended.code, ended.err) == (0, "")
    assert MEASURES["sentiment_compound"].label in ended.out
    assert MEASURES["readability_flesch_reading_ease"].label in ended.out


def test_inspect_reads_standard_input():
    piped = program("inspect", "-", "--format", "json", stdin=SEED.read_bytes())
    assert (piped.code, piped.err) == (0, "")
    assert piped.json() == program("inspect", SEED, "--format", "json").json()


def test_inspect_measures_a_headline_that_is_given_apart(framescope):
    found = framescope("inspect", SEED, "--title", "A great victory", "--format", "json").json()
    assert found["measures"]["sentiment_headline_compound"] > 0.5


@pytest.mark.parametrize(("day", "president"), [("2018-03-01", "Donald Trump"), ("2013-03-01", "Barack Obama")])
def test_inspect_knows_the_president_by_the_date(framescope, tmp_path, day, president):
    file = tmp_path / "short.txt"
    file.write_text("The president said on Tuesday that the plan was dead.", encoding="utf-8")
    found = framescope("inspect", file, "--date", day, "--format", "json").json()
    assert [e["canonical"] for e in found["evidence"] if e["family"] == "attribution"] == [president]


def test_inspect_refuses_what_is_no_date(framescope):
    ended = framescope("inspect", SEED, "--date", "March 2018")
    assert ended.code == 2
    assert "--date takes a day such as 2024-05-31" in ended.err


def test_what_cannot_be_measured_is_null_not_zero(framescope, tmp_path):
    short = tmp_path / "short.txt"
    short.write_text("The Senate voted. The House did not.", encoding="utf-8")
    found = framescope("inspect", short, "--format", "json").json()
    assert found["measures"]["readability_smog"] is None


def test_the_codebook_comes_in_three_forms_with_every_measure(framescope):
    as_json = json.loads(framescope("codebook", "--format", "json").out)
    assert [entry["name"] for entry in as_json] == list(MEASURES)
    assert all(entry["definition"] and entry["unit"] and entry["citation"] and entry["version"] for entry in as_json)
    as_csv = list(csv.DictReader(io.StringIO(framescope("codebook", "--format", "csv").out)))
    assert [entry["name"] for entry in as_csv] == list(MEASURES)
    as_markdown = framescope("codebook")
    assert (as_markdown.code, as_markdown.err) == (0, "")
    assert all(f"### {name}\n" in as_markdown.out for name in MEASURES)


UNLIKELY = {
    "german.txt": (GERMAN, "in German, not English"),
    "rows.jsonl": ('{"title": "A vote", "text": "The Senate voted."}\n' * 2, "This is JSON"),
    "rows.json": ('[\n {"title": "A vote",\n "text": "The Senate voted."}\n]\n', "This is JSON"),
    "rows.csv": (f'title,text\nA vote,"{SENATE}"\n', "This is a table (CSV)"),
    "rows.tsv": (f"Headline\tPublished\tBody\nA vote\t2024-03-01\t{SENATE}\n", "This is a table (CSV)"),
    "page.html": (f"<!DOCTYPE html>\n<html><body><p>{SENATE}</p></body></html>", "This is a web page"),
}


@pytest.mark.parametrize("name", UNLIKELY)
def test_inspect_warns_of_what_it_is_not_made_for(framescope, tmp_path, name):
    content, words = UNLIKELY[name]
    (tmp_path / name).write_text(content, encoding="utf-8")
    shown = framescope("inspect", tmp_path / name)
    assert shown.code == 0
    assert shown.err.startswith("note: ")
    assert words in shown.err
    as_json = framescope("inspect", tmp_path / name, "--format", "json")
    assert as_json.err == ""
    assert words in as_json.json()["warnings"][0]


def test_inspect_does_not_warn_of_plain_english(framescope, tmp_path):
    (tmp_path / "brackets.txt").write_text(f"[Updated] {SENATE}\n\n{FLOOD}\n")
    assert framescope("inspect", tmp_path / "brackets.txt").err == ""
    assert framescope("inspect", SEED, "--format", "json").json()["warnings"] == []


@pytest.mark.parametrize(
    ("only", "families"),
    [
        ("hedging", {"hedging"}),
        ("bias", {"framing"}),
        ("framing, readability", {"framing", "readability"}),
    ],
)
def test_the_stored_table_is_shown_for_the_kinds_asked_for_alone(framescope, only, families):
    ended = framescope("validate", "--only", only, "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    assert {row["family"] for row in ended.json()} == families


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--only", "zzz"), "--only takes attribution, hedging, sentiment, readability, bias"),
        (("--only", "hedging,zzz"), "not 'zzz'"),
        (("--only", ","), "not ','"),
        (("--split", "test"), "--split goes with --data"),
        (("--write", "--data", "."), "No such option"),
    ],
)
def test_options_that_the_stored_table_cannot_answer_are_refused(framescope, flags, message):
    ended = framescope("validate", *flags)
    assert (ended.code, ended.out) == (2, "")
    assert message in ended.err
