"""An address: a feed (RSS, Atom) with the articles it links to, or one page.

Only http and https are fetched, in redirects and in a feed's links too: a feed is written by somebody else, and its
link `file:///etc/passwd` must not become an article. One request, from connecting to the last byte, has one deadline.
"""

import hashlib
import io
import re
import socket
import ssl
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPMessage, HTTPResponse, HTTPSConnection, IncompleteRead
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlsplit

from analysis.corpus.ingest.readers.documents import COLUMNS, html_article
from analysis.corpus.ingest.readers.limits import shortened
from analysis.corpus.ingest.readers.rows import Input, RejectedRow, Row
from analysis.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

REQUEST_SECONDS = 60.0
"""For one request as a whole, redirects included."""
ANSWER_SECONDS = 30.0
"""For the other side to send anything at all."""
MAX_BYTES = 50_000_000
"""Of one answer, unpacked."""
# A feed entry shorter than this is a teaser: the article itself is fetched.
FULL_TEXT_CHARACTERS = 1500
SCHEMES = ("http", "https")
CHARACTER_REFERENCE = re.compile(rb"&#(x[0-9a-f]{1,9}|[0-9]{1,9});", re.I)
# Put in place of a broken character reference until its entry is rejected: XML allows it, and no text has it.
BROKEN = "\ufdd0"


def open_address(url: str) -> Input:
    """Fetch a feed or a page; the pages that a feed links to are fetched as its rows are read.

    Raises `InputError` when the address cannot be fetched, or its feed cannot be read.
    """
    import feedparser  # slow to import, and most inputs do not need it

    content = fetch(url)
    fingerprint = hashlib.blake2b(content, digest_size=16).hexdigest()
    try:
        # As a stream: feedparser takes bytes for the name of a local file first.
        feed = feedparser.parse(io.BytesIO(CHARACTER_REFERENCE.sub(_checked, content)))
    except Exception as error:  # feedparser has no error of its own, and raises whatever its input provokes
        raise InputError(
            f"{url}: the feed cannot be read ({type(error).__name__}: {shortened(str(error), 200)}). "
            "Save the articles as files and ingest those, and tell the site."
        ) from error
    if feed.version and feed.entries:
        return Input(url, "feed", COLUMNS, lambda: _entries(feed), fingerprint, len(feed.entries))
    return Input(url, "page", COLUMNS, lambda: _page(url, content), fingerprint, 1)


def _checked(reference: re.Match[bytes]) -> bytes:
    """Return the reference, or `BROKEN` for half a character (a surrogate) or none, on which feedparser stops."""
    digits = reference[1].lower()
    number = int(digits[1:], 16) if digits.startswith(b"x") else int(digits)
    return BROKEN.encode() if 0xD800 <= number <= 0xDFFF or number > 0x10FFFF else reference[0]


