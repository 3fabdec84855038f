"""When an ambiguous word is a hedge: rules over its neighbours, each with the sentence that made it necessary.

A rule is a function `(words, tags, facts) -> bool`. `words` are the lower-case words from `BEFORE` before the term to
`AFTER` behind its first word, "" outside its sentence; `tags` their parts of speech (`analysis.text.tags`, 0 outside);
`facts` bits about the sentence and the word's own form. The term's first word is `words[HERE]`. Rules look at
nothing else, so they cost a microsecond and run only where a term stands. Terms without a rule are always hedges.
"""

from collections.abc import Callable

from analysis.text.tags import CODE

BEFORE, AFTER = 5, 7
HERE = BEFORE

CONDITION, PAST, ANY_PAST, PRESENT, QUESTION, CAPITAL, COMMA_BEFORE, STOP_AFTER = (1 << i for i in range(8))
"""Facts. Of the sentence: a condition ("if", "unless"); a verb in the past that does not report; any verb in the past,
"said" too; one in the present; a question mark. Of the word: a capital; a comma before it; punctuation behind it."""

Rule = Callable[[list[str], list[int], int], bool]


def _codes(names: str) -> frozenset[int]:
    return frozenset(CODE[name] for name in names.split())


_START = 0
_ABILITY_BEFORE = frozenset(
    [
        "so",
        "no",
        "nobody",
        "nothing",
        "neither",
        "all",
        "everything",
        "everyone",
        "as",
        "how",
        "ways",
        "way",
        "when",
        "where",
    ]
)
_EPISTEMIC_AFTER = frozenset(
    ["possibly", "potentially", "conceivably", "still", "soon", "eventually", "even", "easily", "have"]
)
_OUTCOME = frozenset(
    [
        "help",
        "improve",
        "increase",
        "reduce",
        "boost",
        "rise",
        "fall",
        "grow",
        "continue",
        "ease",
        "lift",
        "last",
        "face",
        "soon",
    ]
)
_NOT_JUDGED = frozenset(
    ["for", "in", "separately", "from", "and", "when", "under", "at", "how", "whether", "what", "the"]
) | {""}
_JUDGED_BY_MANY = frozenset(["widely", "often", "generally", "still", "now", "long", "commonly", "usually", "once"])
_NOT_PERHAPS = frozenset(
    [
        "every",
        "all",
        "maximum",
        "minimum",
        "if",
        "where",
        "whenever",
        "as",
        "only",
        "means",
        "not",
        "best",
        "worst",
        "of",
        "and",
    ]
)
_ALLOWED = frozenset(
    [
        "players",
        "player",
        "users",
        "user",
        "guests",
        "person",
        "persons",
        "you",
        "applicants",
        "voters",
        "holders",
        "member",
    ]
)
_CONCEDED = frozenset(["not", "any", "anything", "and", "only", "necessary", "possible", "needed", "so", "no"]) | {""}
_BE = frozenset(
    ["be", "is", "are", "was", "were", "been", "being", "am", "isn't", "aren't", "wasn't", "weren't", "'s", "'re"]
)
_NEGATION = frozenset(["not", "never", "no", "nor", "cannot", "n't", "nobody", "none", "hardly", "neither"])
_SUBJECT_PRONOUN = frozenset(["i", "you", "he", "she", "it", "we", "they", "there", "this", "these", "those"])
_OBJECT_PRONOUN = frozenset(
    [
        "him",
        "her",
        "it",
        "them",
        "me",
        "us",
        "you",
        "himself",
        "herself",
        "itself",
        "themselves",
        "this",
        "these",
        "those",
    ]
)
_DETERMINER = frozenset(
    [
        "a",
        "an",
        "the",
        "this",
        "that",
        "these",
        "those",
        "his",
        "her",
        "its",
        "their",
        "our",
        "my",
        "your",
        "no",
        "any",
        "some",
        "all",
        "both",
        "each",
    ]
)
_NOUN = _codes("NN NNS NNP NNPS")
_VERB_FINITE = _codes("VBZ VBP VBD MD")
_PRESENT = _codes("VBZ VBP")
_OPENS_NOUN_PHRASE = _codes("DT PRP PRP$ NNP NNPS NNS POS CD EX PRPV")
_ADVERB = _codes("RB")
_COMPLEMENT = _codes("DT JJ JJR JJS NN NNS NNP VBN PRP$ CD RB")
_MD = CODE["MD"]
_VB, _VBD, _VBN, _VBG, _VBZ, _VBP = (CODE[t] for t in ("VB", "VBD", "VBN", "VBG", "VBZ", "VBP"))
_MONTH_BEFORE = frozenset(
    [
        "in",
        "on",
        "by",
        "of",
        "last",
        "this",
        "next",
        "since",
        "until",
        "till",
        "late",
        "early",
        "mid",
        "from",
        "through",
        "during",
        "between",
        "and",
    ]
)


