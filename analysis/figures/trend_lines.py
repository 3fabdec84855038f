"""A measure over time: one panel per group or one for all, with intervals, gaps left open, partial periods hollow."""

from collections.abc import Iterator, Sequence

import pandas as pd
import plotly.graph_objects as go
from plotly.subplots import make_subplots

from analysis.figures.formatting import axis, chart_safe, count, interval, number, p_value
from analysis.figures.layout import canvas
from analysis.figures.style import NEUTRAL, colour, fade, symbol
from analysis.measures import Measure
from analysis.queries.events import Event

PANEL, FEW, TALL_PANEL = 118, 3, 210
GAP_DAYS = 1.6
MOST_BANDS = 2
WIDER = 0.75
"""Intervals may take so much of the means' range above and below it."""


def panels(
    points: pd.DataFrame,
    measure: Measure,
    palette_order: Sequence[str],
    events: Sequence[Event] = (),
    changes: pd.DataFrame | None = None,
) -> go.Figure:
    """A panel per group on one time axis and one scale, with change points and events.

    `points` needs the columns group, period, start, end, n, mean, low, high, partial (and smooth, if there is one) of
    `Trend.points`; `changes` group, period, date, before, after, difference, low, high, p_adjusted,
    straight_line_fits_better of `Trend.change_points`. `customdata` of a mark is [group, first day, last day].
    """
    groups = list(dict.fromkeys(points["group"]))
    height = 96 + (PANEL if len(groups) > FEW else TALL_PANEL) * len(groups)
    figure = make_subplots(
        rows=max(len(groups), 1),
        cols=1,
        shared_xaxes=True,
        vertical_spacing=min(0.3 / max(len(groups), 1), 0.08),
        subplot_titles=[f"<b>{chart_safe(group)}</b>" for group in groups],
    )
    figure.update_layout(canvas(height).layout.to_plotly_json())
    figure.update_annotations(x=0, xanchor="left", yanchor="bottom", font={"size": 13})
    for place, group in enumerate(groups, start=1):
        _draw(figure, points[points["group"] == group], measure, palette_order, place)
    span = _span(points)
    if span:
        figure.update_yaxes(range=span)
        for place, group in enumerate(groups, start=1):
            _change(figure, changes, group, span, measure, palette_order, place)
        if span[0] < 0 < span[1]:
            figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1.2})
    figure.update_yaxes(automargin=True, zeroline=False, nticks=4)
    figure.update_xaxes(zeroline=False, showgrid=True)
    figure.update_xaxes(title_text="Period (UTC)", row=max(len(groups), 1))
    figure.update_layout(
        margin={"t": 56, "l": 8},
        title={"text": axis(measure).replace("<br>", " "), "font": {"size": 13}, "x": 0, "y": 0.995},
    )
    _mark(figure, events)
    return figure


def together(
    points: pd.DataFrame,
    measure: Measure,
    palette_order: Sequence[str],
    events: Sequence[Event] = (),
    changes: pd.DataFrame | None = None,
) -> go.Figure:
    """All groups on one panel, from the columns of `panels`; intervals are bands for few groups, else bars."""
    figure = canvas(500)
    groups = list(dict.fromkeys(points["group"]))
    for group in groups:
        _draw(figure, points[points["group"] == group], measure, palette_order, None, bands=len(groups) <= MOST_BANDS)
    span = _span(points)
    for group in groups:
        _change(figure, changes, group, span, measure, palette_order, None)
    if span and span[0] < 0 < span[1]:
        figure.add_hline(y=0, line={"color": NEUTRAL, "width": 1.2})
    figure.update_yaxes(title_text=axis(measure), range=span)
    figure.update_xaxes(title_text="Period (UTC)")
    figure.update_layout(showlegend=True, legend={"orientation": "h", "y": -0.2, "yanchor": "top"})
    _mark(figure, events)
    return figure


