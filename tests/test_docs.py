"""Every command, option and measure is documented, and links lead somewhere."""

import re
import subprocess
import sys

import pytest
import typer

from analysis.cli import app
from analysis.scorers import MEASURES
from tests.conftest import ROOT

COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
RENEW = "run: python docs/generate.py"


def section(name: str) -> str:
    _, heading, rest = (ROOT / "docs" / "commands.md").read_text().partition(f"## framescope {name}\n")
    assert heading, f"framescope {name} is not in docs/commands.md; {RENEW}"
    return rest.split("\n## ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_options(name):
    documented = section(name)
    for parameter in COMMANDS[name].params:
        for option in parameter.opts:
            if option.startswith("--"):
                assert option in documented, f"{option} of framescope {name} is not documented; {RENEW}"


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_documented_as_it_is_declared(name):
    text = (ROOT / "docs" / "measures.md").read_text()
    assert f"### {name}\n" in text, RENEW
    assert MEASURES[name].definition in text, RENEW


def test_the_page_of_measures_is_current():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert "measures.md" not in done.stdout, RENEW
    assert done.stderr == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_files_lead_to_files(page):
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text()):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_family_is_in_the_readme():
    readme = (ROOT / "README.md").read_text()
    for family in {measure.family for measure in MEASURES.values()}:
        assert family in readme, family


def test_no_file_names_a_package_index():
    for path in [*PAGES, ROOT / "pyproject.toml", ROOT / "constraints.txt", ROOT / ".ci" / "run"]:
        assert not re.search(r"index-url|find-links|simple/|pythonhosted", path.read_text()), path.name
