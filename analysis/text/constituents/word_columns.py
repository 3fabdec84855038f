"""The words of a batch as bytes: what the walks over noun phrases and clauses read.

Plain bytes and ints, without NumPy, so that the code that reads them one by one is quick and can be compiled.
"""

from analysis.text.tagsets import IS_FINITE

# Punctuation between two words, as bits of one byte.
COMMA, COLON, SEMICOLON, DASH, OPEN, CLOSE, QUOTE, STOP = (1 << i for i in range(8))
"""`STOP` is a question mark, an exclamation mark or an ellipsis inside a sentence."""
HARD = DASH | SEMICOLON | COLON | OPEN | CLOSE | STOP
BREAK = HARD | COMMA
_IS_BREAK = bytes(bits & BREAK > 0 for bits in range(256))


class Clause:
    """Limits of a walk: the first word of a sentence, or of a clause in it, and the word after its last."""

    __slots__ = ("first", "stop")

    def __init__(self, first: int, stop: int) -> None:
        self.first = first
        self.stop = stop


Run = tuple[int, int]
"""Words in a row: the first, and the one after the last."""


class WordColumns:
    """One byte per word and column, for all words of a batch.

    `tag`: part of speech (`tagsets`). `aux`: kind of auxiliary (`pos_tagger.BE` …) or 0. `small`: number of a
    closed-class word (`small_words`) or 0. `time`: kind of time word or 0. `quoted`: 1 inside a quotation. `gap[i]`:
    punctuation between word i - 1 and word i, as bits; one more than there are words. `finite`: 1 where a finite verb
    is. `broken`: 1 where a mark of `BREAK` precedes the word. Never changed after construction.
    """

    __slots__ = ("aux", "broken", "finite", "gap", "quoted", "small", "tag", "time")

    def __init__(self, tag: bytes, aux: bytes, small: bytes, time: bytes, quoted: bytes, gap: bytes) -> None:
        self.tag, self.aux, self.small, self.time, self.quoted, self.gap = tag, aux, small, time, quoted, gap
        self.finite = tag.translate(IS_FINITE)
        self.broken = gap.translate(_IS_BREAK)
