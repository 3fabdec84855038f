"""Who says what in one sentence: cue verbs, nouns and adjectives, "according to", colons, quotations.

Each rule finds a cue, its source and its content as runs of words. Only outermost attributions are looked for: what
stands inside the content of another is that source's business. Plain Python on bytes and ints (see `sentence`).
"""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.lexicon import TIME, S
from analysis.scorers.attribution.sentence import (
    BEGINS_CLAUSE,
    BREAK,
    CC,
    COLON,
    COMMA,
    DASH,
    DT,
    EX,
    FINITE,
    HARD,
    IN,
    JJ,
    NAMES,
    NN,
    NNP,
    NNS,
    NOUNS,
    PHRASE,
    POS,
    PRP,
    PRPS,
    PRPV,
    QUOTE,
    RB,
    RELATIVE,
    SUBORDINATE,
    TO,
    VB,
    VBD,
    VBG,
    VBN,
    VBP,
    VBZ,
    VERBS,
    WRB,
    Sentence,
)
from analysis.text.tags import BE

# Numbers of small words.
W_A = S["a"]
W_ABOUT = S["about"]
W_ACCORDING = S["according"]
W_AGAINST = S["against"]
W_AS = S["as"]
W_AT = S["at"]
W_BACK = S["back"]
W_BUT = S["but"]
W_BY = S["by"]
W_FOR = S["for"]
W_FROM = S["from"]
W_HOW = S["how"]
W_IF = S["if"]
W_IN = S["in"]
W_INTERVIEW = S["interview"]
W_IT = S["it"]
W_LIKE = S["like"]
W_OF = S["of"]
W_ON = S["on"]
W_OUT = S["out"]
W_OVER = S["over"]
W_Q = S["q"]
W_STATEMENT = S["statement"]
W_THAT = S["that"]
W_THERE = S["there"]
W_TOWARD = S["toward"]
W_UP = S["up"]
W_WHAT = S["what"]
W_WHEN = S["when"]
W_WHERE = S["where"]
W_WHETHER = S["whether"]
W_WHO = S["who"]
W_WHY = S["why"]
W_WITH = S["with"]
W_WITHOUT = S["without"]

Run = tuple[int, int]
PREPOSITION_BIT = {S[p]: 1 << n for n, p in enumerate(lex.PREPOSITIONS) if p in S}
ALL_RULES = (
    "tail", "clause", "quotation", "infinitive", "object", "addressee", "predicate", "preposition", "passive", "raising",
    "coordinated", "participle", "noun", "light", "adjective", "according", "colon", "continued", "adverb", "nested",
)  # fmt: skip


_WEAK = frozenset(("object", "preposition", "predicate", "passive", "raising", "noun", "adjective", "infinitive"))


INSIDE, USED = b"\x01", 2
_STRONG = frozenset(("clause", "object", "tail", "quotation", "predicate"))
_SPEAKER = NOUNS | {IN, DT, CC, JJ}
_TAIL_TAGS = frozenset((VBD, VBZ, VBP, VBN))
_DOCUMENTS = frozenset(S[w] for w in ("poll", "survey", "study", "report"))
_OBJECT_PREPOSITIONS = frozenset(S[w] for w in "of for about against on over in at toward with".split())
_HEARSAY = frozenset(S[w] for w in ("reportedly", "allegedly", "supposedly"))


class Found:
    """One attribution, in word numbers."""

    __slots__ = ("content", "cue", "frame", "rule", "source")

    def __init__(self, source: list[Run], cue: list[Run], content: list[Run], frame: int, rule: str) -> None:
        self.source, self.cue, self.content, self.frame, self.rule = source, cue, content, frame, rule


