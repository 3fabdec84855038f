"""Readability: how hard the body is to read, by seven established formulas, equal to textstat's numbers.

Every formula is built from a few counts (words, sentences, syllables, letters …). textstat counts them on a string
without punctuation; all its counts but that of sentences are sums over whitespace-separated forms, so each form is
counted once and a document is a sum. Where textstat answers 0 because there is nothing to measure, the value is
missing.
"""

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from analysis.measures import Measure
from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.text import Documents, features
from analysis.text.package_data import data_file
from analysis.text.syllables import syllables

_NO_WORDS = "the body has no word"


def _formula(name: str, label: str, unit: str, definition: str, citation: str, missing: str = _NO_WORDS) -> Measure:
    return Measure(name, label, unit, None, None, definition, f"{citation}; as in textstat", missing, digits=1)


def _count(name: str, label: str, unit: str, definition: str) -> Measure:
    return Measure(name, label, unit, 0, None, definition, "as in textstat", digits=0, count=True)


MEASURES = (
    _formula(
        "readability_flesch_reading_ease",
        "Flesch reading ease",
        "points, higher is easier",
        "206.835 - 1.015 words per sentence - 84.6 syllables per word.",
        "Flesch 1948",
    ),
    _formula(
        "readability_flesch_kincaid_grade",
        "Flesch–Kincaid grade",
        "US school grade",
        "0.39 words per sentence + 11.8 syllables per word - 15.59.",
        "Kincaid et al. 1975",
    ),
    _formula(
        "readability_gunning_fog",
        "Gunning fog",
        "US school grade",
        "0.4 (words per sentence + 100 x share of words of three or more syllables outside the list of easy words).",
        "Gunning 1952",
    ),
    _formula(
        "readability_smog",
        "SMOG",
        "US school grade",
        "1.043 sqrt(30 x words of three or more syllables / sentences) + 3.1291.",
        "McLaughlin 1969",
        "the body has fewer than three sentences",
    ),
    _formula(
        "readability_ari",
        "Automated readability index",
        "US school grade",
        "4.71 characters per word + 0.5 words per sentence - 21.43.",
        "Smith & Senter 1967",
    ),
    _formula(
        "readability_coleman_liau",
        "Coleman–Liau",
        "US school grade",
        "0.058 letters per 100 words - 0.296 sentences per 100 words - 15.8.",
        "Coleman & Liau 1975",
    ),
    _formula(
        "readability_dale_chall",
        "Dale–Chall",
        "score, about US school grade",
        "0.1579 x percentage of words outside the list of easy words + 0.0496 words per sentence, + 3.6365 if that "
        "percentage exceeds 5.",
        "Dale & Chall 1948",
    ),
    _count("readability_words", "Words", "words", "Words of the body as textstat counts them."),
    _count(
        "readability_sentences",
        "Sentences, textstat's",
        "sentences",
        "Sentences of the body as textstat counts them: each ends with . ! or ?, those of one or two words are left "
        "out, and there is always at least 1.",
    ),
    _count("readability_syllables", "Syllables", "syllables", "Syllables by CMUdict, by Pyphen for words not in it."),
    _count(
        "readability_polysyllables",
        "Long words",
        "words",
        "Words of three or more syllables (see readability_syllables).",
    ),
    _count(
        "readability_difficult_words",
        "Difficult words",
        "words",
        "Words that are not in textstat's list of easy words.",
    ),
)

# textstat's remove_punctuation: apostrophes go, but for those that begin a contraction's ending.
_APOSTROPHE = re.compile(r"'(?![tsd]|ve|ll|re)")
_PUNCTUATION = re.compile(r"[^\w\s']")
_LETTER = re.compile(r"\w")
_STOP = re.compile(r"[.!?]")
# The word inside a form, for evidence: from its first to its last letter.
_INSIDE = re.compile(r"\w(?:.*\w)?", re.DOTALL)


