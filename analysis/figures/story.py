"""One story: when each outlet reported it, and its articles on a measure."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import axis, chart_safe, count, day, number
from analysis.figures.layout import canvas, mark_overall, mark_zero, name_rows, reach, rows_height
from analysis.figures.style import colour, fade, symbol
from analysis.measures import Measure

MOST_DAYS = 6
"""Days named on a timeline at most."""


def timeline(articles: pd.DataFrame, palette_order: Sequence[str]) -> go.Figure:
    """A mark per article, a row per outlet, the outlet that was first on top.

    `articles` needs the columns id, outlet, published, title, by date; an article without a date is left out.
    `customdata` of a mark is [id].
    """
    dated = articles.dropna(subset="published")
    outlets = list(dict.fromkeys(dated["outlet"]))
    figure = canvas(rows_height(len(outlets)))
    for place, outlet in enumerate(outlets):
        own = dated[dated["outlet"] == outlet]
        figure.add_trace(
            go.Scatter(
                x=own["published"],
                y=[place] * len(own),
                mode="lines+markers",
                line={"color": fade(colour(outlet, palette_order), 0.4), "width": 2},
                marker={"color": colour(outlet, palette_order), "size": 12, "symbol": symbol(outlet, palette_order)},
                customdata=[[id] for id in own["id"]],
                text=[
                    f"<b>{chart_safe(outlet)}</b>, {day(when)}<br>{chart_safe(title or 'Without a headline', 80)}"
                    for when, title in zip(own["published"], own["title"], strict=True)
                ],
                hovertemplate="%{text}<extra></extra>",
            )
        )
    name_rows(figure, [chart_safe(outlet, 24) for outlet in outlets])
    figure.update_xaxes(title_text="Published (UTC)", **_days(dated["published"]))
    return figure


def _days(when: pd.Series) -> dict[str, object]:
    """Ticks of an axis of time: whole days where nothing more is known, and a day before and after the story."""
    if when.empty:
        return {}
    first, last = when.min().normalize(), when.max()
    if (when != when.dt.normalize()).any():
        return {"nticks": 4}
    step = -(-((last - first).days + 1) // MOST_DAYS)
    edge = pd.Timedelta(days=0.5 * step)
    return {
        "tick0": first,
        "dtick": step * 86_400_000,
        "tickformat": "%-d %b<br>%Y",
        "range": [first - edge, last + edge],
    }


def story_measure(
    told: pd.DataFrame, articles: pd.DataFrame, whole: float, measure: Measure, palette_order: Sequence[str]
) -> go.Figure:
    """A large mark per outlet, a small one per article of outlets with several, the whole story as a dotted line.

    `told` needs the columns outlet, articles, value, low, high, difference, a row per outlet; `articles` id, outlet,
    title, value. `customdata` of a mark is [id], [None] for an outlet with several articles.
    """
    shown = told.dropna(subset="value").reset_index(drop=True)
    figure = canvas(rows_height(len(shown)))
    edges = pd.concat([shown["low"], shown["high"], shown["value"]]).dropna()
    if len(edges):
        mark_zero(figure, edges.min(), edges.max())
    reach(figure, edges)
    mark_overall(figure, whole, f"whole story {number(whole, measure.digits)}")
    for place, row in enumerate(shown.itertuples(index=False)):
        paint, own = (
            colour(row.outlet, palette_order),
            articles[(articles["outlet"] == row.outlet)].dropna(subset="value"),
        )
        if len(own) > 1:
            figure.add_trace(
                go.Scatter(
                    x=own["value"],
                    y=[place] * len(own),
                    mode="markers",
                    marker={"color": fade(paint, 0.5), "size": 9, "symbol": "line-ns", "line_width": 2.5}
                    | {"line_color": fade(paint, 0.6)},
                    customdata=[[id] for id in own["id"]],
                    text=[f"{chart_safe(title or 'Without a headline', 80)}" for title in own["title"]],
                    hovertemplate="%{text}<br>%{x}<extra></extra>",
                )
            )
        figure.add_trace(
            go.Scatter(
                x=[row.value],
                y=[place],
                mode="markers",
                marker={"color": paint, "size": 12, "symbol": symbol(row.outlet, palette_order)},
                customdata=[[own["id"].iloc[0]] if len(own) == 1 else [None]],
                hovertemplate=(
                    f"<b>{chart_safe(row.outlet)}</b><br>{number(row.value, measure.digits)} {chart_safe(measure.unit)}"
                    f"<br>{number(row.difference, measure.digits, True)} from the whole story"
                    f"<br>{count(row.articles, 'article')}<extra></extra>"
                ),
            )
        )
    name_rows(figure, [chart_safe(outlet, 24) for outlet in shown["outlet"]])
    figure.update_xaxes(title_text=axis(measure))
    return figure
