"""From a batch of documents to attributions: the arrays the rules read, quotations that run on, sources by name."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.found import Found
from analysis.scorers.attribution.rules import Rules
from analysis.scorers.attribution.sentence import CODE, Sentence
from analysis.scorers.attribution.sources import BARE, SOURCE_WORD, TITLE, Sources
from analysis.text import Documents, Words
from analysis.text.tags import AUXILIARY
from analysis.text.vocabulary import COLON, COMMA, SEMICOLON


@dataclass(frozen=True)
class Reading:
    """Attributions in the order of the text; `names[i]` is (canonical source or None, source type) of `found[i]`."""

    found: list[Found]
    names: list[tuple[str | None, str]]


def read_batch(documents: Documents, switched_off: frozenset[str] = frozenset()) -> Reading:
    """The attributions of a batch; their runs are word numbers of the batch."""
    words = documents.words
    size = len(words.word)
    if not size:
        return Reading([], [])
    table = documents.vocabulary.words
    verb, noun, adjective = (table[f][words.word] for f in (lex.VERB_FRAME, lex.NOUN_FRAME, lex.ADJECTIVE_FRAME))
    small = table[lex.SMALL_WORD][words.word]
    gap = np.zeros(size + 1, np.int32)
    gap[:-1] = words.before
    gap[1:] |= words.after
    lexicon = lex.lexicon()
    sentence = Sentence(
        documents.tags.tobytes(),
        table[AUXILIARY][words.word].tobytes(),
        verb.tobytes(),
        noun.tobytes(),
        adjective.tobytes(),
        small.tobytes(),
        table[lex.TIME_WORD][words.word].tobytes(),
        words.quoted.tobytes(),
        gap.tolist(),
        [f.category in lex.SAYING for f in lexicon.frames],
    )
    rules = Rules(
        sentence,
        [f.complements for f in lexicon.frames],
        [f.prepositions for f in lexicon.frames],
        switched_off,
    )
    spans = _quotations(documents)
    paragraph = documents.paragraph[words.token]
    for a, b in spans:
        rules.quote_to[a] = b
        if b < size and paragraph[b] == paragraph[b - 1]:
            rules.quote_from[b] = a
    for a, b, triggers, turn in _sentences(documents, verb, noun, adjective, small, gap):
        rules.read(a, b, triggers, turn)
    found = rules.found
    if "continued" not in switched_off:
        _continue(documents, rules, found, spans)
    found.sort(key=lambda one: (one.cue or one.content)[0][0])
    return Reading(found, _name(documents, sentence, found))


def _sentences(
    documents: Documents, verb: np.ndarray, noun: np.ndarray, adjective: np.ndarray, small: np.ndarray, gap: np.ndarray
) -> Iterator[tuple[int, int, list[int], int]]:
    """Sentences with something to read: first word, word after the last, triggers, end of a possible turn (or 0)."""
    words = documents.words
    size = len(words.word)
    first = np.flatnonzero(np.append(True, words.sentence[1:] != words.sentence[:-1]))
    stop = np.append(first[1:], size)
    paragraph = documents.paragraph[words.token]
    turns = np.flatnonzero(np.append(True, paragraph[1:] != paragraph[:-1]))
    colons = np.flatnonzero(gap[:-1] & COLON)
    opening = turns[np.maximum(np.searchsorted(turns, colons) - 1, 0)]
    near = (colons - opening < 10) & (colons > opening) & (words.sentence[colons] == words.sentence[opening])
    turn_end = dict(
        zip(
            opening[near].tolist(),
            np.append(turns[1:], size)[np.searchsorted(turns, opening[near])].tolist(),
            strict=True,
        )
    )
    tags = documents.tags
    cue = ((verb != 0) | (noun != 0) | (adjective != 0) | lex.IS_TRIGGER[small]) & ~words.quoted
    auxiliary = documents.vocabulary.words[AUXILIARY][words.word]
    finite = np.isin(tags, (CODE["VBD"], CODE["VBZ"], CODE["VBP"])) & (auxiliary == 0) & ~words.quoted
    at = np.flatnonzero(cue | finite)
    low, high = np.searchsorted(at, first), np.searchsorted(at, stop)
    # sentences without a cue have nothing to say, their finite verbs only tell subjects
    heard = np.add.reduceat(cue, first, dtype=np.int32) > 0
    heard |= np.isin(first, np.fromiter(turn_end, np.int64, len(turn_end)))
    places = at.tolist()
    chosen = np.flatnonzero(heard)
    first, stop, low, high = first[chosen], stop[chosen], low[chosen], high[chosen]
    for a, b, i, j in zip(first.tolist(), stop.tolist(), low.tolist(), high.tolist(), strict=True):
        yield a, b, places[i:j], turn_end.get(a, 0)


def _name(documents: Documents, sentence: Sentence, found: list[Found]) -> list[tuple[str | None, str]]:
    """Canonical names and types of the sources."""
    words = documents.words
    tags, number = documents.tags, words.word
    names = (tags == CODE["NNP"]) | (tags == CODE["NNPS"])
    bits = documents.vocabulary.words[SOURCE_WORD]
    plain = names & (bits[number] & TITLE == 0)
    joined = np.zeros(len(number), bool)
    joined[1:] = (words.sentence[1:] == words.sentence[:-1]) & ((words.before[1:] | words.after[:-1]) & COMMA == 0)
    # places where a full name ends: two names in a row, the first no title, and no third
    last = np.zeros(len(number), bool)
    last[1:] = names[1:] & plain[:-1] & joined[1:]
    last[:-1] &= ~(names[1:] & joined[1:])
    at = np.flatnonzero(last)
    document = documents.document[words.token]
    full: list[dict[int, int]] = [{} for _ in range(len(documents))]
    for d, w, place in zip(document[at].tolist(), number[at].tolist(), (at + 1).tolist(), strict=True):
        full[d].setdefault(w, place)
    # a name ends where its sentence does, even where no full stop does: the word before may be another article's
    gap = np.array(sentence.gap)
    gap[np.flatnonzero(np.append(True, words.sentence[1:] != words.sentence[:-1]))] |= SEMICOLON
    sources = Sources(
        sentence.tag,
        gap.tolist(),
        sentence.small,
        number.tolist(),
        documents.vocabulary.words.strings,
        documents.vocabulary.words[BARE].tolist(),
        bits.data,
    )
    result: list[tuple[str | None, str]] = []
    current = -1
    anchors = document[np.array([min(one.cue or one.content)[0] for one in found], np.int64)].tolist() if found else []
    for d, one in zip(anchors, found, strict=True):
        if d != current:
            sources.begin(full[d])
            current = d
        result.append(sources.name(one))
    return result


def _quotations(documents: Documents) -> list[tuple[int, int]]:
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


def _extent(one: Found) -> int:
    """The word after the last of an attribution's words."""
    return max(run[1] for run in one.source + one.cue + one.content)


