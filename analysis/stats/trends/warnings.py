"""Warnings about a trend: what a reader must know before believing its points, slopes and change points."""

from collections.abc import Sequence

import pandas as pd

from analysis.queries.events import Event
from analysis.stats.trends.change_points import FEWEST_PERIODS, autocorrelation
from analysis.stats.trends.slopes import MANY_PERIODS, SHORTEST


def point_warnings(points: pd.DataFrame, slopes: pd.DataFrame, gaps: pd.DataFrame) -> list[str]:
    """Return sentences about absent periods, slopes that rest on few periods, and points of few articles."""
    warnings = []
    if points.empty:
        warnings.append("No article has both a date and a value.")
    for group, part in gaps.groupby("group"):
        absent = int(part["periods"].sum())
        warnings.append(f"{group}: {absent} {'period' if absent == 1 else 'periods'} without articles; left as a gap.")
    for row in slopes[slopes["slope_per_year"].isna()].itertuples(index=False):
        warnings.append(f"{row.group}: {row.periods} complete periods; a slope needs {SHORTEST}.")
    short = slopes[slopes["slope_per_year"].notna() & (slopes["periods"] < MANY_PERIODS)]
    if len(short):
        warnings.append(
            f"{len(short)} of {len(slopes)} slopes rest on fewer than {MANY_PERIODS} periods, where intervals robust "
            "to autocorrelation tend to be too narrow."
        )
    thin = int((points["n"] < 5).sum())
    if thin:
        warnings.append(f"{thin} of {len(points)} points rest on fewer than 5 articles.")
    return warnings


def change_point_warnings(whole: pd.DataFrame, changes: pd.DataFrame) -> list[str]:
    """Return sentences about groups too short to search, and about change points that may be something else.

    `whole` are the points of complete periods, `changes` is `change_points` of them.
    """
    warnings = []
    counts = whole.groupby("group").size()
    short = int((counts < FEWEST_PERIODS).sum())
    if short:
        warnings.append(
            f"Change points were not searched in {short} of {len(counts)} groups: a search needs {FEWEST_PERIODS} "
            "complete periods."
        )
    for group in dict.fromkeys(changes.loc[changes["straight_line_fits_better"].astype(bool), "group"]):
        warnings.append(f"{group}: a straight line fits as well as a change point; it may be a steady trend.")
    for group in dict.fromkeys(changes["group"]):
        rho = autocorrelation(whole.loc[whole["group"] == group, "mean"].to_numpy(dtype=float))
        if rho > 0:
            warnings.append(
                f"{group}: neighbouring periods are correlated (autocorrelation {rho:.1f}), so its change points are "
                "false alarms up to one time in six rather than one in twenty."
            )
    return warnings


def event_warnings(points: pd.DataFrame, events: Sequence[Event]) -> list[str]:
    """Return a sentence naming the events outside the time of the points."""
    if points.empty:
        return []
    first, last = points["start"].min().date(), points["end"].max().date()
    outside = [f"{day} {label}" for day, label in events if not first <= day <= last]
    return [f"Events outside the time shown: {'; '.join(outside)}."] if outside else []
