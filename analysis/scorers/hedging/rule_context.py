"""When an ambiguous word is a hedge: rules over its neighbours, each with the sentence that made it necessary.

A rule is a function `(words, tags, facts) -> bool`, declared with `@rule(name, terms)`. `words` are the lower-case
words from `BEFORE` before the term to `AFTER` behind its first word, "" outside its sentence; `tags` their parts of
speech (`analysis.text.pos_tagger`, 0 outside); `facts` bits about the sentence and the word's own form. The term's
first word is `words[HERE]`. Rules look at nothing else, so they cost a microsecond and run only where a term is.
Terms without a rule are always hedges.
"""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.text.pos_tagger import CODE

BEFORE, AFTER = 5, 7
HERE = BEFORE

CONDITION, PAST, ANY_PAST, PRESENT, QUESTION, CAPITAL, COMMA_BEFORE, STOP_AFTER = (1 << i for i in range(8))
"""Facts. Of the sentence: a condition ("if", "unless"); a verb in the past that does not report; any verb in the past,
"said" too; one in the present; a question mark. Of the word: a capital; a comma before it; punctuation behind it."""

Test = Callable[[list[str], list[int], int], bool]


@dataclass(frozen=True)
class Rule:
    """The test that decides about `terms`; `name` switches it off in ablations."""

    name: str
    terms: tuple[str, ...]
    holds: Test


def rule(name: str, terms: str) -> Callable[[Test], Rule]:
    """Declare a function as the rule `name` of several terms, separated by spaces."""
    return lambda test: Rule(name, tuple(terms.split()), test)


def codes(names: str) -> frozenset[int]:
    """The codes of several parts of speech, by their names."""
    return frozenset(CODE[name] for name in names.split())


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


RB, JJ, DT, CD, MD, VB, VBN, VBG = (CODE[name] for name in ["RB", "JJ", "DT", "CD", "MD", "VB", "VBN", "VBG"])
NOUN = codes("NN NNS NNP NNPS")
VERB_FINITE = codes("VBZ VBP VBD MD")
PRESENT_TENSE = codes("VBZ VBP")
OPENS_NOUN_PHRASE = codes("DT PRP PRP$ NNP NNPS NNS POS CD EX PRPV")
PREDICATE = codes("DT JJ JJR TO IN VBN")
STATE = codes("JJ VBN")
PERFECT = codes("VBN VBD")
RANKED = codes("JJS CD")
MODIFIER = codes("JJ VBG VBN")
VERB = codes("VB VBP VBZ")
JUDGEMENT = codes("PRP JJ")
SUBJECT_PRONOUN = word_set("he i it she there these they this those we you")
NEGATION = word_set("cannot hardly n't neither never no nobody none nor not")
DETERMINER = word_set("a all an any both each her his its my no our some that the their these this those your")


def negated(words: list[str]) -> bool:
    """Whether one of the two words before the term negates it."""
    return any(w in NEGATION or w.endswith("n't") for w in words[HERE - 2 : HERE])


def clause_follows(words: list[str], tags: list[int]) -> bool:
    """Whether a clause follows, "feared [that] the ship would sink": a conjunction, or a subject and its verb."""
    following = words[HERE + 1]
    if following in ("that", "whether", "if") or (
        following in SUBJECT_PRONOUN and following not in ("this", "these", "those")
    ):
        return True
    if tags[HERE + 1] in OPENS_NOUN_PHRASE or following in DETERMINER:
        return any(tags[k] in VERB_FINITE for k in range(HERE + 2, HERE + AFTER + 1))
    return False
