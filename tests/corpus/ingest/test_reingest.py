"""Reading a source again with other options: what gives way, what stays, and that nothing goes without a word."""

import json

import pytest

from analysis.corpus.ingest.run import ingest
from analysis.jobs import score, update_wire_and_stories
from tests.corpus.conftest import FLOOD, SENATE

WRONG, RIGHT = {"text": "summary"}, {"text": "body"}
ROWS = (
    "headline,summary,body\n"
    f'A vote,The Senate passed the bill on Thursday.,"{SENATE}"\n'
    f'A flood,Water rose through the old town.,"{FLOOD}"\n'
)


def texts(store, table="articles"):
    return sorted(store.arrow(table)["text" if table == "articles" else "id"].to_pylist())


def test_a_wrong_mapping_put_right_leaves_only_the_right_articles(store, take_in):
    first = take_in("two.csv", ROWS, mapping=WRONG)
    score(store)
    second = take_in("two.csv", ROWS, mapping=RIGHT)
    assert (second.added, second.removed, second.remaining) == (2, 2, 0)
    assert texts(store) == sorted([SENATE, FLOOD])
    assert store.arrow("scores").num_rows == store.arrow("evidence").num_rows == 0, "scores go with their articles"
    assert store.arrow("articles", snapshot=first.snapshot).num_rows == 2, "older snapshots keep them"
    score(store)
    update_wire_and_stories(store)
    assert {row["id"] for row in store.arrow("scores").to_pylist()} == set(store.arrow("wire")["id"].to_pylist())


def test_an_outlet_given_later_replaces_the_articles_without_one(store, take_in):
    take_in("two.csv", ROWS, mapping=RIGHT)
    result = take_in("two.csv", ROWS, mapping=RIGHT, outlet="The Daily Test")
    assert (result.added, result.removed) == (2, 2)
    assert store.arrow("articles")["outlet"].to_pylist() == ["The Daily Test"] * 2


def test_rows_that_are_refused_now_keep_the_article_they_were(store, take_in):
    rows = ROWS + "A speech,The president spoke to farmers in Iowa on Friday.,\n"
    take_in("three.csv", rows, mapping=WRONG)
    result = take_in("three.csv", rows, mapping=RIGHT)
    assert (result.added, result.rejected, result.removed, result.remaining) == (2, 1, 2, 1)
    assert texts(store) == sorted([SENATE, FLOOD, "The president spoke to farmers in Iowa on Friday."])
    again = take_in("three.csv", rows, mapping=RIGHT, replace=True)
    assert (again.unchanged, again.removed, again.remaining) == (2, 1, 0)
    assert texts(store) == sorted([SENATE, FLOOD])


def test_a_file_that_changed_too_keeps_what_it_brought_before_until_told_otherwise(store, take_in):
    take_in("two.csv", ROWS, mapping=WRONG)
    rows = ROWS.replace("A flood", "A great flood")
    result = take_in("two.csv", rows, mapping=RIGHT)
    assert (result.added, result.removed, result.remaining) == (2, 0, 2)
    assert take_in("two.csv", rows, mapping=RIGHT, replace=True).removed == 2


def test_rows_that_left_a_growing_file_long_ago_are_not_taken_for_those_of_other_options(store, take_in):
    take_in("two.csv", ROWS, mapping=WRONG)
    header, _, flood = ROWS.splitlines(keepends=True)
    assert take_in("two.csv", header + flood, mapping=WRONG).remaining == 1
    result = take_in("two.csv", header + flood, mapping=RIGHT)
    assert (result.removed, result.remaining) == (1, 1)
    assert texts(store) == sorted(["The Senate passed the bill on Thursday.", FLOOD])


def test_a_second_try_that_can_use_nothing_removes_nothing(store, take_in):
    take_in("two.csv", ROWS, mapping=RIGHT)
    result = take_in("two.csv", ROWS, mapping={"text": "body", "published": "headline"}, replace=True)
    assert (result.nothing_used, result.rejected, result.removed) == (True, 2, 0)
    assert texts(store) == sorted([SENATE, FLOOD])


def test_other_sources_and_articles_with_ids_of_their_own_stay(store, take_in, tmp_path):
    lines = [{"id": f"a{n}", "headline": "A vote", "lead": "The vote was close.", "text": SENATE} for n in range(2)]
    take_in("own.jsonl", "\n".join(map(json.dumps, lines)), mapping={"text": "lead"})
    take_in("other.csv", f'text\n"{FLOOD}"\n')
    result = ingest(store, tmp_path / "own.jsonl")
    assert (result.updated, result.removed, result.remaining) == (2, 0, 0)
    assert texts(store) == sorted([SENATE, SENATE, FLOOD])


@pytest.mark.parametrize("replace", [False, True])
def test_the_same_reading_twice_removes_nothing(store, take_in, replace):
    take_in("two.csv", ROWS, mapping=RIGHT)
    result = take_in("two.csv", ROWS, mapping=RIGHT, replace=replace)
    assert (result.unchanged, result.removed, result.remaining) == (2, 0, 0)


def test_a_folder_of_documents_lets_the_tables_in_it_be(store, take_in, tmp_path):
    take_in("texts/two.csv", ROWS + "A speech,,\n", mapping=RIGHT)
    take_in("texts/vote.txt", f"{SENATE} The House follows.")
    result = ingest(store, tmp_path / "texts", replace=True)
    assert (result.unchanged + result.updated, result.removed, result.remaining) == (1, 0, 0)
    assert store.arrow("articles").num_rows == 3
    assert [reject["row"] for reject in store.arrow("rejects").to_pylist()] == [3]
