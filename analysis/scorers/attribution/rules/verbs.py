"""Cue verbs in the active ("said that", "adding that", "seems to"), and which kind of cue a verb is."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.contents import CueVerb, complement, content_end
from analysis.scorers.attribution.rules.postposed import as_reported
from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.scorers.attribution.subjects import current_subject, opening_subject, source_of
from analysis.scorers.attribution.triggers import (
    ACTIVE_CUE,
    OTHER_VERB,
    PARTICIPLE_CUE,
    PASSIVE_ADJECTIVE_CUE,
    PASSIVE_CUE,
    RAISING_CUE,
    REDUCED_CUE,
)
from analysis.text.constituents.clauses import finite_between, has_be, is_passive, subject_of, verb_group_start
from analysis.text.constituents.word_columns import BREAK, Run
from analysis.text.small_words import SUBORDINATE, W_AS, W_BY, W_LIKE, W_THAT
from analysis.text.tagsets import CC, JJ, NOUNS, PHRASE_OR_PRONOUN, PRPV, RB, TO, VBD, VBG, VBN, VBP, VBZ

_AFTER_RAISING = frozenset((W_THAT, W_AS, W_LIKE))


def verb_cue_kind(state: ExtractionState, verb: int) -> int:
    """The kind of cue a verb of the lexicon is here: active, participle, passive, reduced, raising, or none at all."""
    words, clause = state.words, state.clause
    can = state.cues.complements[state.cues.verb[verb]]
    t = words.tag[verb]
    if t == VBD and verb == clause.first and can & lex.ADDRESSEE:
        return REDUCED_CUE  # "Asked whether he would resign, he said …"
    group = verb_group_start(words, clause, verb) if t in (VBN, VBG) else verb
    if t == VBN and verb == group and not _active_after_all(state, verb, can):
        return REDUCED_CUE
    if can & lex.LIGHT and not can & ~lex.LIGHT:
        return OTHER_VERB
    if t == VBN and is_passive(words, group, verb):
        after = verb + 1 if verb + 1 < clause.stop else verb
        return PASSIVE_ADJECTIVE_CUE if state.cues.adjective[verb] and words.small[after] != W_BY else PASSIVE_CUE
    if can & lex.RAISING:
        return RAISING_CUE
    return PARTICIPLE_CUE if t == VBG and not has_be(words, group, verb) else ACTIVE_CUE


def _active_after_all(state: ExtractionState, verb: int, can: int) -> bool:
    """A form tagged as participle that is a past tense: "and criticized X", "The Journal called on X to"."""
    words, clause = state.words, state.clause
    tag, gap, first = words.tag, words.gap, clause.first
    after = verb + 1
    if after >= clause.stop or gap[after] & BREAK or words.small[after] == W_BY:
        return False
    if verb > first and (tag[verb - 1] == CC or (tag[verb - 1] == RB and verb - 1 > first and tag[verb - 2] == CC)):
        return bool(current_subject(state))
    start, end = subject_of(words, clause, verb)
    if start == end or finite_between(words, start, verb):
        return False
    if start > first and not (gap[start] & BREAK or tag[start - 1] == CC or words.small[start - 1] in SUBORDINATE):
        return False
    if tag[after] in PHRASE_OR_PRONOUN or after in state.quote_to or words.small[after] == W_THAT:
        return True
    governs = can & lex.PREPOSITION and state.cues.takes_preposition(state.cues.verb[verb], words.small[after])
    return bool(governs and not can & lex.ADDRESSEE)


def _source(state: ExtractionState, verb: int, group: int) -> tuple[list[Run], bool]:
    source, bounded = source_of(state, verb, group)
    if not source and state.coordinated:
        source = opening_subject(state, group)
    return source, bounded


def active_verb(state: ExtractionState, verb: int) -> Attribution | None:
    """ "Officials said that …", "and warned of …", "he told reporters that …"."""
    words, clause, cues = state.words, state.clause, state.cues
    tag = words.tag
    frame = cues.verb[verb]
    group = verb_group_start(words, clause, verb)
    if words.small[clause.first] == W_AS:
        attribution = as_reported(state, verb, group)
        if attribution is not None:
            return attribution
    source, bounded = _source(state, verb, group)
    present = tag[verb] in (VBZ, VBP)
    cue = CueVerb(verb, frame, cues.complements[frame], bounded, present, cues.saying[frame])
    content, cue_end, rule = complement(state, cue)
    if content is None:
        if source:
            state.set_subject(source)
        return None
    if rule == "object" and verb > clause.first + 1 and tag[verb - 1] == TO and tag[verb - 2] in NOUNS:
        return None  # "held talks with Putin in Moscow to discuss a plan": a purpose, nobody's statement yet
    if source and source[0][1] == group and tag[group - 1] == PRPV:
        group -= 1  # "she's" is the source and an auxiliary of the cue
    return Attribution(source, [(group, cue_end)], [content], frame, rule)


def raising_verb(state: ExtractionState, verb: int) -> Attribution | None:
    """ "The bill seems to be dead": the subject is part of the content, and nobody is named."""
    words, clause = state.words, state.clause
    group = verb_group_start(words, clause, verb)
    if words.small[clause.first] == W_AS:
        attribution = as_reported(state, verb, group)
        if attribution is not None:
            return attribution
    source, _ = _source(state, verb, group)
    after = verb + 1
    if after >= clause.stop or words.gap[after] & BREAK:
        return None
    if words.tag[after] not in (TO, JJ, RB) and words.small[after] not in _AFTER_RAISING:
        return None
    content = [*source, (after, content_end(state, after, True, False))]
    return Attribution([], [(group, verb + 1)], content, state.cues.verb[verb], "raising")
