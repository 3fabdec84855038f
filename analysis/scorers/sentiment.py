"""Sentiment: how positive or negative the words are, by vaderSentiment's lexicon and rules, sentence by sentence.

Measured for the whole body, for the outlet's own words and for the words of others, and for the headline.
"""

from dataclasses import dataclass

import numpy as np

from analysis.measures import HIDDEN_WORDS, Measure
from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.scorers.vader import BITS, HIDDEN, LEAD, TAIL, Polarity, polarity
from analysis.text import Documents

_VADER = "Hutto & Gilbert 2014, VADER (ICWSM-14); vaderSentiment"
_UNIT = "score, -1 to 1"


def _compound(
    name: str, label: str, definition: str, missing: str, voice: str, low: float = -1, high: float = 1
) -> Measure:
    return Measure(name, label, _UNIT, low, high, definition, _VADER, missing, voice, digits=3)  # type: ignore[arg-type]


MEASURES = (
    _compound(
        "sentiment_compound",
        "Sentiment",
        "Mean over the body's sentences of VADER's compound score. As in vaderSentiment, typographic marks hide the "
        "word they touch (“terrible, isn’t, war…); sentiment_words_hidden counts these.",
        "the body has no sentence",
        "whole",
    ),
    _compound(
        "sentiment_compound_outlet_voice",
        "Sentiment, outlet voice",
        "Mean of VADER's compound score over the body's sentences, of their words in the outlet's own voice; "
        "sentences that are quoted entirely are left out.",
        "no word is in the outlet's own voice",
        "outlet_voice",
    ),
    _compound(
        "sentiment_compound_quoted",
        "Sentiment, quoted",
        "Mean of VADER's compound score over the body's sentences, of their words in a quoted voice; sentences "
        "without quoted words are left out.",
        "nothing is quoted",
        "quoted",
    ),
    _compound(
        "sentiment_headline_compound",
        "Sentiment of the headline",
        "VADER's compound score of the headline.",
        "there is no headline",
        "headline",
    ),
    _compound(
        "sentiment_headline_gap",
        "Headline minus body sentiment",
        "sentiment_headline_compound minus sentiment_compound: above zero, the headline is the more positive.",
        "headline or body is missing",
        "headline",
        -2,
        2,
    ),
    Measure(
        "sentiment_sentences",
        "Sentences",
        "sentences",
        0,
        None,
        "Sentences of the body, the unit of sentiment_compound.",
        "framescope",
        digits=0,
        count=True,
    ),
    Measure(
        HIDDEN_WORDS,
        "Words hidden by typography",
        "words",
        0,
        None,
        "Words of the body that VADER's lexicon, boosters or negations contain but VADER misses, because a typographic "
        "mark (“ ” ‘ ’ … – —) touches them. Outlets that differ in this number may differ in sentiment for that reason "
        "alone.",
        "framescope",
        digits=0,
        count=True,
    ),
)


def score(documents: Documents) -> FamilyScores:
    """Return the measures of the family, one number per document, and their evidence."""
    size = len(documents)
    spoken = _voices(documents)
    result = polarity(documents.vocabulary, documents.form[spoken.token], spoken.first)
    # Every sentence of the body counts once; a sentence in one voice counts as it is, one in both in two parts.
    n = spoken.sentences
    compound, owner, voice = result.compound, spoken.document, spoken.voice

    def mean(chosen: np.ndarray) -> np.ndarray:
        count = np.bincount(owner[chosen], minlength=size)
        with np.errstate(invalid="ignore"):
            return np.bincount(owner[chosen], weights=compound[chosen], minlength=size) / count

    whole = np.arange(len(owner)) < n
    sentiment = mean(whole)
    headline, headline_words = _headline(documents.headlines)
    values = {
        "sentiment_compound": sentiment,
        "sentiment_compound_outlet_voice": mean(voice == OUTLET),
        "sentiment_compound_quoted": mean(voice == QUOTED),
        "sentiment_headline_compound": headline,
        "sentiment_headline_gap": headline - sentiment,
        HIDDEN_WORDS: _hidden(documents),
        "sentiment_sentences": np.bincount(owner[whole], minlength=size).astype(float),
    }
    in_body = result.token < spoken.first[n]
    token = spoken.token[result.token[in_body]]
    return FamilyScores(values, _evidence(documents, token, result.value[in_body], headline_words))


