"""Results on stdout as a table, CSV or JSON; progress and messages on stderr."""

import json
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from analysis.cli.options import Format

if TYPE_CHECKING:
    import pandas as pd

QUIET_SECONDS = 1.0


def say(message: str) -> None:
    """A line for the person, on stderr."""
    print(message, file=sys.stderr, flush=True)


def notes(warnings: Iterable[str], format: Format) -> None:
    """Print the warnings of a result on stderr, unless the format is JSON, which holds them."""
    if format != "json":
        for warning in warnings:
            say(f"note: {warning}")


def emit_json(value: Any) -> None:
    """Print the value as indented JSON; NaN is an error, times are ISO 8601 with Z."""
    print(json.dumps(value, indent=2, ensure_ascii=False, default=_plain, allow_nan=False))


def _plain(value: Any) -> Any:
    """Values that JSON does not have: times and missing values as in every frame, anything else as text."""
    from analysis.records import plain

    shown = plain(value)
    return str(value) if shown is value else shown


def readable(run: Mapping[str, Any]) -> dict[str, Any]:
    """Return a run of the ledger for JSON: details as an object, None for what is missing (a killed run has no end)."""
    found = {name: None if value != value else value for name, value in run.items()}
    return found | {"details": json.loads(found["details"] or "{}")}


def emit_frame(frame: "pd.DataFrame", format: Format, digits: int = 2) -> None:
    """A frame in full precision (csv, json) or for the eye (table: missing as –)."""
    if format == "csv":
        from analysis.export.tables import write_csv

        write_csv(frame, sys.stdout)
    elif format == "json":
        from analysis.records import records

        emit_json(records(frame))
    else:
        table(frame, digits)


def table(frame: "pd.DataFrame", digits: int = 2, title: str | None = None) -> None:
    """Print the frame as a table for a terminal, numbers with so many digits."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=box.SIMPLE_HEAD, title=title, title_justify="left", pad_edge=False)
    numeric = [frame[c].dtype.kind in "iuf" for c in frame.columns]
    for name, right in zip(frame.columns, numeric, strict=True):
        shown.add_column(str(name).replace("_", " "), justify="right" if right else "left", overflow="fold")
    for row in frame.itertuples(index=False):
        shown.add_row(*(Text(_cell(value, digits)) for value in row))
    width = None if sys.stdout.isatty() else 160
    Console(file=sys.stdout, width=width, highlight=False).print(shown)


def _cell(value: Any, digits: int) -> str:
    import pandas as pd

    if value is None or value is pd.NA or value != value:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        if value and abs(value) < 10**-digits:
            return f"{value:.1e}" if abs(value) < 10 ** -(digits + 2) else f"{value:.{digits + 2}f}"
        return f"{value:,.{digits}f}"
    if isinstance(value, int) or type(value).__module__ == "numpy":
        return f"{value:,}"
    return str(value)


@contextmanager
def progress(what: str, unit: str = "articles") -> Iterator[Callable[[int, int | None], None]]:
    """A callback `(done, total)` that shows a bar once the work has lasted over a second: rate and time left.

    On a terminal a bar is drawn; elsewhere (cron, a log) a line is written every thirty seconds.
    """
    begun = time.monotonic()
    if not sys.stderr.isatty():
        last = [begun]

        def lines(done: int, total: int | None) -> None:
            now = time.monotonic()
            if now - last[0] >= 30:
                last[0] = now
                rate = done / (now - begun)
                left = f", {(total - done) / rate:,.0f} s left" if total and rate else ""
                say(f"{what}: {done:,}{f' of {total:,}' if total else ''} {unit}, {rate:,.0f}/s{left}")

        yield lines
        return

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit + ", {task.fields[rate]}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = bar.add_task(what, total=None, rate="–")
    shown = [False]

    def draw(done: int, total: int | None) -> None:
        elapsed = time.monotonic() - begun
        if not shown[0] and elapsed >= QUIET_SECONDS:
            bar.start()
            shown[0] = True
        bar.update(task, completed=done, total=total, rate=f"{done / max(elapsed, 1e-9):,.0f}")

    try:
        yield draw
    finally:
        if shown[0]:
            bar.stop()
