"""Questions that only a screen asks: all measures of all groups, one story, and articles sentence by sentence."""

from typing import TYPE_CHECKING, Any

from analysis.queries.aggregates import parts
from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import identifier

if TYPE_CHECKING:
    import pandas as pd

ROUNDING = 1e-11
"""What of a sum of squares may be rounding; less is no spread."""


def profile(corpus: CorpusSnapshot, by: str = "outlet", filters: Filters | None = None) -> "pd.DataFrame":
    """Every group on every measure, counts left out: group, measure, n, value, all_articles, sd, deviation.

    `value` is the estimate that `compare` gives (ratio of sums for a rate), `all_articles` the same over all filtered
    articles, `sd` that of the single articles' values, and `deviation` (value - all_articles) / sd. By group name,
    measures in registry order; NaN where there is no value.
    """
    import numpy as np
    import pandas as pd

    condition, bound = (filters or Filters()).predicate(corpus)
    measures = [measure for measure in corpus.measures.values() if not measure.count]
    if not measures:
        return pd.DataFrame(columns="group measure n value all_articles sd deviation".split())
    parted, sums = [], []
    for i, measure in enumerate(measures):
        y, x = parts(corpus, measure)
        parted += [
            f"{y} AS y{i}",
            f"{x} AS x{i}",
            f"CASE WHEN {x} IS NOT NULL THEN {identifier(measure.name)} END AS v{i}",
        ]
        sums += [f"count(x{i}) AS n{i}", f"sum(y{i}) AS y{i}", f"sum(x{i}) AS x{i}"]
        sums += [f"sum(v{i}) AS v{i}", f"sum(v{i} * v{i}) AS q{i}"]
    group = f"CAST({identifier(corpus.grouping(by))} AS VARCHAR)"
    groups = corpus.frame(
        f"""SELECT "group", {", ".join(sums)} FROM (
            SELECT {group} AS "group", {", ".join(parted)} FROM scores WHERE {condition}
        ) WHERE "group" IS NOT NULL GROUP BY 1 ORDER BY 1""",
        bound,
    )
    n, y, x, v, q = (
        groups[[f"{part}{i}" for i in range(len(measures))]].fillna(0).to_numpy(dtype=float) for part in "nyxvq"
    )
    articles, squares = n.sum(axis=0), q.sum(axis=0)
    # From sums of squares, which take half the time of the database's variances.
    spread = squares - v.sum(axis=0) ** 2 / np.maximum(articles, 1)
    spread[spread <= ROUNDING * squares] = 0.0
    with np.errstate(divide="ignore", invalid="ignore"):
        value, all_articles = y / x, y.sum(axis=0) / x.sum(axis=0)
        sd = np.where(articles > 1, np.sqrt(spread / (articles - 1)), np.nan)
        deviation = np.where(sd > 0, (value - all_articles) / sd, np.nan)
    table = pd.DataFrame(
        {
            "group": np.repeat(groups["group"].to_numpy(dtype=object), len(measures)),
            "measure": [measure.name for measure in measures] * len(groups),
            "n": n.astype(int).ravel(),
            "value": value.ravel(),
            "all_articles": np.tile(all_articles, len(groups)),
            "sd": np.tile(sd, len(groups)),
            "deviation": deviation.ravel(),
        }
    )
    return table


def selection(corpus: CorpusSnapshot, filters: Filters | None = None) -> dict[str, Any]:
    """What `overview` says under "selected", alone: what of it filters can change."""
    condition, bound = (filters or Filters()).predicate(corpus)
    return corpus.rows(
        f"""SELECT count(*) AS scored, count(DISTINCT outlet) AS outlets, count(DISTINCT author) AS authors,
            min(published) AS first, max(published) AS last, count(*) FILTER (WHERE published IS NULL) AS undated
        FROM scores WHERE {condition}""",
        bound,
    )[0]


def story_articles(
    corpus: CorpusSnapshot, story: str, measure: str, filters: Filters | None = None, limit: int = 200
) -> "pd.DataFrame":
    """The filtered articles of one story, by time: id, outlet, published, title, text, value, y, x.

    `value` is the measure (NaN where missing); sum(y) / sum(x) estimates it for several articles, as in `compare`. The
    first `limit` articles only: texts are held in memory.
    """
    condition, bound = (filters or Filters()).predicate(corpus)
    y, x = parts(corpus, corpus.measure(measure))
    return corpus.frame(
        f"""SELECT s.id, s.outlet, s.published, a.title, a.text, CAST(s.value AS DOUBLE) AS value,
            CAST(s.y AS DOUBLE) AS y, CAST(s.x AS DOUBLE) AS x
        FROM (
            SELECT id, outlet, published, content_hash, {y} AS y, {x} AS x,
                CASE WHEN {x} IS NOT NULL THEN {identifier(measure)} END AS value FROM scores WHERE {condition}
        ) s JOIN articles a ON a.id = s.id
        WHERE s.id IN (SELECT id FROM stories WHERE story = $story)
        ORDER BY s.published NULLS LAST, s.id LIMIT {int(limit)}""",
        bound | {"story": story},
    )


def outlets_of_story(articles: "pd.DataFrame") -> "pd.DataFrame":
    """Return one row per outlet of `story_articles`, the highest value first.

    Columns: outlet, articles, value (as `compare` estimates), low and high (of its articles), and difference
    (from all articles of the story together); NaN if no article has a value.
    """
    told = articles.groupby("outlet", sort=True).agg(
        articles=("id", "size"),
        y=("y", "sum"),
        x=("x", "sum"),
        low=("value", "min"),
        high=("value", "max"),
    )
    told["value"] = told["y"] / told["x"].where(told["x"] > 0)
    told["difference"] = told["value"] - story_value(articles)
    told = told.reset_index().sort_values(["value", "outlet"], ascending=[False, True], kind="stable")
    return told[["outlet", "articles", "value", "low", "high", "difference"]].reset_index(drop=True)


def range_of_outlets(outlets: "pd.DataFrame") -> float:
    """From `outlets_of_story`, the highest outlet's value minus the lowest's; NaN where no outlet has one."""
    return float(outlets["value"].max() - outlets["value"].min())


def story_value(articles: "pd.DataFrame") -> float:
    """The measure of all articles of `story_articles` together; NaN where none has a value."""
    total = float(articles["x"].sum())
    return float(articles["y"].sum()) / total if total > 0 else float("nan")
