"""The same event across outlets: the stories of the corpus, and one of them opened."""

from typing import Any

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, day, markdown_safe, plain
from analysis.queries.requests import StoriesRequest
from analysis.queries.stories import Stories, headline, stories
from analysis.scorers import MEASURES
from dashboard.components.downloads import download_table
from dashboard.components.measure_choice import choose_measure, explain
from dashboard.components.missing_stories import stories_missing
from dashboard.components.url_state import choice, open_page, text_input
from dashboard.data.cached_queries import all_groups, cached
from dashboard.page_context import PageContext, is_empty, purpose, reproduce
from dashboard.pages.stories import detail

A_PAGE = 500
OUTLETS = ["1", "2", "3", "4", "5"]


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("One event as several outlets covered it: headlines, timing, tone, and the sentences that differ most.")
    if is_empty(context) or stories_missing(context):
        return
    chosen = st.query_params.get("story")
    if chosen:
        _one(context, chosen)
    else:
        _all(context)


def _all(context: PageContext) -> None:
    left, right = st.columns([3, 1])
    with left:
        part = text_input("Part of a headline", "headline", "e.g. ceasefire")
    with right:
        fewest = choice("Covered by at least", "told_by", OUTLETS, "2", lambda n: count(int(n), "outlet"))
    search: dict[str, Any] = {"outlets": int(fewest), "title": part or None}
    page = int(st.session_state.get("stories_page", 1))
    results: Stories = cached(
        stories, context.corpus, context.filters, limit=A_PAGE, offset=A_PAGE * (page - 1), **search
    )
    if not results.total and page > 1:  # a narrower search has fewer pages
        page = 1
        results = cached(stories, context.corpus, context.filters, limit=A_PAGE, offset=0, **search)
    if not results.total:
        st.info(
            "No story matches among the selected articles. Ask for fewer outlets, another part of a headline, or widen "
            "the filters.",
            icon=":material/search_off:",
        )
        return
    table = results.stories
    first = A_PAGE * (page - 1) + 1
    some = f" {first:,} to {first + len(table) - 1:,} are shown." if len(table) < results.total else ""
    matches = "story matches" if results.total == 1 else "stories match"
    st.caption(f"{results.total:,} {matches}, the newest first.{some} Select a row to open one.")
    event = st.dataframe(
        pd.DataFrame(
            {
                "Story": [plain(label) for label in table["label"]],
                "Outlets": table["outlets"].to_numpy(),
                "Articles": table["articles"].to_numpy(),
                "First": [day(when) for when in table["first"]],
                "Last": [day(when) for when in table["last"]],
            }
        ),
        hide_index=True,
        width="stretch",
        height=min(560, 38 + 35 * len(table)),
        key="stories_rows",
        on_select="rerun",
        selection_mode="single-row",
        column_config={"Story": st.column_config.TextColumn(width="large")},
        alt="Stories, the newest first; select a row to open one",
    )
    rows = event["selection"]["rows"]
    if rows and rows[0] < len(table):
        open_page("stories", story=str(table["id"].iloc[rows[0]]))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        pages = -(-results.total // A_PAGE)
        if pages > 1:
            st.session_state["stories_page"] = page
            st.number_input(f"Page of {pages:,}", 1, pages, key="stories_page", width=150)
        download_table(lambda: stories(context.corpus, context.filters, **search).articles, "stories", "stories_csv")
    request = StoriesRequest(context.filters, title=search["title"] or None, outlets=int(fewest))
    reproduce(context, context.command(request))


def _one(context: PageContext, story: str) -> None:
    if st.button("All stories", icon=":material/arrow_back:", type="tertiary"):
        open_page("stories", story=None)
    measure = choose_measure(context.corpus)
    explain(measure)
    coverage = detail.story_of(context, story, measure)
    if coverage.empty:
        st.info("No selected article is in this story. Widen the filters, or choose another.")
        return
    palette_order = all_groups(context.corpus)
    st.header(markdown_safe(headline(coverage["title"].to_list())), anchor=False)
    st.caption(detail.about(coverage))
    detail.show_headlines(coverage, palette_order)
    detail.show_timeline(coverage, palette_order)
    st.subheader(MEASURES[measure].label, anchor=False)
    detail.show_story_measure(coverage, MEASURES[measure], palette_order)
    detail.show_divergent(context, story, measure)
    download_table(lambda: coverage.drop(columns=["text", "y", "x"]), f"story_{story}", "story_csv", "Articles (CSV)")
    reproduce(context, context.command(StoriesRequest(context.filters, story=story, articles=1)), {"story": story})
