"""Wire copy: the same text in several articles, whatever its headline, found by MinHash and counted exactly."""

from analysis.stats.duplicates.finding import update_wire
from analysis.stats.duplicates.listing import Duplicates, duplicates

__all__ = ["Duplicates", "duplicates", "update_wire"]
