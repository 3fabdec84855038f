"""A word or phrase of the table, in the sentences of one group."""

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, day, markdown_safe, plain
from analysis.queries import Filters
from analysis.queries.choices import Voice
from analysis.queries.keyness import REST, all_but
from analysis.stats.keyness.context import Context
from analysis.stats.keyness.context import context as lines_of
from analysis.stats.keyness.words import Keyness
from dashboard.components.tables import escape
from dashboard.components.url_state import choice, switch
from dashboard.data.cached_queries import cached
from dashboard.page_context import PageContext

LINES = 20
USED_MORE, USED_LESS = "Uses it more", "Uses it less"


def show_in_context(
    context: PageContext, keyness: Keyness, by: str, groups: tuple[str, str], voice: Voice, clicked: str | None
) -> None:
    """Passages of one group with a word or phrase of the table, the one `clicked` in the figure or chosen here."""
    st.subheader("In context", anchor=False)
    terms = keyness.terms["term"].to_list()
    if clicked and clicked != st.session_state.get("_word_clicked"):
        st.query_params["term"] = clicked
    st.session_state["_word_clicked"] = clicked
    term = choice("Word or phrase", "term", terms, terms[0])
    used_more_by_a = keyness.terms.loc[keyness.terms["term"] == term, "z"].iloc[0] > 0
    more = switch("In the group that", "group", [USED_MORE, USED_LESS], USED_MORE) == USED_MORE
    group, other = groups if used_more_by_a == more else groups[::-1]
    members = all_but(by, other) if group == REST else Filters(equals=((by, group),))
    filters = context.filters.and_(members)
    passages: Context = cached(lines_of, context.corpus, term, filters, voice=voice, limit=LINES, width=70)
    name = group_name(group)
    st.markdown(f"**{markdown_safe(name)}**: {count(len(passages.lines), 'article')} shown")
    _show_lines(passages.lines, f"{term} in {name}")


def group_name(group: str) -> str:
    """The group as the page calls it."""
    return "all other articles" if group == REST else group


def _show_lines(lines: pd.DataFrame, caption: str) -> None:
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
