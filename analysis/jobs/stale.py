"""Which articles have no current scores, and how new scores replace old ones."""

from collections.abc import Iterator
from itertools import pairwise

import duckdb
import pyarrow as pa

from analysis.corpus.delta import with_columns
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer


def count_stale(store: CorpusStore, scored_with: str) -> int:
    """How many articles `stale_articles` would give."""
    articles = store.files("articles")
    if not articles:
        return 0
    query = f"SELECT count(*) FROM read_parquet(?) AS a {NOT_CURRENT}"
    with store.storage.errors():
        return int(_with_current(store, scored_with).execute(query, [articles]).fetchall()[0][0])


def stale_articles(store: CorpusStore, scored_with: str, batch_size: int = 1000) -> Iterator[pa.RecordBatch]:
    """Articles that are new, changed, or scored by another version than `scored_with`, in batches of `batch_size`.

    The batches have all columns of `articles`, extra columns included. The order is that of source and row and does
    not depend on when the articles came. What is stale is settled at the first batch, by the newest snapshot then:
    scores written while iterating change nothing. Only one file of articles at a time is open, one batch in memory.
    """
    snapshot = store.latest.number
    files = store.files("articles", snapshot)
    if not files:
        return
    schema = store.schema("articles", snapshot)
    connection = _with_current(store, scored_with)
    waiting: list[pa.RecordBatch] = []
    for file in _in_order(connection, files):
        for batch in _rows_in_order(connection, file, batch_size):
            waiting.append(with_columns(batch, schema))
            while sum(part.num_rows for part in waiting) >= batch_size:
                joined = pa.concat_batches(waiting)
                yield joined.slice(0, batch_size)
                waiting = [joined.slice(batch_size)]
    if sum(part.num_rows for part in waiting):
        yield pa.concat_batches(waiting)


def write_scores(writer: Writer, scores: pa.Table, evidence: pa.Table) -> None:
    """Write the rows of `scores` and `evidence`, in place of the rows the corpus has for the same articles.

    `scores` has one row an article, `evidence` any number for those articles. Nothing is visible before
    `writer.commit()`. Where none of the articles was scored before, nothing is searched or rewritten.
    """
    ids = scores.column("id").to_pylist()
    old = _already_scored(writer, ids)
    if old:
        writer.delete_ids("scores", old)
        writer.delete_ids("evidence", old)
    writer.append("scores", scores)
    writer.append("evidence", evidence)
    writer.count(scored=len(ids))


SHORT_RUN = 200
"""Rows of a run on average, below which to sort a file is quicker than to look for each."""
PLACE = "(coalesce(source, ''), coalesce(row, 0), id)"

NOT_CURRENT = "WHERE NOT EXISTS (SELECT 1 FROM current AS c WHERE c.id = a.id AND c.content_hash = a.content_hash)"


def _with_current(store: CorpusStore, scored_with: str) -> duckdb.DuckDBPyConnection:
    """A connection with the table `current`: id and content hash of every article scored by `scored_with`."""
    connection = store.connect()
    connection.execute("SET threads = 1")  # rows come in the file's order, and few are held at a time
    connection.execute("CREATE TABLE current (id VARCHAR, content_hash VARCHAR)")
    scores = store.files("scores")
    if scores:
        connection.execute(
            "INSERT INTO current SELECT id, content_hash FROM read_parquet(?) WHERE scored_with = ?",
            [scores, scored_with],
        )
    return connection


def _in_order(connection: duckdb.DuckDBPyConnection, files: list[str]) -> list[str]:
    """The files by the first source and row each holds."""
    first = [
        connection.execute(f"SELECT min({PLACE}) FROM read_parquet(?)", [[file]]).fetchall()[0][0] for file in files
    ]
    return [file for _, file in sorted(zip(first, files, strict=True))]


def _rows_in_order(connection: duckdb.DuckDBPyConnection, file: str, size: int) -> Iterator[pa.RecordBatch]:
    """The file's rows that are not current, by source and row, without holding its texts to sort them.

    `ingest` writes rows in order, and compaction puts some of its files one after another: runs of rows in order.
    """
    read = f"SELECT a.* EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true) AS a {NOT_CURRENT}"
    runs = _runs(connection, file)
    if runs is None:
        yield from connection.sql(f"{read} ORDER BY {PLACE}", params=[[file]]).to_arrow_reader(size)
        return
    for first, last in runs:
        part = f"{read} AND file_row_number BETWEEN ? AND ?"
        yield from connection.sql(part, params=[[file], first, last]).to_arrow_reader(size)


def _runs(connection: duckdb.DuckDBPyConnection, file: str) -> list[tuple[int, int]] | None:
    """First and last row number of the runs of a file, in their order; None where they are short, or overlap."""
    query = f"""SELECT min(number), max(number), min(this), max(this) FROM (
            SELECT number, this, count_if(earlier > this) OVER (ORDER BY number) AS run FROM (
                SELECT file_row_number AS number, {PLACE} AS this, lag({PLACE}) OVER (ORDER BY file_row_number) AS earlier
                FROM read_parquet(?, file_row_number = true)))
        GROUP BY run ORDER BY 3"""
    runs = connection.execute(query, [[file]]).fetchall()
    rows = sum(last - first + 1 for first, last, _, _ in runs)
    if len(runs) > 1 and (rows < SHORT_RUN * len(runs) or any(a[3] > b[2] for a, b in pairwise(runs))):
        return None
    return [(first, last) for first, last, _, _ in runs]


def _already_scored(writer: Writer, ids: list[str]) -> list[str]:
    files = writer.files("scores")
    if not files:
        return []
    connection = writer.store.connect()
    connection.register("wanted", pa.table({"id": pa.array(ids, pa.string())}))
    rows = connection.execute(
        "SELECT DISTINCT id FROM read_parquet(?) WHERE id IN (SELECT id FROM wanted) ORDER BY id", [files]
    ).fetchall()
    return [row[0] for row in rows]
