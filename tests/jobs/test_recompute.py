"""Recompute does what changed and nothing else; cron expressions mean what cron means by them."""

from datetime import UTC, datetime

import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.errors import ArgumentError, CorpusBusy, InputError
from analysis.jobs import recompute, schedule
from analysis.jobs.recompute import _report, cron_trigger
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


@pytest.mark.parametrize(
    ("cron", "after", "expected"),
    [
        ("0 3 * * *", "2024-05-01T04:00", "2024-05-02T03:00"),
        ("*/15 * * * *", "2024-05-01T04:01", "2024-05-01T04:15"),
        ("0 3 * * 0", "2024-05-01T00:00", "2024-05-05T03:00"),  # cron's 0 is Sunday
        ("0 3 * * 7", "2024-05-01T00:00", "2024-05-05T03:00"),  # and so is its 7
        ("0 3 * * 1", "2024-05-01T00:00", "2024-05-06T03:00"),
        ("0 3 * * 6", "2024-05-01T00:00", "2024-05-04T03:00"),
        ("0 3 * * 1-5", "2024-05-04T00:00", "2024-05-06T03:00"),
        ("0 3 * * 2,4", "2024-05-01T00:00", "2024-05-02T03:00"),
        ("0 3 * * sun", "2024-05-01T00:00", "2024-05-05T03:00"),
        ("0 3 * * SUN", "2024-05-01T00:00", "2024-05-05T03:00"),
        ("0 3 * * 0-2", "2024-05-01T00:00", "2024-05-05T03:00"),  # a range that begins on Sunday
        ("0 3 * * 5-7", "2024-05-04T04:00", "2024-05-05T03:00"),
        ("0 3 * * */2", "2024-05-01T00:00", "2024-05-02T03:00"),  # Sunday, Tuesday, Thursday, Saturday
        ("0 3 13 * 5", "2024-05-01T00:00", "2024-05-03T03:00"),  # the 13th, and every Friday
        ("0 3 13 * 5", "2024-05-11T00:00", "2024-05-13T03:00"),
        ("30 2 1 * *", "2024-05-01T04:00", "2024-06-01T02:30"),
    ],
)
def test_a_cron_expression_means_what_cron_means(cron, after, expected):
    begin = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert cron_trigger(cron).get_next_fire_time(None, begin) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "cron",
    ["", "nightly", "0 3 * *", "0 3 * * * *", "60 3 * * *", "0 3 * * 8", "0 3 * * 5-1", "0 3 * * */0", "0 3 32 * *"],
)
def test_what_is_no_cron_expression_is_refused_with_an_example(cron):
    with pytest.raises(ArgumentError, match=r"0 3 \* \* \*"):
        schedule(lambda: pytest.fail("must not run"), cron)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CorpusBusy("another run holds it"), "skipped: another run holds it"),
        (InputError("the file is gone"), "failed: the file is gone"),
        (OSError(28, "No space left on device"), "failed: [Errno 28] No space left on device"),
    ],
)
def test_a_scheduled_run_that_fails_is_told_on_stderr_and_the_next_one_follows(capsys, error, said):
    def job():
        raise error

    _report(job)
    assert capsys.readouterr().err.rstrip().endswith(said)


def test_a_scheduled_run_says_what_it_did(followed, capsys):
    store, _ = followed
    _report(lambda: recompute(store))
    assert capsys.readouterr().err.endswith("Z added 0, updated 0, rejected 0, scored 0\n")
