"""The articles a corpus holds, queried one batch at a time: ids and content hashes, never texts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from analysis.corpus.ingest.readers import documents_in
from analysis.corpus.store import CorpusStore


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An id's entry: the content it stands for, and whether the input that is being read has it."""

    content_hash: str
    seen: bool


@dataclass(frozen=True, slots=True)
class Description:
    """Enough of an article to tell whether another one with its id is the same."""

    outlet: str | None
    title: str | None
    source: str | None


class ArticleIndex:
    """Ids of the corpus and of the input read so far, in a DuckDB table that spills to disk when it grows large."""

    def __init__(self, store: CorpusStore, snapshot: int) -> None:
        self._files = files = store.files("articles", snapshot)
        self._connection = store.connect()
        self._connection.execute("CREATE TABLE known (id VARCHAR, content_hash VARCHAR, seen BOOLEAN)")
        if files:
            self._connection.execute("INSERT INTO known SELECT id, content_hash, false FROM read_parquet(?)", [files])

    def find(self, ids: Sequence[str]) -> dict[str, IndexedArticle]:
        """Return the entries of those of `ids` that are known, by id."""
        self._connection.register("wanted", pa.table({"id": pa.array(list(ids), pa.string())}))
        rows = self._connection.execute(
            "SELECT id, content_hash, seen FROM known WHERE id IN (SELECT id FROM wanted)"
        ).fetchall()
        self._connection.unregister("wanted")
        return {key: IndexedArticle(content_hash, seen) for key, content_hash, seen in rows}

    def describe(self, ids: Sequence[str]) -> dict[str, Description]:
        """Return outlet, title and source of those of `ids` that were in the corpus before this input, by id."""
        if not ids or not self._files:
            return {}
        self._connection.register("wanted", pa.table({"id": pa.array(list(ids), pa.string())}))
        rows = self._connection.execute(
            "SELECT id, outlet, title, source FROM read_parquet(?) WHERE id IN (SELECT id FROM wanted)", [self._files]
        ).fetchall()
        self._connection.unregister("wanted")
        return {key: Description(outlet, title, source) for key, outlet, title, source in rows}

    def outlets_beside(self, source: str) -> dict[str, int]:
        """Return the outlets of the corpus's articles that are not of the input `source`, with their number."""
        if not self._files:
            return {}
        rows = self._connection.execute(
            """SELECT outlet, count(*) FROM read_parquet(?)
            WHERE outlet IS NOT NULL AND source != ? AND NOT starts_with(source, ?) GROUP BY outlet""",
            [self._files, source, f"{source}/"],
        ).fetchall()
        return {outlet: int(number) for outlet, number in rows}

    def not_seen(self, source: str) -> list[str]:
        """Return the ids, sorted, that the corpus has from `source` (or documents in it) and this input has not."""
        if not self._files:
            return []
        inside = f"{source}/"
        rows = self._connection.execute(
            f"""SELECT id FROM read_parquet(?) ANTI JOIN (SELECT id FROM known WHERE seen) USING (id)
            WHERE source = ? OR (starts_with(source, ?) AND ({documents_in("source")})) ORDER BY id""",
            [self._files, source, inside],
        ).fetchall()
        return [key for (key,) in rows]

    def mark_seen(self, hashes: Mapping[str, str], replace: bool) -> None:
        """Record id → content hash as part of this input; `replace` where any of them was known before."""
        rows = pa.table(
            {"id": pa.array(list(hashes), pa.string()), "hash": pa.array(list(hashes.values()), pa.string())}
        )
        self._connection.register("met", rows)
        if replace:
            self._connection.execute("DELETE FROM known WHERE id IN (SELECT id FROM met)")
        self._connection.execute("INSERT INTO known SELECT id, hash, true FROM met")
        self._connection.unregister("met")
