"""What kind of source a word can be the head of: a title, an organisation, a document, a name, a group.

`lexicons/cues/sources.csv` holds the words; their kinds are bits, since "Washington" is a place and a name.
"""

import csv
from functools import cache

from analysis.scorers.attribution.lexicon import FOLDER
from analysis.text.vocabulary import Feature

CATEGORIES = (
    "title", "organisation", "document", "anonymous", "collective", "woman", "man", "role", "place",
    "woman_name", "man_name",
)  # fmt: skip
(
    TITLE, ORGANISATION, DOCUMENT, ANONYMOUS, COLLECTIVE, WOMAN, MAN, ROLE, PLACE, WOMAN_NAME, MAN_NAME
) = (1 << i for i in range(11))  # fmt: skip


@cache
def categories() -> dict[str, int]:
    """What a source's head can be, as bits by lower-case word."""
    table: dict[str, int] = {}
    with (FOLDER / "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            table[row["term"]] = table.get(row["term"], 0) | 1 << CATEGORIES.index(row["category"])
    return table


@cache
def first_names() -> dict[str, int]:
    """First names by lower-case name: `MAN_NAME` or `WOMAN_NAME` where nine in ten bearers are of one sex, or both."""
    kinds = {"woman_name": WOMAN_NAME, "man_name": MAN_NAME, "first_name": WOMAN_NAME | MAN_NAME}
    with (FOLDER / "first_names.csv").open(encoding="utf-8", newline="") as file:
        return {row["term"]: kinds[row["category"]] for row in csv.DictReader(file)}


def bare(word: str) -> str:
    """A word without a possessive or contracted ending: "Trump's" → "Trump", "She's" → "She"."""
    for ending in ("'s", "’s", "'", "’"):
        if word.endswith(ending):
            return word[: -len(ending)]
    cut = max(word.rfind("'"), word.rfind("’"))
    return word[:cut] if cut > 0 and len(word) - cut <= 3 else word


def _categories_of(word: str) -> int:
    lower, table = bare(word).lower(), categories()
    known = table.get(lower, 0)
    if not known and "-" in lower and any(table.get(part, 0) & TITLE for part in lower.split("-")):
        return TITLE  # "President-elect", "then-Senate"
    return known


BARE = Feature("bare", object, lambda words: [bare(w) for w in words])
SOURCE_WORD = Feature("source_word", "int32", lambda words: [_categories_of(w) for w in words])
