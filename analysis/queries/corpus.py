"""One frozen snapshot of a corpus, opened for questions.

DuckDB reads the snapshot's Parquet files through views in a database in memory. The files are the only ones it may
touch, and the configuration is locked, so that nothing a user types can reach further.
"""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from analysis.corpus import schema
from analysis.corpus.storage import Storage
from analysis.errors import ArgumentError
from analysis.measures import Measure
from analysis.queries.filters import quoted

if TYPE_CHECKING:
    import pandas as pd

TABLES: dict[str, pa.Schema] = {
    "articles": schema.ARTICLES,
    "evidence": schema.EVIDENCE,
    "wire": schema.WIRE,
    "stories": schema.STORIES,
    "rejects": schema.REJECTS,
    "sources": schema.SOURCES,
    "runs": schema.RUNS,
}
_NOT_GROUPS = ("id", "published", "content_hash", "scored_with")


@dataclass(frozen=True)
class Corpus:
    """A snapshot and its views: articles, scores, evidence, wire, stories, rejects, sources, runs.

    In the views times are TIMESTAMP in UTC without a zone, and a measure that is not a number is null. One `Corpus`
    may be asked from many threads: each question takes its own cursor.
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

    @property
    def extras(self) -> tuple[str, ...]:
        """The user's own columns, in stored order."""
        known = {*schema.GROUPING, "scored_with", *self.measures}
        return tuple(name for name, kind in self.columns.items() if name not in known and kind != "DOUBLE")

    @property
    def groupings(self) -> tuple[str, ...]:
        """Columns by which articles can be grouped."""
        return tuple(c for c in self.columns if c not in self.measures and c not in _NOT_GROUPS and self._is_label(c))

    def _is_label(self, column: str) -> bool:
        return column in schema.GROUPING or column in self.extras

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
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
            f"There is no column {name!r}.{_nearest(name, self.columns)} Columns: {', '.join(self.columns)}"
        )

    def grouping(self, name: str) -> str:
        """`name` if articles can be grouped by it."""
        if name in self.groupings:
            return name
        nearest, known = _nearest(name, self.groupings), ", ".join(self.groupings)
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
            f"There is no measure {name!r}.{_nearest(name, self.measures, 3)} "
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


def open_corpus(path: str | Path, snapshot: int | None = None) -> Corpus:
    """Open the newest (or the given) snapshot of the corpus at `path`, a folder or an address of object storage.

    Raises `CorpusNotFound` where there is no corpus, `ArgumentError` where it has no such snapshot, `InputError` where
    the storage cannot be reached.
    """
    from analysis.corpus.store import Store
    from analysis.scorers import MEASURES

    store = Store.open(path)
    chosen = store.snapshot(snapshot)
    files = {table: store.files(table, chosen.number) for table in (*TABLES, "scores")}
    return corpus_of_files(files, MEASURES, str(path), chosen.number, chosen.committed, store.storage)


def corpus_of_files(
    files: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    path: str = "",
    snapshot: int = 0,
    committed: datetime | None = None,
    storage: Storage = Storage(),
) -> Corpus:
    """A corpus over explicit Parquet files per table; a table without files is empty."""
    connection = connect(files, measures, storage=storage)
    columns = {row[0]: row[1] for row in connection.execute("DESCRIBE scores").fetchall()}
    present = {name: measure for name, measure in measures.items() if name in columns}
    named = {table: tuple(names) for table, names in files.items()}
    return Corpus(path, snapshot, committed, present, columns, named, connection, storage)


def connect(
    files: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    writable: Path | None = None,
    storage: Storage = Storage(),
) -> duckdb.DuckDBPyConnection:
    """A locked connection with the views over `files`; it may write below `writable` and nowhere else."""
    connection = storage.connect()
    grouping = [
        (name, schema.TIME if name == "published" else pa.string()) for name in (*schema.GROUPING, "scored_with")
    ]
    scores = pa.schema([*grouping, *((name, pa.float64()) for name in measures)])
    for table, columns in {**TABLES, "scores": scores}.items():
        connection.execute(_view(connection, table, list(files.get(table, ())), columns))
    readable = sorted({name for names in files.values() for name in names})
    connection.execute(f"SET allowed_paths = [{', '.join(_literal(name) for name in readable)}]")
    if writable is not None:
        connection.execute(f"SET allowed_directories = [{_literal(str(writable))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _view(connection: duckdb.DuckDBPyConnection, table: str, files: list[str], columns: pa.Schema) -> str:
    if not files:
        nulls = ", ".join(f"CAST(NULL AS {_duck(f.type)}) AS {quoted(f.name)}" for f in columns)
        return f"CREATE VIEW {table} AS SELECT {nulls} WHERE false"
    listed = ", ".join(_literal(name) for name in files)
    source = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    stored = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    return f"CREATE VIEW {table} AS SELECT {', '.join(_column(row[0], row[1]) for row in stored)} FROM {source}"


def _column(name: str, kind: str) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"make_timestamp(epoch_us({quoted(name)})) AS {quoted(name)}"
    if kind == "DOUBLE":
        return f"CASE WHEN isfinite({quoted(name)}) THEN {quoted(name)} END AS {quoted(name)}"
    return quoted(name)


def _duck(kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind):
        return "TIMESTAMP"
    if pa.types.is_list(kind):
        return "INTEGER[]"
    return {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "double": "DOUBLE"}[str(kind)]


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _nearest(name: str, known: Mapping[str, Any] | Sequence[str], most: int = 1) -> str:
    """A question that names the likeliest: names that hold the words given, that are spelled alike, or a word of theirs."""
    plain = name.strip().lower().replace("-", "_").replace(" ", "_")
    words = {word for other in known for word in other.split("_")}
    alike = difflib.get_close_matches(plain, sorted(words), n=1)
    likely = [
        *(other for other in known if plain and plain in other.lower()),
        *difflib.get_close_matches(plain, list(known), n=most),
        *(other for other in known if alike and alike[0] in other.split("_")),
    ]
    close = [repr(other) for other in dict.fromkeys(likely)][:most]
    return f" Did you mean {', '.join(close[:-1])}{' or ' * (len(close) > 1)}{close[-1]}?" if close else ""


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
            f"The filter does not work: {value[0]} is not a number, or not a date, where one is needed. A date is written "
            "'2020-01-31'; a column of text is compared with text."
        ) from error
    except (duckdb.InvalidInputException, duckdb.SyntaxException) as error:
        reason = str(error).strip().splitlines()[0].partition("Error: ")[2]
        raise ArgumentError(f"The filter does not work, a pattern in it cannot be read: {reason}") from error
