"""Sentiment sentence by sentence: of one article, and where the outlets of one story differ most."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.scorers.vader import sentence_compounds
from analysis.text import Documents


@dataclass(frozen=True)
class Segmentation:
    """The parts of a text that measures use, and those they leave out.

    `sentences` has a row per sentence of the body, in order: start, end (characters of the text) and forms, its words
    with a space between them, as VADER reads them. `boilerplate` holds start, end and kind.
    """

    sentences: pd.DataFrame
    boilerplate: list[tuple[int, int, str]]


def segmentation(text: str) -> Segmentation:
    """Return the body's sentences and the boilerplate of a text."""
    documents = Documents([text], [None])
    body = np.flatnonzero(documents.body)
    starts, ends, sentence = (column[body] for column in (documents.start, documents.end, documents.sentence))
    rows = []
    for tokens in np.split(np.arange(len(body)), np.flatnonzero(np.diff(sentence)) + 1) if len(body) else []:
        forms = " ".join(text[starts[t] : ends[t]] for t in tokens)
        rows.append((int(starts[tokens[0]]), int(ends[tokens[-1]]), forms))
    return Segmentation(
        pd.DataFrame(rows, columns=["start", "end", "forms"]),
        [(span.start, span.end, span.kind) for span in documents[0].boilerplate],
    )


def sentiment_of(sentences: pd.DataFrame) -> pd.DataFrame:
    """Return start, end and compound (VADER's, -1 to 1) of some of `Segmentation.sentences`, with their index."""
    return sentences[["start", "end"]].assign(compound=sentence_compounds(sentences["forms"].tolist()))


def sentence_sentiment(text: str) -> pd.DataFrame:
    """Return the body's sentences in order: start, end (characters of `text`), compound (VADER's, -1 to 1).

    Their mean is the article's sentiment_compound.
    """
    return sentiment_of(segmentation(text).sentences)


def divergent_sentences(articles: pd.DataFrame, each: int = 2) -> pd.DataFrame:
    """Return, for each outlet of a story, the `each` sentences whose sentiment is furthest from the story's mean.

    `articles` has outlet, id, title and text, as `queries.dashboard.story_articles` returns them. Columns: outlet, id,
    title, sentence (its text), compound (VADER's, -1 to 1), difference (compound minus the mean of all sentences of the
    story). Sorted by outlet, then the furthest first, ties in the order of the story.
    """
    tables = []
    for row in articles.itertuples(index=False):
        text = str(row.text or "")
        sentences = sentence_sentiment(text)
        texts = [text[start:end] for start, end in zip(sentences["start"], sentences["end"], strict=True)]
        tables.append(sentences.assign(outlet=row.outlet, id=row.id, title=row.title, sentence=texts))
    columns = ["outlet", "id", "title", "sentence", "compound", "difference"]
    if not sum(map(len, tables)):
        return pd.DataFrame(columns=columns)
    table = pd.concat(tables, ignore_index=True)
    table["difference"] = table["compound"] - table["compound"].mean()
    table = table.drop_duplicates(["outlet", "sentence"])
    furthest = table.reindex(table["difference"].abs().sort_values(ascending=False, kind="stable").index)
    return furthest.groupby("outlet", sort=False).head(each).sort_values("outlet", kind="stable")[columns]
