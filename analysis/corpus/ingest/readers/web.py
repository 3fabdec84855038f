"""An address: a feed (RSS, Atom) with the articles it links to, or one page."""

import hashlib
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException

from analysis.corpus.ingest.readers.documents import COLUMNS, html_article
from analysis.corpus.ingest.readers.rows import RejectedRow, Row, Source
from analysis.errors import InputError

TIMEOUT_SECONDS = 30
MAX_BYTES = 50_000_000
# A feed entry shorter than this is a teaser: the article itself is fetched.
FULL_TEXT_CHARACTERS = 1500


def open_address(url: str) -> Source:
    """Raises `InputError` when the address cannot be fetched."""
    import feedparser  # slow to import, and most sources need it not

    content = fetch(url)
    fingerprint = hashlib.blake2b(content, digest_size=16).hexdigest()
    feed = feedparser.parse(content)
    if feed.version and feed.entries:
        return Source(url, "feed", COLUMNS, lambda: _entries(feed), fingerprint, len(feed.entries))
    return Source(url, "page", COLUMNS, lambda: _page(url, content), fingerprint, 1)


def fetch(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": "framescope (news research)"})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            content: bytes = response.read(MAX_BYTES + 1)
    except (urllib.error.URLError, HTTPException, TimeoutError, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        raise InputError(f"{url}: the address cannot be fetched ({reason}). Check it, and the network.") from None
    if len(content) > MAX_BYTES:
        raise InputError(f"{url}: the answer is over {MAX_BYTES:,} bytes. Download it and ingest the file.")
    if not content.strip():
        raise InputError(f"{url}: the answer is empty. Check the address.")
    return content


def _page(url: str, content: bytes) -> Iterator[Row]:
    yield Row(1, {"id": _id(url), "url": url, **html_article(_decoded(content), url)})


def _entries(feed) -> Iterator[Row | RejectedRow]:  # type: ignore[no-untyped-def]
    for number, entry in enumerate(feed.entries, 1):
        link = entry.get("link")
        parts = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
        text = "\n\n".join(parts)
        values: dict[str, object] = {
            "id": _id(entry.get("id") or link or entry.get("title", "")),
            "title": entry.get("title"),
            "published": entry.get("published") or entry.get("updated"),
            "author": entry.get("author"),
            "outlet": feed.feed.get("title"),
            "url": link,
        }
        if len(text) < FULL_TEXT_CHARACTERS and link:
            try:
                page = html_article(_decoded(fetch(link)), link)
            except InputError as error:
                yield RejectedRow(
                    number, str(error), "Run it again later, or save the page and ingest the file.", link[:200]
                )
                continue
            values = {**page, **{name: value for name, value in values.items() if value}}
            text = str(page["text"] or text)
        yield Row(number, {**values, "text": text})


def _decoded(content: bytes) -> str:
    import trafilatura.utils

    return str(trafilatura.utils.decode_file(content))


def _id(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
