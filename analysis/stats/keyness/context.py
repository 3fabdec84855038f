"""Keyword in context: a word or phrase in the articles of a corpus, with the text around it."""

from dataclasses import dataclass
from typing import Any, get_args

import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters
from analysis.queries.choices import Voice
from analysis.queries.keyness import BATCH, texts_with_words
from analysis.records import records
from analysis.stats.keyness.kwic import occurrences, single_line, words_of
from analysis.stats.keyness.words import Keyness
from analysis.text import Documents

CONTEXT_COLUMNS = ["id", "outlet", "published", "title", "before", "match", "after", "voice", "start", "end"]
LONGEST_CONTEXT = 1000


@dataclass(frozen=True)
class Context:
    """Places of a term in articles.

    `lines` in order of day, then id: id, outlet, published, title, before, match, after (the text around, with single
    spaces), voice (outlet_voice or quoted), start and end (characters of the stored text).
    """

    term: str
    lines: pd.DataFrame
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON of `framescope words --context TERM --format json`."""
        return {"term": self.term, "lines": records(self.lines), "choices": self.choices}


def context(
    corpus: CorpusSnapshot,
    term: str,
    filters: Filters | None = None,
    voice: Voice = "whole",
    limit: int = 20,
    an_article: int = 1,
    width: int = 60,
) -> Context:
    """Return the first `limit` places (at most `an_article` an article) where the body says `term`, in any case.

    A term is what `words` counts: whole words, inside one sentence, in the `voice` asked for. `width` is characters
    shown on each side. Raises `ArgumentError` for a term without a word.
    """
    wanted = words_of(term)
    if not wanted:
        raise ArgumentError(f"{term!r} has no word to look for.")
    if voice not in get_args(Voice) or limit < 1 or an_article < 1 or not 0 <= width <= LONGEST_CONTEXT:
        raise ArgumentError(
            f"A context takes a voice ({', '.join(get_args(Voice))}), 1 or more lines and articles, and a width up to "
            f"{LONGEST_CONTEXT}."
        )
    selected = filters or Filters()
    rows: list[tuple[Any, ...]] = []
    for batch in texts_with_words(corpus, wanted, selected, max(20, min(BATCH, 2 * limit))):
        documents = Documents([row[4] for row in batch])
        for number, start, end, quoted in occurrences(documents, wanted, voice, an_article):
            id, outlet, published, title, text = batch[number]
            around = (
                single_line(text[max(0, start - width) : start]),
                text[start:end],
                single_line(text[end : end + width]),
            )
            rows.append((id, outlet, published, title, *around, "quoted" if quoted else "outlet_voice", start, end))
        if len(rows) >= limit:
            break
    lines = pd.DataFrame(rows[:limit], columns=CONTEXT_COLUMNS)
    choices = {"filters": selected.to_dict(), "snapshot": corpus.snapshot, "voice": voice, "limit": limit}
    return Context(" ".join(wanted), lines, choices | {"an_article": an_article, "width": width})


def examples(
    corpus: CorpusSnapshot, keyness: Keyness, a: Filters, b: Filters | None, filters: Filters, voice: Voice, each: int
) -> dict[str, list[dict[str, Any]]]:
    """Return for each term of `keyness.terms` up to `each` lines from the side that uses it more, one an article."""
    lines = {}
    for term, z in zip(keyness.terms["term"], keyness.terms["z"], strict=True):
        side = a if z > 0 else b
        chosen = filters.and_(side) if side else filters
        lines[str(term)] = records(context(corpus, str(term), chosen, voice, each).lines)
    return lines
