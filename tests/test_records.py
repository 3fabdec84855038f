"""Values as JSON has them: one way for times, missing values as None."""

from datetime import UTC, date, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from analysis.records import plain, records


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (datetime(2024, 1, 2, 10, 30), "2024-01-02T10:30:00Z"),
        (datetime(2024, 1, 2, tzinfo=UTC), "2024-01-02T00:00:00Z"),
        (datetime(2024, 1, 2, 10, 30, tzinfo=timezone(timedelta(hours=2))), "2024-01-02T08:30:00Z"),
        (pd.Timestamp("2024-01-02 10:30"), "2024-01-02T10:30:00Z"),
        (date(2024, 1, 2), "2024-01-02"),
        (np.float64(1.5), 1.5),
        (np.int64(3), 3),
        (float("nan"), None),
        (float("inf"), None),
        (pd.NaT, None),
        (pd.NA, None),
        ("text", "text"),
    ],
)
def test_each_value_has_one_form(value, expected):
    assert plain(value) == expected
    assert type(plain(value)) is type(expected)


def test_columns_of_days_are_days_and_columns_of_times_are_times():
    times = pd.to_datetime(["2024-01-02", None])
    frame = pd.DataFrame({"published": times, "start": times})
    assert records(frame, days=("start", "end")) == [
        {"published": "2024-01-02T00:00:00Z", "start": "2024-01-02"},
        {"published": None, "start": None},
    ]
