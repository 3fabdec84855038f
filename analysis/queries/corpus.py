"""One frozen snapshot of a corpus, opened for questions."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import duckdb

from analysis.corpus import schema
from analysis.corpus.storage import Storage
from analysis.errors import ArgumentError
from analysis.measures import Measure
from analysis.queries.views import TABLES, connect
from analysis.spelling import did_you_mean

if TYPE_CHECKING:
    import pandas as pd

_NOT_GROUPS = ("id", "published", "content_hash", "scored_with")


@dataclass(frozen=True)
class CorpusSnapshot:
    """A snapshot and its views: articles, scores, evidence, wire, stories, rejects, sources, runs.

    In the views times are TIMESTAMP in UTC without a zone, and a measure that is not a number is null. One
    `CorpusSnapshot` may be asked from many threads: each question takes its own cursor.
    """

    path: str
    snapshot: int
    committed: datetime | None
    measures: Mapping[str, Measure]
    """Those of the registry that the snapshot's scores hold, in registry order."""
    columns: Mapping[str, str]
    """Columns of `scores` and their DuckDB types."""
    files: Mapping[str, Sequence[str]] = field(repr=False)
    connection: duckdb.DuckDBPyConnection = field(repr=False, compare=False)
    storage: Storage = field(default=Storage(), repr=False, compare=False)
    copy: TemporaryDirectory[str] | None = field(default=None, repr=False, compare=False)
    """Where the tables that most questions read are copied to; it goes when the corpus does."""
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What questions of this snapshot start from again and again, by its name, once it has been worked out."""

    @property
    def extras(self) -> tuple[str, ...]:
        """The user's own columns, in stored order."""
        reasons = {f"{name}_reasons" for name in self.columns}
        known = {*schema.GROUPING, "scored_with", *self.measures, *reasons}
        return tuple(name for name, kind in self.columns.items() if name not in known and kind != "DOUBLE")

    @property
    def groupings(self) -> tuple[str, ...]:
        """Columns by which articles can be grouped."""
        return tuple(c for c in self.columns if c not in self.measures and c not in _NOT_GROUPS and self._is_label(c))

    def _is_label(self, column: str) -> bool:
        return column in schema.GROUPING or column in self.extras

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Return a cursor of its own for one question, closed at the end."""
        with self.connection.cursor() as cursor:
            yield cursor

    def frame(self, sql: str, bound: Mapping[str, Any] | None = None) -> "pd.DataFrame":
        """The answer as a pandas frame; a filter that fails on some row raises `ArgumentError`."""
        with self.cursor() as cursor, self.storage.errors(), _errors_for_people():
            return cursor.execute(sql, dict(bound or {})).df()

    def rows(self, sql: str, bound: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The answer as one dict a row, in Python types (null is None)."""
        with self.cursor() as cursor, self.storage.errors(), _errors_for_people():
            answer = cursor.execute(sql, dict(bound or {}))
            names = [column[0] for column in answer.description or []]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def batches(self, sql: str, bound: Mapping[str, Any], size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The answer in lists of at most `size` rows, for texts that should not all be in memory."""
        with self.cursor() as cursor, self.storage.errors(), _errors_for_people():
            answer = cursor.execute(sql, dict(bound))
            while rows := answer.fetchmany(size):
                yield rows

    def column(self, name: str) -> str:
        """`name` as stored; `ArgumentError` with the known columns where there is none."""
        if name in self.columns:
            return name
        raise ArgumentError(
            f"There is no column {name!r}.{did_you_mean(name, self.columns)} Columns: {', '.join(self.columns)}"
        )

    def grouping(self, name: str) -> str:
        """`name` if articles can be grouped by it."""
        if name in self.groupings:
            return name
        nearest, known = did_you_mean(name, self.groupings), ", ".join(self.groupings)
        raise ArgumentError(f"Articles cannot be grouped by {name!r}.{nearest} Use one of: {known}")

    def measure(self, name: str) -> Measure:
        """The measure called `name`; `ArgumentError` with the nearest names where there is none."""
        if name in self.measures:
            return self.measures[name]
        if not self.measures:
            raise ArgumentError(
                "The corpus has no scores yet, so that there is nothing to measure: run framescope score."
            )
        raise ArgumentError(
            f"There is no measure {name!r}.{did_you_mean(name, self.measures, 3)} "
            "`framescope codebook` lists them all and says what they are."
        )

    def words_column(self) -> str:
        """The measure that counts an article's words: what whole-text rates per 100 words are divided by."""
        for measure in self.measures.values():
            if measure.voice == "whole" and measure.denominator in self.measures and "100_words" in measure.name:
                return str(measure.denominator)
        for measure in self.measures.values():
            if measure.voice == "whole" and measure.count and measure.unit == "words":
                return measure.name
        raise ArgumentError("The corpus has no word counts yet; run framescope score, then filter by words.")


def open_corpus(path: str | Path, snapshot: int | None = None, copied: bool = False) -> CorpusSnapshot:
    """Open the newest whole (or the given) snapshot of the corpus at `path`, a folder or an address of object storage.

    `copied` is for many questions: scores and headlines, not texts, are first copied to a temporary file in DuckDB's
    own format, which answers questions about all articles several times as fast. Raises `CorpusNotFound` if there
    is no corpus, `ArgumentError` if it has no such snapshot, `InputError` if the storage cannot be reached.
    """
    from analysis.corpus.store import CorpusStore
    from analysis.scorers import MEASURES

    store = CorpusStore.open(path)
    chosen = store.snapshot(snapshot) if snapshot is not None else store.latest_complete
    files = {table: store.files(table, chosen.number) for table in (*TABLES, "scores")}
    return corpus_of_files(files, MEASURES, str(path), chosen.number, chosen.committed, store.storage, copied)


def corpus_of_files(
    files: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    path: str = "",
    snapshot: int = 0,
    committed: datetime | None = None,
    storage: Storage = Storage(),
    copied: bool = False,
) -> CorpusSnapshot:
    """A corpus over explicit Parquet files per table; a table without files is empty."""
    copy = TemporaryDirectory(prefix="framescope-copy-", ignore_cleanup_errors=True) if copied else None
    with storage.errors():
        connection = connect(files, measures, storage=storage, copy=Path(copy.name) if copy else None)
    columns = {row[0]: row[1] for row in connection.execute("DESCRIBE scores").fetchall()}
    present = {name: measure for name, measure in measures.items() if columns.get(name) == "DOUBLE"}
    named = {table: tuple(names) for table, names in files.items()}
    return CorpusSnapshot(path, snapshot, committed, present, columns, named, connection, storage, copy)


@contextmanager
def _errors_for_people() -> Iterator[None]:
    """What only shows while rows are read (`CAST('Reuters' AS INTEGER)`) is the filter's fault, so say it plainly."""
    try:
        yield
    except (duckdb.ConversionException, duckdb.OutOfRangeException) as error:
        value = re.search(r"'(.*?)'", str(error))
        if value is None or "out of range" in str(error):
            raise ArgumentError("The filter fails on some article: a number in it becomes too large.") from error
        raise ArgumentError(
            f"The filter does not work: {value[0]} is not a number, or not a date, where one is needed. A date is "
            "written '2020-01-31'; a column of text is compared with text."
        ) from error
    except (duckdb.InvalidInputException, duckdb.SyntaxException) as error:
        if "parquet" in str(error).lower():
            raise  # a damaged file
        reason = str(error).strip().splitlines()[0].partition("Error: ")[2]
        raise ArgumentError(f"The filter does not work, a pattern in it cannot be read: {reason}") from error
