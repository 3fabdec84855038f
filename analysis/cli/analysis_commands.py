"""Commands that estimate: compare and trend."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from analysis.cli import options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, FormatOption, SnapshotOption
from analysis.queries.requests import CompareRequest, TrendRequest

if TYPE_CHECKING:
    from analysis.queries import CorpusSnapshot
    from analysis.stats.comparison import Comparison
    from analysis.stats.specification_curve.curve import SpecificationCurve
    from analysis.stats.stories.within_stories import Matched
    from analysis.stats.trends.trend import Trend

ComparisonTable = Literal["groups", "pairs", "stories", "specification-curve", "robustness"]
TrendTable = Literal["points", "slopes", "slope-differences", "gaps", "change-points"]
CURVE = ["specification-curve", "robustness"]
"""The table of specifications, by its name and by its former one."""
CURVE_OPTION = "--specification-curve A,B"
CURVE_FILES = (".html", ".svg", ".pdf", ".png")


@options.of_request(CompareRequest)
def compare(
    request: CompareRequest,
    corpus: CorpusOption = DEFAULT_CORPUS,
    figure: Annotated[
        Path | None,
        typer.Option("--figure", help="Draw the specification curve into this file: .html, .svg, .pdf or .png."),
    ] = None,
    snapshot: SnapshotOption = None,
    format: FormatOption = "table",
    table: Annotated[
        ComparisonTable | None,
        typer.Option("--table", help="With --format csv: the table (default groups; pairs are the differences)."),
    ] = None,
) -> None:
    """Compare outlets (or other groups) on a measure: n, mean, median, 95 % interval, pairwise differences."""
    options.only_csv(table, format)
    options.needs(table == "stories", request.stories, "--table stories", "--stories")
    options.needs(table in CURVE, request.specification_curve, f"--table {table}", CURVE_OPTION)
    options.needs(figure, request.specification_curve, "--figure", CURVE_OPTION)
    opened = options.ask(corpus, snapshot, request.filters, stories=request.stories)
    from analysis.stats.compare import compare as comparison_of

    comparison = comparison_of(
        opened,
        request.measure,
        request.by,
        request.filters,
        confidence=request.confidence,
        method=request.method,
        cluster=request.cluster,
        correction=request.correction,
        seed=request.seed,
    )
    within_stories = _within_stories(opened, request, comparison) if request.stories else None
    curve = _curve(opened, request, request.specification_curve) if request.specification_curve else None
    if curve and figure:
        _draw(opened, curve, request.measure, figure)
    if format == "json":
        blocks = {"stories": within_stories, "robustness": curve}
        output.emit_json(comparison.to_dict() | {name: block.to_dict() for name, block in blocks.items() if block})
    elif format == "csv":
        if table == "stories" and within_stories:
            output.emit_frame(within_stories.pairs, format)
        elif table in CURVE and curve:
            output.emit_frame(curve.specifications, format)
        else:
            output.emit_frame(comparison.pairs if table == "pairs" else comparison.groups, format)
    else:
        _show_comparison(opened, comparison, within_stories, curve)
    more = [warning for block in (within_stories, curve) if block for warning in block.warnings]
    output.notes((*comparison.warnings, *more), format)


def _within_stories(corpus: "CorpusSnapshot", request: CompareRequest, raw: "Comparison") -> "Matched":
    from analysis.stats.stories.within_stories import story_matched

    return story_matched(corpus, request.measure, request.by, request.filters, raw=raw)


def _curve(corpus: "CorpusSnapshot", request: CompareRequest, pair: str) -> "SpecificationCurve":
    from analysis.queries import facet
    from analysis.stats.specification_curve.curve import estimate_curve, split_pair

    a, b = split_pair(pair, facet(corpus, request.by)["value"].dropna().to_list())
    return estimate_curve(
        corpus, request.measure, a, b, request.by, request.filters, request.confidence, request.cluster
    )


def _draw(corpus: "CorpusSnapshot", curve: "SpecificationCurve", measure: str, path: Path) -> None:
    from analysis.errors import ArgumentError
    from analysis.figures.layout import for_paper
    from analysis.figures.specification_curve import specification_curve

    if path.suffix not in CURVE_FILES:
        raise ArgumentError(f"--figure ends in {', '.join(CURVE_FILES[:-1])} or {CURVE_FILES[-1]}, not {path.name}.")
    figure = specification_curve(curve.specifications, curve.a, curve.b, corpus.measure(measure))
    drawn = for_paper(figure.update_layout(title={"text": _title(corpus, measure), "x": 0, "font": {"size": 15}}))
    if path.suffix == ".html":
        drawn.write_html(path, include_plotlyjs=True)
    else:
        from analysis.export.pictures import picture

        path.write_bytes(picture(drawn, path.suffix[1:]))
    output.say(str(path))


def _show_comparison(
    corpus: "CorpusSnapshot",
    comparison: "Comparison",
    within_stories: "Matched | None",
    curve: "SpecificationCurve | None",
) -> None:
    columns = ["group", "n", "mean", "median", "low", "high", "sd", "days"]
    output.table(comparison.groups[columns], 3, _title(corpus, comparison.measure))
    columns = ["a", "b", "difference", "low", "high", "effect_size", "p", "p_adjusted"]
    output.table(comparison.pairs[columns], 3)
    if within_stories:
        columns = ["a", "b", "difference", "low", "high", "p_adjusted", "stories", "raw_difference"]
        output.table(within_stories.pairs[columns], 3, "within stories")
    if curve:
        choices = ["measure", "wire", "matching", "statistic", "min_words", "cluster"]
        table = curve.specifications[["estimate", "low", "high", "p", *choices]]
        output.table(table, 3, f"{curve.a} - {curve.b} under {len(table)} choices")
        output.say(_summary(curve))


def _summary(curve: "SpecificationCurve") -> str:
    summary = curve.summary
    if not summary["specifications"]:
        return "note: no specification could be estimated"
    return (
        f"{summary['specifications']} specifications: {summary['same_sign']:.0%} have the same sign, "
        f"{summary['significant']:.0%} of all an interval without zero, {summary['against']:.0%} one on the other side"
    )


@options.of_request(TrendRequest)
def trend(
    request: TrendRequest,
    corpus: CorpusOption = DEFAULT_CORPUS,
    snapshot: SnapshotOption = None,
    format: FormatOption = "table",
    table: Annotated[
        TrendTable | None, typer.Option("--table", help="With --format csv: the table (default points).")
    ] = None,
) -> None:
    """Follow a measure over time: mean and 95 % interval per period, slopes, change points."""
    options.only_csv(table, format)
    opened = options.ask(corpus, snapshot, request.filters)
    from analysis.stats.trends.trend import trend as trend_of

    result = trend_of(
        opened,
        request.measure,
        request.every,
        request.grouping,
        request.filters,
        confidence=request.confidence,
        correction=request.correction,
        smooth=request.smooth,
        span=request.span,
        window=request.window,
        events=request.events,
        seed=request.seed,
    )
    if format == "json":
        output.emit_json(result.to_dict())
    elif format == "csv":
        output.emit_frame(getattr(result, (table or "points").replace("-", "_")), format)
    else:
        _show_trend(opened, result)
    output.notes(result.warnings, format)


def _show_trend(corpus: "CorpusSnapshot", result: "Trend") -> None:
    columns = ["group", "period", "n", "mean", "low", "high", "partial"]
    columns += ["smooth"] if "smooth" in result.points else []
    output.table(result.points[columns], 3, _title(corpus, result.measure))
    output.table(result.slopes, 3, "slopes")
    if len(result.slope_differences):
        output.table(result.slope_differences, 3, "differences of slopes")
    if len(result.change_points):
        columns = ["group", "period", "before", "after", "difference", "low", "high", "p_adjusted"]
        output.table(result.change_points[columns], 3, "change points")
    else:
        print(_no_change_points(result))


def _no_change_points(result: "Trend") -> str:
    """That no change point was detected, by which test and in how many groups; or that none was looked for."""
    from analysis.figures.formatting import count
    from analysis.stats.trends.change_points import FEWEST_PERIODS

    complete = result.points[~result.points["partial"]].groupby("group").size()
    searched = int((complete >= FEWEST_PERIODS).sum())
    if not searched:
        return f"change points: not looked for, as no group has {FEWEST_PERIODS} whole periods with values"
    return f"no change point found in {count(searched, 'group')}. Test: {result.choices['change_points']}"


def _title(corpus: "CorpusSnapshot", name: str) -> str:
    measure = corpus.measure(name)
    return f"{measure.label} ({measure.unit})"
