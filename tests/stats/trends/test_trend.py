"""Trends: periods, gaps, partial periods and slopes."""

import json
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import statsmodels.api as sm
from scipy import stats

from analysis.corpus.schema import TIME
from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.queries.events import parse_event
from analysis.stats import trend
from tests.synthetic import corpus_of, scores_table, synthetic_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    directory = tmp_path_factory.mktemp("corpus")
    return synthetic_corpus(directory, 6000, outlets=2, days=1096, slope_per_year=0.2, day_sd=0.05)


def dated(tmp_path, days: list[str], values: list[float]):
    scores = scores_table(len(days), outlets=1, days=1)
    scores = scores.set_column(2, "published", pa.array([f"{day}T12:00:00Z" for day in days]).cast(TIME))
    at = scores.schema.get_field_index("sentiment_compound")
    return corpus_of(tmp_path, scores.set_column(at, "sentiment_compound", pa.array(values)))


def test_a_months_interval_is_by_day(tmp_path):
    days = [f"2024-03-{day:02d}" for day in (1, 5, 9, 14, 20, 31)]
    values = [0.1, 0.3, 0.2, 0.5, 0.0, 0.4]
    point = trend(dated(tmp_path, days, values), "sentiment_compound").points.iloc[0]
    low, high = stats.t.interval(0.95, 5, np.mean(values), stats.sem(values))
    assert (point["period"], point["n"], point["interval"]) == ("2024-03", 6, "t by day")
    assert (point["mean"], point["low"], point["high"]) == pytest.approx((np.mean(values), low, high))


def test_a_period_of_few_days_is_judged_by_article_and_one_article_has_no_interval(tmp_path):
    days = ["2024-03-01"] * 3 + ["2024-04-01"]
    points = trend(dated(tmp_path, days, [0.1, 0.2, 0.6, 0.5]), "sentiment_compound").points
    low, high = stats.t.interval(0.95, 2, 0.3, stats.sem([0.1, 0.2, 0.6]))
    assert tuple(points.loc[0, ["low", "high"]]) == pytest.approx((low, high))
    assert points.loc[0, "interval"] == "t by article"
    assert points.loc[1, "interval"] == "none"
    assert np.isnan(points.loc[1, "low"])


def test_months_without_articles_are_gaps_not_zeros(tmp_path):
    found = trend(dated(tmp_path, ["2024-01-05", "2024-04-05"], [0.1, 0.2]), "sentiment_compound")
    assert found.points["period"].to_list() == ["2024-01", "2024-04"]
    assert found.gaps.to_dict("records") == [
        {"group": "Reuters", "after": "2024-01", "before": "2024-04", "periods": 2}
    ]
    assert any("2 periods without articles" in warning for warning in found.warnings)


def test_first_and_last_periods_that_are_covered_in_part_are_marked(corpus):
    inner = Filters(since=date(2024, 2, 10), until=date(2024, 6, 30))
    points = trend(corpus, "sentiment_compound", by=None, filters=inner).points
    assert points["partial"].to_list() == [True, False, False, False, False]


def test_a_sparse_outlet_is_not_partial_for_starting_on_the_third(tmp_path):
    days = [f"2024-0{month}-{day:02d}" for month in (1, 2, 3) for day in (3, 10, 17, 24)]
    points = trend(dated(tmp_path, days, [0.1] * 12), "sentiment_compound").points
    assert points["partial"].to_list() == [False, False, False]


