"""Figures from frames: what is drawn, in what order, and that names from outside stay text."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import analysis.figures
from analysis.figures.coverage_calendar import coverage_calendar
from analysis.figures.differences import differences
from analysis.figures.distribution import distribution
from analysis.figures.dot_intervals import intervals
from analysis.figures.heat_map import heat_map
from analysis.figures.keyness import word_bars, word_scatter
from analysis.figures.layout import for_paper
from analysis.figures.scatter import scatter
from analysis.figures.sentence_strip import sentence_strip
from analysis.figures.source_kinds import source_kinds
from analysis.figures.specification_curve import specification_curve
from analysis.figures.story import story_measure, timeline
from analysis.figures.style import POSITIVE, colour
from analysis.figures.trend_lines import panels, together
from analysis.figures.within_story_differences import within_story_differences
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


def _groups(name: str) -> pd.DataFrame:
    return pd.DataFrame(
        {"group": [name, "b"], "n": [3, 4], "mean": [0.1, -0.2], "low": [-0.1, -0.3], "high": [0.3, -0.1]}
        | {"median": [0.1, -0.2], "sd": [0.2, 0.1]}
    )


def _points(name: str) -> pd.DataFrame:
    starts = pd.to_datetime(["2024-01-01", "2024-02-01"])
    return pd.DataFrame(
        {"group": name, "period": ["2024-01", "2024-02"], "start": starts, "end": starts + pd.offsets.MonthEnd(0)}
        | {"n": [5, 6], "mean": [0.1, 0.2], "low": [0.0, 0.1], "high": [0.2, 0.3], "partial": [False, False]}
    )


def _changes(name: str) -> pd.DataFrame:
    values = {"before": 0.1, "after": 0.2, "difference": 0.1, "low": 0.0, "high": 0.2, "p_adjusted": 0.01}
    place = {"group": [name], "period": "2024-02", "date": "2024-02-01", "straight_line_fits_better": False}
    return pd.DataFrame(place | values)


def _pairs(name: str) -> pd.DataFrame:
    values = {"difference": 0.3, "low": 0.1, "high": 0.5, "effect_size": 0.4, "p": 0.01, "p_adjusted": 0.02}
    raw = {"raw_difference": 0.2, "raw_low": -0.1, "raw_high": 0.5, "stories": 7}
    return pd.DataFrame({"a": [name], "b": ["b"]} | values | raw)


def _terms(name: str) -> pd.DataFrame:
    rates = {"per_10000_a": 5.0, "per_10000_b": 1.0, "articles_a": 4, "articles_b": 2, "count_a": 9, "count_b": 3}
    return pd.DataFrame({"term": [name, "tax"], "z": [3.0, -2.0], "p_adjusted": [0.01, 0.2]} | rates)


def _specifications(name: str) -> pd.DataFrame:
    choices = {"measure": [name, "m"], "wire": "include", "matching": name, "statistic": ["mean", name]}
    more = {"min_words": [0, 100], "cluster": "day", "n_a": 5, "n_b": 6, "as_asked": [True, False]}
    return pd.DataFrame({"estimate": [0.1, 0.2], "low": [-0.1, 0.1], "high": [0.3, 0.3]} | choices | more)


def _story(name: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = pd.DataFrame(
        {"id": ["1", "2", "3"], "outlet": [name, name, "b"], "title": [name, None, "T"], "value": [0.1, 0.2, 0.3]}
        | {"published": pd.to_datetime(["2024-01-01 08:00", "2024-01-02 10:00", "2024-01-03 09:00"])}
    )
    outlets = pd.DataFrame(
        {"outlet": [name, "b"], "articles": [2, 1], "value": [0.15, 0.3], "low": [0.1, 0.3], "high": [0.2, 0.3]}
        | {"difference": [-0.05, 0.1]}
    )
    return outlets, articles


FIGURES = {
    "coverage_calendar": lambda name: coverage_calendar(
        pd.DataFrame({"group": [name], "period": pd.to_datetime(["2024-01-01"]), "n": [3]})
    ),
    "differences": lambda name: differences(_pairs(name), SENTIMENT),
    "distribution": lambda name: distribution(
        pd.DataFrame({"group": [name, name], "low": [0.0, 0.5], "high": [0.5, 1.0], "share": [0.4, 0.6]}),
        pd.DataFrame({"group": [name], "n": [5], "q05": [0.1], "q25": [0.2], "q50": [0.5], "q75": [0.7], "q95": [0.9]}),
        SENTIMENT,
        [name],
    ),
    "dot_intervals": lambda name: intervals(_groups(name), SENTIMENT, [name], 0.0),
    "heat_map": lambda name: heat_map(
        pd.DataFrame(
            {"group": [name], "measure": [SENTIMENT.name], "n": [3], "value": [0.1]}
            | {"all_articles": [0.0], "deviation": [0.4]}
        ),
        MEASURES,
    ),
    "keyness bars": lambda name: word_bars(_terms(name), name, "b", "#0078BE", "#D55E00"),
    "keyness scatter": lambda name: word_scatter(_terms(name), name, "b", "#0078BE", "#D55E00"),
    "scatter": lambda name: scatter(_groups(name), _groups(name), SENTIMENT, HEDGING, [name]),
    "sentence_strip": lambda name: sentence_strip(
        pd.DataFrame({"start": [0], "end": [len(name)], "compound": [0.4]}), name
    ),
    "source_kinds": lambda name: source_kinds(
        pd.DataFrame({"group": [name, "b"], "source_type": ["named_person", name], "statements": 3, "share": 1.0})
    ),
    "specification_curve": lambda name: specification_curve(_specifications(name), name, "b", SENTIMENT),
    "story measure": lambda name: story_measure(*_story(name), 0.2, SENTIMENT, [name]),
    "story timeline": lambda name: timeline(_story(name)[1], [name]),
    "trend panels": lambda name: panels(_points(name), SENTIMENT, [name], [(date(2024, 2, 1), name)], _changes(name)),
    "trend together": lambda name: together(
        _points(name), SENTIMENT, [name], [(date(2024, 2, 1), name)], _changes(name)
    ),
    "within_story_differences": lambda name: within_story_differences(_pairs(name), SENTIMENT),
}
"""Every figure, drawn with a name from outside wherever it shows one."""


def _texts(value: object) -> Iterator[str]:
    """Every text that Plotly may show; customdata and legend groups are never drawn."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("customdata", "legendgroup"):
                yield from _texts(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


@pytest.mark.parametrize("figure", FIGURES)
def test_hostile_names_are_text_in_every_figure(figure):
    texts = list(_texts(FIGURES[figure](HOSTILE).to_plotly_json()))
    assert any("&lt;img" in text for text in texts)
    assert not [text for text in texts if "<img" in text or "<a " in text]


def test_every_module_that_draws_is_among_the_figures():
    helpers = {"__init__", "formatting", "layout", "style"}
    modules = {path.stem for path in Path(analysis.figures.__file__).parent.glob("*.py")} - helpers
    drawn = {name.split()[0] for name in FIGURES} - {"trend"} | {"trend_lines"}
    assert drawn == modules


@pytest.mark.parametrize("figure", FIGURES)
def test_figures_for_paper_are_on_white_and_leave_the_one_on_screen_alone(figure):
    drawn = FIGURES[figure]("Reuters")
    before = drawn.layout.to_plotly_json()
    layout = for_paper(drawn).to_plotly_json()["layout"]
    assert (layout["width"], layout["paper_bgcolor"], layout["plot_bgcolor"]) == (900, "white", "white")
    assert layout["font"]["family"].startswith("Arial")
    assert drawn.layout.to_plotly_json() == before


def _trace(figure: go.Figure, mode: str, place: int = 0) -> go.Scatter:
    return [trace for trace in figure.data if mode in trace.mode][place]


def test_a_difference_is_a_mark_on_its_interval_and_coloured_where_it_is_clear():
    drawn = FIGURES["differences"]("Reuters")
    assert list(_trace(drawn, "lines")["x"]) == [0.1, 0.5]
    mark = _trace(drawn, "markers")
    assert (list(mark["x"]), list(mark["customdata"][0])) == ([0.3], ["Reuters", "b"])
    assert (mark["marker"]["color"], mark["marker"]["symbol"]) == (POSITIVE, "circle")
    assert "p 0.010, corrected 0.020" in mark["text"][0]
    unclear = differences(_pairs("Reuters").assign(p_adjusted=0.3), SENTIMENT)
    assert _trace(unclear, "markers")["marker"]["symbol"] == "circle-open"


def test_differences_within_stories_are_filled_and_raw_ones_hollow():
    drawn = FIGURES["within_story_differences"]("Reuters")
    marks = [_trace(drawn, "markers", place) for place in (0, 1)]
    assert [mark["name"] for mark in marks] == ["within stories", "all articles"]
    assert [list(mark["x"]) for mark in marks] == [[0.3], [0.2]]
    assert [mark["marker"]["symbol"] for mark in marks] == ["circle", "circle-open"]
    assert "7 stories with both" in marks[0]["text"][0]


def test_the_median_of_a_distribution_is_marked_between_its_quartiles():
    drawn = FIGURES["distribution"]("Reuters")
    assert list(_trace(drawn, "lines", 1)["x"]) == [0.2, 0.7]
    assert list(_trace(drawn, "markers")["x"]) == [0.5]


def test_a_heat_map_has_measures_as_rows_and_its_cells_name_group_and_measure():
    (trace,) = FIGURES["heat_map"]("Reuters").to_dict()["data"]
    assert (list(trace["x"]), list(trace["y"])) == (["Reuters"], [SENTIMENT.label])
    assert [list(cell) for row in trace["customdata"] for cell in row] == [["Reuters", SENTIMENT.name]]


def test_terms_of_a_point_right_and_those_not_clear_by_articles_are_pale():
    (trace,) = FIGURES["keyness bars"]("budget").to_dict()["data"]
    assert [list(each) for each in trace["customdata"]] == [["budget"], ["tax"]]
    assert list(trace["marker"]["opacity"]) == [1.0, 0.35]
    assert list(trace["marker"]["color"]) == ["#0078BE", "#D55E00"]


def test_a_story_has_a_mark_per_outlet_and_small_ones_for_articles_of_outlets_with_several():
    drawn = FIGURES["story measure"]("Reuters")
    assert list(_trace(drawn, "markers", 0)["x"]) == [0.1, 0.2]
    assert [list(_trace(drawn, "markers", place)["x"]) for place in (1, 2)] == [[0.15], [0.3]]
    assert [note["text"] for note in drawn.to_dict()["layout"]["annotations"]] == ["whole story 0.200"]


def test_the_curve_draws_every_specification_and_only_choices_that_vary():
    drawn = specification_curve(_specifications("median"), "Fox <News>", "Reuters", SENTIMENT)
    marks = [trace for trace in drawn.data if trace.error_y.array is not None]
    assert sorted(x for trace in marks for x in trace.x) == [0, 1]
    rows = drawn.layout.yaxis2.ticktext
    assert any("Statistic: <b>median</b>" in row for row in rows)
    assert not any(row.startswith("Wire") for row in rows)
    assert "Fox &lt;News&gt;" in drawn.layout.yaxis.title.text
    assert {trace.name for trace in marks} == {"interval without 0", "as reported"}
    assert len(specification_curve(_specifications("x").iloc[:0], "a", "b", SENTIMENT).data) == 0


def test_shares_of_source_types_add_up_to_a_bar_per_group():
    named = next(bar for bar in FIGURES["source_kinds"]("Reuters").data if bar.name == "Named person")
    assert list(named.x) == [0.0, 100.0]
    assert [list(each) for each in named.customdata] == [["b"], ["Reuters"]]


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
    counts = [len(figure.data) for figure in figures]
    with_mean, pairs = found.groups["mean"].notna().sum(), found.pairs["difference"].notna().sum()
    assert counts[0] == 3 * len(palette_order), "ridge, quartiles, median"
    assert counts[1] == 2 * pairs > 0
    assert counts[2] == 1
    assert counts[3] == 3 * with_mean > 0, "two intervals and a mark"
    drawn_groups = {trace.name for trace in figures[5].data if trace.name}
    assert drawn_groups == set(moved["group"])
    assert counts[7] == 1
    for figure in figures:
        assert figure.to_json()


def test_figures_of_nothing_are_empty_and_not_an_error(palette_order):
    nothing = pd.DataFrame(columns="group n mean low high median".split())
    assert len(intervals(nothing, SENTIMENT, palette_order, None).data) == 0
