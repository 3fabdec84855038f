"""Articles drawn at random, always the same ones, where reading the text of all takes longer than a person waits.

An article's content hash says nothing about what it holds, so those with the lowest hashes are a random sample, which
one condition names: other filters, the command line and another day find the same articles.
"""

from dataclasses import replace

from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sql import identifier, literal


def draw_from_groups(
    corpus: CorpusSnapshot, filters: Filters, by: str, a: str, b: str | None = None, size: int = 1000
) -> Filters:
    """Filters that leave `size` of the articles of group `a` and as many of `b` (None: of all that are not in `a`).

    All of a group that has fewer. Groups are values of the column `by`; articles of other groups are left out.
    """
    group = f"CAST({identifier(corpus.grouping(by))} AS VARCHAR)"
    sides = [f"{group} = {literal(a)}", f"{group} = {literal(b)}" if b is not None else "true"]
    cases = [
        f"WHEN {side} THEN content_hash <= {literal(_last(corpus, filters, sides[: i + 1], size))}"
        for i, side in enumerate(sides)
    ]
    drawn = f"CASE {' '.join(cases)} END"
    return replace(filters, where=f"({filters.where}) AND {drawn}" if filters.where else drawn)


def _last(corpus: CorpusSnapshot, filters: Filters, sides: list[str], size: int) -> str:
    """The highest of the `size` lowest hashes of the articles of the last side that are in none before."""
    condition, bound = filters.predicate(corpus)
    *before, side = sides
    apart = " AND ".join([side, *(f"({other}) IS NOT TRUE" for other in before)])
    lowest = f"SELECT content_hash FROM scores WHERE {condition} AND {apart} ORDER BY content_hash LIMIT {int(size)}"
    return str(corpus.rows(f"SELECT max(content_hash) AS last FROM ({lowest})", bound)[0]["last"] or "")


def texts_of(corpus: CorpusSnapshot, filters: Filters) -> str:
    """Return the name of the quickest relation of id, title and text that holds the filtered articles.

    A copied corpus holds the texts of the articles with the lowest hashes.
    """
    if corpus.copy is None:
        return "articles"
    condition, bound = filters.predicate(corpus)
    beyond = corpus.rows(
        f"""SELECT count(*) AS n FROM scores
        WHERE {condition} AND content_hash > (SELECT max(content_hash) FROM sampled)""",
        bound,
    )
    return "articles" if beyond[0]["n"] else "sampled"
