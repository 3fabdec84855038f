"""A measure by period: estimates with intervals, periods that coverage cuts short, and gaps."""

from datetime import date

import numpy as np
import pandas as pd

from analysis.measures import Measure
from analysis.queries.choices import Period
from analysis.stats.resampling import t_intervals

FEW_DAYS = 5
"""A period with fewer days has its interval by article."""
_PANDAS = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}

POINT_COLUMNS = ["group", "period", "start", "end", "n", "days", "mean", "low", "high", "se", "partial", "interval"]
GAP_COLUMNS = ["group", "after", "before", "periods"]


def period_points(measure: Measure, sums: pd.DataFrame, every: Period, confidence: float) -> pd.DataFrame:
    """Return one row per group and period, in `POINT_COLUMNS`, none of them marked partial.

    `sums` is `queries.totals` by day and period: rows of single days, in order of group and period.
    """
    key = sums[["group", "period"]]
    first = np.flatnonzero((key != key.shift()).any(axis=1).to_numpy())
    days = np.diff(np.append(first, len(sums)))
    n, y, x, yy, xy, xx = (
        np.add.reduceat(sums[name].to_numpy(dtype=float), first) if len(first) else np.zeros(0)
        for name in ("n", "y", "x", "yy", "xy", "xx")
    )
    value = y / x
    by_day = _error_by_day(sums, first, days, value, x)
    with np.errstate(invalid="ignore", divide="ignore"):
        by_article = np.sqrt(np.maximum(yy - 2 * value * xy + value**2 * xx, 0.0) * n / (n - 1)) / x
    few = days < FEW_DAYS
    se = np.where(few, np.where(n < 2, np.nan, by_article), by_day)
    low, high = t_intervals(value, se, np.where(few, n, days) - 1, confidence)
    starts = sums["period"].iloc[first]
    known = {start: pd.Period(start, _PANDAS[every]) for start in starts.unique()}
    periods = [known[start] for start in starts]
    return pd.DataFrame(
        {
            "group": sums["group"].iloc[first].to_numpy(),
            "period": [_label(period) for period in periods],
            "start": pd.DatetimeIndex([period.start_time for period in periods]),
            "end": pd.DatetimeIndex([period.end_time.normalize() for period in periods]),
            "n": n.astype(int),
            "days": days,
            "mean": value,
            "low": np.clip(low, measure.low, measure.high),
            "high": np.clip(high, measure.low, measure.high),
            "se": se,
            "partial": False,
            "interval": np.where(np.isfinite(se), np.where(few, "t by article", "t by day"), "none"),
        },
        columns=POINT_COLUMNS,
    )


def _error_by_day(
    sums: pd.DataFrame, first: np.ndarray, days: np.ndarray, value: np.ndarray, x: np.ndarray
) -> np.ndarray:
    """Standard error of a ratio of sums when one day at a time is left out, as in `resampling.estimate`."""
    if not len(first):
        return np.zeros(0)
    which = np.repeat(np.arange(len(first)), days)
    with np.errstate(invalid="ignore", divide="ignore"):
        day = sums["x"].to_numpy(dtype=float)
        change = (sums["y"].to_numpy(dtype=float) - value[which] * day) / (x[which] - day)
        total = np.add.reduceat(np.where(np.isfinite(change), change, 0.0) ** 2, first)
        return np.where(days < 2, np.nan, np.sqrt(total * (days - 1) / days))


def _label(period: pd.Period) -> str:
    if period.freqstr.startswith("W"):
        year, week, _ = period.start_time.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{period.year}-Q{period.quarter}" if period.freqstr.startswith("Q") else str(period)


def mark_partial(
    points: pd.DataFrame, days: pd.DataFrame, since: date | None = None, until: date | None = None
) -> pd.DataFrame:
    """Return `points` with `partial` True if coverage, `since` or `until` cuts the period short.

    `days` is `queries.published_days`: group and day of every day with articles, in order.

    A group covers the time from its first to its last day with articles, and as much more on both sides as its usual
    wait between days with articles (nine in ten are shorter): a weekly is not partial because it began on the third.
    """
    points = points.copy()
    for group, part in days.groupby("group"):
        dates = pd.DatetimeIndex(part["day"])
        waits = np.diff(dates.to_numpy()) / np.timedelta64(1, "D")
        wait = pd.Timedelta(days=int(np.ceil(np.quantile(waits, 0.9))) - 1 if len(waits) else 0)
        start, end = dates[0] - wait, dates[-1] + wait
        start = max(start, pd.Timestamp(since)) if since else start
        end = min(end, pd.Timestamp(until)) if until else end
        own = points["group"] == group
        points.loc[own, "partial"] = (points.loc[own, "start"] < start) | (points.loc[own, "end"] > end)
    points["partial"] = points["partial"].astype(bool)
    return points


def period_numbers(points: pd.DataFrame, every: Period) -> np.ndarray:
    """Return the place of each point's period on the calendar, as an integer."""
    result: np.ndarray = pd.PeriodIndex(points["start"], freq=_PANDAS[every]).asi8
    return result


def gaps_between(points: pd.DataFrame, every: Period) -> pd.DataFrame:
    """Return `GAP_COLUMNS`: where a group has no articles, the periods around and how many are absent."""
    rows = []
    for group, part in points.groupby("group"):
        numbers = period_numbers(part, every)
        for i in np.flatnonzero(np.diff(numbers) > 1):
            absent = int(numbers[i + 1] - numbers[i] - 1)
            rows.append((group, part["period"].iloc[i], part["period"].iloc[i + 1], absent))
    return pd.DataFrame(rows, columns=GAP_COLUMNS)
