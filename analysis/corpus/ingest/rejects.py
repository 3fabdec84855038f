"""Rows of the table `rejects`: what of an input could not be used, written, moved and removed."""

from collections.abc import Sequence

import pyarrow as pa

from analysis.corpus.delta import quote
from analysis.corpus.ingest.readers import RejectedRow, documents_in
from analysis.corpus.ingest.readers.limits import shortened
from analysis.corpus.schema import REJECTS
from analysis.corpus.writer import Writer

LONGEST_MESSAGE = 2_000
"""Characters of a reason, or of a next step."""


def write_rejects(writer: Writer, path: str, rejected: Sequence[RejectedRow], rows: bool = True) -> None:
    """Record the rejects of the input `path`; they count as rejected if they are `rows`, not the input as a whole."""
    records = [
        {
            "file": reject.file or path,
            "row": reject.number,
            "reason": _storable(reject.reason),
            "what_to_do": _storable(reject.what_to_do),
            "excerpt": _storable(reject.excerpt) if reject.excerpt else None,
            "run": writer.run,
        }
        for reject in rejected
    ]
    writer.append("rejects", pa.Table.from_pylist(records, schema=REJECTS))
    writer.count(rejected=len(rejected) if rows else 0)


def _storable(text: str) -> str:
    return shortened(text, LONGEST_MESSAGE).encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def remove_rejects(writer: Writer, path: str, successor: str | None = None) -> None:
    """Remove the rejects of an earlier reading of the input; this reading finds them again if they are still there.

    Those of a table inside a folder of documents stay: it is an input of its own. With a `successor`, another input
    with the same content, rejected rows are recorded under that instead.
    """
    if writer.files("rejects"):
        if successor:
            kept = [row for row in writer.store.arrow("rejects").to_pylist() if row["file"] == path]
            moved = [row | {"file": successor} for row in kept if row["row"] is not None]
            writer.append("rejects", pa.Table.from_pylist(moved, schema=REJECTS))
        inside = f"{path}/"
        within = f"left(file, {len(inside)}) = {quote(inside)} AND ({documents_in('file')})"
        writer.delete("rejects", f"file = {quote(path)} OR ({within})")


def remove_rejects_of_copies(writer: Writer, copies: Sequence[str], rejected: Sequence[RejectedRow]) -> None:
    """Remove rejects of the same rows under other names, so that a row is recorded once, under the newest name."""
    numbers = sorted(reject.number for reject in rejected if reject.number is not None)
    if copies and numbers and writer.files("rejects"):
        files = ", ".join(map(quote, copies))
        writer.delete("rejects", f"file IN ({files}) AND row IN ({', '.join(map(str, numbers))})")