def _negated(words: list[str]) -> bool:
    return any(w in _NEGATION or w.endswith("n't") for w in words[HERE - 2 : HERE])


def _next_after_adverb(words: list[str], tags: list[int]) -> int:
    """Index of the first word behind the term that is no adverb."""
    at = HERE + 1
    while at < HERE + 4 and (tags[at] in _ADVERB or words[at] in ("both", "all")):
        at += 1
    return at


def _clause_follows(words: list[str], tags: list[int]) -> bool:
    """ "feared [that] the ship would sink": a conjunction, or a subject and its verb."""
    following = words[HERE + 1]
    if following in ("that", "whether", "if") or (
        following in _SUBJECT_PRONOUN and following not in ("this", "these", "those")
    ):
        return True
    if tags[HERE + 1] in _OPENS_NOUN_PHRASE or following in _DETERMINER:
        return any(tags[k] in _VERB_FINITE for k in range(HERE + 2, HERE + AFTER + 1))
    return False


def may(words: list[str], tags: list[int], facts: int) -> bool:
    """Not the month ("The talks collapsed in May"), a wish ("May God bless him"), "Well may we say" or permission
    ("players may bid again", "the warrants may be exercised")."""
    following = words[HERE + 1]
    if following[:1].isdigit():
        return False
    if facts & CAPITAL:
        if not words[HERE - 1]:
            return tags[HERE + 1] == _VB and following not in ("god", "the")
        return tags[HERE + 1] in (_VB, CODE["RB"])
    if following in ("i", "we", "you", "god", "the"):
        return False
    return not (words[HERE - 1] in _ALLOWED and following not in ("be", "have", "find", "not"))


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
        return tags[HERE + 2] != _VBN or (
            not facts & PAST and words[HERE + 2] not in ("seen", "reached", "found", "heard")
        )
    return not facts & PAST


def would(words: list[str], tags: list[int], facts: int) -> bool:
    """Under a condition ("If the vote fails, the government would fall") or of what is not so now ("The plan would
    cost billions and is opposed by unions"); not "He said he would resign", "She would go on to win"."""
    following = words[HERE + 1]
    at = HERE + 1
    while at < HERE + 4 and (tags[at] in _ADVERB or words[at] in ("not", "n't")):
        at += 1
    if words[at] == "have":
        return bool(facts & CONDITION and not facts & PAST) or (tags[at + 1] != _VBN and not facts & ANY_PAST)
    if facts & CONDITION:
        return True
    if facts & ANY_PAST or following in (
        "like",
        "argue",
        "say",
        "agree",
        "later",
        "go",
        "often",
        "never",
        "always",
        "not",
    ):
        return False
    if words[at] == "be":
        return tags[at + 1] in _codes("DT JJ JJR TO IN VBN") or words[at + 1] == "to"
    return bool(facts & PRESENT) and words[HERE - 1] not in ("which", "who", "he", "she", "they", "we", "i", "you")


def will(words: list[str], tags: list[int], facts: int) -> bool:
    """Only under a condition in the same sentence: "Unless rain comes, the crop will fail"."""
    return bool(facts & CONDITION) and CODE["MD"] == tags[HERE]


def should(words: list[str], tags: list[int], facts: int) -> bool:
    """Expectation or condition, not advice: "the cuts should help earnings", "Should the talks fail, …"; not "He
    should resign", "Should he resign?"."""
    inverted = tags[HERE + 1] in _OPENS_NOUN_PHRASE or words[HERE + 1] in _SUBJECT_PRONOUN
    if inverted and not facts & QUESTION:
        return not words[HERE - 1] or tags[HERE - 1] in _NOUN
    following = words[HERE + 1]
    if following in ("n't", "not"):
        following = words[HERE + 2]
    return following in _OUTCOME or words[HERE + 1 : HERE + 3] == ["be", "able"]


def condition(words: list[str], tags: list[int], facts: int) -> bool:
    """Not a concession or a comparison: "dozens if not hundreds", "little, if any", "as if", "if and only if"."""
    if words[HERE - 1] == "as" or words[HERE - 2 : HERE] == ["and", "only"]:
        return False
    return words[HERE + 1] not in _CONCEDED


