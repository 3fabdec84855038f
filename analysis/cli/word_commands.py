"""The command about words: those that set two groups apart, and where one is used."""

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.cli import empty_results, options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, Format, FormatOption, SnapshotOption
from analysis.errors import ArgumentError, InputError
from analysis.queries.requests import WordsRequest

if TYPE_CHECKING:
    from analysis.queries import CorpusSnapshot, Filters

TERM_COLUMNS = ["term", "z", "log_odds", "count_a", "count_b", "articles_a", "articles_b", "z_by_article", "p_adjusted"]


@options.of_request(WordsRequest)
def words(
    request: WordsRequest,
    corpus: CorpusOption = DEFAULT_CORPUS,
    snapshot: SnapshotOption = None,
    format: FormatOption = "table",
) -> None:
    """Find the words and phrases that set two groups of articles apart, or see one in context."""
    from analysis.queries.keyness import parse_side

    if request.context is not None:
        side = parse_side(request.a) if request.a else None
        opened = options.ask(corpus, snapshot, request.filters, *([side] if side else ()))
        _show_context(opened, request.context, request.filters.and_(side) if side else request.filters, request, format)
        return
    a, b = parse_side(request.a), parse_side(request.b) if request.b else None
    if not request.a or a is None:
        raise ArgumentError("Say which articles: --a outlet=CNN [--b outlet=NPR], or --context TERM.")
    if request.b and sorted(request.a) == sorted(request.b):
        raise ArgumentError("--a and --b are the same articles; no word sets them apart.")
    opened = options.ask(corpus, snapshot, request.filters, a, *([b] if b else ()))
    from analysis.stats.keyness.words import words as keyness_of

    keyness = keyness_of(
        opened,
        a,
        b,
        request.filters,
        voice=request.voice,
        ngrams=request.ngrams,
        min_count=request.min_count,
        min_articles=request.min_articles,
        prior_words=request.prior_words,
        prior=_read_prior(request.prior) if request.prior else None,
        correction=request.correction,
        limit=request.limit,
    )
    if format == "json":
        answer = keyness.to_dict()
        if request.examples:
            from analysis.stats.keyness.context import examples

            lines = examples(opened, keyness, a, b, request.filters, request.voice, request.examples)
            answer["terms"] = [term | {"examples": lines[term["term"]]} for term in answer["terms"]]
        output.emit_json(answer)
    elif format == "csv":
        output.emit_frame(keyness.terms, format)
    else:
        more = keyness.terms["z"] > 0
        output.table(keyness.terms.loc[more, TERM_COLUMNS], 2, f"more in {keyness.a} (a)")
        output.table(keyness.terms.loc[~more, TERM_COLUMNS].iloc[::-1], 2, f"more in {keyness.b} (b)")
    output.notes(keyness.warnings, format)


def _show_context(
    corpus: "CorpusSnapshot", term: str, filters: "Filters", request: WordsRequest, format: Format
) -> None:
    import pandas as pd

    from analysis.stats.keyness.context import context

    result = context(corpus, term, filters, request.voice, request.limit)
    if result.lines.empty:
        output.say(f"note: {empty_results.no_context(corpus, filters, result.term, request.voice)}")
    if format == "json":
        output.emit_json(result.to_dict())
    elif format == "csv":
        output.emit_frame(result.lines, format)
    else:
        lines = result.lines
        shown = lines[["outlet", "published", "voice"]].copy()
        days = pd.to_datetime(shown["published"])  # a column without any date has no type of its own
        shown["published"] = [f"{day:%Y-%m-%d}" if day == day else "–" for day in days]
        shown["in context"] = [
            f"{a}[{m}]{z}" for a, m, z in zip(lines["before"], lines["match"], lines["after"], strict=True)
        ]
        output.table(shown, title=f"{result.term}: {_lines(len(shown), request.limit)}")


def _lines(shown: int, limit: int) -> str:
    """The number of lines shown, and whether there may be more."""
    from analysis.figures.formatting import count

    if not shown:
        return "no line"
    more = " (--limit shows more)" if shown == limit else ""
    return f"{'the first ' if more else ''}{count(shown, 'line')} by date, one per article{more}"


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
