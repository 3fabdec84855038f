"""Parts that figures share: margins, rows of names, marks with intervals, lines at zero and at the overall value."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.style import INK, NEUTRAL, fade

ROW, EDGE = 30, 110
PAPER_WIDTH = 900
MARGIN = 0.04


def canvas(height: int, **layout: object) -> go.Figure:
    """An empty figure; the left margin grows with the labels."""
    figure = go.Figure()
    figure.update_layout(
        height=height,
        margin={"l": 8, "r": 16, "t": 24, "b": 60},
        showlegend=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
        dragmode=False,
        **layout,
    )
    figure.update_xaxes(automargin=True, zeroline=False, title_standoff=12, tickfont={"size": 13})
    figure.update_yaxes(automargin=True, zeroline=False, tickfont={"size": 13})
    return figure


def rows_height(rows: int, row: int = ROW) -> int:
    """Height of a figure with so many rows, in pixels."""
    return EDGE + row * max(rows, 1)


def name_rows(figure: go.Figure, names: Sequence[str]) -> None:
    """Name the rows 0, 1, … from the top down, clear of what is drawn in them."""
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(names))),
        ticktext=list(names),
        range=[len(names) - 0.5, -0.5],
        showgrid=False,
        ticklabelstandoff=8,
    )


def reach(figure: go.Figure, ends: "pd.Series[float]") -> None:
    """Let the axis reach past the outermost of `ends` on both sides, so that no interval touches a name or the edge."""
    known = ends.dropna()
    if len(known):
        low, high = float(known.min()), float(known.max())
        edge = MARGIN * (high - low) or 1.0
        figure.update_xaxes(range=[low - edge, high + edge])


def mark_zero(figure: go.Figure, low: float, high: float) -> None:
    """A line at zero where zero is in sight."""
    if low <= 0 <= high:
        figure.add_vline(x=0, line={"color": NEUTRAL, "width": 1.5})


def dots_with_intervals(
    figure: go.Figure,
    places: Sequence[float],
    estimates: pd.DataFrame,
    paint: str,
    hover: Sequence[str],
    symbol: str = "circle",
    size: int = 10,
    width: int = 4,
    name: str | None = None,
    customdata: Sequence[object] | None = None,
) -> None:
    """Add marks at the heights `places` with their intervals as lines behind them: two traces, lines first.

    `estimates` has a row per place with value, low and high; an interval that is missing is left out. `hover` and
    `customdata` are of the marks; `name` is theirs in the legend.
    """
    ends_x: list[float | None] = []
    ends_y: list[float | None] = []
    for place, low, high in zip(places, estimates["low"], estimates["high"], strict=True):
        ends_x += [low, high, None]
        ends_y += [place, place, None]
    figure.add_trace(
        go.Scatter(
            x=ends_x[:-1],
            y=ends_y[:-1],
            mode="lines",
            line={"color": fade(paint, 0.55), "width": width},
            hoverinfo="skip",
            showlegend=False,
        )
    )
    figure.add_trace(
        go.Scatter(
            x=list(estimates["value"]),
            y=list(places),
            mode="markers",
            marker={"color": paint, "size": size, "symbol": symbol, "line_width": 2 if "open" in symbol else 0},
            name=name,
            text=list(hover),
            customdata=customdata,
            hovertemplate="%{text}<extra></extra>",
        )
    )


def mark_overall(figure: go.Figure, value: float | None, label: str) -> None:
    """Add a dotted line with a label at the value of all articles; none where it is missing."""
    if value is not None and value == value:
        figure.add_vline(
            x=value,
            line={"color": NEUTRAL, "width": 1.5, "dash": "dot"},
            annotation={"text": label, "yref": "paper", "y": 1.0},
            annotation_position="top",
        )


def for_paper(figure: go.Figure) -> go.Figure:
    """A copy on white with its own fonts, as wide as a page; on screen the theme brings both."""
    copy = go.Figure(figure)
    copy.update_layout(
        template="plotly_white",
        width=PAPER_WIDTH,
        paper_bgcolor="white",
        plot_bgcolor="white",
        font={"family": "Arial, Helvetica, sans-serif", "color": INK["light"]},
    )
    return copy.update_traces(textfont_color=INK["light"], selector={"mode": "text"})
