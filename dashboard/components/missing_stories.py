"""What a page that needs stories shows where articles have not been put into any."""

import shlex

import streamlit as st

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot
from analysis.queries.stories import check_stories
from dashboard.data.cached_queries import cached, read_only, snapshot_numbers
from dashboard.page_context import PageContext
from dashboard.tasks.add_articles import find_stories
from dashboard.tasks.progress import answer_of, begun_here, follow, tasks


def stories_missing(context: PageContext) -> bool:
    """Offer to find stories where articles of the snapshot have not been put into any; return whether that is so."""
    if cached(_have_stories, context.corpus):
        return False
    key = f"add {context.corpus.path}"  # as when articles are added: one piece of work writes at a time
    task = tasks().find(key)
    if task is not None and task.running:
        follow(task, "stories", "Starting")
        return True
    if task is not None and begun_here("_finding", task):
        if task.stopped:
            st.info("Stopped; nothing was changed.", icon=":material/stop_circle:")
        else:
            del st.session_state["_finding"]  # what went wrong is said once
            answer_of(task)
            snapshot_numbers.clear()  # there is a newer one, which the page was not opened on
            st.rerun()
    st.info("The articles of this snapshot have not all been put into stories.", icon=":material/newspaper:")
    if not read_only() and context.corpus.snapshot == context.newest:
        if st.button("Find stories and wire copy", type="primary", icon=":material/search:"):
            st.session_state["_finding"] = tasks().start(key, find_stories, context.corpus.path)
            st.rerun()
        st.caption("With many articles it takes minutes; it can be stopped at any time. Or in a shell:")
    st.code(shlex.join(["framescope", "stories", "--corpus", context.corpus.path]), language="bash")
    return True


def _have_stories(corpus: CorpusSnapshot) -> bool:
    try:
        check_stories(corpus)
    except ArgumentError:
        return False
    return True
