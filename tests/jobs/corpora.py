"""Writing articles down for ingest, and reading back everything that was measured, in one order."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from analysis.corpus.store import CorpusStore

ORDER = ("id", "family", "field", "start", "end", "label", "value", "name", "type")


def some_articles(path: Path, articles: Iterable[Mapping[str, object]]) -> Path:
    """The articles as a JSON Lines file."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


Measured = tuple[pa.Table, pa.Table]
"""Scores and evidence."""


def measured(store: CorpusStore) -> Measured:
    """Scores and evidence, sorted, with columns by name: what must not depend on how the work was done."""
    scores, evidence = store.arrow("scores"), store.arrow("evidence")
    return (
        scores.select(sorted(scores.column_names)).sort_by("id").combine_chunks(),
        evidence.select(sorted(evidence.column_names))
        .sort_by([(name, "ascending") for name in ORDER])
        .combine_chunks(),
    )


def assert_same(found: Measured, expected: Measured) -> None:
    """The same scores and the same evidence, to the last bit; names the first row that differs."""
    for table, wanted in zip(found, expected, strict=True):
        if not table.equals(wanted):
            rows = zip(table.to_pylist(), wanted.to_pylist(), strict=False)
            for row, other in rows:
                for name in other:
                    assert row[name] == other[name], (row["id"], name, row)
            assert table.num_rows == wanted.num_rows
            assert table.schema == wanted.schema
