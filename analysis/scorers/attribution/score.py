"""From attributions to values and evidence."""

import math
from bisect import bisect_right
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

import numpy as np

from analysis.scorers.attribution.claims import unattributed_claims
from analysis.scorers.attribution.extract import Extraction, extract
from analysis.scorers.attribution.lexicon import lexicon
from analysis.scorers.attribution.measures import AFFILIATION_MEASURES, MEASURES, OFFICIAL, ORDINARY
from analysis.scorers.attribution.profiles import LONGEST_PHRASE, ArticleProfiles, Mention
from analysis.scorers.attribution.stances import stance_of
from analysis.scorers.base import Evidence, FamilyScores
from analysis.scorers.rates import ratio
from analysis.text import Documents, Words
from analysis.text.constituents import Run

_PROFILE = ("source_kind", "affiliation", "gender", "canonical", "form")
_DETAILS = ("kind", "source_name", "source_type", "stance", *_PROFILE)
_PARTS = ("source", "cue", "content")


def score(documents: Documents, switched_off: frozenset[str] = frozenset()) -> FamilyScores:
    """Attribution of a batch; `switched_off` names groups of rules (`rules.ALL_RULES`) to leave out, for ablations."""
    extraction = _without_boilerplate(documents, extract(documents, switched_off))
    parts = tuple(_spans(list(map(attrgetter(name), extraction.attributions))) for name in _PARTS)
    evidence, body = _evidence(documents, extraction, parts)
    return FamilyScores(_values(documents, parts, evidence, body), evidence)


def claiming_sentences(documents: Documents) -> list[tuple[int, int, int]]:
    """Document, start and end of each sentence that `attribution_unattributed_claims` counts."""
    words = documents.words
    extraction = _without_boilerplate(documents, extract(documents))
    parts = tuple(_spans(list(map(attrgetter(name), extraction.attributions))) for name in _PARTS)
    claims = unattributed_claims(documents, _words_in(words, parts))
    places = np.flatnonzero(claims[words.sentence] & words.body)
    found: dict[int, tuple[int, int, int]] = {}
    for place, sentence in zip(places.tolist(), words.sentence[places].tolist(), strict=True):
        first = found.get(sentence, (int(documents.document[words.token[place]]), int(words.start[place]), 0))
        found[sentence] = (*first[:2], int(words.end[place]))
    return list(found.values())


def _without_boilerplate(documents: Documents, extraction: Extraction) -> Extraction:
    """Without what stands in boilerplate ("Related Coverage"). A headline above the body speaks, but is not counted."""
    words = documents.words
    if words.body.all():
        return extraction

    def speaks(place: int) -> bool:
        if words.body[place]:
            return True
        at, boilerplate = words.start[place], documents.boilerplate[documents.document[words.token[place]]]
        return any(one.kind == "headline" and one.start <= at < one.end for one in boilerplate)

    kept = [k for k, one in enumerate(extraction.attributions) if speaks((one.cue or one.content)[0][0])]
    return Extraction([extraction.attributions[k] for k in kept], [extraction.names[k] for k in kept])


@dataclass(frozen=True)
class Spans:
    """The runs of one part of all attributions: first word, word after the last, number of the attribution."""

    first: np.ndarray
    stop: np.ndarray
    owner: np.ndarray


Parts = tuple[Spans, ...]
"""Sources, cues and contents."""


def _spans(parts: list[list[Run]]) -> Spans:
    counts = np.fromiter(map(len, parts), np.int64, len(parts))
    size = int(counts.sum())
    edges = np.fromiter(chain.from_iterable(chain.from_iterable(parts)), np.int64, 2 * size)
    return Spans(edges[0::2], edges[1::2], np.repeat(np.arange(len(parts)), counts))


def _kinds(content: Spans, quoted: np.ndarray, count: int) -> np.ndarray:
    """direct, indirect or mixed, by the quotation marks around the content."""
    until = np.append(0, np.cumsum(quoted))
    inside = until[content.stop] - until[content.first]
    within = np.bincount(content.owner, inside, count) > 0
    without = np.bincount(content.owner, content.stop - content.first - inside, count) > 0
    return np.where(within & without, "mixed", np.where(within, "direct", "indirect"))


