"""Number of articles per group and period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import chart_safe
from analysis.figures.layout import canvas
from analysis.figures.style import INK, NEUTRAL, SEQUENTIAL

FREQUENCY: Mapping[str, str] = {"week": "7D", "month": "MS", "quarter": "QS", "year": "YS"}
ROW, EDGE, LONG_NAMES = 30, 122, 24
SHORTEST_SCALE = 84
MOST_NUMBERS = 24
MOST_COLUMNS = 120
"""More cannot be told apart: then long empty stretches are folded, and a page should choose longer periods."""
FOLDED = 12
MOST_TICKS = 24
GAP = "⋯"


@dataclass(frozen=True)
class Column:
    """A period, or with `folded` so many empty ones in a row, from `first` to `last`."""

    first: pd.Timestamp
    last: pd.Timestamp
    folded: int = 0


def columns_of(coverage: pd.DataFrame, every: str) -> list[Column]:
    """The columns of the calendar: all periods from the first to the last that holds articles.

    Where that makes more than `MOST_COLUMNS`, stretches of at least `FOLDED` empty periods become one column each, so
    that one article of 1819 does not push two years of news out of sight.
    """
    filled = coverage.dropna(subset=["group", "period"])["period"]
    if filled.empty:
        return []
    periods = pd.date_range(filled.min(), filled.max(), freq=FREQUENCY[every])
    if len(periods) <= MOST_COLUMNS:
        return [Column(period, period) for period in periods]
    places = sorted(set(periods.get_indexer(pd.DatetimeIndex(filled.unique()))))
    columns = [Column(periods[0], periods[0])]
    for before, place in pairwise(places):
        empty = place - before - 1
        if empty >= FOLDED:
            columns.append(Column(periods[before + 1], periods[place - 1], empty))
        else:
            columns += [Column(period, period) for period in periods[before + 1 : place]]
        columns.append(Column(periods[place], periods[place]))
    return columns


def coverage_calendar(coverage: pd.DataFrame, every: str = "month", ink: str = INK["light"]) -> go.Figure:
    """Groups as rows, the periods of `columns_of` as columns; periods without articles are blank.

    `coverage` needs the columns group, period, n of `queries.coverage`. `ink` is the colour of the numbers in the
    cells.
    """
    dated = coverage.dropna(subset=["group", "period"])
    groups = sorted(set(dated["group"]))
    columns = columns_of(coverage, every)
    wide = dated.pivot(index="group", columns="period", values="n").reindex(index=groups)
    # The first period of a folded stretch holds no articles, and so stands for all of it.
    wide = wide.reindex(columns=pd.DatetimeIndex([column.first for column in columns]))
    labels = [_label(column, every) for column in columns]
    most = int(dated["n"].max()) if len(dated) else 0
    figure = canvas(EDGE + LONG_NAMES * (every == "week") + ROW * max(len(groups), 1))
    figure.add_trace(
        go.Heatmap(
            z=wide.to_numpy(dtype=float),
            x=labels,
            y=[chart_safe(group) for group in groups],
            colorscale=[list(stop) for stop in SEQUENTIAL],
            showscale=len(labels) > MOST_NUMBERS,
            colorbar={
                "title": {"text": "articles", "side": "right"},
                "thickness": 10,
                "lenmode": "pixels",
                "len": max(SHORTEST_SCALE, ROW * len(groups)),
                "y": 1,
                "yanchor": "top",
                "ypad": 6,
                "tickvals": _whole_numbers(most, len(groups)),
                "tickformat": ",d",
                "ticklabeloverflow": "allow",
            },
            zmin=0,
            zmax=max(most, 1),
            xgap=2 if len(labels) <= MOST_COLUMNS // 2 else 1,
            ygap=2,
            hoverongaps=False,
            hovertemplate="<b>%{y}</b><br>%{x}: %{z} articles<extra></extra>",
        )
    )
    if len(labels) <= MOST_NUMBERS:
        _write_numbers(figure, wide, labels, ink)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(type="category", showgrid=False, tickangle=-45)
    _name_columns(figure, columns, labels)
    return figure


def _name_columns(figure: go.Figure, columns: Sequence[Column], labels: Sequence[str]) -> None:
    """Name as many periods as can be read, and draw a dotted line through each folded stretch, under `GAP`."""
    step = -(-len(columns) // MOST_TICKS)
    folded = [place for place, column in enumerate(columns) if column.folded]
    for place in folded:
        figure.add_vline(x=place, line={"color": NEUTRAL, "width": 2, "dash": "dot"})
        figure.add_annotation(
            x=place, y=1, yref="paper", yanchor="bottom", text=GAP, showarrow=False, font={"size": 16}
        )
    named: list[int] = []
    for place in [*(gap - 1 for gap in folded), *range(0, len(columns), step or 1)]:
        if not columns[place].folded and all(abs(place - other) >= step for other in named):
            named.append(place)
    figure.update_xaxes(
        tickmode="array",
        tickvals=sorted(named),
        ticktext=[labels[place] for place in sorted(named)],
    )


def _whole_numbers(most: int, rows: int) -> list[int]:
    """0 and a few more round numbers, as many as so many rows leave room for: there are no halves of articles."""
    room = max(1, min(5, rows // 2))
    step = next(
        number for power in range(12) for number in (10**power, 2 * 10**power, 5 * 10**power) if number * room >= most
    )
    return list(range(0, most + 1, step)) if step <= most else [0, most]


def _write_numbers(figure: go.Figure, wide: pd.DataFrame, labels: list[str], ink: str) -> None:
    """The numbers: a heat map of its own would choose a colour that ignores how transparent a cell is."""
    cells = [
        (chart_safe(group), label, n) for group, row in wide.iterrows() for label, n in zip(labels, row, strict=True)
    ]
    known = [(group, label, n) for group, label, n in cells if n == n]
    figure.add_trace(
        go.Scatter(
            x=[label for _, label, _ in known],
            y=[group for group, _, _ in known],
            text=[f"{int(n):,}" for _, _, n in known],
            mode="text",
            textfont={"color": ink},
            hoverinfo="skip",
        )
    )


def _label(column: Column, every: str) -> str:
    first = name_of(column.first, every)
    return f"{first} to {name_of(column.last, every)}" if column.folded else first


def name_of(period: pd.Timestamp, every: str) -> str:
    """Return the period in words, such as "Mar 2019"."""
    if every == "year":
        return f"{period.year}"
    if every == "quarter":
        return f"{period.year} Q{period.quarter}"
    return f"{period:%b %Y}" if every == "month" else f"{period:%d %b %Y}"
