"""Views of a comparison: averages, distributions, differences, all measures at once, two measures."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from analysis.figures.differences import differences
from analysis.figures.distribution import distribution
from analysis.figures.dot_intervals import intervals
from analysis.figures.formatting import MINUS, count, interval, markdown_safe, number, p_value, words
from analysis.figures.heat_map import heat_map
from analysis.figures.scatter import scatter
from analysis.queries import histogram, quantiles
from analysis.queries.aggregates import overall
from analysis.queries.dashboard import profile
from analysis.scorers import MEASURES
from analysis.stats import Comparison, compare
from dashboard.components.article_table import article_list, select_group_to_list
from dashboard.components.charts import STILL, clicked_data, plotly_chart
from dashboard.components.downloads import download_figure
from dashboard.components.measure_choice import choose_measure, listed
from dashboard.components.tables import show_table
from dashboard.components.url_state import switch
from dashboard.data.cached_queries import cached
from dashboard.page_context import PageContext

MOST_PAIRS = 40
STAND_OUT = 12
"""Cells of the heat map that are also written out."""
QUANTILES = {"q05": "5 %", "q25": "25 %", "q50": "Median article", "q75": "75 %", "q95": "95 %"}


def show_averages(context: PageContext, comparison: Comparison, palette_order: Sequence[str], by: str) -> None:
    """Draw each group's average with its interval; a mark opens the articles behind it."""
    measure = MEASURES[comparison.measure]
    reference = cached(overall, context.corpus, measure.name, context.filters)
    figure = intervals(comparison.groups, measure, palette_order, reference)
    event = plotly_chart(
        figure,
        key="averages",
        on_select="rerun",
        selection_mode="points",
        config=STILL,
        alt=f"{measure.label} by {by}, averages with 95 % intervals; the table below holds the same numbers",
    )
    download_figure(figure, f"compare_{measure.name}", "averages_get", lambda: comparison.groups)
    ordered = comparison.groups.sort_values("mean", ascending=False, kind="stable")
    _articles_of(context, ordered.dropna(subset="mean")["group"].to_list(), _clicked(event), by, measure.name)
    shown = pd.DataFrame(
        {
            "group": ordered["group"],
            "mean": [number(value, measure.digits) for value in ordered["mean"]],
            "interval": [interval(*ends, measure.digits) for ends in zip(ordered["low"], ordered["high"], strict=True)],
            "median": [number(value, measure.digits) for value in ordered["median"]],
            "sd": [number(value, measure.digits) for value in ordered["sd"]],
            "n": ordered["n"],
            "missing": ordered["missing"],
            "days": ordered["days"],
            "authors": ordered["authors"],
        }
    )
    names = {
        "group": words(by).capitalize(),
        "mean": "Average",
        "interval": "95 % interval",
        "median": "Median article",
    }
    names |= {"sd": "SD of articles", "n": "Articles", "missing": "Missing", "days": "Days", "authors": "Bylines"}
    show_table(shown, names, f"{measure.label} by {by}")


def show_distribution(context: PageContext, name: str, palette_order: Sequence[str], by: str) -> None:
    """Draw how the values of single articles spread in each group."""
    measure = MEASURES[name]
    bins, marks = (cached(question, context.corpus, name, by, context.filters) for question in (histogram, quantiles))
    figure = distribution(bins, marks, measure, palette_order)
    event = plotly_chart(
        figure,
        key="distribution",
        on_select="rerun",
        selection_mode="points",
        config=STILL,
        alt=f"Distribution of single articles on {measure.label}, by {by}: dot median, bar the middle half",
    )
    st.caption("Curve: share of the outlet's articles. Dot: median article. Bar: the middle half of articles.")
    download_figure(figure, f"distribution_{name}", "distribution_get", lambda: marks)
    ordered = marks.sort_values("q50", ascending=False, kind="stable")
    _articles_of(context, ordered.dropna(subset="q50")["group"].to_list(), _clicked(event), by, name)
    shown = pd.DataFrame(
        {column: [number(value, measure.digits) for value in ordered[column]] for column in QUANTILES}
        | {"group": ordered["group"], "n": ordered["n"]}
    )
    show_table(shown, {"group": words(by).capitalize(), **QUANTILES, "n": "Articles"}, f"Spread of {measure.label}")


