"""Groups of articles with the same text: who published it, when, from which agency, and how much of it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.views import COPY, WIRE
from analysis.queries.wire import check_wire
from analysis.records import records


@dataclass(frozen=True)
class Duplicates:
    """Groups of articles with the same text, and each outlet's share of wire copy.

    `groups`: group, label (title of the first), agency (None if none is named), size, outlets, first_outlet, first,
    last (days); the largest first. `articles`: group, id, outlet, published, title, url, credit (agency its own credit
    line names), first (bool), by group and time. `shares`, by outlet: outlet, articles, wire (texts that are in
    another outlet too or credit an agency that the outlet is not), wire_share, shared (in another outlet too),
    first (of those, published first here).
    """

    groups: pd.DataFrame
    articles: pd.DataFrame
    shares: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope duplicates --format json`."""
        members: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.articles):
            members.setdefault(row.pop("group"), []).append(row)
        groups = [row | {"articles": members[row["group"]]} for row in records(self.groups, ("first", "last"))]
        return {"groups": groups, "outlets": records(self.shares)}


def duplicates(
    corpus: CorpusSnapshot, filters: Filters | None = None, outlets: int = 1, limit: int | None = None
) -> Duplicates:
    """Groups of articles with the same text, of at least so many `outlets`, and each outlet's share of wire copy.

    Filters choose the articles that are listed and counted; what is wire copy depends on the whole corpus. `limit`
    keeps the largest groups. Raises `ArgumentError` where the corpus has articles that `update_wire` has not seen.
    """
    check_wire(corpus)
    condition, bound = (filters or Filters()).predicate(corpus)
    some = "true" if condition == "true" else f"w.id IN (SELECT id FROM scores WHERE {condition})"
    rows = corpus.frame(
        f"""SELECT w.wire_group AS "group", w.id, w.outlet, w.published, a.title, a.url, w.credit, w.agency, w.first
        FROM {WIRE} w JOIN articles a ON a.id = w.id WHERE w.wire_group IS NOT NULL AND {some}
        QUALIFY count(*) OVER (PARTITION BY w.wire_group) > 1
        ORDER BY w.wire_group, w.first DESC, w.published NULLS LAST, w.id""",
        bound,
    )
    shares = corpus.frame(
        f"""SELECT outlet, count(*) AS articles, count(*) FILTER (WHERE {COPY}) AS wire,
            count(*) FILTER (WHERE {COPY}) / count(*) AS wire_share, count(*) FILTER (WHERE outlets > 1) AS shared,
            count(*) FILTER (WHERE outlets > 1 AND first) AS first
        FROM {WIRE} w WHERE outlet IS NOT NULL AND {some} GROUP BY outlet ORDER BY outlet""",
        bound,
    )
    groups = rows.groupby("group").agg(
        label=("title", "first"),
        agency=("agency", "first"),
        size=("id", "size"),
        outlets=("outlet", "nunique"),
        first_outlet=("outlet", "first"),
        first=("published", "min"),
        last=("published", "max"),
    )
    groups = groups[groups["outlets"] >= outlets].sort_values("size", ascending=False, kind="stable").head(limit)
    rows = rows[rows["group"].isin(groups.index)].drop(columns="agency").reset_index(drop=True)
    table = groups.reset_index()
    for column in ("first", "last"):
        table[column] = table[column].dt.normalize()
    return Duplicates(table, rows, shares)
