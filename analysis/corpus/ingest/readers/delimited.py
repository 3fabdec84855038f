"""CSV and TSV, read row by row: a broken row is reported with its number and the rest goes on."""

import csv
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from analysis.corpus.ingest.readers.encoding import Decoding, examine, open_text
from analysis.corpus.ingest.readers.rows import RejectedRow, Row, Source
from analysis.errors import InputError

DELIMITERS = ",\t;|"
# A record longer than this is taken for a quotation mark that was never closed.
MAX_RECORD_CHARACTERS = 64_000_000
MAX_FIELD = 2**31 - 1


def open_delimited(path: Path, kind: str) -> Source:
    """A CSV or TSV file with a header line; comma, tab, semicolon and bar are told apart by the header."""
    decoding = examine(path)
    csv.field_size_limit(MAX_FIELD)  # csv's own limit of 128 kB is shorter than a long article
    with open_text(path, decoding) as handle:
        header = next((line for line in handle if line.strip()), "")
    delimiter = max(DELIMITERS, key=lambda sign: (len(_split(header, sign)), sign == ("\t" if kind == "tsv" else ",")))
    columns = tuple(name.strip().strip("\ufeff") for name in _split(header, delimiter))
    if any("\x00" in name for name in columns):
        columns = tuple(name.replace("\x00", "") for name in columns)
    doubled = sorted({name for name in columns if name and columns.count(name) > 1})
    if doubled:
        raise InputError(
            f"{path}: the header names {', '.join(map(repr, doubled))} twice. Give every column its own name."
        )
    return Source(
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
        lines = Lines(handle)
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
    """The next record's fields and no problem, or a problem; None at the end. A broken record costs one line only."""
    lines.start()
    try:
        fields = next(csv.reader(lines, delimiter=delimiter, strict=True))
    except StopIteration:
        return None
    except csv.Error as error:
        lines.retry_after_first()
        reason = (
            "a quotation mark is not closed" if "unexpected end" in str(error) else f"broken quotation marks ({error})"
        )
        return [], reason
    return fields, None


class Lines:
    """Physical lines of a file that remembers those of the current record, so that they can be read again."""

    def __init__(self, handle: Iterator[str]) -> None:
        self._source = handle
        self._line_number = 0
        self._kept: list[str] = []
        self.first = 0
        self.retried = False

    def start(self) -> None:
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
        if self._size > MAX_RECORD_CHARACTERS and self._kept:
            self._kept.append(line)
            raise csv.Error("unexpected end of data")
        self._kept.append(line)
        return line

    def retry_after_first(self) -> None:
        """Give all lines of the current record but the first back to the source."""
        rest = self._kept[1:]
        self._line_number -= len(rest)
        self._source = chain(rest, self._source)
        self.retried = True

    @property
    def excerpt(self) -> str:
        return self._kept[0].strip()[:200] if self._kept else ""
