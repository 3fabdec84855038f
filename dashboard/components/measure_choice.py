"""Choosing and showing measures: labels, order and families as the registry declares them."""

import streamlit as st

from analysis.figures.formatting import markdown_safe, words
from analysis.queries import CorpusSnapshot
from analysis.scorers import MEASURES, SCORERS
from dashboard.components.url_state import choice

FIRST = "sentiment_compound"

OTHER_SENTIMENT = {
    "sentiment": "Shown is VADER, which was made for social media and is reported as its authors define it. "
    "News sentiment (`news_sentiment_mean`) uses a list and rules made for news, agrees better with readers, and "
    "counts fewer words that carry no sentiment in news (security, party, United). If the two disagree, read the "
    "evidence.",
    "news_sentiment": "Shown is the measure made for news. VADER (`sentiment_compound`), made for social media, is the "
    "one that other studies report; it also counts words that carry no sentiment in news (security, party, United). If "
    "the two disagree, read the evidence.",
}
"""For each of the two families of sentiment: which one is shown, and how the other differs."""


def listed(corpus: CorpusSnapshot) -> list[str]:
    """The corpus's measures, those to compare first, raw counts last."""
    rates = [name for name, measure in corpus.measures.items() if not measure.count]
    return rates + [name for name, measure in corpus.measures.items() if measure.count]


def label(name: str) -> str:
    """For lists to choose from: family, label and unit."""
    measure = MEASURES[name]
    return f"{words(measure.family).capitalize()}: {measure.label} ({measure.unit})"


def choose_measure(corpus: CorpusSnapshot, key: str = "measure", title: str = "Measure", default: str = FIRST) -> str:
    """Let a reader choose a measure of the corpus; the address keeps it under `key`. Returns its name."""
    names = listed(corpus)
    return choice(title, key, names, default if default in names else names[0], label)


def explain(name: str) -> None:
    """Lines below a choice: what the measure is, and for a sentiment how it differs from the other one."""
    measure = MEASURES[name]
    absent = f" Missing where {measure.missing}." if measure.missing else ""
    st.caption(markdown_safe(f"{measure.definition}{absent}") + f" `{name}`")
    if measure.family in OTHER_SENTIMENT:
        st.caption(OTHER_SENTIMENT[measure.family])


def families() -> dict[str, str]:
    """Family to the version of its scorer, in registry order."""
    return {scorer.family: scorer.version for scorer in SCORERS}
