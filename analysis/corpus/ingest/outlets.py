"""One name per outlet: light rules, a table of aliases (`outlets.csv`) and the user's own; nothing guessed.

A name that an input or the corpus writes in several cases (reuters, Reuters, REUTERS) is one outlet. Where the name was
changed, the column `outlet_as_given` keeps the one of the input. Names that differ by more than case and may still be
one outlet are only listed (`near_equal`).
"""

import csv
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from itertools import combinations
from pathlib import Path
from urllib.parse import urlsplit

from analysis.corpus.ingest.normalise import normalise_line
from analysis.corpus.ingest.readers import RejectedRow, open_input
from analysis.errors import ArgumentError

# "CNN (Web News)", "Fox News (Online)": how it was collected, not which outlet it is.
CHANNEL = re.compile(
    r"\s*\((?:web|web news|online|online news|website|news|opinion|print|digital|web edition)\)$", re.I
)
# "New York Times - News", "CNN | Politics": a section of the outlet.
SECTION = re.compile(
    r"\s+[-–—|:]\s+(?:news|opinion|editorial|politics|world|us|u\.s\.|business|online|home|top stories|latest)$", re.I
)
ADDRESS = re.compile(r"^(?:https?://)?(?:www\d?\.|m\.|edition\.|amp\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/:].*)?$", re.I)
IMMATERIAL = re.compile(r"^the\s|\.(?:com|org|net|co\.uk|co|us|info)$|\s(?:news|online)$", re.I)
LONG_ENOUGH = 8
"""Letters from which on two names that differ in one of them are near-equal."""


@cache
def _aliases() -> dict[str, str]:
    """Return name → outlet: those of the table, the outlets themselves in any case, and run together (nytimes)."""
    with Path(__file__).with_name("outlets.csv").open(encoding="utf-8", newline="") as handle:
        table = {row["given"].casefold(): row["outlet"] for row in csv.DictReader(handle)}
    outlets = sorted(set(table.values()))
    together = {the + outlet.casefold().replace(" ", ""): outlet for outlet in outlets for the in ("", "the")}
    return together | {outlet.casefold(): outlet for outlet in outlets} | table


@lru_cache(maxsize=4096)
def outlet_name(given: str) -> str:
    """Return the outlet's name; `given` is one line without surrounding space.

    >>> outlet_name("CNN (Web News)"), outlet_name("New York Times - News"), outlet_name("www.foxnews.com")
    ('CNN', 'New York Times', 'Fox News')
    >>> outlet_name("REUTERS"), outlet_name("washingtonpost")
    ('Reuters', 'Washington Post')
    """
    name = _plain_name(given)
    return _aliases().get(name.casefold(), name)


def _plain_name(given: str) -> str:
    """Return the name without channel and section, or the host of an address."""
    name = SECTION.sub("", CHANNEL.sub("", given)) or given
    match = ADDRESS.match(name)
    return match[1].lower() if match else name


def outlet_of_url(url: str) -> str | None:
    """Return the outlet that an address belongs to, by its host; None where it has no host."""
    host = _host(url)
    return outlet_name(host) if host else None


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname
    except ValueError:  # http://[::1
        return None
    return host if host and "." in host else None


