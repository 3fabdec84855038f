"""From attributions to values and evidence."""

import numpy as np

from analysis.scorers.attribution.found import Run
from analysis.scorers.attribution.lexicon import lexicon
from analysis.scorers.attribution.measures import MEASURES
from analysis.scorers.attribution.reading import Reading, read_batch
from analysis.scorers.contract import Evidence, FamilyScores
from analysis.scorers.rates import ratio
from analysis.text import Documents


def score(documents: Documents, switched_off: frozenset[str] = frozenset()) -> FamilyScores:
    """Attribution of a batch; `switched_off` names groups of rules (`rules.ALL_RULES`) to leave out, for ablations."""
    reading = read_batch(documents, switched_off)
    evidence, body = _evidence(documents, reading)
    return FamilyScores(_values(documents, reading, evidence, body), evidence)


def _kind(content: list[Run], quoted: bytes) -> str:
    """direct, indirect or mixed, by the quotation marks around the content."""
    inside = outside = False
    for a, b in content:
        count = quoted.count(1, a, b)
        inside |= count > 0
        outside |= count < b - a
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def _evidence(documents: Documents, reading: Reading) -> tuple[Evidence, np.ndarray]:
    """The evidence columns, and for each attribution whether it stands in the body."""
    words = documents.words
    found = reading.found
    quoted = words.quoted.tobytes()
    frames = lexicon().frames
    anchor = np.array([(one.cue or one.content)[0][0] for one in found], np.int64)
    bounds = np.array([edge for one in found for run in one.source + one.cue + one.content for edge in run], np.int64)
    count = np.array([len(one.source) + len(one.cue) + len(one.content) for one in found], np.int64)
    begins = np.cumsum(count) - count
    low = np.minimum.reduceat(bounds[0::2], begins) if found else anchor
    high = np.maximum.reduceat(bounds[1::2], begins) if found else anchor
    document = documents.document[words.token[anchor]] if found else np.zeros(0, np.int32)
    # contents keep the quotation marks and stops of their first and last tokens, sources and cues do not
    opens = np.append(True, words.token[1:] != words.token[:-1])
    left = np.where(opens, documents.start[words.token], words.start)
    right = np.where(np.append(opens[1:], True), documents.end[words.token], words.end)
    start, end = left[low], right[high - 1]
    order = np.lexsort((end, start, document))
    flat = {
        "source": _flat(words.start, words.end, [one.source for one in found]),
        "cue": _flat(words.start, words.end, [one.cue for one in found]),
        "content": _flat(left, right, [one.content for one in found]),
    }
    rank = order.tolist()
    details: dict[str, list] = {
        "kind": [_kind(found[i].content, quoted) for i in rank],
        "source_name": [reading.names[i][0] for i in rank],
        "source_type": [reading.names[i][1] for i in rank],
        "stance": [frames[found[i].frame].stance for i in rank],
        **{name: [spans[i] for i in rank] for name, spans in flat.items()},
    }
    anchor = anchor[order]
    evidence = Evidence(
        document[order], start[order], end[order], details["source_type"], words.quoted[anchor], details=details
    )
    return evidence, words.body[anchor]


def _flat(left: np.ndarray, right: np.ndarray, spans: list[list[Run]]) -> list[list[int]]:
    """Character spans [s, e, s, e, …] of each attribution's runs, all converted at once."""
    a = np.array([run[0] for runs in spans for run in runs], np.int64)
    b = np.array([run[1] - 1 for runs in spans for run in runs], np.int64)
    starts, ends = left[a].tolist(), right[b].tolist()
    result, at = [], 0
    for runs in spans:
        flat: list[int] = []
        for _ in runs:
            flat.append(starts[at])
            flat.append(ends[at])
            at += 1
        result.append(flat)
    return result


def _values(documents: Documents, reading: Reading, evidence: Evidence, body: np.ndarray) -> dict[str, np.ndarray]:
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
    runs = np.array([edge for one in reading.found for run in one.content for edge in run], np.int64)
    size_in_sentences = int(words.sentence[-1]) + 2 if len(words.word) else 1
    steps = np.bincount(words.sentence[runs[0::2]], minlength=size_in_sentences)
    steps -= np.bincount(words.sentence[runs[1::2] - 1] + 1, minlength=size_in_sentences)
    sentences = np.cumsum(steps) > 0
    new = np.append(True, words.sentence[1:] != words.sentence[:-1])[: len(words.word)] & words.body
    per_source: list[dict[str, int]] = [{} for _ in range(size)]
    for d, name, inside in zip(document.tolist(), details["source_name"], body.tolist(), strict=True):
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
        "doubting_count": count(body & (stances == "doubting")),
        "endorsing_count": count(body & (stances == "endorsing")),
    }
    values = {f"attribution_{name}": numbers for name, numbers in counts.items()}
    for measure in MEASURES:
        if measure.numerator and measure.denominator:
            values[measure.name] = ratio(values[measure.numerator], values[measure.denominator], measure.scale)
    sources = np.array([len(c) for c in per_source], np.float64)
    values["attribution_sources"] = np.where(counts["words"] > 0, sources, np.nan)
    return values
