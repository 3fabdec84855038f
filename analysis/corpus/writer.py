"""The one writer of a corpus: appends and deletes, then a snapshot row, and rolls back what never got one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
from deltalake import DeltaTable
from deltalake.exceptions import CommitFailedError

from analysis.corpus.delta import NO_RETRY, TABLES, quote, snapshot_row, writer_properties
from analysis.corpus.schema import RUNS
from analysis.errors import CorpusBusy

if TYPE_CHECKING:
    from analysis.corpus.store import CorpusStore

# Above this many files a table is rewritten into fewer; each file costs a reader an open and a footer.
MANY_FILES = 24
FILE_BYTES = 64 * 1024 * 1024
COMMITS_A_COMPACTION = 64
"""A change to a table takes time and memory per file of it: a long run must not pile them up."""
IDS_PER_DELETE = 2000

COUNTS = ("read", "added", "updated", "unchanged", "rejected", "scored")


class Writer:
    """The writes of one run, made by `CorpusStore.writer`, which holds the lock; nothing is visible before `commit`.

    `append` and `delete_ids` may be called for any table, any number of times; `commit` makes them visible together
    and may be called after every batch, so that a killed run keeps what it committed. Every write must follow the
    version that this run knows; where another run got past the lock (it holds on one machine), `CorpusBusy` is raised.
    """

    def __init__(self, store: "CorpusStore", kind: str, details: Mapping[str, object]) -> None:
        self.store = store
        self.kind = kind
        self.details = dict(details)
        self.started = datetime.now(UTC)
        self.counts = dict.fromkeys(COUNTS, 0)
        snapshots = store.delta("snapshots")
        self._base = store.latest
        # A corpus made by an older framescope lacks the tables that were added later; they begin empty.
        store.make_tables([name for name in TABLES if name not in self._base.versions])
        # Version of every table that the newest snapshot names, and the version that holds this run's writes too.
        self._committed = dict.fromkeys(TABLES, 0) | dict(self._base.versions)
        self._tables: dict[str, DeltaTable] = {"snapshots": snapshots}
        self._written = {"snapshots": snapshots.version()}
        self._in_ledger = False
        self._commits = 0
        self.complete = self._base.complete
        """Set to False before old scores are removed that later commits of this run replace, and to True afterwards."""
        for name in TABLES:  # whatever lies beyond the snapshot is left from a run that was killed
            self._tables[name] = store.delta(name)
            self._written[name] = self._tables[name].version()
        self.roll_back()
        self.run = f"{self.started:%Y%m%dT%H%M%SZ}-{kind}-{self._base.number + 1}"

    @property
    def snapshot(self) -> int:
        """Number of the newest committed snapshot."""
        return self._base.number

    def roll_back(self) -> None:
        """Restore every table to the version that the newest snapshot names."""
        for name in TABLES:
            if self._written[name] != self._committed[name]:
                with self._next(name) as delta:
                    delta.restore(self._base.versions.get(name, 0), commit_properties=NO_RETRY)
                # A restore is a new version with the old content; the next snapshot will name it.
                self._committed[name] = self._written[name]

    def append(self, table: str, data: pa.Table) -> None:
        """Add rows; columns the table does not have yet are added to it."""
        if data.num_rows:
            with self._next(table) as delta:
                self.store.append(table, delta, data)

    def delete_ids(self, table: str, ids: Sequence[str], column: str = "id", also: str = "") -> None:
        """Remove the rows whose `column` is one of `ids`, and for which `also` ("AND …" in SQL) holds."""
        ordered = sorted(set(ids))
        for start in range(0, len(ordered), IDS_PER_DELETE):
            listed = ", ".join(quote(value) for value in ordered[start : start + IDS_PER_DELETE])
            self.delete(table, f"{column} IN ({listed}) {also}")

    def delete(self, table: str, predicate: str) -> None:
        """Remove the rows for which the SQL `predicate` holds."""
        with self._next(table) as delta:
            delta.delete(predicate, writer_properties=writer_properties(table), commit_properties=NO_RETRY)

    def files(self, table: str) -> list[str]:
        """Return the files of the table as last committed."""
        return self.store.files(table, self.snapshot)

    def count(self, **added: int) -> None:
        """Add to the run's counts: read, added, updated, unchanged, rejected, scored."""
        for name, number in added.items():
            self.counts[name] += number

    def commit(self) -> int:
        """Make everything written so far visible as a new snapshot, and return its number."""
        self._write_ledger(finished=None)
        self._commits += 1
        return self._write_compacted() if self._commits % COMMITS_A_COMPACTION == 0 else self._write_snapshot()

    def finish(self) -> int:
        """Close the run: its ledger row gets an end, tables of many files are compacted, a last commit follows."""
        self._write_ledger(finished=datetime.now(UTC))
        return self._write_compacted()

    def _write_compacted(self) -> int:
        for name in TABLES:
            self._compact(name)
        number = self._write_snapshot()
        self._compact("snapshots", 2 * MANY_FILES)
        return number

    @contextmanager
    def _next(self, table: str) -> Iterator[DeltaTable]:
        """Yield the table for one change to the version this run knows; raises `CorpusBusy` if another run wrote.

        The tables stay open, and know their version from what this run wrote: that another run wrote shows when the
        change is committed, since it is tried once only (`NO_RETRY`).
        """
        known, delta = self._written[table], self._tables[table]
        try:
            yield delta
        except CommitFailedError as error:
            if self.store.delta(table).version() == known:
                raise
            raise self._lost() from error
        # One change is one version, and none where nothing had to change.
        self._written[table] = min(delta.version(), known + 1)

    def _lost(self) -> CorpusBusy:
        return CorpusBusy(
            f"Another run is writing to the corpus {self.store.location}; this one stopped, and only what it had "
            "committed is kept. Wait for the other to finish, and start again."
        )

    def _write_snapshot(self) -> int:
        versions = {name: self._written[name] for name in TABLES}
        number = self._base.number + 1
        row = snapshot_row(number, self.run, versions, self.complete)
        with self._next("snapshots") as delta:
            self.store.append("snapshots", delta, row)
        self._base = self.store.remember(row)
        self._committed = versions
        return number

    def _write_ledger(self, finished: datetime | None) -> None:
        if self._in_ledger:
            self.delete("runs", f"run = {quote(self.run)}")
        row = {
            "run": self.run,
            "kind": self.kind,
            "started": self.started,
            "finished": finished,
            **self.counts,
            "details": json.dumps(self.details, sort_keys=True, default=str),
        }
        self.append("runs", pa.Table.from_pylist([row], schema=RUNS))
        self._in_ledger = True

    def _compact(self, table: str, many: int = MANY_FILES) -> None:
        with self._next(table) as delta:
            if len(delta.file_uris()) > many:
                delta.optimize.compact(
                    target_size=FILE_BYTES,
                    max_concurrent_tasks=1,  # two at once are hardly faster and take twice the memory
                    writer_properties=writer_properties(table),
                    commit_properties=NO_RETRY,
                )
