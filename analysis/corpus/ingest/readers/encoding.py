"""Bytes of a file as text: compression, encoding, and files that are no text at all."""

import codecs
import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from charset_normalizer import from_bytes

from analysis.corpus.ingest.readers.limits import unpacked_limit
from analysis.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK = 1 << 20
SAMPLE = 1 << 16
LARGEST_SAMPLE = 1 << 19
BLANK_BYTES = b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# First bytes of what people pick by mistake, and what to do with it.
KNOWN_BINARY = (
    (
        b"PK\x03\x04",
        "a ZIP archive, or an Excel or Word file",
        "Save it as CSV (UTF-8), or unpack it, and ingest that.",
    ),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "Save it as CSV (UTF-8) and ingest that."),
    (b"%PDF", "a PDF file", "Save its text as .txt files in a folder and ingest the folder."),
    (b"\x89PNG", "an image", "Give a table of articles (CSV, JSON, Parquet) or a folder of .txt or .html files."),
    (b"\xff\xd8\xff", "an image", "Give a table of articles (CSV, JSON, Parquet) or a folder of .txt or .html files."),
    (b"SQLite format 3", "an SQLite database", "Export the table of articles as CSV and ingest that."),
)
# Recorded where bytes could not be decoded; the text has U+FFFD in their place.
UNDECODABLE = "undecodable_bytes"
TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


@dataclass(frozen=True)
class Decoding:
    """How a file's bytes become text."""

    encoding: str
    errors: str
    fingerprint: str
    """Digest of the bytes on disk."""

    @property
    def normalised(self) -> tuple[str, ...]:
        """Steps to record in an article: none for plain UTF-8."""
        encoding = () if self.encoding in ("utf-8", "utf-8-sig") else (f"encoding:{self.encoding}",)
        return (*encoding, UNDECODABLE) if self.errors == "replace" else encoding


class Unpacked(io.RawIOBase):
    """A gzip file as it unpacks; raises `InputError` where it grows beyond `unpacked_limit`."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._limit = self._left = unpacked_limit(path.stat().st_size)
        self._gzip = gzip.GzipFile(path)

    def readable(self) -> bool:
        """Return True: it is for reading."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer with unpacked bytes and return their number."""
        number = self._gzip.readinto(buffer)
        self._left -= number
        if self._left < 0:
            raise InputError(
                f"{self._path}: the gzip file unpacks to more than {self._limit:,} bytes, far more than text does. "
                "Unpack it and ingest the file itself, if that is right."
            )
        return number

    def close(self) -> None:
        """Close the file."""
        self._gzip.close()
        super().close()


def open_bytes(path: Path) -> BinaryIO:
    """Open the file's bytes, unpacked if they are gzip (by their first bytes, whatever the name).

    Reading raises `InputError` where a gzip file unpacks to more than any text would (`limits.unpacked_limit`).
    """
    handle = path.open("rb")
    if handle.read(2) == b"\x1f\x8b":
        handle.close()
        return io.BufferedReader(Unpacked(path), CHUNK)
    handle.seek(0)
    return handle


def open_text(path: Path, decoding: Decoding) -> io.TextIOWrapper:
    """Open the file as text, with its own line endings."""
    return io.TextIOWrapper(open_bytes(path), encoding=decoding.encoding, errors=decoding.errors, newline="")


def examine(path: Path) -> Decoding:
    """Return the encoding and digest of the file, which is read in pieces.

    Raises `InputError` for what cannot be read, is empty or is not text.
    """
    digest = hashlib.blake2b(digest_size=16)
    try:
        with path.open("rb") as raw:
            while piece := raw.read(CHUNK):
                digest.update(piece)
        encoding, strange = _first_guess(path)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{path}: the gzip file is damaged ({error}). Fetch or pack it again.") from None
    except OSError as error:
        found = error.strerror or error
        raise InputError(f"{path}: the file cannot be read ({found}). Check its path and rights.") from None
    errors = "strict"
    if strange:
        encoding = _guess(strange, encoding)
        errors = "strict" if _decodes(path, encoding) else "replace"
    return Decoding(encoding, errors, digest.hexdigest())


def _first_guess(path: Path) -> tuple[str, bytes]:
    """Return UTF-8, or the encoding of the byte order mark, and a sample of the bytes where that turned out wrong."""
    strange = bytearray()
    blank = True
    with open_bytes(path) as handle:
        piece = handle.read(CHUNK)
        _refuse_what_is_no_text(piece[:SAMPLE], path)
        encoding = next((name for bom, name in BOMS if piece.startswith(bom)), "utf-8")
        decoder = codecs.getincrementaldecoder(encoding)()
        wrong = False
        while True:
            blank = blank and not piece.strip(BLANK_BYTES)
            if not wrong:
                try:
                    decoder.decode(piece, final=not piece)
                except UnicodeDecodeError as error:
                    wrong = True
                    strange += piece[max(0, error.start - SAMPLE) : error.start + SAMPLE]
            elif len(strange) < LARGEST_SAMPLE and not piece.isascii():
                strange += piece[:LARGEST_SAMPLE]
            if not piece:
                break
            piece = handle.read(CHUNK)
    if blank:
        raise InputError(f"{path}: the file is empty. Give a file with articles in it.")
    return encoding, bytes(strange) or (b"?" if wrong else b"")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with open_bytes(path) as handle:
            while piece := handle.read(CHUNK):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _guess(sample: bytes, encoding: str) -> str:
    """The encoding of bytes that are not valid `encoding`."""
    if encoding != "utf-8":
        return encoding
    good = sum(1 for character in sample.decode("utf-8", errors="ignore") if character > "\x7f")
    bad = sample.decode("utf-8", errors="replace").count("\ufffd")
    if good > 4 * bad:
        return "utf-8"  # with a few damaged places
    matches = from_bytes(sample)
    best = matches.best()
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        return best.encoding if best else "cp1252"
    # Short English texts fit many one-byte code pages alike; Windows-1252 is what such files are in practice.
    if best is None or any("cp1252" in (match.encoding, *match.could_be_from_charset) for match in matches):
        return "cp1252"
    return best.encoding


def _refuse_what_is_no_text(head: bytes, path: Path) -> None:
    for magic, what, then in KNOWN_BINARY:
        if head.startswith(magic):
            raise InputError(f"{path}: this is {what}, not a table of articles. {then}")
    if any(head.startswith(bom) for bom, _ in BOMS):
        return
    controls = sum(1 for byte in head if byte < 32 and byte not in TEXT_CONTROLS)
    if max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * len(head):
        raise InputError(
            f"{path}: this is a binary file, or UTF-16 text that does not say so. Save it as UTF-8 and ingest that."
        )
    if head.strip(b"\x00 \r\n") and controls > 0.05 * len(head):
        raise InputError(
            f"{path}: this is a binary file, not a table of articles. "
            "Give CSV, TSV, JSON, JSON Lines, Parquet, or a folder of .txt or .html files."
        )
