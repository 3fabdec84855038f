"""News sentiment: how positive or negative the wording is, by a word list and rules made for news.

VADER was made for social media; in news four in ten of the words that it counts carry no such sentiment where they
stand ("security", "party", "United", "like"). This list is learnt from VADER's ratings, from sentences of political
news labelled for sentiment, and from embeddings and a dictionary that carry the ratings over to words that VADER lacks
(`data/learn_news_sentiment.py`); names never count, and what a word is worth depends on negation, contrast and other
shifters (`valence_shifters`). The score of a sentence is the sum of its words' valences, with sentences of different
lengths made comparable and squeezed between -1 and 1.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np

from analysis.measures import Measure, Voice
from analysis.scorers.base import Evidence, FamilyScores, Mark, Scorer
from analysis.scorers.rates import word_counts, word_measures, word_values
from analysis.scorers.valence_shifters import factors
from analysis.text import Documents, Feature
from analysis.text.phrases import Entry, PhraseMatcher, normal, read_lexicon
from analysis.text.pos_tagger import VERB, base_forms, mask

FAMILY = "news_sentiment"
_CITATION = "framescope; after Hutto & Gilbert 2014 and Hamborg & Donnay 2021"
_UNIT = "score, -1 to 1"


def _mean(suffix: str, label: str, words: str, missing: str, voice: Voice) -> Measure:
    return Measure(
        f"news_sentiment_mean{suffix}", f"News sentiment{label}", _UNIT, -1, 1,
        f"Mean over the body's sentences of the valence of {words} by a list and rules made for news.",
        _CITATION, missing, voice, digits=3,
    )  # fmt: skip


def _count(what: str, label: str, definition: str, unit: str = "terms") -> Measure:
    return Measure(
        f"{FAMILY}_{what}", label, unit, 0, None, definition, "framescope", digits=0, count=True
    )  # fmt: skip


MEASURES = (
    _mean("", "", "their words", "the body has no sentence", "whole"),
    _mean(
        "_outlet_voice", ", outlet voice", "their words in the outlet's own voice (sentences without any left out)",
        "no word is in the outlet's own voice", "outlet_voice",
    ),
    _mean(
        "_quoted", ", quoted", "their words in a quoted voice (sentences without any left out)",
        "nothing is quoted", "quoted",
    ),
    Measure(
        "news_sentiment_headline", "News sentiment of the headline", _UNIT, -1, 1,
        "Valence of the headline's words by a list and rules made for news.",
        _CITATION, "there is no headline", "headline", digits=3,
    ),
    _count("positive_count", "Positive terms, count", "Words and phrases of the body that make it more positive."),
    _count("negative_count", "Negative terms, count", "Words and phrases of the body that make it more negative."),
    _count("sentences", "Sentences", "Sentences of the body, the unit of news_sentiment_mean.", "sentences"),
    *word_measures(FAMILY),
)  # fmt: skip

LENGTH_ADDED, LENGTH_POWER, HALF = 3.0, 0.7, 1.5
"""A sentence of n words whose valences add up to v has the score s / (|s| + HALF) with s = v / (n + LENGTH_ADDED) **
LENGTH_POWER: long sentences are neither favoured, as by a sum, nor diluted, as by a mean."""

_NAME = mask("NNP NNPS")
_PART = {"adjective": mask("JJ JJR JJS VBN VBG"), "verb": VERB}
_ANY = np.uint32(0xFFFFFFFF)


@dataclass(frozen=True)
class Lexicon:
    """The list: single words by form, phrases by a matcher; places are those of `entries`."""

    entries: tuple[Entry, ...]
    word: Feature
    """Place of the entry of a word's form, or -1; a regular inflection stands for its base form if it has no entry."""
    phrases: PhraseMatcher
    phrase: np.ndarray
    """Place of the entry of each phrase."""
    weight: np.ndarray
    parts: np.ndarray
    """Parts of speech, as bits, with which each entry counts."""


