"""An article of millions of characters, read part by part: only what is shown is worked out, whole texts once."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import streamlit as st

CHARACTERS = 60_000
"""Longer articles are shown part by part: a browser cannot draw ten million letters with marks."""


@dataclass(frozen=True)
class Anatomy:
    """What measures see of a text. `sentences` are those of the body, in order: start, end, and forms, the words of each
    with a space between them, as VADER is given them; `boilerplate` is start, end, kind.
    """

    sentences: pd.DataFrame
    boilerplate: list[tuple[int, int, str]]


@st.cache_data(max_entries=8, show_spinner=False)
def anatomy(text: str) -> Anatomy:
    from analysis.text import Documents

    documents = Documents([text], [None])
    body = np.flatnonzero(documents.body)
    starts, ends, sentence = (column[body] for column in (documents.start, documents.end, documents.sentence))
    rows = []
    for tokens in np.split(np.arange(len(body)), np.flatnonzero(np.diff(sentence)) + 1) if len(body) else []:
        forms = " ".join(text[starts[t] : ends[t]] for t in tokens)
        rows.append((int(starts[tokens[0]]), int(ends[tokens[-1]]), forms))
    return Anatomy(
        pd.DataFrame(rows, columns=["start", "end", "forms"]),
        [(span.start, span.end, span.kind) for span in documents[0].boilerplate],
    )


@st.cache_data(max_entries=40, show_spinner=False)
def sentiment_of_part(text: str, start: int, end: int) -> pd.DataFrame:
    """Rows of `analysis.queries.dashboard.sentence_sentiment` whose sentences begin in the part: start, end, compound.

    The index is the sentence's place in the article, from 0.
    """
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    sentences, analyzer = anatomy(text).sentences, SentimentIntensityAnalyzer()
    own = sentences[(sentences["start"] >= start) & (sentences["start"] < end)]
    compound = [float(analyzer.polarity_scores(forms)["compound"]) for forms in own["forms"]]
    return own[["start", "end"]].assign(compound=pd.Series(compound, index=own.index, dtype=float))


def choose_part(text: str) -> tuple[int, int]:
    """Start and end of the part to show, asked for where there are several."""
    parts = -(-len(text) // CHARACTERS)
    if parts <= 1:
        return 0, len(text)
    part = st.number_input(f"Part of {parts:,} (the article has {len(text):,} characters)", 1, parts, key="part")
    start = CHARACTERS * (int(part) - 1)
    return start, min(start + CHARACTERS, len(text))
