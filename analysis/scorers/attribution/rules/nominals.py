"""Cues that are nouns ("the claim that", "his vow to") or adjectives ("is confident that")."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.contents import content_end, object_end
from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.scorers.attribution.subjects import source_of
from analysis.text.constituents.clauses import (
    bare_clause_begins,
    by_agent,
    finite_between,
    has_be,
    second_finite_verb,
    verb_group_start,
)
from analysis.text.constituents.word_columns import BREAK, Run
from analysis.text.small_words import W_IT, W_THAT, W_THERE, small_words
from analysis.text.tagsets import BEGINS_CLAUSE, IN, JJ, NOUNS, PHRASE, POS, PRPS, RB, TO, VBG, VBN, VERBS

_OBJECT_PREPOSITIONS = small_words("of for about against on over in at toward with")
_CLAUSE_WORDS = small_words("that whether how why")
_BETWEEN = NOUNS | {JJ, RB, VBG, VBN}
"""Words between a possessor and its noun: "Trump's *false* claim"."""


def cue_noun(state: ExtractionState, noun: int) -> Attribution | None:
    """ "the claim that", "Trump's vow to", "criticism by Democrats of"; with a light verb "made a promise to"."""
    words, clause = state.words, state.clause
    frame = state.cues.noun[noun]
    can = state.cues.complements[frame]
    i = noun + 1
    source, begin = _possessor(state, noun)
    agent = by_agent(words, clause, i) if i < clause.stop and not words.gap[i] & BREAK else None
    if agent:
        source = [agent]
        i = agent[1]
    if i >= clause.stop or words.gap[i] & BREAK:
        return None
    small, t = words.small[i], words.tag[i]
    cue_end = noun + 1
    light = 0 if source else _light_verb(state, noun)
    governed = source or light
    if (can & lex.CLAUSE and small == W_THAT and i + 2 < clause.stop and t == IN) or (
        can & lex.INFINITIVE and t == TO and governed
    ):
        end = content_end(state, i, True, False)
        if t == IN and not finite_between(words, clause.first, noun):
            # "The claim that the vote was stolen | has been rejected"
            end = min(end, second_finite_verb(words, clause, i + 1))
        content = (i, end)
    elif can & lex.OF and small in _OBJECT_PREPOSITIONS and i + 1 < clause.stop and governed:
        content = (i + 1, object_end(state, i + 1))
        if not agent:
            cue_end = i + 1
    else:
        return None
    if not light:
        return Attribution(source, [(begin, cue_end)], [content], frame, "noun")
    group = verb_group_start(words, clause, light)
    source, _ = source_of(state, light, group)
    return Attribution(source, [(group, cue_end)], [content], frame, "light")


def _possessor(state: ExtractionState, noun: int) -> tuple[list[Run], int]:
    """The possessor before a noun and where the cue begins: "Trump's false claim" → ("Trump's", at "false")."""
    tag, gap, first = state.words.tag, state.words.gap, state.clause.first
    i = noun
    while i > first and not gap[i] & BREAK and tag[i - 1] in _BETWEEN:
        i -= 1
    if i > first and not gap[i] & BREAK:
        if tag[i - 1] == PRPS:
            return [(i - 1, i)], i
        if tag[i - 1] == POS:
            start = i - 1
            while start > first and not gap[start] & BREAK and tag[start - 1] in PHRASE:
                start -= 1
            return [(start, i)], i
    return [], noun


def _light_verb(state: ExtractionState, noun: int) -> int:
    """The light verb whose object the noun is ("made a promise"), 0 if there is none."""
    tag, gap, first = state.words.tag, state.words.gap, state.clause.first
    i = noun
    while i > first and not gap[i] & BREAK and tag[i - 1] in PHRASE:
        i -= 1
    if i > first and not gap[i] & BREAK and tag[i - 1] in VERBS:
        if state.cues.complements[state.cues.verb[i - 1]] & (lex.LIGHT | lex.OBJECT):
            return i - 1
    return 0


def cue_adjective(state: ExtractionState, adjective: int) -> Attribution | None:
    """ "is confident that", "was willing to", "angry at": a copula before, a clause, infinitive or phrase after."""
    words, clause = state.words, state.clause
    group = verb_group_start(words, clause, adjective)
    if group == adjective or not has_be(words, group, adjective):
        return None
    frame = state.cues.adjective[adjective]
    can = state.cues.complements[frame]
    i = adjective + 1
    if i >= clause.stop or words.gap[i] & BREAK:
        return None
    small, t = words.small[i], words.tag[i]
    cue_end = i
    is_clause = small in _CLAUSE_WORDS or (t in BEGINS_CLAUSE and bare_clause_begins(words, clause, i))
    if (can & lex.CLAUSE and is_clause) or (can & lex.INFINITIVE and t == TO):
        content = (i, content_end(state, i, True, False))
    elif can & lex.PREPOSITION and t == IN and i + 1 < clause.stop and small:
        content, cue_end = (i + 1, object_end(state, i + 1)), i + 1
    else:
        return None
    source, _ = source_of(state, adjective, group)
    if source and words.small[source[0][0]] in (W_IT, W_THERE):
        source = []
    return Attribution(source, [(group, cue_end)], [content], frame, "adjective")
