"""Which articles lack current scores, of which families, and how new scores replace old ones.

A row of `scores` records the version of every family that computed it. A family is stale in a row that names another
version of it, or none; an article without a row, or with a row of another text, is stale in all. A family that is not
registered any more is left as it is.
"""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus.delta import quote, with_columns
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.scorers import registry

ALL = "*"
"""Every family, registered or not."""
_NEW, _ANEW, _GONE = -1, -2, -3
"""Instead of a place in `StaleArticles._lists`: articles that were never scored; those of which nothing is kept; those
of which nothing is there any more, as a run that was to replace it was stopped."""


@dataclass(frozen=True)
class Stale:
    """Articles that lack the same families."""

    families: tuple[str, ...]
    """To be scored."""
    articles: int
    keeps: bool
    """The articles have scores of their present text; those of other families are kept."""
    stored: bool
    """The newest snapshot may have rows of these articles in `scores`, or in `evidence` of these families."""
    number: int
    """Identifies these articles within their `StaleArticles`."""


class Batch(NamedTuple):
    """Stale articles, and what is kept of their scores."""

    articles: pa.RecordBatch
    """All columns of `articles`, extra columns included."""
    kept: pa.Table | None
    """id, scored_with and the measures of families that are not scored anew, one row per article; None if none is."""


