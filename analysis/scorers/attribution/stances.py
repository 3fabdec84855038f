"""Stance of a cue in its context: whether the author's choice of it casts doubt on the content, or presents it as true.

The lexicon says which cues can do either (`claimed`; `revealed`). They do neither where the source chose the word
(inside a quotation), where the cue is negated or only possible ("did not reveal", "can prove"), where the author or
the reader is the subject ("I know"), and where the verb has another sense ("claimed responsibility", "showed footage").
"""

from collections.abc import Callable

from analysis.scorers.attribution.lexicon import Frame
from analysis.scorers.attribution.state import Attribution

NEUTRAL, DOUBTING, ENDORSING = "neutral", "doubting", "endorsing"

_DOUBTING_ADVERBS = frozenset(("allegedly", "supposedly"))
_NEGATION = frozenset(("not", "never", "cannot", "neither", "nor"))
_FAILS = frozenset(("fail", "fails", "failed", "failing"))
_POSSIBLE = frozenset(
    (
        "can", "could", "may", "might", "would", "should", "must", "will", "need", "needs", "want", "wants", "hope",
        "hopes", "seek", "seeks", "'ll", "'ve got to", "is to", "are to",
    )
)  # fmt: skip
_SPEAKERS = frozenset(("i", "we", "you", "nobody", "no", "i'm", "we're", "you're", "you've", "i've", "we've"))
_OPEN_CLAUSE = frozenset(("whether", "if"))
_PERCEIVING = frozenset(("evidence", "think"))
"""Categories whose verbs present only a clause as true: "showed that", not "showed footage", "knows him"."""
_OBJECT_RULES = frozenset(("object", "predicate", "preposition", "infinitive"))


def stance_of(attribution: Attribution, frame: Frame, text: Callable[[int], str], quoted: bytes) -> str:
    """Return the stance of an attribution's cue.

    `text(i)` is word i of the batch in lower case with straight apostrophes, `quoted[i]` is 1 inside a quotation.
    """
    if not attribution.cue:
        return frame.stance
    at, end = attribution.cue[0]
    cue = [text(i) for i in range(at, end)]
    stance = DOUBTING if cue[0] in _DOUBTING_ADVERBS else frame.stance
    if stance not in (DOUBTING, ENDORSING):
        return stance
    if quoted[at] or _is_negated(cue) or _first_word(attribution, text) in _SPEAKERS:
        return NEUTRAL
    if stance == DOUBTING:
        another_sense = attribution.rule == "object" and cue[-1].startswith("claim")
        return NEUTRAL if another_sense else DOUBTING
    possible = not _POSSIBLE.isdisjoint(cue) or (frame.category == "evidence" and "to" in cue)
    open_clause = text(attribution.content[0][0]) in _OPEN_CLAUSE
    only_object = frame.category in _PERCEIVING and attribution.rule in _OBJECT_RULES
    points_to = cue[-1] == "to" and cue[0].startswith("point")
    return NEUTRAL if possible or open_clause or only_object or points_to else ENDORSING


def _is_negated(cue: list[str]) -> bool:
    if not _FAILS.isdisjoint(cue):
        return False
    return any(word in _NEGATION or word.endswith("n't") for word in cue)


def _first_word(attribution: Attribution, text: Callable[[int], str]) -> str:
    return text(attribution.source[0][0]) if attribution.source else ""
