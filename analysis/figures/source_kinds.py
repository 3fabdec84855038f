"""Shares of the types of sources that each group quotes."""

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import chart_safe, count, percent, words
from analysis.figures.layout import canvas, rows_height
from analysis.figures.style import NEUTRAL, PALETTE, fade

ORDER = ("named_person", "organisation", "document", "collective", "anonymous", "unknown")
_PAINTS = {kind: PALETTE[place] for place, kind in enumerate(ORDER[:-1])} | {"unknown": fade(NEUTRAL, 0.5)}


def source_kinds(shares: pd.DataFrame) -> go.Figure:
    """A bar per group, ordered by the share of named persons, the largest on top.

    `shares` needs the columns group, source_type, statements, share of `queries.sources`. `customdata` is [group].
    """
    named = shares[shares["source_type"] == "named_person"].set_index("group")["share"]
    groups = sorted(set(shares["group"]), key=lambda group: (named.get(group, 0.0), group))
    figure = canvas(rows_height(len(groups)) + 50)
    kinds = [*ORDER, *sorted(set(shares["source_type"]) - set(ORDER))]
    for kind in kinds:
        own = shares[shares["source_type"] == kind].set_index("group").reindex(groups)
        figure.add_trace(
            go.Bar(
                y=list(range(len(groups))),
                x=100 * own["share"].fillna(0),
                name=chart_safe(words(kind).capitalize()),
                orientation="h",
                marker={"color": _PAINTS.get(kind, NEUTRAL), "line": {"width": 0}},
                customdata=[[group] for group in groups],
                text=[
                    f"{chart_safe(group)}: {percent(share)} {chart_safe(words(kind))}<br>"
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