class StaleArticles:
    """What is stale in the newest snapshot of a corpus; what is written later changes nothing."""

    def __init__(self, store: CorpusStore, tokens: Sequence[str], full: bool = False) -> None:
        """`tokens` name each family with its present version ("hedging-2"); with `full` every row is stale."""
        self._store = store
        self._current = {token.split("-", 1)[0]: token for token in tokens}
        self._snapshot, self._base = store.latest.number, store.latest_complete.number
        self._articles = store.files("articles", self._snapshot)
        self._lists: list[tuple[tuple[str, ...], bool]] = []
        """Lists of families that some row lacks, and whether the row and all evidence of these families are gone."""
        self._connection = store.connect()
        self._connection.execute("SET threads = 1")  # rows come in the file's order, and few are held at a time
        self._connection.execute("SET disabled_optimizers = 'join_order,build_side_probe_side'")  # for the same reason
        with store.storage.errors():
            self._read_scored(full)
            self.parts = self._counted() if self._articles else ()

    @property
    def count(self) -> int:
        """Articles that lack one family or more."""
        return sum(part.articles for part in self.parts)

    def merge(self) -> None:
        """Let all rows of which something is kept lack the same families, so that they can be replaced together."""
        kept = [part for part in self.parts if part.keeps]
        if len(kept) > 1:
            families = tuple(f for f in self._current if any(f in part.families for part in kept))
            self._connection.execute("UPDATE scored SET lacks = ? WHERE lacks >= 0", [len(self._lists)])
            self._lists.append((families, False))
            self.parts = self._counted()

    def batches(self, part: Stale, size: int) -> Iterator[Batch]:
        """The articles of a part in batches of `size`, in the order of source and row.

        The order does not depend on when the articles came. Only one file of articles at a time is open.
        """
        schema = self._store.schema("articles", self._snapshot)
        waiting: list[pa.RecordBatch] = []
        kept: list[pa.Table] = []
        for file in _in_order(self._connection, self._articles):
            if part.keeps:
                kept.append(self._kept(file, part))
            for rows in self._rows_in_order(file, part, size):
                waiting.append(with_columns(rows, schema))
                while sum(rows.num_rows for rows in waiting) >= size:
                    joined = pa.concat_batches(waiting)
                    yield _batch(joined.slice(0, size), kept)
                    waiting, kept = [joined.slice(size)], kept[-1:]  # the rest is of the last file
        if sum(rows.num_rows for rows in waiting):
            yield _batch(pa.concat_batches(waiting), kept)

    def _read_scored(self, full: bool) -> None:
        """Make the table `scored`: id, content_hash and lacks, a number of `_lists` or `_ANEW`, null for none."""
        run = self._connection.execute
        run("CREATE TABLE scored (id VARCHAR, content_hash VARCHAR, lacks INTEGER)")
        sources: list[tuple[int, frozenset[str] | None]] = [(self._snapshot, None)]
        if self._base != self._snapshot:  # a run that replaced all scores was stopped, and these are not replaced yet
            sources.append((self._base, self._replaced_by_stopped_run()))
        for snapshot, gone in sources:
            files = self._store.files("scores", snapshot)
            if not files:
                continue
            run("CREATE OR REPLACE TABLE versions (scored_with VARCHAR, lacks INTEGER)")
            for (versions,) in run("SELECT DISTINCT scored_with FROM read_parquet(?)", [files]).fetchall():
                run("INSERT INTO versions VALUES (?, ?)", [versions, self._lacking(versions or "", gone, full)])
            run(
                """INSERT INTO scored SELECT s.id, s.content_hash, v.lacks FROM read_parquet(?) s
                JOIN versions v ON s.scored_with IS NOT DISTINCT FROM v.scored_with
                WHERE s.id NOT IN (SELECT id FROM scored)""",
                [files],
            )

    def _lacking(self, scored_with: str, gone: frozenset[str] | None, full: bool) -> int | None:
        """What a row lacks, as a number of `_lists` or what stands for one; None where it lacks nothing.

        `gone` are the families whose evidence is removed already, with the row; None where the row is there.
        """
        tokens, removed = set(scored_with.split()), gone or frozenset()
        others = {token.split("-", 1)[0] for token in tokens} - set(self._current)
        lacking = tuple(f for f, token in self._current.items() if full or token not in tokens or f in removed)
        if ALL in removed:
            return _GONE
        if len(lacking) == len(self._current) and not others:
            return _ANEW
        if not lacking and gone is None:
            return None
        entry = (lacking, gone is not None and gone >= set(lacking))
        if entry not in self._lists:
            self._lists.append(entry)
        return self._lists.index(entry)

    def _replaced_by_stopped_run(self) -> frozenset[str]:
        """Families whose old evidence was removed since the last complete snapshot, by runs that were stopped."""
        runs = {snapshot.run for snapshot in self._store.snapshots() if snapshot.number > self._base}
        ledger = self._store.arrow("runs", ["run", "details"], self._snapshot).to_pylist()
        details = [json.loads(row["details"]) for row in ledger if row["run"] in runs]
        return frozenset(family for d in details if "scored_with" in d for family in d.get("replaces", [ALL]))

    def _counted(self) -> tuple[Stale, ...]:
        rows = self._connection.execute(
            f"SELECT {_LACKS} AS lacks, count(*) FROM read_parquet(?) a {_SCORED} WHERE {_LACKS} IS NOT NULL "
            "GROUP BY 1 ORDER BY 1 DESC",
            [self._articles],
        ).fetchall()
        parts = []
        for number, articles in rows:
            families, gone = self._lists[number] if number >= 0 else (tuple(self._current), number in (_NEW, _GONE))
            parts.append(Stale(families, articles, number >= 0, not gone, number))
        return tuple(parts)

    def _kept(self, file: str, part: Stale) -> pa.Table:
        """What is kept of the scores of a file's articles: id, scored_with, measures of families not scored anew."""
        tables: list[pa.Table] = []
        for snapshot in dict.fromkeys((self._snapshot, self._base)):
            files = self._store.files("scores", snapshot)
            if not files:
                continue
            stored = self._connection.sql("FROM read_parquet(?, union_by_name = true)", params=[files])
            replaced = tuple(f"{family}_" for family in part.families)
            texts = _category_columns(set(registry.families()) - set(part.families))
            measures = [
                name
                for name, kind in zip(stored.columns, stored.types, strict=True)
                if name in texts or (str(kind) == "DOUBLE" and not name.startswith(replaced))
            ]
            names = ", ".join(f'"{name}"' for name in ("id", "scored_with", *measures))
            rows: pa.Table = self._connection.sql(
                f"""SELECT {names} FROM read_parquet(?, union_by_name = true) WHERE id IN (
                    SELECT id FROM scored WHERE lacks = {part.number} AND id IN (SELECT id FROM read_parquet(?)))""",
                params=[files, [file]],
            ).to_arrow_table()
            if tables:  # a row of the older snapshot counts where the newer has none
                rows = rows.filter(pc.invert(pc.is_in(rows["id"], tables[0]["id"])))
            tables.append(rows)
        return pa.concat_tables(tables, promote_options="default")

    def _rows_in_order(self, file: str, part: Stale, size: int) -> Iterator[pa.RecordBatch]:
        """The file's articles of one part, by source and row, without holding its texts to sort them.

        `ingest` writes rows in order, and compaction puts some of its files one after another: runs of rows in order.
        """
        connection = self._connection
        read = f"""SELECT a.* EXCLUDE (file_row_number) FROM read_parquet(?, file_row_number = true) a {_SCORED}
            WHERE {_LACKS} = {part.number}"""
        runs = _runs(connection, file)
        if runs is None:
            yield from connection.sql(f"{read} ORDER BY {PLACE_OF_A}", params=[[file]]).to_arrow_reader(size)
            return
        for first, last in runs:
            rows = f"{read} AND file_row_number BETWEEN ? AND ?"
            yield from connection.sql(rows, params=[[file], first, last]).to_arrow_reader(size)


