"""Rules for boosters: when a word of certainty does not make its sentence more certain.

How a rule is called stands in `analysis.scorers.hedging.rule_context`.
"""

from analysis.scorers.hedging.rule_context import HERE, OPENS_NOUN_PHRASE, VERB, VERB_FINITE, negated

_VISIBLE = frozenset(["visible", "marked", "labeled", "labelled", "audible", "defined", "seen", "heard"])


def asserted(words: list[str], tags: list[int], facts: int) -> bool:
    """Not under a negation: "not certainly", "isn't always", "no definite plan"."""
    return not negated(words)


def stance(words: list[str], tags: list[int], facts: int) -> bool:
    """About the whole claim, not its manner: "Clearly, he lied"; not "speak clearly", "clearly marked"."""
    return bool(words[HERE + 1]) and words[HERE + 1] not in _VISIBLE and not negated(words)


def vouched(words: list[str], tags: list[int], facts: int) -> bool:
    """The verb with its content: "guarantees that", "guaranteed the outcome"; not "a loan guarantee"."""
    return tags[HERE] in VERB and (
        words[HERE + 1] == "that" or tags[HERE + 1] in OPENS_NOUN_PHRASE or tags[HERE + 1] in VERB_FINITE
    )
