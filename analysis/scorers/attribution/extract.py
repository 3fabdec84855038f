"""The extraction loop: triggers to rules to attributions, quotations that continue, sources by name."""

from dataclasses import dataclass

import numpy as np

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.anonymity import Anonymity
from analysis.scorers.attribution.quotation_continuation import (
    block_quotations,
    continue_quotations,
    lone_turns,
    quotations,
)
from analysis.scorers.attribution.rules import RuleFunction, rules_by_cue
from analysis.scorers.attribution.rules.verbs import verb_cue_kind
from analysis.scorers.attribution.source_lexicon import BARE, SOURCE_WORD, TITLE
from analysis.scorers.attribution.source_resolution import Sources
from analysis.scorers.attribution.state import IN_CUE, Attribution, CueColumns, ExtractionState
from analysis.scorers.attribution.triggers import (
    KIND,
    OTHER_VERB,
    POSTPOSED,
    POSTPOSED_CUE,
    SPEAKS,
    TURN,
    VERB_CUE,
    Forms,
    Sentence,
    Triggers,
    find_triggers,
)
from analysis.text import Documents
from analysis.text.constituents.word_columns import COMMA, SEMICOLON
from analysis.text.tagsets import NNP, NNPS

_WEAK = frozenset(
    ("object", "preposition", "predicate", "passive", "raising", "noun", "light", "adjective", "infinitive")
)
"""Rules whose content may hold a finite verb of saying with a source of its own."""

SourceName = tuple[str | None, str]
"""Canonical name of a source (None where the text names nobody) and its type."""


@dataclass(frozen=True)
class Extraction:
    """Attributions in the order of the text; `names[i]` is the source of `attributions[i]`."""

    attributions: list[Attribution]
    names: list[SourceName]


def extract(documents: Documents, switched_off: frozenset[str] = frozenset()) -> Extraction:
    """The attributions of a batch, as word numbers of the batch; `switched_off` names rules to leave out."""
    if not len(documents.words.word):
        return Extraction([], [])
    forms = _forms(documents)
    state = ExtractionState(documents.word_columns, _cue_columns(forms), switched_off)
    spans = quotations(documents)
    _note_quotations(documents, state, spans)
    triggers = find_triggers(documents, forms, list(state.quote_from))
    rules = rules_by_cue(switched_off)
    for sentence in triggers.sentences:
        _read_sentence(state, rules, triggers, sentence)
    if "continued" not in switched_off:
        continue_quotations(documents, state, spans + block_quotations(documents))
        lone_turns(documents, state)
    attributions = sorted(state.attributions, key=Attribution.anchor)
    return Extraction(attributions, _names(documents, attributions))


def _forms(documents: Documents) -> Forms:
    table, word, columns = documents.vocabulary.words, documents.words.word, documents.word_columns
    frames = (table[feature][word] for feature in (lex.VERB_FRAME, lex.NOUN_FRAME, lex.ADJECTIVE_FRAME))
    return Forms(*frames, *(np.frombuffer(column, np.uint8) for column in (columns.small, columns.aux, columns.gap)))


def _cue_columns(forms: Forms) -> CueColumns:
    frames = lex.lexicon().frames
    return CueColumns(
        forms.verb.tobytes(),
        forms.noun.tobytes(),
        forms.adjective.tobytes(),
        [frame.complements for frame in frames],
        [frame.prepositions for frame in frames],
        [frame.category in lex.SAYING for frame in frames],
    )


def _note_quotations(documents: Documents, state: ExtractionState, spans: list[tuple[int, int]]) -> None:
    paragraph = documents.paragraph[documents.words.token]
    for start, stop in spans:
        state.quote_to[start] = stop
        if stop < len(paragraph) and paragraph[stop] == paragraph[stop - 1]:
            state.quote_from[stop] = start


