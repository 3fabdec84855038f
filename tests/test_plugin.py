"""A family of another package, from its installation to the Article page: the tutorial docs/your-own-measure.md."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import PROGRAM, Ended, environment
from tests.conftest import ROOT

EXAMPLE = ROOT / "tests" / "plugin-example"
TUTORIAL = (ROOT / "docs" / "your-own-measure.md").read_text(encoding="utf-8")
WALK = TUTORIAL.partition("<!-- walk:")[2].partition("<!-- end of walk -->")[0]
COMMANDS = [line.split() for line in WALK.splitlines() if line.startswith("framescope ")]


def installed(source: Path, target: Path) -> Path:
    """The distribution, installed into a folder of its own, without a network."""
    shutil.copytree(source, target.with_name(f"{target.name}-source"))
    command = "install --quiet --no-deps --no-build-isolation --no-index --target".split()
    done = subprocess.run(
        [sys.executable, "-m", "pip", *command, str(target), str(target.with_name(f"{target.name}-source"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def plugin(tmp_path_factory) -> Path:
    pytest.importorskip("setuptools")
    return installed(EXAMPLE, tmp_path_factory.mktemp("plugin") / "site")


@pytest.fixture(scope="module")
def desk(tmp_path_factory, sample_articles) -> Path:
    """A researcher's folder: a table of articles, one article, and modules of their own called like ours."""
    folder = tmp_path_factory.mktemp("desk")
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["id", "outlet", "date", "title", "text"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(sample_articles[:40])
    (folder / "article.txt").write_text("Two men were beaten in Kyiv. The bill was passed by the Senate.", "utf-8")
    for name in ("analysis.py", "dashboard.py"):
        (folder / name).write_text("raise RuntimeError('the researcher\\'s own module was run')\n", "utf-8")
    return folder


def run(desk: Path, *arguments: str, path: str = "", **variables: str) -> Ended:
    done = subprocess.run(
        [str(PROGRAM), *arguments],
        capture_output=True,
        cwd=desk,
        env=environment(PYTHONPATH=path, **variables),
        timeout=200,
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def walked(desk, plugin) -> dict[str, Ended]:
    """What each command of the tutorial printed, by its name."""
    return {words[1]: run(desk, *words[1:], path=str(plugin)) for words in COMMANDS}


def test_every_command_of_the_tutorial_does_its_work(walked):
    assert list(walked) == ["ingest", "score", "inspect", "compare", "trend", "codebook", "export"]
    for name, ended in walked.items():
        assert ended.code == 0, (name, ended.err)
    assert "agency_passive_share" in walked["compare"].out + walked["compare"].err or "Passive" in walked["compare"].out


def test_inspect_shows_the_measures_and_the_evidence_of_the_family(walked):
    found = walked["inspect"].json()
    assert found["measures"]["agency_passive_share"] == 1.0
    spans = [(e["text"], e["label"]) for e in found["evidence"] if e["family"] == "agency"]
    assert spans == [("were beaten", "agentless"), ("was passed by the", "agent_named")]


def test_the_codebook_names_the_package_and_the_version_of_the_family(walked):
    rows = {row["name"]: row for row in csv.DictReader(io.StringIO(walked["codebook"].out))}
    assert rows["agency_passive_share"]["origin"] == "framescope-agency 0.1.0"
    assert rows["agency_passive_share"]["version"] == "1"
    assert rows["hedging_count"]["origin"].startswith("framescope ")


def test_the_export_has_a_column_for_each_measure(walked, desk):
    with (desk / "paper" / "articles.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 40
    assert all(0 <= float(row["agency_passive_share"]) <= 1 for row in rows)


def test_the_article_page_marks_the_words_of_the_family(walked, desk, plugin, tmp_path):
    script = """
import os, sys
from streamlit.testing.v1 import AppTest
def draw():
    from dashboard.navigation import ENTRIES, guarded
    from dashboard.page_context import open_page_context
    entry = next(entry for entry in ENTRIES if entry.path == "article")
    guarded(lambda: entry.show(open_page_context()))
from analysis.queries import open_corpus
rows = open_corpus(os.environ["FRAMESCOPE_CORPUS"]).rows("SELECT id FROM evidence WHERE family = 'agency' LIMIT 1")
test = AppTest.from_function(draw, default_timeout=100)
test.query_params["id"] = rows[0]["id"]
test.run()
assert not test.exception, test.exception
print("".join(str(element.proto.body) for element in test.main if hasattr(element.proto, "body")))
print("".join(repr(block) for block in test.get("html")))
"""
    page = tmp_path / "page.py"  # Streamlit reads the source of what it runs
    page.write_text(script, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(page)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(PYTHONPATH=str(plugin)) | {"FRAMESCOPE_CORPUS": str(desk / "corpus")},
        timeout=200,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    assert "fs-agency-agentless" in done.stdout
    assert "passive without an agent" in done.stdout
    assert ".fs-agency-agentless { border-bottom: 2px solid #B5533C }" in done.stdout


def test_a_raised_version_scores_that_family_alone(walked, desk, plugin, tmp_path):
    shutil.copytree(desk / "corpus", tmp_path / "corpus")
    raised = tmp_path / "site"
    shutil.copytree(plugin, raised)
    module = raised / "framescope_agency" / "__init__.py"
    module.write_text(module.read_text("utf-8").replace('"agency",\n    "1",', '"agency",\n    "2",'), "utf-8")
    corpus = ["--corpus", str(tmp_path / "corpus")]
    before = run(desk, "status", *corpus, "--format", "json", path=str(raised)).json()
    assert before["stale"] == 40
    assert run(desk, "score", *corpus, path=str(raised)).code == 0
    after = run(desk, "status", *corpus, "--format", "json", path=str(raised)).json()
    assert after["stale"] == 0
    (old,), (new,) = before["scored_with"], after["scored_with"]
    assert new == old.replace("agency-1", "agency-2")


def test_without_plugins_the_family_is_left_out_and_its_numbers_are_no_error(walked, desk, plugin):
    corpus = ["--corpus", str(desk / "corpus")]
    ended = run(desk, "status", *corpus, "--format", "json", path=str(plugin), FRAMESCOPE_PLUGINS="")
    assert ended.json()["stale"] == 0
    assert "agency_passive_share" not in ended.json()["measures"]
    refused = run(desk, "codebook", path=str(plugin), FRAMESCOPE_PLUGINS="agencies")
    assert refused.code == 2
    assert "FRAMESCOPE_PLUGINS names agencies, which no installed package brings (installed: agency)" in refused.err


def test_two_packages_that_claim_one_family_are_refused_by_name(desk, plugin, tmp_path):
    shutil.copytree(EXAMPLE, tmp_path / "copy")
    project = tmp_path / "copy" / "pyproject.toml"
    text = project.read_text("utf-8").replace("framescope-agency", "other-agency")
    project.write_text(text.replace("framescope_agency", "other_agency"), "utf-8")
    (tmp_path / "copy" / "framescope_agency").rename(tmp_path / "copy" / "other_agency")
    other = installed(tmp_path / "copy", tmp_path / "site")
    ended = run(desk, "codebook", path=os.pathsep.join([str(plugin), str(other)]))
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert "The package other-agency and the package framescope-agency both bring a family called agency." in ended.err


def test_a_package_that_cannot_be_loaded_is_a_warning_that_names_it(desk, plugin, tmp_path):
    broken = tmp_path / "site"
    shutil.copytree(plugin, broken)
    (broken / "framescope_agency" / "__init__.py").write_text("import no_such_module\n", "utf-8")
    ended = run(desk, "codebook", "--format", "json", path=str(broken))
    assert ended.code == 0
    assert not [row for row in ended.json() if row["name"].startswith("agency")]
    assert "the family agency of the package framescope-agency is left out" in ended.err
    assert "no_such_module" in ended.err


def test_an_article_on_which_the_family_raises_loses_its_measures_only(desk, plugin, tmp_path):
    fussy = tmp_path / "site"
    shutil.copytree(plugin, fussy)
    module = fussy / "framescope_agency" / "__init__.py"
    raising = "    if any('Kyiv' in text for text in documents.texts):\n        raise KeyError('Kyiv')\n"
    head = "def score(documents: Documents) -> FamilyScores:\n"
    module.write_text(module.read_text("utf-8").replace(head, head + raising), "utf-8")
    rows = [
        {"id": "a", "outlet": "A", "published": "2019-10-01", "text": "Two men were beaten in Kyiv on Monday."},
        {"id": "b", "outlet": "A", "published": "2019-10-01", "text": "It was passed on Friday."},
    ]
    source = tmp_path / "two.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    corpus = ["--corpus", str(tmp_path / "corpus")]
    assert run(desk, "ingest", str(source), *corpus, path=str(fussy)).code == 0
    assert run(desk, "score", "--workers", "2", *corpus, path=str(fussy)).code == 3
    (reject,) = run(desk, "rejects", *corpus, "--format", "json", path=str(fussy)).json()
    assert reject["reason"].startswith("the article a could not be scored by agency: KeyError")
    assert "framescope-agency" in reject["what_to_do"]
    assert run(desk, "export", str(tmp_path / "out"), *corpus, path=str(fussy)).code == 0
    with (tmp_path / "out" / "articles.csv").open(encoding="utf-8") as file:
        measured = {row["id"]: row for row in csv.DictReader(file)}
    assert (measured["a"]["agency_passive_share"], measured["b"]["agency_passive_share"]) == ("", "1.0")
    assert float(measured["a"]["hedging_words"]) == 8


def test_the_example_keeps_the_contract_and_is_what_the_tutorial_shows(plugin):
    script = "\n".join(re.findall(r"## Test it\n\n```python\n(.*?)```", TUTORIAL, re.DOTALL))
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment(PYTHONPATH=str(plugin)),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for path in ("framescope_agency/__init__.py", "pyproject.toml"):
        assert (EXAMPLE / path).read_text("utf-8").rstrip() in TUTORIAL, path
