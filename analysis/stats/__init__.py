"""Comparisons, trends, words and robustness with honest uncertainty: frames in, frames out; nothing here knows a screen."""

from typing import TYPE_CHECKING, Any

from analysis.stats.compare import Comparison, compare
from analysis.stats.trends.trend import Trend, trend

if TYPE_CHECKING:
    from analysis.stats.keyness.kwic import context
    from analysis.stats.keyness.log_odds import Keyness, log_odds, words

__all__ = [
    "Comparison", "Keyness", "Trend", "compare", "context", "log_odds", "trend", "words",
]  # fmt: skip

_HOME = {
    "Keyness": "keyness.log_odds",
    "context": "keyness.kwic",
    "log_odds": "keyness.log_odds",
    "words": "keyness.log_odds",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:  # what reads texts is loaded when first used
        from importlib import import_module

        return getattr(import_module(f"analysis.stats.{_HOME[name]}"), name)
    raise AttributeError(f"module 'analysis.stats' has no attribute {name!r}")
