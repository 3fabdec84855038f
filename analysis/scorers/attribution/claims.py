"""Sentences in which the outlet itself evaluates, asserts or supposes, and attributes that to nobody.

A sentence is a claim where a word of `lexicons/cues/claims.csv` stands in the outlet's voice: an evaluative word
("disastrous", Martin & White 2005), an adverb of certainty or doubt ("clearly", "perhaps"), or a modal of possibility
or obligation ("may", "must"; Biber 2006, Hyland 2005). It is unattributed where that word belongs to no source, cue or
content of an attribution, whatever else stands in the sentence. Questions do not claim, nor what is left open ("whether
he should"), conditions ("should he win") and inability ("could not go"). The list is closed and short: the share is for
comparing outlets and times, not a judgement on one sentence.
"""

import csv
from functools import cache

import numpy as np

from analysis.scorers.attribution.lexicon import FOLDER
from analysis.text import Documents
from analysis.text.vocabulary import COLON, COMMA, DASH, QUESTION, SEMICOLON, Feature


@cache
def claim_words() -> frozenset[str]:
    """Return the words that make a sentence a claim, lower case."""
    with (FOLDER / "claims.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["term"] for row in csv.DictReader(file))


def _claims(word: str) -> bool:
    return word not in _NAMES and word.lower() in claim_words()


CLAIM_WORD = Feature("claim_word", "bool", lambda words: [_claims(word) for word in words])
_NAMES = frozenset(("May", "Superior"))
"""The month and the prime minister, the court and the lake."""
_MODALS = frozenset(("could", "may", "might", "must", "should", "ought"))
_ASKS = frozenset(("whether", "how", "what", "who", "whom", "why"))
_BEFORE_WRONG = frozenset(("go", "goes", "going", "went", "gone"))
_SUBJECTS = frozenset(("he", "she", "it", "they", "we", "you", "the", "a", "an", "any", "his", "her", "its", "their"))
_CLAUSE = 8
"""Words between "whether" and the modal that it leaves open, at most."""
_ENDS = COMMA | COLON | SEMICOLON | DASH


def unattributed_claims(documents: Documents, attributed: np.ndarray) -> np.ndarray:
    """Bool by batch-wide sentence number: a word that claims stands in no part of an attribution.

    `attributed` tells by word whether it belongs to a source, cue or content.
    """
    words = documents.words
    size = int(words.sentence[-1]) + 1 if len(words.word) else 0
    found = np.zeros(size, bool)
    if not size:
        return found
    own = words.body & ~words.quoted & ~words.marked
    claims = documents.vocabulary.words[CLAIM_WORD][words.word] & own & ~attributed
    places = np.flatnonzero(claims)
    found[words.sentence[places[~_open(documents, places)]]] = True
    last = np.append(words.sentence[1:] != words.sentence[:-1], True)
    found[words.sentence[last & (words.after & QUESTION != 0)]] = False
    return found


def _is_subject(word: str) -> bool:
    return word in _SUBJECTS or word[:1].isupper()


def _open(documents: Documents, places: np.ndarray) -> np.ndarray:
    """Which claim words claim nothing: "whether he should", "should he win, …", "could not go", "gone wrong"."""
    words, strings = documents.words, documents.vocabulary.words.strings
    number, sentence, after = words.word, words.sentence, words.after

    def word(place: int, of: int) -> str:
        """The word in lower case, empty outside the sentence of the word `of`."""
        inside = 0 <= place < len(number) and sentence[place] == sentence[of]
        return str(strings[number[place]]).lower() if inside else ""

    def asked(place: int) -> bool:
        for earlier in range(place - 1, place - 1 - _CLAUSE, -1):
            if not word(earlier, place) or after[earlier] & _ENDS:
                return False
            if word(earlier, place) in _ASKS:
                return True
        return False

    def claims_nothing(place: int) -> bool:
        claim = word(place, place)
        if claim == "wrong":
            return word(place - 1, place) in _BEFORE_WRONG
        if claim == "should" and _is_subject(strings[number[place + 1]] if word(place + 1, place) else ""):
            return word(place - 1, place) in ("", "but") or bool(after[place - 1] & _ENDS)
        if claim == "could" and word(place + 1, place) == "not":
            return word(place + 2, place) != "have"
        return claim in _MODALS and asked(place)

    return np.array([claims_nothing(place) for place in places.tolist()], bool)
