"""The rules of attribution: one function per kind of cue, in one table.

A rule is a function `(state, word) -> Attribution | None`; `word` is the cue in the batch. Only outermost attributions
are looked for: what is inside the content of another is reported by that source. Plain Python on bytes and ints (see
`analysis.text.constituents`), so that the rules can be compiled as they stand.
"""

from collections.abc import Callable
from dataclasses import dataclass

from analysis.scorers.attribution.contents import COMPLEMENT_RULES
from analysis.scorers.attribution.rules.according import according_to, hearsay_adverb
from analysis.scorers.attribution.rules.nominals import cue_adjective, cue_noun
from analysis.scorers.attribution.rules.passives import passive_verb, reduced_passive
from analysis.scorers.attribution.rules.postposed import postposed_verb, speaker_turn
from analysis.scorers.attribution.rules.verbs import active_verb, raising_verb
from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.scorers.attribution.triggers import (
    ACCORDING_CUE,
    ACTIVE_CUE,
    ADJECTIVE_CUE,
    HEARSAY_CUE,
    KINDS,
    NOUN_CUE,
    PARTICIPLE_CUE,
    PASSIVE_ADJECTIVE_CUE,
    PASSIVE_CUE,
    POSTPOSED_CUE,
    RAISING_CUE,
    REDUCED_CUE,
    TURN,
)

RuleFunction = Callable[[ExtractionState, int], Attribution | None]


@dataclass(frozen=True)
class Rule:
    """`name` switches it off in ablations; None for `active_verb`, whose complements have names of their own."""

    name: str | None
    cue: int
    find: RuleFunction


RULES = (
    Rule("colon", TURN, speaker_turn),
    Rule("tail", POSTPOSED_CUE, postposed_verb),
    Rule(None, ACTIVE_CUE, active_verb),
    Rule("participle", PARTICIPLE_CUE, active_verb),
    Rule("raising", RAISING_CUE, raising_verb),
    Rule("adjective", PASSIVE_ADJECTIVE_CUE, cue_adjective),
    Rule("passive", PASSIVE_ADJECTIVE_CUE, passive_verb),
    Rule("passive", PASSIVE_CUE, passive_verb),
    Rule("passive", REDUCED_CUE, reduced_passive),
    Rule("noun", NOUN_CUE, cue_noun),
    Rule("adjective", ADJECTIVE_CUE, cue_adjective),
    Rule("according", ACCORDING_CUE, according_to),
    Rule("adverb", HEARSAY_CUE, hearsay_adverb),
)
"""In the order they are tried: the first rule for a kind of cue that is not switched off decides."""

STEPS = ("light", "coordinated", "nested", "continued")
"""Parts of other rules and of the extraction that can be switched off too: nouns with light verbs, subjects of an
earlier verb, cues inside the content of a weak cue, quotations that continue."""

ALL_RULES = tuple(dict.fromkeys([rule.name for rule in RULES if rule.name] + [*COMPLEMENT_RULES, *STEPS]))
"""Names of the groups of rules that can be switched off."""


def rules_by_cue(switched_off: frozenset[str]) -> list[RuleFunction | None]:
    """The rule that decides each kind of cue, None where all are switched off."""
    table: list[RuleFunction | None] = [None] * KINDS
    for rule in reversed(RULES):
        if rule.name is None or rule.name not in switched_off:
            table[rule.cue] = rule.find
    return table
