"""The page about the reading of articles says what its sheet says (docs/readings)."""

import csv
import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def reading() -> ModuleType:
    spec = importlib.util.spec_from_file_location("summarise_reading", ROOT / "data" / "summarise_reading.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_has_the_numbers_of_the_sheet(reading):
    now, new = reading.page()
    assert "| attributions: precision |" in now
    assert now == new, "run: python data/summarise_reading.py"


def test_every_row_has_a_judgement_and_an_article(reading):
    articles = reading.read(reading.ARTICLES)
    marks = reading.read(reading.MARKS)
    assert len(articles) == 30
    assert {row["id"] for row in marks} == {row["id"] for row in articles}
    assert {row["judgement"] for row in marks} == {"right", "wrong", "missed"}
    assert all(int(row["start"]) < int(row["end"]) for row in marks)
    twice = Counter(
        (row["id"], row["family"], row["field"], row["start"], row["end"], row["label"], row["text"]) for row in marks
    )
    assert [key for key, n in twice.items() if n > 1] == []


def test_the_parts_of_right_attributions_and_only_of_these_are_judged(reading):
    for row in reading.read(reading.MARKS):
        right = row["family"] == "attribution" and row["judgement"] == "right"
        for part in reading.PARTS:
            assert row[part] in ({"right", "wrong"} if right else {""})


def test_a_changed_judgement_changes_the_tables(reading):
    marks, articles = reading.read(reading.MARKS), reading.read(reading.ARTICLES)
    before = reading.summary(marks, articles)
    first = next(row for row in marks if row["family"] == "hedges" and row["judgement"] == "right")
    first["judgement"] = "wrong"
    assert reading.summary(marks, articles) != before


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(8, 10, 0.490, 0.943), (0, 20, 0.0, 0.161), (20, 20, 0.839, 1.0), (50, 100, 0.404, 0.596)],
)
def test_wilson_intervals_are_those_of_the_books(reading, hits, n, low, high):
    assert reading.wilson(hits, n) == (pytest.approx(low, abs=5e-4), pytest.approx(high, abs=5e-4))


def test_shares_are_not_rounded_up_to_one(reading):
    assert reading.share(659, 661).startswith(".996 [")
    assert reading.share(5, 5).startswith("1.00 [")
    assert reading.share(0, 0) == "–"


def test_the_sheets_are_plain_csv():
    for path in (ROOT / "docs" / "readings").glob("*.csv"):
        rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
        assert {len(row) for row in rows} == {len(rows[0])}
