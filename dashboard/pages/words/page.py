"""Words and phrases that one group of articles uses more than another."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, number, p_value, plain
from analysis.figures.formatting import words as spaced
from analysis.figures.keyness import word_bars, word_scatter
from analysis.figures.style import NEUTRAL, colour
from analysis.queries import Filters
from analysis.queries.choices import Voice
from analysis.queries.keyness import REST
from analysis.queries.requests import WordsRequest
from analysis.queries.sampling import draw_from_groups
from analysis.stats.keyness.words import Keyness, words
from dashboard.components.charts import STILL, clicked_data, plotly_chart
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.filters import group_columns
from dashboard.components.tables import show_table
from dashboard.components.url_state import choice, switch
from dashboard.data.cached_queries import all_groups, cached
from dashboard.page_context import PageContext, cautions, is_empty, purpose, reproduce
from dashboard.pages.words.keyword_in_context import group_name, show_in_context
from dashboard.tasks.progress import run_or_queue

AT_ONCE = 5_000
"""Articles whose words are all counted at once; more would keep a page waiting too long."""
A_GROUP = 500
"""Articles drawn from each group instead."""
EACH = 100
PHRASES = {"1": "Single words", "2": "Up to two words", "3": "Up to three words"}
VOICES: dict[Voice, str] = {"whole": "All words", "outlet_voice": "Outside quotations", "quoted": "Inside quotations"}


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose("Words and phrases that one group of articles uses more than another, and the sentences they occur in.")
    if is_empty(context):
        return
    by, a, b = _groups(context)
    left, right = st.columns(2)
    with left:
        longest = choice("Phrases", "phrases", list(PHRASES), "2", lambda n: PHRASES[n])
    with right:
        names: dict[str, Voice] = {name: name for name in VOICES}
        voice = names[choice("Voice", "voice", list(names), "whole", lambda name: VOICES[names[name]])]
    if a == b:
        st.info("A group cannot be set against itself. Choose two.", icon=":material/compare_arrows:")
        return
    command = _command(context, by, a, b, longest, voice)
    all_selected = context
    if context.selected > AT_ONCE and command not in _counted_in_full():
        drawn = cached(draw_from_groups, context.corpus, context.filters, by, a, None if b == REST else b, A_GROUP)
        context = replace(context, filters=drawn)
        command = _command(context, by, a, b, longest, voice)
    side_a, side_b = _side(by, a), None if b == REST else _side(by, b)
    keyness: Keyness | None = run_or_queue(
        context,
        AT_ONCE,
        "Counting the words",
        words,
        side_a,
        side_b,
        context.filters,
        voice=voice,
        ngrams=(1, int(longest)),
        limit=EACH,
    )
    if keyness is None:
        return
    if context is not all_selected:
        _offer_all(all_selected, keyness, _command(all_selected, by, a, b, longest, voice))
    if keyness.terms.empty:
        st.info("No word is used ten times in three articles. Widen the filters.")
    else:
        clicked = _figure(context, keyness, by, a, b)
        show_in_context(context, keyness, by, (a, b), voice, clicked)
        _table(keyness)
    cautions(keyness.warnings)
    reproduce(context, command, keyness.choices)


def _groups(context: PageContext) -> tuple[str, str, str]:
    columns = st.columns(3)
    with columns[0]:
        by = choice("Groups of", "by", group_columns(context.corpus), "outlet", lambda name: spaced(name).capitalize())
    palette_order = all_groups(context.corpus, by)
    present = [name for name in context.filters.outlets if name in palette_order] if by == "outlet" else []
    names = present or palette_order
    with columns[1]:
        a = choice("Group A", "a", names, names[0], plain)
    others = [REST, *names]
    with columns[2]:
        b = choice("Group B", "b", others, REST, lambda name: "all other articles" if name == REST else plain(name))
    return by, a, b


def _counted_in_full() -> list[str]:
    """Commands of the questions for which this visitor wanted every article counted."""
    commands: list[str] = st.session_state.setdefault("_words_in_full", [])
    return commands


def _offer_all(context: PageContext, keyness: Keyness, command: str) -> None:
    """Say that a sample of many articles was counted, and offer to count all of them, once for each question."""
    a, b = keyness.choices["articles_a"], keyness.choices["articles_b"]
    st.info(
        f"Of {count(context.selected, 'selected article')}, {a:,} of group A and {b:,} of group B were drawn at random "
        "and their words counted. Counting all of them can take minutes.",
        icon=":material/casino:",
    )
    if st.button("Count all articles", icon=":material/hourglass:"):
        _counted_in_full().append(command)
        st.rerun()


def _side(by: str, group: str) -> Filters:
    return Filters(equals=((by, group),))


def _command(context: PageContext, by: str, a: str, b: str, longest: str, voice: Voice) -> str:
    sides = (f"{by}={a}",), (REST if b == REST else f"{by}={b}",)
    request = WordsRequest(*sides, ngrams=(1, int(longest)), voice=voice, filters=context.filters, limit=EACH)
    return context.command(request)


def _figure(context: PageContext, keyness: Keyness, by: str, a: str, b: str) -> str | None:
    palette_order = all_groups(context.corpus, by)
    paints = colour(a, palette_order), NEUTRAL if b == REST else colour(b, palette_order)
    labels = a, group_name(b)
    bars = switch("Draw", "words_view", ["Bars", "By frequency"], "Bars") == "Bars"
    figure = (word_bars if bars else word_scatter)(keyness.terms, *labels, *paints)
    event = plotly_chart(
        figure,
        key="words_bars" if bars else "words_scatter",
        on_select="rerun",
        selection_mode="points",
        config=STILL,
        alt=f"Words of {a} and of {labels[1]} by z; the table below holds the same numbers",
    )
    st.caption(
        "z: the difference of log-odds over its standard error (Monroe, Colaresi and Quinn 2008). Pale bars: "
        "no clear difference when articles, not words, are the sample (p ≥ 0.05, corrected). Click a word to see it in "
        "context."
        if bars
        else "Each point a word or phrase; the strongest of each side are named. Click one to see it in context."
    )
    download_figure(figure, f"words_{a}_{b}", "words_get", lambda: keyness.terms)
    data = clicked_data(event)
    return str(data[0]) if data else None


def _table(keyness: Keyness) -> None:
    terms = keyness.terms
    with st.expander(
        f"{count(len(terms), 'word')} as a table, of {keyness.tested:,} tested", icon=":material/table_rows:"
    ):
        shown = pd.DataFrame(
            {
                "term": terms["term"],
                "z": [number(value, 1, True) for value in terms["z"]],
                "odds": [number(value, 2, True) for value in terms["log_odds"]],
                "a": [f"{n:,}" for n in terms["count_a"]],
                "b": [f"{n:,}" for n in terms["count_b"]],
                "articles": [_pair(row) for row in terms[["articles_a", "articles_b"]].itertuples(index=False)],
                "zz": [number(value, 1, True) for value in terms["z_by_article"]],
                "p": [p_value(p) for p in terms["p_adjusted"]],
            }
        )
        names = {
            "term": "Word or phrase",
            "z": "z",
            "odds": "Log-odds",
            "a": f"{keyness.a}, times",
            "b": f"{keyness.b}, times",
        }
        names |= {"articles": "Articles (A, B)", "zz": "z by article", "p": "p, corrected"}
        show_table(shown, names, "Words that set the two groups apart")
    download_table(lambda: terms, "words", "words_csv")


def _pair(row: Sequence[int]) -> str:
    return f"{row[0]:,}, {row[1]:,}"
