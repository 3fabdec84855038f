"""An article of millions of characters, read part by part: only what is shown is worked out, whole texts once."""

import pandas as pd
import streamlit as st

from analysis import sentence_sentiment

CHARACTERS = 60_000
"""Longer articles are shown part by part: a browser cannot draw ten million letters with marks."""


@st.cache_data(max_entries=8, show_spinner=False)
def segmentation(text: str) -> sentence_sentiment.Segmentation:
    """Return sentences and boilerplate of a text, remembered for the parts of a long article."""
    return sentence_sentiment.segmentation(text)


@st.cache_data(max_entries=40, show_spinner=False)
def sentiment_of_part(text: str, start: int, end: int) -> pd.DataFrame:
    """Rows of `analysis.sentence_sentiment.sentence_sentiment` whose sentences begin in the part: start, end, compound.

    The index is the sentence's place in the article, from 0.
    """
    sentences = segmentation(text).sentences
    return sentence_sentiment.sentiment_of(sentences[(sentences["start"] >= start) & (sentences["start"] < end)])


def choose_part(text: str) -> tuple[int, int]:
    """Start and end of the part to show, asked for where there are several."""
    parts = -(-len(text) // CHARACTERS)
    if parts <= 1:
        return 0, len(text)
    part = st.number_input(f"Part of {parts:,} (the article has {len(text):,} characters)", 1, parts, key="part")
    start = CHARACTERS * (int(part) - 1)
    return start, min(start + CHARACTERS, len(text))
