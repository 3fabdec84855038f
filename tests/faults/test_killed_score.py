"""A scoring run that is killed, or finds no room on the disk, costs time and nothing else."""

import resource
import signal
import subprocess
import time

import pytest

from analysis.corpus.store import CorpusStore
from analysis.jobs import score
from analysis.queries import open_corpus, overview
from tests.commands import PROGRAM, environment
from tests.faults.conftest import ARTICLES, start_scoring, wait_for
from tests.jobs.corpora import assert_same, measured


def assert_whole(store: CorpusStore) -> int:
    """What a reader sees is one commit: each scored article once, with its evidence, and nothing else."""
    scores, evidence = store.arrow("scores"), store.arrow("evidence")
    ids = scores["id"].to_pylist()
    assert len(ids) == len(set(ids))
    assert set(evidence["id"].to_pylist()) <= set(ids)
    seen = overview(open_corpus(store.location))
    assert seen["selected"]["scored"] == len(ids)
    assert seen["articles"] == ARTICLES
    return len(ids)


def test_a_run_killed_again_and_again_ends_with_the_rows_of_one_undisturbed_run(store, expected):
    before = 0
    for articles, seconds in ((15, 0.0), (20, 0.01), (35, 0.04)):  # at and between its commits
        process = start_scoring(store)
        wait_for(process, articles)
        time.sleep(seconds)
        process.kill()
        process.wait()
        seen = assert_whole(store)
        assert before + articles - 10 <= seen < ARTICLES, "commits are kept, and the run was stopped before its end"
        before = seen
    result = score(store)
    assert result.scored == ARTICLES - before
    assert_same(measured(store), expected)


def test_a_killed_full_run_loses_no_article(store, expected):
    score(store)
    process = subprocess.Popen(
        [PROGRAM, "score", "--full", "--corpus", store.location], stderr=subprocess.DEVNULL, env=environment()
    )
    until = time.monotonic() + 60
    while process.poll() is None and not _beyond(store) and time.monotonic() < until:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert_whole(store)
    score(store)
    assert_same(measured(store), expected)


def _beyond(store: CorpusStore) -> bool:
    """Something was written that no snapshot names yet."""
    return store.delta("scores").version() > store.latest.versions["scores"]


def test_a_disk_without_room_ends_in_1_with_a_message_and_the_next_run_finishes(store, expected):
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    ended = subprocess.run(
        [PROGRAM, "score", "--corpus", store.location],
        capture_output=True,
        text=True,
        preexec_fn=no_room,
        env=environment(),
        timeout=120,
        check=False,
    )
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "File too large" in ended.stderr
    assert assert_whole(store) == 0
    score(store)
    assert_same(measured(store), expected)


@pytest.mark.parametrize("kind", ["INT", "TERM"])
def test_a_schedule_ends_when_it_is_told_to(store, kind):
    process = subprocess.Popen(
        [PROGRAM, "schedule", "--cron", "0 3 * * 0", "--corpus", store.location],
        stderr=subprocess.PIPE,
        text=True,
        env=environment(),
        # A test run started in the background ignores SIGINT, and its children would too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stderr
    assert "scheduled: 0 3 * * 0 (UTC); next run" in process.stderr.readline()
    time.sleep(0.3)
    process.send_signal(getattr(signal, f"SIG{kind}"))
    assert process.wait(timeout=10) == 0
    assert process.stderr.read().rstrip().endswith("stopped")
