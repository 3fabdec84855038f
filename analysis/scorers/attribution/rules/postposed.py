"""Cues that follow their content: "…," Smith said; …, says minister; A, officials say, B; and speakers' turns."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.contents import medium_end
from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.text.constituents.clauses import finite_between, subject_of, verb_group_start
from analysis.text.constituents.noun_phrases import adjuncts_end, noun_phrase_end
from analysis.text.constituents.word_columns import BREAK, COLON, COMMA, HARD, QUOTE, Run
from analysis.text.small_words import SUBORDINATE, TIME, W_A, W_OUT, W_Q, W_THAT, small_words
from analysis.text.tagsets import (
    CC,
    DT,
    FINITE,
    IN,
    JJ,
    NAMES,
    NOUNS,
    PHRASE_OR_PRONOUN,
    PRPV,
    RELATIVE,
    VBG,
    VBN,
    VERBS,
)

_SPEAKER = NOUNS | {IN, DT, CC, JJ}
_DOCUMENTS = small_words("poll survey study report")
_BEGINS_NO_CONTENT = small_words("according as who but")
_TURN_WITHIN = 10
_SHORTEST_CONTENT = 3

NO_EDGE, AFTER_COMMA, AFTER_QUOTATION = range(3)


def speaker_turn(state: ExtractionState, stop: int) -> Attribution | None:
    """A speaker's turn up to `stop`: a headline's "Trump: We will win", an interview's "Q: Did you …"."""
    words, first = state.words, state.clause.first
    tag, gap, small = words.tag, words.gap, words.small
    for i in range(first + 1, min(stop, first + _TURN_WITHIN)):
        if gap[i] & COLON:
            if stop - i < _SHORTEST_CONTENT or words.time[first] == TIME:
                return None
            if i != first + 1 or small[first] not in (W_Q, W_A):
                if tag[first] not in NAMES and small[first] not in _DOCUMENTS:
                    return None
                for j in range(first, i):
                    if tag[j] not in _SPEAKER:
                        return None
                named = tag[i - 1] in NAMES or small[i - 1] in _DOCUMENTS
                if not named and not (i in state.quote_to and gap[first + 1] & COMMA):
                    return None
            return Attribution([(first, i)], [], [(i, stop)], 0, "colon")
        if gap[i] & HARD:
            return None
    return None


def postposed_verb(state: ExtractionState, verb: int) -> Attribution | None:
    """A verb that follows (part of) its content: "…," Smith said; …, says minister; A, officials say, B."""
    words, clause, cues = state.words, state.clause, state.cues
    tag, gap, small, first, stop = words.tag, words.gap, words.small, clause.first, clause.stop
    group = verb_group_start(words, clause, verb)
    if tag[verb] == VBN and group == verb:
        return None
    can = cues.complements[cues.verb[verb]]
    after = verb + 1
    edge = AFTER_QUOTATION if verb == first and verb in state.quote_from else _edge(state, group)
    inverted = (
        edge != NO_EDGE
        and group == verb
        and after < stop
        and tag[after] in PHRASE_OR_PRONOUN
        and not gap[after] & (BREAK | QUOTE)
        and not (gap[verb] & COMMA and _speaker_before(state, verb, can))
    )
    if inverted:  # "…," said Smith
        end = noun_phrase_end(words, clause, after, True)
        if end == after:
            return None
        source = (after, end)
        boundary = verb
        after = end
    else:
        start, end = subject_of(words, clause, group)
        if start == end or tag[start] in RELATIVE:
            return None
        if start <= first and not (start == first and start in state.quote_from):
            return None
        edge = AFTER_QUOTATION if start == first else _edge(state, start)
        if edge == NO_EDGE:
            return None
        source = (start, end)
        boundary = start
        if after < stop and small[after] == W_OUT and not gap[after] & BREAK:
            after += 1
        if can & lex.ADDRESSEE and after < stop and tag[after] in PHRASE_OR_PRONOUN:
            after = noun_phrase_end(words, clause, after, False)
    rest = adjuncts_end(words, clause, after)
    if edge == AFTER_COMMA:
        # No quotation mark: a clause must stand before, and nothing that is a complement may follow.
        if rest < stop and not gap[rest] & BREAK:
            return None
        finite = finite_between(words, first, boundary)
        if inverted and not finite and can & lex.OBJECT:
            return None  # "Officials, speaking on condition of anonymity, confirmed the strike"
        follows = finite_between(words, rest, stop) if rest < stop else boundary - first >= _SHORTEST_CONTENT
        if not finite and not follows:
            return None
        if small[first] in SUBORDINATE and rest >= stop and not inverted and not _main_clause(state, boundary):
            return None
    elif rest < stop and not inverted and not gap[rest] & (BREAK | QUOTE) and small[rest] == W_THAT:
        return None
    if boundary == first and rest < stop and not gap[rest] & BREAK:
        return None
    left = state.quote_from.get(boundary, first)
    begin = min(left, first)
    if edge == AFTER_QUOTATION and left > first and _cue_between(state, first, left):
        begin = left  # words before the quotation belong to the content unless they are another speaker's cue
    content = [(begin, boundary)]
    if rest < stop and gap[rest] & (BREAK | QUOTE):
        content.extend(_right_part(state, rest, edge))
    cue_end = verb + 2 if verb + 1 < stop and small[verb + 1] == W_OUT else verb + 1
    if group > first and tag[group - 1] == PRPV and not gap[group] & BREAK:
        group -= 1  # "she's" is the source and an auxiliary of the cue
    cue = [(group, cue_end)]
    medium = medium_end(state, after)
    if medium > after:
        cue = [(group, medium)] if after == cue_end else [*cue, (after, medium)]
    return Attribution([source], cue, content, cues.verb[verb], "tail")


