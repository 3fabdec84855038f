"""Public figures, offices and bodies that ship with the program: names, forms, gender, affiliation, dates of office.

`lexicons/cues/public_figures.csv` has a row per person (with a short form where the surname alone means that person)
and one per office with its dates; `public_bodies.csv` holds bodies with their abbreviations. Both are compilations of
our own of public facts (CC0).
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from analysis.scorers.attribution.lexicon import FOLDER

PRESIDENT = "president of the United States"
_SPACE = re.compile(r"\s+")
_INITIALS = re.compile(r"\b([A-Z])\.? (?=[A-Z]\b)")


@dataclass(frozen=True)
class Office:
    """An office that a person held from `since` to `until` (None: still), and the affiliation it gives."""

    office: str
    since: date | None
    until: date | None
    affiliation: str

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True)
class Figure:
    """A public figure: usual name, gender, affiliation outside the offices, and offices."""

    name: str
    gender: str
    affiliation: str
    offices: tuple[Office, ...] = ()

    def affiliation_on(self, day: date | None) -> str:
        """Return the affiliation on a day, by the office then held; without a day the usual one."""
        held = (office.affiliation for office in self.offices if day is not None and office.covers(day))
        return next(held, self.affiliation)


@dataclass(frozen=True)
class Body:
    """An organisation, agency, company or outlet under its usual name."""

    name: str
    affiliation: str


@lru_cache(maxsize=32768)
def form_key(name: str) -> str:
    """Return a name as it is looked up: in lower case, without "the" before it and without full stops.

    >>> form_key("H. R. McMaster"), form_key("The New York Times")
    ('hr mcmaster', 'new york times')
    """
    key = _SPACE.sub(" ", _INITIALS.sub(r"\1", name).replace(".", "").replace("’", "'")).strip().casefold()
    return key.removeprefix("the ")


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of a table among the lexicons of attribution."""
    with (FOLDER / table).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def figures() -> dict[str, Figure]:
    """Return every form of a full name → figure."""
    persons: dict[str, dict[str, str]] = {}
    offices: dict[str, list[Office]] = {}
    for row in rows("public_figures.csv"):
        if row["office"]:
            since, until = (date.fromisoformat(row[k]) if row[k] else None for k in ("since", "until"))
            offices.setdefault(row["term"], []).append(Office(row["office"], since, until, row["affiliation"]))
        else:
            persons[row["term"]] = row
    found: dict[str, Figure] = {}
    for name, row in persons.items():
        figure = Figure(name, row["gender"], row["affiliation"], tuple(offices.get(name, ())))
        for form in (name, *filter(None, row["forms"].split(";"))):
            found[form_key(form)] = figure
    return found


@cache
def short_forms() -> dict[str, Figure]:
    """Return surname, or other form of one word → the figure it means where an article has no other full name."""
    full = figures()
    return {
        form_key(row["short"]): full[form_key(row["term"])]
        for row in rows("public_figures.csv")
        if row["short"] and not row["office"]
    }


@cache
def bodies() -> dict[str, Body]:
    """Return every form of a body's name → body."""
    found: dict[str, Body] = {}
    for row in rows("public_bodies.csv"):
        body = Body(row["term"], row["affiliation"])
        for form in (row["term"], *filter(None, row["forms"].split(";"))):
            found[form_key(form)] = body
    return found


@cache
def holders() -> dict[str, list[tuple[Office, Figure]]]:
    """Return office → its holders."""
    found: dict[str, list[tuple[Office, Figure]]] = {}
    for figure in dict.fromkeys(figures().values()):
        for office in figure.offices:
            found.setdefault(office.office, []).append((office, figure))
    return found


def holder(office: str, day: date | None) -> Figure | None:
    """Return who held the office on that day; None without a day, or where the table has nobody."""
    if day is None:
        return None
    return next((figure for held, figure in holders().get(office, ()) if held.covers(day)), None)
