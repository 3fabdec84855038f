"""Every command, option and measure is documented, what is documented works, and links lead somewhere."""

import importlib
import re
import shlex
import subprocess
import sys

import pytest
import typer

import framescope
from analysis.cli import app
from analysis.scorers import MEASURES
from tests.commands import in_process
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


def test_the_generated_pages_are_current():
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), f"{done.stdout}; {RENEW}"


def test_every_public_name_of_the_python_module_is_documented():
    api = (ROOT / "docs" / "api.md").read_text()
    for name in framescope.__all__:
        assert f"## framescope.{name}" in api, RENEW


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


def shell_lines(page) -> list[list[str]]:
    """The `framescope` commands of a page, in code blocks and indented, as words."""
    text = re.sub(r"\\\n\s*", "", page.read_text())
    blocks = re.findall(r"```bash\n(.*?)```", text, re.DOTALL) + re.findall(
        r"^    ((?:\S+/)?framescope .*)$", text, re.MULTILINE
    )
    lines = [part for block in blocks for line in block.splitlines() for part in re.split(r"&&|;", line)]
    commands = [
        shlex.split(line.split(" >")[0], comments=True) for line in lines if re.match(r"\s*(\S+/)?framescope ", line)
    ]
    return [words[1:] for words in commands]


WRITTEN = [(page.name, *words) for page in PAGES if page.name != "commands.md" for words in shell_lines(page)]
RUN = [words for page, *words in WRITTEN if page == "worked-analysis.md" and words[0] not in ("ingest", "score")]


@pytest.mark.parametrize("written", WRITTEN, ids=" ".join)
def test_every_command_in_the_documentation_is_one_that_exists(written):
    _, name, *words = written
    COMMANDS[name].make_context(name, list(words))  # raises for an unknown option or an impossible value


@pytest.mark.parametrize("words", RUN, ids=" ".join)
def test_the_commands_of_the_worked_analysis_run(words, sample, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("FRAMESCOPE_CORPUS", str(sample))
    monkeypatch.chdir(tmp_path)
    left_out = ("--figure", "--figures", "--event") if words[0] == "export" else ("--figure",)  # drawing is slow
    drawn = [i for i, word in enumerate(words) if word in left_out]
    words = [word for i, word in enumerate(words) if i not in drawn and i - 1 not in drawn]
    ended = in_process(capsys, words)
    assert ended.code == 0, ended.err
    assert ended.out or words[0] == "export"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_in_the_documentation_imports_what_there_is(page):
    for module, names in re.findall(
        r"^\s*(?:>>> )?from ((?:analysis|framescope|dashboard)(?:\.\w+)*) import (.+)$", page.read_text(), re.MULTILINE
    ):
        for name in re.findall(r"\w+", names.split("#")[0]):
            found = importlib.import_module(module)
            assert hasattr(found, name) or importlib.import_module(f"{module}.{name}"), (module, name)
