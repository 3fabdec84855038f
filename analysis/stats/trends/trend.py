"""How a measure moves over time in each group."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures import Measure
from analysis.queries import CorpusSnapshot, Filters, published_days, totals
from analysis.queries.choices import ALL_ARTICLES, SEED, Correction, Period, Smooth
from analysis.queries.events import Event
from analysis.stats.compare import check_choices, estimator
from analysis.stats.corrections import LABELS
from analysis.stats.records import records
from analysis.stats.resampling import t_intervals
from analysis.stats.trends.change_points import FEWEST_PERIODS, autocorrelation, change_points
from analysis.stats.trends.slopes import MANY_PERIODS, SHORTEST, slope_differences, slopes
from analysis.stats.trends.smoothing import LABELS as SMOOTHING
from analysis.stats.trends.smoothing import smoothed

FEW_DAYS = 5
"""A period with fewer days has its interval by article."""
MANY_GROUPS = 40
"""The slopes of more groups are not compared pair by pair."""
_PANDAS = {"week": "W-SUN", "month": "M", "quarter": "Q", "year": "Y"}

DAYS = ("start", "end", "date")
POINT_COLUMNS = ["group", "period", "start", "end", "n", "days", "mean", "low", "high", "se", "partial", "interval"]
GAP_COLUMNS = ["group", "after", "before", "periods"]


@dataclass(frozen=True)
class Trend:
    """What `trend` found, by group then time; NaN is what cannot be computed.

    `points`: group, period ("2024-05", "2024-W21", "2024-Q2", "2024"), start and end (first and last UTC day), n,
    days, mean, low, high, se, partial, interval. A period without values has no row; `gaps` lists them: group, after
    and before (the periods around), periods (how many are absent). `slopes`: group, periods, slope_per_year, low,
    high, se, p, p_adjusted, lags; NaN where there are fewer than six whole periods. `slope_differences`: a, b, periods,
    difference_per_year, low, high, se, p, p_adjusted, lags. `change_points`: as `analysis.stats.trends.change_points` says.
    With smoothing, `points` has a column smooth. `events` are the user's: day and label, by day.
    """

    measure: str
    points: pd.DataFrame
    slopes: pd.DataFrame
    slope_differences: pd.DataFrame
    gaps: pd.DataFrame
    change_points: pd.DataFrame
    events: tuple[Event, ...]
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope trend --format json`."""
        return {
            "measure": self.measure,
            "points": records(self.points, DAYS),
            "slopes": records(self.slopes),
            "slope_differences": records(self.slope_differences),
            "gaps": records(self.gaps),
            "change_points": records(self.change_points, DAYS),
            "events": [{"date": day.isoformat(), "label": label} for day, label in self.events],
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def trend(
    corpus: CorpusSnapshot,
    measure: str,
    every: Period = "month",
    by: str | None = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    correction: Correction = "holm",
    smooth: Smooth = "none",
    span: float = 0.5,
    window: int = 3,
    events: Sequence[Event] = (),
    seed: int = SEED,
) -> Trend:
    """The measure in each period (weeks begin on Monday) and group, its slopes and its change points.

    Estimates and their intervals are those of `compare`, by day inside the period. Slopes are least-squares lines
    through the periods' means with Newey-West errors; difference of slopes, of the periods that two groups share.
    `smooth` adds a line for the eye (`span` of the periods for "loess", `window` periods for "rolling"). p-values are
    corrected within each table. `by` None takes all articles together. Raises `ArgumentError` for an unknown measure,
    column or choice.
    """
    check_choices(confidence, (every, Period), (correction, Correction), (smooth, Smooth))
    filters = filters or Filters()
    what = corpus.measure(measure)
    sums = totals(corpus, measure, by, filters, "day", every)
    points = _mark_partial(_points(what, sums, every, confidence), corpus, measure, by, filters)
    if smooth != "none":
        points["smooth"] = smoothed(points, _numbers(points, every), smooth, span, window)
    whole, names = points[~points["partial"]], list(dict.fromkeys(points["group"]))
    lines = slopes(whole, names, confidence, correction)
    compared = names if len(names) <= MANY_GROUPS else []
    changes = change_points(whole, confidence, correction, seed)
    gaps = _gaps(points, every)
    choices = {
        "by": by or ALL_ARTICLES,
        "every": every,
        "filters": filters.to_dict(),
        "snapshot": corpus.snapshot,
        "estimator": estimator(corpus, what),
        "confidence": confidence,
        "interval": f"t interval with errors robust to clusters (days); by article below {FEW_DAYS} days",
        "slope": "least squares on whole periods, Newey-West errors, lags floor(4 (T/100)^(2/9)), small-sample t",
        "slope_difference": "the slope of the difference over shared periods" if compared else "too many groups",
        "change_points": "PELT on weighted period means, penalty 2 log(n) long-run variances a step; kept where permuted "
        f"series (of innovations, if autocorrelated) show such steps in at most {1 - confidence:.2g} of cases",
        "smooth": SMOOTHING[smooth].format(span=span, window=window),
        "seed": seed,
        "correction": LABELS[correction],
    }
    marks = tuple(sorted(events))
    warnings = [*_cautions(points, lines, gaps), *_change_cautions(whole, changes), *_event_cautions(points, marks)]
    differences = slope_differences(whole, compared, confidence, correction)
    return Trend(what.name, points, lines, differences, gaps, changes, marks, tuple(warnings), choices)


def _points(measure: Measure, sums: pd.DataFrame, every: Period, confidence: float) -> pd.DataFrame:
    """A row a group and period, from rows of single days in order of group and period."""
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


def _mark_partial(
    points: pd.DataFrame, corpus: CorpusSnapshot, measure: str, by: str | None, filters: Filters
) -> pd.DataFrame:
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


def _numbers(points: pd.DataFrame, every: Period) -> np.ndarray:
    """The place of each point's period on the calendar."""
    return pd.PeriodIndex(points["start"], freq=_PANDAS[every]).asi8


def _gaps(points: pd.DataFrame, every: Period) -> pd.DataFrame:
    rows = []
    for group, part in points.groupby("group"):
        numbers = _numbers(part, every)
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


def _change_cautions(whole: pd.DataFrame, changes: pd.DataFrame) -> list[str]:
    found = []
    counts = whole.groupby("group").size()
    short = int((counts < FEWEST_PERIODS).sum())
    if short:
        found.append(
            f"Change points were not looked for in {short} of {len(counts)} groups: it takes {FEWEST_PERIODS} whole periods."
        )
    for group in dict.fromkeys(changes.loc[changes["straight_line_fits_better"].astype(bool), "group"]):
        found.append(f"{group}: a straight line fits as well as a change point; it may be a steady slope.")
    for group in dict.fromkeys(changes["group"]):
        rho = autocorrelation(whole.loc[whole["group"] == group, "mean"].to_numpy(dtype=float))
        if rho > 0:
            found.append(
                f"{group}: neighbouring periods are alike (autocorrelation {rho:.1f}), so that its change points are false "
                "alarms up to one time in six rather than one in twenty."
            )
    return found


def _event_cautions(points: pd.DataFrame, events: Sequence[Event]) -> list[str]:
    if points.empty:
        return []
    first, last = points["start"].min().date(), points["end"].max().date()
    outside = [f"{day} {label}" for day, label in events if not first <= day <= last]
    return [f"Outside the time shown: {'; '.join(outside)}."] if outside else []
