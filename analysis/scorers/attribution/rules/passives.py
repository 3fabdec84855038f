"""Cue verbs in the passive, with their agents: "was told that", "is expected to", "a plan backed by Clinton"."""

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.contents import clause_content, content_end, object_end
from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.text.constituents.clauses import by_agent, subject_of, verb_group_start
from analysis.text.constituents.noun_phrases import noun_phrase_start
from analysis.text.constituents.word_columns import BREAK, COMMA, Run
from analysis.text.small_words import W_AS, W_FOR, W_THAT
from analysis.text.tagsets import NOUNS, RELATIVE, TO, WRB

_AGENT_WITHIN = 12


def passive_verb(state: ExtractionState, verb: int) -> Attribution | None:
    """A passive with its auxiliary: the subject is content ("is expected to resign") or addressee ("was told that")."""
    words, clause = state.words, state.clause
    frame = state.cues.verb[verb]
    can = state.cues.complements[frame]
    after = verb + 1
    if after >= clause.stop or words.gap[after] & BREAK:
        return None
    group = verb_group_start(words, clause, verb)
    start, end = subject_of(words, clause, group)
    subject: list[Run] = [(start, end)] if end > start else []
    bounded = bool(subject) and words.tag[start] in RELATIVE
    cue = [(group, after)]
    if can & lex.ADDRESSEE:
        run = clause_content(state, after, can & ~lex.OBJECT, bounded, False)
        if run is None and can & lex.PREPOSITION:
            run = _prepositional_object(state, frame, after)
        if run is None:
            return None
        agent = by_agent(words, clause, after, min(run[0] - after, _AGENT_WITHIN))
        return Attribution([agent] if agent else [], cue, [run], frame, "passive")
    agent = by_agent(words, clause, after)
    if agent and can & (lex.OBJECT | lex.PREDICATE):
        rest = agent[1]
        content = list(subject)
        if rest < clause.stop and words.small[rest] in (W_FOR, W_AS):
            content.append((rest, object_end(state, rest)))
        return Attribution([agent], cue, content, frame, "passive")
    small = words.small[after]
    if (can & (lex.INFINITIVE | lex.CLAUSE) and words.tag[after] == TO) or (can & lex.PREDICATE and small == W_AS):
        content = [*subject, (after, content_end(state, after, bounded, False))]
    elif can & lex.CLAUSE and small == W_THAT:
        content = [(after, content_end(state, after, bounded, False))]
    else:
        return None
    return Attribution([], cue, content, frame, "passive")


def reduced_passive(state: ExtractionState, verb: int) -> Attribution | None:
    """A participle without auxiliary: "a plan backed by Clinton", "asked about the deal, he said"."""
    words, clause = state.words, state.clause
    frame = state.cues.verb[verb]
    can = state.cues.complements[frame]
    after = verb + 1
    if after >= clause.stop or words.gap[after] & BREAK:
        return None
    if can & lex.ADDRESSEE and (verb == clause.first or words.gap[verb] & COMMA or words.tag[verb - 1] == WRB):
        run = clause_content(state, after, can, True, False)
        if run is None and after + 1 < clause.stop and state.cues.takes_preposition(frame, words.small[after]):
            run = (after + 1, object_end(state, after + 1))
        return Attribution([], [(verb, after)], [run], frame, "passive") if run else None
    agent = by_agent(words, clause, after)
    if agent and can & (lex.OBJECT | lex.PREDICATE) and verb > clause.first and words.tag[verb - 1] in NOUNS:
        start = noun_phrase_start(words, clause, verb)
        if start < verb:
            return Attribution([agent], [(verb, after)], [(start, verb)], frame, "passive")
    return None


def _prepositional_object(state: ExtractionState, frame: int, preposition: int) -> Run | None:
    if not state.cues.takes_preposition(frame, state.words.small[preposition]):
        return None
    start = preposition + 1
    end = object_end(state, start) if start < state.clause.stop else preposition
    return (start, end) if end > start else None
