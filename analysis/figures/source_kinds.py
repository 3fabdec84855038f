"""Shares of the types of sources that each group quotes."""

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import chart_safe, count, percent, words
from analysis.figures.layout import canvas, rows_height
from analysis.figures.style import NEUTRAL, PALETTE, fade

ORDERS = {
    "source_type": ("named_person", "organisation", "document", "collective", "anonymous", "unknown"),
    "source_kind": (
        "named_individual", "unnamed_individual", "named_group", "unnamed_group", "document", "poll_or_data",
    ),
    "affiliation": (
        "government", "party_or_opposition", "military_police", "judiciary", "expert_academic", "business",
        "civil_society", "media", "celebrity", "ordinary_person", "witness_victim", "unknown",
    ),
    "gender": ("female", "male", "unknown"),
}  # fmt: skip
"""Label of a source → its values, in the order of the bars; the first orders the groups."""
_NAMES = {
    "military_police": "military or police", "expert_academic": "expert or academic",
    "witness_victim": "witness or victim",
}  # fmt: skip


def kind_name(kind: str) -> str:
    """Return a value of `ORDERS` as a reader has it.

    >>> kind_name("military_police"), kind_name("named_group")
    ('military or police', 'named group')
    """
    return _NAMES.get(kind, words(kind))


def _paint(order: tuple[str, ...], kind: str) -> str:
    """A colour of its own where there are enough; later ones are the first ones again, lighter."""
    if kind == "unknown" or kind not in order:
        return fade(NEUTRAL, 0.5) if kind == "unknown" else NEUTRAL
    place = order.index(kind)
    colour = PALETTE[place % len(PALETTE)]
    return colour if place < len(PALETTE) else fade(colour, 0.5)


def source_kinds(shares: pd.DataFrame, label: str = "source_type") -> go.Figure:
    """A bar per group, ordered by the share of the first value (of named persons), the largest on top.

    `shares` needs the columns group, the label, statements, share of `queries.sources`. `customdata` is [group].
    """
    order = ORDERS[label]
    named = shares[shares[label] == order[0]].set_index("group")["share"]
    groups = sorted(set(shares["group"]), key=lambda group: (named.get(group, 0.0), group))
    figure = canvas(rows_height(len(groups)) + 50)
    kinds = [*order, *sorted(set(shares[label]) - set(order))]
    for kind in kinds:
        own = shares[shares[label] == kind].set_index("group").reindex(groups)
        figure.add_trace(
            go.Bar(
                y=list(range(len(groups))),
                x=100 * own["share"].fillna(0),
                name=chart_safe(kind_name(kind).capitalize()),
                orientation="h",
                marker={"color": _paint(order, kind), "line": {"width": 0}},
                customdata=[[group] for group in groups],
                text=[
                    f"{chart_safe(group)}: {percent(share)} {chart_safe(kind_name(kind))}<br>"
                    f"{count(int(n or 0), 'statement')}"
                    for group, share, n in zip(groups, own["share"].fillna(0), own["statements"].fillna(0), strict=True)
                ],
                textposition="none",
                hovertemplate="%{text}<extra></extra>",
            )
        )
    figure.update_layout(
        barmode="stack",
        bargap=0.3,
        showlegend=True,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )
    total = shares.groupby("group")["statements"].sum()
    figure.update_yaxes(
        tickmode="array",
        tickvals=list(range(len(groups))),
        ticktext=[f"{chart_safe(group, 24)}  <i>n={total[group]:,}</i>" for group in groups],
        range=[-0.5, len(groups) - 0.5],
    )
    figure.update_xaxes(title_text="Share of statements (%)", range=[0, 100.5])
    return figure
