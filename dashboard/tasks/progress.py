"""Long work on the page: its progress, a button that stops it, and its result."""

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
def tasks() -> TaskRegistry:
    """All tasks of this server."""
    return TaskRegistry()


def follow(task: BackgroundTask, key: str, what: str) -> None:
    """Show the progress of a task every second, beside a button that stops it; draw the page again when it ends."""

    @st.fragment(run_every=SECONDS_BETWEEN_LOOKS)
    def panel() -> None:
        if not task.running:
            snapshot_numbers.clear()
            st.rerun()
        share, words = _progress(task, what)
        with st.container(horizontal=True, vertical_alignment="center"):
            if share is None:  # a bar that stands still, or lies, says less than none
                st.markdown(f":material/hourglass_top: {words}")
            else:
                st.progress(share, words)
            if st.button("Stop", key=f"stop_{key}", icon=":material/stop_circle:", help="What was committed is kept."):
                task.stop()
                st.rerun()

    panel()


def begun_here(key: str, task: BackgroundTask) -> bool:
    """Whether this visitor began or watched the work, as noted under `key`; others do not need its result."""
    return st.session_state.get(key) is task


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
    question = (context.corpus.path, context.corpus.snapshot, query, args, kwargs)
    key = repr((query.__module__, query.__qualname__, *question[:2], *question[3:]))
    task = tasks().find(key) or tasks().start(key, run_query, *question)
    if task.running:
        follow(task, "question", what)
        return None
    if task.stopped:
        st.info(f"Stopped after {count(round(task.seconds), 'second')}; nothing was changed.", icon=":material/stop:")
        st.caption("Narrow the filters for a quicker answer, or ask again.")
        if st.button("Ask again", icon=":material/replay:"):
            tasks().forget(key)
            st.rerun()
        return None
    if task.error:
        tasks().forget(key)
    answer: Answer | None = answer_of(task)
    return answer


def answer_of(task: BackgroundTask) -> Any:
    """The result of a task that has ended; raises its error."""
    if isinstance(task.error, FramescopeError):
        raise task.error
    if task.error:
        raise RuntimeError(str(task.error)) from task.error
    return task.answer


def _progress(task: BackgroundTask, what: str) -> tuple[float | None, str]:
    """The share done, None where it is not known, and in words."""
    past = count(int(task.seconds), "second")
    doing, done, total = task.reported or (what, 0, None)
    if not done:
        return None, f"{doing} … {past}"
    if not total:
        return None, f"{doing} {count(done, 'article')} … {past}"
    return min(done / total, 1.0), f"{doing} {done:,} of {count(total, 'article')} … {past}"