def _draw(
    figure: go.Figure,
    own: pd.DataFrame,
    measure: Measure,
    palette_order: Sequence[str],
    row: int | None,
    bands: bool = True,
) -> None:
    group = own["group"].iloc[0]
    paint = colour(group, palette_order)
    where = {"row": row, "col": 1} if row else {}
    for run in _runs(own):
        if bands and len(run) > 1:
            there, back = run["middle"], run["middle"][::-1]
            figure.add_trace(
                go.Scatter(
                    x=[*there, *back],
                    y=[*run["high"].fillna(run["mean"]), *run["low"].fillna(run["mean"])[::-1]],
                    mode="lines",
                    fill="toself",
                    fillcolor=fade(paint, 0.18),
                    line={"width": 0},
                    hoverinfo="skip",
                    showlegend=False,
                    legendgroup=group,
                ),
                **where,
            )
        figure.add_trace(
            go.Scatter(
                x=run["middle"],
                y=run["mean"],
                mode="lines",
                # Beside a smoothed line the one from period to period steps back.
                line={"color": paint, "width": 2} if "smooth" not in own else {"color": fade(paint, 0.45), "width": 1},
                hoverinfo="skip",
                showlegend=False,
                legendgroup=group,
            ),
            **where,
        )
    for run in _runs(own.dropna(subset="smooth")) if "smooth" in own else ():
        figure.add_trace(
            go.Scatter(
                x=run["middle"],
                y=run["smooth"],
                mode="lines",
                line={"color": paint, "width": 4, "shape": "spline"},
                hoverinfo="skip",
                showlegend=False,
                legendgroup=group,
            ),
            **where,
        )
    shape = symbol(group, palette_order)
    alone = [len(run) == 1 or not bands for run in _runs(own) for _ in range(len(run))]
    figure.add_trace(
        go.Scatter(
            x=_middles(own),
            y=own["mean"],
            mode="markers",
            name=chart_safe(group),
            legendgroup=group,
            marker={
                "color": paint,
                "size": 8,
                "symbol": [f"{shape}-open" if partial else shape for partial in own["partial"]],
            },
            error_y={
                "type": "data",
                "symmetric": False,
                "array": [h - m if a else 0 for h, m, a in zip(own["high"], own["mean"], alone, strict=True)],
                "arrayminus": [m - lo if a else 0 for lo, m, a in zip(own["low"], own["mean"], alone, strict=True)],
                "color": fade(paint, 0.5),
                "width": 0,
            },
            customdata=[
                [group, str(start.date()), str(end.date())] for start, end in zip(own["start"], own["end"], strict=True)
            ],
            text=[_hover(point, measure) for point in own.itertuples(index=False)],
            hovertemplate="%{text}<extra></extra>",
        ),
        **where,
    )


def _change(
    figure: go.Figure,
    changes: pd.DataFrame | None,
    group: str,
    span: Sequence[float] | None,
    measure: Measure,
    palette_order: Sequence[str],
    row: int | None,
) -> None:
    """A vertical dotted line where the level of the group changed; its hover text has both levels."""
    own = changes[changes["group"] == group] if changes is not None and span else pd.DataFrame()
    for point in own.itertuples(index=False):
        straight = "<br>a steady slope fits as well" if point.straight_line_fits_better else ""
        says = (
            f"<b>{chart_safe(group)}</b>, change at {point.period}<br>from {number(point.before, measure.digits)} to "
            f"{number(point.after, measure.digits)}: {number(point.difference, measure.digits, True)} "
            f"({interval(point.low, point.high, measure.digits)})<br>p, corrected {p_value(point.p_adjusted)}{straight}"
        )
        low, high = span or (0.0, 0.0)
        heights = [low + (high - low) * step / 12 for step in range(13)]
        figure.add_trace(
            go.Scatter(
                x=[str(point.date)] * len(heights),
                y=heights,
                mode="lines",
                line={"color": colour(group, palette_order), "width": 2.5, "dash": "dot"},
                text=[says] * len(heights),
                hovertemplate="%{text}<extra></extra>",
                showlegend=False,
                legendgroup=group,
            ),
            **({"row": row, "col": 1} if row else {}),
        )


def _middles(own: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The middle of each period, where its point stands."""
    middle: pd.Series[pd.Timestamp] = own["start"] + (own["end"] - own["start"]) / 2
    return middle


def _runs(own: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Stretches of periods that follow each other without a gap."""
    own = own.assign(middle=_middles(own))
    after_gap = (own["start"] - own["end"].shift()).dt.days > GAP_DAYS
    for _, run in own.groupby(after_gap.cumsum(), sort=True):
        yield run


def _span(points: pd.DataFrame) -> list[float] | None:
    """The scale: all means, and as much of the intervals as leaves the means readable; wider ones are cut."""
    if not len(points):
        return None
    low, high = points["mean"].min(), points["mean"].max()
    room = (high - low) * WIDER or 1.0
    low = max(low - room, points["low"].fillna(low).min())
    high = min(high + room, points["high"].fillna(high).max())
    edge = 0.08 * (high - low) or 1.0
    return [float(low - edge), float(high + edge)]


def _hover(point: object, measure: Measure) -> str:
    partial = "<br>covered in part only" if point.partial else ""  # type: ignore[attr-defined]
    return (
        f"<b>{chart_safe(point.group)}</b>, {point.period}<br>{number(point.mean, measure.digits)} "  # type: ignore[attr-defined]
        f"({interval(point.low, point.high, measure.digits)})<br>{count(point.n, 'article')}{partial}"  # type: ignore[attr-defined]
    )


def _mark(figure: go.Figure, events: Sequence[Event]) -> None:
    for when, what in events:
        figure.add_vline(x=when.isoformat(), line={"color": NEUTRAL, "width": 1.5, "dash": "dash"})
        figure.add_annotation(
            x=when.isoformat(),
            y=1,
            yref="paper",
            text=chart_safe(what, 28),
            showarrow=False,
            xanchor="left",
            yanchor="bottom",
            font={"size": 11},
        )
