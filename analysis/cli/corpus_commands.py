"""Commands that fill a corpus and keep it up to date: demo, ingest, score, recompute, schedule, status, rejects."""

from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from analysis.cli import output
from analysis.cli.options import (
    DEFAULT_CORPUS,
    CorpusOption,
    FormatOption,
    SchedulerOption,
    SnapshotOption,
    WorkersOption,
    existing,
    missing_folders,
    store,
)
from analysis.cli.serving_commands import serve

if TYPE_CHECKING:
    from analysis.corpus.delta import Snapshot
    from analysis.corpus.ingest.run import IngestResult
    from analysis.corpus.store import CorpusStore

REJECTED = 3
MOST_SHOWN = 10
"""Reasons, names or pairs of names that `ingest` prints."""
LATEST = 10
"""Number of runs that `status` lists."""


def demo(
    corpus: Annotated[
        str, typer.Option("--corpus", help="Folder for the sample's corpus.", metavar="DIR")
    ] = "data/demo",
    port: Annotated[int, typer.Option("--port", help="Port of the dashboard.")] = 8501,
    open_dashboard: Annotated[
        bool, typer.Option("--dashboard/--no-dashboard", help="Open the dashboard at the end.")
    ] = True,
) -> None:
    """Ingest and score the bundled articles, then open the dashboard."""
    from analysis.corpus.sample import sample_path
    from analysis.jobs import update_wire_and_stories

    ingest([str(sample_path())], corpus)
    score(corpus)
    update_wire_and_stories(store(corpus))
    if open_dashboard:
        raise typer.Exit(serve(corpus, port))


def ingest(
    sources: Annotated[list[str], typer.Argument(help="Files, folders or http(s) addresses.", metavar="PATH|URL...")],
    corpus: CorpusOption = DEFAULT_CORPUS,
    map: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help="The column that holds a field (id= : none does); repeatable.", metavar="field=column"
        ),
    ] = None,
    outlet: Annotated[
        str | None, typer.Option("--outlet", help="Outlet of all these articles.", metavar="NAME")
    ] = None,
    dates: Annotated[
        Literal["day-first", "month-first"] | None,
        typer.Option("--dates", help="What comes first in 03/04/2020 (default: what other dates of the file show)."),
    ] = None,
    outlet_aliases: Annotated[
        str | None,
        typer.Option(
            "--outlet-aliases",
            help="Table (CSV) with the columns alias and outlet: names that are one outlet.",
            metavar="FILE",
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Remove articles of earlier readings of the same input that this one does not have."
        ),
    ] = False,
) -> None:
    """Read articles into the corpus; rows that cannot be used are recorded with the reason.

    Where no article of an input has an outlet, or none has a date, the articles are kept, and the exit code is 3;
    --map outlet= (or published=) says that there is none. A corpus that would be made and gets no article is not kept.

    Reading the same file again adds new articles, updates changed ones and removes none, with one exception: if only
    the options differ, articles without ids of their own (their ids are made from outlet, title and text) are
    replaced by the articles that their rows are now. Older snapshots keep what was removed.
    """
    from analysis.corpus.ingest.column_mapping import parse_map
    from analysis.corpus.ingest.outlets import read_aliases
    from analysis.corpus.ingest.run import ingest as read
    from analysis.errors import ArgumentError, CorpusBusy, InputError

    columns = parse_map(map or ())
    if outlet is not None and not outlet.strip():
        raise ArgumentError("--outlet needs the outlet's name.")
    if not all(source.strip() for source in sources):
        raise ArgumentError("A source is empty: name a file, a folder or an address.")
    aliases = read_aliases(outlet_aliases) if outlet_aliases is not None else None
    missing = missing_folders(corpus)
    target = store(corpus, create=True)
    results: list[IngestResult] = []
    try:
        for source in sources:
            name = Path(source).name or Path(source).resolve().name
            with output.progress(f"reading {name}") as progress:
                try:
                    result = read(target, source, columns, outlet, progress, replace, dates, aliases)
                except CorpusBusy:
                    raise
                except InputError as error:
                    output.say(f"framescope: {error}")
                    continue
            results.append(result)
            _say_read(name, result)
    finally:
        removed = missing is not None and _removed_if_empty(target, missing, [result.run for result in results])
    rejected = any(result.rejected for result in results)
    if rejected and not removed:
        output.say(f"`framescope rejects --corpus {corpus}` says why and what to do.")
    if all(result.nothing_used for result in results):
        raise typer.Exit(1)
    if rejected or len(results) < len(sources) or any(result.incomplete for result in results):
        raise typer.Exit(REJECTED)


