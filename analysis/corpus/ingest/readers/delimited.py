"""CSV and TSV, read row by row: a broken row is reported with its number and the rest goes on."""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from analysis.corpus.ingest.readers.encoding import Decoding, examine, open_text
from analysis.corpus.ingest.readers.limits import MAX_ROW_CHARACTERS, bounded_lines, check_columns, shortened
from analysis.corpus.ingest.readers.rows import Input, RejectedRow, Row
from analysis.errors import InputError

DELIMITERS = ",\t;|"
MAX_FIELD = 2**31 - 1


def open_delimited(path: Path, kind: str) -> Input:
    """Open a CSV or TSV file with a header line, which also decides the delimiter: comma, tab, semicolon or bar.

    Raises `InputError` for a header that is no list of distinct names.
    """
    decoding = examine(path)
    csv.field_size_limit(MAX_FIELD)  # csv's own limit of 128 kB is shorter than a long article
    with open_text(path, decoding) as handle:
        header = next((line for line in bounded_lines(handle) if line.strip()), "")
    if len(header) > MAX_ROW_CHARACTERS:
        raise InputError(
            f"{path}: its first line has over {MAX_ROW_CHARACTERS:,} characters ({shortened(header)!r}). "
            "Give the file a first line with the columns' names."
        )
    delimiter = max(DELIMITERS, key=lambda sign: (len(_split(header, sign)), sign == ("\t" if kind == "tsv" else ",")))
    columns = tuple(name.strip().strip("\ufeff") for name in _split(header, delimiter))
    if any("\x00" in name for name in columns):
        columns = tuple(name.replace("\x00", "") for name in columns)
    check_columns(str(path), columns)
    doubled = sorted(name for name, times in Counter(columns).items() if name and times > 1)
    if doubled:
        raise InputError(
            f"{path}: the header names {', '.join(map(repr, doubled))} twice. Give every column its own name."
        )
    return Input(
        path=str(path),
        kind=kind,
        columns=columns,
        rows=lambda: _rows(path, decoding, delimiter, columns),
        fingerprint=decoding.fingerprint,
        notes={"encoding": decoding.encoding, "delimiter": delimiter},
    )


def _split(line: str, delimiter: str) -> list[str]:
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _rows(path: Path, decoding: Decoding, delimiter: str, columns: tuple[str, ...]) -> Iterator[Row | RejectedRow]:
    number, broken_since = 0, None
    with open_text(path, decoding) as handle:
        lines = Lines(bounded_lines(handle))
        header_seen = False
        while True:
            record = _record(lines, delimiter)
            if record is None:
                break
            fields, problem = record
            if problem is None and not fields:
                continue  # an empty line
            if not header_seen:
                header_seen = True
                continue
            if problem is None and len(fields) != len(columns):
                problem = f"the row has {len(fields)} fields, the header has {len(columns)}"
            if problem is None:
                number, broken_since = number + 1, None
                yield Row(number, dict(zip(columns, fields, strict=True)), normalised=decoding.normalised)
            elif broken_since is None:
                number += 1
                if lines.retried:
                    broken_since = number  # what follows may be the rest of the broken row: reported once
                yield RejectedRow(
                    number,
                    f"{problem} (line {lines.first} of the file)",
                    "Put the field in quotation marks, double the quotation marks inside it, and close them.",
                    lines.excerpt,
                )


def _record(lines: "Lines", delimiter: str) -> tuple[list[str], str | None] | None:
    """Return the next record's fields and no problem, or a problem; None at the end. A broken record costs one line."""
    lines.start()
    try:
        fields = next(csv.reader(lines, delimiter=delimiter, strict=True))
    except StopIteration:
        return None
    except csv.Error as error:
        lines.retry_after_first()
        if lines.too_long:
            return [], f"the row has over {MAX_ROW_CHARACTERS:,} characters"
        if "unexpected end" in str(error):
            return [], "a quotation mark is not closed"
        return [], f"broken quotation marks ({error})"
    return fields, None


class Lines:
    """Physical lines of a file; those of the current record are kept, so that they can be read again."""

    def __init__(self, handle: Iterator[str]) -> None:
        self._source = handle
        self._line_number = 0
        self._kept: list[str] = []
        self.first = 0
        self.retried = False

    def start(self) -> None:
        """Begin a record with the next line."""
        self._kept = []
        self._size = 0
        self.retried = False
        self.first = self._line_number + 1

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = next(self._source)
        self._line_number += 1
        self._size += len(line)
        self._kept.append(line)
        if self._size > MAX_ROW_CHARACTERS:
            raise csv.Error("unexpected end of data")  # a quotation mark that was never closed, or one line too long
        return line

    def retry_after_first(self) -> None:
        """Give all lines of the current record but the first back to the source."""
        rest = self._kept[1:]
        self._line_number -= len(rest)
        self._source = chain(rest, self._source)
        self.retried = True

    @property
    def too_long(self) -> bool:
        """Whether the first line of the current record alone is longer than any row may be."""
        return bool(self._kept) and len(self._kept[0]) > MAX_ROW_CHARACTERS

    @property
    def excerpt(self) -> str:
        """The first 200 characters of the current record."""
        return self._kept[0][:400].strip()[:200] if self._kept else ""
