"""A real Dask scheduler and real workers, one of which dies: the rows are those of one process."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.errors import ArgumentError
from analysis.jobs import score
from tests.commands import environment, free_port
from tests.faults.conftest import ARTICLES
from tests.jobs.corpora import assert_same, measured

DASK = Path(sys.executable).with_name("dask")
HERE = "127.0.0.1"


def start(folder: Path, *words: str) -> subprocess.Popen:
    with (folder / f"{words[0]}.log").open("ab") as log:
        return subprocess.Popen([DASK, *words], cwd=folder, env=environment(), stdout=log, stderr=log)


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    port = free_port(HERE)
    process = start(tmp_path, "scheduler", "--host", HERE, "--port", str(port), "--no-dashboard")
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex((HERE, port)) == 0:
                break
        time.sleep(0.1)
    yield f"tcp://{HERE}:{port}"
    process.kill()
    process.wait()


@pytest.fixture
def workers(scheduler: str, tmp_path: Path) -> Iterator[list[subprocess.Popen]]:
    flags = ("--no-nanny", "--nthreads", "1", "--host", HERE, "--no-dashboard", "--local-directory", str(tmp_path))
    processes = [start(tmp_path, "worker", scheduler, *flags) for _ in range(2)]
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def test_a_worker_that_dies_in_the_middle_costs_no_row(store, expected, scheduler, workers):
    from distributed import Client

    with Client(scheduler, timeout="30s") as client:
        client.wait_for_workers(2, timeout=30)
    died = []

    def kill_one(done: int, total: int | None) -> None:
        if done >= 30 and not died:
            workers[0].kill()
            died.append(done)

    result = score(store, scheduler=scheduler, articles_per_batch=5, articles_per_commit=50, progress=kill_one)
    assert died
    assert workers[0].wait(timeout=10) < 0
    assert workers[1].poll() is None
    assert (result.scored, result.failed, result.engine) == (ARTICLES, 0, f"cluster {scheduler}")
    assert_same(measured(store), expected)


def test_a_scheduler_without_workers_is_answered_with_what_to_start(store, scheduler, monkeypatch):
    monkeypatch.setattr("analysis.jobs.engine.WAIT_SECONDS", 1)
    with pytest.raises(ArgumentError, match="dask worker"):
        score(store, scheduler=scheduler)
    assert store.arrow("scores").num_rows == 0
