"""The one writer of a corpus: appends and deletes, then a snapshot row, and rolls back what never got one."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pyarrow as pa

from analysis.corpus.schema import RUNS
from analysis.corpus.store import PROPERTIES, TABLES, Store, snapshot_row

# Above this many files a table is rewritten into fewer; each file costs a reader an open and a footer.
MANY_FILES = 24
FILE_BYTES = 128 * 1024 * 1024
IDS_PER_DELETE = 2000

COUNTS = ("read", "added", "updated", "unchanged", "rejected", "scored")


class Writer:
    """Writes of one run. Made by `Store.writer`, which holds the lock; nothing is visible before `commit`.

    `append` and `delete_ids` may be called for any table, any number of times; `commit` makes them visible together
    and may be called after every batch, so that a killed run keeps what it committed.
    """

    def __init__(self, store: Store, kind: str, details: Mapping[str, object]) -> None:
        self.store = store
        self.kind = kind
        self.details = dict(details)
        self.started = datetime.now(UTC)
        self.counts = dict.fromkeys(COUNTS, 0)
        self._base = store.latest
        # A corpus made by an older framescope lacks the kinds of table that came later; they begin empty.
        store.make_tables([name for name in TABLES if name not in self._base.versions])
        self._versions = dict.fromkeys(TABLES, 0) | dict(self._base.versions)
        self._in_ledger = False
        self.roll_back()
        self.run = f"{self.started:%Y%m%dT%H%M%SZ}-{kind}-{self._base.number + 1}"

    @property
    def snapshot(self) -> int:
        """Number of the newest committed snapshot."""
        return self._base.number

    def roll_back(self) -> None:
        """Put every table back to the version the newest snapshot names."""
        for name in TABLES:
            delta = self.store.delta(name)
            if delta.version() != self._versions[name]:
                delta.restore(self._base.versions.get(name, 0))
                # A restore is a new version with the old content; the next snapshot will name it.
                self._versions[name] = delta.version()

    def append(self, table: str, data: pa.Table) -> None:
        """Add rows; columns the table does not have yet are added to it."""
        if data.num_rows:
            self.store.append(table, data)

    def delete_ids(self, table: str, ids: Sequence[str], column: str = "id") -> None:
        """Remove the rows whose `column` is one of `ids`."""
        ordered = sorted(set(ids))
        for start in range(0, len(ordered), IDS_PER_DELETE):
            listed = ", ".join(quote(value) for value in ordered[start : start + IDS_PER_DELETE])
            self.delete(table, f"{column} IN ({listed})")

    def delete(self, table: str, predicate: str) -> None:
        """Remove the rows for which the SQL `predicate` holds."""
        self.store.delta(table).delete(predicate, writer_properties=PROPERTIES)

    def files(self, table: str) -> list[str]:
        """Files of the table as last committed."""
        return self.store.files(table, self.snapshot)

    def count(self, **added: int) -> None:
        """Add to the run's counts: read, added, updated, unchanged, rejected, scored."""
        for name, number in added.items():
            self.counts[name] += number

    def commit(self) -> int:
        """Make everything written so far visible as a new snapshot, and return its number."""
        self._write_ledger(finished=None)
        return self._write_snapshot()

    def finish(self) -> int:
        """Close the run: its ledger row gets an end, tables of many small files are compacted, a last commit follows."""
        self._write_ledger(finished=datetime.now(UTC))
        for name in TABLES:
            self._compact(name)
        number = self._write_snapshot()
        snapshots = self.store.delta("snapshots")
        if len(snapshots.file_uris()) > 2 * MANY_FILES:
            snapshots.optimize.compact(writer_properties=PROPERTIES)
        return number

    def _write_snapshot(self) -> int:
        versions = {name: self.store.delta(name).version() for name in TABLES}
        self.store.append("snapshots", snapshot_row(self._base.number + 1, self.run, versions))
        self._base = self.store.latest
        self._versions = dict(self._base.versions)
        return self._base.number

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
        self.store.append("runs", pa.Table.from_pylist([row], schema=RUNS))
        self._in_ledger = True

    def _compact(self, table: str) -> None:
        delta = self.store.delta(table)
        if len(delta.file_uris()) > MANY_FILES:
            delta.optimize.compact(target_size=FILE_BYTES, writer_properties=PROPERTIES)


def quote(value: str) -> str:
    """A SQL text literal."""
    return "'" + value.replace("'", "''") + "'"