def until(words: list[str], tags: list[int], facts: int) -> bool:
    """An event that has not come: "sanctions stay until Iraq withdraws", not "until 1994", "until he died"."""
    if facts & PAST or tags[HERE + 1] == CODE["CD"] or words[HERE + 1] in ("then", "now", "recently", "late", "early"):
        return False
    return any(tags[k] in _PRESENT for k in range(HERE + 2, HERE + AFTER + 1))


def seen_as(words: list[str], tags: list[int], facts: int) -> bool:
    """ "is regarded as a threat", not "Frisch is regarded for its teams", "was seen in the car"."""
    return "as" in words[HERE + 1 : HERE + AFTER]


def considered(words: list[str], tags: list[int], facts: int) -> bool:
    """A judgement: "is considered a threat", "some consider him a hero"; not "considered resigning", "was considered
    for the post", "will consider the plan"."""
    following = words[HERE + 1]
    to_be = any(
        pair in (("to", "be"), ("to", "have"))
        for pair in zip(words[HERE + 1 : HERE + 6], words[HERE + 2 : HERE + 7], strict=True)
    )
    if to_be or ("as" in words[HERE + 1 : HERE + 5] and words[HERE] != "consider"):
        return True
    if following in _NOT_JUDGED or tags[HERE + 1] == _VBG:
        return False
    if "what" in words[HERE - 4 : HERE] or words[HERE - 1] in (
        "some",
        "many",
        "most",
        "critics",
        "experts",
        "historians",
    ):
        return True
    if words[HERE] == "considered":
        passive = any(w in _BE for w in words[HERE - 3 : HERE])
        reduced = (
            facts & COMMA_BEFORE
            or words[HERE - 1] in _JUDGED_BY_MANY
            or (tags[HERE - 1] in _NOUN and tags[HERE] == _VBN)
        )
        return bool(passive or reduced) or (tags[HERE + 1] in _codes("PRP JJ") and following != "it")
    if following in _OBJECT_PRONOUN:
        return True
    return (
        words[HERE - 1] in ("they", "he", "she", "i", "we")
        and words[HERE] != "considered"
        and not tags[HERE + 1] == CODE["DT"]
    )


def view(words: list[str], tags: list[int], facts: int) -> bool:
    """ "took the view that …", "many view it as …"; not "a view of the sea"."""
    if words[HERE + 1] == "that":
        return words[HERE - 1] not in ("in", "with")
    return (
        words[HERE] != "views"
        and words[HERE - 1] not in ("a", "the", "of", "this", "their", "his")
        and seen_as(words, tags, facts)
    )


def that_clause(words: list[str], tags: list[int], facts: int) -> bool:
    """A noun of opinion with its content: "the idea that taxes help", not "a good idea"."""
    return words[HERE + 1] == "that" or (words[HERE + 1] == "is" and words[HERE + 2] == "that")


def believe(words: list[str], tags: list[int], facts: int) -> bool:
    """Not faith or refusal: "believe in God", "Nobody believes this", "hard to believe"."""
    following = words[HERE + 1]
    if following in ("in", "me", "him", "her", "them", "") and not (facts & STOP_AFTER and words[HERE] == "believed"):
        return False
    if words[HERE - 1] == "to" and words[HERE - 2] in ("hard", "difficult", "us", "impossible", "reason"):
        return words[HERE - 2] == "reason"
    return words[HERE - 1] != "nobody"


def think(words: list[str], tags: list[int], facts: int) -> bool:
    """An opinion, not thinking: "think about it", "think of a way"; "don't think" denies."""
    following = words[HERE + 1]
    if following in ("of", "about", "and", "through", "like", "on", "for", "back", "") or _negated(words):
        return False
    return words[HERE - 1] not in ("to", "and", "must") or following == "that"


def thought(words: list[str], tags: list[int], facts: int) -> bool:
    """The verb, not the noun: "is thought to be", "he thought it was"; not "school of thought", "some thought"."""
    following, previous = words[HERE + 1], words[HERE - 1]
    if (following == "of" and "as" in words[HERE + 2 : HERE + 5]) or following in ("to", "that"):
        return True
    if following in ("of", "about", "out", "or", "and", "from", "through", "process", ""):
        return False
    if previous in _BE or words[HERE - 2] in _BE or "what" in words[HERE - 3 : HERE]:
        return True
    if previous in ("the", "a", "no", "another", "second", "of", "in", "and", "or") or tags[HERE - 1] == CODE["JJ"]:
        return False
    return (tags[HERE + 1] in _OPENS_NOUN_PHRASE and following not in ("him", "them", "me", "us")) or tags[
        HERE + 1
    ] in _VERB_FINITE


