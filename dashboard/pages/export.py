"""The selected articles and their analyses, as files for a paper."""

import io
import shlex
import zipfile
from tempfile import TemporaryDirectory
from typing import Literal

import streamlit as st

from analysis.export import export
from analysis.figures.formatting import count, words
from analysis.queries import CorpusSnapshot
from analysis.queries.choices import Period
from analysis.queries.requests import ExportRequest
from dashboard.components.downloads import can_draw
from dashboard.components.filters import group_columns
from dashboard.components.measure_choice import FIRST, label, listed
from dashboard.components.url_state import choice, multiselect, switch
from dashboard.page_context import PageContext, is_empty, purpose, reproduce

FILES = {
    "articles.csv": "one row per article: outlet, date, author, your own columns, and every measure at full precision",
    "groups.csv, pairs.csv": "averages and differences with intervals, for the measures you choose",
    "trend.csv, slopes.csv": "the same over time",
    "sources.csv": "who is quoted by each group, with a measure of attribution",
    "codebook.csv, codebook.md": "every column: unit, range, definition, citation, version",
    "provenance.json": "snapshot, filters, versions and checksums: what makes the numbers reproducible",
}

FIGURES: dict[str, Literal["svg", "pdf", "png"] | None] = {"None": None, "SVG": "svg", "PDF": "pdf", "PNG": "png"}
PERIODS: dict[str, Period] = {"Week": "week", "Month": "month", "Quarter": "quarter", "Year": "year"}


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("The selected articles and their numbers, with a codebook and a provenance that names the snapshot.")
    if is_empty(context):
        return
    st.markdown("\n".join(f"- **{name}** — {what}" for name, what in FILES.items()))
    names = listed(context.corpus)
    chosen = multiselect(
        "Measures to compare and follow over time",
        "measures",
        names,
        [FIRST] if FIRST in names else [],
        label,
        help="articles.csv holds all measures in any case.",
    )
    left, right = st.columns(2)
    with left:
        by = choice("Compare by", "by", group_columns(context.corpus), "outlet", lambda name: words(name).capitalize())
    with right:
        every = PERIODS[switch("Period", "period", list(PERIODS), "Month")]
    kind = FIGURES[switch("Figures", "figures", list(FIGURES), "None")] if can_draw() else None
    request = ExportRequest(tuple(chosen), by, every, figures=kind if chosen else None, filters=context.filters)
    st.download_button(
        f"Download {count(context.selected, 'article')} as ZIP",
        lambda: zipped(context.corpus, request),
        file_name=f"framescope_snapshot_{context.corpus.snapshot}.zip",
        mime="application/zip",
        key="export_zip",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    st.caption("The files are made when you click; large corpora take some seconds.")
    _quote(context)
    reproduce(context, context.command(request))


def zipped(corpus: CorpusSnapshot, request: ExportRequest) -> bytes:
    """The export as one archive; the same bytes for the same snapshot and request."""
    archive = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for path in export(corpus, request, folder):
            entry = zipfile.ZipInfo(path.name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, path.read_bytes())
    return archive.getvalue()


def _quote(context: PageContext) -> None:
    """A sentence for the methods section."""
    facts = context.facts
    committed = f", committed {facts['committed']:%Y-%m-%d}" if facts["committed"] else ""
    st.subheader("For your methods section", anchor=False)
    st.code(
        f"Measures were computed with framescope on {count(context.selected, 'article')} of "
        f"{count(facts['selected']['outlets'], 'outlet')} (corpus snapshot {context.corpus.snapshot}{committed}; "
        f"filters: {shlex.join(context.filters.flags()) or 'none'}; scorers: {', '.join(facts['scored_with'])}).",
        language=None,
        wrap_lines=True,
    )
