"""Cues of a whole sentence or clause: "according to" and its source; "reportedly", "allegedly" without one."""

from analysis.scorers.attribution.contents import content_end
from analysis.scorers.attribution.state import Attribution, ExtractionState
from analysis.text.constituents.noun_phrases import noun_phrase_end
from analysis.text.constituents.word_columns import BREAK, COMMA
from analysis.text.tagsets import CC, IN, TO, VBG

_STRONG = frozenset(("clause", "object", "tail", "quotation", "predicate"))
"""Rules whose attributions stay inside a sentence that "according to" closes."""


def according_to(state: ExtractionState, cue: int) -> Attribution | None:
    """ "According to a survey, …", "…, according to officials familiar with the matter, …"."""
    words, clause = state.words, state.clause
    tag, gap, first, stop = words.tag, words.gap, clause.first, clause.stop
    i = cue + 1
    if i + 1 >= stop or tag[i] != TO:
        return None
    end = noun_phrase_end(words, clause, i + 1, True)
    if end == i + 1:
        return None
    begin = first
    if cue == first or (cue == first + 1 and tag[first] == CC):
        content = [(end, stop)]
    else:
        begin = min(begin, state.quote_from.get(cue, begin))
        content = [(begin, cue)]
        if gap[cue] & COMMA and end < stop and gap[end] & COMMA and tag[end] not in (VBG, IN, CC):
            content.append((end, stop))
    # An attribution inside this content is dropped, or keeps its part if it ends before "according".
    inner = [a for a in state.attributions[state.begun :] if all(begin <= run[0] < cue for run in a.cue)]
    if inner and all(a.content[-1][1] <= cue and a.rule in _STRONG for a in inner):
        content = [*content[1:], (first, cue)] if begin == first else content
    elif inner:
        del state.attributions[state.begun :]
    return Attribution([(i + 1, end)], [(cue, i + 1)], content, 0, "according")


def hearsay_adverb(state: ExtractionState, adverb: int) -> Attribution | None:
    """ "reportedly", "allegedly": the clause around it, nobody named."""
    words, first = state.words, state.clause.first
    start = adverb
    while start > first and not words.gap[start] & BREAK and words.tag[start - 1] != CC:
        start -= 1
    end = content_end(state, adverb, True, False)
    return Attribution([], [(adverb, adverb + 1)], [(start, adverb), (adverb + 1, end)], 0, "adverb")