@cache
def _easy_words() -> frozenset[str]:
    text = data_file("textstat", "resources", "en", "easy_words.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines())


def word_of(form: str) -> str:
    """Return textstat's word in a form: without punctuation, empty where nothing is left."""
    return _PUNCTUATION.sub("", _APOSTROPHE.sub("", form) if "'" in form else form)


# What a form is to textstat, as bits. The pieces of a form with stops are what stands before the first of them and
# after the last; only a piece with a letter adds a word to the sentence it belongs to.
WORD, STOPS, FIRST_PIECE, LAST_PIECE, HARD, HARD_AND_LONG = (1 << k for k in range(6))


def _facts(forms: list[str]) -> Iterator[tuple[int, int, int, int, int, int]]:
    easy = _easy_words()
    for form in forms:
        length = letters = end = len(form)
        word, bits, start = form, WORD, 0
        if not form.isalnum():
            word = word_of(form)
            letters = len(word) - word.count("'")
            bits = WORD * bool(word)
            pieces = _STOP.split(form)
            if len(pieces) > 1:
                first, last = _LETTER.search(pieces[0]), _LETTER.search(pieces[-1])
                bits |= STOPS | FIRST_PIECE * bool(first) | LAST_PIECE * bool(last)
            if inside := _INSIDE.search(form):
                start, end = inside.span()
        lower = word.lower()
        count = syllables(lower) if word else 0
        if word and lower not in easy:
            # Lower case can hold new punctuation ("İ" becomes "i" and a dot), which textstat takes out once more.
            spoken = count if lower.isascii() else syllables(word_of(lower).lower())
            bits |= HARD | HARD_AND_LONG * (spoken >= 3)
        yield bits, length, letters, count, start, end


BITS, LENGTH, LETTERS, SYLLABLES, WORD_START, WORD_END = features(
    _facts,
    bits=np.uint8,
    length=np.int32,
    letters=np.int32,
    syllables=np.int32,
    word_start=np.int32,
    word_end=np.int32,
)


def _sentences(documents: Documents, token: np.ndarray, size: int) -> np.ndarray:
    """Return textstat's sentence count of each document: segments between stops with three or more words, at least 1.

    Between two forms with stops, the words are those of the forms between, the last piece of the former and the first
    piece of the latter; a segment inside one form has one word and never counts.
    """
    table = documents.vocabulary.forms
    form, owner = documents.form[token], documents.document[token]
    bits = table[BITS][form]
    words = np.cumsum(bits & (WORD | STOPS) == WORD)
    at = np.flatnonzero(bits & STOPS)
    first = np.searchsorted(owner, np.arange(size))
    after = np.searchsorted(owner, np.arange(size), side="right")
    # Each stop ends a segment; each document's end does too.
    ends = np.concatenate([at, after])
    is_stop = np.arange(len(ends)) < len(at)
    whose = np.concatenate([owner[at], np.arange(size, dtype=owner.dtype)])
    order = np.lexsort((~is_stop, ends, whose))
    ends, is_stop, whose = ends[order], is_stop[order], whose[order]
    begins_document = np.append(True, whose[1:] != whose[:-1])
    before = np.append(0, words)
    previous = np.append(0, ends[:-1])
    upto = before[np.minimum(ends, len(token))]
    since = np.where(begins_document, before[first[whose]], before[np.minimum(previous + 1, len(token))])
    inside = np.maximum(upto - since, 0)
    safe = np.minimum(ends, len(token) - 1)
    head = is_stop & (bits[safe] & FIRST_PIECE > 0)
    tail = ~begins_document & (bits[np.minimum(previous, len(token) - 1)] & LAST_PIECE > 0)
    long_enough = inside + head + tail >= 3
    return np.maximum(np.bincount(whose[long_enough], minlength=size), 1)


def score(documents: Documents) -> FamilyScores:
    """Return the measures of the family, one number per document, and their evidence."""
    size = len(documents)
    token = np.flatnonzero(documents.body)
    table, owner, form = documents.vocabulary.forms, documents.document[token], documents.form[token]

    bits, syllables_of = table[BITS][form], table[SYLLABLES][form]

    def total(values: np.ndarray) -> np.ndarray:
        return np.bincount(owner, weights=values, minlength=size).astype(float)  # an empty batch gives integers

    def count(chosen: np.ndarray) -> np.ndarray:
        return np.bincount(owner[chosen], minlength=size).astype(float)

    words, syllable_count, letters = count(bits & WORD > 0), total(syllables_of), total(table[LETTERS][form])
    long_words, characters = count(syllables_of >= 3), total(table[LENGTH][form])
    hard, hard_and_long = count(bits & HARD > 0), count(bits & HARD_AND_LONG > 0)
    forms = np.bincount(owner, minlength=size)
    sentences = _sentences(documents, token, size) if len(token) else np.ones(size)
    with np.errstate(divide="ignore", invalid="ignore"):
        per_sentence = words / sentences
        per_word = syllable_count / words
        letter_rate, sentence_rate = letters / words * 100, sentences / words * 100
        hard_share = 100 * hard / words
        values = {
            "readability_flesch_reading_ease": 206.835 - 1.015 * per_sentence - 84.6 * per_word,
            "readability_flesch_kincaid_grade": 0.39 * per_sentence + 11.8 * per_word - 15.59,
            "readability_gunning_fog": 0.4 * (per_sentence + 100 * hard_and_long / words),
            "readability_smog": 1.043 * (30 * (long_words / sentences)) ** 0.5 + 3.1291,
            "readability_ari": 4.71 * (characters / forms) + 0.5 * per_sentence - 21.43,
            "readability_coleman_liau": 0.058 * letter_rate - 0.296 * sentence_rate - 15.8,
            "readability_dale_chall": 0.1579 * hard_share + 0.0496 * per_sentence + np.where(hard_share > 5, 3.6365, 0),
        }
    measurable = words > 0
    for name, value in values.items():
        values[name] = np.where(measurable, value, np.nan)
    few = sentences < 3
    values["readability_smog"] = np.where(few, np.nan, values["readability_smog"])
    for name in ("readability_flesch_reading_ease", "readability_flesch_kincaid_grade"):
        values[name] = np.where(syllable_count == 0, np.nan, values[name])
    values["readability_coleman_liau"] = np.where(letters == 0, np.nan, values["readability_coleman_liau"])
    values |= {
        "readability_words": words,
        "readability_sentences": np.where(measurable, sentences, 0).astype(float),
        "readability_syllables": syllable_count,
        "readability_polysyllables": long_words,
        "readability_difficult_words": hard,
    }
    return FamilyScores(values, _evidence(documents, token[(bits & HARD > 0) | (syllables_of >= 3)]))


def _evidence(documents: Documents, token: np.ndarray) -> Evidence:
    """Difficult words (not in the list of easy words), and long ones that are in it; `value` is syllables.

    So readability_difficult_words are the "difficult", readability_polysyllables those of a value of 3 or more, and the
    words that raise the fog index are both.
    """
    table, form = documents.vocabulary.forms, documents.form[token]
    start = documents.start[token]
    return Evidence(
        documents.document[token],
        start + table[WORD_START][form],
        start + table[WORD_END][form],
        ["difficult" if hard else "long" for hard in (table[BITS][form] & HARD).tolist()],
        documents.quoted[token],
        table[SYLLABLES][form].astype(float),
    )


SCORER = Scorer(
    "readability",
    "4",
    MEASURES,
    score,
    description="Flesch, Flesch-Kincaid, Gunning Fog, SMOG, ARI, Coleman-Liau, Dale-Chall",
    legend=(
        Mark("difficult", "difficult word", "dotted"),
        Mark("long", "easy word of three or more syllables", "thin"),
    ),
    value_unit="syllable",
    marks_many=True,
)
