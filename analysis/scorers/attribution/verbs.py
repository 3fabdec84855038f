"""Cue verbs, active and passive, with their sources."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.lexicon import S
from analysis.scorers.attribution.nominals import Nominals
from analysis.scorers.attribution.state import PREPOSITION_BIT, Run
from analysis.scorers.attribution.tagsets import (
    BREAK,
    CC,
    COMMA,
    JJ,
    NOUNS,
    PHRASE,
    PRP,
    PRPV,
    RB,
    RELATIVE,
    SUBORDINATE,
    TO,
    VBD,
    VBG,
    VBN,
    WRB,
)

W_AS = S["as"]
W_BY = S["by"]
W_FOR = S["for"]
W_LIKE = S["like"]
W_THAT = S["that"]


class Verbs(Nominals):
    """Rules for verbs."""

    def _verb(self, k: int) -> None:
        s = self.s
        frame = s.verb[k]
        can = self.complements[frame]
        t = s.tag[k]
        group = s.group_start(k)
        if t == VBG and "participle" in self.off and not self._be_before(group, k):
            return
        passive = t == VBN and k > group and self._be_before(group, k)
        if t == VBD and k == s.first and can & lex.ADDRESSEE:
            self._reduced(k, frame, can)  # "Asked whether he would resign, he said …"
            return
        if t == VBN and k == group and not passive:
            if not self._active_after_all(k, frame, can):
                self._reduced(k, frame, can)
                return
        if can & lex.LIGHT and not can & ~lex.LIGHT:
            self.remembered.append(k)
            return
        if passive:
            if s.adjective[k] and "adjective" not in self.off and s.small[k + 1 if k + 1 < s.stop else k] != W_BY:
                self._adjective(k)
            elif "passive" not in self.off:
                self._passive(k, group, frame, can)
            return
        if s.small[s.first] == W_AS and self._as_reported(k, group, frame):
            return
        source, bounded = self._source(k, group)
        if not source and "coordinated" not in self.off:
            source = self._opening_subject(group)
        if can & lex.RAISING:
            if "raising" not in self.off:
                self._raising(k, group, frame, source)
            return
        content, cue_end, rule = self._complement(k, can, frame, bounded)
        if not content or rule in self.off:
            if source:
                self._set_subject(source)
            return
        if rule == "object" and k > s.first + 1 and s.tag[k - 1] == TO and s.tag[k - 2] in NOUNS:
            return  # "held talks with Putin in Moscow to discuss a plan": a purpose, nobody's statement yet
        if source and source[0][1] == group and s.tag[group - 1] == PRPV:
            group -= 1  # "she's" is the source and an auxiliary of the cue
        self._add(source, [(group, cue_end)], content, frame, rule)

    def _active_after_all(self, k: int, frame: int, can: int) -> bool:
        """A form tagged as participle that is a past tense: "and criticized X", "The Journal called on X to"."""
        s = self.s
        i = k + 1
        if i >= s.stop or s.gap[i] & BREAK or s.small[i] == W_BY:
            return False
        if k > s.first and (s.tag[k - 1] == CC or (s.tag[k - 1] == RB and k - 1 > s.first and s.tag[k - 2] == CC)):
            return bool(self._subject_now())
        start, end = s.subject(k)
        if start == end or s.finite_between(start, k):
            return False
        if start > s.first and not (
            s.gap[start] & BREAK or s.tag[start - 1] == CC or s.small[start - 1] in SUBORDINATE
        ):
            return False
        if s.tag[i] in PHRASE or s.tag[i] == PRP or i in self.quote_to or s.small[i] == W_THAT:
            return True
        bit = PREPOSITION_BIT.get(s.small[i], 0)
        return bool(can & lex.PREPOSITION and bit & self.prepositions[frame] and not can & lex.ADDRESSEE)

    def _raising(self, k: int, group: int, frame: int, source: list[Run]) -> None:
        """ "The bill seems to be dead": the subject is part of the content, and nobody is named."""
        s = self.s
        i = k + 1
        if i >= s.stop or s.gap[i] & BREAK:
            return
        t = s.tag[i]
        if not (t in (TO, JJ, RB) or s.small[i] in (W_THAT, W_AS, W_LIKE)):
            return
        end = s.clause_end(i, True, False)
        self._add([], [(group, k + 1)], [*source, (i, end)], frame, "raising")

    def _passive(self, k: int, group: int, frame: int, can: int) -> None:
        s = self.s
        i = k + 1
        start, end = s.subject(group)
        subject: list[Run] = [(start, end)] if end > start else []
        bounded = bool(subject) and s.tag[start] in RELATIVE
        if i >= s.stop or s.gap[i] & BREAK:
            return
        if can & lex.ADDRESSEE:
            # "was told that …": the subject is the addressee
            run = self._clause(i, can & ~lex.OBJECT, bounded, False)
            if run is None and can & lex.PREPOSITION and PREPOSITION_BIT.get(s.small[i], 0) & self.prepositions[frame]:
                stop = s.object_end(i + 1) if i + 1 < s.stop else i
                run = (i + 1, stop) if stop > i + 1 else None
            if run:
                self._add(self._by(i, run[0]), [(group, k + 1)], [run], frame, "passive")
            return
        by = self._by(i, i + 1)
        if by and can & (lex.OBJECT | lex.PREDICATE):
            rest = by[0][1]
            content = list(subject)
            if rest < s.stop and s.small[rest] in (W_FOR, W_AS):
                content.append((rest, s.object_end(rest)))
            self._add(by, [(group, k + 1)], content, frame, "passive")
            return
        if (can & (lex.INFINITIVE | lex.CLAUSE) and s.tag[i] == TO) or (can & lex.PREDICATE and s.small[i] == W_AS):
            self._add([], [(group, k + 1)], [*subject, (i, s.clause_end(i, bounded, False))], frame, "passive")
        elif can & lex.CLAUSE and s.small[i] == W_THAT:
            self._add([], [(group, k + 1)], [(i, s.clause_end(i, bounded, False))], frame, "passive")

    def _reduced(self, k: int, frame: int, can: int) -> None:
        """A participle after its noun: "a plan backed by Clinton", "asked about the deal, he said"."""
        s = self.s
        i = k + 1
        if i >= s.stop or s.gap[i] & BREAK or "passive" in self.off:
            return
        if can & lex.ADDRESSEE and (k == s.first or s.gap[k] & COMMA or s.tag[k - 1] == WRB):
            bit = PREPOSITION_BIT.get(s.small[i], 0)
            run = self._clause(i, can, True, False)
            if run is None and bit & self.prepositions[frame] and i + 1 < s.stop:
                run = (i + 1, s.object_end(i + 1))
            if run:
                self._add([], [(k, k + 1)], [run], frame, "passive")
            return
        by = self._by(i, i + 1)
        if by and can & (lex.OBJECT | lex.PREDICATE) and k > s.first and s.tag[k - 1] in NOUNS:
            start = s.phrase_start(k)
            if start < k:
                self._add(by, [(k, k + 1)], [(start, k)], frame, "passive")
