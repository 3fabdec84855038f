"""Who is quoted: kinds of sources by outlet, and the names quoted most."""

from typing import cast

import pandas as pd
import streamlit as st

from analysis.figures.formatting import percent, plain, words
from analysis.figures.source_kinds import ORDERS, kind_name, source_kinds
from analysis.queries import kinds_of_sources, sources, top_sources
from analysis.queries.choices import ALL_ARTICLES
from analysis.queries.quoted_sources import Label, with_forms_as_text
from analysis.queries.requests import SourcesRequest
from analysis.scorers.attribution.measures import OFFICIAL, ORDINARY
from dashboard.components.charts import STILL, plotly_chart
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.filters import group_columns
from dashboard.components.tables import metric_tiles, show_table
from dashboard.components.url_state import choice, open_page
from dashboard.data.cached_queries import cached
from dashboard.page_context import PageContext, is_empty, purpose, reproduce

MOST_NAMES, MOST_FORMS = 20, 4
EVERY_NAME = 1_000_000
LABELS: dict[Label, tuple[str, str]] = {
    "affiliation": ("Affiliation", "n: statements with a source in the text. Unknown: nothing tells the affiliation."),
    "source_kind": ("Kind", "n: statements with a source in the text."),
    "gender": (
        "Gender of named people",
        "n: statements of named people. Unknown: neither name, title nor pronoun tells.",
    ),
    "source_type": (
        "Type (as in earlier versions)",
        "n: statements attributed to a source. Unknown: the rules do not recognise the type of the source.",
    ),
}
"""What the bars can show, and how they are read."""
TILES: dict[Label, dict[str, tuple[str, ...]]] = {
    "affiliation": {
        "Official sources": OFFICIAL,
        "Experts": ("expert_academic",),
        "Business": ("business",),
        "Civil society": ("civil_society",),
        "Ordinary people": ORDINARY,
        "Unknown": ("unknown",),
    },
    "source_kind": {kind_name(kind).capitalize(): (kind,) for kind in ORDERS["source_kind"]},
    "gender": {kind_name(kind).capitalize(): (kind,) for kind in ORDERS["gender"]},
    "source_type": {kind_name(kind).capitalize(): (kind,) for kind in ORDERS["source_type"]},
}
OVER_TIME: dict[Label, tuple[str, str]] = {
    "affiliation": ("attribution_official_share", "Official sources over time"),
    "source_kind": ("attribution_anonymous_share", "Anonymous sources over time"),
    "gender": ("attribution_women_share", "Women among named sources over time"),
    "source_type": ("attribution_anonymous_share", "Anonymous sources over time"),
}


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("Who is quoted or reported as saying something: persons, organisations, documents, or nobody named.")
    if is_empty(context):
        return
    left, right = st.columns(2)
    with left:
        by = choice("Compare by", "by", group_columns(context.corpus), "outlet", lambda name: words(name).capitalize())
    with right:
        shown = choice("Show", "show", list(LABELS), "affiliation", lambda name: LABELS[cast(Label, name)][0])
    label = cast(Label, shown)
    shares = cached(sources, context.corpus, by, context.filters, label)
    if shares.empty and label != "source_type" and not cached(sources, context.corpus, by, context.filters).empty:
        st.info("These articles were scored by an older version, without affiliations: run `framescope score`.")
        label = "source_type"
        shares = cached(sources, context.corpus, by, context.filters)
    if shares.empty:
        st.info("No statement in the selected articles is attributed to a source.")
        return
    kinds = kinds_of_sources(shares, label).set_index(label)
    tiles = {
        name: percent(sum(kinds["share"].get(kind, 0.0) for kind in members)) for name, members in TILES[label].items()
    }
    metric_tiles({"Attributed statements": f"{kinds['statements'].sum():,}"} | tiles)
    figure = source_kinds(shares, label)
    plotly_chart(figure, key="kinds", config=STILL, alt=f"{LABELS[label][0]} of sources by {by}, in per cent")
    st.caption(LABELS[label][1])
    download_figure(figure, f"sources_by_{by}", "kinds_get", lambda: shares)
    measure, title = OVER_TIME[label]
    if st.button(title, icon=":material/show_chart:"):
        open_page("trends", measure=measure)
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
            "forms": [plain("; ".join(forms[:MOST_FORMS])) for forms in of_group["forms"]],
            "affiliation": [kind_name(plain(one)) if isinstance(one, str) else "" for one in of_group["affiliation"]],
            "statements": of_group["statements"],
            "articles": of_group["articles"],
        }
    )
    heads = {
        "name": "Source",
        "forms": "Called",
        "affiliation": "Affiliation",
        "statements": "Statements",
        "articles": "Articles",
    }
    show_table(shown, heads, f"Sources quoted most, {of}")
    st.caption(
        "Forms of one name are joined by a table of public figures, by what the articles say, and by a table of your "
        "own ($FRAMESCOPE_SOURCE_ALIASES); a surname that several people bear stays apart."
    )
    download_table(
        lambda: with_forms_as_text(top_sources(context.corpus, grouping, context.filters, EVERY_NAME)),
        "sources_named",
        "names_csv",
        "All names (CSV)",
    )
    return of
