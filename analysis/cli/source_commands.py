"""The command about whom outlets quote: sources."""

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, Format, FormatOption, SnapshotOption

if TYPE_CHECKING:
    from analysis.queries import Filters


@options.filtered()
def sources(
    chosen: "Filters",
    by: Annotated[
        str, typer.Option("--by", help="The column whose groups are compared.", metavar="outlet|author|bias|…")
    ] = "outlet",
    of: Annotated[
        str | None,
        typer.Option("--of", help="Names quoted by this group alone (default: by all articles).", metavar="GROUP"),
    ] = None,
    corpus: CorpusOption = DEFAULT_CORPUS,
    limit: Annotated[int, typer.Option("--limit", help="Names shown at most.", metavar="N", min=1)] = 20,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
) -> None:
    """Show who is quoted: kinds of sources in each group (these alone with --format csv), and the names quoted most."""
    options.prepare(corpus, snapshot, chosen)
    from analysis.errors import ArgumentError
    from analysis.queries import sources as ask
    from analysis.queries import top_sources

    opened = options.existing(corpus, snapshot)
    options.check_names(opened, chosen)
    kinds = ask(opened, by, chosen)
    if of is not None and of not in set(kinds["group"]):
        raise ArgumentError(
            f"{by} has no group {of!r} with statements; it has: {', '.join(sorted(set(kinds['group'])))}."
        )
    names = top_sources(opened, None if of is None else by, chosen, limit)
    names = names if of is None else names[names["group"] == of]
    if format is Format.json:
        from analysis.records import records

        output.emit_json({"kinds": records(kinds), "names": records(names)})
    elif format is Format.csv:
        output.emit_frame(kinds, format)
    else:
        output.table(kinds, 3, "kinds of sources")
        output.table(names, 3, "names quoted most")
