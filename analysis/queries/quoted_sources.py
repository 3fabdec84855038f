"""Whom outlets quote: attribution evidence, counted by kind of source and by name."""

from typing import TYPE_CHECKING, Literal

from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.source_names import source_names
from analysis.queries.sql import identifier

if TYPE_CHECKING:
    import pandas as pd


Label = Literal["source_type", "source_kind", "affiliation", "gender"]
"""What statements are counted by."""


def _attributions(corpus: CorpusSnapshot, by: str, filters: Filters | None) -> tuple[str, dict[str, object]]:
    condition, bound = (filters or Filters()).predicate(corpus)
    group = f"CAST({identifier(corpus.grouping(by))} AS VARCHAR)"
    chosen = f"(SELECT id, {group} AS grp FROM scores WHERE {condition} AND {group} IS NOT NULL)"
    return f"attributions e JOIN {chosen} s ON s.id = e.id", bound


def sources(
    corpus: CorpusSnapshot, by: str = "outlet", filters: Filters | None = None, label: Label = "source_type"
) -> "pd.DataFrame":
    """group, the `label` (source_type, source_kind, affiliation or gender), statements, articles, share.

    `share` is of the group's attributed statements; a statement without a recognised type counts as "unknown". Kinds
    and affiliations are of the statements with a source in the text, genders of those of named people.
    """
    source, bound = _attributions(corpus, by, filters)
    condition = {"source_type": "true", "gender": "e.source_kind = 'named_individual'"}.get(
        label, f"e.{label} IS NOT NULL"
    )
    return corpus.frame(
        f"""SELECT s.grp AS "group", coalesce(e.{label}, 'unknown') AS {label}, count(*) AS statements,
            count(DISTINCT e.id) AS articles, count(*) / sum(count(*)) OVER (PARTITION BY s.grp) AS share
        FROM {source} WHERE {condition} GROUP BY 1, 2 ORDER BY 1, statements DESC, 2""",
        bound,
    )


def kinds_of_sources(shares: "pd.DataFrame", label: Label = "source_type") -> "pd.DataFrame":
    """Return the label, statements and share of all groups of `sources` together, the commonest first."""
    kinds = shares.groupby(label, as_index=False)["statements"].sum()
    kinds["share"] = kinds["statements"] / kinds["statements"].sum()
    return kinds.sort_values(["statements", label], ascending=[False, True], ignore_index=True)


def top_sources(
    corpus: CorpusSnapshot,
    by: str | None = "outlet",
    filters: Filters | None = None,
    limit: int = 20,
    aliases: str | None = None,
) -> "pd.DataFrame":
    """group, source_name, source_type, affiliation, statements, articles, forms: the `limit` most quoted of each group.

    Names are canonical across the corpus (see `analysis.queries.source_names`, which `aliases` goes to); sources
    without a name have their description. Type and affiliation are the commonest; `forms` lists how articles call the
    source, the commonest first. With `by` None the groups are one, "all articles".
    """
    source, bound = _attributions(corpus, by or "outlet", filters)
    group = "s.grp" if by else "'all articles'"
    name, tables = source_names(corpus, aliases).sql()
    frame = corpus.frame(
        f"""WITH named AS (
            SELECT {group} AS "group", coalesce({name}, e.source_name) AS source_name, e.source_type,
                e.affiliation, e.id, coalesce(e.form, e.source_name, {name}) AS form
            FROM {source} WHERE coalesce({name}, e.source_name) IS NOT NULL
        ), called AS (
            SELECT "group", source_name, list(form ORDER BY n DESC, form) AS forms
            FROM (SELECT "group", source_name, form, count(*) AS n FROM named GROUP BY 1, 2, 3) GROUP BY 1, 2
        ), most AS (
            SELECT "group", source_name, mode(source_type ORDER BY source_type) AS source_type,
                mode(affiliation ORDER BY affiliation) AS affiliation, count(*) AS statements,
                count(DISTINCT id) AS articles
            FROM named GROUP BY 1, 2
            QUALIFY row_number() OVER (PARTITION BY "group" ORDER BY statements DESC, source_name) <= {int(limit)}
        )
        SELECT "group", source_name, source_type, affiliation, statements, articles, forms
        FROM most JOIN called USING ("group", source_name) ORDER BY "group", statements DESC, source_name""",
        {**bound, **tables},
    )
    return frame.assign(forms=[list(forms) for forms in frame["forms"]])


def with_forms_as_text(names: "pd.DataFrame", most: int | None = None) -> "pd.DataFrame":
    """Return `top_sources` with the forms as one text each, the `most` commonest of them."""
    return names.assign(forms=["; ".join(forms[:most]) for forms in names["forms"]])
