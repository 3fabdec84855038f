"""Two ways to doubt a difference: is it the events, and is it the analyst's choices?"""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.figures.formatting import MINUS, count, interval, number, p_value, percent, plain
from analysis.figures.specification_curve import specification_curve
from analysis.figures.within_story_differences import within_story_differences
from analysis.scorers import MEASURES
from analysis.stats import Comparison
from analysis.stats.specification_curve.curve import SpecificationCurve, estimate_curve
from analysis.stats.stories.within_stories import story_matched
from dashboard.components.downloads import download_figure
from dashboard.components.tables import show_table
from dashboard.components.url_state import choice
from dashboard.page_context import PageContext, cautions
from dashboard.tasks.progress import AT_ONCE, run_or_queue

MOST_PAIRS = 25
STILL = {"displayModeBar": False}


def show_within_stories(context: PageContext, found: Comparison, by: str) -> dict[str, object] | None:
    """Differences within stories beside the raw ones; gives how they were made, None where there are none."""
    measure = MEASURES[found.measure]
    answer = run_or_queue(
        context, AT_ONCE, "Comparing within stories", story_matched, measure.name, by, context.filters
    )
    if answer is None:
        return None
    pairs = answer.pairs.dropna(subset="difference")
    pairs = pairs[pairs["stories"] > 0]
    if pairs.empty:
        st.info("No story was told by two groups, so nothing can be compared within stories.")
        return None
    ordered = pairs.reindex(pairs["stories"].sort_values(ascending=False, kind="stable").index)
    figure = within_story_differences(ordered.head(MOST_PAIRS), measure)
    st.caption(
        "Filled: how two outlets differ when they tell the same story; without a line where too few stories are shared "
        "for an interval, so that it may be chance. Hollow: the difference of all their articles. "
        f"Pairs with the most stories in common first; {count(answer.choices['stories'], 'story', 'stories')} used."
    )
    st.plotly_chart(
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


def show_all_choices(
    context: PageContext, name: str, palette_order: Sequence[str], by: str
) -> SpecificationCurve | None:
    """The specification curve of two groups; None where two cannot be chosen."""
    measure = MEASURES[name]
    present = [group for group in context.filters.outlets if group in palette_order] if by == "outlet" else []
    names = present if len(present) > 1 else list(palette_order)
    if len(names) < 2:
        st.info("There are fewer than two groups, so there is no difference to doubt.")
        return None
    left, right = st.columns(2)
    with left:
        a = choice("The difference of", "a", names, names[0], plain)
    with right:
        b = choice("from", "b", names, names[1] if a != names[1] else names[0], plain)
    if a == b:
        st.info("A group cannot be compared with itself. Choose two.")
        return None
    found: SpecificationCurve | None = run_or_queue(
        context, AT_ONCE, "Trying all choices", estimate_curve, name, a, b, by, context.filters
    )
    if found is None:
        return None
    if found.specifications.empty:
        cautions(found.warnings)
        st.info("There are too few articles of the two for any of the choices. Widen the filters.")
        return None
    summary = found.summary
    st.caption(
        f"The same difference under {count(summary['specifications'], 'combination')} of choices: "
        f"{percent(summary['same_sign'])} have the same sign, {percent(summary['significant'])} an interval without "
        f"zero, {percent(summary['against'])} one on the other side. Median {number(summary['median'], measure.digits, True)}, "
        f"from {number(summary['lowest'], measure.digits, True)} to {number(summary['highest'], measure.digits, True)}. "
        "The diamond is what Averages and Differences report."
    )
    figure = specification_curve(found.specifications, found.a, found.b, measure)
    with st.container(key="wide_specifications"):
        st.plotly_chart(figure, key="curve", config=STILL, alt=f"{a} minus {b} under all choices, by size")
    download_figure(figure, f"choices_{name}", "curve_get", lambda: found.specifications)
    cautions(found.warnings)
    return found
