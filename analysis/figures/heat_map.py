"""Measures by groups: how far each group is from the corpus as a whole."""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from analysis.figures.formatting import chart_safe, count, number
from analysis.figures.layout import canvas
from analysis.figures.style import DIVERGING
from analysis.measures import Measure

ROW = 26
STRONGEST = 1.0


def heat_map(profile: pd.DataFrame, measures: Mapping[str, Measure]) -> go.Figure:
    """Measures as rows, groups as columns, coloured by deviation.

    `profile` needs the columns group, measure, n, value, all_articles, deviation of `queries.dashboard.profile`.
    `customdata` of a cell is [group, measure]. The colour ends at one standard deviation of single articles; groups
    rarely lie further from the corpus.
    """
    names = list(dict.fromkeys(profile["measure"]))
    groups = sorted(set(profile["group"]))
    wide = profile.pivot(index="measure", columns="group", values="deviation").reindex(index=names, columns=groups)
    cells = {(row.measure, row.group): row for row in profile.itertuples(index=False)}
    hover = [[_hover(cells[name, group], measures[name]) for group in groups] for name in names]
    figure = canvas(150 + ROW * len(names))
    figure.add_trace(
        go.Heatmap(
            z=wide.to_numpy(),
            x=[chart_safe(group, 22) for group in groups],
            y=[chart_safe(measures[name].label, 40) for name in names],
            customdata=[[[group, name] for group in groups] for name in names],
            text=hover,
            hovertemplate="%{text}<extra></extra>",
            colorscale=[list(stop) for stop in DIVERGING],
            zmin=-STRONGEST,
            zmax=STRONGEST,
            xgap=2,
            ygap=2,
            colorbar={
                "title": {"text": "standard deviations<br>from all articles", "side": "top"},
                "orientation": "h",
                "thickness": 10,
                "len": 0.6,
                "y": -0.02,
                "yanchor": "top",
                "tickvals": [-1, -0.5, 0, 0.5, 1],
                "ticktext": ["≤ −1", "−0.5", "0", "0.5", "≥ 1"],
                "tickangle": 0,
            },
        )
    )
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(side="top", tickangle=-40, showgrid=False)
    figure.update_layout(margin={"t": 90, "b": 70})
    return figure


def _hover(row: object, measure: Measure) -> str:
    return (
        f"<b>{chart_safe(row.group)}</b><br>{chart_safe(measure.label, 60)}: "  # type: ignore[attr-defined]
        f"{number(row.value, measure.digits)}<br>all articles {number(row.all_articles, measure.digits)}"  # type: ignore[attr-defined]
        f"<br>{number(row.deviation, 2, True)} standard deviations<br>{count(int(row.n), 'article')}"  # type: ignore[attr-defined]
    )