class Rules:
    """The rules over a batch; `read(first, stop)` returns the attributions of a sentence in order of their cues."""

    def __init__(
        self, sentence: Sentence, complements: list[int], prepositions: list[int], switched_off: frozenset[str]
    ) -> None:
        self.s = sentence
        self.complements = complements
        self.prepositions = prepositions
        self.saying = sentence.saying
        self.off = switched_off
        self.quote_from: dict[int, int] = {}
        """Word after a quotation's last → its first word."""
        self.quote_to: dict[int, int] = {}
        """First word of a quotation → word after its last."""
        self.found: list[Found] = []
        self.begun = 0
        self.covered = bytearray(len(sentence.tag) + 1)
        """1 inside content, 2 in a cue."""
        self.subject: list[Run] = []

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

    # --- bookkeeping ---------------------------------------------------------------------------------------------

    def _speaks_inside(self, k: int) -> bool:
        """Whether a verb of saying stands inside content of a weaker cue: "rebuked critics who say …"."""
        s = self.s
        if "nested" in self.off or not self.saying[s.verb[k]] or s.tag[k] not in (VBD, VBZ, VBP):
            return False
        return all(f.rule in _WEAK for f in self.found[self.begun :] if any(a <= k < b for a, b in f.content))

    def _add(self, source: list[Run], cue: list[Run], content: list[Run], frame: int, rule: str) -> None:
        content = [run for run in content if run[1] > run[0]]
        if not content:
            return
        self.found.append(Found(source, cue, content, frame, rule))
        for a, b in content:
            self.covered[a:b] = INSIDE * (b - a)
        for a, b in cue:
            self.covered[a:b] = bytes((USED,)) * (b - a)
        if source:
            self.subject = source

    def _remember_subject(self, verb: int) -> None:
        start, end = self.s.subject(self.s.group_start(verb))
        if end > start and self.s.tag[start] not in RELATIVE and self.s.tag[start] != EX:
            self.subject = [(start, end)]

    def _speaker_verb(self, k: int) -> bool:
        """ "Viguerie notes": a form tagged as plural noun, between a name and a stop or comma."""
        s = self.s
        return (
            s.tag[k] == NNS
            and self.saying[s.verb[k]]
            and k > s.first
            and s.tag[k - 1] in (PRP, NNP)
            and (k + 1 >= s.stop or s.gap[k + 1] & (COMMA | COLON) != 0)
        )

    def _verb_after_all(self, k: int) -> bool:
        """ "Labor leaders point out that": a form tagged as noun, between a plural and what only a verb can govern."""
        s = self.s
        return k + 1 < s.stop and not s.gap[k + 1] & BREAK and s.small[k + 1] in (W_OUT, W_THAT, W_HOW, W_WHETHER)

    def _bounded(self, group: int) -> bool:
        """Whether the cue stands in a clause that a comma ends: "While he said that, …", "who said it, …"."""
        s = self.s
        start, _ = s.subject(group)
        if start < group and s.tag[start] in RELATIVE:
            return True
        return (start > s.first and s.small[start - 1] in SUBORDINATE) or (
            start == s.first and s.small[start] in SUBORDINATE
        )

    def _as_reported(self, k: int, group: int, frame: int) -> bool:
        """ "As the Post reported on Friday, the State Department …" """
        s = self.s
        if s.small[s.first] != W_AS or not self.saying[frame]:
            return False
        start, end = s.subject(group)
        i = s.adjuncts_end(k + 1)
        if start != s.first + 1 or end == start or i >= s.stop or not s.gap[i] & COMMA:
            return False
        self._add([(start, end)], [(group, k + 1)], [(i, s.stop)], frame, "tail")
        return True

    # --- quotations and tails ------------------------------------------------------------------------------------

    def _colon(self, first: int, stop: int) -> None:
        """A speaker's turn up to `stop`: a headline's "Trump: We will win", an interview's "Q: Did you …"."""
        s = self.s
        for i in range(first + 1, min(stop, first + 10)):
            if s.gap[i] & COLON:
                if stop - i < 3 or s.time[first] == TIME:
                    return
                if not (i == first + 1 and s.small[first] in (W_Q, W_A)):
                    name = (s.tag[first] in NAMES or s.small[first] in _DOCUMENTS) and all(
                        s.tag[j] in _SPEAKER for j in range(first, i)
                    )
                    if not name or not (
                        s.tag[i - 1] in NAMES
                        or s.small[i - 1] in _DOCUMENTS
                        or (i in self.quote_to and s.gap[first + 1] & COMMA)
                    ):
                        return
                self._add([(first, i)], [], [(i, stop)], 0, "colon")
                return
            if s.gap[i] & HARD:
                return

    def _edge(self, at: int) -> int:
        """1 after a comma, 2 after a closing quotation mark, 0 otherwise (start of the speaker's part)."""
        g = self.s.gap[at]
        if g & QUOTE and at in self.quote_from:
            return 2
        if g & (COMMA | DASH) or g & (HARD & ~COLON):
            return 1
        return 0

    def _tail(self, k: int) -> None:
        """A cue that follows (part of) its content: "…," Smith said; …, says minister; A, officials say, B."""
        s = self.s
        if not self.complements[s.verb[k]] & (lex.CLAUSE | lex.QUOTED) and not (
            k + 1 < s.stop and s.small[k + 1] == W_OUT
        ):
            return
        group = s.group_start(k)
        if s.tag[k] == VBN and group == k:
            return
        after = k + 1
        if s.tag[k] != VBD and s.aux[k - 1 if k else 0] == BE:
            return
        edge = self._edge(group)
        inverted = False
        if k == s.first and k in self.quote_from:
            edge = 2
        if (
            edge
            and group == k
            and not (s.gap[k] & COMMA and self._speaker_before(k))
            and after < s.stop
            and not s.gap[after] & (BREAK | QUOTE)
            and s.tag[after] in PHRASE | {PRP}
        ):
            # inverted: "…," said Smith
            end = s.phrase_end(after, True)
            if end == after:
                return
            source = (after, end)
            boundary = k
            inverted = True
            after = end
        else:
            start, end = s.subject(group)
            if start == end or s.tag[start] in RELATIVE:
                return
            if start <= s.first and not (start == s.first and start in self.quote_from):
                return
            edge = 2 if start == s.first else self._edge(start)
            if not edge:
                return
            source = (start, end)
            boundary = start
            if after < s.stop and s.small[after] == W_OUT and not s.gap[after] & BREAK:
                after += 1
            if self.complements[s.verb[k]] & lex.ADDRESSEE and after < s.stop and s.tag[after] in PHRASE | {PRP}:
                after = s.phrase_end(after, False)
        rest = s.adjuncts_end(after)
        if edge == 1:
            # No quotation mark: a clause must stand before, and nothing that is a complement may follow.
            if rest < s.stop and not s.gap[rest] & BREAK:
                return
            finite = any(s.tag[j] in FINITE for j in range(s.first, boundary))
            follows = rest < s.stop and any(s.tag[j] in FINITE for j in range(rest, s.stop))
            if inverted and not finite and self.complements[s.verb[k]] & lex.OBJECT:
                return  # "Officials, speaking on condition of anonymity, confirmed the strike"
            if not finite and not (follows if rest < s.stop else boundary - s.first >= 3):
                return
            if s.small[s.first] in SUBORDINATE and rest >= s.stop and not inverted and not self._main_clause(boundary):
                return
        elif rest < s.stop and not inverted and not s.gap[rest] & (BREAK | QUOTE) and s.small[rest] == W_THAT:
            return
        if boundary == s.first and rest < s.stop and not s.gap[rest] & BREAK:
            return
        left = self.quote_from.get(boundary, s.first)
        begin = left if left < s.first else s.first
        if edge == 2 and left > s.first:
            # words before the quotation belong to the content unless they are another speaker's cue
            begin = s.first if not self._cue_between(s.first, left) else left
        content = [(begin, boundary)]
        if rest < s.stop and s.gap[rest] & (BREAK | QUOTE):
            content.extend(self._right_part(rest, edge))
        self._add(
            [source],
            [(group, k + 2 if s.small[k + 1 if k + 1 < s.stop else k] == W_OUT else k + 1)],
            content,
            s.verb[k],
            "tail",
        )

    def _speaker_before(self, k: int) -> bool:
        """Whether "…," Jeb Bush, the former governor, told CNN: the subject reaches back to the quotation."""
        s = self.s
        start, end = s.subject(k)
        return start < end and (start in self.quote_from or self.complements[s.verb[k]] & lex.ADDRESSEE != 0)

    def _main_clause(self, boundary: int) -> bool:
        s = self.s
        for i in range(s.first + 1, boundary):
            if s.gap[i] & COMMA and any(s.tag[j] in FINITE or s.tag[j] == VBN for j in range(i, boundary)):
                return True
        return False

    def _cue_between(self, a: int, b: int) -> bool:
        s = self.s
        return any(s.verb[j] and s.tag[j] in VERBS for j in range(a, b))

    def _right_part(self, rest: int, edge: int) -> list[Run]:
        s = self.s
        t = s.tag[rest]
        if rest in self.quote_to:
            return [(rest, self.quote_to[rest])]
        if edge == 2 or t == VBG or s.small[rest] in (W_ACCORDING, W_AS, W_WHO, W_BUT):
            return []
        if not any(s.tag[j] in FINITE for j in range(rest, s.stop)):
            return []
        return [(rest, s.stop)]

    # --- verbs ---------------------------------------------------------------------------------------------------

    def _verb(self, k: int) -> None:
        s = self.s
        frame = s.verb[k]
        can = self.complements[frame]
        t = s.tag[k]
        group = s.group_start(k)
        passive = t == VBN and k > group and self._be_before(group, k)
        if t == VBD and k == s.first and can & lex.ADDRESSEE:
            self._reduced(k, frame, can)  # "Asked whether he would resign, he said …"
            return
        if t == VBN and k == group and not passive:
            if not self._active_after_all(k, frame, can):
                self._reduced(k, frame, can)
                return
        if can & lex.LIGHT and not can & ~lex.LIGHT:
            self._remember_subject(k)
            return
        if passive:
            if s.adjective[k] and "adjective" not in self.off and s.small[k + 1 if k + 1 < s.stop else k] != W_BY:
                self._adjective(k)
            elif "passive" not in self.off:
                self._passive(k, group, frame, can)
            return
        if self._as_reported(k, group, frame):
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
                self.subject = source
            return
        self._add(source, [(group, cue_end)], content, frame, rule)

    def _active_after_all(self, k: int, frame: int, can: int) -> bool:
        """A form tagged as participle that is a past tense: "and criticized X", "The Journal called on X to"."""
        s = self.s
        i = k + 1
        if i >= s.stop or s.gap[i] & BREAK or s.small[i] == W_BY:
            return False
        if k > s.first and (s.tag[k - 1] == CC or (s.tag[k - 1] == RB and k - 1 > s.first and s.tag[k - 2] == CC)):
            return bool(self.subject)
        start, end = s.subject(k)
        if start == end or any(s.tag[j] in FINITE for j in range(start, k)):
            return False
        if start > s.first and not (
            s.gap[start] & BREAK or s.tag[start - 1] == CC or s.small[start - 1] in SUBORDINATE
        ):
            return False
        if s.tag[i] in PHRASE or s.tag[i] == PRP or i in self.quote_to or s.small[i] == W_THAT:
            return True
        bit = PREPOSITION_BIT.get(s.small[i], 0)
        return bool(can & lex.PREPOSITION and bit & self.prepositions[frame] and not can & lex.ADDRESSEE)

    def _be_before(self, group: int, k: int) -> bool:
        s = self.s
        for i in range(k - 1, group - 1, -1):
            if s.aux[i]:
                return s.aux[i] == BE
        return False

    def _source(self, k: int, group: int) -> tuple[list[Run], bool]:
        """The source of an active cue and whether a comma ends its clause."""
        s = self.s
        t = s.tag[k]
        if t == VBG and not self._be_before(group, k):
            # "adding that …": the subject of what came before, or of what follows an opening participle
            if group == s.first:
                i = k
                while i < s.stop and not s.gap[i] & COMMA:
                    i += 1
                end = s.phrase_end(i, True) if i < s.stop else i
                return ([(i, end)] if end > i else []), True
            if group > s.first and s.tag[group - 1] in NOUNS and not s.gap[group] & BREAK:
                start = s.phrase_start(group)
                return [(start, group)], False
            if group > s.first and s.small[group - 1] in SUBORDINATE | {
                W_BY,
                W_IN,
                W_OF,
                W_FOR,
                W_WITHOUT,
                W_FROM,
            }:
                return self.subject, s.gap[group - 1] & COMMA == 0
            return self.subject, False
        if (t == VB and group > s.first and s.tag[group - 1] == TO) or (t == VB and s.tag[group] == TO):
            return self.subject, False
        if s.tag[group] == PRPV:
            return [(group, group + 1)], False
        if group > s.first and s.tag[group - 1] == PRPV and not s.gap[group] & BREAK:
            return [(group - 1, group)], False
        start, end = s.subject(group)
        if end > start:
            bounded = s.tag[start] in RELATIVE or (
                start > s.first and s.small[start - 1] in SUBORDINATE and s.small[start - 1] != 0
            )
            return [(start, end)], bounded
        if group > s.first and (s.tag[group - 1] == CC or s.gap[group] & COMMA):
            return (self.subject if "coordinated" not in self.off else []), False
        if t in (VBD, VBZ, VBP) and group > s.first:
            return (self.subject if s.gap[group] & BREAK else []), False
        return [], False

    def _opening_subject(self, k: int) -> list[Run]:
        """The subject of the first finite verb before `k`."""
        s = self.s
        for i in range(s.first + 1, k):
            if s.tag[i] in FINITE or s.aux[i]:
                start, end = s.subject(s.group_start(i))
                if start < end and s.tag[start] not in RELATIVE and s.tag[start] != EX:
                    return [(start, end)]
        if s.tag[s.first] in PHRASE or s.tag[s.first] == PRP:
            end = s.phrase_end(s.first, True)
            return [(s.first, end)] if s.first < end < k else []
        return []

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
        if j > i and j <= stop and s.small[i] == W_IN and i + 2 < stop and s.small[i + 2] in (W_STATEMENT, W_INTERVIEW):
            cue_end = i + 3
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
        return any(s.tag[i] in FINITE for i in range(at, min(s.stop, at + 25)))

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

    def _by(self, start: int, end: int) -> list[Run]:
        """The agent of a passive: "by" and its phrase."""
        s = self.s
        for i in range(start, min(end, start + 12)):
            if s.small[i] == W_BY and i + 1 < s.stop and s.tag[i + 1] in PHRASE | {PRP} and not s.gap[i] & HARD:
                stop = s.phrase_end(i + 1, True)
                return [(i + 1, stop)] if stop > i + 1 else []
        return []

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

    # --- nouns, adjectives, prepositions ----------------------------------------------------------------------------

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
            if t == IN and not any(s.tag[j] in FINITE for j in range(s.first, k)):
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
