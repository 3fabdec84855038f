"""Whom outlets quote: attribution evidence, counted by kind of source and by name."""

from typing import TYPE_CHECKING

from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import identifier

if TYPE_CHECKING:
    import pandas as pd


def _attributions(corpus: CorpusSnapshot, by: str, filters: Filters | None) -> tuple[str, dict[str, object]]:
    condition, bound = (filters or Filters()).predicate(corpus)
    group = f"CAST({identifier(corpus.grouping(by))} AS VARCHAR)"
    chosen = f"(SELECT id, {group} AS grp FROM scores WHERE {condition} AND {group} IS NOT NULL)"
    return f"attributions e JOIN {chosen} s ON s.id = e.id", bound


def sources(corpus: CorpusSnapshot, by: str = "outlet", filters: Filters | None = None) -> "pd.DataFrame":
    """group, source_type, statements, articles, share: statements attributed to each type of source.

    `share` is of the group's attributed statements; a statement without a recognised type counts as "unknown".
    """
    source, bound = _attributions(corpus, by, filters)
    return corpus.frame(
        f"""SELECT s.grp AS "group", coalesce(e.source_type, 'unknown') AS source_type, count(*) AS statements,
            count(DISTINCT e.id) AS articles, count(*) / sum(count(*)) OVER (PARTITION BY s.grp) AS share
        FROM {source} GROUP BY 1, 2 ORDER BY 1, statements DESC, 2""",
        bound,
    )


def kinds_of_sources(shares: "pd.DataFrame") -> "pd.DataFrame":
    """Return source_type, statements and share of all groups of `sources` together, the commonest first."""
    kinds = shares.groupby("source_type", as_index=False)["statements"].sum()
    kinds["share"] = kinds["statements"] / kinds["statements"].sum()
    return kinds.sort_values(["statements", "source_type"], ascending=[False, True], ignore_index=True)


def top_sources(
    corpus: CorpusSnapshot, by: str | None = "outlet", filters: Filters | None = None, limit: int = 20
) -> "pd.DataFrame":
    """group, source_name, source_type (its commonest), statements, articles: the `limit` most quoted of each group.

    Names are canonical within an article only, so one person may appear under two forms. With `by` None the groups
    are one, "all articles".
    """
    source, bound = _attributions(corpus, by or "outlet", filters)
    group = "s.grp" if by else "'all articles'"
    return corpus.frame(
        f"""SELECT "group", source_name, source_type, statements, articles FROM (
            SELECT {group} AS "group", e.source_name, mode(e.source_type ORDER BY e.source_type) AS source_type,
                count(*) AS statements, count(DISTINCT e.id) AS articles
            FROM {source} WHERE e.source_name IS NOT NULL GROUP BY 1, 2
        ) QUALIFY row_number() OVER (PARTITION BY "group" ORDER BY statements DESC, source_name) <= {int(limit)}
        ORDER BY "group", statements DESC, source_name""",
        bound,
    )