def expect(words: list[str], tags: list[int], facts: int) -> bool:
    """ "is expected to fall"; not "as expected", "than expected", "the expected gain", "what we expect of you"."""
    previous, following = words[HERE - 1], words[HERE + 1]
    if previous in ("as", "than", "the", "an", "be", "initially", "originally") and following != "to":
        return False
    if words[HERE] in ("expected", "anticipated") and not following:
        return False
    return not (
        words[HERE] in ("expected", "anticipated")
        and tags[HERE - 1] in _codes("VBN VBD")
        and words[HERE - 1] in ("been", "had")
        and following not in ("to", "that")
    )


def appear(words: list[str], tags: list[int], facts: int) -> bool:
    """Seeming, not showing up: "appears to be", "appeared likely"; not "appeared in court"."""
    at = HERE + 1
    if words[at] in ("to", "that", "likely", "unlikely") or words[at : at + 2] in (["as", "if"], ["as", "though"]):
        return True
    if tags[at] in _ADVERB:
        at += 1
        return words[at] == "to" or tags[at] in _codes("JJ VBN")
    return tags[at] == CODE["JJ"] or (tags[at] == _VBN and words[at] not in ("wearing", "dressed"))


def suggest(words: list[str], tags: list[int], facts: int) -> bool:
    """Evidence that hints, not a proposal or a name: "suggested by the mayor", "as the name suggests"."""
    following, previous = words[HERE + 1], words[HERE - 1]
    if following in ("", "by", "and", "or") or tags[HERE + 1] == _VBG or previous in ("name", "title", "names"):
        return False
    return True


def indicate(words: list[str], tags: list[int], facts: int) -> bool:
    """ "The study indicates that …", not "an arrow indicating the exit"."""
    return words[HERE + 1] == "that"


def imply(words: list[str], tags: list[int], facts: int) -> bool:
    """Not "as the name implies"."""
    return words[HERE - 1] not in ("name", "title") and bool(words[HERE + 1])


def feel(words: list[str], tags: list[int], facts: int) -> bool:
    """An opinion: "many felt that …", "he felt they were wrong"; not "felt sick", "felt the blast"."""
    return words[HERE + 1] == "that" or (
        words[HERE + 1] in ("they", "he", "she", "it", "we", "i", "there") and tags[HERE + 2] in _VERB_FINITE
    )


def clause(words: list[str], tags: list[int], facts: int) -> bool:
    """With a clause: "fears that prices will rise", "suspect he lied"; not "the suspect fled"."""
    return _clause_follows(words, tags)


def assume(words: list[str], tags: list[int], facts: int) -> bool:
    """Supposing, not taking on: "assumed office", "assumes responsibility", "assumed the role"."""
    if any(
        w
        in (
            "office",
            "power",
            "control",
            "command",
            "responsibility",
            "role",
            "duties",
            "leadership",
            "debt",
            "post",
            "liabilities",
            "position",
            "title",
            "name",
            "identity",
            "presidency",
        )
        for w in words[HERE + 1 : HERE + 5]
    ):
        return False
    return (
        words[HERE + 1] in ("that", "to", "it", "he", "they", "she", "there", "i")
        or _clause_follows(words, tags)
        or words[HERE - 1] in _BE
    )


def suspect(words: list[str], tags: list[int], facts: int) -> bool:
    """The verb: "suspect that", "is suspected of", "a suspected bomber"; not "the suspect"."""
    if words[HERE] == "suspected":
        return True
    return tags[HERE] in _codes("VB VBP VBZ") and words[HERE + 1] not in ("is", "was", "in", "and", "who")


def possible(words: list[str], tags: list[int], facts: int) -> bool:
    """Perhaps so: "it is possible that", "a possible link"; not "as soon as possible", "the fastest possible way",
    "made it possible", "if possible", "all possible means", "it is possible to buy tickets"."""
    previous, following = words[HERE - 1], words[HERE + 1]
    if following == "that":
        return True
    if tags[HERE - 1] in _codes("JJS CD") or previous in _NOT_PERHAPS:
        return False
    if "as" in words[HERE - 4 : HERE] or any(w in ("made", "makes", "make", "making") for w in words[HERE - 3 : HERE]):
        return False
    return tags[HERE + 1] in _NOUN or tags[HERE + 1] in _codes("JJ VBG VBN")


