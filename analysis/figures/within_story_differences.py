"""Differences within stories beside the raw ones."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import MINUS, axis, chart_safe, count, interval, number, p_value
from analysis.figures.layout import canvas, dots_with_intervals, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import NEUTRAL, POSITIVE
from analysis.measures import Measure
from analysis.queries.choices import ALL_ARTICLES


def within_story_differences(pairs: pd.DataFrame, measure: Measure) -> go.Figure:
    """A row per pair, in their order: filled the difference within stories, hollow the one of all articles.

    `pairs` needs the columns a, b, difference, low, high, stories, p_adjusted, raw_difference, raw_low, raw_high of
    `Matched.pairs`.
    """
    shown = pairs.reset_index(drop=True)
    figure = canvas(rows_height(len(shown), 34) + 30)
    columns = ("low", "high", "raw_low", "raw_high", "difference")
    edges = pd.concat([*(shown[name] for name in columns), pd.Series([0.0])]).dropna()
    mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    for kind, prefix, lift, paint, shape in (
        ("within stories", "", -0.16, POSITIVE, "circle"),
        (ALL_ARTICLES, "raw_", 0.16, NEUTRAL, "circle-open"),
    ):
        estimates = pd.DataFrame(
            {"value": shown[f"{prefix}difference"], "low": shown[f"{prefix}low"], "high": shown[f"{prefix}high"]}
        )
        hover = [_hover(row, prefix, kind, measure) for row in shown.itertuples(index=False)]
        places = [place + lift for place in range(len(shown))]
        dots_with_intervals(figure, places, estimates, paint, hover, shape, name=kind)
    name_rows(figure, [f"{chart_safe(r.a, 18)} {MINUS} {chart_safe(r.b, 18)}" for r in shown.itertuples(index=False)])
    figure.update_xaxes(title_text=f"Difference in {axis(measure)}")
    return figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0}, margin={"t": 40}
    )


def _hover(row: Any, prefix: str, kind: str, measure: Measure) -> str:
    difference, low, high = (getattr(row, f"{prefix}{name}") for name in ("difference", "low", "high"))
    more = ""
    if not prefix:
        more = f"<br>{count(row.stories, 'story', 'stories')} with both<br>p, corrected {p_value(row.p_adjusted)}"
    return (
        f"<b>{chart_safe(row.a)} minus {chart_safe(row.b)}</b>, {kind}<br>"
        f"{number(difference, measure.digits, True)} ({interval(low, high, measure.digits)}){more}"
    )
