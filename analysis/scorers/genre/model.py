"""Opinion or report, where no sign decides: a logistic regression over how the outlet's own voice is worded.

Reporting verbs, weekdays, datelines and quoted words speak for a report; subjective words, words of duty, negation and
the first person for opinion (Wiebe et al. 2004; Alhindi et al. 2020). The words of each feature are in
`lexicons/genre.csv`, means, deviations and coefficients in `lexicons/genre_model.csv`; they were learnt on articles
whose address names a section (`data/learn_genre.py`).
"""

import csv
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from analysis.text import Documents
from analysis.text.phrases import read_lexicon
from analysis.text.vocabulary import EXCLAMATION, QUESTION, Feature

WORDED = (
    "reporting",
    "weekday",
    "duty",
    "negation",
    "first_person",
    "second_person",
    "title",
    "past",
    "present",
    "subjective",
)
"""Features that are rates per 100 words of the outlet's voice."""
FEATURES = (*WORDED, "question", "exclamation", "quoted", "dateline", "own_views")

SAYS: dict[str, tuple[str, str]] = {
    "reporting": ("few reporting verbs", "many reporting verbs (said, told, according)"),
    "weekday": ("no weekdays", "weekdays (on Monday)"),
    "duty": ("words of duty (must, should)", "hardly a word of duty"),
    "negation": ("many negations", "few negations"),
    "first_person": ("the first person (I, we)", "no first person"),
    "second_person": ("the reader is addressed (you)", "the reader is not addressed"),
    "title": ("hardly a title (Sen., Mr.)", "titles (Sen., Mr.)"),
    "past": ("told in the past", "hardly told in the past"),
    "present": ("told in the present", "hardly told in the present"),
    "subjective": ("many subjective words", "few subjective words"),
    "question": ("questions", "no questions"),
    "exclamation": ("exclamations", "no exclamations"),
    "quoted": ("few words in quotation marks", "many words in quotation marks"),
    "dateline": ("no dateline", "a dateline"),
    "own_views": ("a note that the views are the author's", "no note that the views are the author's"),
}
"""What speaks for opinion and for a report, by feature: reasons for a reader."""

_OWN_VIEWS = re.compile(
    r"\b(?:views|opinions) (?:expressed|in this|of the author)\b|\b(?:views|opinions) are (?:his|her|their|my) own\b",
    re.I,
)


class Coefficient(NamedTuple):
    """One feature's mean and standard deviation over the articles it was learnt on, and its weight for opinion."""

    mean: float
    deviation: float
    weight: float


@cache
def coefficients() -> tuple[dict[str, Coefficient], float]:
    """The regression by feature, and its intercept."""
    path = files("analysis.scorers") / "lexicons" / "genre_model.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    table = {r["feature"]: Coefficient(float(r["mean"]), float(r["deviation"]), float(r["weight"])) for r in rows}
    return table, table.pop("intercept").weight


@cache
def _bits_of_words() -> dict[str, int]:
    bits: dict[str, int] = {}
    for entry in read_lexicon("genre"):
        bits[entry.term] = bits.get(entry.term, 0) | 1 << WORDED.index(entry.category)
    for name in ("subjective", "loaded"):
        for entry in read_lexicon(name):
            if " " not in entry.term:
                bits[entry.term.lower()] = bits.get(entry.term.lower(), 0) | 1 << WORDED.index("subjective")
    return bits


KINDS = Feature(
    "genre_words", np.int32, lambda words: [_bits_of_words().get(word.lower().replace("’", "'"), 0) for word in words]
)


def features(documents: Documents) -> np.ndarray:
    """One row per document, one column per name in `FEATURES`; zeros for a body without words."""
    words, size = documents.words, len(documents)
    document = documents.document[words.token]
    own = words.body & ~words.quoted
    total = np.maximum(np.bincount(document[own], minlength=size), 1)
    body = np.maximum(np.bincount(document[words.body], minlength=size), 1)
    kinds = documents.vocabulary.words[KINDS][words.word]
    table = np.zeros((size, len(FEATURES)))
    for k in range(len(WORDED)):
        table[:, k] = 100 * np.bincount(document[own & (kinds & 1 << k > 0)], minlength=size) / total
    sentences = np.maximum(np.bincount(documents.document[documents.last_of_sentence], minlength=size), 1)
    for name, bit in (("question", QUESTION), ("exclamation", EXCLAMATION)):
        ends = own & (words.after & bit > 0)
        table[:, FEATURES.index(name)] = 100 * np.bincount(document[ends], minlength=size) / sentences
    table[:, FEATURES.index("quoted")] = np.bincount(document[words.body & words.quoted], minlength=size) / body
    table[:, FEATURES.index("dateline")] = [
        any(span.kind == "dateline" for span in spans) for spans in documents.boilerplate
    ]
    table[:, FEATURES.index("own_views")] = list(map(_has_own_views, documents.texts))
    return table


def _has_own_views(text: str) -> bool:
    """Whether the text has a note that views are the author's; a plain search for its noun comes first, being quick."""
    plain = text.casefold()
    return ("views " in plain or "opinions " in plain) and _OWN_VIEWS.search(text) is not None


class Judgement(NamedTuple):
    """The probability that a document is opinion, and what spoke most for the likelier side."""

    opinion: float
    reasons: tuple[str, ...]


def judge(documents: Documents, most: int = 3) -> list[Judgement]:
    """A `Judgement` per document; a body of fewer than 40 words of its own is no evidence (probability 0)."""
    table, intercept = coefficients()
    values = features(documents)
    columns = [table[name] for name in FEATURES]
    mean, deviation, weight = (np.array(part) for part in zip(*columns, strict=True))
    parts = np.clip((values - mean) / deviation, -3, 3) * weight
    words = documents.words
    own = np.bincount(documents.document[words.token[words.body & ~words.quoted]], minlength=len(documents))
    result = []
    for k, row in enumerate(parts):
        if own[k] < 40:
            result.append(Judgement(0.0, ("too short for its wording to tell",)))
            continue
        probability = float(1 / (1 + np.exp(-(row.sum() + intercept))))
        side = 0 if probability > 0.5 else 1
        order = np.argsort(-row if side == 0 else row)
        reasons = [SAYS[FEATURES[i]][side] for i in order[:most] if (row[i] > 0.1 if side == 0 else row[i] < -0.1)]
        result.append(Judgement(probability, tuple(reasons)))
    return result