def _removed_if_empty(target: "CorpusStore", folders: list[Path], runs: list[str]) -> bool:
    """Remove a corpus just made that has no article, with its folders; print what was rejected in these runs."""
    rejects = target.arrow("rejects").to_pylist()
    if not target.remove_if_empty():
        return False
    with suppress(OSError):  # somebody put a file there in the meantime
        for folder in folders:
            folder.rmdir()
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for reject in rejects:
        if reject["run"] in runs:
            number = "" if reject["row"] is None else f" row {reject['row']:,}"
            rows[reject["reason"], reject["what_to_do"]].append(f"{Path(reject['file']).name}{number}")
    for (reason, what_to_do), where in list(rows.items())[:MOST_SHOWN]:
        more = f" and {len(where) - 1:,} more" if len(where) > 1 else ""
        output.say(f"  {where[0]}{more}: {reason}. {what_to_do}")
    if len(rows) > MOST_SHOWN:
        output.say(f"  {len(rows) - MOST_SHOWN:,} more reasons")
    output.say(f"No article was read, and no corpus was made at {target.location}.")
    return True


def _say_read(name: str, result: "IngestResult") -> None:
    output.say(
        f"{name}: {result.read:,} read, {result.added:,} added, {result.updated:,} updated, "
        f"{result.unchanged:,} unchanged, {result.rejected:,} rejected"
    )
    _say_how_read(result.notes)
    _say_removed_and_kept(result)
    for warning in result.warnings:
        output.say(f"WARNING: {name}: {warning}")


def _say_how_read(notes: Mapping[str, object]) -> None:
    """Print which columns became which fields, and how ambiguous dates were read: guesses a person should see."""
    columns = notes.get("columns")
    if isinstance(columns, dict):
        found = ", ".join(f"{field}={column}" for field, column in columns.items())
        hint = "" if "title" in columns else "; no title (name it with --map title=COLUMN)"
        output.say(f"  columns: {found}{hint}")
    if isinstance(read := notes.get("read"), dict):
        counts = ", ".join(f"{field} {number:,}" for field, number in read.items())
        output.say(f"  values: of {_articles(cast(int, notes['articles']))} with {counts}")
    if isinstance(texts := notes.get("texts_from"), dict):
        taken = ", ".join(f"{column} ({_articles(number)})" for column, number in texts.items())
        output.say(f"  text: where its column is empty, taken from {taken}")
    if notes.get("date_order"):
        output.say(f"  dates: {notes['date_order']}")
    if isinstance(merged := notes.get("outlets_in_one_case"), dict):
        output.say(f"  outlets: {_listed([f'{given} read as {outlet}' for given, outlet in merged.items()])}")
    if isinstance(alike := notes.get("near_equal_outlets"), list):
        pairs = _listed([f"{one} and {other}" for one, other in alike])
        output.say(f"  note: outlets with almost the same name: {pairs}; if they are one, see --outlet-aliases")


def _listed(names: list[str]) -> str:
    return "; ".join(names[:MOST_SHOWN]) + (f" and {len(names) - MOST_SHOWN:,} more" if len(names) > MOST_SHOWN else "")


def _say_removed_and_kept(result: "IngestResult") -> None:
    """Print how many articles of an earlier reading, which this one does not have, were removed or kept."""
    if result.removed:
        gone = _articles(result.removed)
        output.say(
            f"  removed: {gone} of an earlier reading of it, which this one does not have; older snapshots keep them"
        )
    if result.remaining:
        output.say(
            f"  kept: {_articles(result.remaining)} of an earlier reading of it, which this one does not have; "
            "ingest it with --replace to remove them"
        )


def _articles(n: int) -> str:
    return f"{n:,} article" if n == 1 else f"{n:,} articles"


def score(
    corpus: CorpusOption = DEFAULT_CORPUS,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
    full: Annotated[bool, typer.Option("--full", help="Score all articles again, current or not.")] = False,
) -> None:
    """Score the articles that are new, changed, or scored by an older version."""
    from analysis.jobs import score as run

    with output.progress("scoring") as progress:
        result = run(store(corpus), workers, scheduler, full, progress)
    _say_scored(result.scored, result.failed, result.seconds, result.engine)
    if result.failed:
        raise typer.Exit(REJECTED)


