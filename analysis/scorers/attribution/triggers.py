"""Which words of a batch can be a cue, found with array operations, so that rules run on few words of few sentences."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from analysis.scorers.attribution import lexicon as lex
from analysis.text import Documents
from analysis.text.constituents.word_columns import BREAK, COLON, COMMA, QUOTE
from analysis.text.pos_tagger import BE
from analysis.text.small_words import W_ACCORDING, W_OUT, small_words
from analysis.text.tagsets import JJ, NN, NNP, NNS, NOUNS, PRESENT_OR_PAST, PRP, VBD, VBG, VBN, VERBS

# Kinds of trigger, as found here.
NO_CUE, ACCORDING_CUE, VERB_CUE, OTHER_VERB, NOUN_CUE, ADJECTIVE_CUE, HEARSAY_CUE = range(7)
KIND = 7
"""Mask of the kind; two more bits say that content may stand before it, and that it is a finite verb of saying."""
POSTPOSED, SPEAKS = 8, 16
# Kinds of cue that the rules distinguish further.
(
    TURN, POSTPOSED_CUE, ACTIVE_CUE, PARTICIPLE_CUE, RAISING_CUE, PASSIVE_CUE, PASSIVE_ADJECTIVE_CUE, REDUCED_CUE,
    KINDS,
) = range(7, 16)  # fmt: skip

Sentence = tuple[int, int, int, int, bool, int]
"""First word, word after the last, first trigger, trigger after the last, whether one is `POSTPOSED`, end of a possible
turn or 0."""

_COLON_WITHIN = 10
"""A speaker's name before a colon has fewer words than this."""
_HEARSAY_WORDS = small_words("reportedly allegedly supposedly")


@dataclass(frozen=True)
class Forms:
    """What the words of a batch can be, as arrays."""

    verb: np.ndarray
    noun: np.ndarray
    adjective: np.ndarray
    small: np.ndarray
    auxiliary: np.ndarray
    gap: np.ndarray


@dataclass(frozen=True)
class Triggers:
    """Words that may begin an attribution, and the sentences that hold them."""

    places: list[int]
    kinds: bytes
    """By number in `places`: `VERB_CUE` and so on, with the bits `POSTPOSED` and `SPEAKS`."""
    sentences: Iterable[Sentence]
    """Only those with something to read."""


def _among(numbers: Iterable[int]) -> np.ndarray:
    table = np.zeros(256, bool)
    table[list(numbers)] = True
    return table


_VERB, _NOUN, _POSTPOSED_TAG = _among(VERBS), _among(NOUNS), _among(PRESENT_OR_PAST | {VBN})
_FINITE, _SUBJECT_BEFORE = _among(PRESENT_OR_PAST), _among((NNS, PRP))
_HEARSAY, _GOVERNED = _among(_HEARSAY_WORDS), _among(small_words("out that how whether"))
_IS_TRIGGER = _among(_HEARSAY_WORDS | {W_ACCORDING})


def find_triggers(documents: Documents, forms: Forms, quotation_ends: list[int]) -> Triggers:
    """The triggers of a batch; `quotation_ends` are the words right after a quotation in their paragraph."""
    words = documents.words
    size = len(words.word)
    opens = np.append(True, words.sentence[1:] != words.sentence[:-1])
    first = np.flatnonzero(opens)
    stop = np.append(first[1:], size)
    cue = (forms.verb != 0) | (forms.noun != 0) | (forms.adjective != 0) | _IS_TRIGGER[forms.small]
    cue |= _FINITE[documents.tags] & (forms.auxiliary == 0)
    at = np.flatnonzero(cue & ~words.marked)
    number = np.cumsum(opens)[at] - 1
    after_quotation = np.zeros(size + 1, bool)
    after_quotation[quotation_ends] = True
    kind = _kinds(documents.tags, forms, at, first[number], stop[number])
    postposed = _postposed(documents.tags, forms, at, first[number], stop[number], after_quotation)
    kept = (kind != NO_CUE) | postposed
    at, kind, postposed, number = at[kept], kind[kept], postposed[kept], number[kept]
    low, high = np.searchsorted(at, first), np.searchsorted(at, stop)
    # sentences without a cue are skipped: their other finite verbs only have subjects to offer
    turn = _turns(documents, forms.gap, first)
    heard = np.bincount(number[(kind != OTHER_VERB) | postposed], minlength=len(first)) > 0
    chosen = np.flatnonzero(heard | (turn > 0))
    with_postposed = (np.bincount(number[postposed], minlength=len(first)) > 0)[chosen]
    columns = [column[chosen].tolist() for column in (first, stop, low, high)]
    sentences = zip(*columns, with_postposed.tolist(), turn[chosen].tolist(), strict=True)
    kind = (
        kind
        | np.where(postposed, POSTPOSED, 0)
        | np.where(_flags(_is_saying)[forms.verb[at]] & _FINITE[documents.tags[at]], SPEAKS, 0)
    )
    return Triggers(at.tolist(), kind.astype(np.uint8).tobytes(), sentences)


