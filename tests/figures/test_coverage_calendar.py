"""The calendar of coverage stays legible when articles are centuries, or hundreds of periods, apart."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.figures.coverage_calendar import GAP, MOST_COLUMNS, MOST_TICKS, columns_of, coverage_calendar
from analysis.jobs import score


def _coverage(periods: list[str], n: int = 1) -> pd.DataFrame:
    return pd.DataFrame({"group": "Reuters", "period": pd.to_datetime(periods), "n": n})


def _days(first: str, last: str) -> list[str]:
    return [str(month.date()) for month in pd.date_range(first, last, freq="MS")]


PETERLOO = _coverage(["1819-08-01", *_days("2019-01-01", "2020-12-01")])


def test_a_stretch_of_two_centuries_becomes_one_column():
    columns = columns_of(PETERLOO, "month")
    assert len(columns) == 1 + 1 + 24
    gap = columns[1]
    assert (gap.folded, str(gap.first.date()), str(gap.last.date())) == (2392, "1819-09-01", "2018-12-01")
    assert [column.folded for column in columns if column is not gap] == [0] * 25


def test_short_gaps_and_short_calendars_keep_every_period():
    assert len(columns_of(_coverage(["2019-01-01", "2021-01-01"]), "month")) == 25
    sparse = _coverage(_days("2001-01-01", "2020-12-01")[::6])
    assert not any(column.folded for column in columns_of(sparse, "month"))


@pytest.mark.parametrize("every", ["week", "month", "quarter", "year"])
def test_all_articles_are_in_the_figure_whatever_the_period(every: str):
    period = PETERLOO["period"].dt.to_period({"week": "W-SUN"}.get(every, every[0].upper())).dt.start_time
    table = PETERLOO.assign(period=period).groupby(["group", "period"], as_index=False)["n"].sum()
    drawn = coverage_calendar(table, every).data[0].z
    assert sum(n for row in drawn for n in row if n == n) == 25


def test_the_fold_is_marked_and_what_lies_before_it_named():
    figure = coverage_calendar(PETERLOO, "month")
    axis = dict(zip(figure.layout.xaxis.tickvals, figure.layout.xaxis.ticktext, strict=True))
    assert axis[0] == "Aug 1819"
    assert [(note.x, note.text) for note in figure.layout.annotations] == [(1, GAP)]
    assert figure.layout.shapes[0].x0 == 1
    assert figure.data[0].x[1] == "Sep 1819 to Dec 2018"


def test_names_of_periods_are_as_few_as_can_be_read():
    for months in (30, 119, 500):
        figure = coverage_calendar(_coverage(_days("1970-01-01", "2019-12-01")[:months]), "month")
        assert 8 <= len(figure.layout.xaxis.tickvals) <= MOST_TICKS


@pytest.mark.parametrize("most", [1, 2, 3, 7, 40, 1234])
def test_the_colour_scale_counts_whole_articles(most: int):
    cells = coverage_calendar(_coverage(_days("2017-01-01", "2020-12-01"), most), "month").data[0]
    ticks = cells.colorbar.tickvals
    assert (cells.zmin, cells.zmax) == (0, most), "one without the other is ignored, and the scale begins anywhere"
    assert all(isinstance(tick, int) for tick in ticks)
    assert 2 <= len(ticks) <= 4
    assert max(ticks) <= most


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, sample_articles: list[dict]) -> Path:
    """Articles of 2019 and 2020, one of them dated 1819 by mistake, and one of every month of twenty years."""
    folder = tmp_path_factory.mktemp("old")
    articles = [dict(article) for article in sample_articles[:6]]
    articles[0]["published"] = "1819-08-19"
    months = [str(day) for day in _days("1999-01-01", "2020-12-01")]
    text = "The council may have agreed to repair the bridge, officials said."
    articles += [
        {"outlet": "Gazette", "published": day, "title": f"Bridge {day}", "text": f"{text} It was {day}."}
        for day in months
    ]
    (folder / "articles.jsonl").write_text("\n".join(map(json.dumps, articles)), encoding="utf-8")
    store = CorpusStore.create(folder / "corpus")
    ingest(store, folder / "articles.jsonl")
    score(store, workers=1)
    return folder / "corpus"


def test_the_page_says_what_it_drew_instead(page, old: Path):
    shown = page("overview", old)
    assert not shown.exception
    captions = [caption.value for caption in shown.caption]
    assert any("By month there would be" in text and "drawn by quarter instead" in text for text in captions)
    assert any(text.startswith(f"{GAP} stands for quarters without articles") for text in captions)
    assert any("1819" in text for text in captions)
    alone = page("overview", old, outlet="Gazette", every="quarter")
    assert not any(GAP in caption.value or "instead" in caption.value for caption in alone.caption)


def test_columns_are_no_more_than_can_be_told_apart_after_the_page_chose(page, old: Path):
    shown = page("overview", old, every="week")
    figure = json.loads(shown.get("plotly_chart")[0].proto.spec)
    assert len(figure["data"][0]["x"]) <= MOST_COLUMNS
