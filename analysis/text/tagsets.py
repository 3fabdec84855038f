"""Numbers of the parts of speech (`pos_tagger.TAGS`) and sets of them, for code that walks over words one by one."""

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
"""Words that noun phrases are made of."""
PHRASE_OR_PRONOUN = PHRASE | {PRP}
PHRASE_HEAD = _set("NN NNS NNP NNPS CD PRP DT JJ JJS JJR")
"""Words that a noun phrase can end with."""
OPENS_PHRASE = _set("DT PRP$ POS")
VERBS = _set("VB VBP VBZ VBD VBN VBG")
FINITE = _set("VBP VBZ VBD MD")
PAST_OR_PARTICIPLE = _set("VBD VBN VBG")
PRESENT_OR_PAST = _set("VBP VBZ VBD")
BEGINS_CLAUSE = _set("PRP DT NNP NNPS NN NNS PRP$ POS PRPV EX JJ CD")
"""Words that a clause without "that" can begin with."""
RELATIVE = _set("WP WDT")
IS_FINITE = bytes(code in FINITE for code in range(256))
"""A table for `bytes.translate`: 1 where a tag is a finite verb's."""
