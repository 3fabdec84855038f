"""A small family of another distribution, for tests of whatever must serve families to come."""

import numpy as np
import pytest

from analysis.measures import Measure
from analysis.scorers import Evidence, FamilyScores, Part, Scorer, registry
from analysis.text import Documents

UNSAYABLE = "floccinaucinihilipilification"
LETTERS = Measure("fussy_letters", "Letters", "letters", 0, None, "Letters of the text.", "framescope")


def fussy(version: str = "1", factor: float = 1.0) -> Scorer:
    """Letters times `factor`, with the first word as evidence; it raises on a batch with an unsayable word in it."""

    def score(documents: Documents) -> FamilyScores:
        if any(UNSAYABLE in text for text in documents.texts):
            raise ValueError(f"cannot say {UNSAYABLE}")
        document = np.arange(len(documents))
        end = np.array([max(1, len(text.partition(" ")[0])) for text in documents.texts])
        names = {"word": [[0, e] for e in end.tolist()], "word_name": [f"word {version}" for _ in document]}
        return FamilyScores(
            {"fussy_letters": np.array([factor * len(text) for text in documents.texts])},
            Evidence(document, 0 * end, end, ["first"] * len(end), np.zeros(len(end), bool), details=names),
        )

    return Scorer("fussy", version, (LETTERS,), score, parts=(Part("word", "first word", named=True),))


def register(monkeypatch: pytest.MonkeyPatch, *scorers: Scorer) -> None:
    """Register these, as families of the package fussy-words 0.3, beside the built-in ones."""
    found = registry.register(
        (registry.Family(scorer, "fussy-words", "0.3") for scorer in scorers),
        registry.register(registry.Family(scorer, "framescope", "0") for scorer in registry.BUILTIN),
    )
    monkeypatch.setattr(registry, "families", lambda: found)
