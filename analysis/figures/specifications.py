"""The specification curve of `analysis.export`, in the colours of the screen."""

import plotly.graph_objects as go

from analysis.export.specification_curve import ASKED, CLEAR, UNCLEAR, specification_curve
from analysis.figures.style import NEGATIVE, NEUTRAL, POSITIVE
from analysis.measures import Measure
from analysis.stats.specification_curve.curve import SpecificationCurve

_ON_SCREEN = {CLEAR: POSITIVE, UNCLEAR: NEUTRAL, ASKED: NEGATIVE}


def specifications(found: SpecificationCurve, measure: Measure) -> go.Figure:
    """The difference under every choice, by size; below it the choices. Paper's ink is too dark for a dark page."""
    figure = specification_curve(found.specifications, found.a, found.b, measure.unit)
    for trace in figure.data:
        paint = _ON_SCREEN[trace.marker.color]
        trace.marker.color = paint
        if trace.marker.symbol == "line-ns":
            trace.marker.line.color = paint
        if trace.error_y.color:
            trace.error_y.color = paint
    figure.update_shapes(line_color=NEUTRAL)
    return figure.update_layout(
        template=None,
        width=None,
        font=None,
        title=None,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        hoverlabel={"align": "left"},
        margin={"t": 50, "r": 12, "b": 50, "l": 8},
        legend={"x": 0, "xanchor": "left"},
    )
