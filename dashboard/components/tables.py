"""Tables as real HTML: read aloud by screen readers, wrapped on narrow screens, everything escaped."""

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

MOST_ROWS = 150
BRIEF = 12
"""Columns of texts so short, such as days, are not broken into lines."""
FEW = 4
"""Tables of so few columns fit on a phone."""
_NUMERIC = frozenset("0123456789\u2212+–<.,% ")


def show_table(frame: pd.DataFrame, names: Mapping[str, str], caption: str, stack: bool = False) -> None:
    """Show texts already worded; `names` gives the columns and their headings. Long tables scroll in a grid instead.

    On a narrow screen the table scrolls sideways, or with `stack` its cells stand below each other.
    """
    shown = frame[list(names)]
    if len(shown) > MOST_ROWS:
        st.dataframe(shown.rename(columns=names), hide_index=True, width="stretch", alt=caption)
        return
    brief = {column for column in names if all(len(str(value)) <= BRIEF for value in shown[column])}
    right = {column for column in names if all(_is_number(str(value)) for value in shown[column])}
    head = "".join(f'<th scope="col"{_look(column in right, False)}>{escape(names[column])}</th>' for column in names)
    rows = []
    for row in shown.itertuples(index=False):
        cells = zip(names, row, strict=True)
        rows.append(
            "".join(f"<td{_look(column in right, column in brief)}>{escape(value)}</td>" for column, value in cells)
        )
    shape = " fs-stack" * stack + " fs-few" * (len(names) <= FEW)
    body = "".join(f"<tr>{cells}</tr>" for cells in rows)
    st.html(
        f'<div class="fs-scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table class="fs-table{shape}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def metric_tiles(numbers: Mapping[str, str]) -> None:
    """A few numbers in large print, each under its name; values are HTML."""
    # Drawn a second sooner than Streamlit's metrics, which can hold charts.
    tiles = "".join(f"<div><dt>{escape(name)}</dt><dd>{value}</dd></div>" for name, value in numbers.items())
    st.html(f'<dl class="fs-numbers">{tiles}</dl>')


def escape(value: object) -> str:
    """Return the value as HTML text, whole numbers with commas."""
    return html.escape(f"{value:,}" if isinstance(value, int) else str(value), quote=True)


def _look(number: bool, brief: bool) -> str:
    classes = " ".join(["fs-number"] * number + ["fs-brief"] * brief)
    return f' class="{classes}"' if classes else ""


def _is_number(text: str) -> bool:
    return set(text.replace("to", "")) <= _NUMERIC
