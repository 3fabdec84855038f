"""Differences between pairs of groups, with their intervals."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import MINUS, axis, chart_safe, interval, number, p_value
from analysis.figures.layout import canvas, dots_with_intervals, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import NEGATIVE, NEUTRAL, POSITIVE
from analysis.measures import Measure

CLEAR = 0.05


def differences(pairs: pd.DataFrame, measure: Measure) -> go.Figure:
    """A row per pair, in their order; coloured and filled where the corrected p is below 0.05.

    `pairs` needs the columns a, b, difference, low, high, effect_size, p, p_adjusted of `Comparison.pairs`; a pair
    without difference is left out. `customdata` of a mark is [a, b].
    """
    shown = pairs.dropna(subset="difference").reset_index(drop=True)
    figure = canvas(rows_height(len(shown), 26))
    edges = pd.concat([shown["low"], shown["high"], pd.Series([0.0])]).dropna()
    mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    for place, row in enumerate(shown.itertuples(index=False)):
        clear = row.p_adjusted < CLEAR
        dots_with_intervals(
            figure,
            [place],
            shown.loc[[place], ["difference", "low", "high"]].rename(columns={"difference": "value"}),
            (POSITIVE if row.difference > 0 else NEGATIVE) if clear else NEUTRAL,
            [_hover(row, measure)],
            "circle" if clear else "circle-open",
            customdata=[[row.a, row.b]],
        )
    name_rows(figure, [f"{chart_safe(r.a, 18)} {MINUS} {chart_safe(r.b, 18)}" for r in shown.itertuples(index=False)])
    figure.update_xaxes(title_text=f"Difference in {axis(measure)}")
    return figure


def _hover(row: Any, measure: Measure) -> str:
    return (
        f"<b>{chart_safe(row.a)} minus {chart_safe(row.b)}</b><br>{number(row.difference, measure.digits, True)} "
        f"({interval(row.low, row.high, measure.digits)})<br>effect size {number(row.effect_size, 2, True)}"
        f"<br>p {p_value(row.p)}, corrected {p_value(row.p_adjusted)}"
    )
