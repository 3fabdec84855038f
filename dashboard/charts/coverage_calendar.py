"""How many articles there are of each group in each period."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from dashboard.charts.canvas import canvas
from dashboard.theme import INK, SEQUENTIAL
from dashboard.wording import chart_safe

FREQUENCY: Mapping[str, str] = {"week": "7D", "month": "MS", "quarter": "QS", "year": "YS"}
ROW = 30
MOST_NUMBERS = 24


def coverage_calendar(coverage: pd.DataFrame, every: str = "month", ink: str = INK["light"]) -> go.Figure:
    """From `queries.coverage`: groups as rows, periods as columns; periods without articles stay blank.

    `ink` is the colour of the numbers in the cells.
    """
    dated = coverage.dropna(subset=["group", "period"])
    groups = sorted(set(dated["group"]))
    wide = dated.pivot(index="group", columns="period", values="n").reindex(index=groups)
    if len(dated):
        wide = wide.reindex(columns=pd.date_range(dated["period"].min(), dated["period"].max(), freq=FREQUENCY[every]))
    labels = [_label(period, every) for period in wide.columns]
    figure = canvas(96 + ROW * max(len(groups), 1))
    figure.add_trace(
        go.Heatmap(
            z=wide.to_numpy(dtype=float),
            x=labels,
            y=[chart_safe(group) for group in groups],
            colorscale=[list(stop) for stop in SEQUENTIAL],
            showscale=len(labels) > MOST_NUMBERS,
            colorbar={"title": "articles", "thickness": 10},
            zmin=0,
            xgap=2,
            ygap=2,
            hoverongaps=False,
            hovertemplate="<b>%{y}</b><br>%{x}: %{z} articles<extra></extra>",
        )
    )
    if len(labels) <= MOST_NUMBERS:
        _write_numbers(figure, wide, labels, ink)
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(type="category", showgrid=False, tickangle=-45, nticks=30)
    return figure


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


def _label(period: pd.Timestamp, every: str) -> str:
    if every == "year":
        return f"{period.year}"
    if every == "quarter":
        return f"{period.year} Q{period.quarter}"
    return f"{period:%b %Y}" if every == "month" else f"{period:%d %b %Y}"
