"""Rules for modal verbs and conjunctions: when they leave open whether something is so.

`analysis.scorers.hedging.rule_context` says what a rule is given.
"""

from analysis.scorers.hedging.rule_context import (
    AFTER,
    ANY_PAST,
    CAPITAL,
    CD,
    CONDITION,
    HERE,
    MD,
    NOUN,
    OPENS_NOUN_PHRASE,
    PAST,
    PREDICATE,
    PRESENT,
    PRESENT_TENSE,
    QUESTION,
    RB,
    SUBJECT_PRONOUN,
    VB,
    VBN,
    rule,
    word_set,
)

_ABILITY_BEFORE = word_set("all as everyone everything how neither no nobody nothing so way ways when where")
_EPISTEMIC_AFTER = word_set("conceivably easily even eventually have possibly potentially soon still")
_OUTCOME = word_set("boost continue ease face fall grow help improve increase last lift reduce rise soon")
_HABIT = word_set("always go later never often")
_SPEAKING = word_set("agree argue like say")
_PEOPLE = word_set("he i she they we which who you")
_ALLOWED = word_set("applicants guests holders member person persons player players user users voters you")
_CONCEDED = word_set("and any anything necessary needed no not only possible so") | {""}


@rule("may", "may")
def may(words: list[str], tags: list[int], facts: int) -> bool:
    """A possibility: "the deal may fail".

    Not the month ("The talks collapsed in May"), a wish ("May God bless him"), "Well may we say" or permission
    ("players may bid again", "the warrants may be exercised").
    """
    following = words[HERE + 1]
    if following[:1].isdigit():
        return False
    if facts & CAPITAL:
        if not words[HERE - 1]:
            return tags[HERE + 1] == VB and following not in ("god", "the")
        return tags[HERE + 1] in (VB, RB)
    if following in ("i", "we", "you", "god", "the"):
        return False
    return not (words[HERE - 1] in _ALLOWED and following not in ("be", "have", "find", "not"))


@rule("could", "could could've")
def could(words: list[str], tags: list[int], facts: int) -> bool:
    """Not ability in the past: "could not be reached for comment", "so that he could see", "no one could agree"."""
    following = words[HERE + 1]
    if following in ("not", "never", "no", "only", "barely", "hardly", "n't", "n"):
        return following == "not" and words[HERE + 2] == "possibly"
    if any(w in _ABILITY_BEFORE for w in words[HERE - 3 : HERE]):
        return False
    if facts & CONDITION or following in _EPISTEMIC_AFTER:
        return True
    if words[HERE - 1] == "one":
        return False
    if following == "be":
        return tags[HERE + 2] != VBN or (
            not facts & PAST and words[HERE + 2] not in ("seen", "reached", "found", "heard")
        )
    return not facts & PAST


@rule("would", "would wouldn't")
def would(words: list[str], tags: list[int], facts: int) -> bool:
    """A conditional: "If the vote fails, the government would fall".

    Also of what is not so now ("The plan would cost billions and is opposed by unions"); not "He said he would resign",
    "She would go on to win".
    """
    at = HERE + 1
    while at < HERE + 4 and (tags[at] == RB or words[at] in ("not", "n't")):
        at += 1
    if "likely" in words[HERE + 1 : at + 1]:
        return True
    if words[at] == "have":
        return bool(facts & CONDITION and not facts & PAST) or (tags[at + 1] != VBN and not facts & ANY_PAST)
    if facts & CONDITION:
        return True
    if facts & ANY_PAST or words[HERE + 1] in _HABIT or words[at] in _SPEAKING:
        return False
    if words[at] == "be":
        return tags[at + 1] in PREDICATE
    return bool(facts & PRESENT) and words[HERE - 1] not in _PEOPLE


@rule("will", "will won't")
def will(words: list[str], tags: list[int], facts: int) -> bool:
    """Only under a condition in the same sentence: "Unless rain comes, the crop will fail"."""
    return bool(facts & CONDITION) and tags[HERE] == MD


@rule("should", "should")
def should(words: list[str], tags: list[int], facts: int) -> bool:
    """Expectation or condition: "the cuts should help earnings", "Should the talks fail, …".

    Not advice: "He should resign", "Should he resign?".
    """
    inverted = tags[HERE + 1] in OPENS_NOUN_PHRASE or words[HERE + 1] in SUBJECT_PRONOUN
    if inverted and not facts & QUESTION:
        return not words[HERE - 1] or tags[HERE - 1] in NOUN
    following = words[HERE + 1]
    if following in ("n't", "not"):
        following = words[HERE + 2]
    return following in _OUTCOME or words[HERE + 1 : HERE + 3] == ["be", "able"]


@rule("if", "if")
def condition(words: list[str], tags: list[int], facts: int) -> bool:
    """Not a concession or a comparison: "dozens if not hundreds", "little, if any", "as if", "if and only if"."""
    if words[HERE - 1] == "as" or words[HERE - 2 : HERE] == ["and", "only"]:
        return False
    return words[HERE + 1] not in _CONCEDED


@rule("until", "until")
def until(words: list[str], tags: list[int], facts: int) -> bool:
    """An event that has not come: "sanctions stay until Iraq withdraws", not "until 1994", "until he died"."""
    if facts & PAST or tags[HERE + 1] == CD or words[HERE + 1 : HERE + 3] == ["the", "next"]:
        return False
    return any(tags[k] in PRESENT_TENSE for k in range(HERE + 2, HERE + AFTER + 1))
