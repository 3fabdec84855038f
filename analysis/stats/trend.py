"""How a measure moves over time in each group."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import Measure
from analysis.queries import Corpus, Filters, published_days, totals
from analysis.queries.numbers import ALL, Period
from analysis.stats.compare import check_choices, clip, estimator
from analysis.stats.corrections import LABELS, Correction, adjust
from analysis.stats.records import records
from analysis.stats.resampling import estimate, t_interval, t_test

FEW_DAYS = 5
"""A period with fewer days has its interval by article."""
SHORTEST = 6
"""A slope needs this many whole periods with values."""
MANY_PERIODS = 24
"""Newey-West errors are trustworthy from about here."""
DAYS_A_YEAR = 365.25
_PANDAS = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}

POINT_COLUMNS = ["group", "period", "start", "end", "n", "days", "mean", "low", "high", "se", "partial", "interval"]
SLOPE_COLUMNS = ["group", "periods", "slope_per_year", "low", "high", "se", "p", "p_adjusted", "lags"]
GAP_COLUMNS = ["group", "after", "before", "periods"]


@dataclass(frozen=True)
class Trend:
    """What `trend` found, by group then time; NaN is what cannot be computed.

    `points`: group, period ("2024-05", "2024-W21", "2024-Q2", "2024"), start and end (first and last UTC day), n,
    days, mean, low, high, se, partial, interval. A period without values has no row; `gaps` lists them: group, after
    and before (the periods around), periods (how many are absent). `slopes`: group, periods, slope_per_year, low,
    high, se, p, p_adjusted, lags; NaN where there are fewer than six whole periods. `change_points` is empty for now.
    """

    measure: str
    points: pd.DataFrame
    slopes: pd.DataFrame
    gaps: pd.DataFrame
    change_points: tuple[dict[str, Any], ...]
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope trend --format json`."""
        return {
            "measure": self.measure,
            "points": records(self.points),
            "slopes": records(self.slopes),
            "gaps": records(self.gaps),
            "change_points": list(self.change_points),
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def trend(
    corpus: Corpus,
    measure: str,
    every: Period = "month",
    by: str | None = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    correction: Correction = "holm",
) -> Trend:
    """The measure in each period (weeks begin on Monday) and group, and the slope of each group.

    Intervals are by day, since articles of one day share events. `partial` marks a first or last period that the
    selection (its articles, or `since` and `until`) covers in part; slopes leave those out. A slope is the least
    squares line through the periods' means with Newey-West errors. `by` None takes all articles together.
    Raises `ArgumentError` for an unknown measure, column or choice.
    """
    check_choices(confidence, (every, Period), (correction, Correction))
    filters = filters or Filters()
    what = corpus.measure(measure)
    sums = totals(corpus, measure, by, filters, "day", every)
    rows = [
        _point(what, str(group), pd.Period(start, _PANDAS[every]), part, confidence)
        for (group, start), part in sums.groupby(["group", "period"], sort=True)
    ]
    points = _mark_partial(pd.DataFrame(rows, columns=POINT_COLUMNS), corpus, measure, by, filters)
    slopes = _slopes(points, confidence, correction)
    gaps = _gaps(points, every)
    choices = {
        "by": by or ALL,
        "every": every,
        "filters": filters.to_dict(),
        "wire": filters.wire,
        "snapshot": corpus.snapshot,
        "estimator": estimator(corpus, what),
        "confidence": confidence,
        "interval": f"t interval with errors robust to clusters (days); by article below {FEW_DAYS} days",
        "slope": "least squares on whole periods, Newey-West errors, lags floor(4 (T/100)^(2/9)), small-sample t",
        "correction": LABELS[correction],
    }
    return Trend(what.name, points, slopes, gaps, (), tuple(_cautions(points, slopes, gaps)), choices)


def _point(measure: Measure, group: str, period: pd.Period, days: pd.DataFrame, confidence: float) -> tuple[Any, ...]:
    n = int(days["n"].sum())
    by_day = estimate(days[["y"]].to_numpy(dtype=float), days[["x"]].to_numpy(dtype=float))
    value, se, clusters, how = float(by_day.value[0]), float(by_day.se[0]), len(days), "t by day"
    if len(days) < FEW_DAYS:
        se, clusters, how = _by_article(days, value), n, "t by article"
    low, high = clip(*t_interval(value, se, clusters - 1, confidence), measure)
    first, last = period.start_time.normalize(), period.end_time.normalize()
    how = how if np.isfinite(se) else "none"
    return group, _label(period), first, last, n, len(days), value, low, high, se, False, how


def _by_article(days: pd.DataFrame, value: float) -> float:
    """Standard error of a ratio of sums from the products of single articles; NaN for one article."""
    n, x, yy, xy, xx = (float(days[name].sum()) for name in ("n", "x", "yy", "xy", "xx"))
    if n < 2:
        return float("nan")
    return float(np.sqrt(max(yy - 2 * value * xy + value**2 * xx, 0.0) * n / (n - 1)) / x)


def _label(period: pd.Period) -> str:
    if period.freqstr.startswith("W"):
        year, week, _ = period.start_time.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{period.year}-Q{period.quarter}" if period.freqstr.startswith("Q") else str(period)


def _mark_partial(points: pd.DataFrame, corpus: Corpus, measure: str, by: str | None, filters: Filters) -> pd.DataFrame:
    """Set `partial` where a group's coverage, or since or until, begins after a period's start or ends before its end.

    A group covers the time from its first to its last day with articles, and as much more on both sides as its usual
    wait between days with articles (nine in ten are shorter): a weekly is not partial because it began on the third.
    """
    days = published_days(corpus, measure, by, filters)
    for group, part in days.groupby("group"):
        dates = pd.DatetimeIndex(part["day"])
        waits = np.diff(dates.to_numpy()) / np.timedelta64(1, "D")
        wait = pd.Timedelta(days=int(np.ceil(np.quantile(waits, 0.9))) - 1 if len(waits) else 0)
        start, end = dates[0] - wait, dates[-1] + wait
        start = max(start, pd.Timestamp(filters.since)) if filters.since else start
        end = min(end, pd.Timestamp(filters.until)) if filters.until else end
        own = points["group"] == group
        points.loc[own, "partial"] = (points.loc[own, "start"] < start) | (points.loc[own, "end"] > end)
    points["partial"] = points["partial"].astype(bool)
    return points


def _slopes(points: pd.DataFrame, confidence: float, correction: Correction) -> pd.DataFrame:
    rows = [_slope(str(group), part[~part["partial"]], confidence) for group, part in points.groupby("group")]
    slopes = pd.DataFrame(rows, columns=SLOPE_COLUMNS)
    slopes["p_adjusted"] = adjust(slopes["p"].to_numpy(dtype=float), correction)
    return slopes


def _slope(group: str, whole: pd.DataFrame, confidence: float) -> tuple[Any, ...]:
    count = len(whole)
    lags = int(4 * (count / 100) ** (2 / 9))
    if count < SHORTEST:
        return group, count, *[np.nan] * 5, np.nan, None
    from statsmodels.regression.linear_model import OLS

    middle = whole["start"] + (whole["end"] - whole["start"]) / 2
    years = ((middle - middle.iloc[0]) / pd.Timedelta(days=DAYS_A_YEAR)).to_numpy(dtype=float)
    design = np.column_stack([np.ones(count), years])
    line = OLS(whole["mean"].to_numpy(dtype=float), design).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    slope, se = float(line.params[1]), float(line.bse[1])
    low, high = t_interval(slope, se, count - 2, confidence)
    return group, count, slope, low, high, se, t_test(slope, se, count - 2), np.nan, lags


def _gaps(points: pd.DataFrame, every: Period) -> pd.DataFrame:
    rows = []
    for group, part in points.groupby("group"):
        numbers = pd.PeriodIndex(part["start"], freq=_PANDAS[every]).asi8
        for i in np.flatnonzero(np.diff(numbers) > 1):
            absent = int(numbers[i + 1] - numbers[i] - 1)
            rows.append((group, part["period"].iloc[i], part["period"].iloc[i + 1], absent))
    return pd.DataFrame(rows, columns=GAP_COLUMNS)


def _cautions(points: pd.DataFrame, slopes: pd.DataFrame, gaps: pd.DataFrame) -> list[str]:
    found = []
    if points.empty:
        found.append("No article with a date and a value was found.")
    for group, part in gaps.groupby("group"):
        absent = int(part["periods"].sum())
        found.append(f"{group}: {absent} {'period' if absent == 1 else 'periods'} without articles; left as a gap.")
    for row in slopes[slopes["slope_per_year"].isna()].itertuples(index=False):
        found.append(f"{row.group}: {row.periods} whole periods, too few for a slope (it takes {SHORTEST}).")
    short = slopes[slopes["slope_per_year"].notna() & (slopes["periods"] < MANY_PERIODS)]
    if len(short):
        found.append(
            f"{len(short)} of {len(slopes)} slopes rest on fewer than {MANY_PERIODS} periods, where intervals robust to "
            "autocorrelation tend to be too short."
        )
    thin = int((points["n"] < 5).sum())
    if thin:
        found.append(f"{thin} of {len(points)} points rest on fewer than 5 articles.")
    return found
