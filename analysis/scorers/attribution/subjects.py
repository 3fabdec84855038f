"""Subjects of cue verbs: the one before the verb, or the one that an earlier verb of the sentence had."""

from analysis.scorers.attribution.state import ExtractionState
from analysis.text.constituents.clauses import has_be, subject_of, verb_group_start
from analysis.text.constituents.noun_phrases import noun_phrase_end, noun_phrase_start
from analysis.text.constituents.word_columns import BREAK, COMMA, Run
from analysis.text.small_words import SUBORDINATE, small_words
from analysis.text.tagsets import (
    CC,
    EX,
    FINITE,
    NOUNS,
    PHRASE_OR_PRONOUN,
    PRESENT_OR_PAST,
    PRPV,
    RELATIVE,
    TO,
    VB,
    VBG,
)

_BEFORE_GERUND = SUBORDINATE | small_words("by in of for without from")


def current_subject(state: ExtractionState) -> list[Run]:
    """The last source or subject of a verb so far in the sentence."""
    words, clause = state.words, state.clause
    while state.remembered:
        start, end = subject_of(words, clause, verb_group_start(words, clause, state.remembered.pop()))
        if end > start and words.tag[start] not in RELATIVE and words.tag[start] != EX:
            state.set_subject([(start, end)])
    return state.subject


def source_of(state: ExtractionState, verb: int, group: int) -> tuple[list[Run], bool]:
    """The source of the active cue `verb`, whose verb group begins at `group`, and whether a comma ends its clause."""
    words, clause = state.words, state.clause
    tag, gap, first = words.tag, words.gap, clause.first
    t = tag[verb]
    if group > first and tag[group - 1] == PRPV and not gap[group] & BREAK:
        return [(group - 1, group)], False  # "she's predicting"
    if t == VBG and not has_be(words, group, verb):
        return _source_of_participle(state, verb, group)
    if t == VB and (tag[group] == TO or (group > first and tag[group - 1] == TO)):
        return current_subject(state), False
    if tag[group] == PRPV:
        return [(group, group + 1)], False
    start, end = subject_of(words, clause, group)
    if end > start:
        bounded = tag[start] in RELATIVE or (start > first and words.small[start - 1] in SUBORDINATE)
        return [(start, end)], bounded
    if group > first and (tag[group - 1] == CC or gap[group] & COMMA):
        return (current_subject(state) if state.coordinated else []), False
    if t in PRESENT_OR_PAST and group > first:
        return (current_subject(state) if gap[group] & BREAK else []), False
    return [], False


def _source_of_participle(state: ExtractionState, verb: int, group: int) -> tuple[list[Run], bool]:
    """ "adding that …": the subject of what came before, or of what follows an opening participle."""
    words, clause = state.words, state.clause
    gap = words.gap
    if group == clause.first:
        i = verb
        while i < clause.stop and not gap[i] & COMMA:
            i += 1
        end = noun_phrase_end(words, clause, i, True) if i < clause.stop else i
        return ([(i, end)] if end > i else []), True
    if words.tag[group - 1] in NOUNS and not gap[group] & BREAK:
        return [(noun_phrase_start(words, clause, group), group)], False
    bounded = words.small[group - 1] in _BEFORE_GERUND and gap[group - 1] & COMMA == 0
    return current_subject(state), bounded


def opening_subject(state: ExtractionState, before: int) -> list[Run]:
    """The subject of the first finite verb before the word `before`."""
    words, clause = state.words, state.clause
    tag, first = words.tag, clause.first
    for i in range(first + 1, before):
        if tag[i] in FINITE or words.aux[i]:
            start, end = subject_of(words, clause, verb_group_start(words, clause, i))
            if start < end and tag[start] not in RELATIVE and tag[start] != EX:
                return [(start, end)]
    if tag[first] in PHRASE_OR_PRONOUN:
        end = noun_phrase_end(words, clause, first, True)
        return [(first, end)] if first < end < before else []
    return []
