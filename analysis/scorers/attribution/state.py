"""What the rules share: the attributions found so far, what their contents cover, subjects and agents."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.lexicon import S
from analysis.scorers.attribution.sentence import Sentence
from analysis.scorers.attribution.tagsets import (
    BREAK,
    CC,
    COMMA,
    EX,
    FINITE,
    HARD,
    NOUNS,
    PHRASE,
    PRP,
    PRPV,
    RELATIVE,
    SUBORDINATE,
    TO,
    VB,
    VBD,
    VBG,
    VBP,
    VBZ,
)
from analysis.text.pos_tagger import BE

W_BY = S["by"]
W_FOR = S["for"]
W_FROM = S["from"]
W_HOW = S["how"]
W_IN = S["in"]
W_OF = S["of"]
W_OUT = S["out"]
W_THAT = S["that"]
W_WHETHER = S["whether"]
W_WITHOUT = S["without"]

Run = tuple[int, int]
PREPOSITION_BIT = {S[p]: 1 << n for n, p in enumerate(lex.PREPOSITIONS) if p in S}
_WEAK = frozenset(("object", "preposition", "predicate", "passive", "raising", "noun", "adjective", "infinitive"))
INSIDE, IN_CUE, USED = b"\x01", b"\x02", 2


class Found:
    """One attribution, in word numbers."""

    __slots__ = ("content", "cue", "frame", "rule", "source")

    def __init__(self, source: list[Run], cue: list[Run], content: list[Run], frame: int, rule: str) -> None:
        self.source, self.cue, self.content, self.frame, self.rule = source, cue, content, frame, rule


class Reader:
    """The state of reading a batch; the rules are the classes that derive from it."""

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
        self.remembered: list[int] = []
        """Verbs of this sentence whose subjects may be the subject now, later ones first; read when it is asked for."""
        self.triggers: list[int] = []
        self.kinds = b""

    def _add(self, source: list[Run], cue: list[Run], content: list[Run], frame: int, rule: str) -> None:
        for a, b in content:
            if b <= a:
                content = [run for run in content if run[1] > run[0]]
                break
        if not content:
            return
        self.found.append(Found(source, cue, content, frame, rule))
        covered = self.covered
        for a, b in content:
            covered[a:b] = INSIDE * (b - a)
        for a, b in cue:
            covered[a:b] = IN_CUE * (b - a)
        if source:
            self._set_subject(source)

    def _speaks_inside(self, k: int) -> bool:
        """Whether a finite verb of saying stands inside content of a weaker cue: "rebuked critics who say …"."""
        if "nested" in self.off:
            return False
        return all(f.rule in _WEAK for f in self.found[self.begun :] if any(a <= k < b for a, b in f.content))

    def _set_subject(self, source: list[Run]) -> None:
        self.subject = source
        if self.remembered:
            self.remembered = []

    def _subject_now(self) -> list[Run]:
        """The last source or subject of a verb so far in the sentence."""
        s = self.s
        while self.remembered:
            start, end = s.subject(s.group_start(self.remembered.pop()))
            if end > start and s.tag[start] not in RELATIVE and s.tag[start] != EX:
                self._set_subject([(start, end)])
        return self.subject

    def _be_before(self, group: int, k: int) -> bool:
        s = self.s
        for i in range(k - 1, group - 1, -1):
            if s.aux[i]:
                return s.aux[i] == BE
        return False

    def _by(self, start: int, end: int) -> list[Run]:
        """The agent of a passive: "by" and its phrase."""
        s = self.s
        for i in range(start, min(end, start + 12)):
            if s.small[i] == W_BY and i + 1 < s.stop and s.tag[i + 1] in PHRASE | {PRP} and not s.gap[i] & HARD:
                stop = s.phrase_end(i + 1, True)
                return [(i + 1, stop)] if stop > i + 1 else []
        return []

    def _source(self, k: int, group: int) -> tuple[list[Run], bool]:
        """The source of an active cue and whether a comma ends its clause."""
        s = self.s
        t = s.tag[k]
        if group > s.first and s.tag[group - 1] == PRPV and not s.gap[group] & BREAK:
            return [(group - 1, group)], False  # "she's predicting"
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
                return self._subject_now(), s.gap[group - 1] & COMMA == 0
            return self._subject_now(), False
        if (t == VB and group > s.first and s.tag[group - 1] == TO) or (t == VB and s.tag[group] == TO):
            return self._subject_now(), False
        if s.tag[group] == PRPV:
            return [(group, group + 1)], False
        start, end = s.subject(group)
        if end > start:
            bounded = s.tag[start] in RELATIVE or (
                start > s.first and s.small[start - 1] in SUBORDINATE and s.small[start - 1] != 0
            )
            return [(start, end)], bounded
        if group > s.first and (s.tag[group - 1] == CC or s.gap[group] & COMMA):
            return (self._subject_now() if "coordinated" not in self.off else []), False
        if t in (VBD, VBZ, VBP) and group > s.first:
            return (self._subject_now() if s.gap[group] & BREAK else []), False
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
