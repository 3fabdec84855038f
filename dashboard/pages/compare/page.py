"""Differences between groups on a measure, with their uncertainty."""

import streamlit as st

from analysis.figures.formatting import words
from analysis.queries.requests import CompareRequest, ExportRequest
from analysis.stats import compare
from dashboard.components.filters import group_columns
from dashboard.components.measure_choice import choose_measure, explain
from dashboard.components.missing_stories import stories_missing
from dashboard.components.url_state import choice, switch
from dashboard.data.cached_queries import all_groups, cached
from dashboard.page_context import PageContext, cautions, is_empty, purpose, reproduce
from dashboard.pages.compare import specification_curve, views, within_stories

PURPOSES = {
    "Averages": "Each outlet's average with its 95 % interval; wide intervals mean that the average is uncertain.",
    "Distribution": "The distribution of single articles: outlets may differ on average and still overlap widely.",
    "Differences": "Every pair of outlets: the difference, its 95 % interval, its size against the spread of articles.",
    "Within stories": "How outlets cover the same event: a difference does not come from what they choose to cover.",
    "Specification curve": "One difference in all defensible analyses: a finding should not depend on a single choice.",
    "Heat map": "All measures at once: where an outlet stands out, in standard deviations of single articles.",
    "Two measures": "Outlets on two measures together, each with its 95 % intervals.",
}
VIEWS = list(PURPOSES)
ALL_MEASURES = "Heat map"


def show(context: PageContext) -> None:
    """Draw the page."""
    top = st.empty()
    if is_empty(context):
        return
    if st.query_params.get("view") == "all_choices":  # what links from before call it
        st.query_params["view"] = "specification_curve"
    how = switch("Show", "view", VIEWS, VIEWS[0])
    with top:
        purpose(PURPOSES[how])
    left, right = st.columns([3, 1])
    with left if how == ALL_MEASURES else right:
        by = choice("Compare by", "by", group_columns(context.corpus), "outlet", lambda name: words(name).capitalize())
    if how == ALL_MEASURES:
        views.show_heat_map(context, by)
        reproduce(context, context.command(ExportRequest(filters=context.filters)))
        return
    with left:
        measure = choose_measure(context.corpus)
    explain(measure)
    palette_order = all_groups(context.corpus, by)
    if how == "Specification curve":
        curve = specification_curve.show_specification_curve(context, measure, palette_order, by)
        pair = f"{curve.a},{curve.b}" if curve else None
        request = CompareRequest(measure, by, context.filters, specification_curve=pair)
        reproduce(context, context.command(request), curve.choices if curve else None)
        return
    if how == "Within stories" and stories_missing(context):
        return
    comparison = cached(compare, context.corpus, measure, by, context.filters)
    if how == "Averages":
        views.show_averages(context, comparison, palette_order, by)
    elif how == "Distribution":
        views.show_distribution(context, measure, palette_order, by)
    elif how == "Differences":
        views.show_differences(comparison)
    elif how == "Within stories":
        choices = within_stories.show_within_stories(context, comparison, by)
        reproduce(context, context.command(CompareRequest(measure, by, context.filters, stories=True)), choices)
        return
    else:
        views.show_two_measures(context, comparison, palette_order, by)
    cautions(comparison.warnings)
    reproduce(context, context.command(CompareRequest(measure, by, context.filters)), comparison.choices)
