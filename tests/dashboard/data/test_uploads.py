"""Files that people bring to the page Add data: what is said of them, and which of them stay."""

import os
import time
from pathlib import Path

import pytest

from analysis.corpus.store import CorpusStore
from analysis.errors import InputError
from analysis.queries import open_corpus, overview
from dashboard.data.uploads import FOLDER, KEPT_UNUSED, keep_upload
from dashboard.tasks.add_articles import add

SENATE = (
    "The Senate voted on Thursday to pass the spending bill, sending it to the president for his signature. "
    "Senator Susan Collins of Maine said the vote was a good day for the country."
)
TABLE = f'outlet,date,text\nCNN,2024-03-01,"{SENATE}"\nNPR,yesterday,"{SENATE}"\n'.encode()
BINARY = bytes(range(256)) * 40


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return Path(CorpusStore.create(tmp_path / "corpus").location)


def kept(corpus: Path) -> list[str]:
    """The uploads, by the names they came with."""
    folder = corpus / FOLDER
    return sorted(path.name.partition("-")[2] for path in folder.iterdir()) if folder.is_dir() else []


def put_in(corpus: Path, name: str, content: bytes) -> None:
    add(lambda *told: None, str(corpus), keep_upload(str(corpus), name, content), {"text": "text"}, None)


def test_a_refused_upload_is_called_by_its_name_and_not_kept(page, corpus: Path):
    shown = page("add_data", corpus)
    shown.file_uploader(key="upload").set_value(("my binary.csv", BINARY, "text/csv")).run()
    assert not shown.exception
    said = shown.error[0].value.replace("\\", "")
    assert said.startswith("my binary.csv: this is a binary file")
    assert str(corpus) not in said
    assert kept(corpus) == []


def test_an_upload_that_was_only_looked_at_goes_when_another_is_chosen(page, corpus: Path):
    shown = page("add_data", corpus)
    for name in ("first.csv", "second.csv", "third.csv"):
        content = TABLE.replace(b"CNN", name.encode())
        shown.file_uploader(key="upload").set_value((name, content, "text/csv")).run()
        assert not shown.error
        assert kept(corpus) == [name]
    shown.file_uploader(key="upload").set_value(None).run()
    assert kept(corpus) == []


def test_an_upload_that_articles_came_from_stays_when_another_is_chosen(page, corpus: Path):
    put_in(corpus, "used.csv", TABLE)
    shown = page("add_data", corpus)
    for name, content in (("used.csv", TABLE), ("other.csv", TABLE.replace(b"CNN", b"Vox"))):
        shown.file_uploader(key="upload").set_value((name, content, "text/csv")).run()
    assert kept(corpus) == ["other.csv", "used.csv"]


def test_uploads_left_behind_go_after_a_day_and_those_in_use_never(corpus: Path):
    put_in(corpus, "used.csv", TABLE)
    keep_upload(str(corpus), "left.csv", TABLE.replace(b"CNN", b"Vox"))
    long_ago = time.time() - KEPT_UNUSED - 60
    for path in (corpus / FOLDER).iterdir():
        os.utime(path, (long_ago, long_ago))
    keep_upload(str(corpus), "recent.csv", TABLE.replace(b"CNN", b"BBC"))
    keep_upload(str(corpus), "new.csv", TABLE.replace(b"CNN", b"Fox"))
    assert kept(corpus) == ["new.csv", "recent.csv", "used.csv"]


def test_a_file_that_is_refused_when_it_is_read_is_called_by_its_name_and_not_kept(corpus: Path):
    path = keep_upload(str(corpus), "picture.csv", b"title,body\nA vote,Yes\n")
    with pytest.raises(InputError, match=r"^picture\.csv: there is no column 'text'"):
        add(lambda *told: None, str(corpus), path, {"text": "text"}, None)
    assert kept(corpus) == []


def test_a_file_from_elsewhere_is_never_removed(corpus: Path, tmp_path: Path):
    file = tmp_path / "mine.csv"
    file.write_bytes(BINARY)
    with pytest.raises(InputError, match=r"^mine\.csv: "):
        add(lambda *told: None, str(corpus), file, {"text": "text"}, None)
    assert file.read_bytes() == BINARY


def test_the_same_file_added_again_doubles_no_refused_row_whatever_its_name(corpus: Path):
    for name in ("week.csv", "week.csv", "week (1).csv"):
        put_in(corpus, name, TABLE)
        assert overview(open_corpus(corpus), None, "now")["rejects"] == 1
    assert kept(corpus) == ["week.csv"]
