"""Commands that ask a corpus: compare, trend, export."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli import options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, Every, Format, FormatOption, SnapshotOption


class Figures(StrEnum):
    svg = "svg"
    pdf = "pdf"
    png = "png"


ByOption = Annotated[
    str, typer.Option("--by", help="The column whose groups are compared.", metavar="outlet|author|bias|…")
]


def compare(
    measure: options.MeasureOption,
    by: ByOption = "outlet",
    corpus: CorpusOption = DEFAULT_CORPUS,
    outlet: options.OutletsOption = None,
    since: options.SinceOption = None,
    until: options.UntilOption = None,
    language: options.LanguageOption = None,
    min_words: options.MinWordsOption = None,
    only: options.OnlyOption = None,
    where: options.WhereOption = None,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Compare outlets (or other groups) on a measure: n, mean, median, 95 % interval, pairwise differences."""
    chosen = options.filters(outlet, since, until, language, min_words, only, where)
    from analysis.stats.compare import compare as ask

    found = ask(options.existing(corpus, snapshot), measure, by, chosen)
    if format is Format.json:
        output.emit_json(found.to_dict())
    elif format is Format.csv:
        output.emit_frame(found.groups, format)
    else:
        output.table(found.groups[["group", "n", "mean", "median", "low", "high", "sd", "days"]], 3, _title(measure))
        output.table(found.pairs[["a", "b", "difference", "low", "high", "effect_size", "p", "p_adjusted"]], 3)
    _warn(found.warnings, format)


def trend(
    measure: options.MeasureOption,
    every: Annotated[Every, typer.Option("--every", help="Length of a period.")] = Every.month,
    by: ByOption = "outlet",
    corpus: CorpusOption = DEFAULT_CORPUS,
    outlet: options.OutletsOption = None,
    since: options.SinceOption = None,
    until: options.UntilOption = None,
    language: options.LanguageOption = None,
    min_words: options.MinWordsOption = None,
    only: options.OnlyOption = None,
    where: options.WhereOption = None,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Follow a measure over time: mean and 95 % interval a period, slope a group."""
    chosen = options.filters(outlet, since, until, language, min_words, only, where)
    from analysis.stats.trend import trend as ask

    found = ask(options.existing(corpus, snapshot), measure, every.value, by, chosen)
    if format is Format.json:
        output.emit_json(found.to_dict())
    elif format is Format.csv:
        output.emit_frame(found.points, format)
    else:
        output.table(found.points[["group", "period", "n", "mean", "low", "high", "partial"]], 3, _title(measure))
        output.table(found.slopes, 3)
    _warn(found.warnings, format)


def export(
    directory: Annotated[Path, typer.Argument(help="Folder to write into.", metavar="DIR")],
    corpus: CorpusOption = DEFAULT_CORPUS,
    snapshot: SnapshotOption = None,
    outlet: options.OutletsOption = None,
    since: options.SinceOption = None,
    until: options.UntilOption = None,
    language: options.LanguageOption = None,
    min_words: options.MinWordsOption = None,
    only: options.OnlyOption = None,
    where: options.WhereOption = None,
    figures: Annotated[Figures | None, typer.Option("--figures", help="Also write figures, in this format.")] = None,
) -> None:
    """Write CSV files with a codebook and their provenance."""
    chosen = options.filters(outlet, since, until, language, min_words, only, where)
    from analysis.export import export as write

    written = write(options.existing(corpus, snapshot), directory, chosen, figures=figures.value if figures else None)
    for path in written:
        print(path)


def _title(name: str) -> str:
    from analysis.scorers import MEASURES

    return f"{MEASURES[name].label} ({MEASURES[name].unit})" if name in MEASURES else name


def _warn(warnings: tuple[str, ...], format: Format) -> None:
    if format is not Format.json:
        for warning in warnings:
            output.say(f"note: {warning}")
