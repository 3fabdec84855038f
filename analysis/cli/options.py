"""Options that several commands share, and what they mean."""

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_type_hints

import typer

from analysis.errors import ArgumentError, InputError
from analysis.queries.choices import Wire
from analysis.queries.filters import Filters
from analysis.queries.requests import Option, Request
from analysis.spelling import did_you_mean

if TYPE_CHECKING:
    from analysis.corpus.store import CorpusStore
    from analysis.queries import CorpusSnapshot

DEFAULT_CORPUS = "data/corpus"
Format = Literal["table", "csv", "json"]
_KEYWORD = inspect.Parameter.KEYWORD_ONLY

CorpusOption = Annotated[
    str,
    typer.Option(
        "--corpus", envvar="FRAMESCOPE_CORPUS", help="Folder (or s3:// address) of the corpus.", metavar="DIR"
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", help="Form in which the result is printed.")]
SnapshotOption = Annotated[
    int | None, typer.Option("--snapshot", help="Read this snapshot, not the newest.", metavar="N")
]
WorkersOption = Annotated[
    int | None, typer.Option("--workers", help="Processes on this machine (default: what suits the work).", metavar="N")
]
MOST_SUGGESTED = 5000
"""Names among which one nearest to a misspelt source is looked for."""
SchedulerOption = Annotated[
    str | None, typer.Option("--scheduler", help="Address of a running Dask scheduler.", metavar="tcp://HOST:PORT")
]


def filters(
    outlet: Annotated[
        list[str] | None, typer.Option("--outlet", help="Only this outlet; may be repeated.", metavar="NAME")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", help="From this day on (UTC).", metavar="YYYY-MM-DD")] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="Up to and including this day (UTC).", metavar="YYYY-MM-DD")
    ] = None,
    language: Annotated[
        str | None, typer.Option("--language", help="Only articles in this language, as detected.", metavar="en")
    ] = None,
    min_words: Annotated[
        int | None, typer.Option("--min-words", help="Only articles with at least this many words.", metavar="N", min=0)
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option("--only", help="Only where a column has this value; may be repeated.", metavar="COLUMN=VALUE"),
    ] = None,
    genre: Annotated[
        list[str] | None,
        typer.Option(
            "--genre", help="Only articles of this genre (news: reports only); may be repeated.", metavar="news"
        ),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option("--source", help="Only articles that quote this person or body; may be repeated.", metavar="NAME"),
    ] = None,
    where: Annotated[
        str | None,
        typer.Option("--where", help="Only where this condition over the columns holds.", metavar="\"bias = 'left'\""),
    ] = None,
    wire: Annotated[
        Wire,
        typer.Option(
            "--wire", help="Wire copy: all of it, none, or one article per text (see `framescope duplicates`)."
        ),
    ] = "include",
) -> Filters:
    """The options that choose articles, as the one value that queries take."""
    if where is not None and not where.strip():
        raise ArgumentError("--where needs a condition, such as \"bias = 'left'\"; leave it out to take all articles.")
    return Filters(
        outlets=tuple(outlet or ()),
        since=day(since, "--since"),
        until=day(until, "--until"),
        language=language,
        min_words=min_words,
        equals=(
            *(_pair(text, "--only", "COLUMN=VALUE") for text in only or ()),
            *(("genre", value) for value in genre or ()),
        ),
        where=where,
        wire=wire,
        sources=tuple(source or ()),
    )


def of_request(
    kind: type[Request], without: tuple[str, ...] = ()
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of a request and of its filters in place of its parameter `request`.

    Typer reads options from a signature, so the command gets one: the fields up to `filters`, the corpus, the options
    of `filters` but for those `without`, the other fields, and the command's own.
    """

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        own = {name: p for name, p in inspect.signature(command).parameters.items() if name != "request"}
        arguments = [p for p in own.values() if p.default is inspect.Parameter.empty]
        corpus = [own["corpus"], *_filter_parameters(without)]
        before, after = _field_parameters(kind)
        rest = [p for p in own.values() if p not in arguments and p.name != "corpus"]
        parameters = [p.replace(kind=_KEYWORD) for p in (*arguments, *before, *corpus, *after, *rest)]

        @wraps(command)
        def called(**given: Any) -> None:
            command(read_request(kind, given, without), **{name: given[name] for name in own})

        called.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        called.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
        return called

    return decorate


def read_request(kind: type[Request], given: dict[str, Any], without: tuple[str, ...] = ()) -> Request:
    """The request that parsed options make; `ArgumentError` for what cannot be read.

    `given` has the command's parameters by name; those that are not of the request are passed over.
    """
    values: dict[str, Any] = {}
    for name, option in kind.options().items():
        read = option.parse or (lambda value: value)
        values[name] = tuple(map(read, given[name] or ())) if option.repeated else read(given[name])
    chosen = {parameter.name: given[parameter.name] for parameter in _filter_parameters(without)}
    return kind(**values, filters=filters(**chosen))  # type: ignore[call-arg]


def _filter_parameters(without: tuple[str, ...]) -> list[inspect.Parameter]:
    return [p for p in inspect.signature(filters).parameters.values() if p.name not in without]


def _field_parameters(kind: type[Request]) -> tuple[list[inspect.Parameter], list[inspect.Parameter]]:
    """The fields of a request as parameters for Typer: those before `filters`, and those after it."""
    types, options = get_type_hints(kind), kind.options()
    found: dict[str, inspect.Parameter | None] = {}
    for each in fields(kind):
        found[each.name] = None
        if option := options.get(each.name):
            shown, default = types[each.name], inspect.Parameter.empty if each.default is MISSING else each.default
            if option.repeated:
                shown, default = list[str] | None, None
            elif option.parse:
                shown, default = str, option.text(default)
            form = Annotated[shown, _typer_option(option, shown)]  # type: ignore[valid-type]
            found[each.name] = inspect.Parameter(each.name, _KEYWORD, default=default, annotation=form)
    names = list(found)
    place = names.index("filters")
    before, after = ([found[name] for name in part] for part in (names[:place], names[place + 1 :]))
    return [p for p in before if p], [p for p in after if p]


def _typer_option(option: Option, shown: Any) -> Any:
    kind = int if int in (shown, *get_args(shown)) else float
    low, high = (None if limit is None else kind(limit) for limit in (option.low, option.high))
    return typer.Option(*option.flags, help=option.help, metavar=option.metavar, min=low, max=high)


def only_csv(table: str | None, format: Format) -> None:
    """Raise `ArgumentError` if `--table` is given though the format shows all tables."""
    if table is not None and format != "csv":
        raise ArgumentError(f"--table {table} goes with --format csv; {format} has all tables.")


def needs(given: object, other: object, option: str, needed: str) -> None:
    """Raise `ArgumentError` if `option` is given without the one it `needed`."""
    if given and not other:
        raise ArgumentError(f"{option} goes with {needed}.")


def _pair(text: str, option: str, form: str) -> tuple[str, str]:
    left, equals, right = text.partition("=")
    if not equals or not left.strip() or not right.strip():
        raise ArgumentError(f"{option} takes {form}, not {text!r}.")
    return left.strip(), right.strip()


def day(text: str | None, option: str) -> date | None:
    """The day that an option names; None where it is not given."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(f"{option} takes a day such as 2024-05-31, not {text!r}.") from error


def ask(location: str, snapshot: int | None, *chosen: Filters, stories: bool = False) -> "CorpusSnapshot":
    """The corpus opened for a question: derived tables brought up to date, and names in the filters checked."""
    update_derived_tables(location, snapshot, chosen[0], stories)
    opened = existing(location, snapshot)
    check_names(opened, *chosen)
    return opened


def update_derived_tables(location: str, snapshot: int | None, filters: Filters, stories: bool = False) -> None:
    """Search new articles for wire copy and put them into stories, if the question needs it and names no snapshot."""
    if snapshot is None and filters.wire != "include":
        from analysis.derived.wire_copies import update_wire

        update_wire(store(location))
    if snapshot is None and stories:
        from analysis.derived.stories import update_stories

        update_stories(store(location))


def existing(location: str, snapshot: int | None = None) -> "CorpusSnapshot":
    """The corpus opened for questions."""
    from analysis.queries import open_corpus

    return open_corpus(_folder(location), snapshot)


def store(location: str, create: bool = False) -> "CorpusStore":
    """The corpus opened for writing, made first if `create`."""
    from analysis.corpus.store import CorpusStore

    location = _folder(location)
    if not create:
        return CorpusStore.open(location)
    try:
        return CorpusStore.create(location)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"No corpus can be made at {location} ({reason}). Name a folder with --corpus.") from error


def missing_folders(location: str) -> list[Path] | None:
    """Return the folders that a new corpus would make, deepest first; None where there is a corpus already."""
    from analysis.corpus.store import CorpusStore

    corpus = CorpusStore(_folder(location))
    if corpus.exists():
        return None
    path = Path(corpus.location)
    return [] if corpus.storage.remote else [path for path in (path, *path.parents) if not path.exists()]


def _folder(location: str) -> str:
    """The location, if a corpus can be there: an empty name, as of an unset variable, would be the current folder."""
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


def _check_source(corpus: "CorpusSnapshot", source: str) -> None:
    """Raise `ArgumentError` for a source that no article of the corpus quotes."""
    from analysis.queries import top_sources

    condition, bound = Filters(sources=(source,)).predicate(corpus)
    if not corpus.rows(f"SELECT 1 AS found FROM scores WHERE {condition} LIMIT 1", bound):
        names = top_sources(corpus, None, limit=MOST_SUGGESTED)["source_name"].to_list()
        raise ArgumentError(
            f"No article of the corpus quotes {source!r}.{did_you_mean(source, names)} `framescope sources` lists who "
            "is quoted."
        )


def check_names(corpus: "CorpusSnapshot", *chosen: Filters) -> None:
    """Raise `ArgumentError` for an outlet or a column the corpus lacks: an empty answer would look like a finding.

    For a column the suggestion is one that articles can be grouped by, not a measure.
    """
    from analysis.queries import facet

    outlets = [name for filters in chosen for name in filters.outlets]
    known = sorted(facet(corpus, "outlet", limit=100_000)["value"].dropna()) if outlets else []
    for name in outlets:
        if name not in known:
            raise ArgumentError(
                f"The corpus has no outlet {name!r}.{did_you_mean(name, known)} "
                f"It has: {', '.join(known[:40]) or 'none'}."
            )
    for source in dict.fromkeys(name for filters in chosen for name in filters.sources):
        _check_source(corpus, source)
    for column in (column for filters in chosen for column, _ in filters.pairs()):
        if column not in corpus.columns:
            groupings = corpus.groupings
            raise ArgumentError(
                f"There is no column {column!r}.{did_you_mean(column, groupings)} Articles can be chosen by: "
                f"{', '.join(groupings)}."
            )
