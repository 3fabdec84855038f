"""The words inside a batch's tokens, flat: what the rules of language read."""

from dataclasses import dataclass

import numpy as np

from analysis.text.quotes import inside
from analysis.text.vocabulary import LONE_BITS, Vocabulary


@dataclass(frozen=True)
class Words:
    """One entry a word, in order.

    `word` are numbers in `vocabulary.words`; `start` and `end` characters of the article's text; `before` and `after`
    punctuation bits (`analysis.text.vocabulary`), lone punctuation tokens counted to both neighbours; `token` is the
    token each word stands in, `sentence` the batch-wide number of its sentence.
    """

    word: np.ndarray
    start: np.ndarray
    end: np.ndarray
    before: np.ndarray
    after: np.ndarray
    token: np.ndarray
    sentence: np.ndarray
    marked: np.ndarray
    """Inside quotation marks: what the grammar of a sentence passes over."""
    quoted: np.ndarray
    """In a quoted voice (`analysis.text.voice`), which measures tell from the outlet's."""
    body: np.ndarray


def find_words(
    vocabulary: Vocabulary,
    form: np.ndarray,
    start: np.ndarray,
    document: np.ndarray,
    paragraph: np.ndarray,
    sentence: np.ndarray,
    body: np.ndarray,
    marks: np.ndarray,
    voices: np.ndarray,
) -> Words:
    """The words inside a batch's tokens; the arrays have one entry per token, as in `Documents`.

    `marks` and `voices` have rows of document, start and end (characters), of quotations and of quoted voice.
    """
    rows = vocabulary.form_words()
    token, row, begins = rows.spread(form)
    word, offset, end, before, after = (column[row] for column in rows.columns)
    bits = vocabulary.forms[LONE_BITS][form]
    lone = np.flatnonzero(bits)
    _add_lone_punctuation(before, after, token, paragraph, lone, bits[lone], begins[lone])
    base = start[token]
    return Words(
        word=word,
        start=base + offset,
        end=base + end,
        before=before,
        after=after,
        token=token,
        sentence=sentence[token],
        marked=inside(marks, document[token], base + offset),
        quoted=inside(voices, document[token], base + offset),
        body=body[token],
    )


def _add_lone_punctuation(
    before: np.ndarray,
    after: np.ndarray,
    token: np.ndarray,
    paragraph: np.ndarray,
    lone: np.ndarray,
    bits: np.ndarray,
    following: np.ndarray,
) -> None:
    """Add the `bits` of tokens without a word to the words next to them in the same paragraph.

    `following` is the first word after each of the tokens `lone`.
    """
    for neighbour, side in ((following, before), (following - 1, after)):
        exists = (neighbour >= 0) & (neighbour < len(token))
        at, its_bits = neighbour[exists], bits[exists]
        same = paragraph[token[at]] == paragraph[lone[exists]]
        np.bitwise_or.at(side, at[same], its_bits[same])
