"""The pages, in the order of the menu."""

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from analysis.errors import FramescopeError
from analysis.figures.formatting import markdown_safe
from dashboard.components.url_state import begin_page, current, invalid_message
from dashboard.data.cached_queries import read_only
from dashboard.page_context import PageContext, open_page_context
from dashboard.pages import add_data, export, methods, overview, sources
from dashboard.pages.article import page as article
from dashboard.pages.compare import page as compare
from dashboard.pages.stories import page as stories
from dashboard.pages.trends import page as trends
from dashboard.pages.words import page as words


@dataclass(frozen=True)
class PageEntry:
    """A page of the menu: its path in the address, title, Material icon and function."""

    path: str
    title: str
    icon: str
    show: Callable[[PageContext], None]
    writes: bool = False
    """Left out in read-only mode."""


ENTRIES = (
    PageEntry("overview", "Overview", "dashboard", overview.show),
    PageEntry("compare", "Compare outlets", "compare_arrows", compare.show),
    PageEntry("trends", "Trends", "show_chart", trends.show),
    PageEntry("stories", "Stories", "newspaper", stories.show),
    PageEntry("article", "Article", "article", article.show),
    PageEntry("words", "Words", "text_fields", words.show),
    PageEntry("sources", "Sources", "record_voice_over", sources.show),
    PageEntry("add_data", "Add data", "upload_file", add_data.show, writes=True),
    PageEntry("export", "Export", "download", export.show),
    PageEntry("methods", "Methods", "menu_book", methods.show),
)


def run() -> None:
    """Draw the menu, the filters, and the page that the address names; the bare address leads to the overview."""
    contexts: list[PageContext] = []
    pages = {
        entry.path: st.Page(
            _runner(entry, contexts), title=entry.title, icon=f":material/{entry.icon}:", url_path=entry.path
        )
        for entry in ENTRIES
        if not (entry.writes and read_only())
    }
    st.session_state["_pages"] = pages
    start = st.Page(
        lambda: st.switch_page(pages[ENTRIES[0].path], query_params=current()),
        title="framescope",
        url_path="home",
        default=True,
        visibility="hidden",
    )
    page = st.navigation([start, *pages.values()])
    if page is start:
        page.run()
    st.title(page.title, anchor=False)

    def draw() -> None:
        # The filters are drawn out here, not by the page, so that they are the same widgets on every page.
        contexts.append(open_page_context())
        page.run()

    guarded(draw, page.url_path)


def _runner(entry: PageEntry, contexts: list[PageContext]) -> Callable[[], None]:
    def page() -> None:
        entry.show(contexts[0])

    page.__name__ = entry.path
    return page


def guarded(draw: Callable[[], None], page: str = "") -> None:
    """Draw a page; an error becomes a sentence on it, and an unforeseen one also a report on stderr.

    Above the page is a notice of the settings in the address that could not be followed.
    """
    begin_page(page)
    top = st.empty()
    try:
        draw()
    except FramescopeError as error:
        st.error(markdown_safe(error), icon=":material/error:")
    except Exception:  # the boundary: nobody's browser should show a stack trace
        traceback.print_exc(file=sys.stderr)
        st.error(
            "Something went wrong on this page. The reason was written to the terminal where the dashboard runs; "
            "if it happens again, please report it with those lines.",
            icon=":material/error:",
        )
    if message := invalid_message():
        top.warning(message, icon=":material/link_off:")
