"""The server's settings, and the line that the README promises: the demo, from nothing to a page in the browser."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from analysis.errors import ArgumentError, CorpusNotFound
from dashboard.launch import launch, settings
from tests.commands import PROGRAM, environment

SECONDS = 120


def test_the_server_tells_nobody_and_listens_at_home():
    chosen = settings("localhost", 8501)
    assert chosen["browser.gatherUsageStats"] is False
    assert chosen["server.address"] == "localhost"
    assert chosen["client.showErrorDetails"] == "none"


def test_no_corpus_is_an_error_for_people(tmp_path):
    with pytest.raises(CorpusNotFound, match="framescope ingest"):
        launch(tmp_path / "nowhere")


def test_a_taken_port_names_another(small_corpus):
    with socket.socket() as taken:
        taken.bind(("localhost", 0))
        taken.listen()
        with pytest.raises(ArgumentError, match="--port"):
            launch(small_corpus, port=taken.getsockname()[1])


def test_what_takes_long_is_imported_before_anyone_visits_and_nothing_warns():
    """When the server is ready, a first visit has nothing left to import, and no cache was made without a server."""
    program = (
        "import asyncio, sys; from dashboard.launch import server\n"
        "from dashboard.server.visitor_address import VisitorAddresses\n"
        "async def start():\n"
        "    app = server(VisitorAddresses.of([])); app._build_starlette_app()\n"
        "    async with app._combined_lifespan(app): return set(sys.modules)\n"
        "before = asyncio.run(start()); import dashboard.app; from dashboard import navigation\n"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_demo_of_the_readme_ends_in_a_dashboard_that_answers_and_warns_of_nothing(tmp_path: Path):
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    said = tmp_path / "said.txt"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [PROGRAM, "demo", "--port", str(port)],
            cwd=tmp_path,
            env=environment() | {"STREAMLIT_SERVER_HEADLESS": "true"},
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            assert _answer(f"http://localhost:{port}/_stcore/health", process) == "ok"
            assert "<title>" in _answer(f"http://localhost:{port}/overview", process)
        finally:
            os.killpg(process.pid, signal.SIGINT)
            try:
                process.wait(timeout=30)
            finally:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
    words = said.read_text(errors="replace")
    assert f"the dashboard is at http://localhost:{port}" in words
    assert "Traceback" not in words
    assert "WARNING" not in words.upper()
    assert (tmp_path / "data" / "demo" / "stories").is_dir()


def _answer(address: str, process: "subprocess.Popen[bytes]") -> str:
    ended = time.monotonic() + SECONDS
    while time.monotonic() < ended and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as page:
                return page.read().decode()
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{address} does not answer (exit code {process.poll()})")