def _hidden(documents: Documents) -> np.ndarray:
    form = documents.form[documents.body]
    hidden = documents.vocabulary.forms[BITS][form] & HIDDEN > 0
    return np.bincount(documents.document[documents.body][hidden], minlength=len(documents)).astype(float)


OUTLET, QUOTED, BOTH = 0, 1, 2


@dataclass(frozen=True)
class _Voices:
    """Runs of tokens to be judged: first the body's sentences, then the sentences of two voices in two parts each."""

    token: np.ndarray
    first: np.ndarray
    document: np.ndarray
    voice: np.ndarray
    sentences: int
    """How many of the runs are whole sentences."""


def _voices(documents: Documents) -> _Voices:
    first = documents.first_of_sentence
    kept = documents.body[first]
    length = np.add.reduceat(documents.body, first, dtype=np.int64)[kept] if len(first) else np.zeros(0, np.int64)
    token = np.flatnonzero(documents.body)
    quoted = documents.quoted[token]
    starts = np.cumsum(length) - length
    shared = np.add.reduceat(quoted, starts, dtype=np.int64) if len(starts) else np.zeros(0, np.int64)
    voice = np.where(shared == 0, OUTLET, np.where(shared == length, QUOTED, BOTH))
    parts = np.flatnonzero(np.repeat(voice == BOTH, length))
    parts = parts[np.argsort(quoted[parts], kind="stable")]  # the outlet's parts, then the quoted ones
    number = np.repeat(np.arange(len(length)), length)[parts]
    begins = np.ones(len(parts), bool)
    begins[1:] = (number[1:] != number[:-1]) | (quoted[parts][1:] != quoted[parts][:-1])
    begins = np.flatnonzero(begins)
    owner = documents.document[first[kept]]
    return _Voices(
        np.concatenate([token, token[parts]]),
        np.concatenate([starts, len(token) + begins, [len(token) + len(parts)]]).astype(np.int64),
        np.concatenate([owner, owner[number[begins]]]),
        np.concatenate([voice, np.where(quoted[parts[begins]], QUOTED, OUTLET)]),
        len(starts),
    )


def _headline(headlines: Documents) -> tuple[np.ndarray, Polarity]:
    """The compound of each title (NaN without one), and its words with valence."""
    result = polarity(headlines.vocabulary, headlines.form, headlines.first_token)
    empty = np.diff(headlines.first_token) == 0
    return np.where(empty, np.nan, result.compound), result


def _evidence(documents: Documents, token: np.ndarray, value: np.ndarray, headline: Polarity) -> Evidence:
    titles = documents.headlines
    owner = np.concatenate([titles.document[headline.token], documents.document[token]])
    in_title = np.arange(len(owner)) < len(headline.token)
    start = np.concatenate([titles.start[headline.token], documents.start[token]])
    end = np.concatenate([titles.end[headline.token], documents.end[token]])
    quoted = np.concatenate([np.zeros(len(headline.token), bool), documents.quoted[token]])
    value = np.concatenate([headline.value, value])
    form = np.concatenate([titles.form[headline.token], documents.form[token]])
    lead, tail = documents.vocabulary.forms[LEAD][form], documents.vocabulary.forms[TAIL][form]
    order = np.lexsort((start, ~in_title, owner))
    label = np.where(value[order] > 0, "positive", "negative").tolist()
    return Evidence(
        owner[order], (start + lead)[order], (end - tail)[order], label, quoted[order], value[order], in_title[order]
    )


SCORER = Scorer(
    "sentiment",
    "4",
    MEASURES,
    score,
    description="VADER's compound score of body and headline, and the gap between them",
    colour="#0078BE",
    legend=(Mark("positive", "positive word", "fill"), Mark("negative", "negative word", "fill", "#D55E00")),
)
