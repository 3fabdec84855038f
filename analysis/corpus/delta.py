"""Names and settings of a corpus's Delta tables, shared by the store, which reads them, and its writer.

A table's Parquet files are never changed. A column that came with later rows is absent from the files written before
it: `with_columns` adds it, filled with nulls, to what is read through Arrow, and DuckDB does so with
`read_parquet(…, union_by_name = true)`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeVar

import pyarrow as pa
from deltalake import BloomFilterProperties, ColumnProperties, CommitProperties, WriterProperties
from pyarrow import parquet

from analysis.corpus.schema import (
    ARTICLES,
    EVIDENCE,
    FINGERPRINTS,
    GROUPING,
    REJECTS,
    RUNS,
    SNAPSHOTS,
    SOURCES,
    STORIES,
    WIRE,
)

Rows = TypeVar("Rows", pa.Table, pa.RecordBatch)

# `scores` begins with its grouping columns only; the first scored batch adds one column per measure.
SCORES = pa.schema([ARTICLES.field(name) for name in GROUPING] + [pa.field("scored_with", pa.string())])

TABLES: Mapping[str, pa.Schema] = {
    "articles": ARTICLES,
    "scores": SCORES,
    "evidence": EVIDENCE,
    "wire": WIRE,
    "stories": STORIES,
    "fingerprints": FINGERPRINTS,
    "rejects": REJECTS,
    "sources": SOURCES,
    "runs": RUNS,
}

# By default Delta forgets old versions after a month; a paper cites a snapshot for longer.
KEEP_HISTORY = {
    "delta.logRetentionDuration": "interval 36500 days",
    "delta.deletedFileRetentionDuration": "interval 36500 days",
}

# By default Delta retries an append that another one overtook; a run must know that nobody else wrote.
NO_RETRY = CommitProperties(max_commit_retries=0)


@dataclass(frozen=True)
class Snapshot:
    """One row of the table `snapshots`: the version of every other table at a commit."""

    number: int
    committed: datetime
    run: str
    versions: Mapping[str, int]
    """Delta version of every table but `snapshots`."""
    complete: bool = True
    """False while all articles are rescored: old scores are gone, and new ones do not replace all of them yet."""


def snapshot_row(number: int, run: str, versions: Mapping[str, int], complete: bool = True) -> pa.Table:
    """Return the row of `snapshots` that commits these versions now."""
    row = {"snapshot": number, "committed": datetime.now(UTC), "run": run, "versions": json.dumps(dict(versions))}
    row["whole"] = complete
    return pa.Table.from_pylist([row], schema=SNAPSHOTS)


def snapshot_of(row: Mapping[str, object]) -> Snapshot:
    """Return the snapshot that a row of `snapshots` describes."""
    number, committed = row["snapshot"], row["committed"]
    assert isinstance(number, int)  # SNAPSHOTS says so
    assert isinstance(committed, datetime)
    versions = json.loads(str(row["versions"]))
    return Snapshot(number, committed, str(row["run"]), versions, row.get("whole") is not False)


def writer_properties(table: str) -> WriterProperties:
    """Settings of the table's Parquet files.

    A Bloom filter on `id` lets a reader that wants one article skip the row groups without it. Texts are long, and a
    row group is held in memory while it is written, so a row group of `articles` has few rows.
    """
    return WriterProperties(
        compression="ZSTD",
        compression_level=3,
        max_row_group_size=4096 if table == "articles" else 131_072,
        column_properties={
            "id": ColumnProperties(bloom_filter_properties=BloomFilterProperties(set_bloom_filter_enabled=True))
        },
    )


def read_file(name: str, schema: pa.Schema) -> pa.Table:
    """Read a local Parquet file with the columns of `schema`; those it lacks are null."""
    with parquet.ParquetFile(name) as file:
        stored = set(file.schema_arrow.names)
        return with_columns(file.read([field.name for field in schema if field.name in stored]), schema)


def with_columns(rows: Rows, schema: pa.Schema) -> Rows:
    """Return the rows (table or batch) with the columns of `schema`, in its order and types; absent ones are null."""
    present = set(rows.schema.names)
    columns = [
        rows.column(f.name).cast(f.type) if f.name in present else pa.nulls(rows.num_rows, f.type) for f in schema
    ]
    return type(rows).from_arrays(columns, schema=schema)


def quote(value: str) -> str:
    """Return the value as a SQL text literal."""
    return "'" + value.replace("'", "''") + "'"
