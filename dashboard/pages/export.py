"""What is on the screen, as files for a paper."""

import io
import shlex
import zipfile
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from analysis.export import export
from analysis.figures.dot_intervals import intervals
from analysis.figures.formatting import count, words
from analysis.figures.trend_lines import panels
from analysis.scorers import MEASURES
from analysis.stats import compare, trend
from dashboard.components.downloads import can_draw, for_paper
from dashboard.components.filters import group_columns
from dashboard.components.measure_choice import FIRST, label, listed
from dashboard.components.url_state import choice, multiselect, switch
from dashboard.data.cached_queries import all_groups
from dashboard.page_context import PageContext, is_empty, purpose, reproduce

FILES = {
    "articles.csv": "one row an article: outlet, date, author, your own columns, and every measure at full precision",
    "groups.csv, pairs.csv": "averages and differences with intervals, for the measures you choose",
    "trend.csv, slopes.csv": "the same over time",
    "codebook.csv, codebook.md": "every column: unit, range, definition, citation, version",
    "provenance.json": "snapshot, filters, versions and checksums: what makes the numbers reproducible",
}


def show(context: PageContext) -> None:
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
        every = switch("Period", "period", ["Week", "Month", "Quarter", "Year"], "Month").lower()
    kind = "none"
    if can_draw():
        kind = switch("Figures", "figures", ["None", "SVG", "PDF", "PNG"], "None").lower()
    st.download_button(
        f"Download {count(context.selected, 'article')} as ZIP",
        lambda: zipped(context, chosen, by, every, kind),
        file_name=f"framescope_snapshot_{context.corpus.snapshot}.zip",
        mime="application/zip",
        key="export_zip",
        on_click="ignore",
        type="primary",
        icon=":material/download:",
    )
    st.caption("The files are made when you click; large corpora take some seconds.")
    _quote(context)
    arguments = [word for name in chosen for word in ("--measure", name)]
    arguments += ["--by", by, "--every", every] if chosen else []
    arguments += ["--figures", kind] if kind != "none" and chosen else []
    reproduce(context, context.command("export", "DIRECTORY", *arguments))


def zipped(context: PageContext, measures: Sequence[str], by: str, every: str, kind: str) -> bytes:
    """The export as one archive, the same bytes for the same snapshot and filters."""
    figures = _figures(context, measures, by, every) if kind != "none" else {}
    archive = io.BytesIO()
    with TemporaryDirectory() as folder, zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as written:
        for path in export(context.corpus, folder, context.filters, figures, kind, measures, by, every):  # type: ignore[arg-type]
            entry = zipfile.ZipInfo(Path(path).name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(entry, Path(path).read_bytes())
    return archive.getvalue()


def _figures(context: PageContext, measures: Sequence[str], by: str, every: str) -> dict[str, object]:
    palette_order = all_groups(context.corpus, by)
    figures: dict[str, object] = {}
    for name in measures:
        measure = MEASURES[name]
        groups = compare(context.corpus, name, by, context.filters).groups
        figures[f"compare_{name}"] = for_paper(intervals(groups, measure, palette_order, None))
        points = trend(context.corpus, name, every, by, context.filters).points  # type: ignore[arg-type]
        if len(points):
            figures[f"trend_{name}"] = for_paper(panels(points, measure, palette_order))
    return figures


def _quote(context: PageContext) -> None:
    """A sentence for the methods section."""
    facts = context.facts
    committed = f", committed {facts['committed']:%Y-%m-%d}" if facts["committed"] else ""
    st.subheader("For your methods section", anchor=False)
    st.code(
        f"Measures were computed with framescope on {count(context.selected, 'article')} of "
        f"{count(facts['selected']['outlets'], 'outlet')} (corpus snapshot {context.corpus.snapshot}{committed}; filters: "
        f"{shlex.join(context.filters.flags()) or 'none'}; scorers: {', '.join(facts['scored_with'])}).",
        language=None,
        wrap_lines=True,
    )
