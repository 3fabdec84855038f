"""The articles a question is about, as one value that becomes SQL, command-line flags and provenance alike."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from analysis.errors import ArgumentError
from analysis.queries.choices import Wire
from analysis.queries.sql import identifier

if TYPE_CHECKING:
    from analysis.queries.corpus import CorpusSnapshot

LAST_DAY = date(9998, 12, 31)
"""`until` beyond it is no other question, and has no day after it."""
NOTHING = "false"
"""A condition that no article meets."""
_STRICTER: tuple[Wire, ...] = ("include", "one-per-group", "exclude")
Equalities = Mapping[str, str | Sequence[str]] | tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filters:
    """Conditions that all hold at once; within `outlets`, and within one column of `equals`, any value does.

    Values are bound, never spliced into SQL, so they may hold anything. `since` and `until` are whole UTC days, both
    included; an article without a date fails either. `min_words` counts the words that rates are per. `equals` takes a
    mapping (`{"bias": "left"}`, `{"topic": ["health", "trade"]}`) or pairs; values of the column `outlet` become
    `outlets`. Both are kept sorted and without repeats, so that filters which ask the same are equal. `where` is one
    SQL condition. `sources` are people or bodies of which any is quoted in the article. `wire` chooses among articles
    with the same text (see `analysis.queries.wire.condition`). Raises
    `ArgumentError` where `since` is after `until`, or for another `wire`.

    >>> Filters(outlets=("Reuters",), since=date(2024, 1, 1)).flags()
    ['--outlet', 'Reuters', '--since', '2024-01-01']
    >>> Filters(equals={"outlet": "CNN"}) == Filters(outlets=["CNN"])
    True
    """

    outlets: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    language: str | None = None
    min_words: int | None = None
    equals: Equalities = ()
    where: str | None = None
    wire: Wire = "include"
    sources: Sequence[str] = ()

    def __post_init__(self) -> None:
        outlets = {self.outlets} if isinstance(self.outlets, str) else set(self.outlets)
        pairs = (
            set(self.equals)
            if not isinstance(self.equals, Mapping)
            else {(c, v) for c, vs in self.equals.items() for v in ([vs] if isinstance(vs, str) else vs)}
        )
        sources = {self.sources} if isinstance(self.sources, str) else set(self.sources)
        object.__setattr__(self, "sources", tuple(sorted(sources)))
        outlets |= {value for column, value in pairs if column == "outlet"}
        object.__setattr__(self, "outlets", tuple(sorted(outlets)))
        object.__setattr__(self, "equals", tuple(sorted(pair for pair in pairs if pair[0] != "outlet")))
        if self.since and self.until and self.since > self.until:
            raise ArgumentError(f"since ({self.since}) is after until ({self.until}); swap them.")
        if self.wire not in get_args(Wire):
            raise ArgumentError(f"Wire copy can be: {', '.join(get_args(Wire))}; not {self.wire!r}.")

    def and_(self, other: "Filters") -> "Filters":
        """Filters for the articles that pass both; where the two exclude each other, no article passes.

        >>> Filters(outlets=["CNN", "NPR"], min_words=100).and_(Filters(outlets=["NPR"], min_words=300)).flags()
        ['--outlet', 'NPR', '--min-words', '300']
        """
        outlets = _either(self.outlets, other.outlets)
        mine, theirs = self._by_column(), other._by_column()
        equals = {column: _either(mine.get(column, ()), theirs.get(column, ())) for column in {**mine, **theirs}}
        since = max(filter(None, (self.since, other.since)), default=None)
        until = min(filter(None, (self.until, other.until)), default=None)
        conditions = dict.fromkeys(text for text in (self.where, other.where) if text)
        if (
            (self.outlets and other.outlets and not outlets)
            or not all(equals.values())
            or (self.sources and other.sources and not _either(self.sources, other.sources))
            or (since and until and since > until)
            or (self.language and other.language and self.language != other.language)
        ):
            return Filters(where=NOTHING)
        return Filters(
            outlets,
            since,
            until,
            self.language or other.language,
            max((n for n in (self.min_words, other.min_words) if n is not None), default=None),
            equals,
            " AND ".join(f"({text}\n)" if "--" in text else f"({text})" for text in conditions)
            if len(conditions) > 1
            else next(iter(conditions), None),
            max(self.wire, other.wire, key=_STRICTER.index),
            _either(self.sources, other.sources),
        )

    def predicate(self, corpus: "CorpusSnapshot", prefix: str = "f") -> tuple[str, dict[str, Any]]:
        """Return a condition over the view `scores` and its bound parameters (named `f_…`); "true" if nothing is asked.

        Another `prefix` lets one query hold several filters. Raises `ArgumentError` for an unknown column or a
        `where` that is not one plain condition.
        """
        terms: list[str] = []
        bound: dict[str, Any] = {}
        if self.outlets:
            terms.append(f"list_contains(${prefix}_outlets, outlet)")
            bound[f"{prefix}_outlets"] = list(self.outlets)
        if self.since:
            terms.append(f"published >= CAST(${prefix}_since AS TIMESTAMP)")
            bound[f"{prefix}_since"] = self.since.isoformat()
        if self.until:
            terms.append(f"published < CAST(${prefix}_until AS TIMESTAMP)")
            bound[f"{prefix}_until"] = (min(self.until, LAST_DAY) + timedelta(days=1)).isoformat()
        if self.language:
            terms.append(f"language = ${prefix}_language")
            bound[f"{prefix}_language"] = self.language
        if self.min_words is not None:
            terms.append(f"{identifier(corpus.words_column())} >= ${prefix}_min_words")
            bound[f"{prefix}_min_words"] = self.min_words
        for number, (column, values) in enumerate(self._by_column().items()):
            terms.append(
                f"list_contains(${prefix}_equals_{number}, CAST({identifier(corpus.column(column))} AS VARCHAR))"
            )
            bound[f"{prefix}_equals_{number}"] = values
        if self.where:
            from analysis.queries.where import check_where  # loads DuckDB, which the command line's help must not

            with corpus.cursor() as cursor:
                check_where(cursor, self.where, corpus.columns)
            terms.append(f"(\n{self.where}\n)")
        if self.sources:
            from analysis.queries.source_names import source_names

            names = source_names(corpus)
            name, tables = names.sql(f"{prefix}_names")
            terms.append(f"id IN (SELECT id FROM attributions WHERE list_contains(${prefix}_sources, {name}))")
            bound |= {**tables, f"{prefix}_sources": [names.name(source) for source in self.sources]}
        if self.wire != "include":
            from analysis.queries.wire import condition

            terms.append(condition(corpus, self.wire))
        return " AND ".join(terms) or "true", bound

    def flags(self) -> list[str]:
        """Return the filters as arguments of `framescope compare`, `trend`, `export` and the others."""
        flags = [word for outlet in self.outlets for word in ("--outlet", outlet)]
        flags += ["--since", self.since.isoformat()] if self.since else []
        flags += ["--until", self.until.isoformat()] if self.until else []
        flags += ["--language", self.language] if self.language else []
        flags += ["--min-words", str(self.min_words)] if self.min_words is not None else []
        flags += [word for column, value in self.pairs() for word in ("--only", f"{column}={value}")]
        flags += [word for source in self.sources for word in ("--source", source)]
        flags += ["--where", self.where] if self.where else []
        return flags + (["--wire", self.wire] if self.wire != "include" else [])

    def command(self) -> str:
        """Return `flags()` as one line that can be pasted into a shell."""
        return shlex.join(self.flags())

    def to_dict(self) -> dict[str, Any]:
        """Return the conditions that are set, in JSON types, for provenance."""
        found = {
            "outlets": list(self.outlets),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "language": self.language,
            "min_words": self.min_words,
            "equals": self._by_column(),
            "where": self.where,
            "wire": self.wire if self.wire != "include" else None,
            "sources": list(self.sources),
        }
        return {name: value for name, value in found.items() if value not in (None, [], {})}

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Return `equals` as sorted pairs of column and value; the column is never `outlet`."""
        return self.equals  # type: ignore[return-value]  # pairs since __post_init__

    def _by_column(self) -> dict[str, list[str]]:
        columns: dict[str, list[str]] = {}
        for column, value in self.pairs():
            columns.setdefault(column, []).append(value)
        return columns


def _either(a: Sequence[str], b: Sequence[str]) -> list[str]:
    """The values that two lists of alternatives share; an empty list allows any value."""
    return [value for value in a if value in b] if a and b else [*a, *b]
