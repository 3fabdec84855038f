"""Differences between pairs of groups, with their intervals."""

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import MINUS, axis, chart_safe, interval, number, p_value
from analysis.figures.layout import canvas, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import NEGATIVE, NEUTRAL, POSITIVE, fade
from analysis.measures import Measure

CLEAR = 0.05


def differences(pairs: pd.DataFrame, measure: Measure) -> go.Figure:
    """From `Comparison.pairs`, in their order; coloured and filled where the corrected p is below 0.05."""
    shown = pairs.dropna(subset="difference").reset_index(drop=True)
    figure = canvas(rows_height(len(shown), 26))
    edges = pd.concat([shown["low"], shown["high"]]).dropna()
    edges = pd.concat([edges, pd.Series([0.0])])
    mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    names = []
    for place, row in enumerate(shown.itertuples(index=False)):
        clear = row.p_adjusted < CLEAR
        paint = (POSITIVE if row.difference > 0 else NEGATIVE) if clear else NEUTRAL
        figure.add_trace(
            go.Scatter(
                x=[row.low, row.high],
                y=[place, place],
                mode="lines",
                line={"color": fade(paint, 0.55), "width": 4},
                hoverinfo="skip",
            )
        )
        figure.add_trace(
            go.Scatter(
                x=[row.difference],
                y=[place],
                mode="markers",
                marker={"color": paint, "size": 10, "symbol": "circle" if clear else "circle-open", "line_width": 2},
                customdata=[[row.a, row.b]],
                hovertemplate=(
                    f"<b>{chart_safe(row.a)} minus {chart_safe(row.b)}</b><br>{number(row.difference, measure.digits, True)} "
                    f"({interval(row.low, row.high, measure.digits)})<br>effect size {number(row.effect_size, 2, True)}"
                    f"<br>p {p_value(row.p)}, corrected {p_value(row.p_adjusted)}<extra></extra>"
                ),
            )
        )
        names.append(f"{chart_safe(row.a, 18)} {MINUS} {chart_safe(row.b, 18)}")
    name_rows(figure, names)
    figure.update_xaxes(title_text=f"Difference in {axis(measure)}")
    return figure
