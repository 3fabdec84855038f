"""The filters that all pages share: in the sidebar, in the address, and as arguments of the command line."""

from datetime import date

import streamlit as st

from analysis.figures.formatting import markdown_safe
from analysis.genres import LABELS
from analysis.queries import CorpusSnapshot, Filters, facet
from dashboard.components.url_state import choice, multiselect, note_invalid, setting, text_input
from dashboard.data.cached_queries import MANY_OUTLETS, all_groups, cached

EARLIEST, LATEST = date(1500, 1, 1), date(2200, 1, 1)
MOST_WORDS = 1_000_000
MOST_VALUES = 40
MOST_COLUMNS = 6
NOT_HERE = "this corpus does not have"
SOURCE = "Only articles that quote this person or body, by any of its names (Trump, DOJ)."
CONDITION = "One SQL condition over the columns of scores: grouping columns and measures by their names."
WIRE = {"include": "Include", "exclude": "Exclude", "one-per-group": "One article per text"}


def sidebar(corpus: CorpusSnapshot) -> Filters:
    """Draw the filters and return them; raises `ArgumentError` for impossible ones."""
    with st.sidebar:
        names = all_groups(corpus)
        outlets = multiselect(
            "Outlets", "outlet", names, placeholder="All outlets", why=NOT_HERE, nothing="all outlets"
        )
        since, until = _day("since", "Since"), _day("until", "Until")
        genre = _genre(corpus)
        with st.expander("More filters", expanded=any(key in st.query_params for key in _further(corpus))):
            min_words = _min_words()
            language = _language(corpus)
            columns = [column for column in label_columns(corpus) if column != "genre"]
            equals = {column: chosen for column in columns if (chosen := _column_filter(corpus, column))}
            if genre:
                equals["genre"] = genre
            _note_other_columns(columns)
            wire = choice(
                "Wire copy",
                "wire",
                list(WIRE),
                "include",
                lambda name: WIRE[name],
                help="Texts that several outlets carry or that credit an agency: include, exclude, or keep each text "
                "once. Needs `framescope duplicates` to have run.",
            )
            source = text_input("Quoted source", "source", "e.g. Donald Trump", help=SOURCE)
            where = text_input("Condition", "where", "e.g. author IS NOT NULL", help=CONDITION)
    return Filters(
        tuple(outlets),
        since,
        until,
        language,
        min_words,
        equals,
        where or None,
        wire,  # type: ignore[arg-type]
        (source,) if source else (),
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
    def draw() -> date | None:
        chosen = st.date_input(label, None, EARLIEST, LATEST, key=key, format="YYYY-MM-DD")
        return chosen if isinstance(chosen, date) else None

    why = f"is not a day between {EARLIEST} and {LATEST}, such as 2019-12-31"
    return setting(key, draw, None, _read_day, _written, lambda day: str(day or "no limit"), why)


def _read_day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if EARLIEST <= day <= LATEST else None


def _min_words() -> int | None:
    def draw() -> int | None:
        return st.number_input(
            "Minimum number of words", 0, MOST_WORDS, None, step=50, key="min_words", placeholder="Any length"
        )

    def read(text: str) -> int | None:
        return int(text) if text.isdecimal() and len(text) < 10 and int(text) <= MOST_WORDS else None

    def shown(words: int | None) -> str:
        return "articles of any length" if words is None else str(words)

    return setting("min_words", draw, None, read, _written, shown, f"is not a whole number up to {MOST_WORDS:,}")


def _genre(corpus: CorpusSnapshot) -> list[str]:
    """The genres to keep; empty for all. News reports alone are one click."""
    if "genre" not in corpus.columns:
        return []
    held = {str(value) for value in cached(facet, corpus, "genre")["value"].dropna()}
    names = [name for name in LABELS if name in held] + sorted(held - set(LABELS))
    if len(names) < 2 and "only_genre" not in st.query_params:
        return []
    return multiselect(
        "Genre",
        "only_genre",
        names,
        format_func=lambda name: LABELS.get(name, name).capitalize(),
        help="Opinion, transcripts and lists are written otherwise than reports whoever prints them: choose news "
        "reports to compare like with like.",
        placeholder="All genres",
        why=NOT_HERE,
        nothing="all genres",
    )


def _language(corpus: CorpusSnapshot) -> str | None:
    languages = [str(value) for value in cached(facet, corpus, "language")["value"].dropna()]
    if len(languages) < 2 and "language" not in st.query_params:
        return None

    def draw() -> str | None:
        return st.selectbox("Language", languages, index=None, key="language", placeholder="All languages")

    def read(text: str) -> str | None:
        return text if text in languages else None

    def shown(name: str | None) -> str:
        return name or "all languages"

    return setting("language", draw, None, read, _written, shown, NOT_HERE)


def _written(value: object | None) -> list[str]:
    return [] if value is None else [str(value)]


def _column_filter(corpus: CorpusSnapshot, column: str) -> list[str]:
    values = sorted(cached(facet, corpus, column, None, MOST_VALUES + 1)["value"].dropna())
    label = markdown_safe(column.replace("_", " ").capitalize())
    return multiselect(label, f"only_{column}", values, placeholder="Any", why=NOT_HERE, nothing="any")


def _note_other_columns(columns: list[str]) -> None:
    """Filters by columns that this corpus does not have, or that have too many values to choose from."""
    drawn = {"only_genre", *(f"only_{column}" for column in columns)}
    for key in [key for key in st.query_params if key.startswith("only_") and key not in drawn]:
        note_invalid(key, st.query_params.get_all(key), "is of no column that can be chosen from here", "any")
        del st.query_params[key]


def _further(corpus: CorpusSnapshot) -> list[str]:
    return ["min_words", "language", "wire", "source", "where", *(f"only_{column}" for column in corpus.extras)]
