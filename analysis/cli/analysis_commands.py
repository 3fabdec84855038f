"""Commands that ask a corpus: compare, trend, export."""

import shlex
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import options, output
from analysis.cli import statistics_options as statistics
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, Every, Format, FormatOption, SnapshotOption

if TYPE_CHECKING:
    from analysis.measures import Measure
    from analysis.queries import CorpusSnapshot, Filters
    from analysis.stats.comparison import Comparison
    from analysis.stats.specification_curve.curve import SpecificationCurve
    from analysis.stats.stories.within_stories import Matched
    from analysis.stats.trends.trend import Trend


class Figures(StrEnum):
    svg = "svg"
    pdf = "pdf"
    png = "png"


class ComparisonTable(StrEnum):
    groups = "groups"
    pairs = "pairs"
    stories = "stories"
    robustness = "robustness"


class TrendTable(StrEnum):
    points = "points"
    slopes = "slopes"
    slope_differences = "slope-differences"
    gaps = "gaps"
    change_points = "change-points"


ByOption = Annotated[
    str, typer.Option("--by", help="The column whose groups are compared.", metavar="outlet|author|bias|…")
]
TrendByOption = Annotated[
    str,
    typer.Option(
        "--by",
        help='The column whose groups are followed; "all articles" takes them together.',
        metavar="outlet|author|bias|…",
    ),
]
EveryOption = Annotated[Every, typer.Option("--every", help="Length of a period.")]
EventOption = Annotated[
    list[str] | None,
    typer.Option("--event", help="A day to mark in trends; may be repeated.", metavar="YYYY-MM-DD=LABEL"),
]


@options.filtered()
def compare(
    chosen: "Filters",
    measure: options.MeasureOption,
    by: ByOption = "outlet",
    corpus: CorpusOption = DEFAULT_CORPUS,
    stories: Annotated[
        bool, typer.Option("--stories", help="Also compare within stories: how outlets write of the same event.")
    ] = False,
    robustness: Annotated[
        str | None,
        typer.Option("--robustness", help="Also the difference of two groups under all choices.", metavar="A,B"),
    ] = None,
    figure: Annotated[
        Path | None,
        typer.Option("--figure", help="Draw --robustness as a specification curve: .html, .svg, .pdf or .png."),
    ] = None,
    method: statistics.MethodOption = statistics.Method.bootstrap,
    cluster: statistics.ClusterOption = statistics.Cluster.day,
    correction: statistics.CorrectionOption = statistics.Correction.holm,
    confidence: statistics.ConfidenceOption = 0.95,
    seed: statistics.SeedOption = statistics.SEED,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
    table: Annotated[
        ComparisonTable | None,
        typer.Option("--table", help="With --format csv: which table (default groups; pairs are the differences)."),
    ] = None,
) -> None:
    """Compare outlets (or other groups) on a measure: n, mean, median, 95 % interval, pairwise differences."""
    options.only_csv(table, format)
    options.needs(table is ComparisonTable.stories, stories, "--table stories", "--stories")
    options.needs(table is ComparisonTable.robustness, robustness, "--table robustness", "--robustness A,B")
    options.needs(figure, robustness, "--figure", "--robustness A,B")
    from analysis.stats.compare import compare as ask

    options.prepare(corpus, snapshot, chosen, stories)
    opened = options.existing(corpus, snapshot)
    options.check_names(opened, chosen)
    found = ask(
        opened,
        measure,
        by,
        chosen,
        confidence=confidence,
        method=method.value,
        cluster=cluster.value,
        correction=correction.value,
        seed=seed,
    )
    matched = _within_stories(opened, measure, by, chosen, found) if stories else None
    curve = _under_all_choices(opened, measure, robustness, by, chosen, confidence, cluster) if robustness else None
    if figure:
        _draw(curve, measure, figure)
    if format is Format.json:
        blocks = {"stories": matched, "robustness": curve}
        output.emit_json(found.to_dict() | {name: block.to_dict() for name, block in blocks.items() if block})
    elif format is Format.csv:
        tables = {
            ComparisonTable.pairs: found.pairs,
            ComparisonTable.stories: matched.pairs if matched else None,
            ComparisonTable.robustness: curve.specifications if curve else None,
        }
        chosen_table = tables.get(table) if table else None
        output.emit_frame(found.groups if chosen_table is None else chosen_table, format)
    else:
        output.table(found.groups[["group", "n", "mean", "median", "low", "high", "sd", "days"]], 3, _title(measure))
        output.table(found.pairs[["a", "b", "difference", "low", "high", "effect_size", "p", "p_adjusted"]], 3)
        if matched:
            columns = ["a", "b", "difference", "low", "high", "p_adjusted", "stories", "raw_difference"]
            output.table(matched.pairs[columns], 3, "within stories")
        if curve:
            columns = [
                "estimate",
                "low",
                "high",
                "p",
                "measure",
                "wire",
                "matching",
                "statistic",
                "min_words",
                "cluster",
            ]
            output.table(
                curve.specifications[columns], 3, f"{curve.a} - {curve.b} under {len(curve.specifications)} choices"
            )
            output.say(_told(curve))
    more = [warning for block in (matched, curve) if block for warning in block.warnings]
    _warn((*found.warnings, *more), format)


