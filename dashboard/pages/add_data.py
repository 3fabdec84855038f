"""Bringing in articles: a file with its columns mapped, or one pasted article; then scoring."""

from pathlib import Path

import pandas as pd
import streamlit as st

from analysis.corpus.fields import FIELDS, map_fields
from analysis.corpus.ingest import IngestResult, ingest
from analysis.corpus.store import Store
from analysis.errors import InputError
from analysis.jobs import score
from dashboard.address import open_page
from dashboard.questions import snapshot_numbers
from dashboard.tables import show_table
from dashboard.uploads import LONGEST_PASTE, SUFFIXES, keep_upload, pasted, preview
from dashboard.view import View, purpose
from dashboard.wording import count, markdown_safe

NOT_THERE = "(not in this file)"


def show(view: View) -> None:
    purpose(
        "Add articles to this corpus and score them. What cannot be used is refused with a reason; the rest goes in."
    )
    _last_result()
    how = st.segmented_control("Add", ["A file", "One article"], default="A file", required=True, key="add")
    if how == "A file":
        _file(view)
    else:
        _paste(view)


def _file(view: View) -> None:
    given = st.file_uploader(
        "CSV, TSV, JSON, JSON Lines (also .gz), Parquet, text or HTML",
        list(SUFFIXES),
        key="upload",
        max_upload_size=200,
    )
    if given is None:
        st.caption(
            "Each row is an article. A column with the text is all that is needed; outlet and date make it useful."
        )
        return
    path = keep_upload(view.corpus.path, given.name, given.getvalue())
    source, rows = preview(path)
    st.subheader("Columns", anchor=False)
    st.caption("Which column of the file is which field. Other columns are kept, and articles can be compared by them.")
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
        _run(view, path, mapping, outlet)


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


def _paste(view: View) -> None:
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
    content = pasted(text, outlet.strip(), title.strip(), published)  # type: ignore[arg-type]
    _run(view, keep_upload(view.corpus.path, "pasted.jsonl", content), {}, None)


def _run(view: View, path: Path, mapping: dict[str, str], outlet: str | None) -> None:
    """Ingest and score under a progress bar; leaving the page or pressing Stop ends it at the last commit."""
    store = Store.open(view.corpus.path)
    bar = st.progress(0.0, "Reading the file …")
    try:
        result = ingest(store, path, mapping, outlet, lambda done, total: _tell(bar, "Read", done, total))
        scored = score(store, workers=1, progress=lambda done, total: _tell(bar, "Scored", done, total)).scored
    finally:
        snapshot_numbers.clear()
    st.session_state["_added"] = (result, scored)
    open_page("add_data")


def _tell(bar: object, what: str, done: int, total: int | None) -> None:
    bar.progress(min(done / total, 1.0) if total else 0.5, f"{what} {count(done, 'article')} …")  # type: ignore[attr-defined]


def _last_result() -> None:
    result, scored = st.session_state.get("_added", (None, 0))
    if not isinstance(result, IngestResult):
        return
    said = f"{count(result.added, 'article')} added, {result.updated:,} updated, {result.unchanged:,} already there; {scored:,} scored."
    st.success(markdown_safe(said), icon=":material/check_circle:")
    if result.rejected:
        st.warning(f"{count(result.rejected, 'row')} refused. The overview lists them with reasons.")
    if st.button("See the overview", icon=":material/dashboard:"):
        del st.session_state["_added"]
        open_page("overview")
