"""What follows a cue verb: a clause, an infinitive, a quotation, an object, an addressee and then one of these."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.lexicon import S
from analysis.scorers.attribution.postposed_cues import Tails
from analysis.scorers.attribution.state import PREPOSITION_BIT, Run
from analysis.scorers.attribution.tagsets import (
    BEGINS_CLAUSE,
    BREAK,
    COLON,
    COMMA,
    EX,
    FINITE,
    IN,
    PHRASE,
    PRP,
    PRPV,
    QUOTE,
    RB,
    RELATIVE,
    SUBORDINATE,
    TO,
    VB,
    VBG,
    VBP,
    VBZ,
    WRB,
)

W_AGAINST = S["against"]
W_AS = S["as"]
W_AT = S["at"]
W_BACK = S["back"]
W_FOR = S["for"]
W_HOW = S["how"]
W_IF = S["if"]
W_IN = S["in"]
W_INTERVIEW = S["interview"]
W_ON = S["on"]
W_OUT = S["out"]
W_STATEMENT = S["statement"]
W_THAT = S["that"]
W_UP = S["up"]
W_WHAT = S["what"]
W_WHEN = S["when"]
W_WHERE = S["where"]
W_WHETHER = S["whether"]
W_WHY = S["why"]


class Complements(Tails):
    """Rules that find the content after a verb."""

    def _complement(self, k: int, can: int, frame: int, bounded: bool) -> tuple[list[Run], int, str]:
        """Content, end of the cue and the rule's name; no content where the verb lacks a fitting complement."""
        s = self.s
        i = k + 1
        stop = s.stop
        if i >= stop:
            # "Trump said:" and the quotation in the next paragraph or sentence
            if can & lex.QUOTED and i in self.quote_to and i - k == 1:
                return [(i, self.quote_to[i])], i, "quotation"
            return [], i, ""
        present = s.tag[k] in (VBZ, VBP)
        # particles and prepositions
        small = s.small[i]
        bit = PREPOSITION_BIT.get(small, 0) if not s.gap[i] & BREAK else 0
        if can & lex.PREPOSITION and bit & self.prepositions[frame] and i + 1 < stop:
            j = i + 1
            if small in (W_OUT, W_BACK, W_UP):
                if s.small[j] in (W_THAT, W_AT, W_ON, W_AGAINST, W_FOR) and j + 1 < stop:
                    if s.small[j] == W_THAT:
                        return [(j, s.clause_end(j, bounded, present))], i + 1, "clause"
                    return [(j + 1, s.object_end(j + 1))], j + 1, "preposition"
                if s.tag[j] in PHRASE:
                    return [(j, s.clause_end(j, bounded, present))], i + 1, "preposition"
                return [], i, ""
            if s.small[j] in (W_HOW, W_WHY, W_WHAT, W_WHETHER, W_WHEN, W_WHERE):
                return [(j, s.clause_end(j, bounded, present))], i + 1, "preposition"
            end = s.object_end(j)
            if end > j and s.tag[j] not in FINITE:
                return [(j, end)], i + 1, "preposition"
        if can & lex.ADDRESSEE:
            run = self._addressed(k, can, frame, bounded, present)
            if run:
                return [run], k + 1, "addressee"
        cue_end = k + 1
        j = s.adjuncts_end(i)
        if i < j <= stop:
            cue_end = max(cue_end, self._medium_end(i))
        if j >= stop and j in self.quote_to and can & lex.QUOTED and s.gap[j] & COLON:
            return [(j, self.quote_to[j])], cue_end, "quotation"
        if s.tag[i] in (IN, TO) and self.saying[frame] and not s.gap[i] & BREAK:
            # "said on ABC's “This Week” that": an adjunct of any shape before "that"
            for at in range(i + 1, min(stop, i + 20)):
                if s.gap[at] & COMMA and not s.quoted[at]:
                    break
                if s.small[at] == W_THAT and s.tag[at] == IN:
                    return [(at, s.clause_end(at, bounded, present))], cue_end, "clause"
        for at in ((j, i) if s.time_phrase(i) > i else (i, j)) if j > i else (i,):
            if at >= stop:
                break
            run = self._clause(at, can, bounded, present, self.saying[frame])
            if run:
                return [run], cue_end, "clause" if s.tag[at] != TO else "infinitive"
        if s.gap[i] & BREAK & ~COLON and not s.gap[i] & QUOTE:
            # "said, without evidence, that" or a quotation after a comma
            if can & lex.QUOTED:
                for at in range(i, min(stop, i + 20)):
                    if at in self.quote_to and s.gap[at] & (COMMA | COLON):
                        return [self._quotation(at, bounded, present)], cue_end, "quotation"
                    if can & lex.CLAUSE and s.small[at] == W_THAT and s.gap[at] & COMMA:
                        return [(at, s.clause_end(at, bounded, present))], cue_end, "clause"
            return [], i, ""
        if can & lex.PREDICATE:
            run = self._predicate(i, can, present)
            if run:
                return [run], k + 1, "predicate"
        if can & (lex.OBJECT | lex.GERUND):
            t = s.tag[i]
            if (can & lex.OBJECT and (t in PHRASE or t == PRP or i in self.quote_to)) or (
                can & lex.GERUND and t == VBG
            ):
                end = s.object_end(i)
                if end > i:
                    return [(i, end)], k + 1, "object"
        return [], i, ""

    def _quotation(self, at: int, bounded: bool, present: bool) -> Run:
        end = self.quote_to[at]
        s = self.s
        if end < s.stop:
            return (at, max(end, s.clause_end(end - 1, bounded, present)))
        return (at, end)

    def _clause(self, at: int, can: int, bounded: bool, present: bool, saying: bool = False) -> Run | None:
        """A that-, wh- or bare clause, an infinitive or a quotation that begins here."""
        s = self.s
        small, t, g = s.small[at], s.tag[at], s.gap[at]
        if at in self.quote_to and can & (lex.QUOTED | lex.CLAUSE):
            return self._quotation(at, bounded, present)
        if g & COLON and can & lex.QUOTED:
            return (at, s.stop)
        if g & BREAK:
            return None
        if can & lex.INFINITIVE and t == TO and at + 1 < s.stop:
            return (at, s.clause_end(at, bounded, present))
        if can & lex.CLAUSE:
            if small in (W_THAT, W_WHETHER, W_IF, W_HOW, W_WHY, W_WHAT) or (t == WRB and small != W_WHEN):
                return (at, s.clause_end(at, bounded, present))
            strict = can & lex.OBJECT != 0
            if t in BEGINS_CLAUSE and ((saying and not strict) or self._bare_clause(at, strict)):
                return (at, s.clause_end(at, bounded, present))
            if (
                saying
                and self._finite_after(at)
                and s.time_phrase(at) == at
                and (t in (VBG, VB, RB) or t in FINITE or (t == IN and not s.time_phrase(at) > at))
            ):
                return (at, s.clause_end(at, bounded or t in FINITE, present))
        return None

    def _finite_after(self, at: int) -> bool:
        s = self.s
        return s.finite_between(at, min(s.stop, at + 25))

    def _bare_clause(self, at: int, strict: bool = False) -> bool:
        """Whether a clause without "that" begins here: a phrase, then a finite verb.

        `strict`: the verb takes objects too, so a verb inside a relative clause does not count.
        """
        s = self.s
        if s.tag[at] in (PRPV, EX):
            return True
        for i in range(at + 1, min(s.stop, at + 30)):
            t = s.tag[i]
            if (t in FINITE or s.aux[i]) and not (s.gap[i] & BREAK):
                return True
            if s.gap[i] & BREAK and not s.quoted[i]:
                return False
            if strict and (t in RELATIVE or s.small[i] in SUBORDINATE or s.small[i] == W_THAT or t == WRB):
                return False
            if t in (TO, VB) and i < at + 3:
                return False
        return False

    def _addressed(self, k: int, can: int, frame: int, bounded: bool, present: bool) -> Run | None:
        """Content after an addressee: "told reporters that", "urged voters to", "accused her of", "asked him about"."""
        s = self.s
        i = k + 1
        if s.gap[i] & BREAK or (s.tag[i] not in PHRASE and s.tag[i] != PRP):
            return None
        j = s.phrase_end(i, False)
        if j <= i:
            return None
        j = s.adjuncts_end(j)
        if j >= s.stop:
            return None
        if s.gap[j] & COMMA and j in self.quote_to:
            return self._quotation(j, bounded, present)
        bit = PREPOSITION_BIT.get(s.small[j], 0)
        if can & lex.PREPOSITION and bit & self.prepositions[frame] and j + 1 < s.stop:
            end = s.object_end(j + 1)
            return (j + 1, end) if end > j + 1 else None
        run = self._clause(j, can, bounded, present)
        if run is None and can & lex.CLAUSE and s.tag[i] == PRP and s.tag[j] in BEGINS_CLAUSE and s.tag[j] != PRP:
            return None
        return run

    def _predicate(self, i: int, can: int, present: bool) -> Run | None:
        """ "called him a liar", "described it as a hoax": the object and what it is called."""
        s = self.s
        t = s.tag[i]
        if t not in PHRASE and t != PRP and i not in self.quote_to:
            return None
        if can & lex.OBJECT and t == PRP and (i + 1 >= s.stop or s.small[i + 1] != W_AS):
            return None
        end = s.clause_end(i, True, present)
        return (i, end)
