"""Vagueness: approximate numbers and degrees, indefinite frequency, and opinions of nobody in particular.

This is uncertainty of discourse, not of fact ("about 20 people died" leaves no doubt that people died), which readers
who mark uncertainty leave unmarked; it is kept apart from hedging so that each means one thing (Prince et al. 1982:
approximators and shields; Vincze 2013: semantic and discourse-level uncertainty).
"""

from functools import cache

import numpy as np

from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.scorers.rates import Rate, word_counts, word_measures, word_values
from analysis.text import Documents, Feature
from analysis.text.phrases import PhraseMatcher, normal, read_lexicon, words_of
from analysis.text.pos_tagger import CODE

VAGUE = Rate(
    "vagueness",
    "Vagueness",
    "Expressions that leave a number, a degree, a frequency or the holder of an opinion open (about 20, often, "
    "somewhat, critics say), not types (the kind of deal) or exact uses (how often)",
    "Prince et al. 1982; Vincze 2013",
)
MEASURES = (*VAGUE.measures(), *word_measures("vagueness"))

# "about 20 people", "some 300 troops", "nearly half"; not "talk about", "some people", "almost died".
_BEFORE_NUMBER = frozenset(["about", "around", "almost", "nearly", "roughly", "approximately", "some", "close to"])
_NUMBER_WORDS = frozenset(
    words_of(
        "a half third quarter two-thirds three-quarters dozen dozens hundred hundreds thousand thousands million "
        "millions billion billions double twice every all midnight noon"
    )
)
_AMOUNTS = frozenset(
    words_of(
        "dozen hundred thousand million billion half third quarter decade week month year day hour minute mile ton"
    )
)
_IS_NUMBER = Feature(
    "number", bool, lambda words: [w[0].isdigit() or normal(w) in _NUMBER_WORDS - {"a"} for w in words]
)
_IS_A = Feature("a", bool, lambda words: [normal(w) in ("a", "an") for w in words])
_IS_AMOUNT = Feature("amount", bool, lambda words: [normal(w) in _AMOUNTS for w in words])
# "rather than" and "would rather" prefer; neither is a degree.
_IS_THAN = Feature("than", bool, lambda words: [normal(w) == "than" for w in words])
# "as many people as", "how often", "what people say": a number, a frequency or words of somebody, none left open.
_IS_HOW = Feature("how", bool, lambda words: [normal(w) in ("how", "as", "so", "too", "what") for w in words])
_ASKED = ("often", "frequently", "people say")
# "the kind of leader", "what sort of deal": a type; "it is kind of late", "a sort of truce": an approximation.
_BEFORE_TYPE = frozenset((CODE["DT"], CODE["JJ"], CODE["WDT"], CODE["WP"], CODE["PRP$"], CODE["CD"]))
_IS_WOULD = Feature(
    "would", bool, lambda words: [normal(w) in ("would", "i'd", "he'd", "she'd", "they'd", "we'd") for w in words]
)


@cache
def _list() -> tuple[PhraseMatcher, tuple[str, ...], np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Matcher, categories, and masks of the terms.

    The masks: only before a number, not before "than", not after "how", not as a type.
    """
    entries = read_lexicon("vagueness")
    return (
        PhraseMatcher([e.term for e in entries]),
        tuple(e.category for e in entries),
        np.array([e.term in _BEFORE_NUMBER for e in entries]),
        np.array([e.term == "rather" for e in entries]),
        np.array([e.term.startswith("many ") or e.term in _ASKED for e in entries]),
        np.array([e.term in ("kind of", "sort of") for e in entries]),
    )


def score(documents: Documents) -> FamilyScores:
    """Return the measures of the family, one number per document, and their evidence."""
    matcher, categories, before_number, not_than, not_how, no_type = _list()
    words, table = documents.words, documents.vocabulary.words
    hits = matcher.find(documents)
    size = len(words.word)
    following = np.minimum(hits.at + hits.length, size - 1)
    after_that = np.minimum(following + 1, size - 1)
    word = words.word
    number = table[_IS_NUMBER][word] | (documents.tags == CODE["CD"])
    counts = number[following] | (table[_IS_A][word[following]] & table[_IS_AMOUNT][word[after_that]])
    counts &= (words.sentence[following] == words.sentence[hits.at]) & (following >= hits.at + hits.length)
    keep = words.body[hits.at] & (counts | ~before_number[hits.term])
    preferring = table[_IS_THAN][word[following]] | table[_IS_WOULD][word[hits.at - 1]]
    keep &= ~(not_than[hits.term] & preferring) & ~(not_how[hits.term] & table[_IS_HOW][word[hits.at - 1]])
    keep &= ~(no_type[hits.term] & _names_type(documents, hits.at))
    at, length, term = hits.at[keep], hits.length[keep], hits.term[keep]
    totals = word_counts(documents)
    values = {**VAGUE.values(documents, at, totals), **word_values("vagueness", totals)}
    evidence = Evidence(
        document=documents.document[words.token[at]],
        start=words.start[at],
        end=words.end[at + length - 1],
        label=[categories[t] for t in term.tolist()],
        quoted=words.quoted[at],
    )
    return FamilyScores(values, evidence)


def _names_type(documents: Documents, at: np.ndarray) -> np.ndarray:
    """Whether "kind of" or "sort of" at these words follows what only a noun does, other than "a"."""
    before = np.maximum(at - 1, 0)
    same = (documents.words.sentence[before] == documents.words.sentence[at]) & (before < at)
    article = documents.vocabulary.words[_IS_A][documents.words.word[before]]
    kept: np.ndarray = same & np.isin(documents.tags[before], list(_BEFORE_TYPE)) & ~article
    return kept


SCORER = Scorer(
    "vagueness",
    "4",
    MEASURES,
    score,
    description="approximate numbers and degrees, indefinite frequency, opinions of nobody in particular",
    colour="#7B6BD0",
    legend=(Mark("vague", "vague expression", "wavy"),),
)
