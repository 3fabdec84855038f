"""What every reader hands on: rows as they stand in the input, and the rows that could not be read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    number: int
    """1-based: data rows of a table (the header is not counted), lines of JSON Lines, files of a folder."""
    values: Mapping[str, object]
    """Column → value as read: text, number, date, list, None."""
    file: str | None = None
    """The file within a folder; None where the source is one file."""
    normalised: tuple[str, ...] = ()
    """What reading itself changed, e.g. the encoding."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row, or with `number` None a whole file, that could not be read."""

    number: int | None
    reason: str
    what_to_do: str
    excerpt: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class Source:
    """An opened input: `rows()` streams it and can be called again."""

    path: str
    kind: str
    """csv, tsv, json, jsonl, parquet, folder, feed or page."""
    columns: tuple[str, ...]
    """Column names found; for JSON those of the first rows."""
    rows: Callable[[], Iterator[Row | RejectedRow]]
    fingerprint: str
    total: int | None = None
    """Number of rows where it is known without reading them."""
    notes: Mapping[str, object] = field(default_factory=dict)
    """What was found out about the file, for the run's details: encoding, delimiter."""
