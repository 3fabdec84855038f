"""What is in a corpus: how much, from whom, when, and what is not up to date."""

from typing import TYPE_CHECKING, Any

from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import identifier

if TYPE_CHECKING:
    import pandas as pd


def overview(corpus: CorpusSnapshot, filters: Filters | None = None, current: str | None = None) -> dict[str, Any]:
    """What the snapshot holds: articles, outlets, selected (a dict), languages, stale, rejects, last_run and more.

    `filters` narrow `selected` only: scored articles, their outlets, authors, first, last and how many are undated
    (first and last are None without dates). `stale` counts articles whose scores are absent, of another text, or
    (where `current` is given) without one of its families, or with another version of it ("sentiment-2 hedging-1").
    """
    condition, bound = (filters or Filters()).predicate(corpus)
    scored = corpus.rows(
        f"""SELECT count(*) AS scored, count(DISTINCT outlet) AS outlets, count(DISTINCT author) AS authors,
            min(published) AS first, max(published) AS last, count(*) FILTER (WHERE published IS NULL) AS undated
        FROM scores WHERE {condition}""",
        bound,
    )[0]
    whole = corpus.rows("SELECT count(*) AS articles, count(DISTINCT outlet) AS outlets FROM headlines")[0]
    stale = _staleness(corpus, current)
    last_run = corpus.rows("SELECT * FROM runs ORDER BY started DESC, run DESC LIMIT 1")
    return {
        "corpus": corpus.path,
        "snapshot": corpus.snapshot,
        "committed": corpus.committed,
        "articles": whole["articles"],
        "outlets": whole["outlets"],
        "selected": scored,
        "languages": dict(_counts(corpus, "language")),
        "scored_with": dict(_counts(corpus, "scored_with")),
        "stale": sum(stale.values()),
        "staleness": stale,
        "rejects": corpus.rows("SELECT count(*) AS n FROM rejects")[0]["n"],
        "last_run": last_run[0] if last_run else None,
        "measures": list(corpus.measures),
    }


def _staleness(corpus: CorpusSnapshot, current: str | None) -> dict[str, int]:
    """Return the numbers of articles never_scored, changed and outdated.

    Where both tables hold the same ids and texts, which equal sums of their hashes
    show, the join is spared: it is what takes long.
    """
    same = "SELECT count(*) AS n, sum(hash(id, content_hash)) AS total FROM"
    bound = {"outdated": _outdated(corpus, current) if current is not None else []}
    outdated = "list_contains($outdated, coalesce(scored_with, ''))"
    if corpus.rows(f"{same} headlines") == corpus.rows(f"{same} scores"):
        found = corpus.rows(f"SELECT count(*) FILTER (WHERE {outdated}) AS n FROM scores", bound)
        return {"never_scored": 0, "changed": 0, "outdated": found[0]["n"]}
    return corpus.rows(
        f"""SELECT count(*) FILTER (WHERE s.id IS NULL) AS never_scored,
            count(*) FILTER (WHERE s.content_hash <> a.content_hash) AS changed,
            count(*) FILTER (WHERE s.content_hash = a.content_hash AND {outdated}) AS outdated
        FROM headlines a LEFT JOIN scores s ON s.id = a.id""",
        bound,
    )[0]


def _outdated(corpus: CorpusSnapshot, current: str) -> list[str]:
    """Values of `scored_with` that lack a family of `current` or name another version of it.

    A family with a measure whose name is that of a column of the input is never scored in the corpus.
    """
    from analysis.scorers import MEASURES

    others = {MEASURES[name].family for name in corpus.extras if name in MEASURES}
    wanted = {token for token in current.split() if token.split("-", 1)[0] not in others}
    rows = corpus.rows("SELECT DISTINCT coalesce(scored_with, '') AS versions FROM scores")
    return [row["versions"] for row in rows if wanted - set(row["versions"].split())]


def _counts(corpus: CorpusSnapshot, column: str) -> list[tuple[str, int]]:
    rows = corpus.rows(f"SELECT {column} AS value, count(*) AS n FROM scores GROUP BY 1 ORDER BY n DESC, value")
    return [(row["value"], row["n"]) for row in rows if row["value"] is not None]


def count_articles(corpus: CorpusSnapshot, filters: Filters | None = None, unscored: bool = False) -> int:
    """Return how many scored articles pass the filters; with `unscored` and no filter, articles without scores too."""
    condition, bound = (filters or Filters()).predicate(corpus)
    table = "headlines" if unscored and condition == "true" else "scores"
    return int(corpus.rows(f"SELECT count(*) AS n FROM {table} WHERE {condition}", bound)[0]["n"])


def coverage(
    corpus: CorpusSnapshot, by: str = "outlet", filters: Filters | None = None, every: str = "month"
) -> "pd.DataFrame":
    """group, period (first day of the month, week, quarter or year), n; only cells that hold articles."""
    condition, bound = (filters or Filters()).predicate(corpus)
    unit = {"week": "week", "quarter": "quarter", "year": "year"}.get(every, "month")
    return corpus.frame(
        f"""SELECT CAST({identifier(corpus.grouping(by))} AS VARCHAR) AS "group",
            date_trunc('{unit}', published) AS period, count(*) AS n
        FROM scores WHERE {condition} AND published IS NOT NULL GROUP BY 1, 2 ORDER BY 1 NULLS LAST, 2""",
        bound,
    )


def facet(corpus: CorpusSnapshot, column: str, filters: Filters | None = None, limit: int = 1000) -> "pd.DataFrame":
    """value, n: the values of a grouping column, the most frequent first; null is a value too."""
    condition, bound = (filters or Filters()).predicate(corpus)
    return corpus.frame(
        f"""SELECT CAST({identifier(corpus.grouping(column))} AS VARCHAR) AS value, count(*) AS n FROM scores
        WHERE {condition} GROUP BY 1 ORDER BY n DESC, value NULLS LAST LIMIT {int(limit)}""",
        bound,
    )


def rejects(corpus: CorpusSnapshot, limit: int = 10_000) -> "pd.DataFrame":
    """What ingest refused, the newest run first: file, row, reason, what_to_do, excerpt, run."""
    return corpus.frame(
        "SELECT file, row, reason, what_to_do, excerpt, run FROM rejects "
        f"ORDER BY run DESC, file, row LIMIT {int(limit)}"
    )


def runs(corpus: CorpusSnapshot, limit: int = 1000) -> "pd.DataFrame":
    """The run ledger, the newest first, in the columns of `analysis.corpus.schema.RUNS`."""
    return corpus.frame(f"SELECT * FROM runs ORDER BY started DESC, run DESC LIMIT {int(limit)}")
