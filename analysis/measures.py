"""What a measure is: the one declaration that codebook, labels, help, exports and Methods page are made from.

A scorer module declares its measures as a tuple of `Measure` beside the function that computes them
(`analysis/scorers/*.py`); `analysis.scorers.MEASURES` gathers them all by name.
"""

from dataclasses import dataclass
from typing import Literal

HIDDEN_WORDS = "sentiment_words_hidden"
"""The count that whoever compares sentiment should look at."""

COMPOUND_FAMILIES = frozenset({"news_sentiment"})
"""Built-in families whose names are two words; any other family is the first word of its measures' names."""

Voice = Literal["whole", "outlet_voice", "quoted", "headline"]


@dataclass(frozen=True)
class Measure:
    """One column of numbers about articles.

    A rate names its `numerator` and `denominator`, themselves measures (counts) of the same article, so that a rate
    of many articles can be estimated as a ratio of sums: `scale * sum(numerator) / sum(denominator)`.
    A measure is missing (null), never zero, where it cannot be computed; `missing` says when.
    """

    name: str
    """Column name, `<family>_<what>[_<voice>][_<unit>]`."""
    label: str
    """Short title for axes and tables, sentence case, without the unit."""
    unit: str
    """For people, e.g. "per 100 words", "share of sentences", "score, -1 to 1", "words"."""
    low: float | None
    high: float | None
    """Range of possible values; None where unbounded."""
    definition: str
    """One sentence a reviewer can check."""
    citation: str
    """The paper or standard, or "framescope" for our own."""
    missing: str = ""
    """When the value is null, in words; empty if never."""
    voice: Voice = "whole"
    numerator: str | None = None
    denominator: str | None = None
    scale: float = 1.0
    """A rate is `scale * numerator / denominator` (100 for "per 100 words")."""
    digits: int = 2
    """Decimals that are worth showing."""
    count: bool = False
    """True for raw counts that mainly serve as numerators and denominators; dashboards list them last."""

    @property
    def family(self) -> str:
        """The scorer that computes the measure: the first word of the name, or the first two."""
        first, second = (*self.name.split("_", 2), "")[:2]
        return f"{first}_{second}" if f"{first}_{second}" in COMPOUND_FAMILIES else first
