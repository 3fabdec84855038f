"""The contract of a family: declared measures and evidence, a version, and a function from documents to numbers.

A built-in family and one from another distribution (`analysis.scorers.registry`) are the same `Scorer`; whatever lists
families (codebook, evidence table, legend, colours, the names a user's columns must not have) is made from it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from analysis.measures import Measure
from analysis.text import Documents


@dataclass(frozen=True)
class Evidence:
    """Spans that explain numbers, as columns of equal length, one entry per span, ordered by document then start.

    `document` is the index of the document in the batch; `start` and `end` are characters of the stored text (of the
    title where `in_title`).
    """

    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    label: list[str]
    quoted: np.ndarray
    """Bool: the span is in the quoted voice."""
    value: np.ndarray | None = None
    """Float64: a number that belongs to the span, such as the valence of a word; NaN where it has none."""
    in_title: np.ndarray | None = None
    details: dict[str, list[Any]] = field(default_factory=dict)
    """What `Scorer.detail_columns` declares: for a part its flat spans [start, end, start, end, …], for its name, its
    type and each text detail a text or None."""

    @classmethod
    def none(cls, columns: tuple[str, ...] = ()) -> "Evidence":
        """No span at all; `columns` are those of `Scorer.detail_columns`."""
        empty = np.zeros(0, np.int64)
        return cls(empty, empty, empty, [], np.zeros(0, bool), details={name: [] for name in columns})


@dataclass(frozen=True)
class FamilyScores:
    """`values` holds one float64 array per measure, one number per document, NaN where the measure is missing.

    `categories` holds for each declared `Category` one `Assigned` per document.
    """

    values: dict[str, np.ndarray]
    evidence: Evidence
    categories: dict[str, list["Assigned"]] = field(default_factory=dict)


class Assigned(NamedTuple):
    """The category of a document, and why: short phrases, the decisive one first."""

    value: str
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Category:
    """A column of text that a family assigns to each article, to filter, group and match by: its genre.

    A column of the same name in the user's own data wins, article by article.
    """

    name: str
    label: str
    values: dict[str, str]
    """What may be assigned, and what each is called on screen."""
    definition: str
    citation: str


@dataclass(frozen=True)
class Part:
    """A part of an evidence span with places of its own: the source, cue or content of an attribution."""

    name: str
    label: str
    """For the legend: "what is attributed"."""
    style: str = "tint"
    """How it is drawn, see `Mark`."""
    named: bool = False
    """The part has a canonical name within the article, in the column `<part>_name`."""
    typed: bool = False
    """The part has a type, in the column `<part>_type`."""
    quoted: bool = True
    """Whether `inspect` repeats the part's words as `<part>_text`; not worth it for parts as long as sentences."""


class Mark(NamedTuple):
    """One line of a family's legend, and how its words are drawn on the Article page."""

    key: str
    """The first word of evidence labels (up to an underscore) that are drawn so; other labels are drawn like the first
    mark of the family."""
    text: str
    style: str = "dotted"
    """Words of: fill, tint, faint (background); solid, double, dashed, dotted, thin, wavy (underline); bold, italic."""
    colour: str | None = None
    """Hex colour; None is the family's."""


@dataclass(frozen=True)
class Scorer:
    """A family of measures."""

    family: str
    """A lower-case word without underscores; every measure is called `<family>_<what>`."""
    version: str
    """Raised whenever any number or evidence of the family can change; stored scores of another version are stale."""
    measures: tuple[Measure, ...]
    score: Callable[[Documents], FamilyScores]
    """Values of every declared measure and the evidence of a batch; a pure function, safe to call from any thread."""
    description: str = ""
    """What the family measures, for tables of families: a phrase without a stop."""
    colour: str = "#7A8794"
    """Hex colour of its marks, with a contrast of 3:1 on white and on black."""
    legend: tuple[Mark, ...] = ()
    """How its spans are drawn; where it declares parts, these are drawn instead."""
    categories: tuple[Category, ...] = ()
    parts: tuple[Part, ...] = ()
    details: tuple[str, ...] = ()
    """Names of the text columns of its evidence, such as kind and stance of an attribution."""
    sentence: str = ""
    """What a span says to a reader, with detail columns in braces: "{kind} statement by {source_name}"; empty is family
    and label."""
    value_unit: str = ""
    """What `Evidence.value` counts, in the singular: "syllable"; empty is a plain number."""
    marks_many: bool = False
    """It marks so many words that its marks are hidden until a reader asks for them."""

    @property
    def detail_columns(self) -> tuple[str, ...]:
        """Keys of `Evidence.details`: text details, then names and types of parts, then the parts' spans."""
        names = [f"{p.name}_{kind}" for p in self.parts for kind in ("name", "type") if _has(p, kind)]
        return (*self.details, *names, *(p.name for p in self.parts))

    @property
    def token(self) -> str:
        """Family and version as a row of scores records them: "hedging-2"."""
        return f"{self.family}-{self.version}"

    @property
    def marks(self) -> tuple[Mark, ...]:
        """The legend's lines; a family that declares none has one, with its own name."""
        drawn = tuple(Mark(part.name, part.label, part.style) for part in self.parts)
        return drawn or self.legend or (Mark("any", self.family),)


def _has(part: Part, kind: str) -> bool:
    return part.named if kind == "name" else part.typed
