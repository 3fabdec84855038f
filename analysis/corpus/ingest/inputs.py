"""Rows of the table `sources`: the inputs a corpus was read from, with options and content of the last reading."""

import json
from collections.abc import Mapping

import pyarrow as pa

from analysis.corpus.delta import quote
from analysis.corpus.ingest.readers import Input
from analysis.corpus.schema import SOURCES
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer


def register(writer: Writer, opened: Input, options: Mapping[str, object], fingerprint: str | None) -> None:
    """Record the input, in place of its earlier row; the fingerprint is None until it was read to its end."""
    row = {
        "path": opened.path,
        "kind": opened.kind,
        "options": json.dumps(options, sort_keys=True),
        "fingerprint": fingerprint,
        "run": writer.run,
    }
    writer.delete("sources", f"path = {quote(opened.path)}")
    writer.append("sources", pa.Table.from_pylist([row], schema=SOURCES))


def inputs_with_same_content(store: CorpusStore, path: str, fingerprint: str) -> list[str]:
    """Return the other inputs that had the content of this fingerprint when they were last read."""
    return [other for other in _inputs_with(store, fingerprint) if other != path]


def previous_input_with_same_content(store: CorpusStore, path: str, fingerprint: str | None) -> str | None:
    """Return the last input read before `path` that still has the content of this fingerprint, if there is one.

    Rejects of inputs with the same content are recorded once, under the newest: when `path` gets another content, they
    go back to this one.
    """
    names = _inputs_with(store, fingerprint) if fingerprint else []
    before = names[: names.index(path)] if path in names else []
    return before[-1] if before else None


def _inputs_with(store: CorpusStore, fingerprint: str) -> list[str]:
    """Return the inputs with that content, in the order in which they were last read."""
    rows = store.arrow("sources", ["path", "fingerprint", "run"]).to_pylist()
    same = [row for row in rows if row["fingerprint"] == fingerprint]
    return [row["path"] for row in sorted(same, key=lambda row: int(row["run"].rpartition("-")[2]))]