def _within_stories(corpus: "CorpusSnapshot", measure: str, by: str, chosen: "Filters", raw: "Comparison") -> "Matched":
    from analysis.stats.stories.within_stories import story_matched

    return story_matched(corpus, measure, by, chosen, raw=raw)


def _under_all_choices(
    corpus: "CorpusSnapshot",
    measure: str,
    pair: str,
    by: str,
    chosen: "Filters",
    confidence: float,
    cluster: statistics.Cluster,
) -> "SpecificationCurve":
    from analysis.queries import facet
    from analysis.stats.specification_curve.curve import estimate_curve, split_pair

    a, b = split_pair(pair, facet(corpus, by)["value"].dropna().to_list())
    return estimate_curve(corpus, measure, a, b, by, chosen, confidence, cluster.value)


def _draw(curve: "SpecificationCurve | None", measure: str, path: Path) -> None:
    from analysis.errors import ArgumentError
    from analysis.export.specification_curve import specification_curve
    from analysis.scorers import MEASURES

    if curve is None or path.suffix not in (".html", ".svg", ".pdf", ".png"):
        raise ArgumentError(
            f"--figure goes with --robustness A,B and ends in .html, .svg, .pdf or .png, not {path.name}."
        )
    unit = MEASURES[measure].unit if measure in MEASURES else ""
    drawn = specification_curve(curve.specifications, curve.a, curve.b, unit, _title(measure))
    if path.suffix == ".html":
        drawn.write_html(path, include_plotlyjs=True)
    else:
        drawn.write_image(path)
    output.say(str(path))


def _told(curve: "SpecificationCurve") -> str:
    found = curve.summary
    if not found["specifications"]:
        return "note: no specification could be estimated"
    return (
        f"{found['specifications']} specifications: {found['same_sign']:.0%} have the same sign, {found['significant']:.0%} "
        f"of all an interval without zero, {found['against']:.0%} one on the other side"
    )


@options.filtered()
def trend(
    chosen: "Filters",
    measure: options.MeasureOption,
    every: EveryOption = Every.month,
    by: TrendByOption = "outlet",
    corpus: CorpusOption = DEFAULT_CORPUS,
    smooth: Annotated[
        statistics.Smooth, typer.Option("--smooth", help="A smoothed line for the eye, as a column of its own.")
    ] = statistics.Smooth.none,
    span: Annotated[
        float, typer.Option("--span", help="Share of the periods that LOESS looks at.", metavar="0.5")
    ] = 0.5,
    window: Annotated[int, typer.Option("--window", help="Periods of the rolling mean, odd.", metavar="N")] = 3,
    event: EventOption = None,
    correction: statistics.CorrectionOption = statistics.Correction.holm,
    confidence: statistics.ConfidenceOption = 0.95,
    seed: statistics.SeedOption = statistics.SEED,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
    table: Annotated[
        TrendTable | None, typer.Option("--table", help="With --format csv: which table (default points).")
    ] = None,
) -> None:
    """Follow a measure over time: mean and 95 % interval a period, slopes, change points."""
    options.only_csv(table, format)
    options.prepare(corpus, snapshot, chosen)
    from analysis.queries.choices import ALL_ARTICLES
    from analysis.queries.events import parse_event
    from analysis.stats.trends.trend import trend as ask

    events = [parse_event(text) for text in event or ()]
    opened = options.existing(corpus, snapshot)
    options.check_names(opened, chosen)
    found = ask(
        opened,
        measure,
        every.value,
        None if by == ALL_ARTICLES else by,
        chosen,
        confidence=confidence,
        correction=correction.value,
        smooth=smooth.value,
        span=span,
        window=window,
        events=events,
        seed=seed,
    )
    if format is Format.json:
        output.emit_json(found.to_dict())
    elif format is Format.csv:
        output.emit_frame(getattr(found, (table or TrendTable.points).name), format)
    else:
        columns = ["group", "period", "n", "mean", "low", "high", "partial"]
        columns += ["smooth"] if "smooth" in found.points else []
        output.table(found.points[columns], 3, _title(measure))
        output.table(found.slopes, 3, "slopes")
        if len(found.slope_differences):
            output.table(found.slope_differences, 3, "differences of slopes")
        if len(found.change_points):
            columns = ["group", "period", "before", "after", "difference", "low", "high", "p_adjusted"]
            output.table(found.change_points[columns], 3, "change points")
        else:
            print(_no_change_points(found))
    _warn(found.warnings, format)


