"""One difference under every defensible combination of analysis choices."""

from collections.abc import Sequence

import streamlit as st

from analysis.figures.formatting import count, number, percent, plain
from analysis.figures.specification_curve import specification_curve
from analysis.scorers import MEASURES
from analysis.stats.specification_curve.curve import SpecificationCurve, estimate_curve
from dashboard.components.charts import STILL, plotly_chart
from dashboard.components.downloads import download_figure
from dashboard.components.url_state import choice
from dashboard.page_context import PageContext, cautions
from dashboard.tasks.progress import AT_ONCE, run_or_queue


def show_specification_curve(
    context: PageContext, name: str, palette_order: Sequence[str], by: str
) -> SpecificationCurve | None:
    """Draw the specification curve of two groups and return it; None while it is computed and if there are not two."""
    measure = MEASURES[name]
    present = [group for group in context.filters.outlets if group in palette_order] if by == "outlet" else []
    names = present if len(present) > 1 else list(palette_order)
    if len(names) < 2:
        st.info("There are fewer than two groups, so there is no difference to examine.")
        return None
    left, right = st.columns(2)
    with left:
        a = choice("The difference of", "a", names, names[0], plain)
    with right:
        b = choice("from", "b", names, names[1] if a != names[1] else names[0], plain)
    if a == b:
        st.info("A group cannot be compared with itself. Choose two.")
        return None
    curve: SpecificationCurve | None = run_or_queue(
        context, AT_ONCE, "Estimating all specifications", estimate_curve, name, a, b, by, context.filters
    )
    if curve is None:
        return None
    if curve.specifications.empty:
        cautions(curve.warnings)
        st.info("There are too few articles of the two for any specification. Widen the filters.")
        return None
    summary = curve.summary
    st.caption(
        f"The same difference in {count(summary['specifications'], 'specification')}: "
        f"{percent(summary['same_sign'])} have the same sign, {percent(summary['significant'])} an interval without "
        f"zero, {percent(summary['against'])} one on the other side. "
        f"Median {number(summary['median'], measure.digits, True)}, from "
        f"{number(summary['lowest'], measure.digits, True)} to {number(summary['highest'], measure.digits, True)}. "
        "The diamond is what Averages and Differences report."
    )
    figure = specification_curve(curve.specifications, curve.a, curve.b, measure)
    with st.container(key="wide_specifications"):
        plotly_chart(figure, key="curve", config=STILL, alt=f"{a} minus {b} in all specifications, by size")
    download_figure(figure, f"specifications_{name}", "curve_get", lambda: curve.specifications)
    cautions(curve.warnings)
    return curve
