"""Who says what in one sentence: cue verbs, nouns and adjectives, "according to", colons, quotations.

Each rule finds a cue, its source and its content as runs of words. Only outermost attributions are looked for: what
stands inside the content of another is that source's business. Plain Python on bytes and ints (see `sentence`).
"""

from analysis.scorers.attribution.state import USED, Run
from analysis.scorers.attribution.tagsets import (
    ACCORDING_CUE,
    ADJECTIVE_CUE,
    FINITE,
    HEARSAY_CUE,
    KIND,
    NAMES,
    NOUN_CUE,
    OTHER_VERB,
    SPEAKS,
    TAIL,
    VERB_CUE,
)
from analysis.scorers.attribution.verbs import Verbs

ALL_RULES = (
    "tail", "clause", "quotation", "infinitive", "object", "addressee", "predicate", "preposition", "passive", "raising",
    "coordinated", "participle", "noun", "light", "adjective", "according", "colon", "continued", "adverb", "nested",
)  # fmt: skip
"""Names of the groups of rules that can be switched off."""


class Rules(Verbs):
    """The rules over a batch: `read` appends to `found` the attributions of one sentence."""

    def read(self, first: int, stop: int, low: int, high: int, tail: bool, turn: int) -> None:
        """Read one sentence: the triggers from `low` to `high` stand in it, `tail` tells whether one has the bit `TAIL`.

        `turn` is the end of the paragraph where a speaker's turn can begin here ("Q: Did you …"), else 0.
        """
        s = self.s
        s.first, s.stop = first, stop
        self.begun = len(self.found)
        self.subject = []
        self.remembered = []
        covered, triggers, kinds, off = self.covered, self.triggers, self.kinds, self.off
        if turn and "colon" not in off:
            self._colon(first, turn)
        if tail and "tail" not in off:
            for n in range(low, high):
                if kinds[n] & TAIL and not covered[triggers[n]]:
                    self._tail(triggers[n])
        for n in range(low, high):
            k = triggers[n]
            if covered[k] and (covered[k] == USED or not kinds[n] & SPEAKS or not self._speaks_inside(k)):
                continue
            kind = kinds[n] & KIND
            if kind == OTHER_VERB:
                self.remembered.append(k)
            elif kind == VERB_CUE:
                self._verb(k)
            elif kind == NOUN_CUE:
                if "noun" not in off:
                    self._noun(k)
            elif kind == ADJECTIVE_CUE:
                if "adjective" not in off:
                    self._adjective(k)
            elif kind == ACCORDING_CUE:
                if "according" not in off:
                    self._according(k)
            elif kind == HEARSAY_CUE and "adverb" not in off:
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