def count_stale(store: CorpusStore, tokens: Sequence[str]) -> int:
    """How many articles lack one family or more, in the versions that `tokens` name ("hedging-2")."""
    return StaleArticles(store, tokens).count


def write_scores(writer: Writer, scores: pa.Table, evidence: pa.Table, families: Collection[str] | None = None) -> None:
    """Write the rows of `scores` and `evidence`, in place of the rows the corpus has for the same articles.

    `scores` has one row per article, `evidence` any number for those articles. With `families` the evidence of other
    families stays. Nothing is visible before `writer.commit()`.
    """
    ids = scores.column("id").to_pylist()
    writer.delete_ids("scores", ids)
    writer.delete_ids("evidence", ids, also=f"AND {of_families(families)}" if families is not None else "")
    append_scores(writer, scores, evidence)


def append_scores(writer: Writer, scores: pa.Table, evidence: pa.Table) -> None:
    """Write rows of articles that have none; see `write_scores`."""
    writer.append("scores", scores)
    writer.append("evidence", evidence)
    writer.count(scored=scores.num_rows)


def _category_columns(families: Collection[str]) -> set[str]:
    """The text columns that these families write: their categories and the reasons."""
    scorers = [registered.scorer for name, registered in registry.families().items() if name in families]
    names = [category.name for scorer in scorers for category in scorer.categories]
    return {*names, *(f"{name}_reasons" for name in names)}


def of_families(families: Collection[str]) -> str:
    """The SQL condition for evidence of these families."""
    return f"family IN ({', '.join(quote(family) for family in sorted(families))})"


_SCORED = "LEFT JOIN scored s ON s.id = a.id"
_LACKS = f"""CASE WHEN s.id IS NULL THEN {_NEW} WHEN s.content_hash <> a.content_hash THEN {_ANEW} ELSE s.lacks END"""

SHORT_RUN = 200
"""Rows of a run on average, below which to sort a file is quicker than to look for each."""
PLACE = "(coalesce(source, ''), coalesce(row, 0), id)"
PLACE_OF_A = "(coalesce(a.source, ''), coalesce(a.row, 0), a.id)"


def _in_order(connection: duckdb.DuckDBPyConnection, files: list[str]) -> list[str]:
    """The files by the first source and row each holds."""
    first = [
        connection.execute(f"SELECT min({PLACE}) FROM read_parquet(?)", [[file]]).fetchall()[0][0] for file in files
    ]
    return [file for _, file in sorted(zip(first, files, strict=True))]


def _runs(connection: duckdb.DuckDBPyConnection, file: str) -> list[tuple[int, int]] | None:
    """First and last row number of the runs of a file, in their order; None where they are short, or overlap."""
    query = f"""SELECT min(number), max(number), min(this), max(this) FROM (
            SELECT number, this, count_if(earlier > this) OVER (ORDER BY number) AS run FROM (
                SELECT file_row_number AS number, {PLACE} AS this,
                    lag({PLACE}) OVER (ORDER BY file_row_number) AS earlier
                FROM read_parquet(?, file_row_number = true)))
        GROUP BY run ORDER BY 3"""
    runs = connection.execute(query, [[file]]).fetchall()
    rows = sum(last - first + 1 for first, last, _, _ in runs)
    if len(runs) > 1 and (rows < SHORT_RUN * len(runs) or any(a[3] > b[2] for a, b in pairwise(runs))):
        return None
    return [(first, last) for first, last, _, _ in runs]


def _batch(articles: pa.RecordBatch, kept: Sequence[pa.Table]) -> Batch:
    """The articles with the rows that are kept for them, in the same order."""
    if not kept:
        return Batch(articles, None)
    rows = pa.concat_tables(kept, promote_options="default")
    return Batch(articles, rows.take(pc.index_in(articles.column("id"), rows.column("id").combine_chunks())))
