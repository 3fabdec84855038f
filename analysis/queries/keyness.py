"""The two groups of articles whose words are compared: their filters, as people write them, and their texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from analysis.errors import ArgumentError
from analysis.queries.corpus import CorpusSnapshot
from analysis.queries.filters import Filters
from analysis.queries.sampling import texts_of
from analysis.queries.sql import identifier, literal

REST = "rest"
BATCH = 500
NEITHER = 2


@dataclass(frozen=True)
class Side:
    """The filters of both groups; `b` None means every selected article that is not in `a`."""

    a: Filters
    b: Filters | None

    @property
    def label_a(self) -> str:
        """Name of group a."""
        return label(self.a)

    @property
    def label_b(self) -> str:
        """Name of group b."""
        return REST if self.b is None else label(self.b)

    def describe_a(self) -> dict[str, Any]:
        """Return group a for provenance."""
        return self.a.to_dict()

    def describe_b(self) -> dict[str, Any] | str:
        """Return group b for provenance."""
        return "all other selected articles" if self.b is None else self.b.to_dict()


def label(filters: Filters) -> str:
    """Return the filters in short: "Fox News", "left, since 2019-06-01"; "all" if there are none."""
    parts = [*filters.outlets, *(value for _, value in filters.pairs())]
    parts += [f"since {filters.since}"] if filters.since else []
    parts += [f"until {filters.until}"] if filters.until else []
    parts += [filters.language] if filters.language else []
    parts += [f"at least {filters.min_words} words"] if filters.min_words is not None else []
    return ", ".join([*parts, *([filters.where] if filters.where else [])]) or "all"


def parse_side(conditions: Sequence[str]) -> Filters | None:
    """Filters from "outlet=Fox News", "bias=left", "since=2019-06-01", "where=…"; None from "rest".

    Values of one column are alternatives, different columns all hold. Raises `ArgumentError` for anything else.
    """
    if list(conditions) == [REST]:
        return None
    found = Filters()
    pairs: list[tuple[str, str]] = []
    for text in conditions:
        column, equals, value = (part.strip() for part in text.partition("="))
        if not (column and equals and value):
            raise ArgumentError(f"A group is COLUMN=VALUE (outlet=CNN, since=2019-06-01) or {REST}, not {text!r}.")
        if column in ("since", "until"):
            try:
                day = date.fromisoformat(value)
            except ValueError as error:
                raise ArgumentError(f"{column} takes a day such as 2024-05-31, not {value!r}.") from error
            found = replace(found, since=day) if column == "since" else replace(found, until=day)
        elif column == "where":
            found = replace(found, where=value)
        else:
            pairs.append((column, value))
    return replace(found, equals=tuple(pairs))


def all_but(column: str, group: str) -> Filters:
    """The articles whose value in the column is another one; those without a value are left out."""
    return Filters(where=f"{identifier(column)} <> {literal(group)}")


def texts(corpus: CorpusSnapshot, side: Side, filters: Filters) -> Iterator[tuple[list[str], list[int], int]]:
    """Yield texts in batches, the group of each (0 a, 1 b, 2 neither), and how many of the batch are in both."""
    chosen, bound = filters.predicate(corpus)
    in_a, more = side.a.predicate(corpus, "a")
    bound |= more
    in_b = "true"
    if side.b is not None:
        in_b, more = side.b.predicate(corpus, "b")
        bound |= more
    apart = "false" if side.b is None else "in_a AND in_b"
    sql = f"""
        SELECT a.text, CASE WHEN {apart} THEN {NEITHER} WHEN in_a THEN 0 WHEN in_b THEN 1 ELSE {NEITHER} END AS side,
            {apart} AS shared
        FROM (
            SELECT id, coalesce(({in_a}), false) AS in_a, coalesce(({in_b}), false) AS in_b FROM scores WHERE {chosen}
        ) s
        JOIN {texts_of(corpus, filters)} a ON a.id = s.id
    """
    for rows in corpus.batches(sql, bound, BATCH):
        yield [row[0] for row in rows], [row[1] for row in rows], sum(row[2] for row in rows)


def texts_with_words(
    corpus: CorpusSnapshot, words: Sequence[str], filters: Filters, size: int
) -> Iterator[list[tuple[str, str, datetime, str | None, str]]]:
    """Yield id, outlet, published, title and text of the filtered articles that hold each of the `words` (lower case).

    By time, then id, in lists of at most `size`. A word may be part of another one: the text decides.
    """
    condition, bound = filters.predicate(corpus)
    hints = " AND ".join(f"contains(lower(text), $w_{i})" for i in range(len(words)))
    bound |= {f"w_{i}": word.replace("'", "’").split("’")[0] for i, word in enumerate(words)}
    read = texts_of(corpus, filters)
    # A sampled table holds few texts: a limit that is never reached makes DuckDB filter before it reads texts.
    first = "" if read == "articles" else f"LIMIT {2**62}"
    sql = f"""SELECT id, outlet, published, title, text FROM (
            SELECT a.id, s.outlet, s.published, a.title, a.text
            FROM (SELECT id, outlet, published FROM scores WHERE {condition}) s JOIN {read} a ON a.id = s.id {first}
        ) WHERE {hints} ORDER BY published NULLS LAST, id"""
    yield from corpus.batches(sql, bound, size)
