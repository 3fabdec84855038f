"""The specification curve: every estimate of a difference in order of size, and below it the choices each one made."""

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    import plotly.graph_objects as go

CLEAR, UNCLEAR, ASKED = "#1f4e79", "#9aa5b1", "#c4501b"
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


def specification_curve(specifications: pd.DataFrame, a: str, b: str, unit: str = "", title: str = "") -> "go.Figure":
    """From `SpecificationCurve.specifications`: estimates with intervals above, a mark for each choice below.

    Dark where the interval is without zero, grey where it is not; the specification that `compare` reports is a diamond.
    A choice that every specification shares is left out.
    """
    from plotly.subplots import make_subplots

    table = specifications.reset_index(drop=True)
    labels = _labels(table)
    height = _CURVE + _ROW * max(len(labels), 1) + 110
    share = _CURVE / (_CURVE + _ROW * max(len(labels), 1))
    figure = make_subplots(rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.03, row_heights=[share, 1 - share])
    clear = (table["low"] > 0) | (table["high"] < 0)
    for kind, rows, colour in (
        ("interval without 0", table[clear & ~table["as_asked"]], CLEAR),
        ("interval with 0", table[~clear & ~table["as_asked"]], UNCLEAR),
        ("as asked", table[table["as_asked"]], ASKED),
    ):
        if len(rows):
            figure.add_trace(_estimates(rows, kind, colour, asked=kind == "as asked"), row=1, col=1)
            figure.add_trace(_marks(rows, labels, colour), row=2, col=1)
    figure.add_hline(y=0, line={"color": "#1b2430", "width": 1}, row=1, col=1)
    figure.update_xaxes(showticklabels=False, showgrid=False, zeroline=False, range=[-1, len(table)])
    figure.update_xaxes(title_text=f"{len(table)} specifications, by size of the difference", row=2, col=1)
    figure.update_yaxes(title_text=f"{_safe(a)} − {_safe(b)}{f'<br>{_safe(unit)}' if unit else ''}", row=1, col=1)
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
        template="plotly_white",
        title={"text": _safe(title), "x": 0, "font": {"size": 15}},
        height=height,
        width=900,
        font={"family": "Arial, Helvetica, sans-serif", "color": "#1b2430"},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 1, "xanchor": "right"},
        margin={"t": 70, "r": 20, "b": 50},
    )


def _labels(table: pd.DataFrame) -> list[tuple[str, object, str]]:
    """Column, value and text of each row of the lower panel, the choices that vary."""
    found: list[tuple[str, object, str]] = []
    for column, name in PANELS.items():
        values = list(dict.fromkeys(table.sort_values(column, kind="stable")[column])) if len(table) else []
        if len(values) > 1:
            found += [(column, value, f"{name}: <b>{_safe(_text(column, value))}</b>") for value in values]
    return found


def _text(column: str, value: object) -> str:
    if column == "min_words":
        return f"{value} words" if value else "any length"
    return str(value).replace("_", " ").replace("-", " ")


def _estimates(rows: pd.DataFrame, name: str, colour: str, asked: bool) -> "go.Scatter":
    import plotly.graph_objects as go

    text = [
        "<br>".join(_safe(f"{PANELS[c].lower()}: {_text(c, row[c])}") for c in PANELS)
        + f"<br>articles: {row['n_a']:,} and {row['n_b']:,}"
        for _, row in rows.iterrows()
    ]
    return go.Scatter(
        x=rows.index,
        y=rows["estimate"],
        error_y={
            "type": "data",
            "symmetric": False,
            "array": rows["high"] - rows["estimate"],
            "arrayminus": rows["estimate"] - rows["low"],
            "width": 0,
            "thickness": 2.2 if asked else 1.1,
            "color": colour,
        },
        mode="markers",
        marker={"color": colour, "size": 11 if asked else 5, "symbol": "diamond" if asked else "circle"},
        name=name,
        text=text,
        hovertemplate="<b>%{y:.3g}</b><br>%{text}<extra></extra>",
    )


def _marks(rows: pd.DataFrame, labels: list[tuple[str, object, str]], colour: str) -> "go.Scatter":
    import plotly.graph_objects as go

    x: list[int] = []
    y: list[int] = []
    for place, (column, value, _) in enumerate(labels):
        here = rows.index[rows[column] == value]
        x.extend(int(i) for i in here)
        y.extend([place] * len(here))
    return go.Scatter(
        x=x,
        y=y,
        mode="markers",
        marker={"color": colour, "size": 7, "symbol": "line-ns", "line": {"width": 1.6, "color": colour}},
        showlegend=False,
        hoverinfo="skip",
    )


def _separate(figure: "go.Figure", labels: list[tuple[str, object, str]]) -> None:
    """A thin line between one choice and the next."""
    for place in range(1, len(labels)):
        if labels[place][0] != labels[place - 1][0]:
            figure.add_hline(y=place - 0.5, line={"color": "#d7dce1", "width": 1}, row=2, col=1)


def _safe(text: str) -> str:
    """Plotly reads some HTML in texts."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
