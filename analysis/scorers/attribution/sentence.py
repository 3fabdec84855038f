"""A sentence as the rules read it: bytes indexed by word number, and walks over noun phrases and clauses.

Plain Python on bytes and ints, without NumPy, so that these modules can be compiled as they stand.
"""

from analysis.scorers.attribution.lexicon import S
from analysis.scorers.attribution.phrases import Phrases
from analysis.scorers.attribution.tagsets import (
    BEGINS_CLAUSE,
    BREAK,
    CC,
    COMMA,
    CONTRAST,
    DASH,
    FINITE,
    HARD,
    IN,
    MD,
    PHRASE,
    PRP,
    QUOTE,
    RB,
    RELATIVE,
    SEMICOLON,
    SUBORDINATE,
    VBD,
    VBG,
    VBN,
    VBP,
    VBZ,
    VERBS,
)

W_ACCORDING = S["according"]
W_AS = S["as"]
W_FOLLOWING = S["following"]
W_SINCE = S["since"]


class Sentence(Phrases):
    """The words of a batch, the limits of the sentence being read, and where its clauses end."""

    def object_end(self, start: int) -> int:
        """Where an object that is the content ends: the phrase with what hangs on it, up to the next clause."""
        tag, gap, small, time, stop = self.tag, self.gap, self.small, self.time, self.stop
        inside = self.quoted[start]
        i = start
        while i < stop:
            if i > start:
                if gap[i] & HARD and not self.quoted[i]:
                    break
                if gap[i] & COMMA and not self.quoted[i] and not self._list_goes_on(i) and tag[i] not in RELATIVE:
                    break
                if not self.quoted[i]:
                    t = tag[i]
                    if (
                        t == CC
                        and i + 1 < stop
                        and (tag[i + 1] in (VBD, VBZ, VBP) or (self.verb[i + 1] and tag[i + 1] in VERBS))
                    ):
                        break
                    if small[i] in SUBORDINATE and small[i] not in (W_AS, W_FOLLOWING, W_SINCE):
                        break
                    if (time[i] or t == IN) and self.time_phrase(i) > i:
                        break
            i += 1
        return i if i > start or inside else start

    def clause_end(self, start: int, bounded: bool, present: bool) -> int:
        """Where a clause that is the content ends.

        `bounded`: the attribution stands in a subordinate or relative clause, which a comma ends. `present`: its cue
        is in the present tense.
        """
        tag, gap, small, stop, quoted = self.tag, self.gap, self.small, self.stop, self.quoted
        broken, begin = self.broken, start + 1
        break_at = conjunction_at = start
        while True:
            # Nothing ends a clause but a mark or a conjunction: on to the next of either.
            if break_at < begin:
                break_at = broken.find(1, begin, stop)
                break_at = stop if break_at < 0 else break_at
            if conjunction_at < begin:
                conjunction_at = tag.find(CC, begin, stop)
                conjunction_at = stop if conjunction_at < 0 else conjunction_at
            i = min(break_at, conjunction_at)
            if i >= stop:
                return stop
            begin = i + 1
            g = gap[i]
            if not quoted[i] and (not quoted[i - 1] or g & QUOTE):
                t = tag[i]
                if g & SEMICOLON:
                    return i
                if g & BREAK:
                    if bounded and g & (COMMA | DASH) and t not in (CC,):
                        return i
                    if self.verb[i] and (t == VBG or (t in FINITE and g & COMMA and not bounded)):
                        return i
                    if g & COMMA and small[i] in CONTRAST and i + 1 < stop and tag[i + 1] in BEGINS_CLAUSE:
                        return i
                    if (t == CC or small[i] in SUBORDINATE) and self._new_speaker(i + 1):
                        return i
                    if small[i] in (W_ACCORDING,):
                        return i
                    if t == CC and i + 1 < stop and self._second_predicate(i + 1, present):
                        return i
                    if g & QUOTE and self._speaker_follows(i):
                        return i
                elif t == CC and i + 1 < stop and (self._second_predicate(i + 1, present) or self._new_speaker(i + 1)):
                    return i

    def second_verb(self, start: int) -> int:
        """Where the main verb of a sentence stands whose subject holds a clause: "The claim that X is Y *has* …"."""
        seen = 0
        for i in range(start, self.stop):
            if self.gap[i] & BREAK:
                return self.stop
            if (
                (self.tag[i] in FINITE or self.tag[i] == MD)
                and self.tag[i - 1] not in RELATIVE
                and self.tag[i - 1] != CC
            ):
                seen += 1
                if seen == 2:
                    return i
        return self.stop

    def _new_speaker(self, at: int) -> bool:
        """Whether "and Democrats accused …", "while Bush said …" begins here: another subject with a cue of its own."""
        if at >= self.stop:
            return False
        end = self.phrase_end(at, False)
        while end > at and end < self.stop and self.tag[end] == RB:
            end += 1
        return (
            end > at
            and end < self.stop
            and self.tag[end] in (VBD, VBZ, VBP)
            and self.saying[self.verb[end]]
            and not self.gap[end] & BREAK
        )

    def _second_predicate(self, at: int, present: bool) -> bool:
        """Whether "and said", "but has denied" here goes on with the cue's subject rather than inside the content."""
        tag = self.tag
        while at < self.stop and tag[at] == RB:
            at += 1
        if at >= self.stop or self.gap[at] & BREAK:
            return False
        t = tag[at]
        if present:
            return t in (VBZ, VBP) and self.verb[at] != 0
        if not self.verb[at] or self.aux[at]:
            return False
        after = at + 1
        return t == VBD or (t == VBN and after < self.stop and (self.tag[after] in PHRASE or self.tag[after] == PRP))

    def _speaker_follows(self, at: int) -> bool:
        return self.tag[at] == PRP and at + 1 < self.stop and self.verb[at + 1] != 0
