"""Choosing and showing measures: labels, order and families as the registry declares them."""

import streamlit as st

from analysis.figures.formatting import markdown_safe
from analysis.queries import CorpusSnapshot
from analysis.scorers import MEASURES, SCORERS
from dashboard.components.url_state import choice

FIRST = "sentiment_compound"


def listed(corpus: CorpusSnapshot) -> list[str]:
    """The corpus's measures, those to compare first, raw counts last."""
    rates = [name for name, measure in corpus.measures.items() if not measure.count]
    return rates + [name for name, measure in corpus.measures.items() if measure.count]


def label(name: str) -> str:
    """For lists to choose from: family, label and unit."""
    measure = MEASURES[name]
    return f"{measure.family.capitalize()}: {measure.label} ({measure.unit})"


def choose_measure(corpus: CorpusSnapshot, key: str = "measure", title: str = "Measure", default: str = FIRST) -> str:
    """Let a reader choose a measure of the corpus; the address keeps it under `key`. Returns its name."""
    names = listed(corpus)
    return choice(title, key, names, default if default in names else names[0], label)


def explain(name: str) -> None:
    """One line below a choice: what the measure is."""
    measure = MEASURES[name]
    absent = f" Missing where {measure.missing}." if measure.missing else ""
    st.caption(markdown_safe(f"{measure.definition}{absent}") + f" `{name}`")


def families() -> dict[str, str]:
    """Family to the version of its scorer, in registry order."""
    return {scorer.family: scorer.version for scorer in SCORERS}
