"""An article as ingest writes it: its type, the id and hash made from its content, and its row in the corpus."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import pyarrow as pa

from analysis.corpus.schema import ARTICLES


@dataclass(frozen=True, slots=True)
class Article:
    """One row of the table `articles`."""

    id: str
    outlet: str | None
    published: datetime | None
    title: str | None
    text: str
    url: str | None
    author: str | None
    language: str | None
    content_hash: str
    """Changes when any field above, or an extra column, does."""
    normalised: str | None
    """Steps that changed the input's text, e.g. "nfc,entities"; None if none did."""
    source: str
    """The file or address it came from."""
    row: int
    """1-based row (or line) in it."""
    extras: Mapping[str, str | None] = field(default_factory=dict)
    """Column → text of the columns that are no field (topic, bias label …)."""

    @property
    def excerpt(self) -> str:
        """The title, or the text's beginning: enough to recognise the article in a reject."""
        return (self.title or self.text)[:200]


FIELDS = tuple(ARTICLES.names)


def articles_table(articles: Sequence[Article]) -> pa.Table:
    """Return the articles as Arrow: the columns of the schema first, then the extra columns by name, as text."""
    extras = sorted({name for article in articles for name in article.extras})
    schema = pa.schema([*ARTICLES, *(pa.field(name, pa.string()) for name in extras)])
    columns = [[getattr(article, name) for article in articles] for name in FIELDS]
    columns += [[article.extras.get(name) for article in articles] for name in extras]
    return pa.table([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)


def content_id(outlet: str | None, title: str | None, text: str) -> str:
    """Return 16 hexadecimal digits from outlet, title and text, for an article that came without an id."""
    return _digest((outlet, title, text), 8)


def content_hash(fields: Iterable[object], extras: Mapping[str, str | None]) -> str:
    """Return 32 hexadecimal digits that change when any field (in the schema's order) or extra column does."""
    return _digest([*fields, *(part for name in sorted(extras) if extras[name] for part in (name, extras[name]))], 16)


def _digest(parts: Iterable[object], size: int) -> str:
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return hashlib.blake2b(joined.encode("utf-8", "replace"), digest_size=size).hexdigest()
