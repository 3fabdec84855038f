"""The figures of an export, in the style for paper."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.queries import CorpusSnapshot, facet
from analysis.queries.requests import ExportRequest

if TYPE_CHECKING:
    import plotly.graph_objects as go

    from analysis.stats.comparison import Comparison
    from analysis.stats.trends.trend import Trend


def figures(
    corpus: CorpusSnapshot, request: ExportRequest, results: Mapping[str, tuple["Comparison", "Trend"]]
) -> dict[str, "go.Figure"]:
    """Return figures `compare_<measure>` and `trend_<measure>` of each measure of `results`, by file name."""
    from analysis.figures.dot_intervals import intervals
    from analysis.figures.layout import for_paper
    from analysis.figures.trend_lines import panels

    palette_order = sorted(facet(corpus, request.by)["value"].dropna())
    drawn = {}
    for name, (comparison, trend) in results.items():
        measure = corpus.measure(name)
        drawn[f"compare_{name}"] = for_paper(intervals(comparison.groups, measure, palette_order, None))
        drawn[f"trend_{name}"] = for_paper(panels(trend.points, measure, palette_order, request.events))
    return drawn
