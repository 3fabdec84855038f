"""How an input is to be read: what the user says about it, kept with the input for when it is read again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from analysis.corpus.ingest.dates import DayOrder


@dataclass(frozen=True)
class ReadingOptions:
    """Columns, outlet, order of day and month, and other names of outlets, as the user gave them."""

    map: Mapping[str, str] = field(default_factory=dict)
    """Field → column; an empty column says that none holds the field."""
    outlet: str | None = None
    """Outlet of all rows."""
    dates: DayOrder | None = None
    """What comes first in 03/04/2020."""
    outlet_aliases: Mapping[str, str] = field(default_factory=dict)
    """Name → outlet."""

    def as_dict(self) -> dict[str, object]:
        """Return the options for storing; those that came later only where they were given."""
        first: dict[str, object] = {"map": dict(self.map), "outlet": self.outlet}
        later = {"dates": self.dates, "outlet_aliases": dict(self.outlet_aliases)}
        return first | {name: value for name, value in later.items() if value}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> "ReadingOptions":
        """Return the options that `as_dict` stored."""
        return cls(stored["map"], stored["outlet"], stored.get("dates"), stored.get("outlet_aliases", {}))