def make_lexicon(entries: Iterable[Entry]) -> Lexicon:
    """The list of these entries; a category is "positive", "negative" or "neutral" and may name a part of speech."""
    table = tuple(entries)
    place = {entry.term: number for number, entry in enumerate(table)}
    phrases = [number for number, entry in enumerate(table) if " " in entry.term]

    def find(words: list[str]) -> list[int]:
        return [next((place[form] for form in forms(word) if form in place), -1) for word in map(normal, words)]

    parts = [entry.category.partition("_")[2] for entry in table]
    return Lexicon(
        table,
        Feature("news_sentiment_entry", np.int32, find),
        PhraseMatcher([table[number].term for number in phrases]),
        np.array(phrases, np.int64),
        np.array([entry.weight for entry in table]),
        np.array([_PART.get(part, _ANY) for part in parts], np.uint32),
    )


@cache
def lexicon() -> Lexicon:
    """The list that the family counts."""
    return make_lexicon(read_lexicon(FAMILY))


def forms(word: str) -> list[str]:
    """The forms under which a lower-case word may be listed: itself, then those of which it is a regular inflection.

    >>> forms("tragically"), forms("kindness"), forms("uglier"), forms("asked")
    (['tragically', 'tragical', 'tragic'], ['kindness', 'kind'], ['uglier', 'ugly'], ['asked', 'ask', 'aske'])
    """
    found = [word, *(base for base in base_forms(word) if len(base) > 2)]
    stem = word[:-2]
    if word.endswith("ly") and len(word) > 4:
        found.append(stem)
        if stem.endswith("i"):
            found.append(stem[:-1] + "y")
        elif stem.endswith("b"):
            found.append(stem + "le")
        elif stem.endswith("al"):
            found.append(stem[:-2])
        if stem.endswith(("ed", "ing")):
            found += base_forms(stem)
    elif word.endswith("ness") and len(word) > 6:
        found += [word[:-4], word[:-5] + "y"] if word[-5] == "i" else [word[:-4]]
    elif word.endswith(("iest", "ier")):
        found.append(word[: word.rindex("i")] + "y")
    return found


@dataclass(frozen=True)
class Terms:
    """Terms of the list in a batch, in order: first and last word, and the place of the entry."""

    first: np.ndarray
    last: np.ndarray
    entry: np.ndarray


def find_terms(documents: Documents, words_of_list: Lexicon) -> Terms:
    """Every term that counts, boilerplate included; names and words of another part of speech left out."""
    words, tags = documents.words, documents.tags
    entry = documents.vocabulary.words[words_of_list.word][words.word].astype(np.int64)
    hits = words_of_list.phrases.find(documents)
    covered = np.zeros(len(entry) + 1, np.int32)
    np.add.at(covered, hits.at, 1)
    np.add.at(covered, hits.at + hits.length, -1)
    entry[np.cumsum(covered[:-1]) > 0] = -1
    at = np.flatnonzero(entry >= 0)
    bits = np.left_shift(np.uint32(1), tags[at].astype(np.uint32))
    # A capital at the start of a sentence makes no name, unless a name follows ("Great stuff", "Grace Jones").
    opens = np.append(True, words.sentence[1:] != words.sentence[:-1])
    follows = np.append(np.left_shift(np.uint32(1), tags[1:].astype(np.uint32)) & _NAME != 0, False)[: len(tags)]
    keep = (bits & words_of_list.parts[entry[at]] != 0) & ((bits & _NAME == 0) | (opens[at] & ~follows[at]))
    at = at[keep]
    first = np.concatenate([at, hits.at])
    number = np.concatenate([entry[at], words_of_list.phrase[hits.term]])
    last = np.concatenate([at, hits.at + hits.length - 1])
    order = np.argsort(first, kind="stable")
    order = order[words_of_list.weight[number[order]] != 0]
    return Terms(first[order], last[order], number[order])


def sentence_scores(sums: np.ndarray, lengths: np.ndarray) -> np.ndarray:
    """Scores between -1 and 1 of sentences with these sums of valences and numbers of words."""
    scaled = sums / (lengths + LENGTH_ADDED) ** LENGTH_POWER
    return scaled / (np.abs(scaled) + HALF)


