"""The terms by which two articles may tell of the same event: stemmed words and adjacent pairs of title and lead.

News puts what happened, to whom and where into its headline and first lines; later paragraphs are background, which
stories of one topic share. Words of the title count twice, pairs of adjacent words (names: "Kamala Harris", "jobs
report") half.
"""

import gzip
import json
import re
import zlib
from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np

from analysis.corpus.sample import sample_path

LEAD = 600
"""Characters of the text that are read."""
MADE_WITH = "story-1"

_WORD = re.compile(r"\$?\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\.[A-Z])*")
_TITLE, _TEXT, _PAIR_TITLE, _PAIR_TEXT = 4, 2, 2, 1  # twice the weight, so that counts stay whole numbers
_STOP = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or
    other our ours out over own same she should so some such than that the their theirs them themselves then there
    these they this those through to too under until up very was we were what when where which while who whom why will
    with would you your yours mr mrs ms dr say said says saying tell told according new one two us may might make made
    making like get got year years day days week weeks month months time last first people news today report reports
    reported monday tuesday wednesday thursday friday saturday sunday""".split()
)


def terms(titles: Sequence[str | None], texts: Sequence[str]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Hashed terms of each article, ascending, and twice their weighted counts."""
    hashes, counts = [], []
    for title, text in zip(titles, texts, strict=True):
        found: dict[int, int] = {}
        _count(found, title or "", _TITLE, _PAIR_TITLE)
        _count(found, text[:LEAD], _TEXT, _PAIR_TEXT)
        ordered = sorted(found)
        hashes.append(np.array(ordered, dtype=np.int32))
        counts.append(np.array([found[term] for term in ordered], dtype=np.int32))
    return hashes, counts


def _count(found: dict[int, int], text: str, weight: int, pair_weight: int) -> None:
    previous, end = 0, -1
    for match in _WORD.finditer(text):
        term = _term(match.group())
        if not term:
            previous = 0
            continue
        found[term] = found.get(term, 0) + weight
        if previous and match.start() == end + 1 and text[end] == " ":
            pair = (previous * 0x01000193 ^ term) & 0x7FFFFFFF
            found[pair] = found.get(pair, 0) + pair_weight
        previous, end = term, match.end()


@lru_cache(maxsize=200_000)
def _term(word: str) -> int:
    """A hash of the word's stem in 1 … 2³¹-1; 0 for a word that says nothing of an event.

    >>> _term("Officials") == _term("official's"), _term("the")
    (True, 0)
    """
    lower = word.lower().replace("’", "'")
    stemmed = stem(lower)
    if lower in _STOP or stemmed in _STOP or (len(stemmed) < 2 and not stemmed.isdigit()):
        return 0
    return zlib.crc32(stemmed.encode("utf-8", "replace")) & 0x7FFFFFFF or 1


def stem(word: str) -> str:
    """The word without the endings that news varies: plural, possessive, -ing, -ed.

    >>> stem("dismisses"), stem("dismissed"), stem("economy's"), stem("cases"), stem("case")
    ('dismiss', 'dismiss', 'economy', 'cas', 'cas')
    """
    word = word.removesuffix("'s").replace("'", "")
    if len(word) > 4:
        if word.endswith("ies"):
            word = word[:-3] + "y"
        elif word.endswith("sses"):
            word = word[:-2]
        elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    if len(word) > 5 and word.endswith(("ing", "ed")):
        word = word[:-3] if word.endswith("ing") else word[:-2]
        if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "ls":
            word = word[:-1]
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


@cache
def background() -> tuple[np.ndarray, np.ndarray, int]:
    """Terms of the bundled sample with the number of its articles that have each, and how many articles it has.

    So that words common in all news weigh little in a corpus too small to tell.
    """
    with gzip.open(sample_path(), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    hashes, _ = terms([row.get("title") for row in rows], [row["text"] for row in rows])
    values, documents = np.unique(np.concatenate(hashes), return_counts=True)
    return values, documents, len(rows)


def title_terms(title: str) -> frozenset[int]:
    """Hashes of the stems of a title."""
    return frozenset(term for match in _WORD.finditer(title) if (term := _term(match.group())))
