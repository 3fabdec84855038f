"""Points of periods, partial periods and gaps, from frames made by hand."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.measures import Measure
from analysis.stats.trends.periods import gaps_between, mark_partial, period_numbers, period_points

MEASURE = Measure("tone", "Tone", "score", -1, 1, "A tone.", "")


def daily(values: dict[str, list[float]]) -> pd.DataFrame:
    """`queries.totals` by day and month: one article on each of the first days of a month."""
    rows = []
    for month, own in values.items():
        for value in own:
            rows.append(("CNN", pd.Timestamp(month), 1, value, value, 1.0, value**2, value, 1.0))
    return pd.DataFrame(rows, columns=["group", "period", "n", "value", "y", "x", "yy", "xy", "xx"])


def test_a_point_is_the_mean_with_students_interval_over_days_or_over_articles_where_days_are_few():
    own = [0.1, 0.3, -0.2, 0.4, 0.0, 0.2]
    points = period_points(MEASURE, daily({"2024-01-01": own, "2024-02-01": own[:3]}), "month", 0.95)
    assert points["period"].to_list() == ["2024-01", "2024-02"]
    assert points["end"].to_list() == [pd.Timestamp("2024-01-31"), pd.Timestamp("2024-02-29")]
    assert points["interval"].to_list() == ["t by day", "t by article"]
    for row, part in zip(points.itertuples(), (own, own[:3]), strict=True):
        assert (row.mean, row.se) == pytest.approx((np.mean(part), stats.sem(part)))
        expected = stats.t.interval(0.95, len(part) - 1, np.mean(part), stats.sem(part))
        assert (row.low, row.high) == pytest.approx(expected)


def test_an_interval_stays_within_what_the_measure_can_be():
    points = period_points(MEASURE, daily({"2024-01-01": [0.9, -0.9]}), "month", 0.95)
    assert (points["low"].iloc[0], points["high"].iloc[0]) == (-1, 1)
    assert np.isnan(period_points(MEASURE, daily({"2024-01-01": [0.9]}), "month", 0.95)["se"].iloc[0])


def test_periods_that_coverage_or_filters_cut_short_are_partial():
    months = {month: [0.1] for month in ("2024-01-01", "2024-02-01", "2024-03-01")}
    points = period_points(MEASURE, daily(months), "month", 0.95)
    days = pd.DataFrame({"group": "CNN", "day": pd.date_range("2024-01-20", "2024-03-31")})
    assert mark_partial(points, days)["partial"].to_list() == [True, False, False]
    assert mark_partial(points, days, until=date(2024, 3, 15))["partial"].to_list() == [True, False, True]
    assert points["partial"].to_list() == [False, False, False]


def test_a_gap_counts_the_periods_that_are_absent():
    points = period_points(MEASURE, daily({"2023-12-01": [0.1], "2024-03-01": [0.1]}), "month", 0.95)
    assert gaps_between(points, "month").to_numpy().tolist() == [["CNN", "2023-12", "2024-03", 2]]
    assert np.diff(period_numbers(points, "month")).tolist() == [3]