def potential(words: list[str], tags: list[int], facts: int) -> bool:
    """An event that may come: "a potential conflict"; not people ("potential buyers"), nor the noun."""
    following = words[HERE + 1]
    if tags[HERE + 1] not in _NOUN or facts & STOP_AFTER:
        return False
    return not following.endswith(
        ("er", "ers", "or", "ors", "ist", "ists", "energy", "theory", "client", "clients", "recipient", "ees")
    )


def doubt(words: list[str], tags: list[int], facts: int) -> bool:
    """ "doubts that", "doubt about"; "no doubt" and "without doubt" are boosters."""
    return words[HERE - 1] not in ("no", "without", "never") and words[HERE + 1] in (
        "that",
        "whether",
        "if",
        "about",
        "over",
        "on",
    )


def questioned(words: list[str], tags: list[int], facts: int) -> bool:
    """Called in doubt: "questioned whether", "has been questioned"; not "questioned by police", "questioned him"."""
    following = words[HERE + 1]
    if words[HERE - 1] == "been" and not following:
        return True
    return following in ("whether", "if", "the", "how", "why", "his", "her", "their", "its", "what", "this")


def concern(words: list[str], tags: list[int], facts: int) -> bool:
    """A feared possibility: "concerns that prices rise", "fears of a coup"; not "environmental concerns"."""
    return words[HERE + 1] == "that" or (words[HERE + 1] == "of" and words[HERE] in ("fear", "fears"))


def chance(words: list[str], tags: list[int], facts: int) -> bool:
    """Likelihood: "a good chance that", "chances are"; not "a chance to speak", "by chance"."""
    return words[HERE + 1] in ("that", "are")


def likely(words: list[str], tags: list[int], facts: int) -> bool:
    """Not a comparison of odds: "makes an accident less likely"."""
    return not (
        words[HERE - 1] in ("less", "more")
        and words[HERE + 1] in ("", "to", "than", "nor", "and")
        and words[HERE + 1] != "to"
    )


def _rules(groups: dict[str, tuple[Rule, str]]) -> dict[str, tuple[str, Rule]]:
    return {term: (name, rule) for name, (rule, terms) in groups.items() for term in terms.split()}


_HEDGES = _rules(
    {
        "may": (may, "may"),
        "could": (could, "could could've"),
        "would": (would, "would wouldn't"),
        "will": (will, "will won't"),
        "should": (should, "should"),
        "if": (condition, "if"),
        "until": (until, "until"),
        "as": (seen_as, "regard regards regarded see sees seen"),
        "consider": (considered, "consider considers considered"),
        "view": (view, "view views viewed"),
        "noun_that": (
            that_clause,
            "idea notion belief beliefs theory speculation allegation allegations possibilities hypothesis assumption assumptions suggestion suggestions implication expectation expectations suspicion suspicions indication indications",
        ),
        "believe": (believe, "believe believes believed believing"),
        "think": (think, "think thinks"),
        "thought": (thought, "thought"),
        "expect": (expect, "expect expects expected expecting anticipate anticipates anticipated anticipating"),
        "appear": (appear, "appear appears appeared appearing"),
        "suggest": (suggest, "suggest suggests suggested suggesting"),
        "indicate": (indicate, "indicate indicates indicated indicating"),
        "imply": (imply, "imply implies implied implying"),
        "feel": (feel, "feel feels felt"),
        "clause": (
            clause,
            "fear feared fearing wonder wonders wondered wondering guess guesses guessed imagine imagines imagined suppose supposes reckon reckons reckoned predict predicts predicted predicting",
        ),
        "assume": (assume, "assume assumes assumed assuming"),
        "suspect": (suspect, "suspect suspects suspected"),
        "possible": (possible, "possible"),
        "potential": (potential, "potential"),
        "doubt": (doubt, "doubt doubts"),
        "question": (questioned, "questioned"),
        "concern": (concern, "concern concerns fears worry worries"),
        "chance": (chance, "chance chances"),
        "likely": (likely, "likely"),
    }
)

RULES: dict[str, dict[str, tuple[str, Rule]]] = {"hedges": _HEDGES, "boosters": {}}
"""By word list: the rule of each ambiguous term, with its name."""
