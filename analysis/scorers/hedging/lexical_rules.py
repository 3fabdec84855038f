"""Rules for verbs, adjectives and nouns of seeming, opinion and possibility.

`analysis.scorers.hedging.rule_context` says what a rule is given.
"""

from analysis.scorers.hedging.rule_context import (
    AFTER,
    COMMA_BEFORE,
    DT,
    HERE,
    JJ,
    JUDGEMENT,
    MODIFIER,
    NOUN,
    OPENS_NOUN_PHRASE,
    PERFECT,
    RANKED,
    RB,
    STATE,
    STOP_AFTER,
    VBG,
    VBN,
    VERB,
    VERB_FINITE,
    clause_follows,
    negated,
    rule,
    word_set,
)

_NOT_JUDGED = word_set("and at for from how in separately under what when whether") | {""}
_JUDGED_BY_MANY = word_set("commonly generally long now often once still usually widely")
_NOT_PERHAPS = word_set("all and as best every if maximum means minimum not of only whenever where worst")
_BE = word_set("'re 's am are aren't be been being is isn't was wasn't were weren't")
_JUDGES = word_set("critics experts historians many most some")
_WHO = word_set("he i she they we")
_TAKEN_ON = word_set(
    "command control debt duties identity leadership liabilities name office position post power presidency "
    "responsibility role title"
)
_ASSUMED = word_set("he i it she that there they to")
_DOUBTED = word_set("about if on over that whether")
_QUESTIONED = word_set("her his how if its the their this what whether why")
_BEFORE_NOUN = word_set("a and another first in no of or second that the this")
_OBJECT_PRONOUN = word_set("her herself him himself it itself me them themselves these this those us you")


@rule("as", "regard regards regarded see sees seen")
def seen_as(words: list[str], tags: list[int], facts: int) -> bool:
    """A judgement: "is regarded as a threat", not "Frisch is regarded for its teams", "was seen in the car"."""
    return "as" in words[HERE + 1 : HERE + AFTER]


@rule("consider", "consider considers considered")
def considered(words: list[str], tags: list[int], facts: int) -> bool:
    """A judgement: "is considered a threat", "some consider him a hero".

    Not "considered resigning", "was considered for the post", "will consider the plan".
    """
    following = words[HERE + 1]
    to_be = any(
        pair in (("to", "be"), ("to", "have"))
        for pair in zip(words[HERE + 1 : HERE + 6], words[HERE + 2 : HERE + 7], strict=True)
    )
    if to_be or ("as" in words[HERE + 1 : HERE + 5] and words[HERE] != "consider"):
        return True
    if following in _NOT_JUDGED or tags[HERE + 1] == VBG:
        return False
    if "what" in words[HERE - 4 : HERE] or words[HERE - 1] in _JUDGES:
        return True
    if words[HERE] == "considered":
        passive = any(w in _BE for w in words[HERE - 3 : HERE])
        reduced = (
            facts & COMMA_BEFORE or words[HERE - 1] in _JUDGED_BY_MANY or (tags[HERE - 1] in NOUN and tags[HERE] == VBN)
        )
        return bool(passive or reduced) or (tags[HERE + 1] in JUDGEMENT and following != "it")
    return following in _OBJECT_PRONOUN or (words[HERE - 1] in _WHO and tags[HERE + 1] != DT)


@rule("view", "view views viewed")
def view(words: list[str], tags: list[int], facts: int) -> bool:
    """An opinion: "took the view that …", "many view it as …"; not "a view of the sea"."""
    if words[HERE + 1] == "that":
        return words[HERE - 1] not in ("in", "with")
    return (
        words[HERE] != "views"
        and words[HERE - 1] not in ("a", "the", "of", "this", "their", "his")
        and seen_as.holds(words, tags, facts)
    )


@rule(
    "noun_that",
    "idea notion belief beliefs theory speculation allegation allegations possibilities hypothesis assumption "
    "assumptions suggestion suggestions implication expectation expectations suspicion suspicions indication "
    "indications",
)
def that_clause(words: list[str], tags: list[int], facts: int) -> bool:
    """A noun of opinion with its content: "the idea that taxes help", not "a good idea"."""
    return words[HERE + 1] == "that" or (words[HERE + 1] == "is" and words[HERE + 2] == "that")


