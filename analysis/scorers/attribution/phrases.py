"""To the right: noun phrases with their appositions and relative clauses, time expressions, adjuncts."""

from analysis.scorers.attribution.lexicon import TIME, TIME_OPENER, YEAR, S
from analysis.scorers.attribution.subjects import Subjects
from analysis.scorers.attribution.tagsets import (
    ADJUNCT,
    BREAK,
    CC,
    CD,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    FINITE,
    IN,
    JJ,
    JOINS,
    NOUNS,
    OPEN,
    OPENS_PHRASE,
    PHRASE,
    PRP,
    QUOTE,
    RB,
    RELATIVE,
    SEMICOLON,
    VBG,
    VBN,
    WDT,
    WP,
    WPS,
)

W_AND = S["and"]
W_AT = S["at"]
W_DURING = S["during"]
W_IN = S["in"]
W_OF = S["of"]
W_ON = S["on"]


class Phrases(Subjects):
    """Walks to the right of a place."""

    def phrase_end(self, start: int, full: bool) -> int:
        """Where the noun phrase that begins at `start` ends; `full` takes its apposition and relative clause too."""
        tag, gap, small, stop = self.tag, self.gap, self.small, self.stop
        i = start
        if i >= stop:
            return start
        if tag[i] in (PRP, WP):
            return i + 1
        while i < stop:
            if i > start and gap[i] & (BREAK | QUOTE):
                if gap[i] & BREAK == COMMA and self._list_goes_on(i):
                    i += 1
                    continue
                break
            t = tag[i]
            if (
                t in PHRASE
                or t == PRP
                or (
                    t in (VBN, VBG, RB)
                    and i + 1 < stop
                    and tag[i + 1] in PHRASE
                    and (i == start or tag[i - 1] in OPENS_PHRASE or tag[i - 1] == JJ)
                )
                or (
                    t == IN
                    and i > start
                    and small[i] in JOINS
                    and i + 1 < stop
                    and tag[i + 1] in PHRASE
                    and (full or small[i] == W_OF)
                    and self.time[i + 1] != TIME
                )
                or (t == CC and i > start and i + 1 < stop and tag[i + 1] in PHRASE and tag[i - 1] in NOUNS)
            ):
                i += 1
            else:
                break
        while i > start and (tag[i - 1] in (CC, IN) or self.time_noun(i - 1)):
            i -= 1
        if full and i > start and i < stop:
            if gap[i] & BREAK & ~CLOSE in (COMMA, DASH, OPEN) and not gap[i] & QUOTE:
                i = self._apposition_end(i)
            elif tag[i] == WP or (tag[i] == WDT):
                i = self._until_break(i)
        return i

    def _list_goes_on(self, at: int) -> bool:
        """Whether ", B and C" follows."""
        tag = self.tag
        for i in range(at, min(self.stop, at + 6)):
            if tag[i] == CC:
                return self.small[i] == W_AND and tag[at] in NOUNS
            if tag[i] not in PHRASE:
                return False
        return False

    def _apposition_end(self, at: int) -> int:
        tag, gap, stop = self.tag, self.gap, self.stop
        t = tag[at]
        if self.time[at] == TIME or not (t in PHRASE or t in RELATIVE or t == WPS or (t == IN and self.gap[at] & OPEN)):
            return at
        if t not in RELATIVE and not gap[at] & OPEN and self._clause_at(at):
            return at
        i = at + 1
        while i < stop:
            if gap[i] & QUOTE or gap[i] & (SEMICOLON | COLON):
                return i
            if gap[i] & (COMMA | DASH) and not self._goes_on(i):
                return i
            i += 1
        return i

    def _goes_on(self, at: int) -> bool:
        """Whether an apposition continues after this comma: "59, of North Philadelphia", "a lawyer, who …"."""
        t = self.tag[at]
        return (
            (t in PHRASE and self.time[at] != TIME and not self._clause_at(at))
            or t in RELATIVE
            or (t == IN and self.small[at] == W_OF)
        )

    def _clause_at(self, at: int) -> bool:
        tag, gap = self.tag, self.gap
        for i in range(at, min(self.stop, at + 16)):
            if (i > at and gap[i] & BREAK) or tag[i] in RELATIVE:
                return False
            if tag[i] in FINITE:
                return True
        return False

    def _until_break(self, at: int) -> int:
        i = at + 1
        while i < self.stop and not self.gap[i] & (BREAK | QUOTE):
            i += 1
        return i

    def time_phrase(self, at: int) -> int:
        """End of "on Friday", "last week", "earlier this month" at this place; the place itself if there is none."""
        tag, time, stop = self.tag, self.time, self.stop
        i = at
        if i < stop and tag[i] == IN and self.small[i] in (W_ON, W_IN, W_AT, W_DURING):
            i += 1
        j = i
        core = False
        while j < stop and j < i + 5 and not (j > at and self.gap[j] & BREAK):
            t = time[j]
            if t == TIME or (t == YEAR and i > at):
                core = True
            elif not ((t == TIME_OPENER and not core) or (core and (tag[j] == CD or t == YEAR))):
                break
            j += 1
        return j if core else at

    def adjuncts_end(self, at: int) -> int:
        """Past time expressions and short prepositional phrases after a cue: "on Friday", "in an interview with CNN"."""
        tag, gap, small, time, stop = self.tag, self.gap, self.small, self.time, self.stop
        i = at
        while i < stop and not gap[i] & (BREAK | QUOTE):
            if not time[i] and tag[i] != IN:
                return i
            j = self.time_phrase(i)
            if j == i and tag[i] == IN and small[i] in ADJUNCT:
                j = self.phrase_end(i + 1, True) if not gap[i + 1 if i + 1 < stop else i] & (BREAK | QUOTE) else i
                if j <= i + 1:
                    return i
            if j == i:
                return i
            i = j
        return i
