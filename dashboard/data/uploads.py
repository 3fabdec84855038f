"""Files that people bring: kept inside the corpus, under a name made here, so that `recompute` can read them again."""

import hashlib
import json
import re
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePath

from analysis.corpus.ingest.readers import Input, RejectedRow, open_input
from analysis.corpus.store import CorpusStore
from analysis.errors import InputError

FOLDER = "uploads"
DIGEST = 12
"""Characters of the content's digest that a kept file's name begins with."""
KEPT_UNUSED = 24 * 60 * 60
"""Seconds that an upload is kept which nothing was read from: its page may still be open."""
SUFFIXES = ("csv", "tsv", "json", "jsonl", "gz", "parquet", "txt", "html")
LONGEST_PASTE = 2_000_000
LONGEST_CELL = 10_000
"""Characters of a value that a preview looks at."""


def keep_upload(corpus: str, name: str, content: bytes) -> Path:
    """Write the upload below the corpus; the same content has the same path. Raises `InputError` where it cannot be.

    Files that were kept more than a day ago and that nothing was read from are removed.
    """
    if "://" in corpus:
        raise InputError(
            "This corpus lies in remote storage, where the dashboard cannot keep files: use framescope ingest."
        )
    digest = hashlib.blake2b(content, digest_size=DIGEST // 2).hexdigest()
    folder, wanted = _folder(corpus), Path(safe_name(name))
    kept = sorted(path for path in folder.glob(f"{digest}-*") if path.suffixes[-2:] == wanted.suffixes[-2:])
    path = kept[0] if kept else folder / f"{digest}-{wanted}"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        forgotten = time.time() - KEPT_UNUSED
        discard(corpus, [other for other in folder.iterdir() if other.stat().st_mtime < forgotten])
    except OSError as error:
        raise InputError(f"The file could not be kept in the corpus: {error.strerror}.") from error
    return path


def discard(corpus: str, paths: Iterable[Path]) -> None:
    """Remove those of the files that are uploads to this corpus and that it was never read from."""
    folder = _folder(corpus)
    ours = [path for path in map(Path.resolve, paths) if path.parent == folder]
    if ours:
        used = set(CorpusStore.open(corpus).arrow("sources", ["path"])["path"].to_pylist())
        for path in ours:
            if str(path) not in used:
                path.unlink(missing_ok=True)


def refused(error: InputError, path: Path, name: str | None = None) -> InputError:
    """The error with the `name` the person knows the upload at `path` by, in place of where it is kept.

    Without a `name` it is the one the upload is kept under, less what was put before it.

    >>> kept = Path("/srv/corpus/uploads/0123456789ab-a.csv")
    >>> str(refused(InputError(f"{kept}: it is empty."), kept))
    'a.csv: it is empty.'
    """
    known = name or file_name(str(path))
    said = str(error)
    for written in (str(path.resolve()), str(path)):
        said = said.replace(written, known)
    return InputError(said)


def file_name(source: str) -> str:
    """Return the name people know a source by: a file's without its folder, an upload's as it was given; else itself.

    >>> file_name("/srv/news/corpus/uploads/adf411977e09-march.csv"), file_name("https://example.org/feed.xml")
    ('march.csv', 'https://example.org/feed.xml')
    """
    path = PurePath(source)
    if "://" in source:
        return source
    kept = re.fullmatch(rf"[0-9a-f]{{{DIGEST}}}-(.+)", path.name)
    return kept[1] if kept and path.parent.name == FOLDER else path.name


def _folder(corpus: str) -> Path:
    return Path(corpus).resolve() / FOLDER


def safe_name(name: str) -> str:
    """The last part of a name, without anything a path or a shell could trip over.

    >>> safe_name("../../etc/pass wd.csv")
    'pass_wd.csv'
    """
    last = re.split(r"[/\\\\]", name)[-1]
    return re.sub(r"[^A-Za-z0-9._-]+", "_", last).strip("._-")[-80:] or "upload"


def pasted(text: str, outlet: str, title: str, published: date | None) -> bytes:
    """One pasted article as a line of JSON, as `ingest` reads it."""
    article = {
        "text": text,
        "outlet": outlet,
        "title": title,
        "published": published.isoformat() if published else None,
    }
    return (json.dumps({name: value for name, value in article.items() if value}) + "\n").encode()


def preview(path: Path, rows: int = 5) -> tuple[Input, list[dict[str, str]]]:
    """The opened file and its first readable rows, long values cut. Raises `InputError` for what is not a table."""
    source = open_input(path)
    first: list[dict[str, str]] = []
    for row in source.rows():
        if not isinstance(row, RejectedRow):
            first.append({str(key): _short(value) for key, value in row.values.items()})
        if len(first) == rows:
            break
    return source, first


def _short(value: object) -> str:
    text = "" if value is None else " ".join(str(value)[:LONGEST_CELL].split())
    return text if len(text) <= 90 else f"{text[:89]}…"
