"""What is stale is scored, once, and the rows are the same whatever does the work."""

import subprocess
import sys

import numpy as np
import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.jobs import score
from analysis.jobs.stale import count_stale
from analysis.measures import Measure
from analysis.queries import open_corpus, overview
from analysis.scorers import MEASURES, SCORED_WITH, SCORERS
from analysis.scorers.base import Evidence, FamilyScores, Scorer
from tests.jobs.corpora import assert_same, measured, some_articles

UNSAYABLE = "floccinaucinihilipilification"


@pytest.fixture
def fussy(monkeypatch):
    """A family more, whose scorer fails on every batch with a certain word in it."""

    def fail(documents):
        if any(UNSAYABLE in text for text in documents.texts):
            raise ValueError(f"cannot say {UNSAYABLE}")
        count = len(documents.texts)
        nothing = Evidence(np.array([], int), np.array([], int), np.array([], int), [], np.array([], bool))
        return (
            FamilyScores({"fussy_letters": np.array([float(len(t)) for t in documents.texts])}, nothing)
            if count
            else None
        )

    measure = Measure("fussy_letters", "Letters", "letters", 0, None, "Letters of the text.", "framescope")
    scorer = Scorer("fussy", "1", (measure,), fail)
    monkeypatch.setattr("analysis.scorers.batch.SCORERS", (*SCORERS, scorer))
    monkeypatch.setattr("analysis.scorers.batch.MEASURES", MEASURES | {"fussy_letters": measure})
    monkeypatch.setattr("analysis.jobs.scoring.MEASURES", MEASURES | {"fussy_letters": measure})


def test_every_article_gets_one_row_with_every_measure_and_its_own_columns(store):
    result = score(store)
    assert (result.scored, result.failed, result.engine) == (60, 0, "in process")
    articles, scores = store.arrow("articles").sort_by("id"), store.arrow("scores").sort_by("id")
    assert scores["id"].to_pylist() == articles["id"].to_pylist()
    assert set(MEASURES) <= set(scores.column_names)
    for name in ("outlet", "published", "author", "content_hash", "bias", "topic"):
        assert scores[name].to_pylist() == articles[name].to_pylist(), name
    assert set(scores["scored_with"].to_pylist()) == {SCORED_WITH}
    assert not any(np.isnan(value) for name in MEASURES for value in scores[name].to_pylist() if value is not None)


@pytest.mark.parametrize("articles_per_batch", [1, 7, 1000])
def test_the_size_of_batches_changes_no_row(store, expected, articles_per_batch):
    score(store, articles_per_batch=articles_per_batch, articles_per_commit=20)
    assert_same(measured(store), expected)


def test_two_processes_give_the_same_rows_as_one(store, expected):
    result = score(store, workers=2, articles_per_batch=10)
    assert result.engine == "2 local processes"
    assert_same(measured(store), expected)


