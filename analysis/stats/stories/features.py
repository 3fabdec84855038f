"""The terms by which two articles may report the same event: stemmed words and adjacent pairs of title and lead.

News puts what happened, to whom and where into its headline and first lines; later paragraphs are background, which
stories of one topic share. Words of the title count twice, pairs of adjacent words (names: "Kamala Harris", "jobs
report") half.
"""

import gzip
import json
from collections.abc import Sequence
from functools import cache

import numpy as np

from analysis.corpus.sample import sample_path
from analysis.text.terms import WORD, term

LEAD = 600
"""Characters of the text that are read."""
MADE_WITH = "story-2"

_TITLE, _TEXT, _PAIR_TITLE, _PAIR_TEXT = 4, 2, 2, 1  # twice the weight, so that counts stay whole numbers


def terms(titles: Sequence[str | None], texts: Sequence[str]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Hashed terms of each article, ascending, and twice their weighted counts."""
    hashes, counts = [], []
    for title, text in zip(titles, texts, strict=True):
        found: dict[int, int] = {}
        _count(found, title or "", _TITLE, _PAIR_TITLE)
        _count(found, text[:LEAD], _TEXT, _PAIR_TEXT)
        ordered = sorted(found)
        hashes.append(np.array(ordered, dtype=np.int32))
        counts.append(np.array([found[term] for term in ordered], dtype=np.int32))
    return hashes, counts


def _count(found: dict[int, int], text: str, weight: int, pair_weight: int) -> None:
    previous, end = 0, -1
    for match in WORD.finditer(text):
        number = term(match.group())
        if not number:
            previous = 0
            continue
        found[number] = found.get(number, 0) + weight
        if previous and match.start() == end + 1 and text[end] == " ":
            pair = (previous * 0x01000193 ^ number) & 0x7FFFFFFF
            found[pair] = found.get(pair, 0) + pair_weight
        previous, end = number, match.end()


@cache
def background() -> tuple[np.ndarray, np.ndarray, int]:
    """Terms of the bundled sample with the number of its articles that have each, and how many articles it has.

    So that words common in all news weigh little in a corpus too small to tell.
    """
    with gzip.open(sample_path(), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    hashes, _ = terms([row.get("title") for row in rows], [row["text"] for row in rows])
    values, documents = np.unique(np.concatenate(hashes), return_counts=True)
    return values, documents, len(rows)
