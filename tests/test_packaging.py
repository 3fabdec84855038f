"""What is installed is the whole of it: the wheel holds every file the program reads, and nothing of the tests."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version

import pytest

from analysis import __version__
from tests.conftest import ROOT

SHIPPED = {".py", ".typed", ".csv", ".json", ".md", ".gz", ".toml", ".css", ".js", ".html", ".txt"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    """The wheel of a copy of this checkout, built with what is installed."""
    pytest.importorskip("setuptools")
    copy = tmp_path_factory.mktemp("build") / "framescope"
    unwanted = shutil.ignore_patterns(".*", "build", "dist", "*.egg-info", "__pycache__", "tests", "corpus", "demo")
    shutil.copytree(ROOT, copy, ignore=lambda folder, names: unwanted(folder, names) if folder == str(ROOT) else set())
    done = subprocess.run(
        [sys.executable, "-c", "from setuptools import build_meta; print(build_meta.build_wheel('dist'))"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    (built,) = (copy / "dist").glob("*.whl")
    return zipfile.ZipFile(built)


def test_the_wheel_holds_every_file_of_the_packages_and_the_sample(wheel):
    held = set(wheel.namelist())
    for package in ("analysis", "dashboard"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and path.suffix in SHIPPED and "__pycache__" not in path.parts:
                assert str(path.relative_to(ROOT)) in held, path
    for name in ("articles.jsonl.gz", "articles.provenance.json", "PROVENANCE.md"):
        assert f"analysis/_sample/{name}" in held


def test_the_wheel_holds_licence_and_notice_and_no_tests(wheel):
    names = wheel.namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {
        "analysis",
        "dashboard",
        "framescope.py",
    }


def test_the_installed_version_is_that_of_the_code():
    assert version("framescope") == __version__
    assert f"version: {__version__}\n" in (ROOT / "CITATION.cff").read_text()


def test_constraints_hold_names_and_versions_only_and_every_dependency():
    lines = (ROOT / "constraints.txt").read_text().split()
    assert all(re.fullmatch(r"[A-Za-z0-9_.\-]+==[A-Za-z0-9_.!\-]+", line) for line in lines), lines
    held = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    for requirement in wanted:
        name = re.split(r"[><=\[]", requirement)[0].lower().replace("_", "-")
        assert name in held, f"{name} is not in constraints.txt"


def test_ci_runs_the_line_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text()
    pattern = re.search(r'grep -m 1 -E "(.*?)" README\.md', script)
    assert pattern
    found = re.findall(pattern[1], (ROOT / "README.md").read_text(), re.MULTILINE)
    assert found == ["python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/pytest"]


def test_nothing_heavy_comes_with_it():
    held = (ROOT / "constraints.txt").read_text().lower()
    assert not re.search(r"^(torch|nvidia|cuda|tensorflow|jax|transformers|spacy)", held, re.MULTILINE)


def test_the_wheel_is_pure_python_unless_compiling_is_asked_for(wheel):
    assert wheel.filename.endswith("-py3-none-any.whl")
    assert not [name for name in wheel.namelist() if name.endswith((".so", ".pyd", ".c"))]


def test_compiling_without_mypy_says_what_to_install():
    hide = (
        "import sys, runpy; sys.modules['mypyc'] = None; sys.argv = ['setup.py', '--name']; runpy.run_path('setup.py')"
    )
    done = subprocess.run(
        [sys.executable, "-c", hide],
        cwd=ROOT,
        env=os.environ | {"FRAMESCOPE_COMPILE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "pip install 'setuptools>=77' mypy" in done.stderr
    assert "Traceback" not in done.stderr