@dataclass(frozen=True)
class _Valences:
    terms: Terms
    value: np.ndarray
    """Valence of each term after shifters."""


def _valences(documents: Documents) -> _Valences:
    terms = find_terms(documents, lexicon())
    weight = lexicon().weight[terms.entry]
    return _Valences(terms, weight * factors(documents, terms.first, weight > 0))


def _means(documents: Documents, found: _Valences, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean score and number of the runs of words that share a number of `group` (below zero: left out), by document."""
    size = len(documents)
    runs = int(group.max(initial=-1)) + 1
    inside = group >= 0
    lengths = np.bincount(group[inside], minlength=runs)
    at = group[found.terms.first]
    sums = np.bincount(at[at >= 0], weights=found.value[at >= 0], minlength=runs)
    some = np.flatnonzero(lengths)
    owner = np.zeros(runs, np.int64)
    owner[group[inside]] = documents.document[documents.words.token[inside]]
    scores = sentence_scores(sums[some], lengths[some])
    count = np.bincount(owner[some], minlength=size).astype(np.float64)
    total = np.bincount(owner[some], weights=scores, minlength=size)
    return np.divide(total, count, out=np.full(size, np.nan), where=count > 0), count


def score(documents: Documents) -> FamilyScores:
    """Return the measures of the family, one number per document, and their evidence."""
    words, titles = documents.words, documents.headlines
    found, in_title = _valences(documents), _valences(titles)
    whole, sentences = _means(documents, found, np.where(words.body, words.sentence, -1))
    outlet, _ = _means(documents, found, np.where(words.body & ~words.quoted, words.sentence, -1))
    quoted, _ = _means(documents, found, np.where(words.body & words.quoted, words.sentence, -1))
    headline, _ = _means(titles, in_title, titles.words.sentence)
    in_body = words.body[found.terms.first]
    document = documents.document[words.token[found.terms.first]]

    def count(chosen: np.ndarray) -> np.ndarray:
        return np.bincount(document[in_body & chosen], minlength=len(documents)).astype(np.float64)

    values = {
        "news_sentiment_mean": whole,
        "news_sentiment_mean_outlet_voice": outlet,
        "news_sentiment_mean_quoted": quoted,
        "news_sentiment_headline": headline,
        "news_sentiment_positive_count": count(found.value > 0),
        "news_sentiment_negative_count": count(found.value < 0),
        "news_sentiment_sentences": sentences,
        **word_values(FAMILY, word_counts(documents)),
    }
    return FamilyScores(values, _evidence(documents, found, in_body, in_title))


def _evidence(documents: Documents, found: _Valences, in_body: np.ndarray, title: _Valences) -> Evidence:
    words, titles = documents.words, documents.headlines.words
    first, last = found.terms.first[in_body], found.terms.last[in_body]
    title_first, title_last = title.terms.first, title.terms.last
    document = np.concatenate(
        [documents.headlines.document[titles.token[title_first]], documents.document[words.token[first]]]
    )
    is_title = np.arange(len(document)) < len(title_first)
    start = np.concatenate([titles.start[title_first], words.start[first]])
    end = np.concatenate([titles.end[title_last], words.end[last]])
    quoted = np.concatenate([np.zeros(len(title_first), bool), words.quoted[first]])
    value = np.concatenate([title.value, found.value[in_body]])
    order = np.lexsort((start, ~is_title, document))
    weight = lexicon().weight[np.concatenate([title.terms.entry, found.terms.entry[in_body]])]
    turned = np.where(value * weight < 0, "_by_negation", "")
    label = np.char.add(np.where(value > 0, "positive", "negative"), turned)[order].tolist()
    return Evidence(
        document[order], start[order], end[order], label, quoted[order], np.round(value[order], 2), is_title[order]
    )


SCORER = Scorer(
    FAMILY,
    "3",
    MEASURES,
    score,
    description="positive and negative wording, by a list and rules made for news",
    colour="#3E8E7E",
    legend=(
        Mark("positive", "positive in news", "dashed tint", "#2E8B57"),
        Mark("negative", "negative in news", "dashed tint", "#B5533C"),
    ),
)
