"""From the arrays of a batch to the bytes that the walks over constituents read."""

import numpy as np

from analysis.text import vocabulary
from analysis.text.constituents.word_columns import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    OPEN,
    QUOTE,
    SEMICOLON,
    STOP,
    Clause,
    WordColumns,
)
from analysis.text.pos_tagger import AUXILIARY
from analysis.text.small_words import SMALL_WORD, TIME_WORD
from analysis.text.vocabulary import Vocabulary
from analysis.text.words import Words

_GAPS = {
    "COMMA": COMMA, "COLON": COLON, "SEMICOLON": SEMICOLON, "DASH": DASH, "OPEN": OPEN, "CLOSE": CLOSE, "QUOTE": QUOTE,
    "QUESTION": STOP, "EXCLAMATION": STOP, "ELLIPSIS": STOP,
}  # fmt: skip


def _gap_bits() -> np.ndarray:
    """The bits of a gap, by the bits of `analysis.text.vocabulary`."""
    table = np.zeros(1 << 12, np.uint8)
    for name, bit in _GAPS.items():
        table[np.arange(len(table)) & getattr(vocabulary, name) != 0] |= bit
    return table


_GAP_BITS = _gap_bits()


def word_columns(words: Words, tags: np.ndarray, vocabulary: Vocabulary) -> WordColumns:
    """The columns of a batch's words; `tags` has their parts of speech."""
    gap = np.zeros(len(words.word) + 1, np.uint8)
    gap[:-1] = _GAP_BITS[words.before]
    gap[1:] |= _GAP_BITS[words.after]
    aux, small, time = (vocabulary.words[feature][words.word] for feature in (AUXILIARY, SMALL_WORD, TIME_WORD))
    columns = (tags, aux, small, time, words.marked, gap)
    return WordColumns(*(column.tobytes() for column in columns))


def sentence_clauses(words: Words) -> list[Clause]:
    """The limits of every sentence of a batch that holds a word, in order."""
    if not len(words.word):
        return []
    first = np.flatnonzero(np.append(True, words.sentence[1:] != words.sentence[:-1]))
    stop = np.append(first[1:], len(words.word))
    return [Clause(a, b) for a, b in zip(first.tolist(), stop.tolist(), strict=True)]
