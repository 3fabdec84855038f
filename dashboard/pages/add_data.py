"""Adding articles: a file with its columns mapped, or one pasted article; then scoring."""

import shlex
from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.corpus.ingest.column_mapping import FIELDS, map_fields
from analysis.errors import FramescopeError, InputError
from analysis.figures.formatting import count, markdown_safe
from analysis.queries import open_corpus, overview
from analysis.scorers import SCORED_WITH
from dashboard.components.tables import show_table
from dashboard.components.url_state import open_page
from dashboard.data.uploads import LONGEST_PASTE, SUFFIXES, discard, keep_upload, pasted, preview, refused
from dashboard.page_context import PageContext, purpose
from dashboard.tasks.add_articles import Added, add
from dashboard.tasks.background import BackgroundTask
from dashboard.tasks.progress import answer_of, begun_here, follow, tasks

NOT_THERE = "(not in this file)"
AddRequest = tuple[str, Path, dict[str, str], str | None]
"""corpus, file, field → column, outlet of all rows"""


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose(
        "Add articles to this corpus and score them. Rows that cannot be used are rejected "
        "with a reason; the rest is added."
    )
    key = f"add {context.corpus.path}"
    task: BackgroundTask | None = tasks().find(key)
    if task is not None and task.running:
        st.session_state["_adding"] = task
        follow(task, "add", "Starting")
        st.caption("You may leave this page, or close it: the work goes on until it is done or stopped.")
        return
    if task is not None and begun_here("_adding", task):
        _outcome(context, key, task)
    how = st.segmented_control("Add", ["A file", "One article"], default="A file", required=True, key="add")
    if how == "A file":
        _file(context)
    else:
        _paste(context)


def _file(context: PageContext) -> None:
    given = st.file_uploader(
        "CSV, TSV, JSON, JSON Lines (also .gz), Parquet, text or HTML",
        list(SUFFIXES),
        key="upload",
        max_upload_size=200,
    )
    if given is None:
        _chosen(context, None)
        st.caption(
            "Each row is an article. A column with the text is all that is needed; outlet and date make it useful."
        )
        return
    path = keep_upload(context.corpus.path, given.name, given.getvalue())
    _chosen(context, path)
    try:
        source, rows = preview(path)
    except InputError as error:
        _chosen(context, None)
        raise refused(error, path, given.name) from error
    st.subheader("Columns", anchor=False)
    st.caption(
        "The field that each column of the file holds. Other columns are kept, and articles can be compared by them."
    )
    columns = list(source.columns)
    mapping = _mapping(columns, path)
    if rows:
        shown = pd.DataFrame(rows, columns=columns[:8]).fillna("")
        show_table(shown, {name: name for name in shown.columns}, "The first rows of the file")
    outlet = st.text_input("Outlet of all rows", placeholder="Leave empty where a column names it") or None
    if not mapping.get("text"):
        st.info("Choose the column that holds the text of the articles.")
        return
    if st.button("Add and score", type="primary", icon=":material/add:"):
        _run(context, path, mapping, outlet)


def _chosen(context: PageContext, path: Path | None) -> None:
    """Note the upload that is looked at; the one before is not kept if nothing was read from it."""
    before: Path | None = st.session_state.get("_looked_at")
    request: AddRequest | None = st.session_state.get("_added")
    if before and before != path and not (request and request[1] == before):  # what was stopped may be gone on with
        discard(context.corpus.path, [before])
    st.session_state["_looked_at"] = path


def _mapping(columns: list[str], path: Path) -> dict[str, str]:
    """A select box a field, with what the usual names suggest."""
    try:
        guessed = map_fields(columns, {}, path.name)
    except InputError:  # no column is recognised as the text: the person chooses
        guessed = {}
    chosen = {}
    for place, field in enumerate(FIELDS):
        if place % 4 == 0:
            row = st.columns(4)
        options = [NOT_THERE, *columns]
        index = options.index(guessed[field]) if guessed.get(field) in options else 0
        picked = row[place % 4].selectbox(field.capitalize(), options, index, key=f"map_{field}")
        chosen[field] = "" if picked == NOT_THERE else str(picked)
    return chosen


def _paste(context: PageContext) -> None:
    with st.form("paste"):
        title = st.text_input("Headline", max_chars=1000)
        left, right = st.columns(2)
        outlet = left.text_input("Outlet", max_chars=200)
        published = right.date_input("Published", None, format="YYYY-MM-DD")
        text = st.text_area("Text", height=260, max_chars=LONGEST_PASTE)
        sent = st.form_submit_button("Add and score", type="primary", icon=":material/add:")
    if not sent:
        return
    if not text.strip():
        st.info("Paste the text of an article first.")
        return
    content = pasted(text, outlet.strip(), title.strip(), published)
    _run(context, keep_upload(context.corpus.path, "pasted.jsonl", content), {}, None)


def _run(context: PageContext, path: Path, mapping: dict[str, str], outlet: str | None) -> None:
    """Begin to ingest and score; the page then shows how far it is."""
    request: AddRequest = (context.corpus.path, path, mapping, outlet)
    st.session_state["_added"] = request
    st.session_state["_adding"] = tasks().start(f"add {context.corpus.path}", add, *request)
    open_page("add_data")


def _outcome(context: PageContext, key: str, task: BackgroundTask) -> None:
    """Show the result of the task that this visitor began or watched."""
    if task.stopped:
        _stopped(context)
        return
    try:
        added: Added = answer_of(task)
    except FramescopeError:
        tasks().forget(key)
        raise
    ingested = added.ingested
    summary = (
        f"{count(ingested.added, 'article')} added, {ingested.updated:,} updated, {ingested.unchanged:,} "
        f"already there; {added.scored:,} scored."
    )
    st.success(markdown_safe(summary), icon=":material/check_circle:")
    if ingested.rejected:
        st.warning(f"{count(ingested.rejected, 'row')} rejected. The overview lists them with reasons.")
    for warning in ingested.warnings:
        st.warning(markdown_safe(warning))
    if st.button("See the overview", icon=":material/dashboard:"):
        tasks().forget(key)
        open_page("overview")


def _stopped(context: PageContext) -> None:
    facts = overview(open_corpus(context.corpus.path), None, SCORED_WITH)
    st.info(
        f"Stopped. What was committed is kept: the corpus holds {count(facts['articles'], 'article')}, of which "
        f"{facts['stale']:,} wait to be scored. To go on where it stopped, press Go on, or in a shell:",
        icon=":material/stop_circle:",
    )
    request: AddRequest | None = st.session_state.get("_added")
    scoring = shlex.join(["framescope", "score", "--corpus", context.corpus.path])
    if request is None:  # begun by another visitor, who alone knows the file
        st.code(scoring, language="bash", wrap_lines=True)
        return
    corpus, path, mapping, outlet = request
    ingesting = ["framescope", "ingest", str(path)]
    ingesting += [word for field, column in mapping.items() if column for word in ("--map", f"{field}={column}")]
    ingesting += ["--outlet", outlet] if outlet else []
    st.code(f"{shlex.join([*ingesting, '--corpus', corpus])}\n{scoring}", language="bash", wrap_lines=True)
    if st.button("Go on", type="primary", icon=":material/play_arrow:"):
        _run(context, path, mapping, outlet)