def _read_sentence(
    state: ExtractionState, rules: list[RuleFunction | None], triggers: Triggers, sentence: Sentence
) -> None:
    """Record the attributions of one sentence: speakers' turns, then postposed cues, then all others in order."""
    first, stop, low, high, postposed, turn = sentence
    places, kinds, covered = triggers.places, triggers.kinds, state.covered
    state.begin(first, stop)
    rule = rules[TURN]
    if turn and rule is not None:
        state.record(rule(state, turn))
    rule = rules[POSTPOSED_CUE]
    if postposed and rule is not None:
        for n in range(low, high):
            if kinds[n] & POSTPOSED and not covered[places[n]]:
                state.record(rule(state, places[n]))
    for n in range(low, high):
        word = places[n]
        if covered[word] and (covered[word] == IN_CUE or not kinds[n] & SPEAKS or not _speaks_inside(state, word)):
            continue
        kind = kinds[n] & KIND
        if kind == VERB_CUE:
            kind = verb_cue_kind(state, word)
        rule = rules[kind]
        if kind == OTHER_VERB:
            state.remembered.append(word)
        elif rule is not None:
            state.record(rule(state, word))


def _speaks_inside(state: ExtractionState, verb: int) -> bool:
    """Whether a finite verb of saying is inside content of a weaker cue: "rebuked critics who say …"."""
    if not state.nested:
        return False
    around = [a for a in state.attributions[state.begun :] if any(start <= verb < stop for start, stop in a.content)]
    return all(attribution.rule in _WEAK for attribution in around)


def _names(documents: Documents, attributions: list[Attribution]) -> list[SourceName]:
    """Canonical names and types of the sources."""
    words = documents.words
    tags, number = documents.tags, words.word
    gap = np.frombuffer(documents.word_columns.gap, np.uint8).copy()
    names = (tags == NNP) | (tags == NNPS)
    bits = documents.vocabulary.words[SOURCE_WORD]
    plain = names & (bits[number] & TITLE == 0)
    opens = np.append(True, words.sentence[1:] != words.sentence[:-1])
    joined = np.zeros(len(number), bool)
    joined[1:] = ~opens[1:] & (gap[1:-1] & COMMA == 0)
    # places where a full name ends: two names in a row, the first no title, and no third
    last = np.zeros(len(number), bool)
    last[1:] = names[1:] & plain[:-1] & joined[1:]
    last[:-1] &= ~(names[1:] & joined[1:])
    at = np.flatnonzero(last)
    document = documents.document[words.token]
    full: list[dict[int, int]] = [{} for _ in range(len(documents))]
    for d, w, place in zip(document[at].tolist(), number[at].tolist(), (at + 1).tolist(), strict=True):
        full[d].setdefault(w, place)
    # a name ends where its sentence does, even without a full stop: the word before may be another article's
    gap[:-1][opens] |= SEMICOLON
    sources = Sources(
        documents.word_columns.tag,
        gap.tobytes(),
        documents.word_columns.small,
        number.data,
        documents.vocabulary.words.strings,
        documents.vocabulary.words[BARE],
        bits.data,
    )
    result: list[SourceName] = []
    if not attributions:
        return result
    strings, plain = documents.vocabulary.words.strings, documents.vocabulary.words[BARE]
    anonymity = Anonymity(
        documents.word_columns,
        lambda at: strings[number[at]].lower().replace("’", "'"),
        lambda at: plain[number[at]].lower(),
        lambda at: int(bits[number[at]]),
    )
    frames = lex.lexicon().frames
    current = -1
    begins = [min(attribution.cue or attribution.content)[0] for attribution in attributions]
    anchors = document[np.array(begins, np.int64)].tolist()
    for d, attribution in zip(anchors, attributions, strict=True):
        if d != current:
            sources.begin(full[d])
            anonymity.begin()
            current = d
        name, kind = sources.name(attribution)
        unnamed = anonymity.is_anonymous(attribution, frames[attribution.frame])
        if kind == "anonymous" and not unnamed:
            kind = "unknown"
        result.append((name, "anonymous" if unnamed and kind != "named_person" else kind))
    return result
