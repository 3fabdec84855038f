"""Conditions on wire copy: which articles a comparison leaves out because their text is in other articles too."""

from typing import TYPE_CHECKING

from analysis.errors import ArgumentError
from analysis.queries.choices import Wire
from analysis.queries.corpus import CorpusSnapshot

if TYPE_CHECKING:
    import pandas as pd


def condition(corpus: CorpusSnapshot, wire: Wire) -> str:
    """A condition over `scores` that keeps what `wire` says.

    "exclude" drops every article whose text stands in another outlet too, or that credits an agency, but for the
    agency's own; "one-per-group" drops all but the first of each group of the same text. Raises `ArgumentError` where
    the snapshot has articles that `framescope duplicates` has not seen.
    """
    if wire == "include":
        return "true"
    check_wire(corpus)
    return f"id NOT IN (SELECT id FROM {'wire_copies' if wire == 'exclude' else 'near_duplicates'})"


def check_wire(corpus: CorpusSnapshot) -> None:
    """Raise `ArgumentError` unless `framescope duplicates` has seen every article of the snapshot as it is."""
    missing = corpus.rows("SELECT count(*) AS n FROM articles_without_wire_check")[0]["n"]
    if missing:
        raise ArgumentError(
            f"{missing:,} articles of this snapshot have not been searched for wire copy. Run: framescope duplicates"
            f"{f' --corpus {corpus.path}' if corpus.path else ''}, and ask the new snapshot."
        )


def left_out(corpus: CorpusSnapshot, wire: Wire) -> "pd.Series":
    """Return the ids of articles that `wire` leaves out, all of the snapshot's; none for "include"."""
    view = {"include": "wire WHERE false", "exclude": "wire_copies", "one-per-group": "near_duplicates"}[wire]
    return corpus.frame(f"SELECT id FROM {view}")["id"]
