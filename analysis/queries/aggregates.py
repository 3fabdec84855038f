"""Aggregates that statistics start from: moments of groups, totals of clusters, values and their distribution."""

from typing import TYPE_CHECKING

from analysis.errors import ArgumentError
from analysis.measures import Measure
from analysis.queries.choices import ALL_ARTICLES, Cluster, Period
from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import exact_sum, identifier

if TYPE_CHECKING:
    import pandas as pd


_CLUSTER_KEYS = {
    # An article without a date (or author) is a cluster of its own. A number for the day groups twice as fast as a row.
    "day": "coalesce(date_diff('day', DATE '1970-01-01', CAST(published AS DATE)), -1 - CAST(hash(id) >> 2 AS BIGINT))",
    "author": "coalesce(author, id)",
    "outlet": "coalesce(outlet, id)",
    "article": "id",
}


def is_rate(corpus: CorpusSnapshot, measure: Measure) -> bool:
    """Return whether the measure is a ratio of two counts that the corpus holds."""
    return measure.numerator in corpus.measures and measure.denominator in corpus.measures


def estimator(corpus: CorpusSnapshot, measure: Measure) -> str:
    """Return how the mean of several articles is estimated, in words for `choices`."""
    if not is_rate(corpus, measure):
        return "mean of the articles' values"
    scale = "" if measure.scale == 1 else f"{measure.scale:g} * "
    return f"ratio of sums over articles: {scale}sum({measure.numerator}) / sum({measure.denominator})"


def outlets_of_one_group(corpus: CorpusSnapshot, by: str, filters: Filters | None = None) -> int:
    """Return the number of outlets if each has all its articles in one group of `by` (as its leaning), else 0."""
    if by == "outlet":
        return 0
    condition, bound = (filters or Filters()).predicate(corpus)
    row = corpus.rows(
        f"""SELECT count(*) AS outlets, max(held) AS held FROM (
            SELECT outlet, count(DISTINCT {corpus.grouping(by)}) AS held FROM scores
            WHERE outlet IS NOT NULL AND {corpus.grouping(by)} IS NOT NULL AND {condition} GROUP BY outlet)""",
        bound,
    )[0]
    return int(row["outlets"]) if row["held"] == 1 else 0


def genre_shares(corpus: CorpusSnapshot, by: str, filters: Filters | None = None) -> "pd.DataFrame":
    """Return columns group, n and news: articles with a genre, and the share of news reports among them.

    Empty where the corpus has no column genre.
    """
    import pandas as pd

    if "genre" not in corpus.columns:
        return pd.DataFrame({"group": [], "n": [], "news": []})
    condition, bound = (filters or Filters()).predicate(corpus)
    return corpus.frame(
        f"""SELECT CAST({corpus.grouping(by)} AS VARCHAR) AS "group", count(*) AS n,
            avg(CAST(genre = 'news' AS INT)) AS news
        FROM scores WHERE genre IS NOT NULL AND {corpus.grouping(by)} IS NOT NULL AND {condition}
        GROUP BY 1 ORDER BY 1""",
        bound,
    )


def parts(corpus: CorpusSnapshot, measure: Measure) -> tuple[str, str]:
    """Return SQL for y and x of an article such that sum(y) / sum(x) estimates the measure; null if it is missing.

    For a rate they are the scaled numerator and the denominator, else the value and 1.
    """
    value = identifier(measure.name)
    if not is_rate(corpus, measure):
        return value, f"CASE WHEN {value} IS NOT NULL THEN 1.0 END"
    numerator, denominator = identifier(str(measure.numerator)), identifier(str(measure.denominator))
    known = f"{value} IS NOT NULL AND {numerator} IS NOT NULL AND {denominator} > 0"
    return (
        f"CASE WHEN {known} THEN {measure.scale!r} * {numerator} END",
        f"CASE WHEN {known} THEN {denominator} END",
    )


def _selection(
    corpus: CorpusSnapshot, measure: Measure, by: str | None, filters: Filters
) -> tuple[str, dict[str, object]]:
    """Return a FROM clause over the filtered articles, and its parameters.

    Columns: id, published, author, outlet, grp, words, value, y and x (the last three null if missing).
    """
    condition, bound = filters.predicate(corpus)
    group = f"CAST({identifier(corpus.grouping(by))} AS VARCHAR)" if by else f"'{ALL_ARTICLES}'"
    y, x = parts(corpus, measure)
    try:
        words = identifier(corpus.words_column())
    except ArgumentError:
        words = "CAST(NULL AS DOUBLE)"
    sql = (
        f"(SELECT id, published, author, outlet, {group} AS grp, {y} AS y, {x} AS x, {words} AS words, "
        f"CASE WHEN {x} IS NOT NULL THEN {identifier(measure.name)} END AS value FROM scores WHERE {condition})"
    )
    return sql, bound


