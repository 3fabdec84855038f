"""The filters all pages share: in the sidebar, in the address, and as arguments of the command line."""

from datetime import date

import streamlit as st

from analysis.figures.formatting import markdown_safe
from analysis.genres import LABELS
from analysis.queries import CorpusSnapshot, Filters, facet
from dashboard.components.url_state import bound, choice, note_invalid
from dashboard.data.cached_queries import MANY_OUTLETS, all_groups, cached

EARLIEST, LATEST = date(1500, 1, 1), date(2200, 1, 1)
MOST_WORDS = 1_000_000
MOST_VALUES = 40
MOST_COLUMNS = 6
WIRE = {"include": "Include", "exclude": "Exclude", "one-per-group": "One article a text"}


def sidebar(corpus: CorpusSnapshot) -> Filters:
    """Draw the filters and say which articles they leave; raises `ArgumentError` for what cannot be."""
    with st.sidebar:
        names = all_groups(corpus)
        outlets = bound(
            "outlet",
            lambda: st.multiselect("Outlets", names, key="outlet", bind="query-params", placeholder="All outlets"),
            names.__contains__,
            "this corpus does not have",
            "all outlets",
        )
        since, until = _day("since", "Since"), _day("until", "Until")
        genre = _genre(corpus)
        with st.expander("More filters", expanded=any(key in st.query_params for key in _further(corpus))):
            min_words = bound(
                "min_words",
                lambda: st.number_input(
                    "At least so many words",
                    min_value=0,
                    max_value=MOST_WORDS,
                    value=None,
                    step=50,
                    key="min_words",
                    bind="query-params",
                    placeholder="Any length",
                ),
                lambda text: text.isdecimal() and len(text) < 10 and int(text) <= MOST_WORDS,
                f"is not a whole number up to {MOST_WORDS:,}",
                "articles of any length",
            )
            language = _language(corpus)
            columns = [column for column in label_columns(corpus) if column != "genre"]
            equals = {column: chosen for column in columns if (chosen := _column_filter(corpus, column))}
            if genre:
                equals["genre"] = genre
            _refuse_other_columns(columns)
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
        since,
        until,
        language,
        int(min_words) if min_words is not None else None,
        equals,
        (where or "").strip() or None,
        wire,  # type: ignore[arg-type]
    )


def label_columns(corpus: CorpusSnapshot) -> list[str]:
    """The user's own columns with few enough values to choose from."""
    few = []
    for column in corpus.extras:
        values = cached(facet, corpus, column, None, MOST_VALUES + 1)["value"].dropna()
        if 2 <= len(values) <= MOST_VALUES:
            few.append(column)
    return few[:MOST_COLUMNS]


def group_columns(corpus: CorpusSnapshot) -> list[str]:
    """What articles can be compared by here: outlet first, the user's own labels, then author and language."""
    names = ["outlet", *label_columns(corpus)]
    for column in ("author", "language"):
        if column in corpus.groupings and len(cached(facet, corpus, column, None, MANY_OUTLETS)["value"].dropna()) > 1:
            names.append(column)
    return names


def _day(key: str, label: str) -> date | None:
    chosen = bound(
        key,
        lambda: st.date_input(label, None, EARLIEST, LATEST, key=key, bind="query-params", format="YYYY-MM-DD"),
        _is_day,
        f"is not a day between {EARLIEST} and {LATEST}, such as 2019-12-31",
        "no limit",
    )
    return chosen if isinstance(chosen, date) else None


def _is_day(text: str) -> bool:
    try:
        return EARLIEST <= date.fromisoformat(text) <= LATEST
    except ValueError:
        return False


def _genre(corpus: CorpusSnapshot) -> list[str]:
    """The genres to keep; empty for all. News reports alone are one click."""
    if "genre" not in corpus.columns:
        return []
    held = {str(value) for value in cached(facet, corpus, "genre")["value"].dropna()}
    names = [name for name in LABELS if name in held] + sorted(held - set(LABELS))
    if len(names) < 2 and "only_genre" not in st.query_params:
        return []
    return bound(
        "only_genre",
        lambda: st.pills(
            "Genre",
            names,
            selection_mode="multi",
            format_func=lambda name: LABELS.get(name, name).capitalize(),
            key="only_genre",
            bind="query-params",
            help="Opinion, transcripts and lists are written otherwise than reports whoever prints them: choose news "
            "reports to compare like with like. None chosen: all.",
        ),
        names.__contains__,
        "this corpus does not have",
        "any",
    )


def _language(corpus: CorpusSnapshot) -> str | None:
    languages = [str(value) for value in cached(facet, corpus, "language")["value"].dropna()]
    if len(languages) < 2 and "language" not in st.query_params:
        return None
    return bound(
        "language",
        lambda: st.selectbox(
            "Language", languages, index=None, key="language", bind="query-params", placeholder="All languages"
        ),
        languages.__contains__,
        "this corpus does not have",
        "all languages",
    )


def _column_filter(corpus: CorpusSnapshot, column: str) -> list[str]:
    values = sorted(cached(facet, corpus, column, None, MOST_VALUES + 1)["value"].dropna())
    label = markdown_safe(column.replace("_", " ").capitalize())
    key = f"only_{column}"
    return bound(
        key,
        lambda: st.multiselect(label, values, key=key, bind="query-params", placeholder="Any"),
        values.__contains__,
        "this corpus does not have",
        "any",
    )


def _refuse_other_columns(columns: list[str]) -> None:
    """Filters by columns that this corpus does not have, or that have too many values to choose from."""
    drawn = {"only_genre", *(f"only_{column}" for column in columns)}
    for key in [key for key in st.query_params if key.startswith("only_") and key not in drawn]:
        note_invalid(key, st.query_params.get_all(key), "is of no column that can be chosen from here", "any")
        del st.query_params[key]


def _further(corpus: CorpusSnapshot) -> list[str]:
    return ["min_words", "language", "wire", "where", *(f"only_{column}" for column in corpus.extras)]
