"""dashboard: a server of its own on this machine alone, that ends when it is told to."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.commands import PROGRAM, environment, free_port, program


@contextmanager
def running(corpus: Path, folder: Path, *options: str) -> Iterator[tuple["subprocess.Popen[str]", int]]:
    """`framescope dashboard`, started in the folder and ended with Ctrl+C."""
    port = free_port()
    words = ["dashboard", "--corpus", corpus, "--port", str(port), "--no-browser", *options]
    process = subprocess.Popen(
        [PROGRAM, *words], cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        yield process, port
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            process.wait(timeout=20)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def test_the_dashboard_answers_on_localhost_and_ends_with_ctrl_c(sample, tmp_path):
    with running(sample, tmp_path, "--read-only") as (process, port):
        assert process.stderr
        assert f"localhost:{port}" in process.stderr.readline()
        assert answer(f"http://localhost:{port}/_stcore/health") == "ok"
    assert process.returncode == 0
    assert "Traceback" not in process.stderr.read()


def test_the_dashboard_names_the_addresses_that_visitors_use(sample, tmp_path):
    with running(sample, tmp_path, "--url", "http://bias.example:8880/news") as (process, port):
        assert process.stderr
        assert f"localhost:{port}/news, http://bias.example:8880/news (stop" in process.stderr.readline()
        assert answer(f"http://localhost:{port}/news/_stcore/health") == "ok"
    ended = program("dashboard", "--corpus", sample, "--url", "bias.example", "--no-browser")
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert "http://bias.example:8880" in ended.err


@pytest.mark.parametrize("module", ["{}.py", "{}/__init__.py"])
def test_commands_work_in_a_folder_that_holds_the_users_own_analysis_and_dashboard(
    articles: Path, tmp_path: Path, module: str
):
    for name in ("analysis", "dashboard"):
        own = tmp_path / module.format(name)
        own.parent.mkdir(exist_ok=True)
        own.write_text("raise SystemExit('a module of the user was imported')", encoding="utf-8")
    corpus = tmp_path / "corpus"
    for words in (["ingest", articles], ["score", "--workers", 2]):  # two workers are processes of their own
        ended = program(*words, "--corpus", corpus, cwd=tmp_path)
        assert (ended.code, "Traceback" in ended.err) == (0, False), ended.err
    with running(corpus, tmp_path) as (process, port):
        assert process.stderr
        assert f"localhost:{port}" in process.stderr.readline()
        assert answer(f"http://localhost:{port}/_stcore/health") == "ok"
    assert process.returncode == 0


def answer(address: str) -> str:
    for _ in range(100):
        try:
            with urllib.request.urlopen(address, timeout=2) as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def test_without_a_corpus_or_with_a_bad_port_the_dashboard_says_so(sample, tmp_path):
    nothing = program("dashboard", "--corpus", tmp_path / "none")
    assert (nothing.code, "Traceback" in nothing.err) == (1, False)
    assert "framescope ingest" in nothing.err
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        ended = program("dashboard", "--corpus", sample, "--port", taken.getsockname()[1], "--no-browser")
    assert (ended.code, "Traceback" in ended.err) == (2, False)
    assert "--port" in ended.err