def _continue(documents: Documents, rules: Rules, found: list[Found], spans: list[tuple[int, int]]) -> None:
    """Give quotations without a cue of their own to the speaker before them: "…," he said. "And …" """
    words = documents.words
    gap = rules.s.gap
    inside = rules.covered
    new = np.append(True, words.sentence[1:] != words.sentence[:-1])
    loose = [(a, b) for a, b in sorted(spans) if b - a >= 2 and (new[a] or gap[a] & COLON) and not inside[a]]
    if not loose:
        return
    speakers = sorted(((_extent(one), k) for k, one in enumerate(found)), key=lambda pair: pair[0])
    stops = [stop for stop, _ in speakers]
    paragraph, sentence = documents.paragraph[words.token], words.sentence
    document = documents.document[words.token]
    size = len(words.word)
    for a, b in loose:
        i = bisect_right(stops, a) - 1
        if a and gap[a] & COLON and document[a - 1] == document[a]:
            _announced(rules, words, found, found[speakers[i][1]] if i >= 0 else None, a, b)
            continue
        if i < 0:
            continue
        one, last = found[speakers[i][1]], stops[i] - 1
        near = paragraph[a] == paragraph[last] and sentence[a] - sentence[last] <= 1
        whole = (a == 0 or paragraph[a - 1] != paragraph[a]) and (b == size or paragraph[b] != paragraph[b - 1])
        after = whole and document[a] == document[last] and paragraph[a] - paragraph[last] == 1 and a - last == 1
        spoken = one.rule in ("tail", "quotation") or rules.s.quoted[one.content[-1][1] - 1]
        if (near or after) and spoken:
            one.content.append((a, b))
            stops[i] = b


def _announced(rules: Rules, words: Words, found: list[Found], before: Found | None, a: int, b: int) -> None:
    """A quotation after a sentence that ends with a colon: "Sanders released the following statement: …"."""
    first = int(np.searchsorted(words.sentence, words.sentence[a - 1]))
    if before is not None and before.rule == "clause" and before.cue and before.cue[0][0] >= first:
        if before.content[-1][1] >= a - 1:
            before.content.append((a, b))
            return
    found.append(Found(rules.before_colon(first, a), [], [(a, b)], 0, "announced"))
