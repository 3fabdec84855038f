"""Which articles a question is about: one value that becomes SQL, command-line flags and provenance alike."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, get_args

from analysis.errors import ArgumentError
from analysis.queries.where import check_where
from analysis.queries.wire import Wire, condition

if TYPE_CHECKING:
    from analysis.queries.corpus import CorpusSnapshot

LAST_DAY = date(9998, 12, 31)
"""`until` beyond it is no other question, and has no day after it."""
Equalities = Mapping[str, str | Sequence[str]] | tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Filters:
    """All conditions hold at once; within `outlets`, and within one column of `equals`, any value does.

    Values are bound, never spliced into SQL, so they may hold anything. `since` and `until` are whole UTC days, both
    included; an article without a date fails either. `min_words` counts the words measures are rated by. `equals`
    takes a mapping (`{"bias": "left"}`, `{"topic": ["health", "trade"]}`) or pairs. `where` is one SQL condition.
    `wire` says what becomes of texts that several outlets carry (see `analysis.queries.wire.condition`).

    >>> Filters(outlets=("Reuters",), since=date(2024, 1, 1)).flags()
    ['--outlet', 'Reuters', '--since', '2024-01-01']
    """

    outlets: Sequence[str] = ()
    since: date | None = None
    until: date | None = None
    language: str | None = None
    min_words: int | None = None
    equals: Equalities = ()
    where: str | None = None
    wire: Wire = "include"

    def __post_init__(self) -> None:
        outlets = (self.outlets,) if isinstance(self.outlets, str) else tuple(self.outlets)
        object.__setattr__(self, "outlets", outlets)
        if isinstance(self.equals, Mapping):
            pairs = ((c, v) for c, vs in self.equals.items() for v in ([vs] if isinstance(vs, str) else vs))
            object.__setattr__(self, "equals", tuple(pairs))
        if self.since and self.until and self.since > self.until:
            raise ArgumentError(f"since ({self.since}) is after until ({self.until}); swap them.")
        if self.wire not in get_args(Wire):
            raise ArgumentError(f"Wire copy can be: {', '.join(get_args(Wire))}; not {self.wire!r}.")

    def predicate(self, corpus: "CorpusSnapshot", prefix: str = "f") -> tuple[str, dict[str, Any]]:
        """A condition over the view `scores` and its bound parameters (all named `f_…`); "true" where nothing is asked.

        Another `prefix` lets one question hold several filters. Raises `ArgumentError` for an unknown column or a
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
            terms.append(f"{quoted(corpus.words_column())} >= ${prefix}_min_words")
            bound[f"{prefix}_min_words"] = self.min_words
        for number, (column, values) in enumerate(self._by_column().items()):
            terms.append(f"list_contains(${prefix}_equals_{number}, CAST({quoted(corpus.column(column))} AS VARCHAR))")
            bound[f"{prefix}_equals_{number}"] = values
        if self.where:
            with corpus.cursor() as cursor:
                check_where(cursor, self.where, corpus.columns)
            terms.append(f"(\n{self.where}\n)")
        if self.wire != "include":
            terms.append(condition(corpus, self.wire))
        return " AND ".join(terms) or "true", bound

    def flags(self) -> list[str]:
        """The same filters as arguments of `framescope compare`, `trend` and `export`."""
        flags = [word for outlet in self.outlets for word in ("--outlet", outlet)]
        flags += ["--since", self.since.isoformat()] if self.since else []
        flags += ["--until", self.until.isoformat()] if self.until else []
        flags += ["--language", self.language] if self.language else []
        flags += ["--min-words", str(self.min_words)] if self.min_words is not None else []
        flags += [word for column, value in self.pairs() for word in ("--only", f"{column}={value}")]
        flags += ["--where", self.where] if self.where else []
        return flags + (["--wire", self.wire] if self.wire != "include" else [])

    def command(self) -> str:
        """`flags()` as one line that can be pasted into a shell."""
        return shlex.join(self.flags())

    def to_dict(self) -> dict[str, Any]:
        """For provenance: only what was asked, in JSON types."""
        found = {
            "outlets": list(self.outlets),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "language": self.language,
            "min_words": self.min_words,
            "equals": self._by_column(),
            "where": self.where,
            "wire": self.wire if self.wire != "include" else None,
        }
        return {name: value for name, value in found.items() if value not in (None, [], {})}

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """`equals` as pairs of column and value."""
        return self.equals  # type: ignore[return-value]  # a mapping became pairs in __post_init__

    def _by_column(self) -> dict[str, list[str]]:
        columns: dict[str, list[str]] = {}
        for column, value in self.pairs():
            columns.setdefault(column, []).append(value)
        return columns


def quoted(name: str) -> str:
    """A column name as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'
