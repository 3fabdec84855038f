"""Differences within stories beside the raw ones."""

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import MINUS, axis, chart_safe, count, interval, number, p_value
from analysis.figures.layout import canvas, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import NEUTRAL, POSITIVE, fade
from analysis.measures import Measure
from analysis.queries.choices import ALL_ARTICLES


def matched(pairs: pd.DataFrame, measure: Measure) -> go.Figure:
    """From `Matched.pairs`, in their order: filled the difference within stories, hollow the one of all articles."""
    shown = pairs.reset_index(drop=True)
    figure = canvas(rows_height(len(shown), 34) + 30)
    edges = pd.concat([shown[name] for name in ("low", "high", "raw_low", "raw_high", "difference")]).dropna()
    edges = pd.concat([edges, pd.Series([0.0])])
    mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    for kind, prefix, lift, paint, shape in (
        ("within stories", "", -0.16, POSITIVE, "circle"),
        (ALL_ARTICLES, "raw_", 0.16, NEUTRAL, "circle-open"),
    ):
        rows = list(enumerate(shown.itertuples(index=False)))
        ends: tuple[list[float | None], list[float | None]] = ([], [])
        for place, row in rows:
            ends[0].extend([getattr(row, f"{prefix}low"), getattr(row, f"{prefix}high"), None])
            ends[1].extend([place + lift, place + lift, None])
        figure.add_trace(
            go.Scatter(
                x=ends[0],
                y=ends[1],
                mode="lines",
                line={"color": fade(paint, 0.55), "width": 4},
                hoverinfo="skip",
                showlegend=False,
            )
        )
        figure.add_trace(
            go.Scatter(
                x=shown[f"{prefix}difference"],
                y=[place + lift for place, _ in rows],
                mode="markers",
                name=kind,
                marker={"color": paint, "size": 10, "symbol": shape, "line_width": 2},
                text=[_hover(row, prefix, kind, measure) for _, row in rows],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    name_rows(figure, [f"{chart_safe(r.a, 18)} {MINUS} {chart_safe(r.b, 18)}" for r in shown.itertuples(index=False)])
    figure.update_xaxes(title_text=f"Difference in {axis(measure)}")
    return figure.update_layout(
        showlegend=True, legend={"orientation": "h", "y": 1, "yanchor": "bottom", "x": 0}, margin={"t": 40}
    )


def _hover(row: object, prefix: str, kind: str, measure: Measure) -> str:
    difference, low, high = (getattr(row, f"{prefix}{name}") for name in ("difference", "low", "high"))
    more = ""
    if not prefix:
        told = count(row.stories, "story", "stories")  # type: ignore[attr-defined]
        more = f"<br>{told} that both told<br>p, corrected {p_value(row.p_adjusted)}"  # type: ignore[attr-defined]
    return (
        f"<b>{chart_safe(row.a)} minus {chart_safe(row.b)}</b>, {kind}<br>"  # type: ignore[attr-defined]
        f"{number(difference, measure.digits, True)} ({interval(low, high, measure.digits)}){more}"
    )
