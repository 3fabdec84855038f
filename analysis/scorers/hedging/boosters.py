"""Rules for boosters: when a word of certainty does not make its sentence more certain.

`analysis.scorers.hedging.rule_context` says what a rule is given.
"""

from analysis.scorers.hedging.rule_context import HERE, OPENS_NOUN_PHRASE, VERB, VERB_FINITE, negated, rule

_VISIBLE = frozenset(["visible", "marked", "labeled", "labelled", "audible", "defined", "seen", "heard"])


@rule(
    "asserted",
    "absolutely always certainly conclusively decidedly definite definitely entirely completely inevitable "
    "inevitably really surely thoroughly totally truly unequivocal very wholly",
)
def asserted(words: list[str], tags: list[int], facts: int) -> bool:
    """Not under a negation: "not certainly", "isn't always", "no definite plan"."""
    return not negated(words)


@rule("stance", "clearly obviously evidently obvious evident actually genuinely")
def stance(words: list[str], tags: list[int], facts: int) -> bool:
    """About the whole claim, not its manner: "Clearly, he lied"; not "speak clearly", "clearly marked"."""
    return bool(words[HERE + 1]) and words[HERE + 1] not in _VISIBLE and not negated(words)


@rule("vouched", "guarantee guarantees guaranteed")
def vouched(words: list[str], tags: list[int], facts: int) -> bool:
    """The verb with its content: "guarantees that", "guaranteed the outcome"; not "a loan guarantee"."""
    return tags[HERE] in VERB and (
        words[HERE + 1] == "that" or tags[HERE + 1] in OPENS_NOUN_PHRASE or tags[HERE + 1] in VERB_FINITE
    )
