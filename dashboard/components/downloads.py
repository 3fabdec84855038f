"""Downloads: complete files, made when the button is clicked."""

import re
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import streamlit as st

from analysis.export.pictures import picture
from analysis.export.tables import write_csv
from analysis.figures.layout import for_paper

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go

Table = Callable[[], "pd.DataFrame"]

_IMAGES = {"SVG": "image/svg+xml", "PDF": "application/pdf", "PNG": "image/png"}
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def download_table(table: Table, name: str, key: str, label: str = "Download CSV") -> None:
    """A button for the whole table; `table` is called on the click. Texts are made safe for spreadsheets."""
    st.download_button(
        label,
        lambda: csv_bytes(table()),
        file_name=f"{_file_name(name)}.csv",
        mime="text/csv",
        key=key,
        on_click="ignore",
        icon=":material/download:",
    )


def download_figure(figure: "go.Figure", name: str, key: str, table: Table | None = None) -> None:
    """The figure as a page that can be zoomed, as pictures where this machine can draw them, and its numbers."""
    with st.popover("Download", icon=":material/download:"):
        if table is not None:
            download_table(table, name, f"{key}_csv", "Numbers (CSV)")
        st.download_button(
            "Interactive figure (HTML)",
            lambda: for_paper(figure).to_html(include_plotlyjs=True).encode(),
            file_name=f"{_file_name(name)}.html",
            mime="text/html",
            key=f"{key}_html",
            on_click="ignore",
        )
        for kind, mime in _IMAGES.items() if can_draw() else ():
            st.download_button(
                f"Figure ({kind})",
                lambda kind=kind: picture(for_paper(figure), kind.lower()),  # type: ignore[misc]
                file_name=f"{_file_name(name)}.{kind.lower()}",
                mime=mime,
                key=f"{key}_{kind.lower()}",
                on_click="ignore",
            )
        if not can_draw():
            st.caption("SVG, PDF and PNG need Kaleido and Chromium: `pip install 'framescope[figures]'`.")


def csv_bytes(table: "pd.DataFrame") -> bytes:
    """Return the table as CSV, cells safe from formulas."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        write_csv(table, path)
        return path.read_bytes()


def can_draw() -> bool:
    """Whether figures can be drawn as files here: Kaleido and a Chromium are installed."""
    return find_spec("kaleido") is not None and any(which(name) for name in _BROWSERS)


def _file_name(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "_", name).strip("_") or "framescope"
