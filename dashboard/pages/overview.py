"""Contents of the corpus, and whether its numbers are up to date."""

import json
import shlex
from typing import Any

import pandas as pd
import streamlit as st

from analysis.figures.coverage_calendar import (
    GAP,
    MOST_COLUMNS,
    columns_of,
    coverage_calendar,
    name_of,
)
from analysis.figures.formatting import count, day, moment, plain
from analysis.figures.style import INK
from analysis.queries import coverage, rejects, runs
from dashboard.components.article_table import article_list
from dashboard.components.charts import STILL, plotly_chart
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.filters import group_columns
from dashboard.components.tables import escape, metric_tiles, show_table
from dashboard.components.url_state import switch
from dashboard.data.cached_queries import cached
from dashboard.data.uploads import file_name
from dashboard.page_context import PageContext, is_empty, purpose, reproduce

PERIODS = ["Week", "Month", "Quarter", "Year"]
A_PAGE = 500


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("What this corpus holds, who wrote it and when, and whether the numbers are up to date.")
    facts = context.facts
    if facts["articles"]:
        _numbers(facts)
        _freshness(context, facts)
    if not is_empty(context):
        _coverage(context)
        st.subheader("Newest articles", anchor=False)
        article_list(context.corpus, context.filters, "newest")
    _rejects(context, facts)
    _runs(context)
    snapshot = ["--snapshot", str(context.corpus.snapshot)]
    reproduce(context, shlex.join(["framescope", "status", "--corpus", context.corpus.path, *snapshot]))


def _numbers(facts: dict[str, Any]) -> None:
    selected = facts["selected"]
    shown = {
        "Articles selected": f"{selected['scored']:,}<small> of {facts['articles']:,}</small>",
        "Outlets": f"{selected['outlets']:,}",
        "First": escape(day(selected["first"])),
        "Last": escape(day(selected["last"])),
        "Bylines": f"{selected['authors']:,}",
        "Rejected rows": f"{facts['rejects']:,}",
    }
    metric_tiles(shown)


def _freshness(context: PageContext, facts: dict[str, Any]) -> None:
    last = facts["last_run"]
    last_run = f"Last run: {last['kind']}, {moment(last['finished'] or last['started'])}." if last else ""
    if facts["stale"]:
        causes = {"never_scored": "never scored", "changed": "changed since", "outdated": "scored by older rules"}
        parts = [f"{facts['staleness'][name]:,} {what}" for name, what in causes.items() if facts["staleness"][name]]
        st.warning(
            f"{count(facts['stale'], 'article')} not up to date ({', '.join(parts)}). {last_run} "
            "Bring the numbers up to date:",
            icon=":material/update:",
        )
        st.code(shlex.join(["framescope", "recompute", "--corpus", context.corpus.path]), language="bash")
    else:
        st.success(f"Every article has current scores. {last_run}", icon=":material/check_circle:")


def _coverage(context: PageContext) -> None:
    st.subheader("Coverage", anchor=False)
    with st.container(horizontal=True):
        every = switch("Period", "every", PERIODS, "Month").lower()
        by = group_columns(context.corpus)[0]
    table = cached(coverage, context.corpus, by, context.filters, every)
    if table.empty:
        st.info("None of the selected articles has a date, so there is no calendar to draw.")
        return
    table, every = _drawable(context, table, by, every)
    figure = coverage_calendar(table, every, INK.get(str(st.context.theme.type), INK["light"]))
    with st.container(key="wide_coverage"):
        plotly_chart(figure, key="coverage", alt=f"Articles by {by} and {every}", config=STILL)
    download_figure(figure, f"coverage_by_{every}", "coverage_get", lambda: table)


def _drawable(context: PageContext, table: pd.DataFrame, by: str, every: str) -> tuple[pd.DataFrame, str]:
    """Return the coverage by the first period, from the one asked for upwards, with legible columns; and that period.

    Says what is not as was asked for: longer periods, stretches without articles folded away.
    """
    longer = [period.lower() for period in PERIODS[PERIODS.index(every.capitalize()) :]]
    columns = columns_of(table, every)
    asked = len(columns)
    while len(columns) > MOST_COLUMNS and len(longer) > 1:
        longer = longer[1:]
        table = cached(coverage, context.corpus, by, context.filters, longer[0])
        columns = columns_of(table, longer[0])
    if longer[0] != every:
        st.caption(
            f"By {every} there would be {asked:,} columns, too many to tell apart: drawn by {longer[0]} instead."
        )
    folded = [column for column in columns if column.folded]
    if folded:
        longest = max(folded, key=lambda column: column.folded)
        st.caption(
            f"{GAP} stands for {longer[0]}s without articles: {sum(column.folded for column in folded):,} in all, the "
            f"longest stretch from {name_of(longest.first, longer[0])} to {name_of(longest.last, longer[0])}."
        )
    return table, longer[0]


def _rejects(context: PageContext, facts: dict[str, Any]) -> None:
    if not facts["rejects"]:
        return
    st.subheader("Rejected rows", anchor=False)
    table = cached(rejects, context.corpus, A_PAGE)
    more = f", the first {A_PAGE:,} shown" if facts["rejects"] > A_PAGE else ""
    st.caption(f"{count(facts['rejects'], 'row')} could not be used{more}. The rest of each file was read.")
    rows = [plain(n if n != n else int(n)) for n in table["row"]]
    shown = table.assign(row=rows, file=[file_name(plain(source)) for source in table["file"]])
    names = {"reason": "Reason", "what_to_do": "What to do", "row": "Row", "file": "File", "excerpt": "What was found"}
    show_table(shown, names, "Rejected rows, with reasons")
    download_table(lambda: rejects(context.corpus, facts["rejects"]), "rejects", "rejects_csv")


def _runs(context: PageContext) -> None:
    table = cached(runs, context.corpus)
    if table.empty:
        return
    with st.expander(f"Run ledger ({count(len(table), 'run')})", icon=":material/history:"):
        shown = pd.DataFrame(
            {
                "Started": [moment(when) for when in table["started"]],
                "Kind": table["kind"],
                **{name.capitalize(): table[name] for name in ("read", "added", "updated", "rejected", "scored")},
                "Source": [_source(details) for details in table["details"]],
            }
        )
        st.dataframe(shown, hide_index=True, width="stretch", alt="Runs, the newest first")
        download_table(lambda: table, "runs", "runs_csv")


def _source(details: str | None) -> str:
    try:
        facts = json.loads(details or "{}")
    except ValueError:
        return ""
    return str(facts.get("source") or facts.get("engine") or "")