def as_reported(state: ExtractionState, verb: int, group: int) -> Attribution | None:
    """ "As the Post reported on Friday, the State Department …", in a sentence that begins with "as"."""
    words, clause = state.words, state.clause
    frame = state.cues.verb[verb]
    if not state.cues.saying[frame]:
        return None
    start, end = subject_of(words, clause, group)
    i = adjuncts_end(words, clause, verb + 1)
    if start != clause.first + 1 or end == start or i >= clause.stop or not words.gap[i] & COMMA:
        return None
    return Attribution([(start, end)], [(group, verb + 1)], [(i, clause.stop)], frame, "tail")


def _edge(state: ExtractionState, at: int) -> int:
    """What precedes the speaker's part: a closing quotation mark, a comma or other mark, or nothing."""
    g = state.words.gap[at]
    if g & QUOTE and at in state.quote_from:
        return AFTER_QUOTATION
    return AFTER_COMMA if g & BREAK & ~COLON else NO_EDGE


def _speaker_before(state: ExtractionState, verb: int, can: int) -> bool:
    """Whether "…," Jeb Bush, the former governor, told CNN: the subject reaches back to the quotation."""
    start, end = subject_of(state.words, state.clause, verb)
    return start < end and (start in state.quote_from or can & lex.ADDRESSEE != 0)


def _main_clause(state: ExtractionState, boundary: int) -> bool:
    """Whether a comma and a verb after it stand before `boundary`: the subordinate clause has its main clause."""
    words = state.words
    for i in range(state.clause.first + 1, boundary):
        if words.gap[i] & COMMA:
            for j in range(i, boundary):
                if words.tag[j] in FINITE or words.tag[j] == VBN:
                    return True
    return False


def _cue_between(state: ExtractionState, start: int, stop: int) -> bool:
    return any(state.cues.verb[i] and state.words.tag[i] in VERBS for i in range(start, stop))


def _right_part(state: ExtractionState, rest: int, edge: int) -> list[Run]:
    """The content after the cue, if it goes on there."""
    if rest in state.quote_to:
        return [(rest, state.quote_to[rest])]
    if edge == AFTER_QUOTATION or state.words.tag[rest] == VBG or state.words.small[rest] in _BEGINS_NO_CONTENT:
        return []
    stop = state.clause.stop
    return [(rest, stop)] if finite_between(state.words, rest, stop) else []
