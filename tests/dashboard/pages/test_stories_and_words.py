"""Stories, words and doubts without a browser: what is computed, drawn, and said where something is missing."""

import json
import shlex
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.derived.stories import update_stories
from analysis.derived.wire_copies import update_wire
from analysis.figures.keyness import word_bars, word_scatter
from analysis.figures.story import story_measure, timeline
from analysis.figures.trend_lines import panels
from analysis.figures.within_story_differences import within_story_differences
from analysis.jobs import score
from analysis.queries import CorpusSnapshot, Filters, open_corpus, overview
from analysis.queries.dashboard import (
    outlets_of_story,
    profile,
    selection,
    story_articles,
    story_value,
)
from analysis.queries.stories import stories
from analysis.scorers import MEASURES
from analysis.sentence_sentiment import divergent_sentences, sentence_sentiment
from analysis.stats import compare, trend

HEDGING = MEASURES["hedging_per_100_words"]
HOSTILE = "<img src=x onerror=alert(1)>"
EVENT = [
    ("CNN", "Senate passes budget after long night of votes", "The Senate passed the budget. It was a great success."),
    ("NPR", "Senate passes budget after votes", "The Senate passed the budget. Critics called it a terrible disaster."),
    ("Vox", "Budget passes Senate after long votes", "The Senate passed the budget. It may possibly help some people."),
]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three outlets on one event, and one article about something else."""
    folder = tmp_path_factory.mktemp("told")
    budget = " Senators debated the federal budget, spending caps, the deficit and military funding until dawn."
    rows = [(outlet, "2024-03-05", title, text + budget) for outlet, title, text in EVENT]
    rows.append(("CNN", "2024-06-01", "Whale rescued off Cornwall", "Fishermen freed a whale from their nets at noon."))
    frame = pd.DataFrame(rows, columns=["outlet", "published", "title", "text"])
    frame.to_csv(folder / "articles.csv", index=False)
    store = CorpusStore.create(folder / "corpus")
    ingest(store, folder / "articles.csv")
    score(store, workers=1)
    update_wire(store)
    update_stories(store)
    return folder / "corpus"


@pytest.fixture(scope="module")
def corpus(told: Path) -> CorpusSnapshot:
    return open_corpus(told)


@pytest.fixture(scope="module")
def story(corpus: CorpusSnapshot) -> str:
    found = stories(corpus, outlets=3).stories
    assert len(found) == 1
    return str(found["id"].iloc[0])


def test_an_outlet_in_a_story_has_the_value_that_compare_gives(corpus: CorpusSnapshot, story: str):
    articles = story_articles(corpus, story, HEDGING.name)
    outlets = outlets_of_story(articles)
    alone = compare(corpus, HEDGING.name, filters=Filters(where="published < TIMESTAMP '2024-04-01'")).groups
    assert outlets["outlet"].tolist()[0] == "Vox"
    for row in alone.itertuples():
        own = outlets[outlets["outlet"] == row.group].iloc[0]
        assert own["value"] == pytest.approx(row.mean)
        assert own["difference"] == pytest.approx(row.mean - story_value(articles))


def test_the_most_divergent_sentence_is_the_one_furthest_from_the_story(corpus: CorpusSnapshot, story: str):
    articles = story_articles(corpus, story, HEDGING.name)
    found = divergent_sentences(articles, 1).set_index("outlet")
    assert "great success" in found.loc["CNN", "sentence"]
    assert "terrible disaster" in found.loc["NPR", "sentence"]
    assert found.loc["CNN", "difference"] > 0 > found.loc["NPR", "difference"]
    mean = pd.concat([sentence_sentiment(text) for text in articles["text"]])["compound"].mean()
    assert found.loc["CNN", "compound"] - found.loc["CNN", "difference"] == pytest.approx(mean)


def test_filters_reach_into_a_story(corpus: CorpusSnapshot, story: str):
    assert len(story_articles(corpus, story, HEDGING.name)) == 3
    assert story_articles(corpus, story, HEDGING.name, Filters(outlets=("NPR",)))["outlet"].tolist() == ["NPR"]


def test_what_is_selected_is_what_the_overview_says(corpus: CorpusSnapshot):
    for filters in (Filters(), Filters(outlets=("CNN",)), Filters(outlets=("Nowhere",))):
        assert selection(corpus, filters) == overview(corpus, filters)["selected"]


def test_the_spread_of_all_articles_is_that_of_the_single_values(corpus: CorpusSnapshot):
    found = profile(corpus).query("measure == @HEDGING.name")
    values = corpus.frame(f"SELECT {HEDGING.name} AS v FROM scores")["v"]
    assert found["sd"].iloc[0] == pytest.approx(values.std())


def test_a_story_opens_with_headlines_measures_and_sentences(page, told: Path, story: str):
    shown = page("stories", told, story=story)
    assert not shown.exception
    assert not shown.error
    assert [heading.value for heading in shown.subheader][:3] == ["Headlines", "When", "Sentiment"]
    assert len([button for button in shown.button if button.label.startswith("Read ")]) == 3


def test_the_command_below_the_stories_gives_the_stories_that_are_shown(page, told: Path, capsys):
    from analysis.cli import main

    shown = page("stories", told, headline="BUDGET", told_by="3", min_words="5", where="outlet <> 'Dawn'")
    assert not shown.exception
    assert not shown.error
    assert any(caption.value.startswith("1 story matches") for caption in shown.caption)
    command = next(code.value for code in shown.code if code.value.startswith("framescope stories"))
    assert "--title BUDGET --outlets 3 --min-words 5" in command
    with pytest.raises(SystemExit):
        main([*shlex.split(command)[1:], "--format", "json"])
    found = json.loads(capsys.readouterr().out)["stories"]
    assert [story["label"] for story in found] == shown.dataframe[0].value["Story"].tolist()


def test_wire_copy_can_be_left_out_of_stories(page, told: Path):
    shown = page("stories", told, wire="exclude")
    assert not shown.error
    assert shown.info[0].value.startswith("No story matches"), "all three have the budget's sentence in common"


def test_articles_without_stories_say_what_to_run(page):
    for shown in (page("stories"), page("compare", view="within_stories")):
        assert "framescope stories --corpus" in shown.code[0].value


def test_wire_copy_that_was_not_looked_for_says_what_to_run(page):
    shown = page("compare", wire="exclude")
    assert not shown.exception
    assert "framescope duplicates" in shown.error[0].value.replace("\\", "")


def test_a_group_is_not_set_against_itself(page):
    for path, settings in (("words", {}), ("compare", {"view": "all_choices"})):
        shown = page(path, a="CNN", b="CNN", **settings)
        assert not shown.exception
        assert any("itself" in info.value for info in shown.info)


def test_words_of_the_rest_can_be_read_in_context(page):
    shown = page("words", a="CNN", phrases="1")
    assert not shown.exception
    assert not shown.error
    assert shown.selectbox(key="term").options


def test_change_points_are_drawn_in_the_panel_of_their_group(tmp_path: Path):
    from tests.synthetic import corpus_of, scores_table, shifted

    scores = shifted(scores_table(6000, days=730, day_sd=0.02), "Reuters", "2025-01-01", 0.5)
    found = trend(corpus_of(tmp_path, scores), "sentiment_compound")
    assert found.change_points["group"].tolist() == ["Reuters"]
    figure = panels(
        found.points, MEASURES["sentiment_compound"], ["Fox News", "Guardian", "Reuters"], (), found.change_points
    )
    marks = [trace for trace in figure.data if trace.line.dash == "dot"]
    assert [str(trace.x[0])[:7] for trace in marks] == ["2025-01"]
    assert "p, corrected" in marks[0].text[0]


def test_slopes_and_their_differences_are_tables_in_the_units_of_the_measure(tmp_path: Path):
    from streamlit.testing.v1 import AppTest

    from tests.synthetic import corpus_of, scores_table

    found = trend(corpus_of(tmp_path, scores_table(6000, days=730, day_sd=0.02)), "sentiment_compound", smooth="loess")

    def draw(found) -> None:
        from dashboard.pages.trends.tables import show_slopes

        show_slopes(found, "outlet")

    shown = AppTest.from_function(draw, args=(found,), default_timeout=60).run()
    assert not shown.exception
    pairs = len(found.slope_differences)
    assert shown.expander[0].label.startswith(f"Differences between slopes: {pairs} pairs, ")
    assert "per year (score, \\-1 to 1)" in shown.caption[0].value
    figure = panels(found.points, MEASURES["sentiment_compound"], ["Fox News", "Guardian", "Reuters"])
    assert len([trace for trace in figure.data if trace.line.width == 4]) == found.points["group"].nunique()


def test_hostile_names_stay_text_in_the_new_figures():
    articles = pd.DataFrame(
        {
            "id": ["1", "2"],
            "outlet": [HOSTILE, "CNN"],
            "published": pd.to_datetime(["2024-01-01", "2024-01-02"]),
            "title": [HOSTILE, None],
            "value": [1.0, 2.0],
            "y": [1.0, 2.0],
            "x": [1.0, 1.0],
        }
    )
    term = {"term": HOSTILE, "z": 3.0, "count_a": 9, "count_b": 1, "per_10000_a": 9.0, "per_10000_b": 1.0}
    terms = pd.DataFrame([term | {"articles_a": 3, "articles_b": 1, "p_adjusted": 0.01}])
    pair = {"a": HOSTILE, "b": "CNN", "difference": 0.1, "low": 0.0, "high": 0.2, "p_adjusted": 0.04, "stories": 4}
    pairs = pd.DataFrame([pair | {"raw_difference": 0.1, "raw_low": 0.0, "raw_high": 0.2}])
    for figure in (
        timeline(articles, [HOSTILE]),
        story_measure(outlets_of_story(articles), articles, 1.5, HEDGING, [HOSTILE]),
        word_bars(terms, HOSTILE, "CNN", "#000000", "#111111"),
        word_scatter(terms, HOSTILE, "CNN", "#000000", "#111111"),
        within_story_differences(pairs, HEDGING),
    ):
        for trace in figure.data:
            trace.customdata = None
        assert "<img" not in figure.to_json().replace("\\u003c", "<")
