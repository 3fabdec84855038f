"""Charts on a page: without Plotly's tool bar, and what a click on one of their marks means."""

from typing import Any

STILL: dict[str, Any] = {"displayModeBar": False}
"""Streamlit's `config` of a chart that is not zoomed."""


def clicked_data(event: object) -> list[Any]:
    """The `customdata` of the mark that was clicked, as a list; empty where none was, or where it has none.

    `event` is what `st.plotly_chart(…, on_select="rerun")` returns.
    """
    points = event["selection"]["points"] if event else []  # type: ignore[index]
    data = points[0].get("customdata") if points else None
    return data if isinstance(data, list) else [] if data is None else [data]
