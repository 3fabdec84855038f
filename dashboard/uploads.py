"""Files that people bring: kept inside the corpus, under a name made here, so that `recompute` can read them again."""

import hashlib
import json
import re
from datetime import date
from pathlib import Path

from analysis.corpus.readers import Bad, Source, open_source
from analysis.errors import InputError

FOLDER = "uploads"
SUFFIXES = ("csv", "tsv", "json", "jsonl", "gz", "parquet", "txt", "html")
LONGEST_PASTE = 2_000_000


def keep_upload(corpus: str, name: str, content: bytes) -> Path:
    """Write the upload below the corpus; the same content has the same path. Raises `InputError` where it cannot be."""
    if "://" in corpus:
        raise InputError(
            "This corpus lies in remote storage, where the dashboard cannot keep files: use framescope ingest."
        )
    digest = hashlib.blake2b(content, digest_size=6).hexdigest()
    folder, wanted = Path(corpus) / FOLDER, Path(safe_name(name))
    kept = sorted(path for path in folder.glob(f"{digest}-*") if path.suffixes[-2:] == wanted.suffixes[-2:])
    path = kept[0] if kept else folder / f"{digest}-{wanted}"
    try:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    except OSError as error:
        raise InputError(f"The file could not be kept in the corpus: {error.strerror}.") from error
    return path


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


def preview(path: Path, rows: int = 5) -> tuple[Source, list[dict[str, str]]]:
    """The opened file and its first readable rows, long values cut. Raises `InputError` for what is not a table."""
    source = open_source(path)
    first: list[dict[str, str]] = []
    for row in source.rows():
        if not isinstance(row, Bad):
            first.append({str(key): _short(value) for key, value in row.values.items()})
        if len(first) == rows:
            break
    return source, first


def _short(value: object) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= 90 else f"{text[:89]}…"
