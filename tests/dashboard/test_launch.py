"""The line that the README promises: the demo, from nothing to a page in the browser."""

import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

from tests.commands import PROGRAM, environment

SECONDS = 120


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
