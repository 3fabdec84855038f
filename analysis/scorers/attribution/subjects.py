"""To the left of a verb: where its group begins, and the subject before it."""

from analysis.scorers.attribution.lexicon import TIME, TIME_OPENER, S
from analysis.scorers.attribution.tagsets import (
    BREAK,
    CC,
    CD,
    CLOSE,
    COMMA,
    DASH,
    DT,
    EX,
    HARD,
    IN,
    IS_BREAK,
    IS_FINITE,
    JJ,
    JOINS,
    NAMES,
    NN,
    NOUNS,
    OPEN,
    OPENS_PHRASE,
    PHRASE,
    PHRASE_HEAD,
    POS,
    PRP,
    PRPV,
    RB,
    RELATIVE,
    SUBORDINATE,
    TO,
    VBD,
    VBG,
    VBN,
    VERBS,
    WDT,
    WP,
    WPS,
)

W_AND = S["and"]
W_IN = S["in"]
W_OF = S["of"]
W_ON = S["on"]


class Subjects:
    """The words of a batch and the limits of the sentence being read.

    `gap[i]` holds the punctuation between word i - 1 and word i; `saying[frame]` tells whether a frame is a verb of saying.
    """

    def __init__(
        self,
        tag: bytes,
        aux: bytes,
        verb: bytes,
        noun: bytes,
        adjective: bytes,
        small: bytes,
        time: bytes,
        quoted: bytes,
        gap: bytes,
        saying: list[bool],
    ) -> None:
        self.tag, self.aux, self.verb, self.noun, self.adjective = tag, aux, verb, noun, adjective
        self.small, self.time, self.quoted, self.gap = small, time, quoted, gap
        self.saying = saying
        self.finite = tag.translate(IS_FINITE)
        """1 where a finite verb stands."""
        self.broken = gap.translate(IS_BREAK)
        """1 where a mark of `BREAK` stands between this word and the one before."""
        self.first = 0
        self.stop = 0

    def finite_between(self, start: int, stop: int) -> bool:
        return self.finite.find(1, start, stop) >= 0

    def group_start(self, verb: int) -> int:
        """Where the verb group that ends in `verb` begins: auxiliaries, adverbs and "not" before it."""
        tag, aux, gap = self.tag, self.aux, self.gap
        i = verb
        while i > self.first and not gap[i] & BREAK:
            t = tag[i - 1]
            if (aux[i - 1] and t != PRPV) or (t == RB and not self.time_noun(i - 1)):
                i -= 1
            elif (
                t == TO and i - 2 >= self.first and (aux[i - 2] == 2 or tag[i - 2] in VERBS) and not gap[i - 1] & BREAK
            ):
                i -= 2
            else:
                break
        return i

    def time_noun(self, i: int) -> bool:
        return self.time[i] == 1 and self.tag[i] in NOUNS

    def phrase_start(self, end: int) -> int:
        """Where the noun phrase before word `end` begins; `end` if there is none."""
        tag, gap, small, first = self.tag, self.gap, self.small, self.first
        i = end
        if i <= first:
            return end
        if tag[i - 1] in (PRP, WP, WDT, EX):
            return i - 1
        if tag[i - 1] not in PHRASE_HEAD and tag[i - 1] != POS:
            return end
        listed = False
        while i > first:
            if i < end and gap[i] & BREAK:
                # "senators, governors and mayors said"
                if listed and gap[i] & BREAK == COMMA and tag[i - 1] in NOUNS:
                    i -= 1
                    continue
                break
            t = tag[i - 1]
            if (
                t in PHRASE
                or (t == RB and i < end and tag[i] in (JJ, VBN, CD))
                or (
                    t in (VBN, VBG)
                    and i < end
                    and tag[i] in PHRASE
                    and i - 2 >= first
                    and not gap[i - 1] & BREAK
                    and (tag[i - 2] in OPENS_PHRASE or tag[i - 2] == JJ)
                )
            ):
                i -= 1
            elif (
                t == IN
                and i - 3 >= first
                and tag[i - 2] == JJ
                and tag[i - 3] in NOUNS
                and not (gap[i - 1] & BREAK or gap[i - 2] & BREAK)
            ):
                # "a person familiar with the matter"
                i -= 3
            elif (
                t == IN and small[i - 1] in JOINS and i - 2 >= first and tag[i - 2] in NOUNS and not gap[i - 1] & BREAK
            ) or (
                t == TO
                and i - 2 >= first
                and tag[i - 2] in NOUNS
                and i < end
                and tag[i] in PHRASE
                and not gap[i - 1] & BREAK
            ):
                i -= 2
            elif (
                t == CC
                and small[i - 1] == W_AND
                and i - 2 >= first
                and tag[i - 2] in NOUNS
                and not gap[i - 1] & HARD
                and not (gap[i - 1] & COMMA and not self._list_before(i - 2))
            ):
                listed = True
                i -= 2
            elif (
                t == IN
                and i - 2 >= first
                and i < end
                and not gap[i - 1] & BREAK
                and (
                    (small[i - 1] == W_IN and tag[i] == CD and tag[i - 2] == CD)
                    or (small[i - 1] == W_OF and tag[i - 2] in (DT, CD, JJ))
                )
            ):
                # "six in 10", "many of the voters"
                i -= 2
            elif t == RB and tag[i] == CD and i < end:
                i -= 1
            elif (
                t == IN
                and i - 3 >= first
                and tag[i - 2] in (VBN, VBD, VBG)
                and tag[i - 3] in NOUNS
                and not (gap[i - 1] & BREAK or gap[i - 2] & BREAK)
            ):
                # "polls taken in South Carolina"
                i -= 2
            elif t in (VBN, VBG, VBD) or t == PRP or t in VERBS:
                back = self._relative_before(i)
                if back < 0:
                    break
                i = back
            else:
                break
        while i < end and tag[i] in (CC,):
            i += 1
        return i

    def _list_before(self, at: int) -> bool:
        """Whether a list comma stands within a few words before: "Massachusetts, New York, and …"."""
        return any(self.gap[i] & COMMA and self.tag[i - 1] in NOUNS for i in range(at, max(self.first, at - 5), -1))

    def _relative_before(self, at: int) -> int:
        """Start of "who …" or "attending …" to the left, after a noun; -1 if the phrase does not go on there."""
        tag, gap = self.tag, self.gap
        if tag[at - 1] in (VBN, VBG, VBD) and at - 2 >= self.first and tag[at - 2] in NOUNS and not gap[at - 1] & BREAK:
            return at - 1
        for i in range(at - 1, max(self.first, at - 16), -1):
            if gap[i + 1] & BREAK:
                return -1
            if tag[i] in RELATIVE and i - 1 >= self.first and tag[i - 1] in NOUNS and not gap[i] & BREAK:
                return i
            if self.small[i] in SUBORDINATE or tag[i] == CC:
                return -1
        return -1

    def subject(self, group: int) -> tuple[int, int]:
        """The subject before a verb group as [start, end), empty (start == end) where there is none."""
        tag, gap, first = self.tag, self.gap, self.first
        if group <= first:
            return group, group
        if gap[group] & HARD and not gap[group] & (DASH | CLOSE):
            return group, group
        if not gap[group] & (COMMA | DASH | CLOSE):
            end = self._before_time(group)
            start = self.phrase_start(end)
            return (start, end) if start < end else (group, group)
        # "Karoline Leavitt, the press secretary, said": an apposition, or a parenthesis left out.
        at = self._break_before(group)
        if at < 0:
            return group, group
        t = tag[at]
        apposed = t in PHRASE or t in RELATIVE or t == WPS or (t == IN and tag[at - 1] in NAMES) or gap[at] & OPEN != 0
        while at > first:
            start = self.phrase_start(at)
            if start == at:
                at = self._break_before(at) if tag[at - 1] in PHRASE else -1
            elif tag[start] in RELATIVE:
                return start, at
            elif self._apposed(start, at):
                at = start
            else:
                return start, group if apposed else at
        return group, group

    def _break_before(self, at: int) -> int:
        """The last word before `at` that follows a comma, dash or parenthesis; -1 if there is none near."""
        for i in range(at - 1, max(self.first, at - 40), -1):
            if self.gap[i] & (COMMA | DASH | OPEN):
                return i
        return -1

    def _before_time(self, group: int) -> int:
        """Where a subject ends before "this week", "on Thursday"."""
        time, i = self.time, group
        while i > self.first + 1 and (time[i - 1] == TIME or (i < group and time[i - 1] == TIME_OPENER)):
            i -= 1
        if i < group and self.tag[i - 1] == IN and self.small[i - 1] in (W_ON, W_IN) and i > self.first + 1:
            i -= 1
        return i

    def _apposed(self, start: int, end: int) -> bool:
        """Whether the phrase from `start` to `end` is itself in apposition to a name before it: "(R-Ohio)", "60, a doctor"."""
        tag, gap = self.tag, self.gap
        if start <= self.first or not gap[start] & (COMMA | OPEN | CLOSE):
            return False
        if gap[start] & OPEN:
            return True
        begin = self.phrase_start(start)
        if begin == start or (begin > self.first and tag[begin - 1] in (IN, TO)) or self.time[begin] == TIME:
            return False
        if tag[start - 1] not in NAMES and tag[start - 1] != CD and not gap[start] & CLOSE:
            return False
        return tag[start] in (DT, CD) or (end - start == 1 and tag[start] in NAMES) or tag[start] in (NN, JJ)
