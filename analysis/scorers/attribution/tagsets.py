"""Parts of speech, punctuation and small words as the rules speak of them: numbers, bits, and sets of numbers."""

import numpy as np

from analysis.scorers.attribution.lexicon import S
from analysis.text import vocabulary
from analysis.text.pos_tagger import CODE

NN, NNS, NNP, NNPS = CODE["NN"], CODE["NNS"], CODE["NNP"], CODE["NNPS"]
JJ, RB, VB, VBP, VBZ, VBD, VBN, VBG = (CODE[t] for t in ["JJ", "RB", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG"])
MD, IN, TO, DT, CD, CC, PRP, PRPS, PRPV, POS = (
    CODE[t] for t in ["MD", "IN", "TO", "DT", "CD", "CC", "PRP", "PRP$", "PRPV", "POS"]
)
WP, WDT, WRB, EX, WPS = (CODE[t] for t in ["WP", "WDT", "WRB", "EX", "WP$"])


def _set(names: str) -> frozenset[int]:
    return frozenset(CODE[name] for name in names.split())


NOUNS = _set("NN NNS NNP NNPS")
NAMES = _set("NNP NNPS")
PHRASE = _set("NN NNS NNP NNPS JJ JJR JJS CD POS PRP$ DT")
PHRASE_HEAD = _set("NN NNS NNP NNPS CD PRP DT JJ JJS JJR")
OPENS_PHRASE = _set("DT PRP$ POS")
VERBS = _set("VB VBP VBZ VBD VBN VBG")
FINITE = _set("VBP VBZ VBD MD")
BEGINS_CLAUSE = _set("PRP DT NNP NNPS NN NNS PRP$ POS PRPV EX JJ CD")
RELATIVE = _set("WP WDT")
IS_FINITE = bytes(code in FINITE for code in range(256))
"""A table for `bytes.translate`: 1 where a tag is a finite verb's."""

# Punctuation between two words, as bits of one byte, so that a batch's gaps are bytes too.
COMMA, COLON, SEMICOLON, DASH, OPEN, CLOSE, QUOTE, STOP = (1 << i for i in range(8))
"""`STOP` is a question mark, an exclamation mark or an ellipsis inside a sentence."""
HARD = DASH | SEMICOLON | COLON | OPEN | CLOSE | STOP
BREAK = HARD | COMMA
IS_BREAK = bytes(bits & BREAK > 0 for bits in range(256))
JOINS = frozenset(
    S[w] for w in ["of", "for", "in", "at", "from", "on", "with", "to", "between", "among", "against", "about"]
)
ADJUNCT = frozenset(S[w] for w in ["in", "on", "at", "during", "after", "before", "from", "with", "by", "through"])
SUBORDINATE = frozenset(
    S[w]
    for w in (
        "while because after before although though since until unless as when if where amid despite following"
    ).split()
)
CONTRAST = frozenset(S[w] for w in ("but", "while", "although", "though"))


def _gap_bits() -> np.ndarray:
    """By the bits of `analysis.text.vocabulary`: those of a gap."""
    stops = vocabulary.QUESTION, vocabulary.EXCLAMATION, vocabulary.ELLIPSIS
    pairs = [(getattr(vocabulary, name), bit) for name, bit in _GAPS.items()] + [(mark, STOP) for mark in stops]
    table = np.zeros(1 << 12, np.uint8)
    for mark, bit in pairs:
        table[np.arange(len(table)) & mark != 0] |= bit
    return table


_GAPS = {
    "COMMA": COMMA, "COLON": COLON, "SEMICOLON": SEMICOLON, "DASH": DASH, "OPEN": OPEN, "CLOSE": CLOSE, "QUOTE": QUOTE,
}  # fmt: skip
GAP_BITS = _gap_bits()

# What a trigger can be, and bits for content before it and for a finite verb of saying.
NO_CUE, ACCORDING_CUE, VERB_CUE, OTHER_VERB, NOUN_CUE, ADJECTIVE_CUE, HEARSAY_CUE = range(7)
TAIL, SPEAKS = 8, 16
KIND = 7
TAIL_TAGS = frozenset((VBD, VBZ, VBP, VBN))
HEARSAY = frozenset(S[w] for w in ("reportedly", "allegedly", "supposedly"))
AFTER_NOUN_VERB = frozenset(S[w] for w in ("out", "that", "how", "whether"))
