"""Cues that follow their content: "…," Smith said; …, says minister; A, officials say, B; and speakers' turns."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.lexicon import TIME, S
from analysis.scorers.attribution.state import Reader, Run
from analysis.scorers.attribution.tagsets import (
    BREAK,
    CC,
    COLON,
    COMMA,
    DASH,
    DT,
    FINITE,
    HARD,
    IN,
    JJ,
    NAMES,
    NOUNS,
    PHRASE,
    PRP,
    PRPV,
    QUOTE,
    RELATIVE,
    SUBORDINATE,
    VBG,
    VBN,
    VERBS,
)

W_A = S["a"]
W_ACCORDING = S["according"]
W_AS = S["as"]
W_BUT = S["but"]
W_IN = S["in"]
W_OUT = S["out"]
W_Q = S["q"]
W_THAT = S["that"]
W_WHO = S["who"]

_SPEAKER = NOUNS | {IN, DT, CC, JJ}
_MEDIUM_WITHIN = 5
_MEDIA = frozenset(S[w] for w in ("statement", "interview"))
_DOCUMENTS = frozenset(S[w] for w in ("poll", "survey", "study", "report"))


class Tails(Reader):
    """Rules for contents that stand before their cue."""

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

    def _tail(self, k: int) -> None:
        """A cue that follows (part of) its content: "…," Smith said; …, says minister; A, officials say, B."""
        s = self.s
        group = s.group_start(k)
        if s.tag[k] == VBN and group == k:
            return
        after = k + 1
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
            finite = s.finite_between(s.first, boundary)
            follows = rest < s.stop and s.finite_between(rest, s.stop)
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
        cue_end = k + 2 if s.small[k + 1 if k + 1 < s.stop else k] == W_OUT else k + 1
        if s.tag[group - 1 if group > s.first else group] == PRPV and not s.gap[group] & BREAK:
            group -= 1  # "she's" is the source and an auxiliary of the cue
        cue = [(group, cue_end)]
        medium = self._medium_end(after)
        if medium > after:
            cue = [(group, medium)] if after == cue_end else [*cue, (after, medium)]
        self._add([source], cue, content, s.verb[k], "tail")

    def _medium_end(self, at: int) -> int:
        """Past "in a statement", "in an emailed statement", "in an interview" at this place, which belong to the cue."""
        s = self.s
        if at < s.stop and s.small[at] == W_IN and not s.gap[at] & BREAK:
            for i in range(at + 1, min(s.stop, at + _MEDIUM_WITHIN)):
                if s.gap[i] & BREAK or (s.tag[i] not in PHRASE and s.tag[i] != VBN):
                    return at
                if s.small[i] in _MEDIA:
                    return i + 1
        return at

    def _edge(self, at: int) -> int:
        """1 after a comma, 2 after a closing quotation mark, 0 otherwise (start of the speaker's part)."""
        g = self.s.gap[at]
        if g & QUOTE and at in self.quote_from:
            return 2
        if g & (COMMA | DASH) or g & (HARD & ~COLON):
            return 1
        return 0

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
        if not s.finite_between(rest, s.stop):
            return []
        return [(rest, s.stop)]

    def _as_reported(self, k: int, group: int, frame: int) -> bool:
        """ "As the Post reported on Friday, the State Department …", in a sentence that begins with "as"."""
        s = self.s
        if not self.saying[frame]:
            return False
        start, end = s.subject(group)
        i = s.adjuncts_end(k + 1)
        if start != s.first + 1 or end == start or i >= s.stop or not s.gap[i] & COMMA:
            return False
        self._add([(start, end)], [(group, k + 1)], [(i, s.stop)], frame, "tail")
        return True
