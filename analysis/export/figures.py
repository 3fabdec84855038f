"""The figures of an export: the ones the dashboard draws, from the same tables.

Charts are functions from a frame to a Plotly figure. Whoever draws them says so in the entry point group
`framescope.figures` (names `comparison` and `trend`), so that nothing here depends on the dashboard.
"""

from collections.abc import Callable, Sequence
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from analysis.errors import ExtraMissing
from analysis.queries import CorpusSnapshot, Filters, facet
from analysis.queries.choices import Period
from analysis.queries.events import Event
from analysis.stats.compare import compare
from analysis.stats.trends.trend import trend

if TYPE_CHECKING:
    import plotly.graph_objects as go

GROUP = "framescope.figures"


def figures(
    corpus: CorpusSnapshot,
    measures: Sequence[str],
    by: str,
    every: Period,
    filters: Filters,
    events: Sequence[Event] = (),
) -> dict[str, "go.Figure"]:
    """Two figures a measure, by file name: `compare_<measure>` (estimates and intervals) and `trend_<measure>`
    (with the `events` marked).

    Raises `ExtraMissing` where nothing that draws is installed, `ArgumentError` for unknown names.
    """
    comparison, lines = _chart("comparison"), _chart("trend")
    palette_order = sorted(facet(corpus, by)["value"].dropna())
    drawn = {}
    for name in measures:
        measure = corpus.measure(name)
        groups, points = compare(corpus, name, by, filters).groups, trend(corpus, name, every, by, filters).points
        drawn[f"compare_{name}"] = _for_paper(comparison(groups, measure, palette_order, None))
        drawn[f"trend_{name}"] = _for_paper(lines(points, measure, palette_order, events))
    return drawn


def _chart(name: str) -> Callable[..., "go.Figure"]:
    for found in entry_points(group=GROUP, name=name):
        chart: Callable[..., go.Figure] = found.load()
        return chart
    raise ExtraMissing("No charts are installed with framescope; install the whole of it: pip install framescope")


def _for_paper(figure: "go.Figure") -> "go.Figure":
    """On white, with its own fonts and a width that fits a page; on screen the theme brings these."""
    return figure.update_layout(
        template="plotly_white",
        width=900,
        paper_bgcolor="white",
        plot_bgcolor="white",
        font={"family": "Arial, Helvetica, sans-serif", "color": "#1b2430"},
    )
