"""Which words and phrases set two groups of articles apart, and where they stand."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, day, markdown_safe, number, p_value, plain
from analysis.figures.formatting import words as spaced
from analysis.figures.keyness import word_bars, word_scatter
from analysis.figures.style import NEUTRAL, colour
from analysis.queries import Filters
from analysis.queries.choices import Voice
from analysis.queries.keyness import REST
from analysis.queries.sampling import draw_from_groups
from analysis.queries.sql import identifier, literal
from analysis.stats.keyness.context import Context
from analysis.stats.keyness.context import context as keyword_in_context
from analysis.stats.keyness.words import Keyness, words
from dashboard.components.downloads import download_figure, download_table
from dashboard.components.filters import group_columns
from dashboard.components.tables import escape, show_table
from dashboard.components.url_state import choice, switch
from dashboard.data.cached_queries import all_groups, cached
from dashboard.page_context import PageContext, cautions, is_empty, purpose, reproduce
from dashboard.tasks.progress import run_or_queue

AT_ONCE = 5_000
"""Articles whose words are all counted without being asked; more take longer than a page may."""
A_GROUP = 500
"""Articles drawn from each group instead."""
EACH = 100
LINES = 20
USED_MORE, USED_LESS = "Uses it more", "Uses it less"
PHRASES = {"1": "Single words", "2": "Up to two words", "3": "Up to three words"}
VOICES: dict[Voice, str] = {"whole": "All words", "outlet_voice": "Outside quotations", "quoted": "Inside quotations"}


def show(context: PageContext) -> None:
    purpose("Words and phrases that one group of articles uses more than another, and the sentences they stand in.")
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
    whole = context
    if context.selected > AT_ONCE and command not in _asked_for_all():
        drawn = cached(draw_from_groups, context.corpus, context.filters, by, a, None if b == REST else b, A_GROUP)
        context = replace(context, filters=drawn)
        command = _command(context, by, a, b, longest, voice)
    one, other = _side(by, a), None if b == REST else _side(by, b)
    found: Keyness | None = run_or_queue(
        context,
        AT_ONCE,
        "Counting the words",
        words,
        one,
        other,
        context.filters,
        voice=voice,
        ngrams=(1, int(longest)),
        limit=EACH,
    )
    if found is None:
        return
    if context is not whole:
        _say_drawn(whole, found, _command(whole, by, a, b, longest, voice))
    if found.terms.empty:
        st.info("No word is used ten times in three articles. Widen the filters.")
    else:
        clicked = _figure(context, found, by, a, b)
        _context(context, found, by, (a, b), voice, clicked)
        _table(found)
    cautions(found.warnings)
    reproduce(context, command, found.choices)


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


def _asked_for_all() -> list[str]:
    """The questions for which this visitor wanted every article counted."""
    asked: list[str] = st.session_state.setdefault("_words_asked", [])
    return asked


def _say_drawn(context: PageContext, found: Keyness, command: str) -> None:
    """Counting the words of many articles waits for a click, once for each question; until then a sample is shown."""
    a, b = found.choices["articles_a"], found.choices["articles_b"]
    st.info(
        f"Of {count(context.selected, 'selected article')}, {a:,} of group A and {b:,} of group B were drawn at random and "
        "their words counted. To count all can take minutes.",
        icon=":material/casino:",
    )
    if st.button("Count all articles", icon=":material/hourglass:"):
        _asked_for_all().append(command)
        st.rerun()


def _side(by: str, group: str) -> Filters:
    return Filters(equals=((by, group),))


def _place(context: PageContext, by: str, group: str, other: str) -> Filters:
    """The selected articles of one group; those of the rest are all that are not of the other."""
    if group != REST:
        return context.filters.and_(_side(by, group))
    return context.filters.and_(Filters(where=f"{identifier(by)} <> {literal(other)}"))


def _command(context: PageContext, by: str, a: str, b: str, longest: str, voice: Voice) -> str:
    arguments = ["--a", f"{by}={a}", "--b", REST if b == REST else f"{by}={b}", "--ngrams", f"1-{longest}"]
    return context.command("words", *arguments, *(["--voice", voice] if voice != "whole" else []), "--limit", str(EACH))


def _figure(context: PageContext, found: Keyness, by: str, a: str, b: str) -> str | None:
    palette_order = all_groups(context.corpus, by)
    paints = colour(a, palette_order), NEUTRAL if b == REST else colour(b, palette_order)
    labels = a, _named(b)
    bars = switch("Draw", "words_view", ["Bars", "By frequency"], "Bars") == "Bars"
    figure = (word_bars if bars else word_scatter)(found.terms, *labels, *paints)
    event = st.plotly_chart(
        figure,
        key="words_bars" if bars else "words_scatter",
        on_select="rerun",
        selection_mode="points",
        config={"displayModeBar": False},
        alt=f"Words of {a} and of {labels[1]} by z; the table below holds the same numbers",
    )
    st.caption(
        "z: the difference of log-odds over its standard error (Monroe, Colaresi and Quinn 2008). Pale bars: "
        "not told apart once articles rather than words count as drawn (p ≥ 0.05, corrected). Click a word to see it "
        "in context."
        if bars
        else "Each point a word or phrase; the strongest of each side are named. Click one to see it in context."
    )
    download_figure(figure, f"words_{a}_{b}", "words_get", lambda: found.terms)
    points = event["selection"]["points"] if event else []  # type: ignore[index]
    data = points[0].get("customdata") if points else None
    return str(data[0]) if data else None


def _context(
    context: PageContext, found: Keyness, by: str, groups: tuple[str, str], voice: Voice, clicked: str | None
) -> None:
    st.subheader("In context", anchor=False)
    terms = found.terms["term"].to_list()
    if clicked and clicked != st.session_state.get("_word_clicked"):
        st.query_params["term"] = clicked
    st.session_state["_word_clicked"] = clicked
    term = choice("Word or phrase", "term", terms, terms[0])
    more = found.terms.loc[found.terms["term"] == term, "z"].iloc[0] > 0
    asked_for = switch("In the group that", "group", [USED_MORE, USED_LESS], USED_MORE) == USED_MORE
    group, other = groups if more == asked_for else groups[::-1]
    lines: Context = cached(
        keyword_in_context, context.corpus, term, _place(context, by, group, other), voice=voice, limit=LINES, width=70
    )
    st.markdown(f"**{markdown_safe(_named(group))}**: {count(len(lines.lines), 'article')} shown")
    _lines(lines.lines, f"{term} in {_named(group)}")


def _lines(lines: pd.DataFrame, caption: str) -> None:
    if lines.empty:
        st.caption("It is not used there.")
        return
    rows = "".join(
        f'<tr><td class="fs-before">{escape(row.before)}</td><td><b>{escape(row.match)}</b></td>'
        f"<td>{escape(row.after)}<small>{escape(plain(row.outlet))}, {escape(day(row.published))}: "
        f"{escape(row.title or 'Without a headline')}</small></td></tr>"
        for row in lines.itertuples(index=False)
    )
    st.html(
        f'<div class="fs-scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table class="fs-table '
        f'fs-kwic fs-stack"><tbody>{rows}</tbody></table></div>'
    )


def _table(found: Keyness) -> None:
    terms = found.terms
    with st.expander(
        f"{count(len(terms), 'word')} as a table, of {found.tested:,} tested", icon=":material/table_rows:"
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
            "a": f"{found.a}, times",
            "b": f"{found.b}, times",
        }
        names |= {"articles": "Articles (A, B)", "zz": "z by article", "p": "p, corrected"}
        show_table(shown, names, "Words that set the two groups apart")
    download_table(lambda: terms, "words", "words_csv")


def _pair(row: Sequence[int]) -> str:
    return f"{row[0]:,}, {row[1]:,}"


def _named(group: str) -> str:
    return "all other articles" if group == REST else group
