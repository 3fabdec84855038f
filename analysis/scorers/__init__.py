"""Families of measures. `analysis.scorers.registry` lists them; a family is a module or folder beside it.

`MEASURES` (name → `Measure`), `SCORERS` and `SCORED_WITH` are the registry's, looked up when they are first used, so
that a family of another distribution can import this package while it is loaded.
"""

from typing import TYPE_CHECKING, Any

from analysis.measures import Measure
from analysis.scorers.base import Evidence, FamilyScores, Mark, Part, Scorer

__all__ = ["MEASURES", "SCORED_WITH", "SCORERS", "Evidence", "FamilyScores", "Mark", "Measure", "Part", "Scorer"]

if TYPE_CHECKING:
    MEASURES: dict[str, Measure]
    SCORERS: tuple[Scorer, ...]
    SCORED_WITH: str


def __getattr__(name: str) -> Any:
    if name in ("MEASURES", "SCORERS", "SCORED_WITH"):
        from analysis.scorers import registry

        return {"MEASURES": registry.measures, "SCORERS": registry.scorers, "SCORED_WITH": registry.scored_with}[name]()
    raise AttributeError(f"module 'analysis.scorers' has no attribute {name!r}")
