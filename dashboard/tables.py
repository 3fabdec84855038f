"""Tables as real HTML: read aloud by screen readers, wrapped on narrow screens, everything escaped."""

import html
from collections.abc import Mapping

import pandas as pd
import streamlit as st

MOST_ROWS = 150
_NUMERIC = frozenset("0123456789\u2212+–<.,% ")


def show_table(frame: pd.DataFrame, names: Mapping[str, str], caption: str, stack: bool = False) -> None:
    """Show texts already worded; `names` gives the columns and their headings. Long tables scroll in a grid instead.

    On a narrow screen the table scrolls sideways, or with `stack` its cells stand below each other.
    """
    shown = frame[list(names)]
    if len(shown) > MOST_ROWS:
        st.dataframe(shown.rename(columns=names), hide_index=True, width="stretch", alt=caption)
        return
    right = {column for column in names if all(_is_number(str(value)) for value in shown[column])}
    head = "".join(f'<th scope="col"{_align(column in right)}>{escape(names[column])}</th>' for column in names)
    rows = []
    for row in shown.itertuples(index=False):
        cells = zip(names, row, strict=True)
        rows.append("".join(f"<td{_align(column in right)}>{escape(value)}</td>" for column, value in cells))
    body = "".join(f"<tr>{cells}</tr>" for cells in rows)
    st.html(
        f'<div class="fs-scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="fs-table{" fs-stack" * stack}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def escape(value: object) -> str:
    return html.escape(f"{value:,}" if isinstance(value, int) else str(value), quote=True)


def _align(right: bool) -> str:
    return ' class="fs-number"' if right else ""


def _is_number(text: str) -> bool:
    return set(text.replace("to", "")) <= _NUMERIC
