"""The registry: every family of measures, and all measures by name. Adding a family is its module and one line here."""

from analysis.measures import Measure
from analysis.scorers import attribution, framing, hedging, readability, sentiment, vagueness
from analysis.scorers.base import Evidence, FamilyScores, Scorer

SCORERS: tuple[Scorer, ...] = (
    sentiment.SCORER,
    hedging.SCORER,
    attribution.SCORER,
    framing.SCORER,
    vagueness.SCORER,
    readability.SCORER,
)

MEASURES: dict[str, Measure] = {measure.name: measure for scorer in SCORERS for measure in scorer.measures}

SCORED_WITH = " ".join(f"{scorer.family}-{scorer.version}" for scorer in SCORERS)
"""The version of all scorers together; scores stored under another one are stale."""

__all__ = ["MEASURES", "SCORED_WITH", "SCORERS", "Evidence", "FamilyScores", "Measure", "Scorer"]
