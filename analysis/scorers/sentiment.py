"""Sentiment: how positive or negative the words are, by vaderSentiment's lexicon and rules, sentence by sentence.

Measured for the whole body, for the outlet's own words and for the words in quotation marks, and for the headline.
"""

import numpy as np

from analysis.measures import Measure
from analysis.scorers.contract import Evidence, FamilyScores, Scorer
from analysis.scorers.vader import Polarity, polarity, strip_punctuation
from analysis.text import Documents, Feature

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
        "Mean over the body's sentences of VADER's compound score.",
        "the body has no sentence",
        "whole",
    ),
    _compound(
        "sentiment_compound_outlet_voice",
        "Sentiment, outlet voice",
        "Mean over the body's sentences of VADER's compound score of the words outside quotation marks; sentences "
        "quoted entirely are left out.",
        "no word stands outside quotation marks",
        "outlet_voice",
    ),
    _compound(
        "sentiment_compound_quoted",
        "Sentiment, quoted",
        "Mean over the body's sentences of VADER's compound score of the words inside quotation marks; sentences "
        "without any are left out.",
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
)


# What VADER strips of a form is not part of the word shown as evidence.
def _lead(form: str) -> int:
    return form.find(strip_punctuation(form))


_LEAD = Feature("lead", np.int32, lambda forms: [_lead(f) for f in forms])
_TAIL = Feature("tail", np.int32, lambda forms: [len(f) - _lead(f) - len(strip_punctuation(f)) for f in forms])


def score(documents: Documents) -> FamilyScores:
    size = len(documents)
    body = np.flatnonzero(documents.body)
    sentence = documents.sentence[body]
    quoted = documents.quoted[body]
    whole = _Segments(body, sentence)
    mixed = whole.number[_is_mixed(whole, quoted)]
    in_mixed = np.isin(sentence, mixed) if len(mixed) else np.zeros(len(body), bool)
    outside = _Segments(body[in_mixed & ~quoted], sentence[in_mixed & ~quoted])
    inside = _Segments(body[in_mixed & quoted], sentence[in_mixed & quoted])

    token = np.concatenate([whole.token, outside.token, inside.token])
    first = np.concatenate(
        [whole.first, outside.first[1:] + len(body), inside.first[1:] + len(body) + len(outside.token)]
    )
    result = polarity(documents.vocabulary, documents.form[token], first)
    n, m = len(whole.number), len(whole.number) + len(outside.number)
    compound = result.compound[:n]
    owner = documents.document[whole.token[whole.first[:-1]]]
    pure = ~_is_mixed(whole, quoted)
    quoted_whole = quoted[whole.first[:-1]] if n else np.zeros(0, bool)

    def mean(*parts: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
        total, count = np.zeros(size), np.zeros(size)
        for owners, scores in parts:
            total += np.bincount(owners, weights=scores, minlength=size)
            count += np.bincount(owners, minlength=size)
        with np.errstate(invalid="ignore"):
            return total / count

    in_outlet, in_quotes = pure & ~quoted_whole, pure & quoted_whole
    sentiment = mean((owner, compound))
    headlines = documents.headlines
    headline, headline_words = _headline(headlines)
    values = {
        "sentiment_compound": sentiment,
        "sentiment_compound_outlet_voice": mean(
            (owner[in_outlet], compound[in_outlet]),
            (documents.document[outside.token[outside.first[:-1]]], result.compound[n:m]),
        ),
        "sentiment_compound_quoted": mean(
            (owner[in_quotes], compound[in_quotes]),
            (documents.document[inside.token[inside.first[:-1]]], result.compound[m:]),
        ),
        "sentiment_headline_compound": headline,
        "sentiment_headline_gap": headline - sentiment,
        "sentiment_sentences": np.bincount(owner, minlength=size).astype(float),
    }
    in_body = result.token < len(body)
    return FamilyScores(
        values, _evidence(documents, body[result.token[in_body]], result.value[in_body], headline_words)
    )


class _Segments:
    """Runs of tokens of one sentence each."""

    def __init__(self, token: np.ndarray, sentence: np.ndarray) -> None:
        self.token = token
        begins = np.ones(len(token), bool)
        begins[1:] = sentence[1:] != sentence[:-1]
        start = np.flatnonzero(begins)
        self.first = np.append(start, len(token))
        self.number = sentence[start]


def _is_mixed(whole: _Segments, quoted: np.ndarray) -> np.ndarray:
    if not len(whole.number):
        return np.zeros(0, bool)
    share = np.add.reduceat(quoted, whole.first[:-1], dtype=np.int64)
    return (share > 0) & (share < np.diff(whole.first))


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
    lead, tail = documents.vocabulary.forms[_LEAD][form], documents.vocabulary.forms[_TAIL][form]
    order = np.lexsort((start, ~in_title, owner))
    label = np.where(value[order] > 0, "positive", "negative").tolist()
    return Evidence(
        owner[order], (start + lead)[order], (end - tail)[order], label, quoted[order], value[order], in_title[order]
    )


SCORER = Scorer("sentiment", "1", MEASURES, score)
