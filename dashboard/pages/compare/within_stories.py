"""How groups differ when they cover the same event."""

import pandas as pd
import streamlit as st

from analysis.figures.formatting import MINUS, count, interval, number, p_value
from analysis.figures.within_story_differences import within_story_differences
from analysis.scorers import MEASURES
from analysis.stats import Comparison
from analysis.stats.stories.within_stories import story_matched
from dashboard.components.charts import STILL, plotly_chart
from dashboard.components.downloads import download_figure
from dashboard.components.tables import show_table
from dashboard.page_context import PageContext, cautions
from dashboard.tasks.progress import AT_ONCE, run_or_queue

MOST_PAIRS = 25


def show_within_stories(context: PageContext, comparison: Comparison, by: str) -> dict[str, object] | None:
    """Draw differences within stories beside the raw ones; return the choices made, None without differences."""
    measure = MEASURES[comparison.measure]
    answer = run_or_queue(
        context, AT_ONCE, "Comparing within stories", story_matched, measure.name, by, context.filters
    )
    if answer is None:
        return None
    pairs = answer.pairs.dropna(subset="difference")
    pairs = pairs[pairs["stories"] > 0]
    if pairs.empty:
        st.info("No story was covered by two groups, so nothing can be compared within stories.")
        return None
    ordered = pairs.reindex(pairs["stories"].sort_values(ascending=False, kind="stable").index)
    figure = within_story_differences(ordered.head(MOST_PAIRS), measure)
    st.caption(
        "Filled: how two outlets differ when they cover the same story; without a line if they share too few stories "
        "for an interval. Hollow: the difference of all their articles. "
        f"Pairs with the most stories in common first; {count(answer.choices['stories'], 'story', 'stories')} used."
    )
    plotly_chart(
        figure, key="within", config=STILL, alt=f"Differences in {measure.label} within stories and of all articles"
    )
    download_figure(figure, f"within_stories_{measure.name}", "within_get", lambda: answer.pairs)
    shown = pd.DataFrame(
        {
            "pair": [f"{a} {MINUS} {b}" for a, b in zip(ordered["a"], ordered["b"], strict=True)],
            "within": [number(value, measure.digits, True) for value in ordered["difference"]],
            "interval": [interval(*ends, measure.digits) for ends in zip(ordered["low"], ordered["high"], strict=True)],
            "p": [p_value(p) for p in ordered["p_adjusted"]],
            "stories": ordered["stories"],
            "raw": [number(value, measure.digits, True) for value in ordered["raw_difference"]],
        }
    )
    names = {"pair": "Pair", "within": "Within stories", "interval": "95 % interval", "p": "p, corrected"}
    with st.expander(f"All {count(len(shown), 'pair')} as a table", icon=":material/table_rows:"):
        show_table(shown, names | {"stories": "Stories", "raw": "All articles"}, f"{measure.label} within stories")
    cautions(answer.warnings)
    return dict(answer.choices)
