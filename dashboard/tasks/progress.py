"""Waiting for long work: how far it is, a button that stops it, and what then."""

from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from analysis.errors import FramescopeError
from analysis.figures.formatting import count
from analysis.queries import CorpusSnapshot
from dashboard.data.cached_queries import cached, snapshot_numbers
from dashboard.page_context import PageContext
from dashboard.tasks.background import BackgroundTask, TaskRegistry, run_query

Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

AT_ONCE = 50_000
"""Questions of up to so many articles take no longer than a process of their own takes to begin."""
SECONDS_BETWEEN_LOOKS = 1.0


@st.cache_resource
def works() -> TaskRegistry:
    """All work of this server."""
    return TaskRegistry()


def follow(work: BackgroundTask, key: str, what: str) -> None:
    """How far the work is, anew every second, beside a button that stops it; the page is drawn again when it ends."""

    @st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
    def panel() -> None:
        if not work.running:
            snapshot_numbers.clear()
            st.rerun()
        share, words = _said(work, what)
        with st.container(horizontal=True, vertical_alignment="center"):
            if share is None:  # a bar that stands still, or lies, says less than none
                st.markdown(f":material/hourglass_top: {words}")
            else:
                st.progress(share, words)
            if st.button("Stop", key=f"stop_{key}", icon=":material/stop_circle:", help="What was committed is kept."):
                work.stop()
                st.rerun()

    panel()


def begun_here(key: str, work: BackgroundTask) -> bool:
    """Whether this visitor began or watched the work, as noted under `key`; others do not need its result."""
    return st.session_state.get(key) is work


def run_or_queue(
    context: PageContext,
    at_once: int,
    what: str,
    query: Callable[Concatenate[CorpusSnapshot, Asked], Answer],
    *args: Asked.args,
    **kwargs: Asked.kwargs,
) -> Answer | None:
    """`query(context.corpus, …)`; where more than `at_once` articles are selected, under a Stop button.

    None while it works and when it was stopped: the page has then been told so, and should draw nothing more of it.
    `what` says what is done: "Counting the words".
    """
    if context.selected <= at_once:
        return cached(query, context.corpus, *args, **kwargs)
    asked = (context.corpus.path, context.corpus.snapshot, query, args, kwargs)
    key = repr((query.__module__, query.__qualname__, *asked[:2], *asked[3:]))
    work = works().find(key) or works().start(key, run_query, *asked)
    if work.running:
        follow(work, "question", what)
        return None
    if work.stopped:
        st.info(f"Stopped after {count(round(work.seconds), 'second')}; nothing was changed.", icon=":material/stop:")
        st.caption("Narrow the filters for a quicker answer, or ask again.")
        if st.button("Ask again", icon=":material/replay:"):
            works().forget(key)
            st.rerun()
        return None
    if work.error:
        works().forget(key)
    answer: Answer | None = answer_of(work)
    return answer


def answer_of(work: BackgroundTask) -> Any:
    """What the work found; raises what stopped it."""
    if isinstance(work.error, FramescopeError):
        raise work.error
    if work.error:
        raise RuntimeError(str(work.error)) from work.error
    return work.answer


def _said(work: BackgroundTask, what: str) -> tuple[float | None, str]:
    """The share done, None where it is not known, and in words."""
    past = count(int(work.seconds), "second")
    told, done, total = work.reported or (what, 0, None)
    if not done:
        return None, f"{told} … {past}"
    if not total:
        return None, f"{told} {count(done, 'article')} … {past}"
    return min(done / total, 1.0), f"{told} {done:,} of {count(total, 'article')} … {past}"