def _evidence(documents: Documents, extraction: Extraction, parts: Parts) -> tuple[Evidence, np.ndarray]:
    """The evidence columns, and for each attribution whether it stands in the body."""
    words = documents.words
    found = extraction.attributions
    if not found:
        none = np.zeros(0, np.int64)
        details: dict[str, list[Any]] = {name: [] for name in (*_DETAILS, *_PARTS)}
        return Evidence(none, none, none, [], none.astype(bool), details=details), none.astype(bool)
    frames, strings, number = lexicon().frames, documents.vocabulary.words.strings, words.word
    quoted = documents.word_columns.quoted

    def text(place: int) -> str:
        return str(strings[number[place]]).lower().replace("’", "'")

    anchor = np.array([(one.cue or one.content)[0][0] for one in found], np.int64)
    source, cue, content = parts
    low, high = np.full(len(found), len(words.word)), np.zeros(len(found), np.int64)
    for part in parts:
        np.minimum.at(low, part.owner, part.first)
        np.maximum.at(high, part.owner, part.stop)
    document = documents.document[words.token[anchor]]
    # contents keep the quotation marks and stops of their first and last tokens, sources and cues do not
    opens = np.append(True, words.token[1:] != words.token[:-1])
    left = np.where(opens, documents.start[words.token], words.start)
    right = np.where(np.append(opens[1:], True), documents.end[words.token], words.end)
    start, end = left[low], right[high - 1]
    order = np.lexsort((end, start, document))
    rank = order.tolist()
    columns = {
        "kind": _kinds(content, words.quoted, len(found))[order].tolist(),
        "source_name": [extraction.names[i][0] for i in rank],
        "source_type": [extraction.names[i][1] for i in rank],
        "stance": [stance_of(found[i], frames[found[i].frame], text, quoted) for i in rank],
        "source": _flat(words.start, words.end, source, rank),
        "cue": _flat(words.start, words.end, cue, rank),
        "content": _flat(left, right, content, rank),
    }
    columns |= _profiles(documents, document[order].tolist(), columns)
    anchor = anchor[order]
    evidence = Evidence(
        document[order], start[order], end[order], columns["source_type"], words.quoted[anchor], details=columns
    )
    return evidence, words.body[anchor]


