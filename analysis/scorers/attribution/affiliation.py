"""The affiliation that words give a source: titles, appositions, head nouns and names of bodies, each with a weight.

`lexicons/cues/affiliations.csv` holds the words. The affiliation with the largest sum of weights wins; words further
from the name count less. A body or a public figure in the description ("Sanders advisers") adds its own affiliation.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from analysis.scorers.attribution.gazetteer import Figure, bodies, rows, short_forms

UNKNOWN = "unknown"
LONGEST = 5
"""Words of the longest term that is looked up."""
DECAY = 0.12
"""How much less each word counts than the one before it."""
_TOKEN = re.compile(r"[^\W_]+(?:[.'’&-](?!s\b)[^\W_]+)*")
_WORD = re.compile(r"[a-zA-Z]{3,}")
_PARTY = re.compile(r"\(?\b[RD]-(?:[A-Z]|$)")
_FIGURE = 2.0
_BODY = (2.0, 3.0)
"""Weight of a body's name of one word, and of a longer one."""


Entry = tuple[str | Figure, float]
"""An affiliation, or a figure whose affiliation depends on the day, and a weight."""


@dataclass(frozen=True)
class Table:
    """Everything that has weight: `single` words, those that need a capital, and `longer` terms by first word."""

    single: dict[str, Entry]
    capital: dict[str, Entry]
    longer: dict[str, dict[str, Entry]]


def tokens(text: str) -> list[str]:
    """Return the words of a description, without the full stop of "Sen." or a possessive ending."""
    return _TOKEN.findall(text)


@cache
def table() -> Table:
    """Return the words of `affiliations.csv` with the bodies and the short forms of figures."""
    found = Table({}, {}, {})
    for row in rows("affiliations.csv"):
        _enter(found, tokens(row["term"]), (row["category"], float(row["weight"])), False)
    for form, body in bodies().items():
        words = tokens(form)
        _enter(found, words, (body.affiliation, _BODY[len(words) > 1]), True)
    for form, figure in short_forms().items():
        _enter(found, tokens(form), (figure, _FIGURE), True)
    return found


def _enter(into: Table, words: list[str], entry: Entry, capital: bool) -> None:
    if len(words) == 1:
        (into.capital if capital else into.single).setdefault(words[0], entry)
    elif words:
        into.longer.setdefault(words[0], {}).setdefault(" ".join(words), entry)


def weigh(text: str, day: date | None, into: dict[str, float], scale: float = 1.0) -> None:
    """Add to `into` the weight that a description gives each affiliation, largest for its first words."""
    for what, weight in _weights(text):
        affiliation = what if isinstance(what, str) else what.affiliation_on(day)
        into[affiliation] = into.get(affiliation, 0.0) + weight * scale


@lru_cache(maxsize=16384)
def _weights(text: str) -> tuple[Entry, ...]:
    """Return what in a description has weight, and how much."""
    words = _TOKEN.findall(text)
    lower = [word.lower() for word in words]
    single, capital, longer = table().single, table().capital, table().longer
    found: list[Entry] = []
    after = 0
    for k, word in enumerate(lower):
        if k < after:
            continue
        entry = single.get(word)
        if word in longer:
            for size in range(min(LONGEST, len(lower) - k), 1, -1):
                term = longer[word].get(" ".join(lower[k : k + size]))
                if term is not None:
                    entry, after = term, k + size
                    break
        if entry is None and word in capital and words[k][0].isupper():
            entry = capital[word]
        if entry is not None:
            found.append((entry[0], entry[1] / (1 + DECAY * k)))
    if "-" in text and _PARTY.search(text):
        found.append(("party_or_opposition", 4.0))
    return tuple(found)


def tells(text: str) -> bool:
    """Whether a description has a word that gives an affiliation."""
    return bool(_weights(text))


def hint(text: str) -> str:
    """Return the affiliation that most single words of a passage point to, for sources that nothing describes.

    >>> hint("He fell ill while he campaigned for the Senate, Democrats in the legislature recall.")
    'party_or_opposition'
    """
    single = table().single
    weights: dict[str, float] = {}
    for word in _WORD.findall(text):
        entry = single.get(word)
        if entry is not None and isinstance(entry[0], str):
            weights[entry[0]] = weights.get(entry[0], 0.0) + entry[1]
    return heaviest(weights)


def heaviest(weights: dict[str, float]) -> str:
    """Return the affiliation with the largest weight; "unknown" where there is none.

    >>> weights = {}
    >>> weigh("a professor of American politics at the University of Chicago", None, weights)
    >>> heaviest(weights)
    'expert_academic'
    """
    return max(weights, key=lambda name: weights[name], default=UNKNOWN)
