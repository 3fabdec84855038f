"""Two measures against each other, a point a group."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.measures import Measure
from dashboard.charts.canvas import canvas
from dashboard.theme import NEUTRAL, colour, fade, symbol
from dashboard.wording import axis, chart_safe, interval, number


def scatter(across: pd.DataFrame, up: pd.DataFrame, x: Measure, y: Measure, everyone: Sequence[str]) -> go.Figure:
    """From the `groups` of two comparisons; crosses are the intervals."""
    both = across.merge(up, on="group", suffixes=("_x", "_y")).dropna(subset=["mean_x", "mean_y"])
    figure = canvas(520)
    for row in both.itertuples(index=False):
        paint = colour(row.group, everyone)
        for xs, ys in (
            ([row.low_x, row.high_x], [row.mean_y, row.mean_y]),
            ([row.mean_x, row.mean_x], [row.low_y, row.high_y]),
        ):
            figure.add_trace(
                go.Scatter(x=xs, y=ys, mode="lines", line={"color": fade(paint, 0.45), "width": 2.5}, hoverinfo="skip")
            )
    for row in both.itertuples(index=False):
        figure.add_trace(
            go.Scatter(
                x=[row.mean_x],
                y=[row.mean_y],
                mode="markers+text",
                text=[chart_safe(row.group, 22)],
                textposition="top center",
                cliponaxis=False,
                marker={"color": colour(row.group, everyone), "size": 12, "symbol": symbol(row.group, everyone)},
                customdata=[row.group],
                hovertemplate=(
                    f"<b>{chart_safe(row.group)}</b><br>{chart_safe(x.label, 60)} {number(row.mean_x, x.digits)} "
                    f"({interval(row.low_x, row.high_x, x.digits)})<br>{chart_safe(y.label, 60)} "
                    f"{number(row.mean_y, y.digits)} ({interval(row.low_y, row.high_y, y.digits)})<extra></extra>"
                ),
            )
        )
    if len(both) and both["low_x"].min() <= 0 <= both["high_x"].max():
        figure.add_vline(x=0, line={"color": NEUTRAL, "width": 1.5})
    if len(both) and both["low_y"].min() <= 0 <= both["high_y"].max():
        figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1.5})
    figure.update_xaxes(title_text=axis(x))
    figure.update_yaxes(title_text=axis(y))
    return figure
