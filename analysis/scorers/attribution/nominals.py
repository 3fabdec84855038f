"""Cues that are no verbs: nouns ("the claim that"), adjectives ("is confident that"), "according to", "reportedly"."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.complements import Complements
from analysis.scorers.attribution.lexicon import S
from analysis.scorers.attribution.state import Run
from analysis.scorers.attribution.tagsets import (
    BEGINS_CLAUSE,
    BREAK,
    CC,
    COMMA,
    IN,
    JJ,
    NOUNS,
    PHRASE,
    POS,
    PRPS,
    RB,
    TO,
    VBG,
    VBN,
    VERBS,
)

W_HOW = S["how"]
W_IT = S["it"]
W_THAT = S["that"]
W_THERE = S["there"]
W_WHETHER = S["whether"]
W_WHY = S["why"]

_STRONG = frozenset(("clause", "object", "tail", "quotation", "predicate"))
_OBJECT_PREPOSITIONS = frozenset(S[w] for w in "of for about against on over in at toward with".split())


class Nominals(Complements):
    """Rules for nouns, adjectives, prepositions and adverbs."""

    def _owner(self, k: int) -> tuple[list[Run], int]:
        """The possessor before a noun and where the cue begins: "Trump's false claim" → ("Trump's", at "false")."""
        s = self.s
        i = k
        while i > s.first and not s.gap[i] & BREAK and (s.tag[i - 1] in (JJ, RB, VBG, VBN) or s.tag[i - 1] in NOUNS):
            i -= 1
        if i > s.first and not s.gap[i] & BREAK:
            if s.tag[i - 1] == PRPS:
                return [(i - 1, i)], i
            if s.tag[i - 1] == POS:
                start = i - 1
                while start > s.first and not s.gap[start] & BREAK and s.tag[start - 1] in PHRASE:
                    start -= 1
                return [(start, i)], i
        return [], k

    def _noun(self, k: int) -> None:
        s = self.s
        frame = s.noun[k]
        can = self.complements[frame]
        i = k + 1
        source, begin = self._owner(k)
        agent = self._by(i, i + 1) if i < s.stop and not s.gap[i] & BREAK else []
        if agent:
            source = agent
            i = agent[0][1]
        if i >= s.stop or s.gap[i] & BREAK:
            return
        small, t = s.small[i], s.tag[i]
        content: list[Run] = []
        cue_end = k + 1
        if (can & lex.CLAUSE and small == W_THAT and i + 2 < s.stop and t == IN) or (
            can & lex.INFINITIVE and t == TO and (source or self._light_before(k))
        ):
            end = s.clause_end(i, True, False)
            if t == IN and not s.finite_between(s.first, k):
                end = min(end, s.second_verb(i + 1))  # "The claim that the vote was stolen | has been rejected"
            content = [(i, end)]
        elif can & lex.OF and small in _OBJECT_PREPOSITIONS and i + 1 < s.stop and (source or self._light_before(k)):
            content = [(i + 1, s.object_end(i + 1))]
            if not agent:
                cue_end = i + 1
        if not content:
            return
        if not source:
            light = self._light_before(k)
            if light:
                group = s.group_start(light)
                source, _ = self._source(light, group)
                if "light" in self.off:
                    return
                begin = group
        self._add(source, [(begin, cue_end)], content, frame, "noun")

    def _light_before(self, k: int) -> int:
        """The light verb whose object the noun is ("made a promise"), 0 if there is none."""
        s = self.s
        i = k
        while i > s.first and not s.gap[i] & BREAK and (s.tag[i - 1] in PHRASE):
            i -= 1
        if (
            i > s.first
            and not s.gap[i] & BREAK
            and s.tag[i - 1] in VERBS
            and self.complements[s.verb[i - 1]] & (lex.LIGHT | lex.OBJECT)
        ):
            return i - 1
        return 0

    def _adjective(self, k: int) -> None:
        """ "is confident that", "was willing to", "angry at": a copula before, a clause, infinitive or phrase after."""
        s = self.s
        group = s.group_start(k)
        if group == k or not self._be_before(group, k):
            return
        frame = s.adjective[k]
        can = self.complements[frame]
        i = k + 1
        if i >= s.stop or s.gap[i] & BREAK:
            return
        small, t = s.small[i], s.tag[i]
        cue_end = i
        if (
            can & lex.CLAUSE
            and (small in (W_THAT, W_WHETHER, W_HOW, W_WHY) or (t in BEGINS_CLAUSE and self._bare_clause(i)))
        ) or (can & lex.INFINITIVE and t == TO):
            content = (i, s.clause_end(i, True, False))
        elif can & lex.PREPOSITION and t == IN and i + 1 < s.stop and small:
            content, cue_end = (i + 1, s.object_end(i + 1)), i + 1
        else:
            return
        source, _ = self._source(k, group)
        if source and s.small[source[0][0]] in (W_IT, W_THERE):
            source = []
        self._add(source, [(group, cue_end)], [content], frame, "adjective")

    def _according(self, k: int) -> None:
        s = self.s
        i = k + 1
        if i >= s.stop or s.tag[i] != TO or i + 1 >= s.stop:
            return
        end = s.phrase_end(i + 1, True)
        if end == i + 1:
            return
        source = [(i + 1, end)]
        begin = s.first
        if k == s.first or (k == s.first + 1 and s.tag[s.first] == CC):
            content = [(end, s.stop)]
        else:
            if k in self.quote_from and self.quote_from[k] < begin:
                begin = self.quote_from[k]
            content = [(begin, k)]
            if s.gap[k] & COMMA and end < s.stop and s.gap[end] & COMMA and s.tag[end] not in (VBG, IN, CC):
                content.append((end, s.stop))
        # An attribution inside this content gives way, or keeps its part if it ends before "according".
        inner = [f for f in self.found[self.begun :] if all(begin <= run[0] < k for run in f.cue)]
        if inner and all(f.content[-1][1] <= k and f.rule in _STRONG for f in inner):
            content = [*content[1:], (s.first, k)] if begin == s.first else content
        elif inner:
            del self.found[self.begun :]
        self._add(source, [(k, i + 1)], content, 0, "according")

    def _adverb(self, k: int) -> None:
        """ "reportedly", "allegedly": the clause around it, nobody named."""
        s = self.s
        start = k
        while start > s.first and not s.gap[start] & BREAK and s.tag[start - 1] != CC:
            start -= 1
        end = s.clause_end(k, True, False)
        self._add([], [(k, k + 1)], [(start, k), (k + 1, end)], 0, "adverb")
