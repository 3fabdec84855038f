"""A page of articles, from which one can be opened."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from analysis.figures.formatting import day, number, plain
from analysis.measures import Measure
from analysis.queries import CorpusSnapshot, Filters, articles
from dashboard.components.downloads import download_table
from dashboard.components.url_state import open_page
from dashboard.data.cached_queries import cached

A_PAGE = 25


def select_group_to_list(
    label: str,
    key: str,
    options: Sequence[str],
    clicked: str | None,
    click: object = None,
    format_func: Callable[[str], str] = plain,
    placeholder: str | None = None,
) -> str | None:
    """Choose what of a figure to list the articles of: here, also with the keyboard, or by a click in the figure.

    None where nothing has been chosen. With no `placeholder` the last option is chosen until another is. `click` tells
    clicks apart that mean the same option.
    """
    click = click or clicked
    if clicked is not None and click != st.session_state.get(f"_{key}_click"):
        st.session_state[key] = clicked
    st.session_state[f"_{key}_click"] = click
    if st.session_state.get(key) not in options:
        st.session_state[key] = None if placeholder else options[-1]
    return st.selectbox(label, options, index=None, format_func=format_func, key=key, placeholder=placeholder)


def article_list(
    corpus: CorpusSnapshot,
    filters: Filters,
    key: str,
    title: str | None = None,
    measure: Measure | None = None,
    descending: bool = True,
) -> None:
    """The filtered articles, newest first or by a measure; a click on a row opens the article."""
    order = measure.name if measure else None
    place: dict[str, Any] = {"title": title, "order": order, "descending": descending}
    pages_key = f"{key}_page"
    offset = A_PAGE * (int(st.session_state.get(pages_key, 1)) - 1)
    page, total = cached(articles, corpus, filters, limit=A_PAGE, offset=offset, **place)
    if not total:
        st.info("No article matches.", icon=":material/search_off:")
        return
    shown = pd.DataFrame(
        {
            "Title": [plain(title) for title in page["title"]],
            "Outlet": [plain(outlet) for outlet in page["outlet"]],
            "Date": [day(when) for when in page["published"]],
        }
    )
    if measure:
        shown.insert(0, measure.label, [number(value, measure.digits) for value in page[measure.name]])
    st.caption(f"{total:,} found. Select a row to open the article.")
    chosen = st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        key=f"{key}_rows",
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Title": st.column_config.TextColumn(width="large")},
        alt="Articles; select a row to open one",
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if total > A_PAGE:
            st.number_input(f"Page of {-(-total // A_PAGE):,}", 1, -(-total // A_PAGE), key=pages_key, width=150)
        download_table(lambda: articles(corpus, filters, limit=total, **place)[0], f"articles_{key}", f"{key}_csv")
    rows = chosen["selection"]["rows"]
    if rows and rows[0] < len(page):
        open_page("article", id=str(page["id"].iloc[rows[0]]))
