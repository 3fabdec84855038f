"""One name per source across the articles of a corpus.

Scores hold the canonical name that an article and the gazetteer give. Here forms that only the corpus can tell apart
are joined (a surname of which it knows one full name; spellings that differ in accents, case or a nickname), and the
user's own table of names is applied, which wins. A surname that several people of the corpus bear stays as it is.
"""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.queries.corpus import CorpusSnapshot
from analysis.spelling import without_accents

ALIASES = "FRAMESCOPE_SOURCE_ALIASES"
"""Environment variable: the table of names that holds for every question, page and export."""
_LEARNT = "names of sources"
ENOUGH, DOMINANT = 3, 0.9
"""A surname goes to a full name with this many articles and this share of the statements of all who bear it."""
NICKNAMES = {
    "mike": "michael", "bob": "robert", "rob": "robert", "bill": "william", "will": "william", "jim": "james",
    "joe": "joseph", "tom": "thomas", "dan": "daniel", "dave": "david", "steve": "steven", "stephen": "steven",
    "chris": "christopher", "matt": "matthew", "ben": "benjamin", "sam": "samuel", "ed": "edward", "ted": "edward",
    "chuck": "charles", "charlie": "charles", "rick": "richard", "dick": "richard", "ron": "ronald", "don": "donald",
    "ken": "kenneth", "greg": "gregory", "jeff": "jeffrey", "tim": "timothy", "tony": "anthony", "andy": "andrew",
    "larry": "lawrence", "pete": "peter", "phil": "philip", "nick": "nicholas", "pat": "patrick", "liz": "elizabeth",
    "beth": "elizabeth", "kate": "katherine", "kathy": "katherine", "sue": "susan", "debbie": "deborah",
    "jen": "jennifer",
}  # fmt: skip


@dataclass(frozen=True)
class SourceNames:
    """Name in the scores → name in this corpus: `learnt`, and `aliases`, the user's, by lower-case name or form."""

    learnt: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)

    def sql(self, prefix: str = "n") -> tuple[str, dict[str, object]]:
        """Return the name of a row of the view `attributions` as an expression, null without one, and what it binds."""
        bound: dict[str, object] = {}
        parts = []
        for table, key in (
            (self.aliases, "lower(form)"),
            (self.aliases, "lower(canonical)"),
            (self.learnt, "canonical"),
        ):
            if table:
                names = f"{prefix}_{'learnt' if table is self.learnt else 'aliases'}"
                bound |= {f"{names}_from": list(table), f"{names}_to": list(table.values())}
                parts.append(f"map(CAST(${names}_from AS VARCHAR[]), CAST(${names}_to AS VARCHAR[]))[{key}]")
        return f"coalesce({', '.join((*parts, 'canonical'))})" if parts else "canonical", bound

    def name(self, given: str) -> str:
        """Return the name that a source has here: of an alias, of a public figure or body, or as given."""
        from analysis.scorers.attribution.gazetteer import bodies, figures, form_key, short_forms

        if given.lower() in self.aliases:
            return self.aliases[given.lower()]
        key = form_key(given)
        entry = figures().get(key) or bodies().get(key) or short_forms().get(key)
        name = entry.name if entry else given
        return self.aliases.get(name.lower(), self.learnt.get(name, name))


def source_names(corpus: CorpusSnapshot, aliases: str | Path | None = None) -> SourceNames:
    """Return the names of a corpus's sources; `aliases` is a table (CSV) with the columns alias and source.

    Without `aliases` the table that FRAMESCOPE_SOURCE_ALIASES names is taken. Raises `InputError` or `ArgumentError`
    for a table that cannot be read.
    """
    from analysis.corpus.ingest.outlets import read_aliases

    path = aliases or os.environ.get(ALIASES)
    own = read_aliases(path, "source", "the table of sources") if path else {}
    return SourceNames(_learnt_of(corpus), {alias.lower(): name for alias, name in own.items()})


def _learnt_of(corpus: CorpusSnapshot) -> dict[str, str]:
    """Return `learnt` of the people of a corpus; every filter by source needs it, so each snapshot keeps it."""
    if _LEARNT not in corpus.kept:
        people = corpus.rows(
            "SELECT canonical AS name, count(*) AS statements, count(DISTINCT id) AS articles FROM attributions "
            "WHERE source_kind = 'named_individual' AND canonical IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        corpus.kept[_LEARNT] = learnt((row["name"], row["statements"], row["articles"]) for row in people)
    names: dict[str, str] = corpus.kept[_LEARNT]
    return names


def learnt(people: Iterable[tuple[str, int, int]]) -> dict[str, str]:
    """Return name → more usual name of the same person, from names with their statements and articles.

    >>> learnt([("Gordon Chang", 9, 4), ("Chang", 2, 2), ("Anna Li", 3, 3), ("Bo Li", 3, 3), ("Li", 1, 1)])
    {'Chang': 'Gordon Chang'}
    """
    counts = {name: (statements, articles) for name, statements, articles in people}
    spellings: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        if " " in name:
            spellings[_key(name)].append(name)
    found: dict[str, str] = {}
    for names in spellings.values():
        best = max(names, key=lambda name: (counts[name], name))
        found |= {name: best for name in names if name != best}
    bearers: dict[str, list[str]] = defaultdict(list)
    for name in counts:
        if " " in name:
            bearers[name.rsplit(" ", 1)[-1]].append(name)
    for surname in counts:
        if " " in surname or surname not in bearers:
            continue
        total: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for name in bearers[surname]:
            for k in (0, 1):
                total[found.get(name, name)][k] += counts[name][k]
        best = max(total, key=lambda name: (total[name], name))
        statements = sum(number for number, _ in total.values())
        if total[best][1] >= ENOUGH and total[best][0] >= DOMINANT * statements:
            found[surname] = best
    return found


def _key(name: str) -> str:
    """A full name without accents, case and suffix, and with the full form of a nickname."""
    first, _, rest = without_accents(name).replace(".", "").replace("’", "'").partition(" ")
    return f"{NICKNAMES.get(first, first)} {rest}"
