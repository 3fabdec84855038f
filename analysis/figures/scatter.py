"""Two measures against each other, one point per group."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import axis, chart_safe, interval, number
from analysis.figures.layout import canvas
from analysis.figures.style import NEUTRAL, colour, fade, symbol
from analysis.measures import Measure

OVER_A_NAME = 4
"""Cost of a name that covers another name or mark, per area, relative to one that covers a line."""


def scatter(across: pd.DataFrame, up: pd.DataFrame, x: Measure, y: Measure, palette_order: Sequence[str]) -> go.Figure:
    """A point per group that both frames have, with its two intervals as a cross and its name beside it.

    `across` and `up` need the columns group, mean, low, high of `Comparison.groups`. `customdata` of a mark is its
    group.
    """
    both = across.merge(up, on="group", suffixes=("_x", "_y")).dropna(subset=["mean_x", "mean_y"])
    figure = canvas(520)
    for row in both.itertuples(index=False):
        paint = colour(row.group, palette_order)
        for xs, ys in (
            ([row.low_x, row.high_x], [row.mean_y, row.mean_y]),
            ([row.mean_x, row.mean_x], [row.low_y, row.high_y]),
        ):
            figure.add_trace(
                go.Scatter(x=xs, y=ys, mode="lines", line={"color": fade(paint, 0.4), "width": 2}, hoverinfo="skip")
            )
    places = _label_places(both)
    for row, place in zip(both.itertuples(index=False), places, strict=True):
        figure.add_trace(
            go.Scatter(
                x=[row.mean_x],
                y=[row.mean_y],
                mode="markers+text",
                text=[chart_safe(row.group, 22)],
                textposition=place,
                cliponaxis=False,
                marker={
                    "color": colour(row.group, palette_order),
                    "size": 12,
                    "symbol": symbol(row.group, palette_order),
                },
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


def _label_places(both: pd.DataFrame) -> list[str]:
    """For each point the side on which its name meets the fewest others, in the order of the points."""
    taken = [(x, y, 12.0, 12.0) for x, y in _on_paper(both["mean_x"], both["mean_y"], both)]
    lines, places = _lines(both), []
    for name, (x, y) in zip(both["group"], _on_paper(both["mean_x"], both["mean_y"], both), strict=True):
        width, height = 7.0 * len(chart_safe(name, 22)), 14.0
        boxes = {
            "top center": (x, y + 16, width, height),
            "bottom center": (x, y - 16, width, height),
            "middle right": (x + width / 2 + 12, y, width, height),
            "middle left": (x - width / 2 - 12, y, width, height),
            "top right": (x + width / 2 + 6, y + 14, width, height),
            "top left": (x - width / 2 - 6, y + 14, width, height),
            "bottom right": (x + width / 2 + 6, y - 14, width, height),
            "bottom left": (x - width / 2 - 6, y - 14, width, height),
        }

        def cost(side: str, boxes: dict[str, tuple[float, float, float, float]] = boxes) -> float:
            names = sum(_overlap(boxes[side], other) for other in taken)
            return OVER_A_NAME * names + sum(_overlap(boxes[side], line) for line in lines)

        best = min(boxes, key=cost)
        taken.append(boxes[best])
        places.append(best)
    return places


def _lines(both: pd.DataFrame) -> list[tuple[float, float, float, float]]:
    """Where the intervals lie: a name on a line is hard to read."""
    found = []
    for (left, right), level in (((("low_x", "high_x")), "mean_y"), ((("low_y", "high_y")), "mean_x")):
        for low, high, at in both[[left, right, level]].dropna().itertuples(index=False):
            ends = pd.Series([low, high]), pd.Series([at, at])
            (x0, y0), (x1, y1) = _on_paper(*(ends if level == "mean_y" else ends[::-1]), both)
            found.append(((x0 + x1) / 2, (y0 + y1) / 2, x1 - x0 + 1, y1 - y0 + 1))
    return found


def _on_paper(across: pd.Series, up: pd.Series, both: pd.DataFrame) -> list[tuple[float, float]]:
    """Where points fall, in pixels of the usual width."""
    xs, ys = (
        (values - both[f"low_{axis}"].min()) / ((both[f"high_{axis}"].max() - both[f"low_{axis}"].min()) or 1)
        for values, axis in ((across, "x"), (up, "y"))
    )
    return [(float(x) * 700, float(y) * 420) for x, y in zip(xs, ys, strict=True)]


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    wide = min(a[0] + a[2] / 2, b[0] + b[2] / 2) - max(a[0] - a[2] / 2, b[0] - b[2] / 2)
    tall = min(a[1] + a[3] / 2, b[1] + b[3] / 2) - max(a[1] - a[3] / 2, b[1] - b[3] / 2)
    return wide * tall if wide > 0 and tall > 0 else 0.0
