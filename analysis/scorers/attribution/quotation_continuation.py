"""Quotations as runs of words, and whose they are where no cue stands beside them."""

from bisect import bisect_right
from operator import itemgetter

import numpy as np

from analysis.scorers.attribution.rules import Rules
from analysis.scorers.attribution.state import Found
from analysis.scorers.attribution.tagsets import COLON
from analysis.text import Documents, Words

_END = itemgetter(1)


def quotations(documents: Documents) -> list[tuple[int, int]]:
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


def continue_quotations(documents: Documents, rules: Rules, found: list[Found], spans: list[tuple[int, int]]) -> None:
    """Give quotations without a cue of their own to the speaker before them: "…," he said. "And …" """
    words = documents.words
    gap = rules.s.gap
    inside = rules.covered
    new = np.append(True, words.sentence[1:] != words.sentence[:-1])
    loose = [(a, b) for a, b in sorted(spans) if b - a >= 2 and (new[a] or gap[a] & COLON) and not inside[a]]
    if not loose:
        return
    reach = np.array([max(one.source + one.cue + one.content, key=_END)[1] for one in found], np.int64)
    by_reach = np.argsort(reach, kind="stable")
    stops, speakers = reach[by_reach].tolist(), by_reach.tolist()
    paragraph, sentence = documents.paragraph[words.token], words.sentence
    document = documents.document[words.token]
    size = len(words.word)
    for a, b in loose:
        i = bisect_right(stops, a) - 1
        if a and gap[a] & COLON and document[a - 1] == document[a]:
            _announced(rules, words, found, found[speakers[i]] if i >= 0 else None, a, b)
            continue
        if i < 0:
            continue
        one, last = found[speakers[i]], stops[i] - 1
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
