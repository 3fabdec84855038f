"""Figures from frames: what is drawn, in what order, and that names from outside stay text."""

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis.figures.coverage_calendar import coverage_calendar
from analysis.figures.differences import differences
from analysis.figures.distribution import distribution
from analysis.figures.dot_intervals import intervals
from analysis.figures.heat_map import heat_map
from analysis.figures.scatter import scatter
from analysis.figures.sentence_strip import sentence_strip
from analysis.figures.style import colour
from analysis.figures.trend_lines import panels, together
from analysis.queries import coverage, histogram, open_corpus, quantiles
from analysis.queries.dashboard import profile
from analysis.scorers import MEASURES
from analysis.sentence_sentiment import sentence_sentiment
from analysis.stats import compare, trend

SENTIMENT, HEDGING = MEASURES["sentiment_compound"], MEASURES["hedging_per_100_words"]
HOSTILE = '<img src=x onerror=alert(1)> <a href="javascript:alert(1)">Post</a>'


@pytest.fixture(scope="module")
def corpus(small_corpus):
    return open_corpus(small_corpus)


@pytest.fixture(scope="module")
def palette_order(corpus) -> list[str]:
    return sorted(row["outlet"] for row in corpus.rows("SELECT DISTINCT outlet FROM scores"))


def _markers(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if "markers" in (trace.mode or "") and trace.customdata is not None]


def test_intervals_stand_from_high_to_low_in_the_outlets_own_colours(corpus, palette_order):
    found = compare(corpus, "sentiment_compound").groups
    dots = _markers(intervals(found, SENTIMENT, palette_order, 0.01))
    means = [trace.x[0] for trace in dots]
    assert means == sorted(means, reverse=True)
    assert sorted(means) == sorted(found["mean"].dropna())
    assert all(trace.marker.color == colour(trace.customdata[0], palette_order) for trace in dots)


def test_the_axis_has_label_and_unit_and_zero_is_marked(corpus, palette_order):
    figure = intervals(compare(corpus, "sentiment_compound").groups, SENTIMENT, palette_order, None)
    assert figure.layout.xaxis.title.text == "Sentiment<br>(score, -1 to 1)"
    assert any(shape.x0 == shape.x1 == 0 for shape in figure.layout.shapes)


def test_hostile_names_are_text_in_every_figure():
    groups = pd.DataFrame(
        {"group": [HOSTILE], "n": [3], "mean": [0.1], "low": [-0.1], "high": [0.3], "median": [0.1], "sd": [0.2]}
    )
    written = (
        intervals(groups, SENTIMENT, [HOSTILE], 0.0).to_json()
        + scatter(groups, groups, SENTIMENT, HEDGING, [HOSTILE]).to_json()
    )
    shown = written.replace("\\u003c", "<")
    assert "&lt;img" in shown
    for trace in intervals(groups, SENTIMENT, [HOSTILE], 0.0).data:
        assert "<img" not in str(trace.hovertemplate)
        assert "<img" not in str(trace.name)


def test_gaps_stay_gaps_and_partial_periods_are_hollow():
    starts = pd.to_datetime(["2024-01-01", "2024-02-01", "2024-05-01", "2024-06-01"])
    points = pd.DataFrame(
        {
            "group": "Reuters",
            "period": ["2024-01", "2024-02", "2024-05", "2024-06"],
            "start": starts,
            "end": starts + pd.offsets.MonthEnd(0),
            "n": [5, 6, 7, 8],
            "mean": [0.1, 0.2, 0.1, 0.3],
            "low": [0.0, 0.1, 0.0, 0.2],
            "high": [0.2, 0.3, 0.2, 0.4],
            "partial": [True, False, False, False],
        }
    )
    figure = panels(points, SENTIMENT, ["Reuters"], [(date(2024, 3, 1), "Vote")])
    lines = [trace for trace in figure.data if trace.mode == "lines" and trace.fill is None]
    assert [len(trace.x) for trace in lines] == [2, 2]
    assert list(_markers(figure)[0].marker.symbol) == ["circle-open", "circle", "circle", "circle"]
    assert any("Vote" in (note.text or "") for note in figure.layout.annotations)


def test_every_figure_is_drawn_from_real_answers(corpus, palette_order):
    found = compare(corpus, "hedging_per_100_words")
    moved = trend(corpus, "hedging_per_100_words", "quarter").points
    figures = [
        distribution(
            histogram(corpus, "hedging_per_100_words"),
            quantiles(corpus, "hedging_per_100_words"),
            HEDGING,
            palette_order,
        ),
        differences(found.pairs, HEDGING),
        heat_map(profile(corpus), corpus.measures),
        scatter(found.groups, found.groups, HEDGING, HEDGING, palette_order),
        panels(moved, HEDGING, palette_order),
        together(moved, HEDGING, palette_order),
        coverage_calendar(coverage(corpus)),
        sentence_strip(sentence_sentiment("A great day. A terrible night."), "A great day. A terrible night."),
    ]
    for figure in figures:
        assert len(figure.data) > 0
        figure.to_json()


def test_figures_of_nothing_are_empty_and_not_an_error(palette_order):
    nothing = pd.DataFrame(columns="group n mean low high median".split())
    assert len(intervals(nothing, SENTIMENT, palette_order, None).data) == 0
