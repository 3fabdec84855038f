"""Sentences in which the outlet itself evaluates, asserts or supposes, and attributes nothing.

A sentence is a claim where a word of `lexicons/cues/claims.csv` stands in the outlet's voice: an evaluative word
("disastrous", Martin & White 2005), an adverb of certainty or doubt ("clearly", "perhaps"), or a modal of possibility
or obligation ("may", "must"; Biber 2006, Hyland 2005). It is unattributed where no source, cue or content of an
attribution stands in it. Questions do not claim. The list is closed and short: the share is for comparing outlets and
times, not a judgement on one sentence.
"""

import csv
from functools import cache

import numpy as np

from analysis.scorers.attribution.lexicon import FOLDER
from analysis.text import Documents
from analysis.text.vocabulary import QUESTION, Feature


@cache
def claim_words() -> frozenset[str]:
    """Return the words that make a sentence a claim, lower case."""
    with (FOLDER / "claims.csv").open(encoding="utf-8", newline="") as file:
        return frozenset(row["term"] for row in csv.DictReader(file))


def _claims(word: str) -> bool:
    return word != "May" and word.lower() in claim_words()  # "May" is a month, or a prime minister


CLAIM_WORD = Feature("claim_word", "bool", lambda words: [_claims(word) for word in words])


def unattributed_claims(documents: Documents, attributed: np.ndarray) -> np.ndarray:
    """How many sentences of each body claim something and attribute nothing.

    `attributed` tells by batch-wide sentence number whether something of an attribution stands in the sentence.
    """
    words = documents.words
    if not len(words.word):
        return np.zeros(len(documents))
    claims = documents.vocabulary.words[CLAIM_WORD][words.word] & words.body & ~words.quoted & ~words.marked
    last = np.append(words.sentence[1:] != words.sentence[:-1], True)
    counts = np.zeros(len(attributed), bool)
    counts[words.sentence[claims]] = True
    counts[words.sentence[last & (words.after & QUESTION != 0)]] = False
    number = np.flatnonzero(counts & ~attributed)
    opens = np.append(True, last[:-1])
    document = np.zeros(len(attributed), np.int64)
    document[words.sentence[opens]] = documents.document[words.token[opens]]
    return np.bincount(document[number], minlength=len(documents)).astype(np.float64)
