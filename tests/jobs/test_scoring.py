"""What is stale is scored, once, and the rows are the same whatever does the work."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.jobs import score
from analysis.jobs.stale import count_stale
from analysis.queries import open_corpus, overview
from analysis.scorers import MEASURES, SCORED_WITH, Scorer, batch, registry
from analysis.scorers.registry import Family
from tests.jobs.corpora import assert_same, measured, some_articles
from tests.toy_family import UNSAYABLE, fussy, register


@pytest.fixture
def with_fussy(monkeypatch):
    """One more family, whose scorer fails on every batch with a certain word in it."""
    register(monkeypatch, fussy())


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
    assert count_stale(store, SCORED_WITH.split()) == 1
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
    old = tuple(replace(scorer, version="0") for scorer in registry.BUILTIN)
    monkeypatch.setattr(registry, "families", lambda: registry.register(Family(s, "framescope", "0") for s in old))
    score(store)
    monkeypatch.undo()
    assert count_stale(store, SCORED_WITH.split()) == 60
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
    store, tmp_path, sample_articles, with_fussy
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
    assert rows[poison["id"]]["fussy_letters"] is None
    assert rows[poison["id"]]["readability_words"] > 50, "other families measure it"
    assert rows[sample_articles[69]["id"]]["fussy_letters"] > 0
    assert score(store).scored == 0, "it is not tried again every night"


def test_a_reject_of_scoring_is_gone_once_the_article_can_be_scored(
    store, tmp_path, sample_articles, with_fussy, monkeypatch
):
    poison = sample_articles[70] | {"text": f"He called it {UNSAYABLE}, and the House rose at last on Friday."}
    ingest(store, some_articles(tmp_path / "poison.jsonl", [poison]))
    score(store)
    monkeypatch.setattr("tests.toy_family.UNSAYABLE", "a word that nobody uses")
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

    found = registry.register([Family(Scorer("broken", "1", (), broken), "framescope", "0")])
    monkeypatch.setattr(registry, "families", lambda: found)
    with pytest.raises(FileNotFoundError):
        score(store)
    assert store.arrow("scores").num_rows == 0
    assert store.arrow("rejects").num_rows == 0


def rows_of(store, family):
    """Evidence of a family, or of all but one ("-family"), in one order."""
    rows = measured(store)[1].to_pylist()
    return [row for row in rows if (row["family"] != family[1:] if family[0] == "-" else row["family"] == family)]


def test_a_family_that_was_added_is_scored_alone_and_the_rest_stays_as_it_was(store, expected, monkeypatch):
    score(store)
    register(monkeypatch, fussy())
    alone = spy(monkeypatch)
    assert score(store).scored == 60
    assert set(alone) == {("fussy",)}
    scores, _ = measured(store)
    assert scores["fussy_letters"].null_count == 0
    assert set(scores["scored_with"].to_pylist()) == {registry.scored_with()}
    assert scores.drop(["fussy_letters", "scored_with"]).equals(expected[0].drop("scored_with"))
    assert rows_of(store, "-fussy") == expected[1].to_pylist()
    assert len(rows_of(store, "fussy")) == 60


def spy(monkeypatch):
    """The families of every batch that is scored from here on."""
    seen = []
    real = batch.score_batch

    def listening(*args, families, **options):
        seen.append(tuple(families))
        return real(*args, families=families, **options)

    monkeypatch.setattr(batch, "score_batch", listening)
    return seen


def test_a_raised_version_is_scored_alone_whether_all_articles_lack_it_or_some(
    store, monkeypatch, tmp_path, sample_articles
):
    register(monkeypatch, fussy())
    score(store)
    before = measured(store)
    register(monkeypatch, fussy("2", 2.0))
    alone = spy(monkeypatch)
    ingest(store, some_articles(tmp_path / "more.jsonl", sample_articles[60:63]))
    assert score(store, articles_per_batch=7, articles_per_commit=20).scored == 63
    assert sorted(set(alone)) == sorted({("fussy",), tuple(registry.families())})
    own = dict(zip(before[0]["id"].to_pylist(), before[0]["fussy_letters"].to_pylist(), strict=True))
    scores, _ = measured(store)
    for row in scores.to_pylist():
        assert row["fussy_letters"] == 2 * own.get(row["id"], row["fussy_letters"] / 2)
    old = scores.filter([key in own for key in scores["id"].to_pylist()]).select(before[0].column_names)
    assert old.drop(["fussy_letters", "scored_with"]).equals(before[0].drop(["fussy_letters", "scored_with"]))
    assert {row["name"] for row in rows_of(store, "fussy")} == {"word 2"}
    ids = set(own)
    assert [r for r in rows_of(store, "-fussy") if r["id"] in ids] == [
        r for r in before[1].to_pylist() if r["family"] != "fussy"
    ]


def test_a_version_that_some_articles_lack_is_scored_in_place(store, monkeypatch, tmp_path, sample_articles):
    register(monkeypatch, fussy())
    score(store)
    before = measured(store)
    register(monkeypatch, fussy("2", 2.0))
    old = [article["id"] for article in sample_articles[:9]]
    with store.writer("test") as writer:
        versions = [registry.scored_with()] * 60
        rows = store.arrow("scores")
        for k, key in enumerate(rows["id"].to_pylist()):
            versions[k] = versions[k].replace("fussy-2", "fussy-1") if key in old else versions[k]
        writer.delete("scores", "true")
        writer.append("scores", rows.set_column(rows.schema.get_field_index("scored_with"), "scored_with", [versions]))
    alone = spy(monkeypatch)
    assert score(store).scored == 9
    assert set(alone) == {("fussy",)}
    after = measured(store)
    assert after[0].drop(["fussy_letters", "scored_with"]).equals(before[0].drop(["fussy_letters", "scored_with"]))
    assert [row["name"] for row in rows_of(store, "fussy")].count("word 2") == 9
    assert after[1].num_rows == before[1].num_rows
    assert rows_of(store, "-fussy") == [row for row in before[1].to_pylist() if row["family"] != "fussy"]


def test_stale_rows_of_a_family_are_replaced_among_current_ones(store, monkeypatch, tmp_path, sample_articles):
    register(monkeypatch, fussy())
    score(store)
    first = measured(store)
    register(monkeypatch, fussy("2", 2.0))
    ingest(store, some_articles(tmp_path / "more.jsonl", sample_articles[60:63]))

    def stop(done: int, total: int | None) -> None:
        if done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score(store, progress=stop, articles_per_batch=10, articles_per_commit=10)
    assert open_corpus(store.location).snapshot < store.latest.number, "readers keep to the old scores"
    ingest(store, some_articles(tmp_path / "changed.jsonl", [sample_articles[50] | {"text": "The vote is over now."}]))
    alone = spy(monkeypatch)
    score(store)
    assert set(alone) == {("fussy",), tuple(registry.families())}
    scores, evidence = measured(store)
    assert scores.num_rows == 63
    assert len(set(scores["id"].to_pylist())) == 63
    assert set(scores["scored_with"].to_pylist()) == {registry.scored_with()}
    unchanged = {row["id"] for row in first[0].to_pylist()} - {sample_articles[50]["id"]}
    old = [r for r in first[1].to_pylist() if r["id"] in unchanged and r["family"] != "fussy"]
    assert [r for r in evidence.to_pylist() if r["id"] in unchanged and r["family"] != "fussy"] == old
    assert len(rows_of(store, "fussy")) == 63
    assert {row["name"] for row in rows_of(store, "fussy")} == {"word 2"}
    fresh = CorpusStore.create(tmp_path / "fresh")
    articles = [*sample_articles[:50], *sample_articles[51:63], sample_articles[50] | {"text": "The vote is over now."}]
    ingest(fresh, some_articles(tmp_path / "all.jsonl", articles))
    score(fresh)
    assert measured(fresh)[1].equals(evidence)


def test_a_family_that_was_removed_leaves_its_numbers_and_is_no_error(store, monkeypatch):
    register(monkeypatch, fussy())
    score(store)
    kept = measured(store)
    monkeypatch.undo()
    assert score(store).scored == 0
    assert score(store, full=True).scored == 60
    assert_same(measured(store), kept)
    corpus = open_corpus(store.location)
    assert "fussy_letters" not in corpus.measures
    assert overview(corpus, current=registry.scored_with())["stale"] == 0


def test_a_family_removed_after_its_run_was_stopped_costs_no_row(store, monkeypatch, expected):
    score(store)
    register(monkeypatch, fussy())

    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score(
            store,
            progress=lambda done, total: stop(done, total) if done > 20 else None,
            articles_per_batch=10,
            articles_per_commit=10,
        )
    monkeypatch.undo()
    score(store)
    scores, _ = measured(store)
    assert scores.num_rows == 60
    assert scores.select(expected[0].column_names).drop("scored_with").equals(expected[0].drop("scored_with"))
    assert rows_of(store, "-fussy") == expected[1].to_pylist()


def test_a_column_of_the_input_that_a_later_family_would_own_stops_that_family_only(
    store, monkeypatch, tmp_path, sample_articles, caplog, expected
):
    own = [article | {"fussy_letters": "many"} for article in sample_articles[:60]]
    store = CorpusStore.create(tmp_path / "own")
    ingest(store, some_articles(tmp_path / "own.jsonl", own))
    score(store)
    register(monkeypatch, fussy())
    assert score(store).scored == 0
    assert "have a column fussy_letters" in caplog.text
    corpus = open_corpus(store.location)
    assert "fussy_letters" in corpus.extras
    assert "fussy_letters" not in corpus.measures
    assert overview(corpus, current=registry.scored_with())["stale"] == 0


def test_a_column_named_like_any_measure_is_renamed_and_scored(tmp_path, sample_articles):
    store = CorpusStore.create(tmp_path / "corpus")
    given = {"vagueness_count": "3", "vagueness_words": "4", "Vagueness index": "5", "vagueness": "6"}
    ingest(store, some_articles(tmp_path / "a.jsonl", [sample_articles[0] | given]))
    assert score(store).scored == 1
    assert {f"input_{name}" for name in ("vagueness_count", "vagueness_words", "vagueness_index", "vagueness")} <= set(
        open_corpus(store.location).extras
    )
