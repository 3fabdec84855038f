"""Valence shifters: words that turn, weaken or strengthen the valence of other words (Polanyi & Zaenen 2006).

The list `lexicons/valence_shifters.csv` has five kinds, which differ in their scope:

- a *negator* ("not", "never", "failed to") reaches to the end of its clause, at most `NEGATED_WORDS` words;
- a *phrase negator* ("no", "without", "lack of") reaches over the noun phrase after it;
- a *reverser* ("curb", "fight against") takes the force from what is bad in the noun phrase after it, or, as a passive
  ("violence was curbed"), in its subject;
- an *intensifier* ("very", "somewhat") multiplies the word after it;
- a *contrast* ("but", "however"): what precedes the last one of a sentence counts less, what follows it more.

In a question praise counts little ("Who says lotteries are harmless fun?"). Factors of several shifters multiply.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.text import Documents
from analysis.text.constituents import Clause, is_passive, noun_phrase_end, subject_of, verb_group_start
from analysis.text.phrases import PhraseMatcher, read_lexicon
from analysis.text.pos_tagger import mask
from analysis.text.small_words import SMALL_WORD, SUBORDINATE, W_BUT
from analysis.text.tagsets import DT, NOUNS, VBN
from analysis.text.vocabulary import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    ELLIPSIS,
    EXCLAMATION,
    OPEN,
    QUESTION,
    SEMICOLON,
)

NEGATED = (-0.6, -0.4)
"""Factors of a positive and of a negative word in the scope of a negator: "not bad" is less than "good"."""
NEGATED_PHRASE = (-0.5, -0.5)
REVERSED = (0.4, -0.2)
QUESTIONED = (0.2, 0.8)
BEFORE_CONTRAST, AFTER_CONTRAST = 0.6, 1.3
NEGATED_WORDS = 6
PHRASE_WORDS = 10
"""The longest scope of a negator and of a noun phrase, in words."""

_BREAK = COMMA | COLON | SEMICOLON | DASH | OPEN | CLOSE | QUESTION | EXCLAMATION | ELLIPSIS
_RELATIVE = mask("WP WP$ WDT WRB")
_CONJUNCTION = mask("CC")
_NEW_CLAUSE = mask("PRP PRPV EX VBZ VBD VBP MD")
_OPENS_CLAUSE = np.isin(np.arange(256), [*SUBORDINATE, W_BUT])
_KINDS = ("negator", "negator_phrase", "reverser", "intensifier", "contrast", "none")
_NEGATOR, _PHRASE, _REVERSER, _INTENSIFIER, _CONTRAST = range(5)


@dataclass(frozen=True)
class _Shifters:
    matcher: PhraseMatcher
    kind: np.ndarray
    """Place of each term's category in `_KINDS`."""
    weight: np.ndarray


@cache
def _shifters() -> _Shifters:
    entries = read_lexicon("valence_shifters")
    return _Shifters(
        PhraseMatcher([entry.term for entry in entries]),
        np.array([_KINDS.index(entry.category) for entry in entries]),
        np.array([entry.weight for entry in entries]),
    )