@pytest.mark.parametrize(
    ("every", "label", "start", "end"),
    [
        ("week", "2025-W01", "2024-12-30", "2025-01-05"),
        ("month", "2024-12", "2024-12-01", "2024-12-31"),
        ("quarter", "2024-Q4", "2024-10-01", "2024-12-31"),
        ("year", "2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_periods_are_named_as_people_name_them(tmp_path, every, label, start, end):
    point = trend(dated(tmp_path, ["2024-12-31"], [0.1]), "sentiment_compound", every=every).to_dict()["points"][0]
    assert (point["period"], point["start"], point["end"]) == (label, start, end)


def test_a_planted_slope_is_recovered(corpus):
    slopes = trend(corpus, "sentiment_compound").slopes
    assert ((slopes["low"] < 0.2) & (slopes["high"] > 0.2)).all()
    assert (slopes["p_adjusted"] < 1e-6).all()
    assert (trend(corpus, "readability_flesch_reading_ease").slopes["p_adjusted"] > 0.01).all()


def test_the_slope_equals_statsmodels_with_newey_west_errors(corpus):
    found = trend(corpus, "sentiment_compound", by=None)
    whole = found.points[~found.points["partial"]]
    middle = (whole["start"] + (whole["end"] - whole["start"]) / 2).to_numpy().astype("datetime64[s]").astype(float)
    years = (middle - middle[0]) / (365.25 * 86_400)
    line = sm.OLS(whole["mean"].to_numpy(), sm.add_constant(years)).fit(
        cov_type="HAC", cov_kwds={"maxlags": found.slopes["lags"].iloc[0], "use_correction": True}, use_t=True
    )
    row = found.slopes.iloc[0]
    assert (row["slope_per_year"], row["p"]) == pytest.approx((line.params[1], line.pvalues[1]))
    assert (row["low"], row["high"]) == pytest.approx(tuple(line.conf_int()[1]))


def test_too_few_periods_have_no_slope(tmp_path):
    found = trend(dated(tmp_path, ["2024-01-05", "2024-02-05"], [0.1, 0.2]), "sentiment_compound")
    assert found.slopes["slope_per_year"].isna().all()
    assert any("a slope needs 6" in warning for warning in found.warnings)


def test_the_json_has_the_contracts_keys_and_no_nan(corpus):
    found = trend(corpus, "hedging_per_100_words", every="quarter").to_dict()
    assert {"measure", "points", "slopes", "change_points"} <= set(found)
    assert {"group", "period", "n", "mean", "low", "high", "partial"} <= set(found["points"][0])
    assert {"group", "slope_per_year", "low", "high", "p", "p_adjusted"} <= set(found["slopes"][0])
    json.dumps(found, allow_nan=False)


def test_no_dated_article_is_said_not_raised(corpus):
    found = trend(corpus, "sentiment_compound", filters=Filters(outlets=("The Onion",)))
    assert found.points.empty
    assert found.slopes.empty
    assert "No article" in found.warnings[0]


def test_the_difference_of_slopes_is_the_slope_of_the_difference(tmp_path):
    scores = scores_table(8000, outlets=2, days=1096, slope_per_year=0.0, day_sd=0.2)
    rising = np.where(
        np.array(scores["outlet"]) == "Guardian",
        np.array(scores["sentiment_compound"])
        + 0.2 * (np.array(scores["published"]).astype("datetime64[D]").astype(int) - 19723) / 365.25,
        np.array(scores["sentiment_compound"]),
    )
    at = scores.schema.get_field_index("sentiment_compound")
    corpus = corpus_of(tmp_path, scores.set_column(at, "sentiment_compound", pa.array(rising)))
    found = trend(corpus, "sentiment_compound")
    row = found.slope_differences.iloc[0]
    assert (row["a"], row["b"], row["periods"]) == ("Guardian", "Reuters", 35)
    assert row["low"] < 0.2 < row["high"]
    assert row["p_adjusted"] < 1e-6
    # What moves both outlets on one day cancels: the difference is surer than its parts.
    assert row["se"] < np.sqrt((found.slopes["se"] ** 2).sum())


def test_smoothing_is_a_column_of_its_own_and_changes_nothing_else(corpus):
    plain = trend(corpus, "sentiment_compound")
    rolling = trend(corpus, "sentiment_compound", smooth="rolling", window=3)
    loess = trend(corpus, "sentiment_compound", smooth="loess", span=0.4)
    pd.testing.assert_frame_equal(plain.points, rolling.points.drop(columns="smooth"))
    part = rolling.points[rolling.points["group"] == "Reuters"].reset_index(drop=True)
    middle = part.loc[9:11]
    assert part.loc[10, "smooth"] == pytest.approx(np.average(middle["mean"], weights=middle["n"]))
    whole = loess.points[(loess.points["group"] == "Reuters") & ~loess.points["partial"]]
    assert np.diff(whole["smooth"], 2).std() < 0.5 * np.diff(whole["mean"], 2).std()
    assert "LOESS" in loess.choices["smooth"]
    with pytest.raises(ArgumentError, match="odd window"):
        trend(corpus, "sentiment_compound", smooth="rolling", window=4)


def test_events_are_kept_in_order_and_those_outside_are_named(corpus):
    events = [parse_event("2025-03-01=Hearing begins"), parse_event("2031-01-01 = Far away")]
    found = trend(corpus, "sentiment_compound", events=events[::-1])
    assert found.to_dict()["events"] == [
        {"date": "2025-03-01", "label": "Hearing begins"},
        {"date": "2031-01-01", "label": "Far away"},
    ]
    assert any("Events outside the time shown: 2031-01-01 Far away" in warning for warning in found.warnings)


@pytest.mark.parametrize("text", ["Hearing begins", "2025-13-01=Hearing", "2025-03-01=", "2025-03-01"])
def test_an_event_without_day_or_label_is_refused_in_words(text):
    with pytest.raises(ArgumentError, match="event"):
        parse_event(text)
