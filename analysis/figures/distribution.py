"""Distribution of articles within each group: one ridge per group, with quartiles below it."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import axis, chart_safe, count, number
from analysis.figures.layout import canvas, mark_zero, name_rows, rows_height
from analysis.figures.style import colour, fade
from analysis.measures import Measure

RIDGE = 0.72


def distribution(
    bins: pd.DataFrame, quantiles: pd.DataFrame, measure: Measure, palette_order: Sequence[str]
) -> go.Figure:
    """A ridge per group, the highest median on top.

    `bins` needs the columns group, low, high, share of `queries.histogram`; `quantiles` group, n, q05, q25, q50, q75,
    q95 of `queries.quantiles`. `customdata` of a median is its group.
    """
    order = quantiles[quantiles["n"] > 0].sort_values("q50", ascending=False, kind="stable").reset_index(drop=True)
    figure = canvas(rows_height(len(order), 58))
    if len(bins):
        mark_zero(figure, bins["low"].min(), bins["high"].max())
    tallest = bins["share"].max() if len(bins) else 1.0
    for place, row in enumerate(order.itertuples(index=False)):
        own = bins[bins["group"] == row.group]
        paint = colour(row.group, palette_order)
        x, y = _steps(own, place, tallest)
        figure.add_trace(
            go.Scatter(
                x=x,
                y=y,
                mode="lines",
                fill="toself",
                fillcolor=fade(paint, 0.35),
                line={"color": paint, "width": 1},
                hoverinfo="skip",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[row.q25, row.q75],
                y=[place + 0.1] * 2,
                mode="lines",
                line={"color": paint, "width": 5},
                hoverinfo="skip",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[row.q50],
                y=[place + 0.1],
                mode="markers",
                marker={"color": paint, "size": 11, "line": {"color": "#ffffff", "width": 1.5}},
                customdata=[row.group],
                hovertemplate=(
                    f"<b>{chart_safe(row.group)}</b><br>median {number(row.q50, measure.digits)}<br>middle half "
                    f"{number(row.q25, measure.digits)} to {number(row.q75, measure.digits)}<br>nine in ten "
                    f"{number(row.q05, measure.digits)} to {number(row.q95, measure.digits)}<br>"
                    f"{count(int(row.n), 'article')}<extra></extra>"
                ),
            )
        )
    name_rows(figure, [f"{chart_safe(row.group)}  <i>n={int(row.n):,}</i>" for row in order.itertuples(index=False)])
    figure.update_yaxes(range=[len(order) - 0.6, -0.95])
    figure.update_xaxes(title_text=axis(measure))
    return figure


def _steps(own: pd.DataFrame, place: int, tallest: float) -> tuple[list[float], list[float]]:
    """The outline of a histogram on the row `place`; empty bins have no height."""
    x: list[float] = []
    y: list[float] = []
    before = None
    for bin in own.itertuples(index=False):
        if before is None or abs(bin.low - before) > 1e-9:
            x += [bin.low] if before is None else [before, bin.low]
            y += [place] if before is None else [place, place]
        top = place - RIDGE * bin.share / tallest
        x += [bin.low, bin.high]
        y += [top, top]
        before = bin.high
    if before is not None:
        x.append(before)
        y.append(place)
    return x, y
