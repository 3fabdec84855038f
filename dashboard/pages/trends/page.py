"""One measure over time, by group."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from analysis.figures.formatting import count, day, markdown_safe, words
from analysis.figures.trend_lines import panels, together
from analysis.measures import Measure
from analysis.queries import coverage
from analysis.queries.choices import ALL_ARTICLES, Period
from analysis.queries.events import Event, parse_event
from analysis.queries.requests import TrendRequest
from analysis.scorers import MEASURES
from analysis.stats import Trend, trend
from dashboard.components.article_table import article_list, select_group_to_list
from dashboard.components.charts import clicked_data, plotly_chart
from dashboard.components.downloads import download_figure
from dashboard.components.filters import group_columns
from dashboard.components.measure_choice import choose_measure, explain
from dashboard.components.url_state import choice, switch, text_input
from dashboard.data.cached_queries import all_groups, cached
from dashboard.page_context import PageContext, cautions, is_empty, purpose, reproduce
from dashboard.pages.trends.tables import show_change_points, show_slopes

PERIODS = ["Week", "Month", "Quarter", "Year"]
MOST_PANELS = 8
ENOUGH, FEWEST = 8, 3
SMOOTH = {"none": "None", "loess": "LOESS", "rolling": "Rolling mean"}
SMOOTH_HELP = "A visual aid through complete periods; no test uses it."
SPANS = [f"{tenth / 10:g}" for tenth in range(2, 11)]
WINDOWS = ["3", "5", "7", "9", "13", "25"]


def show(context: PageContext) -> None:
    """Draw the page."""
    purpose(
        "A measure over time, with 95 % intervals. Periods without articles stay empty; hollow marks are periods "
        "covered in part; bands cut off at the edge of a panel are wider than the panel.",
    )
    if is_empty(context):
        return
    left, right = st.columns([3, 1])
    with left:
        measure = choose_measure(context.corpus)
    with right:
        columns = [*group_columns(context.corpus), ALL_ARTICLES]
        by = choice("By", "by", columns, "outlet", lambda name: words(name).capitalize())
    explain(measure)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        every: Period = switch("Period", "period", PERIODS, _usual_period(context)).lower()  # type: ignore[assignment]
        layout = switch("Draw", "draw", ["Panels", "Together"], "Panels")
        smoothing = _smoothing()
    grouping = None if by == ALL_ARTICLES else by
    result: Trend = cached(trend, context.corpus, measure, every, grouping, context.filters, **smoothing)
    if result.points.empty:
        st.info("None of the selected articles has both a date and this measure, so there is no line to draw.")
        return
    events = _events()
    _figure(context, result, layout, by, events)
    show_slopes(result, by)
    show_change_points(result, by)
    cautions(result.warnings)
    request = TrendRequest(measure, every, by, context.filters, **smoothing, events=tuple(events))
    reproduce(context, context.command(request), result.choices)


def _smoothing() -> dict[str, Any]:
    """The line for the eye that was asked for, as arguments of `trend`; nothing where none was."""
    how = choice("Smoothed line", "smooth", list(SMOOTH), "none", lambda name: SMOOTH[name], help=SMOOTH_HELP)
    if how == "loess":
        return {
            "smooth": how,
            "span": float(choice("Share of the periods", "span", SPANS, "0.5", help="Larger is smoother.")),
        }
    if how == "rolling":
        periods = choice(
            "Periods averaged", "window", WINDOWS, "3", help="The period in the middle and its neighbours."
        )
        return {"smooth": how, "window": int(periods)}
    return {}


def _usual_period(context: PageContext) -> str:
    """The shortest period with enough articles of the typical outlet, in the corpus as a whole."""
    for period in ("Month", "Quarter"):
        cells = cached(coverage, context.corpus, "outlet", None, period.lower())["n"]
        if len(cells) and cells.median() >= ENOUGH:
            return period
    return "Year" if not len(cells) or cells.median() < FEWEST else "Quarter"


def _figure(context: PageContext, result: Trend, layout: str, by: str, events: list[Event]) -> None:
    measure = MEASURES[result.measure]
    palette_order = all_groups(context.corpus, by) if by != ALL_ARTICLES else [ALL_ARTICLES]
    largest = result.points.groupby("group")["n"].sum().sort_values(ascending=False, kind="stable").index[:MOST_PANELS]
    shown = result.points[result.points["group"].isin(set(largest))]
    left_out = result.points["group"].nunique() - len(largest)
    figure = (panels if layout == "Panels" else together)(shown, measure, palette_order, events, result.change_points)
    if left_out:
        st.caption(f"The {len(largest)} with the most articles are drawn; {left_out} more are in the download.")
    event = plotly_chart(
        figure,
        key="trend",
        on_select="rerun",
        selection_mode="points",
        config={"displaylogo": False, "modeBarButtons": [["zoom2d", "pan2d", "resetScale2d"]]},
        alt=f"{measure.label} over time by {by}; the numbers are in the download",
    )
    download_figure(figure, f"trend_{measure.name}", "trend_get", lambda: result.points)
    _articles_of(context, shown, event, by, measure)


def _articles_of(context: PageContext, drawn: pd.DataFrame, event: object, by: str, measure: Measure) -> None:
    """The articles behind a point, clicked or chosen: of its group, in its period, as far as the filters reach."""
    data = clicked_data(event)
    clicked = list(map(str, data)) if len(data) == 3 else [None] * 3
    st.caption("Dotted vertical lines: change points.")
    left, right = st.columns(2)
    groups = sorted(set(drawn["group"]))
    with left:
        group = select_group_to_list(
            "Articles behind", f"behind_{by}", groups, clicked[0], data, placeholder="Choose, or click a mark above"
        )
    if group is None:
        return
    own_points = drawn[drawn["group"] == group].sort_values("start")
    periods = {str(point.start.date()): point for point in own_points.itertuples(index=False)}
    with right:
        chosen = select_group_to_list(
            "In the period", "behind_period", list(periods), clicked[1], data, lambda p: periods[p].period
        )
    period = periods[str(chosen)]
    start, end = period.start.date(), period.end.date()
    own = replace(
        context.filters,
        since=max(filter(None, (context.filters.since, start))),
        until=min(filter(None, (context.filters.until, end))),
    )
    if by == "outlet":
        own = replace(own, outlets=(group,))
    elif by != ALL_ARTICLES:
        own = replace(own, equals=(*own.pairs(), (by, group)))
    st.subheader(f"{markdown_safe(group)}, {day(start)} to {day(end)}", anchor=False)
    highest = switch("Order", "order", ["Highest first", "Lowest first"], "Highest first") == "Highest first"
    article_list(context.corpus, own, "period", measure=measure, descending=highest)


def _events() -> list[Event]:
    """The user's own events, one a line: a day and a few words."""
    with st.expander("Mark events", icon=":material/flag:"):
        example = "2020-03-11 Pandemic declared\n2020-11-03 Election day"
        typed = text_input("One event per line: a day and a few words", "events", example, lines=True)
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    result = [parse_event(line if " " in line or "=" in line else f"{line}={line}") for line in lines]
    if result:
        st.caption(f"{count(len(result), 'event')} marked.")
    return result
