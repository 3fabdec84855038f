"""Bringing in a file with bad rows, and one pasted article."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.corpus.store import CorpusStore
from analysis.queries import open_corpus
from tests.browser.conftest import serving
from tests.browser.reader import Reader

HEADER = "paper,day,headline,story,desk"
ROWS = (
    "Reuters,2024-05-01,Talks resume,The two sides may agree soon. Officials said talks were productive.,world",
    'Guardian,2024-05-02,Storm hits,"A terrible storm hit the coast, killing two people, officials said.",home',
    "Reuters,2019-02-30,Impossible,This article was published on a day that never was.,world",
    "CNN,2024-05-03,No text,,home",
    "CNN,2024-05-04,Vote,Lawmakers passed the bill on Tuesday and the president praised it.,politics",
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    folder = tmp_path_factory.mktemp("adding") / "corpus"
    CorpusStore.create(folder)
    with serving(folder) as address:
        yield address, folder


def test_a_file_with_bad_rows_goes_in_without_them(chromium, empty, keep, tmp_path: Path):
    address, corpus = empty
    file = tmp_path / "my articles.csv"
    file.write_text("\n".join([HEADER, *ROWS]), encoding="utf-8")
    with Reader(chromium, address) as person:
        person.open("add_data")
        person.page.locator("input[type=file]").set_input_files(str(file))
        person.page.get_by_text("The field that each column of the file holds").wait_for()
        person.wait()
        assert "The two sides may agree soon" in person.text
        person.choose("Outlet", "paper")
        person.choose("Published", "day")
        person.choose("Text", "story")
        keep(person, "add_data", document=True)
        person.page.get_by_role("button", name="Add and score").click()
        person.page.get_by_text("3 articles added").wait_for()
        person.wait()
        assert "2 rows rejected" in person.text
        person.click("See the overview")
        person.page.get_by_role("heading", name="Rejected rows").wait_for()
        assert "2019-02-30" in person.wait().text
        person.expect_nothing_amiss()
        keep(person, "overview_refused")
    opened = open_corpus(corpus)
    assert {row["desk"] for row in opened.rows("SELECT desk FROM scores")} == {"world", "home", "politics"}
    assert [path.suffix for path in (corpus / "uploads").iterdir()] == [".csv"]


def test_a_pasted_article_is_added_and_scored(chromium, empty):
    address, corpus = empty
    before = len(open_corpus(corpus).rows("SELECT id FROM scores"))
    with Reader(chromium, address) as person:
        person.open("add_data")
        person.page.get_by_text("One article", exact=True).click()
        person.wait()
        person.page.get_by_label("Headline", exact=True).fill("Kremlin cautious")
        person.page.get_by_label("Outlet", exact=True).fill("Dawn")
        person.page.get_by_label("Text", exact=True).fill(
            'The Kremlin said it was "cautiously optimistic" about a deal.'
        )
        person.page.get_by_role("button", name="Add and score").click()
        person.page.get_by_text("1 article added").wait_for()
        person.expect_nothing_amiss()
    assert len(open_corpus(corpus).rows("SELECT id FROM scores")) == before + 1


def test_adding_can_be_stopped_and_gone_on_with(chromium, empty, keep, tmp_path: Path, sample_articles: list[dict]):
    address, corpus = empty
    file = tmp_path / "many.csv"
    with file.open("w", encoding="utf-8", newline="") as written:
        table = csv.writer(written)
        table.writerow(HEADER.split(","))
        for n in range(4):
            for one in sample_articles:
                table.writerow([one["outlet"], one["date"], one["title"], f"{one['text']} Number {n}.", "world"])
    with Reader(chromium, address) as person:
        person.open("add_data")
        person.page.locator("input[type=file]").set_input_files(str(file))
        person.page.get_by_text("The field that each column of the file holds").wait_for()
        person.wait()
        for label, column in (("Outlet", "paper"), ("Published", "day"), ("Text", "story")):
            person.choose(label, column)
        person.page.get_by_role("button", name="Add and score").click()
        person.page.get_by_test_id("stMain").get_by_role("button", name="Stop").wait_for()
        person.page.get_by_text(re.compile(r"(Read|Scored) [\d,]+")).wait_for(timeout=60_000)
        keep(person, "add_data_working", document=True)
        person.page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
        person.page.get_by_text("Stopped. What was committed is kept").wait_for()
        person.wait().expect_nothing_amiss()
        assert "framescope score" in person.text
        keep(person, "add_data_stopped", document=True)
        person.page.get_by_role("button", name="Go on").click()
        person.page.get_by_text("already there").wait_for(timeout=240_000)
        person.expect_nothing_amiss()
    assert len(open_corpus(corpus).rows("SELECT id FROM scores")) >= 4 * len(sample_articles)


def test_a_file_that_is_not_a_table_is_explained(chromium, empty, tmp_path: Path):
    address, _ = empty
    file = tmp_path / "picture.csv"
    file.write_bytes(bytes(range(256)) * 20)
    with Reader(chromium, address) as person:
        person.open("add_data")
        person.page.locator("input[type=file]").set_input_files(str(file))
        person.page.get_by_test_id("stAlertContentError").wait_for()
        assert "Traceback" not in person.text