def show_differences(comparison: Comparison) -> None:
    """Draw every pair of groups: difference, interval and effect size."""
    measure = MEASURES[comparison.measure]
    pairs = comparison.pairs.dropna(subset="difference")
    if pairs.empty:
        st.info("There are fewer than two groups with values, so there is no difference to show.")
        return
    ordered = pairs.reindex(pairs["effect_size"].abs().sort_values(ascending=False, kind="stable").index)
    some = ordered.head(MOST_PAIRS)
    figure = differences(some, measure)
    plotly_chart(figure, key="differences", config=STILL, alt=f"Pairwise differences in {measure.label}")
    st.caption(
        "Filled and coloured: p < 0.05 after Holm's correction over all pairs. Hollow grey: not significantly "
        "different from zero."
        + (f" The {MOST_PAIRS} largest of {len(pairs):,} pairs are shown." if len(pairs) > MOST_PAIRS else "")
    )
    download_figure(figure, f"differences_{measure.name}", "differences_get", lambda: comparison.pairs)
    shown = pd.DataFrame(
        {
            "pair": [f"{a} {MINUS} {b}" for a, b in zip(ordered["a"], ordered["b"], strict=True)],
            "difference": [number(value, measure.digits, True) for value in ordered["difference"]],
            "interval": [interval(*ends, measure.digits) for ends in zip(ordered["low"], ordered["high"], strict=True)],
            "effect": [number(value, 2, True) for value in ordered["effect_size"]],
            "p": [p_value(p) for p in ordered["p"]],
            "corrected": [p_value(p) for p in ordered["p_adjusted"]],
        }
    )
    names = {"pair": "Pair", "difference": "Difference", "interval": "95 % interval", "effect": "Hedges' g"}
    with st.expander(f"All {count(len(shown), 'pair')} as a table", icon=":material/table_rows:"):
        show_table(shown, names | {"p": "p", "corrected": "p, corrected"}, f"Pairwise differences in {measure.label}")


def show_heat_map(context: PageContext, by: str) -> None:
    """Draw all measures of all groups as deviations from the average of the selection."""
    table = cached(profile, context.corpus, by, context.filters)
    figure = heat_map(table, context.corpus.measures)
    st.caption("All measures at once. Blue: above the average of all selected articles; orange: below.")
    with st.container(key="wide_heat_map"):
        plotly_chart(figure, key="heat_map", config=STILL, alt=f"Measures by {by}, in standard deviations")
    download_figure(figure, "heat_map", "heat_map_get", lambda: table)
    st.subheader("What stands out most", anchor=False)
    most = table.loc[table["deviation"].abs().sort_values(ascending=False, kind="stable").index].head(STAND_OUT)
    digits = [context.corpus.measures[name].digits for name in most["measure"]]
    shown = pd.DataFrame(
        {
            "group": most["group"],
            "measure": [context.corpus.measures[name].label for name in most["measure"]],
            "value": [number(*cell) for cell in zip(most["value"], digits, strict=True)],
            "all": [number(*cell) for cell in zip(most["all_articles"], digits, strict=True)],
            "deviation": [number(value, 2, True) for value in most["deviation"]],
            "n": most["n"].astype(int),
        }
    )
    names = {"group": words(by).capitalize(), "measure": "Measure", "deviation": "SDs apart", "value": "Value"}
    show_table(shown, names | {"all": "All articles", "n": "Articles"}, "The largest departures from all articles")


def show_two_measures(context: PageContext, comparison: Comparison, palette_order: Sequence[str], by: str) -> None:
    """Draw the groups on this measure and on a second one that the reader chooses."""
    names = listed(context.corpus)
    family = MEASURES[comparison.measure].family
    fallback = next((name for name in names if MEASURES[name].family != family), names[0])
    other = choose_measure(context.corpus, "measure2", "Second measure (upwards)", fallback)
    up = cached(compare, context.corpus, other, by, context.filters)
    figure = scatter(comparison.groups, up.groups, MEASURES[comparison.measure], MEASURES[other], palette_order)
    alt = f"{MEASURES[comparison.measure].label} against {MEASURES[other].label}, a point each {by}"
    with st.container(key="wide_two"):
        plotly_chart(figure, key="two", config=STILL, alt=alt)
    both = comparison.groups.merge(up.groups, on="group", suffixes=(f"_{comparison.measure}", f"_{other}"))
    download_figure(figure, f"{comparison.measure}_{other}", "two_get", lambda: both)


def _clicked(event: object) -> str | None:
    data = clicked_data(event)
    return str(data[0]) if data else None


def _articles_of(context: PageContext, drawn: Sequence[str], clicked: str | None, by: str, name: str) -> None:
    group = select_group_to_list(
        "Articles behind", f"behind_{by}", drawn, clicked, placeholder="Choose, or click a dot above"
    )
    if group is None:
        return
    only = {"outlets": (group,)} if by == "outlet" else {"equals": (*context.filters.equals, (by, group))}
    own = replace(context.filters, **only)
    st.subheader(f"Articles of {markdown_safe(group)}", anchor=False)
    highest = switch("Order", "order", ["Highest first", "Lowest first"], "Highest first") == "Highest first"
    article_list(context.corpus, own, "behind", measure=MEASURES[name], descending=highest)
