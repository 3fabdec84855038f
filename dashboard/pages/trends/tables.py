"""The tables below a trend: straight lines, how they differ between groups, and where a level changed."""

import pandas as pd
import streamlit as st

from analysis.figures.formatting import MINUS, count, interval, markdown_safe, number, p_value, words
from analysis.measures import Measure
from analysis.queries.choices import ALL_ARTICLES
from analysis.scorers import MEASURES
from analysis.stats import Trend
from dashboard.components.downloads import download_table
from dashboard.components.tables import show_table

SHORT = "No group has the six complete periods that a straight line needs. Try shorter periods or a longer time span."


def show_slopes(result: Trend, by: str) -> None:
    """A row a group: the slope of its straight line; below, folded away, how any two of the lines differ."""
    measure = MEASURES[result.measure]
    st.subheader("Straight-line change", anchor=False)
    slopes = result.slopes.dropna(subset="slope_per_year")
    if slopes.empty:
        st.caption(SHORT)
        return
    steepest = slopes.reindex(slopes["slope_per_year"].sort_values(ascending=False, kind="stable").index)
    shown = _estimates(steepest, "slope_per_year", measure).assign(group=steepest["group"], periods=steepest["periods"])
    names = {"group": _heading(by), "estimate": "Change per year", "interval": "95 % interval", "p": "p"}
    st.caption(
        f"Least squares through complete periods; change per year ({markdown_safe(measure.unit)}). Intervals and p "
        f"allow for autocorrelation (Newey–West); p corrected over {count(len(slopes), 'line')} (Holm)."
    )
    show_table(shown, names | {"corrected": "p, corrected", "periods": "Complete periods"}, "Slopes by group")
    download_table(lambda: result.slopes, f"slopes_{result.measure}", "slopes_csv")
    _differences(result, measure)


def _differences(result: Trend, measure: Measure) -> None:
    pairs = result.slope_differences.dropna(subset="difference_per_year")
    if pairs.empty:
        if len(result.slopes) > 1:
            st.caption(
                "No two groups share six complete periods, or there are too many groups for pairwise comparisons."
            )
        return
    largest = pairs.reindex(pairs["difference_per_year"].abs().sort_values(ascending=False, kind="stable").index)
    clear = int((pairs["p_adjusted"] < 0.05).sum())
    with st.expander(
        f"Differences between slopes: {count(len(pairs), 'pair')}, {clear:,} significant", icon=":material/table_rows:"
    ):
        st.caption(
            "The slope of one minus that of the other over the periods that both cover, so that common movements "
            "cancel. Significant: p < 0.05 after Holm's correction over all pairs."
        )
        shown = _estimates(largest, "difference_per_year", measure).assign(
            pair=[f"{a} {MINUS} {b}" for a, b in zip(largest["a"], largest["b"], strict=True)],
            periods=largest["periods"],
        )
        names = {"pair": "Pair", "estimate": "Difference per year", "interval": "95 % interval", "p": "p"}
        show_table(shown, names | {"corrected": "p, corrected", "periods": "Periods shared"}, "Differences of slopes")
        download_table(lambda: result.slope_differences, f"slope_differences_{result.measure}", "slope_pairs_csv")


def show_change_points(result: Trend, by: str) -> None:
    """List the change points of each group, with their sizes and warnings."""
    measure = MEASURES[result.measure]
    st.subheader("Change points", anchor=False)
    changes = result.change_points
    if changes.empty:
        st.caption("No change of level beyond what noise explains (this needs twelve complete periods).")
        return
    shown = _estimates(changes, "difference", measure).assign(
        group=changes["group"],
        period=changes["period"],
        levels=[
            f"{number(a, measure.digits)} to {number(b, measure.digits)}"
            for a, b in zip(changes["before"], changes["after"], strict=True)
        ],
        slope=["fits as well" if better else "fits worse" for better in changes["straight_line_fits_better"]],
    )
    names = {"group": _heading(by), "period": "From", "levels": "Level", "estimate": "Change"}
    names |= {"interval": "95 % interval", "corrected": "p, corrected", "slope": "A steady slope"}
    st.caption(f"Levels in {markdown_safe(measure.unit)}.")
    show_table(shown, names, f"Change points of {measure.label}")
    download_table(lambda: changes, f"change_points_{result.measure}", "changes_csv")


def _estimates(table: pd.DataFrame, column: str, measure: Measure) -> pd.DataFrame:
    """estimate, interval, p, corrected: as texts. A year's change is smaller than a value, so it gets a digit more."""
    digits = measure.digits + (1 if column.endswith("per_year") else 0)
    return pd.DataFrame(
        {
            "estimate": [number(value, digits, True) for value in table[column]],
            "interval": [interval(*ends, digits) for ends in zip(table["low"], table["high"], strict=True)],
            "p": [p_value(p) for p in table["p"]],
            "corrected": [p_value(p) for p in table["p_adjusted"]],
        },
        index=table.index,
    )


def _heading(by: str) -> str:
    return "Group" if by == ALL_ARTICLES else words(by).capitalize()
