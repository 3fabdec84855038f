"""Commands about words: which set two groups apart, and where they stand."""

import csv
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import empty_results, options, output
from analysis.cli import statistics_options as statistics
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, Format, FormatOption, SnapshotOption
from analysis.errors import ArgumentError, InputError

if TYPE_CHECKING:
    from analysis.queries import Filters


class Voice(StrEnum):
    whole = "whole"
    outlet_voice = "outlet_voice"
    quoted = "quoted"


@options.filtered()
def words(
    chosen: "Filters",
    a: Annotated[
        list[str] | None,
        typer.Option(
            "--a", help="One group: COLUMN=VALUE, since=DAY, until=DAY; may be repeated.", metavar="outlet=CNN"
        ),
    ] = None,
    b: Annotated[
        list[str] | None,
        typer.Option("--b", help="The other group; all other articles if not given.", metavar="outlet=NPR|rest"),
    ] = None,
    ngrams: Annotated[str, typer.Option("--ngrams", help="Words in a phrase, from-to.", metavar="1-3")] = "1-3",
    voice: Annotated[Voice, typer.Option("--voice", help="Count the outlet's own words, quotations, or both.")] = (
        Voice.whole
    ),
    context: Annotated[
        str | None,
        typer.Option(
            "--context",
            help="Instead, show where this word or phrase stands first in each article, the earliest articles first.",
            metavar="TERM",
        ),
    ] = None,
    corpus: CorpusOption = DEFAULT_CORPUS,
    min_count: Annotated[
        int, typer.Option("--min-count", help="Used so often by both together.", metavar="N", min=1)
    ] = 10,
    min_articles: Annotated[int, typer.Option("--min-articles", help="In so many articles.", metavar="N", min=1)] = 3,
    prior: Annotated[
        Path | None,
        typer.Option("--prior", help="CSV with columns term and count, in place of the selection.", metavar="FILE"),
    ] = None,
    prior_words: Annotated[
        float | None,
        typer.Option("--prior-words", help="Weight of the prior (default: a fifth of the smaller group).", metavar="N"),
    ] = None,
    correction: statistics.CorrectionOption = statistics.Correction.bh,
    limit: Annotated[int, typer.Option("--limit", help="Terms a side, or lines of context.", metavar="N", min=1)] = 25,
    examples: Annotated[
        int, typer.Option("--examples", help="With JSON: so many lines of context for each term.", metavar="N", min=0)
    ] = 0,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Find the words and phrases that set two groups of articles apart, or see one in context."""
    from analysis.queries.keyness import parse_side
    from analysis.stats.keyness.words import words as ask

    if context is not None:
        side = parse_side(a) if a else None
        options.check_names(options.existing(corpus, snapshot), chosen, *([side] if side else ()))
        _show_context(corpus, snapshot, context, chosen.and_(side) if side else chosen, voice, limit, format)
        return
    one = parse_side(a or ())
    if not a or one is None:
        raise ArgumentError("Say which articles: --a outlet=CNN [--b outlet=NPR], or --context TERM.")
    if b and sorted(a) == sorted(b):
        raise ArgumentError("--a and --b are the same articles; no word sets them apart.")
    options.prepare(corpus, snapshot, chosen)
    opened, other = options.existing(corpus, snapshot), parse_side(b) if b else None
    options.check_names(opened, chosen, one, *([other] if other else ()))
    found = ask(
        opened,
        one,
        other,
        chosen,
        voice=voice.value,
        ngrams=_range(ngrams),
        min_count=min_count,
        min_articles=min_articles,
        prior_words=prior_words,
        prior=_read_prior(prior) if prior else None,
        correction=correction.value,
        limit=limit,
    )
    if format is Format.json:
        answer = found.to_dict()
        if examples:
            from analysis.stats.keyness.context import examples as lines

            shown = lines(opened, found, one, other, chosen, voice.value, examples)
            answer["terms"] = [term | {"examples": shown[term["term"]]} for term in answer["terms"]]
        output.emit_json(answer)
    elif format is Format.csv:
        output.emit_frame(found.terms, format)
    else:
        columns = [
            "term",
            "z",
            "log_odds",
            "count_a",
            "count_b",
            "articles_a",
            "articles_b",
            "z_by_article",
            "p_adjusted",
        ]
        more = found.terms["z"] > 0
        output.table(found.terms.loc[more, columns], 2, f"more in {found.a} (a)")
        output.table(found.terms.loc[~more, columns].iloc[::-1], 2, f"more in {found.b} (b)")
    if format is not Format.json:
        for warning in found.warnings:
            output.say(f"note: {warning}")


def _show_context(
    corpus: str, snapshot: int | None, term: str, chosen: "Filters", voice: Voice, limit: int, format: Format
) -> None:
    import pandas as pd

    from analysis.stats.keyness.context import context

    options.prepare(corpus, snapshot, chosen)
    opened = options.existing(corpus, snapshot)
    found = context(opened, term, chosen, voice.value, limit)
    if found.lines.empty:
        output.say(f"note: {empty_results.no_context(opened, chosen, found.term, voice.value)}")
    if format is Format.json:
        output.emit_json(found.to_dict())
    elif format is Format.csv:
        output.emit_frame(found.lines, format)
    else:
        shown = found.lines[["outlet", "published", "voice"]].copy()
        days = pd.to_datetime(shown["published"])  # a column without any date has no type of its own
        shown["published"] = [f"{day:%Y-%m-%d}" if day == day else "–" for day in days]
        lines = found.lines
        shown["in context"] = [
            f"{a}[{m}]{z}" for a, m, z in zip(lines["before"], lines["match"], lines["after"], strict=True)
        ]
        output.table(shown, title=f"{found.term}: {_lines(len(shown), limit)}")


def _lines(shown: int, limit: int) -> str:
    """How many there are, of which kind."""
    if not shown:
        return "no line"
    lines = f"{shown:,} line" if shown == 1 else f"{shown:,} lines"
    more = " (--limit shows more)" if shown == limit else ""
    return f"{'the first ' if more else ''}{lines} by date, one an article{more}"


def _range(text: str) -> tuple[int, int]:
    low, dash, high = text.partition("-")
    if not low.strip().isdigit() or (dash and not high.strip().isdigit()):
        raise ArgumentError(f"--ngrams takes a number or a range such as 1-3, not {text!r}.")
    return int(low), int(high or low)


def _read_prior(path: Path) -> dict[str, float]:
    try:
        with path.open(newline="", encoding="utf-8-sig") as lines:
            reader = csv.DictReader(lines)
            if not {"term", "count"} <= set(reader.fieldnames or ()):
                raise InputError(
                    f"{path} needs the columns term and count; it has: {', '.join(reader.fieldnames or ())}."
                )
            return {row["term"].lower(): float(row["count"]) for row in reader}
    except (OSError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(
            f"{path} cannot be read as a prior ({error}); it takes CSV with columns term and count."
        ) from error
