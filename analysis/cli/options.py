"""Options that several commands share, and what they mean."""

import inspect
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from analysis.errors import ArgumentError, InputError
from analysis.spelling import did_you_mean

if TYPE_CHECKING:
    from analysis.corpus.store import CorpusStore
    from analysis.queries import CorpusSnapshot, Filters

DEFAULT_CORPUS = "data/corpus"


class Format(StrEnum):
    table = "table"
    csv = "csv"
    json = "json"


class Wire(StrEnum):
    include = "include"
    exclude = "exclude"
    one_per_group = "one-per-group"


class Every(StrEnum):
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


CorpusOption = Annotated[
    str,
    typer.Option(
        "--corpus", envvar="FRAMESCOPE_CORPUS", help="Folder (or s3:// address) of the corpus.", metavar="DIR"
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="How to print the result.")]
SnapshotOption = Annotated[
    int | None, typer.Option("--snapshot", help="Read this snapshot, not the newest.", metavar="N")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", help="Processes on this machine (default: what suits the work).", metavar="N")
]
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help="Address of a running Dask scheduler.", metavar="tcp://HOST:PORT")
]
MeasureOption = Annotated[
    str, typer.Option("--measure", help="A measure; `framescope codebook` lists them.", metavar="M")
]


def filters(
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.", metavar="NAME")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="From this day on (UTC).", metavar="YYYY-MM-DD")] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Up to and with this day (UTC).", metavar="YYYY-MM-DD")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Only this language, as recognised.", metavar="en")
    ] = None,
    min_words: Annotated[
        int | None, typer.Option("--min-words", help="Only articles of so many words.", metavar="N", min=0)
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Only where a column has this value; may be repeated.", metavar="COLUMN=VALUE"),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option("--where", help="Only where this condition over the columns holds.", metavar="\"bias = 'left'\""),
    ] = None,
    wire: Annotated[
        Wire,
        typer.Option("--wire", help="Wire copy: all of it, none, or one article a text (see `framescope duplicates`)."),
    ] = Wire.include,
) -> "Filters":
    """The options that say which articles, as the one value that queries take."""
    from analysis.queries import Filters

    if where is not None and not where.strip():
        raise ArgumentError("--where needs a condition, such as \"bias = 'left'\"; leave it out to take all articles.")
    return Filters(
        outlets=tuple(outlet or ()),
        since=_day(since, "--since"),
        until=_day(until, "--until"),
        language=language,
        min_words=min_words,
        equals=tuple(_pair(text, "--only", "COLUMN=VALUE") for text in only or ()),
        where=where,
        wire=wire.value,
    )


def filtered(*without: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of `filters`, but for those named, in place of its parameter `chosen`.

    Typer reads options from a signature, so the command gets one with the options after `corpus`.
    """
    offered = [p for p in inspect.signature(filters).parameters.values() if p.name not in without]

    def give(command: Callable[..., None]) -> Callable[..., None]:
        parameters: list[inspect.Parameter] = []
        for parameter in inspect.signature(command).parameters.values():
            if parameter.name != "chosen":
                parameters.append(parameter)
            if parameter.name == "corpus":
                parameters += offered

        @wraps(command)
        def called(**given: Any) -> None:
            chosen = filters(**{parameter.name: given.pop(parameter.name) for parameter in offered})
            command(chosen=chosen, **given)

        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return called

    return give


def only_csv(table: StrEnum | None, format: Format) -> None:
    """Raise `ArgumentError` where `--table` is given though the format shows all tables."""
    if table is not None and format is not Format.csv:
        raise ArgumentError(f"--table {table.value} goes with --format csv; {format.value} has all tables.")


def needs(given: object, other: object, option: str, needed: str) -> None:
    """Raise `ArgumentError` where `option` is given without the one it `needed`."""
    if given and not other:
        raise ArgumentError(f"{option} goes with {needed}.")


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals or not left.strip() or not right.strip():
        raise ArgumentError(f"{option} takes {form}, not {text!r}.")
    return left.strip(), right.strip()


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(f"{option} takes a day such as 2024-05-31, not {text!r}.") from error


def prepare(location: str, snapshot: int | None, filters: "Filters", stories: bool = False) -> None:
    """Search new articles for wire copy, and put them into stories, where the question needs it and asks of now."""
    if snapshot is None and filters.wire != "include":
        from analysis.derived.wire_copies import update_wire

        update_wire(store(location))
    if snapshot is None and stories:
        from analysis.derived.stories import update_stories

        update_stories(store(location))


def existing(location: str, snapshot: int | None = None) -> "CorpusSnapshot":
    """The corpus opened for questions."""
    from analysis.queries import open_corpus

    return open_corpus(_a_folder(location), snapshot)


def store(location: str, create: bool = False) -> "CorpusStore":
    """The corpus opened for writing, made first if `create`."""
    from analysis.corpus.store import CorpusStore

    location = _a_folder(location)
    if not create:
        return CorpusStore.open(location)
    try:
        return CorpusStore.create(location)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"No corpus can be made at {location} ({reason}). Name a folder with --corpus.") from error


def _a_folder(location: str) -> str:
    """The location, where it can be that of a corpus: nothing, as of an unset variable, would be the current folder."""
    if not location.strip() or location.endswith("://"):
        raise ArgumentError(f"--corpus needs the folder (or s3:// address) of a corpus, not {location!r}.")
    if not location.isprintable() or location.encode("utf-8", "replace").decode() != location:
        raise ArgumentError(
            f"The name of the corpus, {location!r}, has characters that cannot be stored; rename its folder."
        )
    if "://" not in location and Path(location).expanduser().is_file():
        raise InputError(
            f"{location} is a file; --corpus takes the folder of a corpus. To read a file: framescope ingest"
        )
    return location


def check_names(corpus: "CorpusSnapshot", *asked: "Filters") -> None:
    """Raise `ArgumentError` for an outlet or a column the corpus does not have: an empty answer would look like a finding.

    What is suggested for a column is one that articles can be grouped by, not one of the measures.
    """
    from analysis.queries import facet

    outlets = [name for filters in asked for name in filters.outlets]
    known = sorted(facet(corpus, "outlet", limit=100_000)["value"].dropna()) if outlets else []
    for name in outlets:
        if name not in known:
            raise ArgumentError(
                f"The corpus has no outlet {name!r}.{did_you_mean(name, known)} It has: {', '.join(known[:40]) or 'none'}."
            )
    for column in (column for filters in asked for column, _ in filters.pairs()):
        if column not in corpus.columns:
            groupings = corpus.groupings
            raise ArgumentError(
                f"There is no column {column!r}.{did_you_mean(column, groupings)} Articles can be chosen by: "
                f"{', '.join(groupings)}."
            )
