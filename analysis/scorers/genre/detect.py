"""The genre of each document of a batch, with reasons."""

from typing import NamedTuple

from analysis.genres import Genre
from analysis.scorers.genre.model import judge
from analysis.scorers.genre.signs import of_address, of_layout, of_title
from analysis.text import Documents

OPINION_FROM = 0.7
"""Probability from which an article without a sign is opinion; chosen on articles whose address tells."""


class Detected(NamedTuple):
    """A genre and its reasons, the decisive one first."""

    genre: Genre
    reasons: tuple[str, ...]


def detect(documents: Documents) -> list[Detected]:
    """One `Detected` per document: by layout, else by address, else by headline, else by wording.

    A transcript stays one in a section of opinion, and an address or a headline that calls an article opinion or
    analysis is believed; everything else that looks like a report is one.
    """
    judged = judge(documents)
    result = []
    columns = (documents.texts, documents.turns, documents.titles, documents.urls, judged)
    for text, turns, title, url, judgement in zip(*columns, strict=True):
        sign = of_layout(text, turns) or of_address(url) or of_title(title)
        if sign is not None:
            result.append(Detected(sign.genre, (sign.reason,)))
        elif judgement.opinion >= OPINION_FROM:
            result.append(Detected("opinion", judgement.reasons))
        else:
            result.append(Detected("news", judgement.reasons))
    return result