def groups(
    corpus: CorpusSnapshot, measure: str, by: str | None = "outlet", filters: Filters | None = None
) -> "pd.DataFrame":
    """Return one row per group, by name: group, n, missing, mean, median, sd, y, x, days, authors, words, first, last.

    mean, median and sd are of the articles' own values (NaN where there are none; sd needs two). y and x are sums
    whose ratio estimates a rate. first and last are days (NaT without dates). Articles whose group is null are left
    out; `group` null counts them in `ungrouped`.
    """
    source, bound = _selection(corpus, corpus.measure(measure), by, filters or Filters())
    return corpus.frame(
        f"""
        WITH selected AS {source},
        means AS (SELECT grp, {exact_sum("value")} / count(value) AS mean FROM selected GROUP BY grp)
        SELECT means.grp AS "group", count(value) AS n, count(*) - count(value) AS missing, any_value(mean) AS mean,
            median(value) AS median, sqrt({exact_sum("(value - mean) ** 2")} / nullif(count(value) - 1, 0)) AS sd,
            {exact_sum("y")} AS y, {exact_sum("x")} AS x,
            count(DISTINCT CAST(published AS DATE)) FILTER (WHERE value IS NOT NULL) AS days,
            count(DISTINCT author) FILTER (WHERE value IS NOT NULL) AS authors,
            count(*) FILTER (WHERE value IS NOT NULL AND author IS NULL) AS without_author,
            CAST(sum(words) AS DOUBLE) AS words,
            min(published) FILTER (WHERE value IS NOT NULL) AS first,
            max(published) FILTER (WHERE value IS NOT NULL) AS last
        FROM selected JOIN means ON selected.grp IS NOT DISTINCT FROM means.grp
        GROUP BY means.grp ORDER BY means.grp NULLS LAST
        """,
        bound,
    )


def overall(corpus: CorpusSnapshot, measure: str, filters: Filters | None = None) -> float | None:
    """The measure of all filtered articles together (for a rate the ratio of the sums); None where none has a value."""
    table = groups(corpus, measure, None, filters)
    y, x = (float(table[part].sum()) for part in ("y", "x"))
    return y / x if x > 0 else None


def totals(
    corpus: CorpusSnapshot,
    measure: str,
    by: str | None = "outlet",
    filters: Filters | None = None,
    cluster: Cluster = "day",
    every: Period | None = None,
) -> "pd.DataFrame":
    """Return the sums of each cluster in each group (and period).

    Columns: group, cluster (a number), period, n, value, y, x, yy, xy, xx.

    `value` sums the articles' own values, of which a rate is not the mean. The same cluster number is the same day
    (author) in every group; yy, xy and xx are sums of products of single articles. `period` is its first day, NaT
    without `every`. Articles without a value are left out, with `every` also those without a date.
    """
    source, bound = _selection(corpus, corpus.measure(measure), by, filters or Filters())
    period = f"date_trunc('{every}', published)" if every else "CAST(NULL AS TIMESTAMP)"
    dated = "AND published IS NOT NULL" if every else ""
    key = _CLUSTER_KEYS[cluster]
    return corpus.frame(
        f"""
        SELECT "group", dense_rank() OVER (ORDER BY keys) AS cluster, period, n, value, y, x, yy, xy, xx FROM (
            SELECT grp AS "group", {period} AS period, {key} AS keys, count(*) AS n,
                {exact_sum("value")} AS value, {exact_sum("y")} AS y, {exact_sum("x")} AS x,
                {exact_sum("y * y")} AS yy, {exact_sum("x * y")} AS xy, {exact_sum("x * x")} AS xx
            FROM {source} WHERE x IS NOT NULL AND grp IS NOT NULL {dated} GROUP BY grp, period, {key}
        ) ORDER BY "group", period, cluster
        """,
        bound,
    )


