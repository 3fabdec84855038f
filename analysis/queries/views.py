"""The views that questions read, over the Parquet files of a snapshot.

The files are the only ones that the connection may touch, and its configuration is locked, so that nothing a user types
can reach further.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from analysis.corpus import schema
from analysis.corpus.storage import Storage
from analysis.measures import Measure
from analysis.queries.sql import identifier, literal

TABLES: dict[str, pa.Schema] = {
    "articles": schema.ARTICLES,
    "evidence": schema.EVIDENCE,
    "wire": schema.WIRE,
    "stories": schema.STORIES,
    "rejects": schema.REJECTS,
    "sources": schema.SOURCES,
    "runs": schema.RUNS,
}
WIRE = """(
    SELECT id, outlet, published, wire_group, w.agency AS credit,
        coalesce(named.agency, w.agency) AS agency,
        coalesce(contains(lower(outlet), lower(coalesce(named.agency, w.agency))), false) AS own,
        CASE WHEN wire_group IS NULL THEN 1 ELSE count(*) OVER same_text END AS size,
        CASE WHEN wire_group IS NULL THEN 1 ELSE count(DISTINCT outlet) OVER same_text END AS outlets,
        wire_group IS NULL OR row_number() OVER (
            PARTITION BY wire_group ORDER BY CAST(published AS DATE) NULLS LAST,
            coalesce(contains(lower(outlet), lower(named.agency)), false) DESC, published NULLS LAST, id
        ) = 1 AS first
    FROM wire w LEFT JOIN (
        SELECT wire_group AS g, mode(agency ORDER BY agency) AS agency FROM wire
        WHERE wire_group IS NOT NULL AND agency IS NOT NULL GROUP BY wire_group
    ) named ON named.g = w.wire_group
    WINDOW same_text AS (PARTITION BY wire_group)
)"""
"""A relation for a FROM clause, one row per article: id, outlet, published, wire_group (null: no other has its text),
credit (agency by its own credit line), agency (by its group's), own (the outlet is that agency), size and outlets (of
the group), first (the earliest of its group; among those of one day the agency's own)."""

COPY = "((outlets > 1 OR agency IS NOT NULL) AND NOT own)"
"""Condition over `WIRE`: text that the outlet did not write, or cannot be known to have written, itself."""
DERIVED: dict[str, str] = {
    "headlines": "SELECT id, outlet, published, title, lower(title) AS lowered, url, content_hash FROM articles",
    "story_articles": """SELECT s.story, a.id, a.outlet, a.published, a.title FROM stories s JOIN articles a
        ON a.id = s.id AND a.content_hash = s.content_hash WHERE s.story IS NOT NULL""",
    "articles_without_story_check": """SELECT id FROM articles a ANTI JOIN stories s
        ON s.id = a.id AND s.content_hash = a.content_hash""",
    "articles_without_wire_check": """SELECT id FROM articles a ANTI JOIN wire w
        ON w.id = a.id AND w.content_hash = a.content_hash""",
    "wire_copies": f"SELECT id FROM {WIRE} WHERE {COPY}",
    "near_duplicates": f"SELECT id FROM {WIRE} WHERE NOT first",
    "attributions": """SELECT id, name AS source_name, type AS source_type, details['source_kind'] AS source_kind,
        details['affiliation'] AS affiliation, details['gender'] AS gender, details['canonical'] AS canonical,
        details['form'] AS form FROM evidence WHERE family = 'attribution'""",
}
"""Views over the tables, by name: what lists show of an article; articles in stories; articles not searched for
stories, and not for wire copy; articles that "exclude" (`wire_copies`) and "one-per-group" (`near_duplicates`) leave
out, as `analysis.queries.wire` says; and attributed statements."""

SAMPLED = 20_000
"""Articles whose texts a copy holds too, those with the lowest content hashes (see `analysis.queries.sampling`)."""


def connect(
    files: Mapping[str, Sequence[str]],
    measures: Mapping[str, Measure],
    writable: Path | None = None,
    storage: Storage = Storage(),
    copy: Path | None = None,
) -> duckdb.DuckDBPyConnection:
    """A locked connection with the views over `files`; it may write below `writable` and nowhere else.

    With `copy`, an empty folder, `scores` and what is `DERIVED` are tables in a database there.
    """
    connection = storage.connect()
    grouping = [
        (name, schema.TIME if name == "published" else pa.string()) for name in (*schema.GROUPING, "scored_with")
    ]
    scores = pa.schema([*grouping, *((name, pa.float64()) for name in measures)])
    for table, columns in {**TABLES, "scores": scores}.items():
        connection.execute(_view(connection, table, list(files.get(table, ())), columns))
    if copy is None:
        for name, question in DERIVED.items():
            connection.execute(f"CREATE VIEW {name} AS {question}")
    else:
        _copy(connection, copy)
    readable = sorted({name for names in files.values() for name in names})
    connection.execute(f"SET allowed_paths = [{', '.join(literal(name) for name in readable)}]")
    if writable is not None:
        connection.execute(f"SET allowed_directories = [{literal(str(writable))}]")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _copy(connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Copy the tables that most questions read: unpacking Parquet takes most of a question's time."""
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET temp_directory = {literal(str(folder / 'sorting'))}")
    connection.execute(f"ATTACH {literal(str(folder / 'copy.duckdb'))} AS copied")
    lowest = f"SELECT id, content_hash, title, text FROM articles ORDER BY content_hash LIMIT {SAMPLED}"
    for name, question in {"scores": "SELECT * FROM scores", **DERIVED, "sampled": lowest}.items():
        connection.execute(f"CREATE TABLE copied.{name} AS {question}")
    for name in ("scores", *DERIVED, "sampled"):
        connection.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM copied.{name}")
    connection.execute("CHECKPOINT copied")


def _view(connection: duckdb.DuckDBPyConnection, table: str, files: list[str], columns: pa.Schema) -> str:
    if not files:
        nulls = ", ".join(f"CAST(NULL AS {_duck(f.type)}) AS {identifier(f.name)}" for f in columns)
        return f"CREATE VIEW {table} AS SELECT {nulls} WHERE false"
    listed = ", ".join(literal(name) for name in files)
    source = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false)"
    stored = {row[0]: row[1] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
    shown = [_column(name, kind) for name, kind in stored.items()]
    if table == "evidence" and "source_name" in stored:
        shown = [_former_evidence(name, stored) for name in columns.names]
    elif table in TABLES:  # scores show what was measured, other tables every column that questions name
        shown += [f"CAST(NULL AS {_duck(f.type)}) AS {identifier(f.name)}" for f in columns if f.name not in stored]
    return f"CREATE VIEW {table} AS SELECT {', '.join(shown)} FROM {source}"


def _column(name: str, kind: str) -> str:
    if kind == "TIMESTAMP WITH TIME ZONE":
        return f"make_timestamp(epoch_us({identifier(name)})) AS {identifier(name)}"
    if kind == "DOUBLE":
        return f"CASE WHEN isfinite({identifier(name)}) THEN {identifier(name)} END AS {identifier(name)}"
    return identifier(name)


_FORMER_EVIDENCE = {
    "name": "source_name",
    "type": "source_type",
    "parts": """CASE WHEN kind IS NOT NULL THEN [
        {'part': 'source', 'name': source_name, 'type': source_type, 'spans': source},
        {'part': 'cue', 'name': NULL, 'type': NULL, 'spans': cue},
        {'part': 'content', 'name': NULL, 'type': NULL, 'spans': content}] END""",
    "details": "CASE WHEN kind IS NOT NULL THEN MAP {'kind': kind, 'stance': stance} END",
}
"""What columns of evidence are in rows of framescope 0.1.0, which had one column for each part of an attribution."""


def _former_evidence(name: str, stored: Mapping[str, str]) -> str:
    """A column of evidence over files of which some, or all, have the columns of framescope 0.1.0."""
    if name not in _FORMER_EVIDENCE:
        return identifier(name)
    former = _FORMER_EVIDENCE[name]
    return (
        f"coalesce({identifier(name)}, {former}) AS {identifier(name)}"
        if name in stored
        else f"{former} AS {identifier(name)}"
    )


def _duck(kind: pa.DataType) -> str:
    if pa.types.is_timestamp(kind):
        return "TIMESTAMP"
    if pa.types.is_list(kind):
        return f"{_duck(kind.value_type)}[]"
    if pa.types.is_struct(kind):
        return f"STRUCT({', '.join(f'{identifier(field.name)} {_duck(field.type)}' for field in kind)})"
    if pa.types.is_map(kind):
        return f"MAP({_duck(kind.key_type)}, {_duck(kind.item_type)})"
    return {"string": "VARCHAR", "int64": "BIGINT", "int32": "INTEGER", "double": "DOUBLE"}[str(kind)]