def _no_change_points(found: "Trend") -> str:
    """That none was found, by which test and in how many groups; or that none was looked for."""
    from analysis.stats.trends.change_points import FEWEST_PERIODS

    whole = found.points[~found.points["partial"]].groupby("group").size()
    searched = int((whole >= FEWEST_PERIODS).sum())
    if not searched:
        return f"change points: not looked for, as no group has {FEWEST_PERIODS} whole periods with values"
    groups = "1 group" if searched == 1 else f"{searched} groups"
    return f"no change point found in {groups}. Test: {found.choices['change_points']}"


@options.filtered()
def export(
    chosen: "Filters",
    directory: Annotated[str, typer.Argument(help="Folder to write into.", metavar="DIR")],
    corpus: CorpusOption = DEFAULT_CORPUS,
    snapshot: SnapshotOption = None,
    measure: Annotated[
        list[str] | None,
        typer.Option("--measure", help="Also write its comparison and trend; may be repeated.", metavar="M"),
    ] = None,
    by: ByOption = "outlet",
    every: EveryOption = Every.month,
    event: EventOption = None,
    figures: Annotated[
        Figures | None,
        typer.Option("--figures", help="Also draw the measures (without --measure: one a family), in this format."),
    ] = None,
) -> None:
    """Write CSV files with a codebook and their provenance.

    p-values in pairs.csv and slopes.csv are corrected (Holm) over all rows of the file, so over all measures of the
    export: with several, they are larger than those of `framescope compare`, which corrects over one measure's pairs.
    """
    options.needs(event, figures, "--event", "--figures")
    options.prepare(corpus, snapshot, chosen)
    from analysis.export import export as write

    opened = options.existing(corpus, snapshot)
    options.check_names(opened, chosen)
    opened.grouping(by)
    measures = tuple(dict.fromkeys(measure or (_one_a_family(opened.measures.values()) if figures else ())))
    drawn = None
    if figures:
        from analysis.export.figures import figures as draw
        from analysis.queries.events import parse_event

        drawn = draw(opened, measures, by, every.value, chosen, [parse_event(text) for text in event or ()])
    form = figures.value if figures else "svg"
    words = ["framescope", "export", "DIR", "--snapshot", str(opened.snapshot), *chosen.flags()]
    words += [word for name in measures for word in ("--measure", name)]
    words += ["--by", by, "--every", every.value] * bool(measures) + (["--figures", form] if figures else [])
    words += [word for text in event or () for word in ("--event", text)] if figures else []
    for path in write(opened, directory, chosen, drawn, form, measures, by, every.value, shlex.join(words)):
        print(path)


def _one_a_family(measures: Iterable["Measure"]) -> list[str]:
    first: dict[str, str] = {}
    for measure in measures:
        if not measure.count:
            first.setdefault(measure.family, measure.name)
    return list(first.values())


def _title(name: str) -> str:
    from analysis.scorers import MEASURES

    return f"{MEASURES[name].label} ({MEASURES[name].unit})" if name in MEASURES else name


def _warn(warnings: tuple[str, ...], format: Format) -> None:
    if format is not Format.json:
        for warning in warnings:
            output.say(f"note: {warning}")
