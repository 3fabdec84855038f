"""Recompute does what changed and nothing else."""

import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.jobs import recompute
from analysis.jobs.cron import _report
from tests.jobs.corpora import some_articles


@pytest.fixture
def followed(tmp_path, sample_articles):
    """A corpus that follows one file, up to date."""
    store = CorpusStore.create(tmp_path / "corpus")
    file = some_articles(tmp_path / "feed.jsonl", sample_articles[:20])
    ingest(store, file)
    recompute(store)
    return store, file


def test_where_nothing_changed_nothing_is_written(followed):
    store, file = followed
    before = store.latest
    file.touch()
    result = recompute(store)
    assert (result.sources, result.score.scored, result.rejected) == ([], 0, 0)
    assert store.latest == before


def test_new_and_changed_rows_of_a_source_are_read_and_scored(followed, sample_articles):
    store, file = followed
    changed = sample_articles[0] | {"text": sample_articles[0]["text"] + "\n\nHe may return on Friday."}
    some_articles(file, [changed, *sample_articles[1:22]])
    result = recompute(store)
    (source,) = result.sources
    assert (source.added, source.updated, source.unchanged) == (2, 1, 19)
    assert result.score.scored == 3
    assert store.arrow("scores").num_rows == 22


def test_a_source_that_cannot_be_read_any_more_is_reported_and_the_others_go_on(followed, tmp_path, sample_articles):
    store, file = followed
    ingest(store, some_articles(tmp_path / "second.jsonl", sample_articles[20:25]))
    file.unlink()
    result = recompute(store)
    assert result.rejected == 1
    assert result.score.scored == 5
    assert store.arrow("scores").num_rows == 25, "articles of a source that is gone stay"


def test_a_scheduled_run_says_what_it_did(followed, capsys):
    store, _ = followed
    _report(lambda: recompute(store))
    assert capsys.readouterr().err.endswith("Z added 0, updated 0, rejected 0, scored 0\n")
