"""Commands about the same text or the same event in several outlets: duplicates, stories."""

from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli import empty_results, options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, Format, FormatOption, SnapshotOption
from analysis.errors import ArgumentError

if TYPE_CHECKING:
    from analysis.queries import Filters

FullOption = Annotated[
    bool, typer.Option("--full", help="Find all anew, not only where the new articles belong; ids are kept.")
]
LimitOption = Annotated[int | None, typer.Option("--limit", help="Show at most so many.", metavar="N", min=1)]


@options.filtered()
def stories(
    chosen: "Filters",
    corpus: CorpusOption = DEFAULT_CORPUS,
    title: Annotated[
        str | None, typer.Option("--title", help="Only stories with a headline that holds this.", metavar="TEXT")
    ] = None,
    story: Annotated[str | None, typer.Option("--story", help="Only the story of this id.", metavar="ID")] = None,
    articles: Annotated[int, typer.Option("--articles", help="Of at least so many articles.", metavar="N")] = 2,
    outlets: Annotated[int, typer.Option("--outlets", help="Told by at least so many outlets.", metavar="N")] = 1,
    limit: LimitOption = None,
    full: FullOption = False,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
) -> None:
    """List the stories: the same event across outlets. New articles are put into stories first."""
    options.prepare(corpus, snapshot, chosen)
    from analysis.derived.stories import update_stories
    from analysis.queries.stories import stories as ask

    if snapshot is None:
        done = update_stories(options.store(corpus), full)
        if done.new:
            output.say(f"{done.new:,} new articles put into stories in {done.seconds:.1f} s: snapshot {done.snapshot}")
    opened = options.existing(corpus, snapshot)
    options.check_names(opened, chosen)
    if story is not None and not ask(opened, None, 1, story=story).total:
        raise ArgumentError(
            f"There is no story {story!r}. `framescope stories --corpus {corpus}` lists the stories with their ids, and "
            "--title WORDS finds them by a headline."
        )
    found = ask(opened, chosen, articles, outlets, limit, title=title, story=story)
    if found.stories.empty:
        output.say(f"note: {empty_results.no_stories(opened, chosen, title, story, articles, outlets)}")
    if format is Format.json:
        output.emit_json(found.to_dict())
    elif format is Format.csv:
        output.emit_frame(found.articles, format)
    else:
        shown = found.stories[["id", "label", "first", "last", "articles", "outlets"]].copy()
        shown[["first", "last"]] = shown[["first", "last"]].map(lambda day: f"{day:%Y-%m-%d}")
        output.table(shown)
        if len(shown) < found.total:
            output.say(f"note: the newest {len(shown):,} of {found.total:,} stories")


@options.filtered("language", "min_words", "wire")
def duplicates(
    chosen: "Filters",
    corpus: CorpusOption = DEFAULT_CORPUS,
    outlets: Annotated[int, typer.Option("--outlets", help="In at least so many outlets.", metavar="N")] = 1,
    limit: LimitOption = None,
    full: FullOption = False,
    snapshot: SnapshotOption = None,
    format: FormatOption = Format.table,
) -> None:
    """List wire copy: the same text in several articles, the likely agency, and each outlet's share of it."""
    from analysis.derived.wire_copies import update_wire
    from analysis.queries.duplicates import duplicates as ask

    if snapshot is None:
        done = update_wire(options.store(corpus), full)
        if done.new:
            output.say(f"{done.new:,} new articles searched in {done.seconds:.1f} s: snapshot {done.snapshot}")
    opened = options.existing(corpus, snapshot)
    options.check_names(opened, chosen)
    found = ask(opened, chosen, outlets, limit)
    if found.groups.empty:
        output.say(f"note: {empty_results.no_duplicates(opened, chosen, outlets)}")
    if format is Format.json:
        output.emit_json(found.to_dict())
    elif format is Format.csv:
        output.emit_frame(found.articles, format)
    else:
        output.table(found.groups[["label", "agency", "size", "outlets", "first_outlet"]])
        output.table(found.shares)
