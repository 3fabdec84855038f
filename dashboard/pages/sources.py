"""Who is quoted: kinds of sources by outlet, and the names quoted most."""

import pandas as pd
import streamlit as st

from analysis.figures.formatting import percent, plain, words
from analysis.figures.source_kinds import ORDER, source_kinds
from analysis.queries import kinds_of_sources, sources, top_sources
from analysis.queries.choices import ALL_ARTICLES
from analysis.queries.requests import SourcesRequest
from dashboard.components.charts import STILL, plotly_chart
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.filters import group_columns
from dashboard.components.tables import metric_tiles, show_table
from dashboard.components.url_state import choice, open_page
from dashboard.data.cached_queries import cached
from dashboard.page_context import PageContext, is_empty, purpose, reproduce

MOST_NAMES = 20
EVERY_NAME = 1_000_000


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("Who is quoted or reported as saying something: persons, organisations, documents, or nobody named.")
    if is_empty(context):
        return
    by = choice("Compare by", "by", group_columns(context.corpus), "outlet", lambda name: words(name).capitalize())
    shares = cached(sources, context.corpus, by, context.filters)
    if shares.empty:
        st.info("No statement in the selected articles is attributed to a source.")
        return
    kinds = kinds_of_sources(shares).set_index("source_type")
    shares_by_type = {words(kind).capitalize(): percent(kinds["share"].get(kind, 0.0)) for kind in ORDER}
    metric_tiles({"Attributed statements": f"{kinds['statements'].sum():,}"} | shares_by_type)
    figure = source_kinds(shares)
    plotly_chart(figure, key="kinds", config=STILL, alt=f"Source types by {by}, in per cent")
    st.caption("n: statements attributed to a source. Unknown: the rules do not recognise the type of the source.")
    download_figure(figure, f"sources_by_{by}", "kinds_get", lambda: shares)
    if st.button("Anonymous sources over time", icon=":material/show_chart:"):
        open_page("trends", measure="attribution_anonymous_share")
    of = _names(context, by, sorted(set(shares["group"])))
    reproduce(context, context.command(SourcesRequest(by, None if of == ALL_ARTICLES else of, context.filters)))


def _names(context: PageContext, by: str, groups: list[str]) -> str:
    """The names quoted most, of the group that is chosen here and given back."""
    st.subheader("Most quoted", anchor=False)
    options = [ALL_ARTICLES, *groups]
    of = choice("Quoted by", "of", options, ALL_ARTICLES)
    grouping = None if of == ALL_ARTICLES else by
    names = cached(top_sources, context.corpus, grouping, context.filters, MOST_NAMES)
    of_group = names[names["group"] == of]
    if of_group.empty:
        st.info("No source is named there.")
        return of
    shown = pd.DataFrame(
        {
            "name": of_group["source_name"],
            "type": [words(plain(kind)) for kind in of_group["source_type"]],
            "statements": of_group["statements"],
            "articles": of_group["articles"],
        }
    )
    heads = {"name": "Source", "type": "Source type", "statements": "Statements", "articles": "Articles"}
    show_table(shown, heads, f"Sources quoted most, {of}")
    st.caption("Names are as each article gives them, so one person may appear under two forms.")
    download_table(
        lambda: top_sources(context.corpus, grouping, context.filters, EVERY_NAME),
        "sources_named",
        "names_csv",
        "All names (CSV)",
    )
    return of
