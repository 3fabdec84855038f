"""Commands about the same text or the same event in several outlets: duplicates, stories."""

from typing import Annotated

import typer

from analysis.cli import empty_results, options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, FormatOption, SnapshotOption
from analysis.errors import ArgumentError
from analysis.queries.requests import DuplicatesRequest, StoriesRequest

FullOption = Annotated[
    bool, typer.Option("--full", help="Search all articles again, not only the new ones; ids are kept.")
]


@options.of_request(StoriesRequest)
def stories(
    request: StoriesRequest,
    corpus: CorpusOption = DEFAULT_CORPUS,
    full: FullOption = False,
    snapshot: SnapshotOption = None,
    format: FormatOption = "table",
) -> None:
    """List the stories: the same event across outlets. New articles are put into stories first."""
    options.update_derived_tables(corpus, snapshot, request.filters)
    from analysis.derived.stories import update_stories
    from analysis.queries.stories import stories as stories_of

    if snapshot is None:
        done = update_stories(options.store(corpus), full)
        if done.new:
            output.say(f"{done.new:,} new articles put into stories in {done.seconds:.1f} s: snapshot {done.snapshot}")
    opened = options.existing(corpus, snapshot)
    options.check_names(opened, request.filters)
    title, story = request.title, request.story
    if story is not None and not stories_of(opened, None, 1, story=story).total:
        raise ArgumentError(
            f"There is no story {story!r}. `framescope stories --corpus {corpus}` lists the stories with their ids, "
            "and --title WORDS finds them by a headline."
        )
    result = stories_of(
        opened, request.filters, request.articles, request.outlets, request.limit, title=title, story=story
    )
    if result.stories.empty:
        output.say(f"note: {empty_results.no_stories(opened, request)}")
    if format == "json":
        output.emit_json(result.to_dict())
    elif format == "csv":
        output.emit_frame(result.articles, format)
    else:
        shown = result.stories[["id", "label", "first", "last", "articles", "outlets"]].copy()
        shown[["first", "last"]] = shown[["first", "last"]].map(lambda day: f"{day:%Y-%m-%d}")
        output.table(shown)
        if len(shown) < result.total:
            output.say(f"note: the newest {len(shown):,} of {result.total:,} stories")


@options.of_request(DuplicatesRequest, without=("language", "min_words", "wire"))
def duplicates(
    request: DuplicatesRequest,
    corpus: CorpusOption = DEFAULT_CORPUS,
    full: FullOption = False,
    snapshot: SnapshotOption = None,
    format: FormatOption = "table",
) -> None:
    """List wire copy: the same text in several articles, the likely agency, and each outlet's share of it."""
    from analysis.derived.wire_copies import update_wire
    from analysis.queries.duplicates import duplicates as duplicates_of

    if snapshot is None:
        done = update_wire(options.store(corpus), full)
        if done.new:
            output.say(f"{done.new:,} new articles searched in {done.seconds:.1f} s: snapshot {done.snapshot}")
    opened = options.existing(corpus, snapshot)
    options.check_names(opened, request.filters)
    result = duplicates_of(opened, request.filters, request.outlets, request.limit)
    if result.groups.empty:
        output.say(f"note: {empty_results.no_duplicates(opened, request)}")
    if format == "json":
        output.emit_json(result.to_dict())
    elif format == "csv":
        output.emit_frame(result.articles, format)
    else:
        output.table(result.groups[["label", "agency", "size", "outlets", "first_outlet"]])
        output.table(result.shares)
