"""Every command of the README's tour runs, in order, on real articles; so does its Python."""

import csv
import os
import re
import shlex
import shutil
import signal
import subprocess
import time

import pytest

from tests.commands import PROGRAM, environment, free_port, in_process, program
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text()
TOUR = re.search(r"<!-- tour:.*?-->(.*?)<!-- end of tour -->", README, re.DOTALL)
FOREGROUND = ("dashboard", "schedule")


def blocks(language: str, text: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def tour() -> list[list[str]]:
    assert TOUR
    return [shlex.split(line)[1:] for block in blocks("bash", TOUR[1]) for line in block.splitlines()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory, sample_articles):
    """A folder with a researcher's table and the article to inspect."""
    folder = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    columns = ["outlet", "date", "title", "author", "topic", "url", "bias", "body"]
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore")
        writer.writeheader()
        writer.writerows(article | {"body": article["text"]} for article in sample_articles)
    return folder


def test_the_two_lines_are_the_ones_that_were_promised():
    commands = [block.strip() for block in blocks("bash", README)]
    assert "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/framescope demo" in commands
    assert "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest" in commands


def test_the_tour_shows_what_a_first_tour_needs():
    assert {"ingest", "score", "inspect", "compare", "trend", "export", "schedule", "dashboard"} <= {
        w[0] for w in tour()
    }


def test_every_command_of_the_tour_runs_in_order(desk, capsys, monkeypatch):
    monkeypatch.chdir(desk)
    monkeypatch.delenv("FRAMESCOPE_CORPUS", raising=False)
    for words in tour():
        if words[0] in FOREGROUND:
            continue
        ended = program(*words, cwd=desk) if words[0] == "ingest" else in_process(capsys, words)
        assert ended.code == 0, (words, ended.err)
        assert "Traceback" not in ended.err
        assert ended.out or words[0] in ("ingest", "score", "rejects", "recompute"), words
    assert (desk / "paper" / "provenance.json").is_file()


@pytest.mark.parametrize("name", FOREGROUND)
def test_what_stays_in_the_foreground_starts_and_stops(desk, name):
    if not (desk / "data" / "corpus").exists():
        program("ingest", "articles.csv", cwd=desk)
    (words,) = [words for words in tour() if words[0] == name]
    port = free_port()
    flags = ["--port", str(port), "--no-browser"] if name == "dashboard" else []
    process = subprocess.Popen(
        [PROGRAM, *words, *flags],
        cwd=desk,
        env=environment(),
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )
    try:
        assert process.stderr
        said = process.stderr.readline()
        assert "next run" in said or f"localhost:{port}" in said, said
        time.sleep(0.5)
        assert process.poll() is None
    finally:
        _end_group(process)


def _end_group(process: subprocess.Popen) -> None:
    """End the command and the server it started."""
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_the_python_of_the_readme_runs(desk, monkeypatch):
    monkeypatch.chdir(desk)
    if not (desk / "data" / "corpus").exists():
        program("ingest", "articles.csv", cwd=desk)
        program("score", cwd=desk)
    (code,) = blocks("python", README)
    space: dict = {}
    exec(compile(code, "README.md", "exec"), space)
    assert len(space["compared"].groups) == 12


def test_the_r_of_the_readme_runs(desk):
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    if not (desk / "paper").exists():
        pytest.skip("needs the tour's export")
    (code,) = blocks("r", README)
    done = subprocess.run(["Rscript", "-e", code], cwd=desk, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "Reuters" in done.stdout


def test_a_nightly_schedule_of_systemd_names_real_commands():
    for line in re.findall(r"framescope (\w+) --corpus /srv", README):
        assert line == "recompute"
