"""The rows of an export, written by the database itself, so that a million articles need no memory."""

from pathlib import Path

from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import identifier, literal
from analysis.queries.views import connect

RISKY = r"^[=+\-@''\t\r\n]"
"""How a text begins that a spreadsheet might run, as inside an SQL literal; an apostrophe, so that it can be undone."""


def label_columns(corpus: CorpusSnapshot) -> list[str]:
    """Return the exported columns that identify an article and its scores, in order."""
    stored = ["id", "outlet", "published", "author", "language", "title", "url", "content_hash", "scored_with"]
    return [name for name in stored if name in corpus.columns or name in ("title", "url")]


def write_articles(corpus: CorpusSnapshot, filters: Filters, folder: Path) -> int:
    """Write articles.csv below `folder`, one row per scored article by id; return the number of rows.

    Texts that a spreadsheet might run as a formula begin with an apostrophe.
    """
    condition, bound = filters.predicate(corpus)
    texts = [*label_columns(corpus), *corpus.extras]
    columns = [_cell(corpus, name) for name in texts] + [f"s.{identifier(name)}" for name in corpus.measures]
    path = literal(str(folder / "articles.csv"))
    connection = connect(corpus.files, corpus.measures, writable=folder, storage=corpus.storage)
    try:
        done = connection.execute(
            f"""COPY (
                SELECT {", ".join(columns)} FROM (SELECT * FROM scores WHERE {condition}) s
                LEFT JOIN articles a ON a.id = s.id ORDER BY s.id
            ) TO {path} (FORMAT csv, HEADER, DELIMITER ',')""",
            bound,
        ).fetchone()
    finally:
        connection.close()
    return int(done[0]) if done else 0


def _cell(corpus: CorpusSnapshot, name: str) -> str:
    """A column as a spreadsheet may safely read it."""
    source = f"{'a' if name in ('title', 'url') else 's'}.{identifier(name)}"
    if name == "published":
        return f"strftime({source}, '%Y-%m-%dT%H:%M:%SZ') AS published"
    if name not in ("title", "url") and corpus.columns[name] != "VARCHAR":
        return source
    return (
        f"CASE WHEN regexp_matches({source}, '{RISKY}') THEN '''' || {source} ELSE {source} END AS {identifier(name)}"
    )


def scored_with(corpus: CorpusSnapshot) -> dict[str, int]:
    """Return the number of articles by the version of the registry that scored them."""
    rows = corpus.rows("SELECT scored_with, count(*) AS n FROM scores GROUP BY 1 ORDER BY 1 NULLS LAST")
    return {str(row["scored_with"]): row["n"] for row in rows}