def factors(documents: Documents, at: np.ndarray, positive: np.ndarray) -> np.ndarray:
    """Factors of valenced words: numbers to multiply the valence by (1 where nothing shifts it).

    `at` are places in `documents.words`, ascending; `positive` says which of them have a valence above zero.
    """
    factor = np.ones(len(at))
    words = documents.words
    if not len(at):
        return factor
    shifters = _shifters()
    hits = shifters.matcher.find(documents)
    kind = shifters.kind[hits.term]
    start = hits.at + hits.length
    sentence = np.append(np.flatnonzero(np.append(True, words.sentence[1:] != words.sentence[:-1])), len(words.word))
    place = np.searchsorted(sentence, hits.at, side="right")
    opens, closes = sentence[place - 1], sentence[place]

    def multiply(first: np.ndarray, stop: np.ndarray, effects: tuple[float, float]) -> None:
        """Multiply the factors of the words in each range by the effect on positive and on negative words."""
        low, high = np.searchsorted(at, first), np.searchsorted(at, stop)
        count = np.maximum(high - low, 0)
        index = np.repeat(low - (np.cumsum(count) - count), count) + np.arange(count.sum())
        np.multiply.at(factor, index, np.where(positive[index], *effects))

    chosen = kind == _NEGATOR
    edges = _clause_edges(documents)
    begin = start[chosen]
    stop = edges[np.searchsorted(edges, begin)]
    multiply(begin, np.minimum(stop, begin + NEGATED_WORDS), NEGATED)
    first, stop, reverses = _phrase_scopes(documents, at, hits.at, hits.length, kind, opens, closes)
    multiply(first[~reverses], stop[~reverses], NEGATED_PHRASE)
    multiply(first[reverses], stop[reverses], REVERSED)
    chosen = (kind == _INTENSIFIER) & (start < closes)
    for weight in np.unique(shifters.weight[hits.term[chosen]]).tolist():
        begin = start[chosen & (shifters.weight[hits.term] == weight)]
        multiply(begin, begin + 1, (weight, weight))
    last = np.flatnonzero(kind == _CONTRAST)
    last = last[np.append(opens[last][1:] != opens[last][:-1], True)[: len(last)]]
    multiply(opens[last], hits.at[last], (BEFORE_CONTRAST, BEFORE_CONTRAST))
    multiply(start[last], closes[last], (AFTER_CONTRAST, AFTER_CONTRAST))
    asked = np.flatnonzero(words.after & QUESTION)
    asked = np.unique(np.searchsorted(sentence, asked, side="right"))
    multiply(sentence[asked - 1], sentence[asked], QUESTIONED)
    return factor


def _clause_edges(documents: Documents) -> np.ndarray:
    """First words of clauses, ascending, and the number of words: where the scope of a negator ends at the latest."""
    words, tags = documents.words, documents.tags
    size = len(words.word)
    edge = np.ones(size + 1, bool)
    gap = words.before.copy()
    gap[1:] |= words.after[:-1]
    small = documents.vocabulary.words[SMALL_WORD][words.word]
    bits = np.left_shift(np.uint32(1), tags.astype(np.uint32))
    edge[:-1] = (gap & _BREAK != 0) | _OPENS_CLAUSE[small] | (bits & _RELATIVE != 0)
    edge[1:-1] |= words.sentence[1:] != words.sentence[:-1]
    # "is not cheap and takes long": a conjunction before a verb or a pronoun.
    edge[: size - 1] |= (bits[:-1] & _CONJUNCTION != 0) & (bits[1:] & _NEW_CLAUSE != 0)
    edge[0] = True
    return np.flatnonzero(edge)


def _phrase_scopes(
    documents: Documents,
    at: np.ndarray,
    place: np.ndarray,
    length: np.ndarray,
    kind: np.ndarray,
    opens: np.ndarray,
    closes: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Scopes of phrase negators and reversers: first words, ends, and whether it is a reverser's.

    Only those are looked at that have one of the words `at` near enough to be reached.
    """
    chosen = np.flatnonzero((kind == _PHRASE) | (kind == _REVERSER))
    start = place[chosen] + length[chosen]
    passive = (kind[chosen] == _REVERSER) & (length[chosen] == 1) & (documents.tags[place[chosen]] == VBN)
    reach = np.minimum(start + PHRASE_WORDS, closes[chosen])
    near = np.searchsorted(at, np.where(passive, opens[chosen], start)) < np.searchsorted(at, reach)
    columns, gap = documents.word_columns, documents.words.after
    scopes = []
    for number, begin in zip(chosen[near].tolist(), start[near].tolist(), strict=True):
        clause, word = Clause(int(opens[number]), int(closes[number])), int(place[number])
        reverses = bool(kind[number] == _REVERSER)
        if reverses and length[number] == 1 and documents.tags[word] == VBN:
            group = verb_group_start(columns, clause, word)
            if is_passive(columns, group, word):
                scopes.append((*subject_of(columns, clause, group), True))
                continue
        if begin >= clause.stop or gap[begin - 1] & _BREAK:
            continue
        stop = min(max(noun_phrase_end(columns, clause, begin, False), begin + 1), begin + PHRASE_WORDS)
        # "Without success the peaceful protest ended": a determiner after a noun begins another phrase.
        another = (i for i in range(begin + 1, stop) if columns.tag[i] == DT and columns.tag[i - 1] in NOUNS)
        scopes.append((begin, next(another, stop), reverses))
    first, stop, turned = np.array(scopes, np.int64).reshape(-1, 3).T
    return first, stop, turned.astype(bool)