def fetch(url: str, seconds: float | None = None) -> bytes:
    """Return the content at an http or https address, unpacked.

    Raises `InputError` for another kind of address, an answer that is an error, empty, incomplete or over `MAX_BYTES`,
    and for one that is not there after `seconds` (`REQUEST_SECONDS` if None).
    """
    allowed = REQUEST_SECONDS if seconds is None else seconds
    try:
        _check_scheme(url)
        with _opener(time.monotonic() + allowed).open(
            urllib.request.Request(url, headers={"User-Agent": "framescope (news research)"}), timeout=allowed
        ) as response:
            content: bytes = response.read(MAX_BYTES + 1)
            incomplete = len(content) <= MAX_BYTES and bool(response.length)
            packed = response.headers.get("Content-Encoding", "").strip().lower()
    except IncompleteRead:
        incomplete, content, packed = True, b"", ""
    except TimeoutError:
        raise InputError(_no_answer(url, f"it took over {allowed:g} seconds")) from None
    except (urllib.error.URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", None) or error
        if isinstance(reason, TimeoutError):
            reason = f"it took over {allowed:g} seconds"
        raise InputError(_no_answer(url, str(reason))) from None
    if incomplete:
        raise InputError(
            f"{shortened(url, 300)}: the answer is incomplete: it ends before the length it states. Try it again later."
        )
    content = _unpacked(url, content, packed)
    if len(content) > MAX_BYTES:
        raise InputError(
            f"{shortened(url, 300)}: the answer is over {MAX_BYTES:,} bytes. Download it and ingest the file."
        )
    if not content.strip():
        raise InputError(f"{shortened(url, 300)}: the answer is empty. Check the address.")
    return content


def _no_answer(url: str, reason: str) -> str:
    return (
        f"{shortened(url, 300)}: the address cannot be fetched ({shortened(reason, 300)}). Check it, and the network."
    )


def _check_scheme(url: str) -> None:
    scheme = urlsplit(url).scheme.lower()
    if scheme not in SCHEMES:
        raise ValueError(f"only http and https are fetched, not {shortened(scheme, 20) or 'a link without a scheme'}")


def _unpacked(url: str, content: bytes, packed: str) -> bytes:
    """Undo the Content-Encoding, whether it is stated or only visible, up to one byte more than `MAX_BYTES`."""
    if packed in ("", "identity") and not content.startswith(b"\x1f\x8b"):
        return content
    if packed not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise InputError(f"{url}: the answer is packed as {shortened(packed, 40)!r}, which is not read. Download it.")
    try:
        unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, as its first bytes say
        unpacked = unpacker.decompress(content, MAX_BYTES + 1)
    except zlib.error as error:
        raise InputError(f"{url}: the packed answer is damaged ({error}). Try it again later.") from None
    if not unpacker.eof and len(unpacked) <= MAX_BYTES:
        raise InputError(f"{url}: the answer is incomplete: its packed content breaks off. Try it again later.")
    return unpacked


def _opener(deadline: float) -> urllib.request.OpenerDirector:
    """Return an opener for http and https only: `urllib`'s own reads local files and FTP servers too."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.UnknownHandler(),
        _Http(deadline),
        _Redirects(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        _check_scheme(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Http(urllib.request.AbstractHTTPHandler):
    def __init__(self, deadline: float) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, request: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_Connection, deadline=self._deadline), request)

    def https_open(self, request: urllib.request.Request) -> HTTPResponse:
        return self.do_open(partial(_SecureConnection, deadline=self._deadline), request)

    http_request = https_request = urllib.request.AbstractHTTPHandler.do_request_


class _Connection(HTTPConnection):
    """A connection that is made, and whose answer is read, before the deadline."""

    def __init__(self, host: str, *, deadline: float, **arguments: Any) -> None:
        super().__init__(host, **arguments)
        self._deadline = deadline
        self.response_class = partial(_Response, deadline=deadline)  # type: ignore[assignment]

    def connect(self) -> None:
        self.timeout = _left(self._deadline)
        super().connect()


class _SecureConnection(_Connection, HTTPSConnection):
    def __init__(self, host: str, *, deadline: float, **arguments: Any) -> None:
        super().__init__(host, deadline=deadline, context=ssl.create_default_context(), **arguments)


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *arguments: Any, deadline: float, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self.fp.close()
        self.fp = io.BufferedReader(_Deadlined(sock, deadline))


class _Deadlined(io.RawIOBase):
    """The bytes of a socket; a time-out per read would let a server send one byte per second for ever."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        super().__init__()
        self._socket, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int | None:
        self._socket.settimeout(_left(self._deadline))
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(left, ANSWER_SECONDS)


def _page(url: str, content: bytes) -> Iterator[Row]:
    yield Row(1, {"id": _id(url), "url": url, **html_article(_decoded(content), url)})


def _entries(feed: Any) -> Iterator[Row | RejectedRow]:
    for number, entry in enumerate(feed.entries, 1):
        try:
            yield _entry(number, entry, feed.feed.get("title"))
        except InputError as error:
            link = str(entry.get("link"))[:200]
            yield RejectedRow(number, str(error), "Run it again later, or save the page and ingest the file.", link)


def _entry(number: int, entry: Any, feed_title: str | None) -> Row | RejectedRow:
    """Return the entry with its own text, or that of the page it links to; raises `InputError` as `fetch` does."""
    link = entry.get("link")
    parts = [part.get("value", "") for part in entry.get("content", [])] or [entry.get("summary", "")]
    text = "\n\n".join(parts)
    values: dict[str, object] = {
        "id": _id(entry.get("id") or link or entry.get("title", "")),
        "title": entry.get("title"),
        "published": entry.get("published") or entry.get("updated"),
        "author": entry.get("author"),
        "outlet": feed_title and feed_title.replace(BROKEN, "\ufffd"),
        "url": link,
    }
    if BROKEN in text or any(BROKEN in str(value) for value in values.values()):
        reason = "the entry has a character reference that stands for no character (such as &#xD800;)"
        excerpt = str(entry.get("title") or text).replace(BROKEN, "\ufffd")[:200]
        return RejectedRow(number, reason, "Save the page and ingest the file, and tell the site.", excerpt)
    if len(text) < FULL_TEXT_CHARACTERS and link:
        page = html_article(_decoded(fetch(link)), link)
        values = {**page, **{name: value for name, value in values.items() if value}}
        text = str(page["text"] or text)
    return Row(number, {**values, "text": text})


def _decoded(content: bytes) -> str:
    import trafilatura.utils

    return str(trafilatura.utils.decode_file(content))


def _id(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()
