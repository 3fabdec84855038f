"""The same event across outlets: the stories of the corpus, and one of them opened."""

import shlex
from typing import Any

import pandas as pd
import streamlit as st

from analysis.errors import ArgumentError
from analysis.figures.formatting import count, day, markdown_safe, plain
from analysis.queries import CorpusSnapshot
from analysis.queries.requests import StoriesRequest
from analysis.queries.stories import Stories, check_stories, headline, stories
from analysis.scorers import MEASURES
from dashboard.components.downloads import download_table
from dashboard.components.measure_choice import choose_measure, explain
from dashboard.components.url_state import choice, open_page
from dashboard.data.cached_queries import all_groups, cached, read_only, snapshot_numbers
from dashboard.page_context import PageContext, is_empty, purpose, reproduce
from dashboard.pages.stories import detail
from dashboard.tasks.add_articles import find_stories
from dashboard.tasks.progress import answer_of, begun_here, follow, works

A_PAGE = 500
OUTLETS = ["1", "2", "3", "4", "5"]


def show(context: PageContext) -> None:
    purpose("One event, told by several outlets: what each put on top, when, in what tone, and where they part.")
    if is_empty(context) or stories_missing(context):
        return
    chosen = st.query_params.get("story")
    if chosen:
        _one(context, chosen)
    else:
        _all(context)


def stories_missing(context: PageContext) -> bool:
    """Offer to find stories where articles have not been put into any; True if so."""
    if cached(_known, context.corpus):
        return False
    key = f"add {context.corpus.path}"  # as when articles are added: one piece of work writes at a time
    work = works().find(key)
    if work is not None and work.running:
        follow(work, "stories", "Starting")
        return True
    if work is not None and begun_here("_finding", work):
        if work.stopped:
            st.info("Stopped; nothing was changed.", icon=":material/stop_circle:")
        else:
            del st.session_state["_finding"]  # what went wrong is said once
            answer_of(work)
            snapshot_numbers.clear()  # there is a newer one, which the page was not opened on
            st.rerun()
    st.info("The articles of this snapshot have not all been put into stories.", icon=":material/newspaper:")
    if not read_only() and context.corpus.snapshot == context.newest:
        if st.button("Find stories and wire copy", type="primary", icon=":material/search:"):
            st.session_state["_finding"] = works().start(key, find_stories, context.corpus.path)
            st.rerun()
        st.caption("With many articles it takes minutes; it can be stopped at any time. Or in a shell:")
    st.code(shlex.join(["framescope", "stories", "--corpus", context.corpus.path]), language="bash")
    return True


def _known(corpus: CorpusSnapshot) -> bool:
    try:
        check_stories(corpus)
    except ArgumentError:
        return False
    return True


def _all(context: PageContext) -> None:
    left, right = st.columns([3, 1])
    with left:
        part = st.text_input("Part of a headline", key="headline", bind="query-params", placeholder="e.g. ceasefire")
    with right:
        fewest = choice("Told by at least", "told_by", OUTLETS, "2", lambda n: count(int(n), "outlet"))
    search: dict[str, Any] = {"outlets": int(fewest), "title": (part or "").strip() or None}
    page = int(st.session_state.get("stories_page", 1))
    found: Stories = cached(
        stories, context.corpus, context.filters, limit=A_PAGE, offset=A_PAGE * (page - 1), **search
    )
    if not found.total and page > 1:  # a narrower search has fewer pages
        page = 1
        found = cached(stories, context.corpus, context.filters, limit=A_PAGE, offset=0, **search)
    if not found.total:
        st.info(
            "No story matches among the selected articles. Ask for fewer outlets, another part of a headline, or widen "
            "the filters.",
            icon=":material/search_off:",
        )
        return
    table = found.stories
    first = A_PAGE * (page - 1) + 1
    some = f" {first:,} to {first + len(table) - 1:,} are shown." if len(table) < found.total else ""
    matches = "story matches" if found.total == 1 else "stories match"
    st.caption(f"{found.total:,} {matches}, the newest first.{some} Select a row to open one.")
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
        pages = -(-found.total // A_PAGE)
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
    told = detail.story_of(context, story, measure)
    if told.empty:
        st.info("No selected article is in this story. Widen the filters, or choose another.")
        return
    palette_order = all_groups(context.corpus)
    st.header(markdown_safe(headline(told["title"].to_list())), anchor=False)
    st.caption(detail.about(told))
    detail.show_headlines(told, palette_order)
    detail.show_timeline(told, palette_order)
    st.subheader(MEASURES[measure].label, anchor=False)
    detail.show_story_measure(told, MEASURES[measure], palette_order)
    detail.show_divergent(context, story, measure)
    download_table(lambda: told.drop(columns=["text", "y", "x"]), f"story_{story}", "story_csv", "Articles (CSV)")
    reproduce(context, context.command(StoriesRequest(context.filters, story=story, articles=1)), {"story": story})
