"""Comparisons, trends, words and robustness with honest uncertainty: frames in, frames out; nothing here knows a screen."""

from typing import TYPE_CHECKING, Any

from analysis.stats.compare import Comparison, compare
from analysis.stats.trend import Trend, trend

if TYPE_CHECKING:
    from analysis.stats.keyness import Keyness, log_odds, words
    from analysis.stats.keyness_context import context

__all__ = [
    "Comparison", "Keyness", "Trend", "compare", "context", "log_odds", "trend", "words",
]  # fmt: skip

_HOME = {
    "Keyness": "keyness",
    "context": "keyness_context",
    "log_odds": "keyness",
    "words": "keyness",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:  # what reads texts is loaded when first used
        from importlib import import_module

        return getattr(import_module(f"analysis.stats.{_HOME[name]}"), name)
    raise AttributeError(f"module 'analysis.stats' has no attribute {name!r}")
