"""What pages do with settings, filters and trouble, without a browser."""

from pathlib import Path

import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.queries import open_corpus
from analysis.queries.requests import TrendRequest
from dashboard.navigation import ENTRIES


@pytest.mark.parametrize("path", [entry.path for entry in ENTRIES])
def test_every_page_draws_without_trouble(page, path: str):
    shown = page(path)
    assert not shown.exception
    assert not shown.error


@pytest.mark.parametrize("path", [entry.path for entry in ENTRIES])
def test_every_page_says_what_to_do_in_an_empty_corpus(page, tmp_path: Path, path: str):
    CorpusStore.create(tmp_path / "corpus")
    shown = page(path, tmp_path / "corpus")
    assert not shown.exception
    assert not shown.error
    if path not in ("methods", "add_data"):
        assert "no articles yet" in shown.info[0].value
        assert "framescope ingest" in shown.code[0].value


def test_articles_without_scores_ask_to_be_scored(page, tmp_path: Path, sample_articles: list[dict]):
    source = tmp_path / "one.txt"
    source.write_text(sample_articles[0]["text"], encoding="utf-8")
    folder = tmp_path / "texts"
    folder.mkdir()
    source.rename(folder / "one.txt")
    ingest(CorpusStore.create(tmp_path / "corpus"), folder)
    shown = page("compare", tmp_path / "corpus")
    assert not shown.exception
    assert "framescope score" in shown.code[0].value


def test_no_corpus_is_a_sentence_with_the_next_step(page, tmp_path: Path):
    shown = page("overview", tmp_path / "nowhere")
    assert not shown.exception
    assert "framescope ingest" in shown.error[0].value.replace("\\", "")


def test_the_address_chooses_the_measure_and_unknown_ones_fall_back(page):
    assert page("compare", measure="readability_smog").selectbox(key="measure").value == "readability_smog"
    assert page("compare", measure="no_such").selectbox(key="measure").value == "sentiment_compound"


def test_choosing_a_measure_writes_it_into_the_address(page):
    shown = page("compare")
    shown.selectbox(key="measure").set_value("readability_smog").run()
    assert shown.query_params["measure"] in ("readability_smog", ["readability_smog"])
    shown.selectbox(key="measure").set_value("sentiment_compound").run()
    assert "measure" not in shown.query_params


def test_filters_reach_the_command_that_reproduces_the_view(page):
    shown = page("compare", outlet="CNN", since="2019-02-01", min_words="50")
    command = next(code.value for code in shown.code if code.value.startswith("framescope compare"))
    assert "--outlet CNN --since 2019-02-01 --min-words 50" in command


def test_days_in_the_wrong_order_are_explained(page):
    shown = page("compare", since="2020-01-01", until="2019-01-01")
    assert not shown.exception
    assert "swap them" in shown.error[0].value.replace("\\", "")


def test_an_event_without_a_day_is_explained(page):
    shown = page("trends", events="Election day")
    assert "An event is a day and a label" in shown.error[0].value.replace("\\", "")


def test_an_older_snapshot_can_be_asked_for(page, small_corpus: Path):
    newest = open_corpus(small_corpus).snapshot
    shown = page("overview", snapshot=str(newest - 1))
    assert any(f"the newest is {newest}" in info.value for info in shown.sidebar.info)


def test_what_nobody_foresaw_is_a_sentence_and_a_report_on_stderr(capsys):
    from streamlit.testing.v1 import AppTest

    def draw() -> None:
        from dashboard.navigation import guarded

        def broken() -> None:
            raise ZeroDivisionError("secret detail")

        guarded(broken)

    shown = AppTest.from_function(draw, default_timeout=60).run()
    assert not shown.exception
    assert "secret" not in shown.error[0].value


def test_the_command_of_an_export_names_its_measures_and_the_address_does(page):
    shown = page("export", measures="hedging_per_100_words", by="outlet", period="quarter")
    command = next(code.value for code in shown.code if code.value.startswith("framescope export"))
    assert "--measure hedging_per_100_words --by outlet --every quarter" in command
    shown.multiselect(key="measures").set_value(["readability_smog", "hedging_per_100_words"]).run()
    assert shown.query_params["measures"] == ["readability_smog", "hedging_per_100_words"]
    shown.multiselect(key="measures").set_value([]).run()
    command = next(code.value for code in shown.code if code.value.startswith("framescope export"))
    assert "--measure" not in command
    shown.run()
    assert shown.multiselect(key="measures").value == []


def test_the_command_of_a_trend_repeats_the_smoothed_line_and_the_events(page):
    shown = page("trends", by="bias", period="month", smooth="loess", span="0.6", events="2019-12-18 House impeaches")
    assert not shown.exception
    assert not shown.error
    command = next(code.value for code in shown.code if code.value.startswith("framescope trend"))
    assert "--by bias --smooth loess --span 0.6 --event '2019-12-18=House impeaches'" in command
    assert shown.selectbox(key="span").value == "0.6"


def test_unknown_smoothing_in_the_address_falls_back(page):
    shown = page("trends", by="all articles", period="month", smooth="rolling", window="4")
    assert shown.selectbox(key="window").value == "3"
    command = next(code.value for code in shown.code if code.value.startswith("framescope trend"))
    assert "--by 'all articles' --smooth rolling --corpus" in command.replace(" --every month", "")
    assert TrendRequest("sentiment_compound").window == 3, "the window that the command leaves out"


@pytest.mark.parametrize("label", ["affiliation", "source_kind", "gender", "source_type"])
def test_sources_are_shown_by_affiliation_kind_gender_and_type(page, label: str):
    shown = page("sources", show=label)
    assert not shown.exception
    assert not shown.error
    assert any(caption.value.startswith("n: statements") for caption in shown.caption)
    assert shown.selectbox(key="show").value == label


def test_articles_are_chosen_by_whom_they_quote(page):
    shown = page("sources", source="Donald Trump")
    assert not shown.exception
    assert any("--source 'Donald Trump'" in code.value for code in shown.code)
