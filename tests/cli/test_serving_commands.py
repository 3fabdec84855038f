"""dashboard: a server of its own on this machine alone, that ends when it is told to."""

import os
import signal
import socket
import subprocess
import time
import urllib.request

from tests.commands import PROGRAM, environment, free_port, program


def test_the_dashboard_answers_on_localhost_and_ends_with_ctrl_c(sample, tmp_path):
    port = free_port()
    words = ["dashboard", "--corpus", sample, "--port", str(port), "--no-browser", "--read-only"]
    process = subprocess.Popen(
        [PROGRAM, *words], cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert process.stderr
        assert f"localhost:{port}" in process.stderr.readline()
        assert answer(f"http://localhost:{port}/_stcore/health") == "ok"
    finally:
        os.killpg(process.pid, signal.SIGINT)
        try:
            code = process.wait(timeout=20)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    assert code == 0
    assert "Traceback" not in process.stderr.read()


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
