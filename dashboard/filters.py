"""The filters all pages share: in the sidebar, in the address, and as arguments of the command line."""

from datetime import date

import streamlit as st

from analysis.queries import Corpus, Filters, facet
from dashboard.address import choice
from dashboard.questions import MANY_OUTLETS, all_groups, ask
from dashboard.wording import markdown_safe

EARLIEST, LATEST = date(1500, 1, 1), date(2200, 1, 1)
MOST_VALUES = 40
MOST_COLUMNS = 6
WIRE = {"include": "Include", "exclude": "Exclude", "one-per-group": "One article a text"}


def sidebar(corpus: Corpus) -> Filters:
    """Draw the filters and say which articles they leave; raises `ArgumentError` for what cannot be."""
    with st.sidebar:
        outlets = st.multiselect(
            "Outlets", all_groups(corpus), key="outlet", bind="query-params", placeholder="All outlets"
        )
        since = st.date_input("Since", None, EARLIEST, LATEST, key="since", bind="query-params", format="YYYY-MM-DD")
        until = st.date_input("Until", None, EARLIEST, LATEST, key="until", bind="query-params", format="YYYY-MM-DD")
        with st.expander("More filters", expanded=any(key in st.query_params for key in _further(corpus))):
            min_words = st.number_input(
                "At least so many words",
                min_value=0,
                max_value=1_000_000,
                value=None,
                step=50,
                key="min_words",
                bind="query-params",
                placeholder="Any length",
            )
            languages = [str(value) for value in ask(facet, corpus, "language")["value"].dropna()]
            language = None
            if len(languages) > 1:
                language = st.selectbox(
                    "Language", languages, index=None, key="language", bind="query-params", placeholder="All languages"
                )
            equals = {column: chosen for column in label_columns(corpus) if (chosen := _column_filter(corpus, column))}
            wire = choice(
                "Wire copy",
                "wire",
                list(WIRE),
                "include",
                lambda name: WIRE[name],
                help="Texts that several outlets carry, or that credit an agency: in, out, or each text once. "
                "Needs `framescope duplicates` to have run.",
            )
            where = st.text_input(
                "Condition",
                value="",
                key="where",
                bind="query-params",
                placeholder="e.g. author IS NOT NULL",
                help="One SQL condition over the columns of scores: grouping columns and measures by their names.",
            )
    return Filters(
        tuple(outlets),
        since if isinstance(since, date) else None,
        until if isinstance(until, date) else None,
        language,
        int(min_words) if min_words is not None else None,
        equals,
        (where or "").strip() or None,
        wire,  # type: ignore[arg-type]
    )


def label_columns(corpus: Corpus) -> list[str]:
    """The user's own columns with few enough values to choose from."""
    few = []
    for column in corpus.extras:
        values = ask(facet, corpus, column, None, MOST_VALUES + 1)["value"].dropna()
        if 2 <= len(values) <= MOST_VALUES:
            few.append(column)
    return few[:MOST_COLUMNS]


def group_columns(corpus: Corpus) -> list[str]:
    """What articles can be compared by here: outlet first, the user's own labels, then author and language."""
    names = ["outlet", *label_columns(corpus)]
    for column in ("author", "language"):
        if column in corpus.groupings and len(ask(facet, corpus, column, None, MANY_OUTLETS)["value"].dropna()) > 1:
            names.append(column)
    return names


def _column_filter(corpus: Corpus, column: str) -> list[str]:
    values = sorted(ask(facet, corpus, column, None, MOST_VALUES + 1)["value"].dropna())
    label = markdown_safe(column.replace("_", " ").capitalize())
    return st.multiselect(label, values, key=f"only_{column}", bind="query-params", placeholder="Any")


def _further(corpus: Corpus) -> list[str]:
    return ["min_words", "language", "wire", "where", *(f"only_{column}" for column in corpus.extras)]