def _profiles(documents: Documents, owners: list[int], columns: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """What each source is: kind, affiliation, gender, canonical name; None where the text has no source."""
    found: dict[str, list[Any]] = {name: [None] * len(owners) for name in _PROFILE}
    first = 0
    while first < len(owners):
        document = owners[first]
        stop = bisect_right(owners, document, first)
        text = documents.texts[document]
        places = [k for k in range(first, stop) if columns["source"][k]]
        mentions = []
        for k in places:
            start, end = columns["source"][k][:2]
            phrase = text[start : min(end, start + LONGEST_PHRASE)]
            mentions.append(Mention(phrase, columns["source_name"][k], columns["source_type"][k], start))
        for k, profile in zip(places, ArticleProfiles(text, documents.dates[document]).of(mentions), strict=True):
            found["source_kind"][k], found["affiliation"][k] = profile.kind, profile.affiliation
            found["gender"][k], found["canonical"][k] = profile.gender, profile.canonical
            found["form"][k] = profile.form
        first = stop
    return found


def _flat(left: np.ndarray, right: np.ndarray, spans: Spans, rank: list[int]) -> list[list[int]]:
    """Character spans [s, e, s, e, …] of each attribution's runs, in the order of `rank`."""
    flat = np.empty(2 * len(spans.first), np.int64)
    flat[0::2], flat[1::2] = left[spans.first], right[spans.stop - 1]
    edges = flat.tolist()
    ends = (2 * np.searchsorted(spans.owner, np.arange(len(rank) + 1))).tolist()
    return [edges[ends[i] : ends[i + 1]] for i in rank]


def _sentences_with(words: Words, spans: Spans) -> np.ndarray:
    """Bool by batch-wide sentence number: a run stands in it."""
    size = int(words.sentence[-1]) + 2 if len(words.word) else 1
    steps = np.bincount(words.sentence[spans.first], minlength=size)
    steps -= np.bincount(words.sentence[spans.stop - 1] + 1, minlength=size)
    return np.cumsum(steps) > 0


def _words_in(words: Words, parts: Parts) -> np.ndarray:
    """Bool by word: it belongs to a source, cue or content."""
    steps = np.zeros(len(words.word) + 1, np.int64)
    for part in parts:
        np.add.at(steps, part.first, 1)
        np.subtract.at(steps, part.stop, 1)
    return np.asarray(np.cumsum(steps)[:-1] > 0)


def _values(documents: Documents, parts: Parts, evidence: Evidence, body: np.ndarray) -> dict[str, np.ndarray]:
    size = len(documents)
    words = documents.words
    details = evidence.details
    document = evidence.document

    def count(chosen: np.ndarray) -> np.ndarray:
        return np.bincount(document[chosen], minlength=size).astype(np.float64)

    types = np.array(details["source_type"], object)
    stances = np.array(details["stance"], object)
    has_source = np.array([bool(s) for s in details["source"]], bool)
    in_word = documents.document[words.token]
    sentences = _sentences_with(words, parts[-1])
    claims = unattributed_claims(documents, _words_in(words, parts))
    new = np.append(True, words.sentence[1:] != words.sentence[:-1])[: len(words.word)] & words.body
    per_source: list[dict[str, int]] = [{} for _ in range(size)]
    known = [c or n for c, n in zip(details["canonical"], details["source_name"], strict=True)]
    for d, name, inside in zip(document.tolist(), known, body.tolist(), strict=True):
        if inside and name is not None:
            per_source[d][name] = per_source[d].get(name, 0) + 1
    counts = {
        "count": count(body),
        "words": documents.word_count.astype(np.float64),
        "sentences": np.bincount(in_word[new & sentences[words.sentence]], minlength=size).astype(np.float64),
        "body_sentences": np.bincount(in_word[new], minlength=size).astype(np.float64),
        "quoted_words": np.bincount(in_word[words.body & words.quoted], minlength=size).astype(np.float64),
        "with_source_count": count(body & has_source),
        "sourced_count": np.array([sum(c.values()) for c in per_source], np.float64),
        "top_source_count": np.array([max(c.values(), default=0) for c in per_source], np.float64),
        "anonymous_count": count(body & has_source & (types == "anonymous")),
        "unattributed_claims": np.bincount(in_word[new & claims[words.sentence]], minlength=size).astype(np.float64),
        "doubting_count": count(body & (stances == "doubting")),
        "endorsing_count": count(body & (stances == "endorsing")),
    }
    affiliations = np.array(details["affiliation"], object)
    genders = np.array(details["gender"], object)
    named = body & (np.array(details["source_kind"], object) == "named_individual")
    by_affiliation = {name: count(body & (affiliations == name)) for name in AFFILIATION_MEASURES}
    counts |= {f"{AFFILIATION_MEASURES[name][0]}_count": numbers for name, numbers in by_affiliation.items()}
    counts["official_count"] = np.sum([by_affiliation[name] for name in OFFICIAL], axis=0)
    counts["ordinary_people_count"] = np.sum([by_affiliation[name] for name in ORDINARY], axis=0)
    counts["women_count"] = count(named & (genders == "female"))
    counts["gendered_count"] = counts["women_count"] + count(named & (genders == "male"))
    values = {f"attribution_{name}": numbers for name, numbers in counts.items()}
    sources = np.array([len(c) for c in per_source], np.float64)
    values["attribution_sources"] = np.where(counts["words"] > 0, sources, np.nan)
    values["attribution_source_entropy"] = np.array([_entropy(list(c.values())) for c in per_source], np.float64)
    for measure in MEASURES:
        if measure.numerator and measure.denominator:
            values[measure.name] = ratio(values[measure.numerator], values[measure.denominator], measure.scale)
    return values


def _entropy(counts: list[int]) -> float:
    """Shannon entropy in bits; NaN without any count."""
    total = sum(counts)
    return sum(n / total * math.log2(total / n) for n in counts) if total else math.nan