def test_a_script_without_a_main_guard_may_use_workers(store, expected, tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "import sys\nfrom analysis.corpus.store import CorpusStore\nfrom analysis.jobs import score\n"
        "print(score(CorpusStore.open(sys.argv[1]), workers=2).scored)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, script, store.location], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert int(done.stdout) == expected[0].num_rows
    assert_same(measured(store), expected)


def test_the_order_in_which_articles_came_changes_no_row(tmp_path, sample_articles, expected):
    store = CorpusStore.create(tmp_path / "corpus")
    for part, articles in enumerate((sample_articles[40:60], sample_articles[39::-1])):
        ingest(store, some_articles(tmp_path / f"{part}.jsonl", articles))
        score(store)
    assert_same(measured(store), expected)


def test_what_is_up_to_date_is_not_scored_and_nothing_is_written(store):
    score(store)
    before = store.latest
    result = score(store)
    assert (result.scored, result.run, result.snapshot) == (0, None, before.number)
    assert store.latest == before


def test_a_changed_article_is_scored_again_and_the_others_are_not(store, tmp_path, sample_articles, expected):
    score(store)
    changed = sample_articles[3] | {"text": "The Senate was perhaps wrong. The bill failed horribly on Thursday."}
    source = store.arrow("articles")["source"][0].as_py()
    ingest(store, some_articles(tmp_path / "again.jsonl", [changed]))
    assert source.endswith("articles.jsonl")
    assert count_stale(store, SCORED_WITH) == 1
    assert score(store).scored == 1
    scores, evidence = measured(store)
    own = scores.filter([one == changed["id"] for one in scores["id"].to_pylist()]).to_pylist()
    assert [row["readability_words"] for row in own] == [11.0]
    assert own[0]["sentiment_compound"] < 0
    others = [one != changed["id"] for one in scores["id"].to_pylist()]
    assert scores.filter(others).equals(expected[0].filter(others))
    kept = [one != changed["id"] for one in evidence["id"].to_pylist()]
    wanted = [one != changed["id"] for one in expected[1]["id"].to_pylist()]
    assert evidence.filter(kept).equals(expected[1].filter(wanted))


def test_scores_of_another_version_are_stale_and_replaced(store, monkeypatch, expected):
    monkeypatch.setattr("analysis.jobs.scoring.SCORED_WITH", "sentiment-0")
    score(store)
    monkeypatch.undo()
    assert count_stale(store, SCORED_WITH) == 60
    assert score(store).scored == 60
    assert_same(measured(store), expected)


def test_full_scores_everything_again_and_doubles_nothing(store, expected):
    score(store)
    assert score(store, full=True, articles_per_batch=25).scored == 60
    assert_same(measured(store), expected)


def test_readers_keep_the_old_scores_until_all_are_made_anew(store, expected, tmp_path, sample_articles):
    score(store)
    before = open_corpus(store.location).snapshot

    def stop(done: int, total: int | None) -> None:
        if done >= 45:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score(store, full=True, progress=stop, articles_per_batch=15, articles_per_commit=15)
    assert store.latest.number > before
    assert store.arrow("scores").num_rows == 30, "what was committed is kept for the next run"
    ingest(store, some_articles(tmp_path / "more.jsonl", sample_articles[:1]))
    seen = open_corpus(store.location)
    assert (seen.snapshot, overview(seen)["selected"]["scored"]) == (before, 60)
    assert score(store).scored == 30
    seen = open_corpus(store.location)
    assert (seen.snapshot, overview(seen)["selected"]["scored"]) == (store.latest.number, 60)
    assert_same(measured(store), expected)


def test_an_article_that_a_scorer_cannot_take_becomes_a_reject_and_the_rest_is_scored(
    store, tmp_path, sample_articles, fussy
):
    poison = sample_articles[70] | {"text": sample_articles[70]["text"] + f"\n\nHe called it {UNSAYABLE}."}
    ingest(store, some_articles(tmp_path / "poison.jsonl", [sample_articles[69], poison, sample_articles[71]]))
    result = score(store)
    assert (result.scored, result.failed) == (63, 1)
    (reject,) = store.arrow("rejects").to_pylist()
    assert (reject["row"], reject["file"].endswith("poison.jsonl")) == (2, True)
    assert poison["id"] in reject["reason"]
    assert UNSAYABLE in reject["reason"]
    assert reject["what_to_do"]
    rows = {row["id"]: row for row in store.arrow("scores").to_pylist()}
    assert len(rows) == 63
    assert all(rows[poison["id"]][name] is None for name in MEASURES)
    assert rows[sample_articles[69]["id"]]["fussy_letters"] > 0
    assert score(store).scored == 0, "it is not tried again every night"


def test_a_reject_of_scoring_is_gone_once_the_article_can_be_scored(
    store, tmp_path, sample_articles, fussy, monkeypatch
):
    poison = sample_articles[70] | {"text": f"He called it {UNSAYABLE}, and the House rose at last on Friday."}
    ingest(store, some_articles(tmp_path / "poison.jsonl", [poison]))
    score(store)
    monkeypatch.undo()
    score(store, full=True)
    assert store.arrow("rejects").num_rows == 0
    assert store.arrow("scores").sort_by("id")["readability_words"].null_count == 0


def test_progress_is_told_up_to_the_total(store):
    told = []
    score(store, articles_per_batch=25, progress=lambda done, total: told.append((done, total)))
    assert told == [(25, 60), (50, 60), (60, 60)]


def test_the_run_is_in_the_ledger(store):
    result = score(store)
    run = next(run for run in store.arrow("runs").to_pylist() if run["run"] == result.run)
    assert (run["kind"], run["scored"]) == ("score", 60)
    assert run["started"] <= run["finished"]
    assert SCORED_WITH in run["details"]


def test_an_empty_corpus_has_nothing_to_score(tmp_path):
    assert score(CorpusStore.create(tmp_path / "corpus")).scored == 0


def test_a_broken_installation_is_no_fault_of_the_articles(store, monkeypatch):
    def broken(documents):
        raise FileNotFoundError(2, "No such file or directory", "lexicons/hedges.csv")

    monkeypatch.setattr("analysis.scorers.batch.SCORERS", (Scorer("broken", "1", (), broken),))
    with pytest.raises(FileNotFoundError):
        score(store)
    assert store.arrow("scores").num_rows == 0
    assert store.arrow("rejects").num_rows == 0
