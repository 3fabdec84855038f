"""Opening any input: `open_input` looks at a path or address and returns an `Input` that streams its rows.

A local file is read several times, always in pieces: for its digest; to find its encoding and check that it decodes (a
second time where it is not UTF-8); for its first rows, which give the columns; and for its rows, once per call of
`Input.rows`. Ingest calls that once for the articles, once more for the column of dates where a date is ambiguous, and
once more to settle what an earlier reading with other options left. An address is fetched once.
"""

import re
import zlib
from pathlib import Path

from analysis.corpus.ingest.readers.delimited import open_delimited
from analysis.corpus.ingest.readers.documents import (
    documents_in,
    is_document,
    open_documents,
    split_message,
    stored_name,
)
from analysis.corpus.ingest.readers.encoding import examine, open_bytes, open_text
from analysis.corpus.ingest.readers.json_rows import open_json
from analysis.corpus.ingest.readers.limits import bounded_lines, shortened
from analysis.corpus.ingest.readers.parquet import open_parquet
from analysis.corpus.ingest.readers.rows import Input, RejectedRow, Row
from analysis.corpus.ingest.readers.web import open_address
from analysis.errors import InputError

__all__ = ["Input", "RejectedRow", "Row", "canonical_path", "documents_in", "open_input", "split_message"]

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
BY_SUFFIX = {".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".json": "json", ".jsonl": "jsonl", ".ndjson": "jsonl"}


def canonical_path(source: str | Path) -> str:
    """Return the name an input is registered under: the address as it is, a path made absolute.

    Raises `InputError` for a name that is not UTF-8 (bytes of another encoding), as it cannot be stored.
    """
    text = str(source)
    try:
        path = text if ADDRESS.match(text) else str(Path(text).expanduser().resolve())
    except (OSError, RuntimeError, ValueError) as error:  # symbolic links in a circle, a NUL in the name
        raise InputError(
            f"{stored_name(shortened(text, 300))}: this is no path of a file ({error}). Check it."
        ) from None
    if stored_name(path) != path:
        raise InputError(f"{stored_name(path)}: its name is not written in UTF-8. Rename the file or folder.")
    return path


def open_input(source: str | Path) -> Input:
    """Open a file (CSV, TSV, JSON, JSON Lines, each also .gz; Parquet; .txt; .html), a folder or an http(s) address.

    Raises `InputError`, with what to do, for what is missing, forbidden, empty, binary or not a table.
    """
    text = canonical_path(source)
    try:
        return _opened(text)
    except RecursionError:
        raise InputError(f"{text}: its values are nested too deeply. Give one flat object per article.") from None
    except PermissionError as error:
        raise InputError(
            f"{text}: this cannot be read ({error.strerror}). Check the rights of file and folder."
        ) from None


def _opened(text: str) -> Input:
    if text.lower().startswith(("http://", "https://")):
        return open_address(text)
    path = Path(text)
    if (path / "_delta_log").is_dir():
        raise InputError(f"{path}: this is a table of a corpus. Give the files that its articles came from.")
    if path.is_dir():
        return open_documents(path)
    if ADDRESS.match(text):
        raise InputError(f"{text}: this kind of address is not read. Download the file and ingest that.")
    if path.exists() and not path.is_file():
        raise InputError(f"{path}: this is no ordinary file but a pipe or a device. Save it to a file and ingest that.")
    if not path.is_file():
        raise InputError(f"{path}: there is no such file or folder. Check the path.")
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    kind = BY_SUFFIX.get(suffixes[-1]) if suffixes else None
    if _starts_with(path, b"PAR1"):
        return open_parquet(path)
    if is_document(path):
        return open_documents(path)
    kind = kind or _kind_by_content(path)
    if kind in ("json", "jsonl"):
        return open_json(path, kind)
    return open_delimited(path, kind)


def _starts_with(path: Path, magic: bytes) -> bool:
    try:
        with open_bytes(path) as handle:
            return handle.read(len(magic)) == magic
    except (OSError, EOFError, zlib.error):
        return False


def _kind_by_content(path: Path) -> str:
    """Return the kind of a file whose name does not say it."""
    with open_text(path, examine(path)) as handle:
        first = next((line for line in bounded_lines(handle) if line.strip()), "").lstrip("\ufeff \t")
    if first.startswith("{"):
        return "jsonl"
    return "json" if first.startswith("[") else "csv"