def values(
    corpus: CorpusSnapshot,
    measure: str,
    by: str | None = "outlet",
    filters: Filters | None = None,
    only: list[str] | None = None,
) -> "pd.DataFrame":
    """Return every article's number: group, id, value, y, x, by group and id; missing values are left out.

    `only` names the groups to fetch.
    """
    source, bound = _selection(corpus, corpus.measure(measure), by, filters or Filters())
    some = "AND list_contains($only, grp)" if only is not None else ""
    bound |= {"only": only} if only is not None else {}
    return corpus.frame(
        f'SELECT grp AS "group", id, value, y, x FROM {source} '
        f"WHERE x IS NOT NULL AND grp IS NOT NULL {some} ORDER BY grp, id",
        bound,
    )


def published_days(
    corpus: CorpusSnapshot, measure: str, by: str | None = "outlet", filters: Filters | None = None
) -> "pd.DataFrame":
    """Return group and day of every day on which a group has an article with a value, in order."""
    source, bound = _selection(corpus, corpus.measure(measure), by, filters or Filters())
    return corpus.frame(
        f"""SELECT DISTINCT grp AS "group", date_trunc('day', published) AS day FROM {source}
        WHERE x IS NOT NULL AND grp IS NOT NULL AND published IS NOT NULL ORDER BY 1, 2""",
        bound,
    )


def quantiles(
    corpus: CorpusSnapshot,
    measure: str,
    by: str | None = "outlet",
    filters: Filters | None = None,
    at: tuple[float, ...] = (0.05, 0.25, 0.5, 0.75, 0.95),
) -> "pd.DataFrame":
    """Return group, n and one column per quantile (`q05` …), interpolated as NumPy does by default."""
    source, bound = _selection(corpus, corpus.measure(measure), by, filters or Filters())
    wanted = ", ".join(f"quantile_cont(value, {float(q)!r}) AS q{round(q * 100):02d}" for q in at)
    return corpus.frame(
        f'SELECT grp AS "group", count(value) AS n, {wanted} FROM {source} '
        "WHERE grp IS NOT NULL GROUP BY grp ORDER BY grp",
        bound,
    )


def histogram(
    corpus: CorpusSnapshot, measure: str, by: str | None = "outlet", filters: Filters | None = None, bins: int = 40
) -> "pd.DataFrame":
    """Return group, low, high, n, share (of the group's articles) of each bin that holds any.

    Bins are of equal width between the 0.1 % and 99.9 % quantile of all articles; the outermost hold what is beyond.
    """
    if bins < 1:
        raise ArgumentError(f"A histogram needs at least one bin, not {bins}.")
    source, bound = _selection(corpus, corpus.measure(measure), by, filters or Filters())
    return corpus.frame(
        f"""
        WITH v AS (SELECT grp, value FROM {source} WHERE value IS NOT NULL AND grp IS NOT NULL),
        e AS (SELECT quantile_cont(value, 0.001) AS a, quantile_cont(value, 0.999) AS b FROM v),
        w AS (SELECT a, CASE WHEN b > a THEN (b - a) / {int(bins)} ELSE 1.0 END AS width FROM e),
        b AS (SELECT grp, a, width,
                CAST(greatest(0, least({int(bins) - 1}, floor((value - a) / width))) AS INTEGER) AS i FROM v, w)
        SELECT grp AS "group", min(a + i * width) AS low, min(a + (i + 1) * width) AS high, count(*) AS n,
            count(*) / sum(count(*)) OVER (PARTITION BY grp) AS share
        FROM b GROUP BY grp, i ORDER BY grp, i
        """,
        bound,
    )


def article_rows(
    corpus: CorpusSnapshot, measures: list[str], by: str, only: list[str], filters: Filters | None = None
) -> "pd.DataFrame":
    """Return the articles of the groups `only`, one per row, by id.

    Columns: id, group, day (null without a date), author, outlet, words, and for the i-th measure y_i, x_i and
    value_i, null if it is missing.
    """
    condition, bound = (filters or Filters()).predicate(corpus)
    columns = []
    for i, name in enumerate(measures):
        y, x = parts(corpus, corpus.measure(name))
        columns.append(
            f"{y} AS y_{i}, {x} AS x_{i}, CASE WHEN {x} IS NOT NULL THEN {identifier(name)} END AS value_{i}"
        )
    group = f"CAST({identifier(corpus.grouping(by))} AS VARCHAR)"
    return corpus.frame(
        f"""SELECT id, {group} AS "group", CAST(published AS DATE) AS day, author, outlet,
            {identifier(corpus.words_column())} AS words, {", ".join(columns)}
        FROM scores WHERE ({condition}) AND list_contains($only, {group}) ORDER BY id""",
        bound | {"only": only},
    )
