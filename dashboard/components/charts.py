"""Charts on a page: without Plotly's tool bar, and what a click on one of their marks means."""

from typing import Any

import streamlit as st
from plotly.graph_objects import Figure

from analysis.figures.style import INK

STILL: dict[str, Any] = {"displayModeBar": False}
"""Streamlit's `config` of a chart that is not zoomed."""


def clicked_data(event: object) -> list[Any]:
    """The `customdata` of the mark that was clicked, as a list; empty where none was, or where it has none.

    `event` is what `st.plotly_chart(…, on_select="rerun")` returns.
    """
    points = event["selection"]["points"] if event else []  # type: ignore[index]
    data = points[0].get("customdata") if points else None
    return data if isinstance(data, list) else [] if data is None else [data]


def plotly_chart(figure: Figure, **options: Any) -> Any:
    """Draw a figure with labels of its axes in the page's own ink; Streamlit's grey is too faint for small type.

    `options` and what is returned are those of `st.plotly_chart`.
    """
    ink = INK.get(str(st.context.theme.type), INK["light"])
    figure.update_xaxes(tickfont_color=ink).update_yaxes(tickfont_color=ink)
    return st.plotly_chart(figure, **options)
