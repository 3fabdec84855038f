"""One run at a time: another one changes nothing and says so with exit code 75, while readers go on."""

import signal

import pytest

from analysis.corpus.sample import sample_path
from tests.commands import in_process, program
from tests.faults.conftest import ARTICLES, wait_for
from tests.jobs.corpora import assert_same, measured

BUSY = 75


@pytest.fixture
def held(scoring):
    """A scoring run that stands still in the middle."""
    wait_for(scoring, 25)
    scoring.send_signal(signal.SIGSTOP)
    yield scoring
    scoring.send_signal(signal.SIGCONT)


def test_a_second_run_ends_in_75_and_changes_nothing_while_questions_are_answered(held, store, expected, capsys):
    def framescope(*words):
        return in_process(capsys, words)

    before = store.latest
    for run, command in (
        (program, ["score", "--full"]),
        (framescope, ["ingest", sample_path()]),
        (framescope, ["recompute"]),
    ):
        ended = run(*command, "--corpus", store.location)
        assert (ended.code, ended.out) == (BUSY, ""), command
        assert f"process {held.pid}" in ended.err
        assert "nothing was changed" in ended.err
    assert store.latest == before
    status = framescope("status", "--format", "json", "--corpus", store.location).json()
    assert 20 <= status["selected"]["scored"] < ARTICLES
    assert status["stale"] == ARTICLES - status["selected"]["scored"]
    compared = framescope("compare", "--measure", "sentiment_compound", "--format", "json", "--corpus", store.location)
    assert sum(group["n"] for group in compared.json()["groups"]) == status["selected"]["scored"]
    held.send_signal(signal.SIGCONT)
    assert held.wait(timeout=60) == 0
    assert_same(measured(store), expected)
