"""Dots with intervals: each group's estimate with its uncertainty."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import axis, chart_safe, count, interval, number
from analysis.figures.layout import canvas, dots_with_intervals, mark_overall, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import colour, symbol
from analysis.measures import Measure


def intervals(groups: pd.DataFrame, measure: Measure, palette_order: Sequence[str], overall: float | None) -> go.Figure:
    """A row per group, the highest mean on top; `overall`, the value of all articles, is a dotted line.

    `groups` needs the columns group, n, mean, median, low, high of `Comparison.groups`; a group without mean is left
    out. `customdata` of a mark is its group.
    """
    shown = groups.dropna(subset="mean").sort_values("mean", ascending=False, kind="stable").reset_index(drop=True)
    figure = canvas(rows_height(len(shown)))
    edges = pd.concat([shown["low"], shown["high"], shown["mean"]]).dropna()
    if len(edges):
        mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    mark_overall(figure, overall, f"all articles {number(overall, measure.digits)}")
    for place, row in enumerate(shown.itertuples(index=False)):
        dots_with_intervals(
            figure,
            [place],
            shown.loc[[place], ["mean", "low", "high"]].rename(columns={"mean": "value"}),
            colour(row.group, palette_order),
            [_hover(row, measure)],
            symbol(row.group, palette_order),
            size=12,
            width=5,
            name=chart_safe(row.group),
            customdata=[row.group],
        )
    name_rows(figure, [f"{chart_safe(row.group)}  <i>n={row.n:,}</i>" for row in shown.itertuples(index=False)])
    figure.update_xaxes(title_text=axis(measure))
    return figure


def _hover(row: Any, measure: Measure) -> str:
    lines = [
        f"<b>{chart_safe(row.group)}</b>",
        f"{number(row.mean, measure.digits)} {chart_safe(measure.unit)}",
        f"interval {interval(row.low, row.high, measure.digits)}",
        f"median article {number(row.median, measure.digits)}",
        count(row.n, "article"),
    ]
    return "<br>".join(lines)
