"""Comparisons, trends, keyness and specification curves with honest uncertainty.

`compare`, `trend`, `words`, `context`, `story_matched` and `estimate_curve` take a corpus: each asks `analysis.queries`
for frames. All other modules estimate from frames and arrays alone.
"""

from typing import TYPE_CHECKING, Any

from analysis.stats.compare import compare
from analysis.stats.comparison import Comparison
from analysis.stats.trends.trend import Trend, trend

if TYPE_CHECKING:
    from analysis.stats.keyness.context import context
    from analysis.stats.keyness.log_odds import log_odds
    from analysis.stats.keyness.words import Keyness, words

__all__ = [
    "Comparison", "Keyness", "Trend", "compare", "context", "log_odds", "trend", "words",
]  # fmt: skip

_HOME = {
    "Keyness": "keyness.words",
    "context": "keyness.context",
    "log_odds": "keyness.log_odds",
    "words": "keyness.words",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:  # what reads texts is loaded when first used
        from importlib import import_module

        return getattr(import_module(f"analysis.stats.{_HOME[name]}"), name)
    raise AttributeError(f"module 'analysis.stats' has no attribute {name!r}")
