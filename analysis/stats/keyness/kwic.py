"""Keyword in context: where a word or phrase stands, with what is around it."""

from dataclasses import dataclass
from typing import Any, get_args

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters
from analysis.queries.choices import Voice
from analysis.queries.keyness import BATCH
from analysis.queries.sampling import texts_of
from analysis.stats.keyness.log_odds import Keyness
from analysis.stats.keyness.ngram_counts import lowered, runs_of_words
from analysis.stats.records import records
from analysis.text import Documents
from analysis.text.vocabulary import WORD

CONTEXT_COLUMNS = ["id", "outlet", "published", "title", "before", "match", "after", "voice", "start", "end"]
LONGEST_CONTEXT = 1000


@dataclass(frozen=True)
class Context:
    """`lines` in order of day, then id: id, outlet, published, title, before, match, after (the text around, white space
    made single), voice (outlet_voice or quoted), start and end (characters of the stored text)."""

    term: str
    lines: pd.DataFrame
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of `framescope words --context TERM --format json`."""
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
    """The first `limit` places (at most `an_article` an article) where the body says `term`, in any case.

    A term is what `words` counts: whole words, inside one sentence, in the `voice` asked for. `width` is characters
    shown on each side. Raises `ArgumentError` for a term without a word.
    """
    wanted = [lowered(match.group()) for match in WORD.finditer(term)]
    if not wanted:
        raise ArgumentError(f"{term!r} has no word to look for.")
    if voice not in get_args(Voice) or limit < 1 or an_article < 1 or not 0 <= width <= LONGEST_CONTEXT:
        raise ArgumentError(
            f"A context takes a voice ({', '.join(get_args(Voice))}), 1 or more lines and articles, and a width up to "
            f"{LONGEST_CONTEXT}."
        )
    chosen, bound = (filters or Filters()).predicate(corpus)
    hints = " AND ".join(f"contains(lower(text), $w_{i})" for i in range(len(wanted)))
    bound |= {f"w_{i}": word.replace("'", "’").split("’")[0] for i, word in enumerate(wanted)}
    read = texts_of(corpus, filters or Filters())
    # Of texts at hand few are chosen: a limit that is never reached has these taken first, and read after.
    first = "" if read == "articles" else f"LIMIT {2**62}"
    sql = f"""SELECT id, outlet, published, title, text FROM (
            SELECT a.id, s.outlet, s.published, a.title, a.text
            FROM (SELECT id, outlet, published FROM scores WHERE {chosen}) s JOIN {read} a ON a.id = s.id {first}
        ) WHERE {hints} ORDER BY published NULLS LAST, id"""
    rows: list[tuple[Any, ...]] = []
    for batch in corpus.batches(sql, bound, max(20, min(BATCH, 2 * limit))):
        documents = Documents([row[4] for row in batch])
        for number, start, end, quoted in _places(documents, wanted, voice, an_article):
            id, outlet, published, title, text = batch[number]
            around = (_line(text[max(0, start - width) : start]), text[start:end], _line(text[end : end + width]))
            rows.append((id, outlet, published, title, *around, "quoted" if quoted else "outlet_voice", start, end))
        if len(rows) >= limit:
            break
    lines = pd.DataFrame(rows[:limit], columns=CONTEXT_COLUMNS)
    choices = {"filters": (filters or Filters()).to_dict(), "snapshot": corpus.snapshot, "voice": voice, "limit": limit}
    return Context(" ".join(wanted), lines, choices | {"an_article": an_article, "width": width})


def examples(
    corpus: CorpusSnapshot, found: Keyness, a: Filters, b: Filters | None, filters: Filters, voice: Voice, each: int
) -> dict[str, list[dict[str, Any]]]:
    """For each term of `found.terms` up to `each` lines from the side that uses it more, one an article."""
    lines = {}
    for term, z in zip(found.terms["term"], found.terms["z"], strict=True):
        side = a if z > 0 else b
        chosen = filters.and_(side) if side else filters
        lines[str(term)] = records(context(corpus, str(term), chosen, voice, each).lines)
    return lines


def _places(documents: Documents, wanted: list[str], voice: Voice, an_article: int) -> list[tuple[int, int, int, bool]]:
    """document, start, end and voice of each occurrence, at most `an_article` a document."""
    place, document, begins = runs_of_words(documents, voice)
    words, strings = documents.words, documents.vocabulary.words.strings
    run = np.cumsum(begins)
    size = max(len(place) - len(wanted) + 1, 0)
    found = run[:size] == run[len(wanted) - 1 :]
    distinct, inverse = np.unique(words.word[place], return_inverse=True)
    names = [lowered(strings[w]) for w in distinct.tolist()]
    for step, word in enumerate(wanted):
        found &= np.array([name == word for name in names], bool)[inverse[step : step + size]]
    at = np.flatnonzero(found)
    nth = np.arange(len(at)) - np.searchsorted(document[at], document[at])
    last = len(wanted) - 1
    return [
        (int(document[i]), int(words.start[place[i]]), int(words.end[place[i + last]]), bool(words.quoted[place[i]]))
        for i in at[nth < an_article].tolist()
    ]


def _line(text: str) -> str:
    """White space made single, also at the edges, so that lines join as they stood."""
    inside = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inside}{' ' if inside and text[-1:].isspace() else ''}"
