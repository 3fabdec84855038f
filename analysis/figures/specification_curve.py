"""The specification curve: every estimate of a difference in order of size, and below it the choices behind each."""

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.figures.formatting import chart_safe
from analysis.figures.layout import canvas
from analysis.figures.style import NEGATIVE, NEUTRAL, POSITIVE
from analysis.measures import Measure

PANELS = {
    "measure": "Measure",
    "wire": "Wire copy",
    "matching": "Articles",
    "statistic": "Statistic",
    "min_words": "Shortest article",
    "cluster": "Errors by",
}
_ROW = 19
_CURVE = 300


def specification_curve(specifications: pd.DataFrame, a: str, b: str, measure: Measure) -> go.Figure:
    """Estimates of a minus b with intervals above, a mark for each choice below.

    `specifications` needs the columns of `SpecificationCurve.specifications`: estimate, low, high, n_a, n_b, as_asked
    and those of `PANELS`, by size of the estimate. Blue where the interval excludes zero, grey where it does not; the
    specification that `compare` reports is an orange diamond. A choice that all specifications share is left out.
    """
    table = specifications.reset_index(drop=True)
    labels = _labels(table)
    rows = max(len(labels), 1)
    share = _CURVE / (_CURVE + _ROW * rows)
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.03, row_heights=[share, 1 - share])
    figure.update_layout(canvas(_CURVE + _ROW * rows + 110).layout.to_plotly_json())
    clear, reported = (table["low"] > 0) | (table["high"] < 0), table["as_asked"].astype(bool)
    for name, part, paint in (
        ("interval without 0", table[clear & ~reported], POSITIVE),
        ("interval with 0", table[~clear & ~reported], NEUTRAL),
        ("as reported", table[reported], NEGATIVE),
    ):
        if len(part):
            figure.add_trace(_estimates(part, name, paint, paint == NEGATIVE), row=1, col=1)
            figure.add_trace(_marks(part, labels, paint), row=2, col=1)
    figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1}, row=1, col=1)
    figure.update_xaxes(showticklabels=False, showgrid=False, zeroline=False, range=[-1, len(table)])
    figure.update_xaxes(title_text=f"{len(table)} specifications, by size of the difference", row=2, col=1)
    title = f"{chart_safe(a)} − {chart_safe(b)}<br>{chart_safe(measure.unit)}"
    figure.update_yaxes(title_text=title, automargin=True, row=1, col=1)
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=[text for _, _, text in labels],
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
        zeroline=False,
        automargin=True,
        row=2,
        col=1,
    )
    _separate(figure, labels)
    return figure.update_layout(
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "xanchor": "left"},
        margin={"t": 70, "r": 12, "b": 50, "l": 8},
    )


def _labels(table: pd.DataFrame) -> list[tuple[str, object, str]]:
    """Column, value and text of each row of the lower panel: the choices that vary."""
    labels: list[tuple[str, object, str]] = []
    for column, name in PANELS.items():
        values = list(dict.fromkeys(table.sort_values(column, kind="stable")[column])) if len(table) else []
        if len(values) > 1:
            labels += [(column, value, f"{name}: <b>{chart_safe(_text(column, value))}</b>") for value in values]
    return labels


def _text(column: str, value: object) -> str:
    if column == "min_words":
        return f"{value} words" if value else "any length"
    return str(value).replace("_", " ").replace("-", " ")


def _estimates(part: pd.DataFrame, name: str, paint: str, reported: bool) -> go.Scatter:
    text = [
        "<br>".join(chart_safe(f"{PANELS[c].lower()}: {_text(c, row[c])}", 80) for c in PANELS)
        + f"<br>articles: {row['n_a']:,} and {row['n_b']:,}"
        for _, row in part.iterrows()
    ]
    return go.Scatter(
        x=part.index,
        y=part["estimate"],
        error_y={
            "type": "data",
            "symmetric": False,
            "array": part["high"] - part["estimate"],
            "arrayminus": part["estimate"] - part["low"],
            "width": 0,
            "thickness": 2.2 if reported else 1.1,
            "color": paint,
        },
        mode="markers",
        marker={"color": paint, "size": 11 if reported else 5, "symbol": "diamond" if reported else "circle"},
        name=name,
        text=text,
        hovertemplate="<b>%{y:.3g}</b><br>%{text}<extra></extra>",
    )


def _marks(part: pd.DataFrame, labels: list[tuple[str, object, str]], paint: str) -> go.Scatter:
    x: list[int] = []
    y: list[int] = []
    for place, (column, value, _) in enumerate(labels):
        here = part.index[part[column] == value]
        x.extend(int(i) for i in here)
        y.extend([place] * len(here))
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"color": paint, "size": 7, "symbol": "line-ns", "line": {"width": 1.6, "color": paint}},
        showlegend=False,
        hoverinfo="skip",
    )


def _separate(figure: go.Figure, labels: list[tuple[str, object, str]]) -> None:
    """A thin line between one choice and the next."""
    for place in range(1, len(labels)):
        if labels[place][0] != labels[place - 1][0]:
            figure.add_hline(y=place - 0.5, line={"color": NEUTRAL, "width": 1}, row=2, col=1)
