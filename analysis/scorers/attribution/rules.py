"""Who says what in one sentence: cue verbs, nouns and adjectives, "according to", colons, quotations.

Each rule finds a cue, its source and its content as runs of words. Only outermost attributions are looked for: what
stands inside the content of another is that source's business. Plain Python on bytes and ints (see `sentence`).
"""

from analysis.scorers.attribution.found import USED, Run
from analysis.scorers.attribution.lexicon import S
from analysis.scorers.attribution.sentence import (
    FINITE,
    JJ,
    NAMES,
    NN,
    NNS,
    NOUNS,
    PRP,
    VBD,
    VBN,
    VBP,
    VBZ,
    VERBS,
)
from analysis.scorers.attribution.verbs import Verbs

W_ACCORDING = S["according"]

_TAIL_TAGS = frozenset((VBD, VBZ, VBP, VBN))
_HEARSAY = frozenset(S[w] for w in ("reportedly", "allegedly", "supposedly"))

ALL_RULES = (
    "tail", "clause", "quotation", "infinitive", "object", "addressee", "predicate", "preposition", "passive", "raising",
    "coordinated", "participle", "noun", "light", "adjective", "according", "colon", "continued", "adverb", "nested",
)  # fmt: skip
"""Names of the groups of rules that can be switched off."""


class Rules(Verbs):
    """The rules over a batch: `read` appends to `found` the attributions of one sentence."""

    def read(self, first: int, stop: int, triggers: list[int], turn: int) -> None:
        """Read one sentence: `triggers` are the words in it that can matter, and are not quoted.

        `turn` is the end of the paragraph where a speaker's turn can begin here ("Q: Did you …"), else 0.
        """
        s = self.s
        s.first, s.stop = first, stop
        self.begun = len(self.found)
        self.subject = []
        covered = self.covered
        if turn and "colon" not in self.off:
            self._colon(first, turn)
        if "tail" not in self.off:
            for k in triggers:
                if s.verb[k] and (s.tag[k] in _TAIL_TAGS or self._speaker_verb(k)) and not covered[k]:
                    self._tail(k)
        for k in triggers:
            if covered[k] and (covered[k] == USED or not self._speaks_inside(k)):
                continue
            t = s.tag[k]
            if s.small[k] == W_ACCORDING:
                if "according" not in self.off:
                    self._according(k)
            elif t in VERBS:
                if s.verb[k]:
                    self._verb(k)
                else:
                    self._remember_subject(k)
            elif s.verb[k] and t == NN and k > first and s.tag[k - 1] in (NNS, PRP) and self._verb_after_all(k):
                self._verb(k)
            elif s.noun[k] and t in NOUNS:
                if "noun" not in self.off:
                    self._noun(k)
            elif s.adjective[k] and t == JJ:
                if "adjective" not in self.off:
                    self._adjective(k)
            elif s.small[k] in _HEARSAY and "adverb" not in self.off:
                self._adverb(k)

    def before_colon(self, first: int, stop: int) -> list[Run]:
        """Who speaks after a colon at `stop`: the name right before it, else the subject of the first finite verb."""
        s = self.s
        s.first, s.stop = first, stop
        if s.tag[stop - 1] in NAMES:
            return [(s.phrase_start(stop), stop)]
        for k in range(first, stop):
            if s.tag[k] in FINITE:
                start, end = s.subject(s.group_start(k))
                return [(start, end)] if end > start else []
        return []
