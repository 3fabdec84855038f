"""What has no current scores, in an order that does not change, and how new scores replace old ones."""

import json
from itertools import chain

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from analysis.corpus.schema import EVIDENCE
from analysis.corpus.store import CorpusStore
from analysis.jobs.stale import StaleArticles, count_stale, write_scores
from tests.corpus.conftest import SENATE


@pytest.fixture
def store(tmp_path):
    return CorpusStore.create(tmp_path / "corpus")


def rows(number, extra=""):
    return "\n".join(json.dumps({"id": f"{9 - n}", "text": f"{SENATE} It was vote {n}.{extra}"}) for n in range(number))


def batches(store, version="1", size=2):
    stale = StaleArticles(store, [f"hedging-{version}"])
    return [batch.articles for part in stale.parts for batch in stale.batches(part, size)]


def stale(store, version="1", size=2):
    return [batch["id"].to_pylist() for batch in batches(store, version, size)]


def score(store, version="1", only=None):
    with store.writer("score") as writer:
        for batch in batches(store, version):
            table = pa.Table.from_batches([batch])
            if only:
                table = table.filter(pc.is_in(table["id"], pa.array(only)))
            values = {
                "id": table["id"],
                "content_hash": table["content_hash"],
                "scored_with": pa.array([f"hedging-{version}"] * table.num_rows),
                "sentiment_compound": pa.array([0.5] * table.num_rows),
            }
            spans = [
                {
                    "id": key,
                    "family": "hedging",
                    "label": "may",
                    "field": "text",
                    "start": 0,
                    "end": 3,
                    "voice": "quoted",
                }
                for key in table["id"].to_pylist()
            ]
            write_scores(writer, pa.table(values), pa.Table.from_pylist(spans, schema=EVIDENCE))
            writer.commit()


def test_an_empty_corpus_has_nothing_stale(store):
    assert stale(store) == []
    assert count_stale(store, ["hedging-1"]) == 0


def test_new_articles_come_in_the_order_of_their_rows_in_full_batches(store, take_in):
    take_in("five.jsonl", rows(5))
    assert stale(store) == [["9", "8"], ["7", "6"], ["5"]]
    assert count_stale(store, ["hedging-1"]) == 5


@pytest.mark.parametrize(
    "places",
    [
        [*range(600, 900), *range(300), *range(300, 600)],  # as compaction leaves them: runs of rows in order
        [*range(0, 900, 2), *range(1, 900, 2)],  # runs that overlap
        [*range(899, -1, -1)],  # no runs
    ],
)
def test_rows_come_in_order_however_they_stand_in_the_file(store, take_in, tmp_path, places):
    take_in("many.jsonl", "\n".join(json.dumps({"id": f"a{n}", "text": f"{SENATE} Vote {n}."}) for n in range(900)))
    (file,) = store.files("articles")
    other = CorpusStore.create(tmp_path / "other")
    with other.writer("ingest") as writer:
        writer.append("articles", pq.read_table(file).take(places))
    assert list(chain(*stale(other, size=250))) == [f"a{n}" for n in range(900)]
    with other.writer("score") as writer:
        scored = pq.read_table(file).slice(100, 500).select(["id", "content_hash"])
        writer.append("scores", scored.append_column("scored_with", pa.array(["hedging-1"] * 500)))
    assert list(chain(*stale(other, size=250))) == [f"a{n}" for n in [*range(100), *range(600, 900)]]


def test_what_is_scored_is_stale_no_more_until_the_version_or_the_text_changes(store, take_in):
    take_in("five.jsonl", rows(5))
    score(store)
    assert stale(store) == []
    assert stale(store, "2", 9) == [["9", "8", "7", "6", "5"]]
    changed = rows(5).replace("vote 3.", "vote 3, the last.")
    assert take_in("five.jsonl", changed).updated == 1
    assert stale(store) == [["6"]]
    assert store.arrow("scores").num_rows == 5, "old scores stay until new ones come"


def test_an_article_with_another_date_is_stale(store, take_in):
    """The date decides who "the president" is."""
    row = {"id": "1", "text": f"{SENATE} The president said it was late.", "published": "2018-03-01"}
    take_in("one.jsonl", json.dumps(row))
    score(store)
    assert stale(store) == []
    assert take_in("one.jsonl", json.dumps(row | {"published": "2013-03-01"})).updated == 1
    assert stale(store) == [["1"]]


def test_new_scores_replace_those_of_the_same_articles(store, take_in):
    take_in("five.jsonl", rows(5))
    score(store)
    score(store, "2")
    assert store.arrow("scores")["scored_with"].to_pylist() == ["hedging-2"] * 5
    assert sorted(store.arrow("evidence")["id"].to_pylist()) == ["5", "6", "7", "8", "9"]


def test_a_run_that_stopped_half_way_goes_on_where_it_stopped(store, take_in):
    take_in("five.jsonl", rows(5))
    score(store, only=["9", "7"])
    assert stale(store) == [["8", "6"], ["5"]]


def test_extra_columns_that_came_with_a_later_file_are_null_in_earlier_batches(store, take_in):
    take_in("a.jsonl", rows(1))
    take_in("b.jsonl", json.dumps({"id": "z", "text": SENATE, "topic": "congress"}))
    found = batches(store, "1", 10)
    assert [batch["topic"].to_pylist() for batch in found] == [[None, "congress"]]
