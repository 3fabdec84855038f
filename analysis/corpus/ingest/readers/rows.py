"""What every reader returns: an `Input` with its rows as read, and the rows that could not be read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an input, before any column is mapped to a field."""

    number: int
    """1-based: data rows of a table (the header is not counted), lines of JSON Lines, files of a folder."""
    values: Mapping[str, object]
    """Column → value as read: text, number, date, list, None."""
    file: str | None = None
    """The file within a folder; None where the input is one file."""
    normalised: tuple[str, ...] = ()
    """What reading itself changed, e.g. the encoding."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that cannot be used, with the reason and the next step.

    With `number` None it stands for a whole file: the `file` of a folder, or, without one, the rest of the input.
    """

    number: int | None
    reason: str
    what_to_do: str
    excerpt: str | None = None
    file: str | None = None


@dataclass(frozen=True)
class Input:
    """An opened file, folder or address: `rows()` streams its rows and can be called again."""

    path: str
    kind: str
    """csv, tsv, json, jsonl, parquet, folder, feed or page."""
    columns: tuple[str, ...]
    """Column names; for JSON those of the first rows."""
    rows: Callable[[], Iterator[Row | RejectedRow]]
    fingerprint: str
    """Digest of the content."""
    total: int | None = None
    """Number of rows where it is known without reading them."""
    notes: Mapping[str, object] = field(default_factory=dict)
    """Findings about the file, for the run's details: encoding, delimiter."""

    @property
    def remote(self) -> bool:
        """Whether reading the rows may fetch pages from the network."""
        return self.kind in ("feed", "page")
