"""Terms of an event: the stems of a text's words, as numbers, without the words that say nothing of what happened."""

import re
import threading
import zlib
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\$?\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*(?:\.[A-Z])*")
"""A word, a number or a sum of money; an apostrophe or the points of an abbreviation do not end it."""

STOP_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here hers herself him
    himself his how i if in into is it its itself just me more most my myself no nor not now of off on once only or
    other our ours out over own same she should so some such than that the their theirs them themselves then there
    these they this those through to too under until up very was we were what when where which while who whom why will
    with would you your yours mr mrs ms dr say said says saying tell told according new one two us may might make made
    making like get got year years day days week weeks month months time last first people news today report reports
    reported monday tuesday wednesday thursday friday saturday sunday""".split()
)


@lru_cache(maxsize=200_000)
def term(word: str) -> int:
    """Return a hash (1 … 2³¹-1) of the word's stem, or 0 for a stop word.

    >>> term("Officials") == term("official's"), term("the")
    (True, 0)
    """
    lower = word.lower().replace("’", "'")
    stemmed = stem(lower)
    if lower in STOP_WORDS or stemmed in STOP_WORDS or (len(stemmed) < 2 and not stemmed.isdigit()):
        return 0
    return zlib.crc32(stemmed.encode("utf-8", "replace")) & 0x7FFFFFFF or 1


def stem(word: str) -> str:
    """Return the Snowball stem of a word in lower case ("Porter 2" for English), without possessive and apostrophes.

    >>> stem("dismisses"), stem("dismissed"), stem("economy's"), stem("cases"), stem("case")
    ('dismiss', 'dismiss', 'economi', 'case', 'case')
    """
    return str(_local.stemmer.stemWord(word.removesuffix("'s").replace("'", "")))


class _Local(threading.local):
    """A stemmer per thread: it holds the word that it works on."""

    def __init__(self) -> None:
        self.stemmer = snowballstemmer.stemmer("english")


_local = _Local()


def title_terms(title: str) -> frozenset[int]:
    """Return the hashes of a title's stems, without stop words."""
    return frozenset(number for match in WORD.finditer(title) if (number := term(match.group())))