def recompute(
    corpus: CorpusOption = DEFAULT_CORPUS, workers: WorkersOption = None, scheduler: SchedulerOption = None
) -> None:
    """Read changed inputs again, score what is new or stale, find wire copy and stories; for cron."""
    from analysis.jobs import recompute as run

    with output.progress("recomputing") as progress:
        result = run(store(corpus), workers, scheduler, progress)
    for source in result.sources:
        if source.refused:
            output.say(f"framescope: {source.refused}")
            continue
        output.say(
            f"{source.source}: {source.added:,} added, {source.updated:,} updated, {source.unchanged:,} unchanged, "
            f"{source.rejected:,} rejected"
        )
    _say_scored(result.score.scored, result.score.failed, result.score.seconds, result.score.engine)
    if result.rejected:
        raise typer.Exit(REJECTED)


def _say_scored(scored: int, failed: int, seconds: float, engine: str) -> None:
    if not scored:
        output.say("nothing to score: every article is up to date")
        return
    trouble = f", {failed:,} of them could not be measured" if failed else ""
    output.say(
        f"scored {scored:,} articles in {seconds:,.1f} s ({scored / max(seconds, 1e-9):,.0f}/s, {engine}){trouble}"
    )


def schedule(
    cron: Annotated[
        str, typer.Option("--cron", help="Minute, hour, day, month, weekday; in UTC.", metavar='"0 3 * * *"')
    ],
    corpus: CorpusOption = DEFAULT_CORPUS,
    workers: WorkersOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Recompute at fixed times, in the foreground, until interrupted."""
    from analysis.jobs import recompute as run
    from analysis.jobs import schedule as keep

    target = store(corpus)
    keep(lambda: run(target, workers, scheduler), cron)


def status(
    corpus: CorpusOption = DEFAULT_CORPUS, format: FormatOption = "table", snapshot: SnapshotOption = None
) -> None:
    """Show what the corpus holds: articles, outlets, snapshots, last run, and how much is stale."""
    import pandas as pd

    from analysis.queries import overview, runs
    from analysis.scorers import SCORED_WITH

    opened = existing(corpus, snapshot)
    found = overview(opened, current=SCORED_WITH)
    latest_runs = runs(opened, limit=LATEST)
    if format == "json":
        snapshots = [
            {"snapshot": made.number, "committed": made.committed, "run": made.run}
            for made in store(corpus).snapshots()
        ]
        last = found["last_run"] and output.readable(found["last_run"])
        ledger = [output.readable(run) for run in latest_runs.to_dict("records")]
        output.emit_json(found | {"last_run": last, "runs": ledger, "snapshots": snapshots})
        return
    selected, run = found["selected"], found["last_run"]
    newest = store(corpus).latest
    anew = (
        {}
        if newest.complete or snapshot is not None
        else {"scored anew": _scored_anew(corpus, newest, found["snapshot"])}
    )
    rows = {
        "corpus": found["corpus"],
        "snapshot": f"{found['snapshot']}, committed {found['committed']:%Y-%m-%d %H:%M} UTC",
        "articles": f"{found['articles']:,}",
        "outlets": f"{found['outlets']:,}",
        "published": f"{selected['first']:%Y-%m-%d} to {selected['last']:%Y-%m-%d}" if selected["first"] else "–",
        "scored": f"{selected['scored']:,}",
        "stale": f"{found['stale']:,}" + (" (run: framescope score)" if found["stale"] else ""),
        "rejects": f"{found['rejects']:,}" + (" (see: framescope rejects)" if found["rejects"] else ""),
        "last run": f"{run['kind']}, {run['started']:%Y-%m-%d %H:%M} UTC" if run else "–",
        **anew,
    }
    output.emit_frame(pd.DataFrame({"what": list(rows), "value": list(rows.values())}), format)
    if format == "table":
        counts = ["run", "read", "added", "updated", "unchanged", "rejected", "scored"]
        output.table(latest_runs[counts], title="latest runs")


def _scored_anew(corpus: str, newest: "Snapshot", shown: int) -> str:
    from analysis.queries import open_corpus
    from analysis.queries.summary import count_articles

    done = count_articles(open_corpus(corpus, newest.number))
    return (
        f"{done:,} articles so far; until all are, snapshot {shown} is shown (if no run is at work: framescope score)"
    )


def rejects(
    corpus: CorpusOption = DEFAULT_CORPUS, format: FormatOption = "table", snapshot: SnapshotOption = None
) -> None:
    """List the rows and files that were rejected, the reason, and what to do."""
    from analysis.queries import rejects as ask

    frame = ask(existing(corpus, snapshot))
    if format == "table" and frame.empty:
        output.say("nothing was rejected")
        return
    output.emit_frame(frame if format == "csv" else frame[["file", "row", "reason", "what_to_do"]], format)
