"""Bytes of a file as text: compression, encoding, and the files that are no text at all."""

import codecs
import gzip
import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from analysis.errors import InputError

CHUNK = 1 << 20
SAMPLE = 1 << 16
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
TEXT_CONTROLS = frozenset(b"\t\n\r\f\x1b")


@dataclass(frozen=True)
class Decoding:
    encoding: str
    errors: str
    fingerprint: str
    """Of the bytes on disk."""

    @property
    def normalised(self) -> tuple[str, ...]:
        """What to record of it in an article: nothing for plain UTF-8."""
        if self.errors == "replace":
            return (f"encoding:{self.encoding}", "undecodable_bytes")
        return () if self.encoding in ("utf-8", "utf-8-sig") else (f"encoding:{self.encoding}",)


def open_bytes(path: Path) -> BinaryIO:
    """The file's bytes, unpacked if they are gzip (by their first bytes, whatever the name)."""
    handle = path.open("rb")
    if handle.read(2) == b"\x1f\x8b":
        handle.close()
        return gzip.open(path, "rb")  # type: ignore[return-value]
    handle.seek(0)
    return handle


def open_text(path: Path, decoding: Decoding) -> io.TextIOWrapper:
    """The file as text, line endings as they stand."""
    return io.TextIOWrapper(open_bytes(path), encoding=decoding.encoding, errors=decoding.errors, newline="")


def examine(path: Path) -> Decoding:
    """Find out how to decode the file, reading it once in pieces.

    Raises `InputError` for what cannot be read, is empty or is not text.
    """
    digest = hashlib.blake2b(digest_size=16)
    sample = bytearray()
    try:
        with path.open("rb") as raw:
            while piece := raw.read(CHUNK):
                digest.update(piece)
        with open_bytes(path) as handle:
            head = handle.read(SAMPLE)
            _refuse_what_is_no_text(head, path)
            encoding = next((name for bom, name in BOMS if head.startswith(bom)), "utf-8")
            decoder = codecs.getincrementaldecoder(encoding)()
            piece, broken, blank = head, False, True
            while piece:
                blank = blank and not piece.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe")
                if not broken:
                    try:
                        decoder.decode(piece)
                    except UnicodeDecodeError:
                        broken = True
                if broken and len(sample) < 8 * SAMPLE and not piece.isascii():
                    sample += piece[: 8 * SAMPLE]
                piece = handle.read(CHUNK)
            if not broken:
                try:
                    decoder.decode(b"", final=True)
                except UnicodeDecodeError:
                    broken, sample = True, bytearray(head)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{path}: the gzip file is damaged ({error}). Fetch or pack it again.") from None
    except OSError as error:
        raise InputError(
            f"{path}: the file cannot be read ({error.strerror or error}). Check its path and rights."
        ) from None
    if blank:
        raise InputError(f"{path}: the file is empty. Give a file with articles in it.")
    fingerprint = digest.hexdigest()
    return (
        Decoding(*_guess(bytes(sample), encoding), fingerprint) if broken else Decoding(encoding, "strict", fingerprint)
    )


def _guess(sample: bytes, encoding: str) -> tuple[str, str]:
    """Encoding and error handling for bytes that are not valid `encoding`."""
    lenient = sample.decode(encoding, errors="ignore")
    if encoding != "utf-8":
        return encoding, "replace"
    good = sum(1 for character in lenient if character > "\x7f")
    bad = sample.decode(encoding, errors="replace").count("\ufffd")
    if good > 4 * bad:
        return "utf-8", "replace"
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        western = False
    else:
        western = True
    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return "cp1252", "replace"
    # Short English texts fit many one-byte code pages alike; Windows-1252 is what such files are in practice.
    if western and any("cp1252" in (match.encoding, *match.could_be_from_charset) for match in matches):
        return "cp1252", "replace"
    return best.encoding, "replace"


def _refuse_what_is_no_text(head: bytes, path: Path) -> None:
    for magic, what, then in KNOWN_BINARY:
        if head.startswith(magic):
            raise InputError(f"{path}: this is {what}, not a table of articles. {then}")
    if any(head.startswith(bom) for bom, _ in BOMS):
        return
    controls = sum(1 for byte in head if byte < 32 and byte not in TEXT_CONTROLS)
    if head.strip(b"\x00 \r\n") and controls > 0.05 * len(head):
        raise InputError(
            f"{path}: this is a binary file, not a table of articles. "
            "Give CSV, TSV, JSON, JSON Lines, Parquet, or a folder of .txt or .html files."
        )
