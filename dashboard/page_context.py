"""What every page is given: the corpus, the filters, and the articles they select."""

import shlex
from dataclasses import dataclass
from typing import Any

import streamlit as st

from analysis.figures.formatting import count, markdown_safe
from analysis.queries import CorpusSnapshot, Filters, overview
from analysis.queries.dashboard import selection
from analysis.queries.requests import Request
from analysis.scorers import SCORED_WITH
from dashboard.components.filters import sidebar
from dashboard.components.url_state import note_invalid, with_settings
from dashboard.data.cached_queries import cached, corpus_at, corpus_path, snapshot_numbers


@dataclass(frozen=True)
class PageContext:
    """The corpus, the filters and the snapshot that a page shows."""

    corpus: CorpusSnapshot
    filters: Filters
    newest: int
    """Number of the newest snapshot; the corpus shown may be an older one."""

    @property
    def facts(self) -> dict[str, Any]:
        """The overview of the corpus, with `selected`: the counts of the filtered articles."""
        corpus_facts = cached(overview, self.corpus, None, SCORED_WITH)
        return corpus_facts | {"selected": cached(selection, self.corpus, self.filters)}

    @property
    def selected(self) -> int:
        """Number of scored articles that pass the filters."""
        return int(cached(selection, self.corpus, self.filters)["scored"])

    def command(self, request: Request) -> str:
        """The `framescope` command for the request at the snapshot shown, so that later changes do not matter."""
        return request.command(self.corpus.path, self.corpus.snapshot)


def open_page_context() -> PageContext:
    """The corpus that the address and the environment name, with the filters of the sidebar."""
    numbers = snapshot_numbers(corpus_path())
    requested = st.query_params.get("snapshot", "")
    chosen = next((number for number in numbers if str(number) == requested), numbers[0])
    invalid = [requested] if requested and str(chosen) != requested else []
    note_invalid("snapshot", invalid, "this corpus does not have", f"snapshot {chosen}, the newest")
    if invalid:
        del st.query_params["snapshot"]
    corpus = corpus_at(corpus_path(), chosen)
    if chosen != numbers[0]:
        st.sidebar.info(f"Snapshot {chosen} is shown, as the address asks; the newest is {numbers[0]}.")
    filters = sidebar(corpus) if corpus.measures else Filters()
    context = PageContext(corpus, filters, numbers[0])
    st.sidebar.caption(f"{count(context.selected, 'article')} selected · snapshot {chosen}")
    return context


def purpose(text: str) -> None:
    """One sentence below the page's title: what it is for."""
    st.markdown(text)


def is_empty(context: PageContext) -> bool:
    """Say what to do next if there is nothing to show; return whether that is so."""
    path = context.corpus.path
    if not context.facts["articles"]:
        st.info(
            "This corpus has no articles yet. Add some on the page Add data, or in a shell:", icon=":material/inbox:"
        )
        st.code(shlex.join(["framescope", "ingest", "PATH", "--corpus", path]), language="bash")
        return True
    if not sum(context.facts["scored_with"].values()):
        st.info("No article has been scored yet. Score them, then come back:", icon=":material/calculate:")
        st.code(shlex.join(["framescope", "score", "--corpus", path]), language="bash")
        return True
    if not context.selected:
        st.info("No article passes the filters. Widen them in the sidebar.", icon=":material/filter_alt_off:")
        return True
    return False


def cautions(warnings: tuple[str, ...]) -> None:
    """Show the warnings about the numbers of a page, folded away."""
    if not warnings:
        return
    title = "One caution about these numbers" if len(warnings) == 1 else f"{len(warnings)} cautions about these numbers"
    with st.expander(title, icon=":material/info:"):
        st.markdown("\n".join(f"- {markdown_safe(text)}" for text in warnings))


def reproduce(context: PageContext, command: str, choices: dict[str, Any] | None = None) -> None:
    """The command that gives the same numbers, the link that gives the same view, and how the numbers were made."""
    with st.expander("Reproduce this view", icon=":material/terminal:"):
        st.caption("The same numbers in a shell:")
        st.code(command, language="bash", wrap_lines=True)
        st.caption(f"The same view, held to snapshot {context.corpus.snapshot}:")
        st.code(_link(context), language=None, wrap_lines=True)
        if choices:
            st.caption("How the numbers were made:")
            st.markdown(_table_of(choices))


def _link(context: PageContext) -> str:
    from urllib.parse import urlencode

    base = (st.context.url or "").split("?")[0]
    return f"{base}?{urlencode(with_settings(snapshot=str(context.corpus.snapshot)), doseq=True)}"


def _table_of(choices: dict[str, Any]) -> str:
    rows = [
        f"| {markdown_safe(name.replace('_', ' '))} | {markdown_safe(_text(value))} |"
        for name, value in choices.items()
        if value not in (None, {}, [])
    ]
    return "\n".join(["| choice | value |", "| --- | --- |", *rows])


def _text(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key} {_text(inner)}" for key, inner in value.items())
    if isinstance(value, float):
        return f"{value:.4g}"
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)
