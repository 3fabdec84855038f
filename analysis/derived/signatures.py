"""What articles are compared by, kept beside them: only texts that are new or changed are read again.

Both wire copy (MinHash signatures) and stories (hashed terms with counts) compare every article with others. Their
`Fingerprints` hold the whole corpus in flat arrays, in the order of publication.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

from analysis.corpus.delta import quote
from analysis.corpus.schema import FINGERPRINTS
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer

Make = Callable[[Sequence[str | None], Sequence[str]], tuple[list[np.ndarray], list[np.ndarray] | None]]
"""Titles and texts to hashes (int32) and, where there are any, as many counts (int32) of each article."""

TEXTS_AT_ONCE = 2000


@dataclass(frozen=True)
class Fingerprints:
    """Every article of the corpus by `published` (missing last) and id; arrays have one entry an article.

    `hashes[start[i]:start[i + 1]]` (and `counts`) are article i's. `day` is the time of publication in days since
    1970, NaN where missing. `known` is False for articles whose text was read just now.
    """

    articles: pa.Table
    """id, content_hash, outlet, published, author, url, title and `group` (as the result table has it)."""
    day: np.ndarray
    known: np.ndarray
    start: np.ndarray
    hashes: np.ndarray
    counts: np.ndarray

    def __len__(self) -> int:
        return len(self.day)

    @property
    def group(self) -> list[str | None]:
        """The group (or story) the article had; None for an article that had none or is new."""
        groups: list[str | None] = self.articles.column("group").to_pylist()
        return groups


def read_fingerprints(
    store: CorpusStore, kind: str, made_with: str, make: Make, result: str, group: str, first: int | None = None
) -> Fingerprints:
    """Fingerprints of all articles; those the corpus does not hold yet are made from title and text by `make`.

    `result` is the table with the column `group`, both as made by the version `made_with`. `first` cuts the texts to
    so many characters.
    """
    connection = store.connect()
    _view(
        connection, store, "articles", ("id", "content_hash", "outlet", "published", "author", "url", "title", "text")
    )
    _view(connection, store, "fingerprints", tuple(FINGERPRINTS.names))
    _view(connection, store, result, ("id", "content_hash", "made_with", group))
    connection.execute(
        """CREATE TABLE kept AS SELECT id, content_hash, hashes, counts FROM fingerprints
        WHERE kind = ? AND made_with = ?""",
        [kind, made_with],
    )
    fresh = [_made(batch, make) for batch in _unread(connection, store, first)]
    table = pa.Table.from_batches(fresh, schema=_FRESH)
    connection.register("fresh", table)
    found = connection.sql(
        f"""SELECT a.id, a.content_hash, a.outlet, a.published, a.author, a.url, a.title, g."{group}" AS "group",
            epoch(a.published) / 86400.0 AS day, f.fresh IS NULL AND g.id IS NOT NULL AS known,
            coalesce(f.hashes, k.hashes) AS hashes, coalesce(f.counts, k.counts) AS counts
        FROM articles a LEFT JOIN fresh f ON f.id = a.id LEFT JOIN kept k ON k.id = a.id AND f.id IS NULL
        LEFT JOIN {result} g ON g.id = a.id AND g.content_hash = a.content_hash AND g.made_with = ?
        ORDER BY a.published NULLS LAST, a.id""",
        params=[made_with],
    ).to_arrow_table()
    hashes, start = _flat(found.column("hashes"))
    counts, _ = _flat(found.column("counts"))
    return Fingerprints(
        found.select(["id", "content_hash", "outlet", "published", "author", "url", "title", "group"]),
        found.column("day").to_numpy(),
        found.column("known").to_numpy(zero_copy_only=False).astype(bool),
        start,
        hashes,
        counts,
    )


def is_current(store: CorpusStore, result: str, made_with: str) -> bool:
    """Whether the table `result` has a row of the version `made_with` for every article as it is, and no other row."""
    question = f"""SELECT
        (SELECT count(*) FROM articles a ANTI JOIN (SELECT * FROM {result} WHERE made_with = $made) r
            ON r.id = a.id AND r.content_hash = a.content_hash),
        (SELECT count(*) FROM {result}) - (SELECT count(*) FROM articles)"""
    with store.storage.errors():
        connection = store.connect()
        _view(connection, store, "articles", ("id", "content_hash"))
        _view(connection, store, result, ("id", "content_hash", "made_with"))
        missing, left_over = connection.execute(question, {"made": made_with}).fetchall()[0]
    current: bool = missing == 0 and left_over == 0
    return current


def write_fingerprints(writer: Writer, fingerprints: Fingerprints, kind: str, made_with: str) -> None:
    """Keep those that the corpus does not hold yet, and drop those of changed articles and of other versions."""
    articles = fingerprints.articles
    ids, content = articles.column("id"), articles.column("content_hash")
    stored = _stored(writer, kind)
    now = dict(zip(ids.to_pylist(), content.to_pylist(), strict=True))
    current = {id for id, hash, made in stored if now.get(id) == hash and made == made_with}
    old = [id for id, _, _ in stored if id not in current]
    if old and not current:
        writer.delete("fingerprints", f"kind = {quote(kind)}")
    elif old:
        writer.delete("fingerprints", f"kind = {quote(kind)} AND made_with <> {quote(made_with)}")
        for part in range(0, len(old), 2000):
            listed = ", ".join(map(quote, old[part : part + 2000]))
            writer.delete("fingerprints", f"kind = {quote(kind)} AND id IN ({listed})")
    fresh = np.array([i for i, id in enumerate(ids.to_pylist()) if id not in current], dtype=np.int64)
    size = len(fresh)
    if size:
        rows = {
            "id": ids.take(fresh),
            "content_hash": content.take(fresh),
            "kind": pa.repeat(pa.scalar(kind), size),
            "made_with": pa.repeat(pa.scalar(made_with), size),
            "hashes": _lists(fingerprints.hashes, fingerprints.start, fresh),
            "counts": _lists(fingerprints.counts, fingerprints.start, fresh)
            if len(fingerprints.counts)
            else pa.nulls(size, pa.list_(pa.int32())),
        }
        writer.append("fingerprints", pa.table(rows, schema=FINGERPRINTS))


_FRESH = pa.schema(
    [
        pa.field("id", pa.string()),
        pa.field("hashes", pa.list_(pa.int32())),
        pa.field("counts", pa.list_(pa.int32())),
        pa.field("fresh", pa.bool_()),
    ]
)


def _unread(connection: duckdb.DuckDBPyConnection, store: CorpusStore, first: int | None) -> Iterator[pa.RecordBatch]:
    """id, title, text of the articles without a row in `kept`; only files that hold one are read for texts."""
    files = store.files("articles")
    if not files:
        return
    connection.execute(
        """CREATE TABLE unread AS SELECT id, filename FROM read_parquet(?, union_by_name = true, filename = true) a
        ANTI JOIN kept k ON k.id = a.id AND k.content_hash = a.content_hash""",
        [files],
    )
    holding = [name for (name,) in connection.execute("SELECT DISTINCT filename FROM unread ORDER BY 1").fetchall()]
    if holding:
        text = "text" if first is None else f"left(text, {int(first)}) AS text"
        query = f"SELECT id, title, {text} FROM read_parquet(?) SEMI JOIN unread USING (id)"
        yield from connection.sql(query, params=[holding]).to_arrow_reader(TEXTS_AT_ONCE)


def _made(batch: pa.RecordBatch, make: Make) -> pa.RecordBatch:
    hashes, counts = make(batch.column("title").to_pylist(), batch.column("text").to_pylist())
    lists = pa.list_(pa.int32())
    columns = [
        batch.column("id"),
        pa.array(hashes, lists),
        pa.array(counts, lists) if counts is not None else pa.nulls(batch.num_rows, lists),
        pa.array([True] * batch.num_rows),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=_FRESH)


def _view(connection: duckdb.DuckDBPyConnection, store: CorpusStore, table: str, columns: tuple[str, ...]) -> None:
    files = store.files(table)
    if files:
        listed = ", ".join(quote(name) for name in files)
        names = ", ".join(f'"{name}"' for name in columns)
        connection.execute(f"CREATE VIEW {table} AS SELECT {names} FROM read_parquet([{listed}], union_by_name = true)")
    else:
        connection.register(table, pa.schema([store.schema(table).field(name) for name in columns]).empty_table())


def _stored(writer: Writer, kind: str) -> list[tuple[str, str, str]]:
    files = writer.files("fingerprints")
    if not files:
        return []
    query = "SELECT id, content_hash, made_with FROM read_parquet(?) WHERE kind = ? ORDER BY id"
    return writer.store.connect().execute(query, [files, kind]).fetchall()


def _flat(column: pa.ChunkedArray) -> tuple[np.ndarray, np.ndarray]:
    """The values of a column of lists, one after the other, and where each list starts (one entry more than lists)."""
    lengths = np.array([0]) if not len(column) else np.concatenate([_lengths(chunk) for chunk in column.chunks])
    values = [chunk.flatten().to_numpy(zero_copy_only=False) for chunk in column.chunks]
    flat = np.concatenate(values) if values else np.array([])
    start = np.concatenate([[0], np.cumsum(lengths)]) if len(column) else np.array([0])
    return flat.astype(np.int32), start.astype(np.int64)


def _lengths(lists: pa.Array) -> np.ndarray:
    result: np.ndarray = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    return result


def _lists(values: np.ndarray, start: np.ndarray, rows: np.ndarray) -> pa.Array:
    lengths = (start[1:] - start[:-1])[rows]
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    taken = np.repeat(start[rows], lengths) + np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(values[taken], pa.int32()))
