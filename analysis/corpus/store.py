"""The versioned tables of a corpus and the snapshots that tie their versions together.

A batch of work touches several Delta tables, and a Delta commit covers one. A **snapshot** is therefore a row of the
table `snapshots` that names the version of every other table; it is written last, and everything here reads the
versions a snapshot names. What a killed run left beyond them is never seen, and the next writer rolls it back.

>>> import tempfile
>>> store = CorpusStore.create(tempfile.mkdtemp())
>>> store.latest.number, store.arrow("articles").num_rows
(0, 0)
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

import duckdb
import pyarrow as pa
from deltalake import DeltaTable, write_deltalake
from deltalake.exceptions import CommitFailedError

from analysis.corpus.delta import (
    KEEP_HISTORY,
    NO_RETRY,
    TABLES,
    Snapshot,
    read_file,
    snapshot_of,
    snapshot_row,
    writer_properties,
)
from analysis.corpus.lock import lock_file, writer_lock
from analysis.corpus.schema import ARTICLES, SNAPSHOTS
from analysis.corpus.storage import Storage
from analysis.corpus.writer import Writer
from analysis.errors import ArgumentError, CorpusBusy, CorpusNotFound


class CorpusStore:
    """A corpus at a local path or a storage address (s3://…, with the `storage_options` of the `deltalake` package).

    Environment variables (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL …) serve as well as options. Where an address cannot be
    reached, every method raises `InputError` with the reason.
    """

    def __init__(self, location: str | Path, storage_options: Mapping[str, str] | None = None) -> None:
        """Use `open` or `create`; this checks nothing."""
        text = str(location)
        self.location = text.rstrip("/") if "://" in text else str(Path(text).expanduser().resolve())
        self.storage_options = dict(storage_options or {})
        self.storage = Storage(self.location, self.storage_options)
        self._seen: dict[int, Snapshot] = {}

    @classmethod
    def open(cls, location: str | Path, storage_options: Mapping[str, str] | None = None) -> Self:
        """Return a corpus that exists; raises `CorpusNotFound` if there is none, or no snapshot in it."""
        store = cls(location, storage_options)
        if store._latest() is None:
            raise CorpusNotFound(
                f"There is no corpus at {store.location}. Make one with: "
                f"framescope ingest PATH --corpus {store.location}"
            )
        return store

    @classmethod
    def create(cls, location: str | Path, storage_options: Mapping[str, str] | None = None) -> Self:
        """Return the corpus at `location`, made with empty tables and snapshot 0 if it does not exist yet."""
        store = cls(location, storage_options)
        if store._latest() is None:
            with writer_lock(store.location):
                store._begin()
        return store

    def exists(self) -> bool:
        """Return whether the corpus has been made."""
        return self._latest() is not None

    def remove_if_empty(self) -> bool:
        """Remove the tables of a corpus in which no snapshot has an article; its folder stays.

        Returns whether they were removed. A corpus at a storage address stays, as does one that another run writes to.
        """
        if self.storage.remote:
            return False
        folder = Path(self.location)
        try:
            with writer_lock(self.location):
                if any(self.files("articles", snapshot.number) for snapshot in self.snapshots()):
                    return False
                for table in ("snapshots", *TABLES):  # without snapshots it is no corpus any more
                    shutil.rmtree(folder / table, ignore_errors=True)
        except CorpusBusy:
            return False
        lock_file(self.location).unlink(missing_ok=True)
        return True

    def table_uri(self, table: str) -> str:
        """Return the table's folder or address."""
        return f"{self.location}/{table}"

    def delta(self, table: str, version: int | None = None) -> DeltaTable:
        """Return the Delta table, newest version unless one is given; for `analysis.corpus.writer` and maintenance."""
        with self.storage.errors():
            return DeltaTable(self.table_uri(table), version=version, storage_options=self.storage_options)

    def snapshots(self) -> list[Snapshot]:
        """Return all snapshots, oldest first."""
        with self.storage.errors():
            if not DeltaTable.is_deltatable(self.table_uri("snapshots"), self.storage_options):
                return []
        rows = self._read("snapshots", self.delta("snapshots")).sort_by("snapshot").to_pylist()
        found = [snapshot_of(row) for row in rows]
        self._seen = {snapshot.number: snapshot for snapshot in found}
        return found

    def snapshot(self, number: int | None = None) -> Snapshot:
        """Return the snapshot with that number, the newest if None; raises `ArgumentError` for an unknown number."""
        if number is None:
            return self.latest
        if number not in self._seen:  # one that was seen never changes
            self.snapshots()
        if number in self._seen:
            return self._seen[number]
        raise ArgumentError(
            f"The corpus {self.location} has no snapshot {number}; its snapshots are 0 to {self.latest.number}. "
            "`framescope status` lists them."
        )

    def remember(self, row: pa.Table) -> Snapshot:
        """Return the snapshot of a row that was just written, and keep it, so that it need not be read again."""
        snapshot = snapshot_of(row.to_pylist()[0])
        self._seen[snapshot.number] = snapshot
        return snapshot

    @property
    def latest(self) -> Snapshot:
        """The newest snapshot; raises `CorpusNotFound` if there is none."""
        newest = self._latest()
        if newest is None:
            raise CorpusNotFound(f"There is no corpus at {self.location}, or it holds no snapshot yet.")
        return newest

    def files(self, table: str, snapshot: int | None = None) -> list[str]:
        """Return the table's Parquet files as `connect`'s connections name them, sorted; none if the table has no rows.

        They are plain paths for a local corpus. Older files lack the columns that came later: read them with DuckDB's
        `union_by_name = true`.
        """
        delta = self._delta_in(table, snapshot)
        if delta is None:
            return []
        return self._names(table, delta)

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a new DuckDB connection that reads what `files` names, wherever the corpus is."""
        return self.storage.connect()

    def schema(self, table: str, snapshot: int | None = None) -> pa.Schema:
        """Return the columns the table has in that snapshot, extra columns and measures included."""
        delta = self._delta_in(table, snapshot)
        return pa.schema(delta.schema().to_arrow()) if delta is not None else TABLES[table]

    def extra_columns(self, snapshot: int | None = None) -> list[str]:
        """Return the names of the columns that came with the user's input (topic, bias label …), in that order."""
        return [name for name in self.schema("articles", snapshot).names if name not in ARTICLES.names]

    def arrow(self, table: str, columns: Sequence[str] | None = None, snapshot: int | None = None) -> pa.Table:
        """Return the whole table, or some of its columns, in memory; the row order is that of the files."""
        delta = self._delta_in(table, snapshot)
        wanted = list(columns) if columns is not None else None
        if delta is None:
            return TABLES[table].empty_table().select(wanted or TABLES[table].names)
        return self._read(table, delta, wanted)

    def _names(self, table: str, delta: DeltaTable) -> list[str]:
        return sorted(self.storage.file(table, uri) for uri in delta.file_uris())

    def _read(self, table: str, delta: DeltaTable, columns: list[str] | None = None) -> pa.Table:
        """Read the table into memory, file by file: through Arrow for a local corpus, through DuckDB for another.

        Not through delta-rs's file system, which is Python underneath: Arrow's threads may let go of a file while the
        interpreter shuts down, and that aborts the process. Nor as an Arrow dataset, which would import pandas.
        """
        schema = pa.schema(delta.schema().to_arrow())
        wanted = pa.schema([schema.field(name) for name in columns or schema.names])
        files = self._names(table, delta)
        if not files:
            return wanted.empty_table()
        if not self.storage.remote:
            return pa.concat_tables([read_file(name, wanted) for name in files])
        with self.connect() as connection:
            found = connection.sql("FROM read_parquet(?, union_by_name = true)", params=[files])
            stored = set(found.columns)  # a column may have been added with rows that are gone
            names = [f'"{name}"' if name in stored else f'NULL AS "{name}"' for name in wanted.names]
            return found.project(", ".join(names)).to_arrow_table().cast(wanted)

    @contextmanager
    def writer(self, kind: str, details: Mapping[str, object] | None = None) -> Iterator[Writer]:
        """Hold the corpus and write to it as one run of `kind` (ingest, score, recompute).

        Raises `CorpusBusy` if another run holds it. First rolls back what a killed run left behind. When the block
        ends without an error the run is finished and committed; otherwise what was not committed is rolled back.
        """
        with writer_lock(self.location), self.storage.errors():
            writer = Writer(self, kind, details or {})
            try:
                yield writer
                writer.finish()
            except CorpusBusy:
                raise  # what is there now is the other run's
            except BaseException:
                writer.roll_back()
                raise

    def append(self, table: str, delta: DeltaTable, data: pa.Table) -> None:
        """Append to the table without a snapshot; only a `Writer` calls this.

        Raises `CommitFailedError` where the table has got another version since `delta` was opened.
        """
        write_deltalake(
            delta,
            data,
            mode="append",
            schema_mode="merge",
            writer_properties=writer_properties(table),
            commit_properties=NO_RETRY,
        )

    @property
    def latest_complete(self) -> Snapshot:
        """The newest snapshot for queries: while all articles are rescored, the one before that began."""
        complete = (snapshot for snapshot in reversed(self.snapshots()) if snapshot.complete)
        return next(complete, None) or self.latest

    def _latest(self) -> Snapshot | None:
        return next(reversed(self.snapshots()), None)

    def _delta_in(self, table: str, snapshot: int | None) -> DeltaTable | None:
        """Return the table as the snapshot has it; None where the snapshot is older than that kind of table."""
        if table == "snapshots":
            return self.delta(table)
        if table not in TABLES:
            raise ArgumentError(f"A corpus has no table {table!r}; its tables are {', '.join(TABLES)}, snapshots.")
        version = self.snapshot(snapshot).versions.get(table)
        return self.delta(table, version) if version is not None else None

    def make_tables(self, names: Iterable[str]) -> None:
        """Make those of the tables that do not exist yet, empty; only a `Writer` and `create` call this."""
        for name, schema in {**TABLES, "snapshots": SNAPSHOTS}.items():
            if name not in names:
                continue
            with self.storage.errors():
                DeltaTable.create(
                    self.table_uri(name),
                    schema,
                    mode="ignore",
                    configuration=KEEP_HISTORY,
                    storage_options=self.storage_options,
                )

    def _begin(self) -> None:
        self.make_tables([*TABLES, "snapshots"])
        snapshots = self.delta("snapshots")
        if self._latest() is None:
            versions = {name: self.delta(name).version() for name in TABLES}
            try:
                self.append("snapshots", snapshots, snapshot_row(0, "create", versions))
            except CommitFailedError:
                if self._latest() is None:  # otherwise another run made the same corpus at the same moment
                    raise