class OutletNames:
    """The outlets of one input.

    `aliases` is name → outlet, the user's; they come before the table. `corpus` counts the names that articles of other
    inputs have: a name that the corpus has in another case is written as there. `scan` is called once, when the first
    name is met that neither decides, and iterates over all names of the input: of the spellings that have capitals the
    most frequent is taken, whatever the order of the rows. Without it, the first spelling met is.
    """

    def __init__(
        self,
        aliases: Mapping[str, str] | None = None,
        corpus: Mapping[str, int] | None = None,
        scan: Callable[[], Iterable[str | None]] | None = None,
    ) -> None:
        self._aliases = {given.casefold(): outlet for given, outlet in (aliases or {}).items()}
        self._spelling = (
            _best(corpus or {})
            | {outlet.casefold(): outlet for outlet in _aliases().values()}
            | {outlet.casefold(): outlet for outlet in (aliases or {}).values()}
        )
        self._scan = scan
        self._known: dict[str, str] = {}
        self.merged: dict[str, str] = {}
        """Names of the input → outlet, where only the case differs."""

    def name(self, given: str) -> str:
        """Return the outlet's name; `given` is one line without surrounding space."""
        if given not in self._known:
            self._known[given] = self.in_one_case(self._before_case(given))
        return self._known[given]

    def of_url(self, url: str) -> str | None:
        """Return the outlet that an address belongs to, by its host; None where it has no host."""
        host = _host(url)
        return self.name(host) if host else None

    def in_one_case(self, name: str) -> str:
        """Return the spelling that this name has in the input and the corpus."""
        key = name.casefold()
        if key not in self._spelling and self._scan:
            scan, self._scan = self._scan, None
            names = Counter(self._before_case(given) for given in scan() if given)
            self._spelling = _best(names) | self._spelling
        outlet = self._spelling.setdefault(key, name)
        if outlet != name:
            self.merged[name] = outlet
        return outlet

    def _before_case(self, given: str) -> str:
        for name in (given, _plain_name(given), outlet_name(given)):
            if name.casefold() in self._aliases:
                return self._aliases[name.casefold()]
        return outlet_name(given)


def _best(names: Mapping[str, int]) -> dict[str, str]:
    """Return name without case → spelling: with capitals before without, then the most frequent, then by letters."""
    worst_first = sorted(names, key=lambda name: (name == name.lower(), -names[name], name), reverse=True)
    return {name.casefold(): name for name in worst_first}


def near_equal(names: Iterable[str], among: Iterable[str]) -> list[tuple[str, str]]:
    """Return pairs of names that may be one outlet, at least one of them of `names`, both of `among`.

    They differ in "The", "News", ".com", spaces and punctuation, or in one letter of many.

    >>> near_equal(["The Daily Ledger"], ["The Daily Ledger", "dailyledger.com", "Daily Leger", "Daily Mail"])
    [('Daily Leger', 'The Daily Ledger'), ('The Daily Ledger', 'dailyledger.com')]
    """
    wanted = set(names)
    alike: dict[str, set[str]] = defaultdict(set)
    for name in among:
        letters = _letters(name)
        if not letters:
            continue
        alike[letters].add(name)
        if len(letters) >= LONG_ENOUGH:
            for place in range(len(letters)):
                if not letters[place].isdigit():  # Channel 4 and Channel 5 are two
                    alike[letters[:place] + letters[place + 1 :]].add(name)
    pairs = {pair for group in alike.values() if len(group) > 1 for pair in combinations(sorted(group), 2)}
    return sorted(pair for pair in pairs if wanted & set(pair))


def _letters(name: str) -> str:
    """Return the letters and digits of a name, in lower case, without what does not tell outlets apart."""
    for _ in range(2):
        name = IMMATERIAL.sub("", name) or name
    return re.sub(r"[\W_]", "", name).casefold()


def read_aliases(path: str | Path, target: str = "outlet", option: str = "--outlet-aliases") -> dict[str, str]:
    """Return name → outlet from a table with the columns `alias` and `outlet`, or another `target` (CSV, TSV, JSON).

    `option` is what an error calls the table. Raises `InputError` for a file that cannot be read, `ArgumentError` for
    one that is no such table.
    """
    opened = open_input(path)
    columns = {column.strip().casefold(): column for column in opened.columns}
    if not {"alias", target} <= columns.keys():
        raise ArgumentError(
            f"{path}: {option} needs the columns alias and {target}; it has {', '.join(opened.columns)}. "
            f"Write alias,{target} as its first line, then a line for each other name."
        )
    aliases: dict[str, str] = {}
    for row in opened.rows():
        if isinstance(row, RejectedRow):
            raise ArgumentError(f"{path}: row {row.number}: {row.reason}. {row.what_to_do}")
        alias, name = (normalise_line(str(row.values.get(columns[c]) or ""))[0] for c in ("alias", target))
        if not alias and not name:
            continue
        if not alias or not name:
            raise ArgumentError(f"{path}: row {row.number} has no {target if alias else 'alias'}. Give both.")
        if aliases.setdefault(alias, name) != name:
            raise ArgumentError(f"{path}: {alias!r} is both {aliases[alias]!r} and {name!r}. Give one of them.")
    return aliases
