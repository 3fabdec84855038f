"""The trend of a measure in each group of a corpus: its points, slopes and change points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.queries import CorpusSnapshot, Filters, published_days, totals
from analysis.queries.aggregates import estimator
from analysis.queries.choices import ALL_ARTICLES, SEED, Correction, Period, Smooth, check_choices
from analysis.queries.events import Event
from analysis.records import records
from analysis.stats.corrections import LABELS
from analysis.stats.trends.change_points import change_points
from analysis.stats.trends.periods import FEW_DAYS, gaps_between, mark_partial, period_numbers, period_points
from analysis.stats.trends.slopes import slope_differences, slopes
from analysis.stats.trends.smoothing import LABELS as SMOOTHING
from analysis.stats.trends.smoothing import smoothed
from analysis.stats.trends.warnings import change_point_warnings, event_warnings, point_warnings

MANY_GROUPS = 40
"""The slopes of more groups are not compared pair by pair."""
DAYS = ("start", "end", "date")
"""Columns that are days, not times."""


@dataclass(frozen=True)
class Trend:
    """A measure over time, by group then period; NaN is what cannot be computed.

    `points`: group, period ("2024-05", "2024-W21", "2024-Q2", "2024"), start and end (first and last UTC day), n,
    days, mean, low, high, se, partial, interval. A period without values has no row; `gaps` lists them: group, after
    and before (the periods around), periods (how many are absent). `slopes`: group, periods, slope_per_year, low,
    high, se, p, p_adjusted, lags; NaN where there are fewer than six whole periods. `slope_differences`: a, b, periods,
    difference_per_year, low, high, se, p, p_adjusted, lags. `change_points`: as `analysis.stats.trends.change_points`
    says. With smoothing, `points` has a column smooth. `events` are the user's: day and label, by day.
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
        """Return the JSON of `framescope trend --format json`."""
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
    """Return the measure in each period (weeks begin on Monday) and group, its slopes and its change points.

    Estimates and their intervals are those of `compare`, by day inside the period. Slopes are least-squares lines
    through the periods' means with Newey-West errors; difference of slopes, of the periods that two groups share.
    `smooth` adds a line for the eye (`span` of the periods for "loess", `window` periods for "rolling"). p-values are
    corrected within each table. `by` None takes all articles together. Raises `ArgumentError` for an unknown measure,
    column or choice.
    """
    check_choices((every, Period), (correction, Correction), (smooth, Smooth), confidence=confidence)
    filters = filters or Filters()
    declared = corpus.measure(measure)
    sums = totals(corpus, measure, by, filters, "day", every)
    days = published_days(corpus, measure, by, filters)
    points = mark_partial(period_points(declared, sums, every, confidence), days, filters.since, filters.until)
    if smooth != "none":
        points["smooth"] = smoothed(points, period_numbers(points, every), smooth, span, window)
    whole, names = points[~points["partial"]], list(dict.fromkeys(points["group"]))
    lines = slopes(whole, names, confidence, correction)
    compared = names if len(names) <= MANY_GROUPS else []
    changes = change_points(whole, confidence, correction, seed)
    gaps = gaps_between(points, every)
    choices = {
        "by": by or ALL_ARTICLES,
        "every": every,
        "filters": filters.to_dict(),
        "snapshot": corpus.snapshot,
        "estimator": estimator(corpus, declared),
        "confidence": confidence,
        "interval": f"t interval with errors robust to clusters (days); by article below {FEW_DAYS} days",
        "slope": "least squares on whole periods, Newey-West errors, lags floor(4 (T/100)^(2/9)), small-sample t",
        "slope_difference": "the slope of the difference over shared periods" if compared else "too many groups",
        "change_points": "PELT on weighted period means, penalty 2 log(n) long-run variances a step; kept where "
        f"permuted series (of innovations, if autocorrelated) show such steps in at most {1 - confidence:.2g} of cases",
        "smooth": SMOOTHING[smooth].format(span=span, window=window),
        "seed": seed,
        "correction": LABELS[correction],
    }
    marks = tuple(sorted(events))
    warnings = (
        point_warnings(points, lines, gaps) + change_point_warnings(whole, changes) + event_warnings(points, marks)
    )
    differences = slope_differences(whole, compared, confidence, correction)
    return Trend(declared.name, points, lines, differences, gaps, changes, marks, tuple(warnings), choices)
