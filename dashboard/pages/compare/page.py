"""Do outlets differ on a measure, by how much, and how sure can one be?"""

import streamlit as st

from analysis.figures.formatting import words
from analysis.queries.requests import CompareRequest, ExportRequest
from analysis.stats import compare
from dashboard.components.filters import group_columns
from dashboard.components.measure_choice import choose_measure, explain
from dashboard.components.url_state import choice, switch
from dashboard.data.cached_queries import all_groups, cached
from dashboard.page_context import PageContext, cautions, is_empty, purpose, reproduce
from dashboard.pages.compare import specification_curve, views
from dashboard.pages.stories.page import stories_missing

PURPOSES = {
    "Averages": "Each outlet's average with its 95 % interval: where intervals are wide, little is known.",
    "Distribution": "How single articles spread: outlets may differ on average and still share most of their range.",
    "Differences": "Every pair of outlets: how far apart, how sure, and how large against the spread of articles.",
    "Within stories": "How outlets write of the same event, so that a difference is not one of what they write about.",
    "All choices": "One difference under every defensible choice: a finding should not hang on one of them.",
    "Heat map": "All measures at once: where an outlet stands out, in standard deviations of single articles.",
    "Two measures": "Outlets on two measures together, each with its 95 % intervals.",
}
VIEWS = list(PURPOSES)
ALL_MEASURES = "Heat map"


def show(context: PageContext) -> None:
    told = st.empty()
    if is_empty(context):
        return
    how = switch("Show", "view", VIEWS, VIEWS[0])
    with told:
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
    if how == "All choices":
        curve = specification_curve.show_all_choices(context, measure, palette_order, by)
        pair = f"{curve.a},{curve.b}" if curve else None
        request = CompareRequest(measure, by, context.filters, specification_curve=pair)
        reproduce(context, context.command(request), curve.choices if curve else None)
        return
    if how == "Within stories" and stories_missing(context):
        return
    found = cached(compare, context.corpus, measure, by, context.filters)
    if how == "Averages":
        views.show_averages(context, found, palette_order, by)
    elif how == "Distribution":
        views.show_distribution(context, measure, palette_order, by)
    elif how == "Differences":
        views.show_differences(found)
    elif how == "Within stories":
        choices = specification_curve.show_within_stories(context, found, by)
        reproduce(context, context.command(CompareRequest(measure, by, context.filters, stories=True)), choices)
        return
    else:
        views.show_two_measures(context, found, palette_order, by)
    cautions(found.warnings)
    reproduce(context, context.command(CompareRequest(measure, by, context.filters)), found.choices)
