"""Words that set two groups apart: as bars to each side, and by how often they are used."""

import math

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import chart_safe, count, number
from analysis.figures.layout import canvas, name_rows
from analysis.figures.style import NEUTRAL

ROW = 21
LABELLED = 12
HEIGHT = 460
"""Approximate height of the scale of z in a scatter, in pixels."""
CLEAR = 0.05


def word_bars(terms: pd.DataFrame, a: str, b: str, paint_a: str, paint_b: str, each: int = 20) -> go.Figure:
    """Bars of z: the `each` strongest terms of a to the right, those of b to the left.

    `terms` needs the columns term, z, p_adjusted, per_10000_a, per_10000_b, articles_a, articles_b of `Keyness.terms`,
    by falling z. A bar is pale where p_adjusted, by articles, is not below 0.05. `customdata` is [term].
    """
    right, left = terms[terms["z"] > 0].head(each), terms[terms["z"] < 0].tail(each)
    shown = pd.concat([right, left]).reset_index(drop=True)
    figure = canvas(110 + ROW * max(len(shown), 1))
    figure.add_trace(
        go.Bar(
            x=shown["z"],
            y=list(range(len(shown))),
            orientation="h",
            marker={
                "color": [paint_a if z > 0 else paint_b for z in shown["z"]],
                "opacity": [1.0 if p < CLEAR else 0.35 for p in shown["p_adjusted"].fillna(1)],
                "line": {"width": 0},
            },
            customdata=[[term] for term in shown["term"]],
            text=[_hover(row, a, b) for row in shown.itertuples(index=False)],
            textposition="none",
            hovertemplate="%{text}<extra></extra>",
        )
    )
    name_rows(figure, [chart_safe(term, 26) for term in shown["term"]])
    figure.add_vline(x=0, line={"color": NEUTRAL, "width": 1.5})
    figure.update_xaxes(title_text=f"z of the log-odds<br>← {chart_safe(b, 24)} | {chart_safe(a, 24)} →")
    figure.update_layout(bargap=0.25, margin={"t": 8})
    return figure


def word_scatter(terms: pd.DataFrame, a: str, b: str, paint_a: str, paint_b: str) -> go.Figure:
    """A point per term, by its frequency in both groups and its z; the strongest are named.

    `terms` needs the columns of `word_bars`, and count_a and count_b. `customdata` is [term, hover text].
    """
    figure = canvas(560)
    for part, paint in ((terms[terms["z"] > 0], paint_a), (terms[terms["z"] < 0].iloc[::-1], paint_b)):
        names = _names(part)
        figure.add_trace(
            go.Scatter(
                x=part["count_a"] + part["count_b"],
                y=part["z"],
                mode="markers+text",
                text=names,
                textposition="middle right",
                textfont={"size": 11},
                cliponaxis=False,
                marker={"color": paint, "size": 7, "opacity": 0.75},
                customdata=[[term, _hover(row, a, b)] for term, row in _rows(part)],
                hovertemplate="%{customdata[1]}<extra></extra>",
            )
        )
    figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1.5})
    figure.update_xaxes(title_text="Times used by both (log scale)", type="log", dtick=1)
    figure.update_yaxes(title_text=f"z of the log-odds<br>{chart_safe(b, 20)} ↓ | ↑ {chart_safe(a, 20)}")
    figure.update_layout(margin={"r": 70})
    return figure


def _names(part: pd.DataFrame) -> list[str]:
    """Names of the strongest terms, but for those that would stand on the name of a stronger one."""
    taken: list[tuple[float, float, float]] = []
    names, reach = [], 2 * float(part["z"].abs().max() or 1)
    for term, used, z in zip(part["term"], part["count_a"] + part["count_b"], part["z"], strict=True):
        name, at = chart_safe(term, 22), 250 * math.log10(max(used, 1))
        height = HEIGHT / reach * float(z)
        free = all(abs(height - y) > 13 or at > end or at + 7 * len(name) < x for x, end, y in taken)
        names.append(name if free and len(taken) < LABELLED else "")
        if names[-1]:
            taken.append((at, at + 7 * len(name) + 12, height))
    return names


def _rows(part: pd.DataFrame) -> list[tuple[str, object]]:
    return [(str(row.term), row) for row in part.itertuples(index=False)]


def _hover(row: object, a: str, b: str) -> str:
    return (
        f"<b>{chart_safe(row.term, 60)}</b>, z {number(row.z, 1, True)}<br>"  # type: ignore[attr-defined]
        f"{chart_safe(a)}: {number(row.per_10000_a, 2)} per 10,000, {count(row.articles_a, 'article')}<br>"  # type: ignore[attr-defined]
        f"{chart_safe(b)}: {number(row.per_10000_b, 2)} per 10,000, {count(row.articles_b, 'article')}"  # type: ignore[attr-defined]
    )
