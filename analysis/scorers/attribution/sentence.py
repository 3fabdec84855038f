"""A sentence as the rules read it: bytes indexed by word number, and walks over noun phrases and clauses.

Plain Python on bytes and ints, without NumPy, so that the module could be compiled as it stands.
"""

from analysis.scorers.attribution.lexicon import TIME, TIME_OPENER, YEAR, S
from analysis.text.tags import CODE
from analysis.text.vocabulary import CLOSE, COLON, COMMA, DASH, ELLIPSIS, EXCLAMATION, OPEN, QUESTION, QUOTE, SEMICOLON

# Numbers of small words.
W_ACCORDING = S["according"]
W_ALTHOUGH = S["although"]
W_AND = S["and"]
W_AS = S["as"]
W_AT = S["at"]
W_BUT = S["but"]
W_DURING = S["during"]
W_FOLLOWING = S["following"]
W_IN = S["in"]
W_OF = S["of"]
W_ON = S["on"]
W_SINCE = S["since"]
W_THOUGH = S["though"]
W_WHILE = S["while"]

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

HARD = DASH | SEMICOLON | COLON | OPEN | CLOSE | QUESTION | EXCLAMATION | ELLIPSIS
BREAK = HARD | COMMA
JOINS = frozenset(
    S[w] for w in ["of", "for", "in", "at", "from", "on", "with", "to", "between", "among", "against", "about"]
)
ADJUNCT = frozenset(
    S[w] for w in ["in", "on", "at", "during", "after", "before", "from", "with", "by", "through", "via"] if w in S
)
SUBORDINATE = frozenset(
    S[w]
    for w in [
        "while",
        "because",
        "after",
        "before",
        "although",
        "though",
        "since",
        "until",
        "unless",
        "as",
        "when",
        "if",
        "where",
        "amid",
        "despite",
        "following",
    ]
)


_CONTRAST = frozenset((W_BUT, W_WHILE, W_ALTHOUGH, W_THOUGH))


class Sentence:
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
        gap: list[int],
        saying: list[bool],
    ) -> None:
        self.tag, self.aux, self.verb, self.noun, self.adjective = tag, aux, verb, noun, adjective
        self.small, self.time, self.quoted, self.gap = small, time, quoted, gap
        self.saying = saying
        self.first = 0
        self.stop = 0

    # --- to the left ---------------------------------------------------------------------------------------------

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

    # --- to the right --------------------------------------------------------------------------------------------

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

    def object_end(self, start: int) -> int:
        """Where an object that is the content ends: the phrase with what hangs on it, up to the next clause."""
        tag, gap, small, stop = self.tag, self.gap, self.small, self.stop
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
                    if self.time_phrase(i) > i:
                        break
            i += 1
        return i if i > start or inside else start

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
        tag, gap, small, stop = self.tag, self.gap, self.small, self.stop
        i = at
        while i < stop and not gap[i] & (BREAK | QUOTE):
            j = self.time_phrase(i)
            if j == i and tag[i] == IN and small[i] in ADJUNCT:
                j = self.phrase_end(i + 1, True) if not gap[i + 1 if i + 1 < stop else i] & (BREAK | QUOTE) else i
                if j <= i + 1:
                    return i
            if j == i:
                return i
            i = j
        return i

    def clause_end(self, start: int, bounded: bool, present: bool) -> int:
        """Where a clause that is the content ends.

        `bounded`: the attribution stands in a subordinate or relative clause, which a comma ends. `present`: its cue
        is in the present tense.
        """
        tag, gap, small, stop, quoted = self.tag, self.gap, self.small, self.stop, self.quoted
        i = start + 1
        while i < stop:
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
                    if g & COMMA and small[i] in _CONTRAST and i + 1 < stop and tag[i + 1] in BEGINS_CLAUSE:
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
            i += 1
        return stop

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
