"""The stories of a snapshot, as people read them: a headline, when, and which outlets reported it."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.records import records
from analysis.text.terms import title_terms


@dataclass(frozen=True)
class Stories:
    """Stories, the newest first, and their articles.

    `stories`: id, label (a headline of one of its articles), first, last (days), articles, outlets.

    `articles`: story, id, outlet, published, title, in the order of `stories`, then by time. `total`: how many stories
    match, of which these are a part where a limit was given.
    """

    stories: pd.DataFrame
    articles: pd.DataFrame
    total: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope stories --format json`."""
        members: dict[str, list[dict[str, Any]]] = {}
        for row in records(self.articles):
            members.setdefault(row.pop("story"), []).append(row)
        rows = records(self.stories[["id", "label", "first", "last", "outlets"]], ("first", "last"))
        return {"stories": [row | {"articles": members[row["id"]]} for row in rows]}


def stories(
    corpus: CorpusSnapshot,
    filters: Filters | None = None,
    articles: int = 2,
    outlets: int = 1,
    limit: int | None = None,
    offset: int = 0,
    title: str | None = None,
    story: str | None = None,
) -> Stories:
    """Stories with at least so many `articles` by at least so many `outlets` among those that pass the filters.

    `title` is a part, in any case, of the title of one of those articles; `story` is the id of the only one wanted.
    `limit` keeps the newest after the first `offset`. Raises `ArgumentError` where the corpus has articles but
    `framescope stories` has not run since they came.
    """
    check_stories(corpus)
    condition, bound = (filters or Filters()).predicate(corpus)
    passed = "true" if condition == "true" else f"id IN (SELECT id FROM scores WHERE {condition})"
    bound |= {"title": title} if title else {}
    bound |= {"story": story} if story else {}
    members = f"(SELECT * FROM story_articles WHERE {passed} {'AND story = $story' if story else ''})"
    entitled = f"""AND story IN (
        SELECT story FROM {members} WHERE contains(lower(title), lower($title))
    )"""
    told = corpus.frame(
        f"""SELECT story AS id, min(published) AS first, max(published) AS last, count(*) AS articles,
            count(DISTINCT outlet) AS outlets, count(*) OVER () AS total
        FROM {members} GROUP BY story
        HAVING count(*) >= {int(articles)} AND count(DISTINCT outlet) >= {int(outlets)} {entitled if title else ""}
        ORDER BY last DESC, story LIMIT {"ALL" if limit is None else int(limit)} OFFSET {int(offset)}""",
        bound,
    )
    total = int(told["total"].iloc[0]) if len(told) else 0
    bound = {name: value for name, value in bound.items() if name not in ("title", "story")}
    rows = corpus.frame(
        f"""WITH listed AS MATERIALIZED (SELECT * FROM story_articles WHERE story IN (SELECT unnest($told))),
            passed AS (SELECT id FROM scores WHERE id IN (SELECT id FROM listed) AND ({condition}))
        SELECT story, id, outlet, published, title FROM listed
        WHERE {"true" if condition == "true" else "id IN (SELECT id FROM passed)"}
        ORDER BY story, published, id""",
        bound | {"told": told["id"].to_list()},
    )
    place = {name: at for at, name in enumerate(told["id"])}
    rows = rows.sort_values("story", key=lambda names: names.map(place), kind="stable", ignore_index=True)
    titles: dict[str, list[str | None]] = {}
    for name, given in zip(rows["story"], rows["title"], strict=True):
        titles.setdefault(name, []).append(given)
    labels = {name: headline(given) for name, given in titles.items()}
    table = told.drop(columns="total")
    table.insert(1, "label", [labels[name] for name in table["id"]])
    for column in ("first", "last"):
        table[column] = table[column].dt.normalize()
    return Stories(table, rows, total)


def check_stories(corpus: CorpusSnapshot) -> None:
    """Raise `ArgumentError` unless every dated article of the snapshot has been looked at for stories."""
    missing = corpus.rows("SELECT count(*) AS n FROM articles_without_story_check")[0]["n"]
    if missing:
        raise ArgumentError(
            f"{missing:,} articles of this snapshot have not been put into stories. Run: framescope stories"
            f"{f' --corpus {corpus.path}' if corpus.path else ''}, and ask the new snapshot."
        )


def headline(titles: list[str | None]) -> str:
    """The title that shares the most with the others; of equals the shortest, then the first.

    >>> headline(["Live updates", "Judge dismisses case against Facebook", "Judge throws out Facebook case"])
    'Judge throws out Facebook case'
    """
    given = [title for title in titles if title]
    if not given:
        return "(without a title)"
    sets = [title_terms(title) for title in given]
    often = Counter(term for found in sets for term in found)
    scores = [sum(often[term] - 1 for term in found) for found in sets]
    return given[min(range(len(given)), key=lambda i: (-scores[i], len(given[i]), i))]


def story_of_articles(corpus: CorpusSnapshot) -> pd.DataFrame:
    """Return id and story of every article that is in a story, by id."""
    return corpus.frame("SELECT id, story FROM stories WHERE story IS NOT NULL ORDER BY id")