@rule("believe", "believe believes believed believing")
def believe(words: list[str], tags: list[int], facts: int) -> bool:
    """Not faith or refusal: "believe in God", "Nobody believes this", "hard to believe"."""
    following = words[HERE + 1]
    if following in ("in", "me", "him", "her", "them", "") and not (facts & STOP_AFTER and words[HERE] == "believed"):
        return False
    if words[HERE - 1] == "to" and words[HERE - 2] in ("hard", "difficult", "us", "impossible", "reason"):
        return words[HERE - 2] == "reason"
    return words[HERE - 1] != "nobody"


@rule("think", "think thinks")
def think(words: list[str], tags: list[int], facts: int) -> bool:
    """An opinion, not thinking: "think about it", "think of a way"; "don't think" denies."""
    following = words[HERE + 1]
    if following in ("of", "about", "and", "through", "like", "on", "for", "back", "") or negated(words):
        return False
    return words[HERE - 1] not in ("to", "and", "must") or following == "that"


@rule("thought", "thought")
def thought(words: list[str], tags: list[int], facts: int) -> bool:
    """The verb, not the noun: "is thought to be", "he thought it was"; not "school of thought", "some thought"."""
    following, previous = words[HERE + 1], words[HERE - 1]
    if (following == "of" and "as" in words[HERE + 2 : HERE + 5]) or following in ("to", "that"):
        return True
    if following in ("of", "about", "out", "or", "and", "from", "through", "process", ""):
        return False
    if previous in _BE or words[HERE - 2] in _BE or "what" in words[HERE - 3 : HERE]:
        return True
    if previous in _BEFORE_NOUN or tags[HERE - 1] == JJ:
        return False
    if tags[HERE + 1] in OPENS_NOUN_PHRASE:
        return following not in ("him", "them", "me", "us")
    return tags[HERE + 1] in VERB_FINITE


@rule("expect", "expect expects expected expecting anticipate anticipates anticipated anticipating")
def expect(words: list[str], tags: list[int], facts: int) -> bool:
    """A forecast: "is expected to fall"; not "as expected", "the expected gain", "what we expect of you"."""
    previous, following = words[HERE - 1], words[HERE + 1]
    if previous in ("as", "than", "the", "an", "be", "initially", "originally") and following != "to":
        return False
    if words[HERE] in ("expected", "anticipated") and not following:
        return False
    return not (
        words[HERE] in ("expected", "anticipated")
        and tags[HERE - 1] in PERFECT
        and words[HERE - 1] in ("been", "had")
        and following not in ("to", "that")
    )


@rule("appear", "appear appears appeared appearing")
def appear(words: list[str], tags: list[int], facts: int) -> bool:
    """Seeming, not showing up: "appears to be", "appeared likely"; not "appeared in court"."""
    at = HERE + 1
    if words[at] in ("to", "that", "likely", "unlikely") or words[at : at + 2] in (["as", "if"], ["as", "though"]):
        return True
    if tags[at] == RB:
        at += 1
        return words[at] == "to" or tags[at] in STATE
    return tags[at] == JJ or (tags[at] == VBN and words[at] not in ("wearing", "dressed"))


@rule("suggest", "suggest suggests suggested suggesting")
def suggest(words: list[str], tags: list[int], facts: int) -> bool:
    """Evidence that hints, not a proposal or a name: "suggested by the mayor", "as the name suggests"."""
    following, previous = words[HERE + 1], words[HERE - 1]
    return not (following in ("", "by", "and", "or") or tags[HERE + 1] == VBG or previous in ("name", "title", "names"))


@rule("indicate", "indicate indicates indicated indicating")
def indicate(words: list[str], tags: list[int], facts: int) -> bool:
    """Evidence that points: "The study indicates that …", not "an arrow indicating the exit"."""
    return words[HERE + 1] == "that"


@rule("imply", "imply implies implied implying")
def imply(words: list[str], tags: list[int], facts: int) -> bool:
    """Not "as the name implies"."""
    return words[HERE - 1] not in ("name", "title") and bool(words[HERE + 1])


