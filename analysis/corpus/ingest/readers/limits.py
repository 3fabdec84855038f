"""Limits on what one input may make the program hold in memory, or work on without end.

No real corpus comes near them. They stop files that were made, or damaged, so as to grow without bound: a gzip file of
a megabyte that unpacks to gigabytes, a table of a million columns, one line of a gigabyte.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from analysis.errors import InputError

MAX_ROW_CHARACTERS = 32_000_000
"""Of one line, one record of a CSV file, or one document."""
MAX_JSON_CHARACTERS = 300_000_000
"""Of a JSON file that is one value, which is read whole; JSON Lines is streamed."""
MAX_JSON_DEPTH = 50
"""Objects within objects."""
MAX_COLUMNS = 1_000
MAX_COLUMN_NAME = 300
"""Characters of a column's name."""
MAX_UNPACKED_BYTES = 50_000_000_000
MAX_UNPACKED_RATIO = 200
"""Unpacked bytes per byte of a gzip file; text packs about 3 to 10 times smaller, a bomb a thousand times."""
ALWAYS_UNPACKED_BYTES = 100_000_000
"""Unpacked whatever the ratio: small files of much the same text pack well."""


def unpacked_limit(packed: int) -> int:
    """Return how many bytes a gzip file of `packed` bytes may unpack to."""
    return min(MAX_UNPACKED_BYTES, max(ALWAYS_UNPACKED_BYTES, MAX_UNPACKED_RATIO * packed))


def bounded_lines(handle: TextIO) -> Iterator[str]:
    """Yield the lines of a file; of one longer than `MAX_ROW_CHARACTERS` only the first `MAX_ROW_CHARACTERS` + 1."""
    while line := handle.readline(MAX_ROW_CHARACTERS + 1):
        yield line
        rest = line
        while len(rest) > MAX_ROW_CHARACTERS and not rest.endswith(("\n", "\r")):
            rest = handle.readline(MAX_ROW_CHARACTERS + 1)


def check_columns(path: str, columns: Iterable[str]) -> None:
    """Raise `InputError` where the columns are too many, or the name of one is too long."""
    names = tuple(columns)
    if len(names) > MAX_COLUMNS:
        raise InputError(
            f"{path}: it has {len(names):,} columns; the limit is {MAX_COLUMNS:,}. "
            "Give a table with one column per field, and one row per article."
        )
    longest = max(names, key=len, default="")
    if len(longest) > MAX_COLUMN_NAME:
        raise InputError(
            f"{path}: the name of a column has {len(longest):,} characters ({shortened(longest)!r}). "
            "Give the file a first line with the columns' names."
        )


def shortened(text: str, length: int = 60) -> str:
    """Return the text, cut with an ellipsis where it is longer than `length` characters.

    >>> shortened("a long name", 7)
    'a long…'
    """
    return text if len(text) <= length else f"{text[: length - 1]}…"
