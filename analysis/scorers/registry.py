"""The registry: the only list of families, the built-in ones and those that other distributions bring.

A distribution brings a family by an entry point in the group `framescope.scorers` that is called like the family and
names its `Scorer`. The environment variable FRAMESCOPE_PLUGINS says which of these are loaded: names with commas
between them, or nothing for none; where it is not set all are. A family that cannot be loaded is left out with a
warning; one that takes a name which is taken is an error, since numbers of the same name would be mixed up.

What is registered is settled at first use and stays so for the process.
"""

import logging
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType

from analysis import __version__
from analysis.corpus.schema import RESERVED
from analysis.errors import ArgumentError, PluginError
from analysis.measures import COMPOUND_FAMILIES, Measure
from analysis.scorers import (
    attribution,
    framing,
    genre,
    hedging,
    news_sentiment,
    readability,
    sentiment,
    vagueness,
)
from analysis.scorers.base import Category, Scorer

GROUP = "framescope.scorers"
VARIABLE = "FRAMESCOPE_PLUGINS"

BUILTIN: tuple[Scorer, ...] = (
    sentiment.SCORER,
    news_sentiment.SCORER,
    hedging.SCORER,
    attribution.SCORER,
    framing.SCORER,
    vagueness.SCORER,
    readability.SCORER,
    genre.SCORER,
)

_FAMILY = re.compile(r"[a-z][a-z0-9]*")
_MEASURE = re.compile(r"[a-z][a-z0-9_]*")
_VERSION = re.compile(r"[A-Za-z0-9.+_-]+")
_TAKEN_FAMILIES = ("input", "column")  # prefixes that renamed columns of the input get

log = logging.getLogger("framescope")


@dataclass(frozen=True)
class Family:
    """A registered family and the distribution it comes from."""

    scorer: Scorer
    distribution: str
    version: str
    """The distribution's; `scorer.version` is the family's."""

    @property
    def builtin(self) -> bool:
        """Whether it comes with framescope."""
        return self.distribution == "framescope"

    @property
    def origin(self) -> str:
        """Distribution and version: "framescope 0.1.0"."""
        return f"{self.distribution} {self.version}"


@cache
def families() -> Mapping[str, Family]:
    """Every registered family by name: the built-in ones, then those of other distributions by name.

    Raises `PluginError` where two distributions claim one name, and `ArgumentError` where FRAMESCOPE_PLUGINS names
    what no installed distribution brings.
    """
    found = register(Family(scorer, "framescope", __version__) for scorer in BUILTIN)
    return MappingProxyType(register((plugin for entry in _entries() if (plugin := _load(entry))), found))


def register(new: Iterable[Family], known: Mapping[str, Family] = MappingProxyType({})) -> dict[str, Family]:
    """The known families with new ones; raises `PluginError` for a name that is taken or not allowed."""
    result = dict(known)
    for family in new:
        fault = _fault(family, result)
        if fault:
            raise PluginError(f"{fault} Uninstall one, or leave it out with {VARIABLE} (names of families to load).")
        result[family.scorer.family] = family
    return result


def scorers() -> tuple[Scorer, ...]:
    """The scorers of all families, in the order of the registry."""
    return tuple(family.scorer for family in families().values())


def measures() -> dict[str, Measure]:
    """All measures by name, in the order of the registry."""
    return {measure.name: measure for scorer in scorers() for measure in scorer.measures}


def categories() -> dict[str, Category]:
    """All categories by name, in the order of the registry."""
    return {category.name: category for scorer in scorers() for category in scorer.categories}


def scored_with() -> str:
    """The version of every family ("sentiment-2 hedging-1 …"), as rows of scores record it."""
    return " ".join(scorer.token for scorer in scorers())


def is_claimed(column: str) -> bool:
    """Whether a column of a user's input has a name that a registered family owns, or could own in a later version."""
    if column in categories():
        return False  # the user's own wins
    return column in {scorer.family for scorer in BUILTIN} or column.startswith(tuple(f"{f}_" for f in families()))


def _entries() -> list[EntryPoint]:
    """The entry points to load, by name, as FRAMESCOPE_PLUGINS says."""
    entries = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, _distribution(entry)))
    wanted = os.environ.get(VARIABLE)
    if wanted is None:
        return entries
    names = {name.strip() for name in wanted.split(",") if name.strip()}
    missing = sorted(names - {entry.name for entry in entries})
    if missing:
        known = ", ".join(sorted({entry.name for entry in entries})) or "none"
        raise ArgumentError(
            f"{VARIABLE} names {', '.join(missing)}, which no installed package brings (installed: {known}). Install "
            f"the package, or correct {VARIABLE}."
        )
    return [entry for entry in entries if entry.name in names]


def _load(entry: EntryPoint) -> Family | None:
    """The family an entry point names; None, with a warning, where it cannot be loaded."""
    distribution = _distribution(entry)
    try:
        scorer = entry.load()
        if not isinstance(scorer, Scorer):
            raise TypeError(f"{entry.value} is no Scorer but {type(scorer).__name__}")
        if scorer.family != entry.name:
            raise ValueError(f"the entry point is called {entry.name} and its family {scorer.family}; call both alike")
    except Exception as error:  # whatever the other package does wrong, it must not stop the rest
        log.warning(
            "framescope: the family %s of the package %s is left out, as it cannot be loaded: %s: %s",
            entry.name, distribution, type(error).__name__, error,
        )  # fmt: skip
        return None
    return Family(scorer, distribution, entry.dist.version if entry.dist else "")


def _distribution(entry: EntryPoint) -> str:
    return entry.dist.name if entry.dist else "an unknown package"


def _fault(family: Family, known: Mapping[str, Family]) -> str:
    """Why a family cannot be registered beside the known ones, as a sentence; empty if it can."""
    scorer, name = family.scorer, family.scorer.family
    where = f"The package {family.distribution}"
    if name in known:
        return f"{where} and the package {known[name].distribution} both bring a family called {name}."
    lawful = _FAMILY.fullmatch(name) or name in COMPOUND_FAMILIES
    if not lawful or name in _TAKEN_FAMILIES:
        return f"{where} calls a family {name!r}: use a lower-case word without underscores, not {_TAKEN_FAMILIES}."
    if not _VERSION.fullmatch(scorer.version):
        return f"{where} gives the family {name} the version {scorer.version!r}: use letters, digits and full stops."
    names = [measure.name for measure in scorer.measures]
    for measure in names:
        if not measure.startswith(f"{name}_") or not _MEASURE.fullmatch(measure):
            return f"{where} calls a measure {measure!r}: names of this family are {name}_<what>, in lower case."
        if measure in RESERVED:
            return f"{where} calls a measure {measure}, which is a column that the package framescope makes itself."
        if names.count(measure) > 1:
            return f"{where} declares the measure {measure} twice."
    lacking = {n for m in scorer.measures for n in (m.numerator, m.denominator) if n} - set(names)
    if lacking:
        return f"{where} has rates made of {', '.join(sorted(lacking))}, which the family {name} does not declare."
    columns = scorer.detail_columns
    clashes = {c for c in columns if columns.count(c) > 1 or c in _SPAN_KEYS or not _MEASURE.fullmatch(c)}
    if clashes:
        return f"{where} cannot call parts or details of evidence {', '.join(sorted(clashes))}: the names are taken."
    return ""


_SPAN_KEYS = frozenset(
    ["id", "family", "label", "field", "start", "end", "text", "voice", "value", "name", "type", "parts", "details"]
)
"""Keys that every span of evidence has."""
