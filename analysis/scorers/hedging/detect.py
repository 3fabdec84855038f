"""Hedges and boosters in a batch: phrases first, then the rules of context for what is ambiguous."""

from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.scorers.hedging.rule_context import (
    AFTER,
    ANY_PAST,
    BEFORE,
    CAPITAL,
    COMMA_BEFORE,
    CONDITION,
    PAST,
    PRESENT,
    QUESTION,
    STOP_AFTER,
    Rule,
    word_set,
)
from analysis.scorers.hedging.rules import RULES
from analysis.text import Documents, Feature
from analysis.text.phrases import PhraseMatcher, normal, read_lexicon
from analysis.text.pos_tagger import CODE, TAGS
from analysis.text.vocabulary import COMMA
from analysis.text.vocabulary import QUESTION as QUESTION_MARK

_CONDITIONALS = word_set("if unless otherwise")
_REPORTING = word_set("said told asked added wrote argued noted reported announced declared acknowledged asserted")

LOWER = Feature("normal", object, lambda words: [normal(w) for w in words])
_FORM_FACTS = Feature("form_facts", np.uint8, lambda words: [_form_facts(normal(w)) for w in words])
_HAS_CAPITAL = Feature("has_capital", bool, lambda words: [w[0].isupper() for w in words])
_TAG_FACTS = np.zeros(len(TAGS), np.uint8)
_TAG_FACTS[CODE["VBD"]] = PAST | ANY_PAST
_TAG_FACTS[[CODE["VBZ"], CODE["VBP"]]] = PRESENT


def _form_facts(word: str) -> int:
    """CONDITION for a conditional word, PAST for a verb of reporting: there it is taken away."""
    return CONDITION if word in _CONDITIONALS else PAST if word in _REPORTING else 0


@dataclass(frozen=True)
class WordList:
    """A lexicon ready to be looked for: category and rule of each term by its number."""

    matcher: PhraseMatcher
    categories: tuple[str, ...]
    rules: tuple[Rule | None, ...]


@cache
def word_list(name: str) -> WordList:
    """Return the lexicon of that name ("hedges" or "boosters") with the rule of each term."""
    entries = read_lexicon(name)
    terms = [entry.term for entry in entries]
    return WordList(
        PhraseMatcher(terms),
        tuple(entry.category for entry in entries),
        tuple(RULES[name].get(term) for term in terms),
    )


@dataclass(frozen=True)
class Terms:
    """Terms that count after the rules: first and last word of each, and the number of its term; in order."""

    first: np.ndarray
    last: np.ndarray
    term: np.ndarray


def find(documents: Documents, name: str, without: frozenset[str] = frozenset()) -> Terms:
    """The terms of the list `name` ("hedges" or "boosters") in the bodies of the batch.

    `without` names rules that are switched off (their terms then always count): what ablation needs.
    """
    lexicon = word_list(name)
    hits = lexicon.matcher.find(documents)
    inside = documents.words.body[hits.at]
    at, length, term = hits.at[inside], hits.length[inside], hits.term[inside]
    tests = {n: rule.holds for n, rule in enumerate(lexicon.rules) if rule is not None and rule.name not in without}
    ambiguous = np.flatnonzero(np.isin(term, list(tests)))
    keep = np.ones(len(at), bool)
    if len(ambiguous):
        contexts = zip(*windows(documents, at[ambiguous]), strict=True)
        keep[ambiguous] = [tests[t](*its) for t, its in zip(term[ambiguous].tolist(), contexts, strict=True)]
    return Terms(at[keep], (at + length - 1)[keep], term[keep])


def windows(documents: Documents, at: np.ndarray) -> tuple[list[list[str]], list[list[int]], list[int]]:
    """What the rules read of the words at `at`; see `analysis.scorers.hedging.rule_context`."""
    words, table = documents.words, documents.vocabulary.words
    size = len(words.word)
    index = at[:, None] + np.arange(-BEFORE, AFTER + 1)
    outside = (index < 0) | (index >= size)
    index = np.clip(index, 0, size - 1)
    outside |= words.sentence[index] != words.sentence[at][:, None]
    forms = table[LOWER][words.word[index]]
    forms[outside] = ""
    tags = documents.tags[index]
    tags[outside] = 0

    facts = (
        _sentence_facts(documents, at)
        | table[_HAS_CAPITAL][words.word[at]] * CAPITAL
        | (words.before[at] & COMMA != 0) * COMMA_BEFORE
        | (words.after[at] != 0) * STOP_AFTER
    )
    previous = at > 0
    facts |= (previous & (words.after[at - 1] & COMMA != 0)) * COMMA_BEFORE
    return forms.tolist(), tags.tolist(), facts.tolist()


def _sentence_facts(documents: Documents, at: np.ndarray) -> np.ndarray:
    """CONDITION, PAST, ANY_PAST, PRESENT and QUESTION for the words at `at`.

    Time is read within one voice: in “She said no call was planned "but that could change"” the call that was planned
    says nothing about "could".
    """
    words = documents.words
    form = documents.vocabulary.words[_FORM_FACTS][words.word]
    bits = _TAG_FACTS[documents.tags]
    bits &= ~(form & PAST)
    bits |= form & CONDITION
    shifted = bits.astype(np.uint16)
    shifted |= (words.after & QUESTION_MARK != 0).astype(np.uint16) * QUESTION
    spoken = np.where(words.quoted, shifted << 8, shifted)
    first = np.flatnonzero(np.diff(words.sentence, prepend=-1))
    by_sentence = np.bitwise_or.reduceat(spoken, first)
    here = by_sentence[np.searchsorted(first, at, side="right") - 1].astype(np.int64)
    whole = (here | here >> 8) & (CONDITION | QUESTION)
    return whole | np.where(words.quoted[at], here >> 8, here) & (PAST | ANY_PAST | PRESENT)
