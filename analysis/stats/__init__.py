"""Comparisons and trends with honest uncertainty: frames in, frames out; nothing here knows a screen."""

from analysis.stats.compare import Comparison, compare
from analysis.stats.trend import Trend, trend

__all__ = ["Comparison", "Trend", "compare", "trend"]
