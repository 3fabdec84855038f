"""Frames as JSON: the one way a table of results becomes a list of dicts, and a time becomes text."""

import math
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any

import pandas as pd


def records(frame: pd.DataFrame, days: Collection[str] = ()) -> list[dict[str, Any]]:
    """Return one dict per row, each value as `plain` gives it; `days` names columns of times that stand for days."""
    by_day = frame.assign(**{name: frame[name].dt.date for name in days if name in frame and len(frame)})
    return [
        {str(name): plain(value) for name, value in zip(by_day.columns, row, strict=True)}
        for row in by_day.itertuples(index=False, name=None)
    ]


def plain(value: Any) -> Any:
    """Return the value as JSON has it: missing (NaN, NaT, infinite) as None, NumPy's numbers as Python's.

    Times are ISO 8601 in UTC, with a Z (one without a zone is in UTC); days are YYYY-MM-DD.

    >>> plain(datetime(2024, 1, 2, 10, 30)), plain(date(2024, 1, 2)), plain(float("nan"))
    ('2024-01-02T10:30:00Z', '2024-01-02', None)
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    if hasattr(value, "item") and not isinstance(value, date):
        value = value.item()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, datetime):
        in_utc = value.astimezone(UTC) if value.tzinfo else value
        return in_utc.replace(tzinfo=None).isoformat() + "Z"
    if isinstance(value, date):
        return value.isoformat()
    return value
