"""Rows of `articles`, `rejects` and `sources` as ingest writes them."""

import json
from collections.abc import Mapping, Sequence

import pyarrow as pa

from analysis.corpus.ingest.readers import RejectedRow, Source, documents_in
from analysis.corpus.schema import ARTICLES, REJECTS, SOURCES
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer, quote


def articles_table(articles: list[dict[str, object]]) -> pa.Table:
    """Articles as Arrow, the columns of the schema first, then the extra columns by name, as text."""
    extras = sorted({name for article in articles for name in article} - set(ARTICLES.names))
    schema = pa.schema([*ARTICLES, *(pa.field(name, pa.string()) for name in extras)])
    return pa.Table.from_pylist(articles, schema=schema)


def write_rejects(writer: Writer, path: str, bad: list[RejectedRow], rows: bool = True) -> None:
    """Record what of the source `path` could not be used, and count it where it is `rows`, not the source as a whole."""
    records = [
        {
            "file": one.file or path,
            "row": one.number,
            "reason": _storable(one.reason),
            "what_to_do": one.what_to_do,
            "excerpt": _storable(one.excerpt) if one.excerpt else None,
            "run": writer.run,
        }
        for one in bad
    ]
    writer.append("rejects", pa.Table.from_pylist(records, schema=REJECTS))
    writer.count(rejected=len(bad) if rows else 0)


def _storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "")


def forget_rejects(writer: Writer, path: str, heir: str | None = None) -> None:
    """Rejects of an earlier reading of the same source; this one will find them again if they are still there.

    Those of a table that lies in a folder of documents stay: it is a source of its own. Rows go to the `heir`, if one is
    named, in place of being forgotten.
    """
    if writer.files("rejects"):
        if heir:
            held = [row for row in writer.store.arrow("rejects").to_pylist() if row["file"] == path]
            left = [row | {"file": heir} for row in held if row["row"] is not None]
            writer.append("rejects", pa.Table.from_pylist(left, schema=REJECTS))
        inside = f"{path}/"
        within = f"left(file, {len(inside)}) = {quote(inside)} AND ({documents_in('file')})"
        writer.delete("rejects", f"file = {quote(path)} OR ({within})")


def forget_rejects_of_copies(writer: Writer, copies: Sequence[str], bad: Sequence[RejectedRow]) -> None:
    """A row of the same content that was refused under another name too is recorded once, under the newest name."""
    numbers = sorted(one.number for one in bad if one.number is not None)
    if copies and numbers and writer.files("rejects"):
        files = ", ".join(map(quote, copies))
        writer.delete("rejects", f"file IN ({files}) AND row IN ({', '.join(map(str, numbers))})")


def copies_of(store: CorpusStore, path: str, fingerprint: str) -> list[str]:
    """Other sources that had the content of this fingerprint when they were last read."""
    return [row["path"] for row in _sources_of(store, fingerprint) if row["path"] != path]


def heir_of(store: CorpusStore, path: str, fingerprint: str | None) -> str | None:
    """The source that the rejects of `path` go to when it no longer has the content of this fingerprint.

    It is the last one read before `path` that has that content still: what was refused of both is recorded under `path`.
    """
    names = [row["path"] for row in _sources_of(store, fingerprint)] if fingerprint else []
    before = names[: names.index(path)] if path in names else []
    return before[-1] if before else None


def _sources_of(store: CorpusStore, fingerprint: str) -> list[dict[str, str]]:
    """In the order in which they were last read."""
    rows = store.arrow("sources", ["path", "fingerprint", "run"]).to_pylist()
    return sorted(
        (row for row in rows if row["fingerprint"] == fingerprint), key=lambda row: int(row["run"].rpartition("-")[2])
    )


def register(writer: Writer, source: Source, options: Mapping[str, object], fingerprint: str | None) -> None:
    """Note the source, in place of what was noted of it; the fingerprint is None until it was read to its end."""
    row = {
        "path": source.path,
        "kind": source.kind,
        "options": json.dumps(options, sort_keys=True),
        "fingerprint": fingerprint,
        "run": writer.run,
    }
    writer.delete("sources", f"path = {quote(source.path)}")
    writer.append("sources", pa.Table.from_pylist([row], schema=SOURCES))
