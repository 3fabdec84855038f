"""Dot and interval: each group's estimate with its uncertainty."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import axis, chart_safe, count, interval, number
from analysis.figures.layout import canvas, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import NEUTRAL, colour, fade, symbol
from analysis.measures import Measure


def intervals(groups: pd.DataFrame, measure: Measure, palette_order: Sequence[str], overall: float | None) -> go.Figure:
    """From `Comparison.groups`, the highest on top; `overall` is the value of all articles, drawn as a dotted line."""
    shown = groups.dropna(subset="mean").sort_values("mean", ascending=False, kind="stable").reset_index(drop=True)
    figure = canvas(rows_height(len(shown)))
    edges = pd.concat([shown["low"], shown["high"], shown["mean"]]).dropna()
    if len(edges):
        mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    if overall is not None and overall == overall:
        figure.add_vline(
            x=overall,
            line={"color": NEUTRAL, "width": 1.5, "dash": "dot"},
            annotation={"text": f"all articles {number(overall, measure.digits)}", "yref": "paper", "y": 1.0},
            annotation_position="top",
        )
    for place, row in enumerate(shown.itertuples(index=False)):
        paint = colour(row.group, palette_order)
        figure.add_trace(
            go.Scatter(
                x=[row.low, row.high],
                y=[place, place],
                mode="lines",
                line={"color": fade(paint, 0.55), "width": 5},
                hoverinfo="skip",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[row.mean],
                y=[place],
                mode="markers",
                marker={"color": paint, "size": 12, "symbol": symbol(row.group, palette_order)},
                customdata=[row.group],
                name=chart_safe(row.group),
                hovertemplate=_hover(row, measure),
            )
        )
    name_rows(figure, [f"{chart_safe(row.group)}  <i>n={row.n:,}</i>" for row in shown.itertuples(index=False)])
    figure.update_xaxes(title_text=axis(measure))
    return figure


def _hover(row: object, measure: Measure) -> str:
    lines = [
        f"<b>{chart_safe(row.group)}</b>",  # type: ignore[attr-defined]
        f"{number(row.mean, measure.digits)} {chart_safe(measure.unit)}",  # type: ignore[attr-defined]
        f"interval {interval(row.low, row.high, measure.digits)}",  # type: ignore[attr-defined]
        f"median article {number(row.median, measure.digits)}",  # type: ignore[attr-defined]
        count(row.n, "article"),  # type: ignore[attr-defined]
    ]
    return "<br>".join(lines) + "<extra></extra>"