def _is_saying(frame: lex.Frame) -> bool:
    return frame.category in lex.SAYING


def _is_clausal(frame: lex.Frame) -> bool:
    return frame.complements & (lex.CLAUSE | lex.QUOTED) != 0


def _is_light(frame: lex.Frame) -> bool:
    """A verb that reports nothing by itself ("made a promise"): it only tells who does."""
    return frame.complements == lex.LIGHT


def _flags(of: Callable[[lex.Frame], bool]) -> np.ndarray:
    return np.array([of(frame) for frame in lex.lexicon().frames])


def _kinds(tags: np.ndarray, forms: Forms, at: np.ndarray, first: np.ndarray, stop: np.ndarray) -> np.ndarray:
    """What each trigger can be."""
    tag, small = tags[at], forms.small[at]
    after = np.minimum(at + 1, len(tags) - 1)
    verb = forms.verb[at] != 0
    # "Labor leaders point out that": a form tagged as noun, between a plural and what only a verb can govern
    governs = (at + 1 < stop) & (forms.gap[at + 1] & BREAK == 0) & _GOVERNED[forms.small[after]]
    noun_verb = verb & (tag == NN) & (at > first) & _SUBJECT_BEFORE[tags[at - 1]] & governs
    is_verb = _VERB[tag]
    light = _flags(_is_light)[forms.verb[at]] & (tag != VBN) & (tag != VBG)
    return np.select(
        [
            small == W_ACCORDING,
            (is_verb & verb & ~light) | noun_verb,
            is_verb,
            (forms.noun[at] != 0) & _NOUN[tag],
            (forms.adjective[at] != 0) & (tag == JJ),
            _HEARSAY[small],
        ],
        [ACCORDING_CUE, VERB_CUE, OTHER_VERB, NOUN_CUE, ADJECTIVE_CUE, HEARSAY_CUE],
        NO_CUE,
    )


def _postposed(
    tags: np.ndarray, forms: Forms, at: np.ndarray, first: np.ndarray, stop: np.ndarray, after_quotation: np.ndarray
) -> np.ndarray:
    """Whether content may stand before each trigger: a verb that takes a clause, with a stop or quotation before it."""
    saying, clausal = _flags(_is_saying), _flags(_is_clausal)
    tag, verb, gap = tags[at], forms.verb[at], forms.gap
    after, before = np.minimum(at + 1, len(tags) - 1), np.maximum(at - 1, 0)
    inside = at + 1 < stop
    # "Viguerie notes": a form tagged as plural noun, between a name and a stop or comma
    named = (tags[before] == PRP) | (tags[before] == NNP)
    speaks = (tag == NNS) & saying[verb] & (at > first) & named & (~inside | (gap[at + 1] & (COMMA | COLON) != 0))
    points_out = inside & (forms.small[after] == W_OUT)
    last_stop = np.maximum.accumulate(np.where(gap & (BREAK | QUOTE), np.arange(len(gap)), 0))[at]
    result: np.ndarray = (
        (verb != 0)
        & (_POSTPOSED_TAG[tag] | speaks)
        & (clausal[verb] | points_out)
        & ((tag == VBD) | (forms.auxiliary[before] != BE))
        & ((at == first) | (last_stop > first) | after_quotation[first])
    )
    return result


def _turns(documents: Documents, gap: np.ndarray, first: np.ndarray) -> np.ndarray:
    """By sentence: the end of its paragraph where a speaker's turn can open it ("Trump: We will win"), else 0."""
    words = documents.words
    paragraph = documents.paragraph[words.token]
    opening = np.flatnonzero(np.append(True, paragraph[1:] != paragraph[:-1]))
    colons = np.flatnonzero(gap[:-1] & COLON)
    which = np.maximum(np.searchsorted(opening, colons) - 1, 0)
    begin = opening[which]
    near = (colons - begin < _COLON_WITHIN) & (colons > begin) & (words.sentence[colons] == words.sentence[begin])
    turn = np.zeros(len(first), np.int64)
    place = np.searchsorted(first, begin[near])
    ends = np.append(opening[1:], len(words.word))[which[near]]
    fits = first[np.minimum(place, len(first) - 1)] == begin[near]
    turn[place[fits]] = ends[fits]
    return turn
