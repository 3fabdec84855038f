"""Wire copy in questions: which articles share their text with others, and which of them a comparison leaves out."""

from typing import TYPE_CHECKING

from analysis.errors import ArgumentError
from analysis.queries.choices import Wire

if TYPE_CHECKING:
    from analysis.queries.corpus import CorpusSnapshot

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
"""A relation for a FROM clause, one row an article: id, outlet, published, wire_group (null: no other has its text),
credit (agency by its own credit line), agency (by its group's), own (the outlet is that agency), size and outlets (of
the group), first (the earliest of its group; of one day's, the agency's own)."""

COPY = "((outlets > 1 OR agency IS NOT NULL) AND NOT own)"
"""Condition over `WIRE`: text that the outlet did not write, or cannot be known to have written, itself."""


def condition(corpus: "CorpusSnapshot", wire: Wire) -> str:
    """A condition over `scores` that keeps what `wire` says.

    "exclude" drops every article whose text stands in another outlet too, or that credits an agency, but for the
    agency's own; "one-per-group" drops all but the first of each group of the same text. Raises `ArgumentError` where
    the snapshot has articles that `framescope duplicates` has not seen.
    """
    if wire == "include":
        return "true"
    check_wire(corpus)
    return f"id NOT IN (SELECT id FROM {'copies' if wire == 'exclude' else 'repeats'})"


def check_wire(corpus: "CorpusSnapshot") -> None:
    """Raise `ArgumentError` unless `framescope duplicates` has seen every article of the snapshot as it is."""
    missing = corpus.rows("SELECT count(*) AS n FROM unsearched")[0]["n"]
    if missing:
        raise ArgumentError(
            f"{missing:,} articles of this snapshot have not been searched for wire copy. Run: framescope duplicates"
            f"{f' --corpus {corpus.path}' if corpus.path else ''}, and ask the new snapshot."
        )
