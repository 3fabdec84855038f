"""From a batch of documents to attributions: the arrays the rules read, quotations that run on, sources by name."""

from dataclasses import dataclass

import numpy as np

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.quotation_continuation import continue_quotations, quotations
from analysis.scorers.attribution.rules import Rules
from analysis.scorers.attribution.sentence import Sentence
from analysis.scorers.attribution.source_lexicon import BARE, SOURCE_WORD, TITLE
from analysis.scorers.attribution.source_resolution import Sources
from analysis.scorers.attribution.state import Found
from analysis.scorers.attribution.tagsets import COMMA, GAP_BITS, NNP, NNPS, SEMICOLON
from analysis.scorers.attribution.triggers import Forms, find_triggers
from analysis.text import Documents
from analysis.text.pos_tagger import AUXILIARY


@dataclass(frozen=True)
class Reading:
    """Attributions in the order of the text; `names[i]` is (canonical source or None, source type) of `found[i]`."""

    found: list[Found]
    names: list[tuple[str | None, str]]


def read_batch(documents: Documents, switched_off: frozenset[str] = frozenset()) -> Reading:
    """The attributions of a batch; their runs are word numbers of the batch."""
    words = documents.words
    size = len(words.word)
    if not size:
        return Reading([], [])
    table = documents.vocabulary.words
    verb, noun, adjective = (table[f][words.word] for f in (lex.VERB_FRAME, lex.NOUN_FRAME, lex.ADJECTIVE_FRAME))
    small = table[lex.SMALL_WORD][words.word]
    gap = np.zeros(size + 1, np.uint8)
    gap[:-1] = GAP_BITS[words.before]
    gap[1:] |= GAP_BITS[words.after]
    lexicon = lex.lexicon()
    auxiliary = table[AUXILIARY][words.word]
    sentence = Sentence(
        documents.tags.tobytes(),
        auxiliary.tobytes(),
        verb.tobytes(),
        noun.tobytes(),
        adjective.tobytes(),
        small.tobytes(),
        table[lex.TIME_WORD][words.word].tobytes(),
        words.quoted.tobytes(),
        gap.tobytes(),
        [f.category in lex.SAYING for f in lexicon.frames],
    )
    rules = Rules(
        sentence,
        [f.complements for f in lexicon.frames],
        [f.prepositions for f in lexicon.frames],
        switched_off,
    )
    spans = quotations(documents)
    paragraph = documents.paragraph[words.token]
    for a, b in spans:
        rules.quote_to[a] = b
        if b < size and paragraph[b] == paragraph[b - 1]:
            rules.quote_from[b] = a
    triggers = find_triggers(documents, Forms(verb, noun, adjective, small, auxiliary, gap), list(rules.quote_from))
    rules.triggers, rules.kinds = triggers.places, triggers.kinds
    for first, stop, low, high, tail, turn in triggers.sentences:
        rules.read(first, stop, low, high, tail, turn)
    found = rules.found
    if "continued" not in switched_off:
        continue_quotations(documents, rules, found, spans)
    found.sort(key=_anchor)
    return Reading(found, _name(documents, sentence, gap, found))


def _anchor(one: Found) -> int:
    return (one.cue or one.content)[0][0]


def _name(
    documents: Documents, sentence: Sentence, gap: np.ndarray, found: list[Found]
) -> list[tuple[str | None, str]]:
    """Canonical names and types of the sources."""
    words = documents.words
    tags, number = documents.tags, words.word
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
    # a name ends where its sentence does, even where no full stop does: the word before may be another article's
    gap = gap.copy()
    gap[:-1][opens] |= SEMICOLON
    sources = Sources(
        sentence.tag,
        gap.tobytes(),
        sentence.small,
        number.data,
        documents.vocabulary.words.strings,
        documents.vocabulary.words[BARE],
        bits.data,
    )
    result: list[tuple[str | None, str]] = []
    current = -1
    anchors = document[np.array([min(one.cue or one.content)[0] for one in found], np.int64)].tolist() if found else []
    for d, one in zip(anchors, found, strict=True):
        if d != current:
            sources.begin(full[d])
            current = d
        result.append(sources.name(one))
    return result
