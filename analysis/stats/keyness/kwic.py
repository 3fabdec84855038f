"""Keyword in context: the places of a word or phrase in texts."""

import numpy as np

from analysis.queries.choices import Voice
from analysis.stats.keyness.ngram_counts import lowered, runs_of_words
from analysis.text import Documents
from analysis.text.vocabulary import WORD


def words_of(term: str) -> list[str]:
    """Return the words of a term as they are counted: lower case, straight apostrophes.

    >>> words_of("the Speaker’s chair")
    ['the', "speaker's", 'chair']
    """
    return [lowered(match.group()) for match in WORD.finditer(term)]


def occurrences(
    documents: Documents, wanted: list[str], voice: Voice, per_article: int
) -> list[tuple[int, int, int, bool]]:
    """Return document, start, end and whether quoted of each occurrence of the words `wanted`, one after the other.

    Words are as `words_of` gives them; at most `per_article` occurrences of each document are returned.
    """
    place, document, begins = runs_of_words(documents, voice)
    words, strings = documents.words, documents.vocabulary.words.strings
    run = np.cumsum(begins)
    size = max(len(place) - len(wanted) + 1, 0)
    matches = run[:size] == run[len(wanted) - 1 :]
    distinct, inverse = np.unique(words.word[place], return_inverse=True)
    names = [lowered(strings[w]) for w in distinct.tolist()]
    for step, word in enumerate(wanted):
        matches &= np.array([name == word for name in names], bool)[inverse[step : step + size]]
    at = np.flatnonzero(matches)
    nth = np.arange(len(at)) - np.searchsorted(document[at], document[at])
    last = len(wanted) - 1
    return [
        (int(document[i]), int(words.start[place[i]]), int(words.end[place[i + last]]), bool(words.quoted[place[i]]))
        for i in at[nth < per_article].tolist()
    ]


def single_line(text: str) -> str:
    """Return the text with white space made single, also at its edges, so that parts still join."""
    inside = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inside}{' ' if inside and text[-1:].isspace() else ''}"