@rule("feel", "feel feels felt")
def feel(words: list[str], tags: list[int], facts: int) -> bool:
    """An opinion: "many felt that …", "he felt they were wrong"; not "felt sick", "felt the blast"."""
    return words[HERE + 1] == "that" or (
        words[HERE + 1] in ("they", "he", "she", "it", "we", "i", "there") and tags[HERE + 2] in VERB_FINITE
    )


@rule(
    "clause",
    "fear feared fearing wonder wonders wondered wondering guess guesses guessed imagine imagines imagined "
    "suppose supposes reckon reckons reckoned predict predicts predicted predicting",
)
def clause(words: list[str], tags: list[int], facts: int) -> bool:
    """With a clause: "fears that prices will rise", "suspect he lied"; not "the suspect fled"."""
    return clause_follows(words, tags)


@rule("assume", "assume assumes assumed assuming")
def assume(words: list[str], tags: list[int], facts: int) -> bool:
    """Supposing, not taking on: "assumed office", "assumes responsibility", "assumed the role"."""
    if any(w in _TAKEN_ON for w in words[HERE + 1 : HERE + 5]):
        return False
    return words[HERE + 1] in _ASSUMED or clause_follows(words, tags) or words[HERE - 1] in _BE


@rule("suspect", "suspect suspects suspected")
def suspect(words: list[str], tags: list[int], facts: int) -> bool:
    """The verb: "suspect that", "is suspected of", "a suspected bomber"; not "the suspect"."""
    if words[HERE] == "suspected":
        return True
    return tags[HERE] in VERB and words[HERE + 1] not in ("is", "was", "in", "and", "who")


@rule("possible", "possible")
def possible(words: list[str], tags: list[int], facts: int) -> bool:
    """Perhaps so: "it is possible that", "a possible link".

    Not "as soon as possible", "the fastest possible way", "made it possible", "if possible", "all possible means", "it
    is possible to buy tickets".
    """
    previous, following = words[HERE - 1], words[HERE + 1]
    if following == "that":
        return True
    if tags[HERE - 1] in RANKED or previous in _NOT_PERHAPS:
        return False
    if "as" in words[HERE - 4 : HERE] or any(w in ("made", "makes", "make", "making") for w in words[HERE - 3 : HERE]):
        return False
    return tags[HERE + 1] in NOUN or tags[HERE + 1] in MODIFIER


@rule("potential", "potential")
def potential(words: list[str], tags: list[int], facts: int) -> bool:
    """An event that may come: "a potential conflict"; not people ("potential buyers"), nor the noun."""
    following = words[HERE + 1]
    if tags[HERE + 1] not in NOUN or facts & STOP_AFTER:
        return False
    return not following.endswith(
        ("er", "ers", "or", "ors", "ist", "ists", "energy", "theory", "client", "clients", "recipient", "ees")
    )


@rule("doubt", "doubt doubts")
def doubt(words: list[str], tags: list[int], facts: int) -> bool:
    """A doubt with its content: "doubts that", "doubt about"; "no doubt" and "without doubt" are boosters."""
    return words[HERE - 1] not in ("no", "without", "never") and words[HERE + 1] in _DOUBTED


@rule("question", "questioned")
def questioned(words: list[str], tags: list[int], facts: int) -> bool:
    """Called in doubt: "questioned whether", "has been questioned"; not "questioned by police", "questioned him"."""
    following = words[HERE + 1]
    if words[HERE - 1] == "been" and not following:
        return True
    return following in _QUESTIONED


@rule("concern", "concern concerns fears worry worries")
def concern(words: list[str], tags: list[int], facts: int) -> bool:
    """A feared possibility: "concerns that prices rise", "fears of a coup"; not "environmental concerns"."""
    return words[HERE + 1] == "that" or (words[HERE + 1] == "of" and words[HERE] in ("fear", "fears"))


@rule("chance", "chance chances")
def chance(words: list[str], tags: list[int], facts: int) -> bool:
    """Likelihood: "a good chance that", "chances are"; not "a chance to speak", "by chance"."""
    return words[HERE + 1] in ("that", "are")


@rule("likely", "likely")
def likely(words: list[str], tags: list[int], facts: int) -> bool:
    """Not a comparison of odds: "makes an accident less likely"."""
    return not (words[HERE - 1] in ("less", "more") and words[HERE + 1] in ("", "than", "nor", "and"))
