"""The program itself: help, version, unknown words, and how errors end."""

import subprocess
import sys

import pytest

from analysis import __version__
from analysis.cli import app
from tests.commands import PROGRAM, environment, program

COMMANDS = [command.callback.__name__ for command in app.registered_commands]


def test_the_commands_of_the_contract_are_there():
    assert {
        "demo", "ingest", "score", "recompute", "schedule", "inspect", "compare", "trend", "export", "codebook", "status",
        "rejects", "dashboard",
    } <= set(COMMANDS)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_that_says_what_it_does(framescope, command):
    ended = framescope(command, "--help")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith(f"Usage: framescope {command}")
    assert len(ended.out.splitlines()[2].strip()) > 20


def test_the_version_is_printed():
    ended = program("--version")
    assert (ended.code, ended.out, ended.err) == (0, f"framescope {__version__}\n", "")


def test_an_unknown_command_is_a_bad_argument(framescope):
    ended = framescope("compere")
    assert (ended.code, ended.out) == (2, "")
    assert "compere" in ended.err


def test_help_loads_nothing_that_is_slow_to_load():
    line = "import sys, analysis.cli; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", line], check=True, capture_output=True, text=True)
    slow = {"pandas", "numpy", "pyarrow", "duckdb", "deltalake", "dask", "streamlit", "scipy", "plotly"}
    assert not slow & set(done.stdout.split())


def test_a_reader_that_goes_away_is_no_error_to_read_about():
    piped = subprocess.run(
        f"'{PROGRAM}' codebook --format json | head -c 10",
        shell=True,
        capture_output=True,
        env=environment(),
        timeout=60,
        check=False,
    )
    assert piped.stdout == b"[\n  {\n    "
    assert piped.stderr == b""


def test_a_damaged_corpus_is_named_as_such(framescope, corpus):
    log = corpus / "snapshots" / "_delta_log"
    log.mkdir(parents=True)
    (log / "00000000000000000000.json").write_text('{"cut off')
    ended = framescope("status", "--corpus", corpus)
    assert ended.code == 1
    assert ended.err.startswith("framescope: the corpus cannot be read")
    assert len(ended.err.splitlines()) == 2
