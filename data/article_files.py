"""The articles that the scripts of this folder read: .jsonl.gz files, a JSON object per line with `id` and `text`."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

BATCH = 200
Article = dict[str, Any]


def articles(paths: Iterable[Path]) -> list[Article]:
    """Return the articles of the files; one with the same id in two of them is there once, as in the later."""
    found: dict[str, Article] = {}
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found |= {row["id"]: row for row in map(json.loads, lines)}
    return list(found.values())


def batches(rows: list[Article]) -> Iterator[list[Article]]:
    """Yield the articles a few at a time, as `Documents` takes them."""
    for first in range(0, len(rows), BATCH):
        yield rows[first : first + BATCH]
