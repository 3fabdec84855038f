"""Quotations without a cue beside them: they go to the speaker before them, or to the one who announces them."""

from bisect import bisect_right
from operator import itemgetter

import numpy as np

from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.text import Documents, Words
from analysis.text.constituents import Clause, Run, WordColumns, noun_phrase_start, subject_of, verb_group_start
from analysis.text.constituents.word_columns import COLON
from analysis.text.tagsets import NAMES

_END = itemgetter(1)


def quotations(documents: Documents) -> list[Run]:
    """Outermost quotations as runs of words."""
    token = documents.words.token
    firsts, lasts = [], []
    for quotes in documents.quotes:
        for quote in quotes:
            if quote.depth == 0:
                firsts.append(quote.first_token)
                lasts.append(quote.last_token)
    a = np.searchsorted(token, np.array(firsts, np.int64))
    b = np.searchsorted(token, np.array(lasts, np.int64), side="right")
    return [(x, y) for x, y in zip(a.tolist(), b.tolist(), strict=True) if y > x]


def block_quotations(documents: Documents) -> list[Run]:
    """Block quotations, which stand behind a colon without marks, as runs of words."""
    spans = [(d, s.start, s.end) for d, found in enumerate(documents.speeches) for s in found if s.kind == "block"]
    return [(a, b) for a, b in _runs(documents, spans) if b > a]


def lone_turns(documents: Documents, state: ExtractionState) -> None:
    """Add the turns whose speaker stands in a paragraph of its own; others are clauses of their label."""
    turns = [
        (d, s)
        for d, found in enumerate(documents.speeches)
        for s in found
        if s.kind == "turn" and documents.texts[d][s.speaker_end - 1] != ":"
    ]
    speakers = _runs(documents, [(d, s.speaker_start, s.speaker_end) for d, s in turns])
    contents = _runs(documents, [(d, s.start, s.end) for d, s in turns])
    for speaker, content in zip(speakers, contents, strict=True):
        if speaker[1] > speaker[0] and content[1] > content[0] and not state.covered[content[0]]:
            state.attributions.append(Attribution([speaker], [], [content], 0, "turn"))


def _runs(documents: Documents, spans: list[tuple[int, int, int]]) -> list[Run]:
    """Stretches of text, as document, start and end, as runs of words."""
    if not spans:
        return []
    words = documents.words
    place = (documents.document[words.token].astype(np.int64) << 32) + words.start
    limits = np.array(spans, np.int64)
    first, last = (np.searchsorted(place, (limits[:, 0] << 32) + limits[:, k]) for k in (1, 2))
    return list(zip(first.tolist(), last.tolist(), strict=True))


def continue_quotations(documents: Documents, state: ExtractionState, spans: list[Run]) -> None:
    """Add quotations without a cue of their own to the content of the speaker before: "…," he said. "And …"."""
    words, attributions = documents.words, state.attributions
    gap, covered = state.words.gap, state.covered
    opens = np.append(True, words.sentence[1:] != words.sentence[:-1])
    loose = [(a, b) for a, b in sorted(spans) if b - a >= 2 and (opens[a] or gap[a] & COLON) and not covered[a]]
    if not loose:
        return
    reach = np.array([max(one.source + one.cue + one.content, key=_END)[1] for one in attributions], np.int64)
    by_reach = np.argsort(reach, kind="stable")
    stops, speakers = reach[by_reach].tolist(), by_reach.tolist()
    paragraph, sentence = documents.paragraph[words.token], words.sentence
    document = documents.document[words.token]
    size = len(words.word)
    for a, b in loose:
        i = bisect_right(stops, a) - 1
        before = attributions[speakers[i]] if i >= 0 else None
        if a and gap[a] & COLON and document[a - 1] == document[a]:
            _add_announced(state, words, before, a, b)
            continue
        if before is None:
            continue
        last = stops[i] - 1
        near = paragraph[a] == paragraph[last] and sentence[a] - sentence[last] <= 1
        is_paragraph = (a == 0 or paragraph[a - 1] != paragraph[a]) and (b == size or paragraph[b] != paragraph[b - 1])
        follows = (
            is_paragraph and document[a] == document[last] and paragraph[a] - paragraph[last] == 1 and a - last == 1
        )
        speech = before.rule in ("tail", "quotation") or state.words.quoted[before.content[-1][1] - 1]
        if (near or follows) and speech:
            before.content.append((a, b))
            stops[i] = b


def _add_announced(state: ExtractionState, words: Words, before: Attribution | None, start: int, stop: int) -> None:
    """Add a quotation after a sentence that ends with a colon: "Sanders released the following statement: …"."""
    first = int(np.searchsorted(words.sentence, words.sentence[start - 1]))
    if before is not None and before.rule == "clause" and before.cue and before.cue[0][0] >= first:
        if before.content[-1][1] >= start - 1:
            before.content.append((start, stop))
            return
    source = _announcer(state.words, Clause(first, start))
    state.attributions.append(Attribution(source, [], [(start, stop)], 0, "announced"))


def _announcer(words: WordColumns, clause: Clause) -> list[Run]:
    """The speaker before a colon: the name right before it, else the subject of the first finite verb."""
    stop = clause.stop
    if words.tag[stop - 1] in NAMES:
        return [(noun_phrase_start(words, clause, stop), stop)]
    verb = words.finite.find(1, clause.first, stop)
    if verb < 0:
        return []
    start, end = subject_of(words, clause, verb_group_start(words, clause, verb))
    return [(start, end)] if end > start else []
