"""The addresses under which visitors may reach the dashboard, and what the others read.

Why not Streamlit's own settings: its check of a WebSocket's origin asks an outside service for this machine's address
before it looks at `server.corsAllowedOrigins`, and a visitor it turns away sees an empty page for ever. Here every
request is checked before Streamlit sees it. A page carries a script that asks the server whether the address in the
browser is allowed; only the browser knows it, since a proxy may put another name into the Host header.
"""

import re
import socket
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analysis.errors import ArgumentError

CHECK = "_framescope/address"
MOST_LOGGED = 100
"""Addresses written to the log, each once: whoever invents names should not fill a disk."""
_HOST = re.compile(r"[a-z0-9_.:-]{1,253}")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_NOT_WHOLE = (b"accept-encoding", b"if-modified-since", b"if-none-match", b"range")
_REFUSED = Path(__file__).with_name("refused.html").read_text(encoding="utf-8")
_ASK = b"""<script>
fetch("./%s?origin=" + encodeURIComponent(location.origin), {cache: "no-store"}).then((answer) => {
  if (answer.status === 403) location.replace(answer.url)
})
</script></head>"""


@dataclass(frozen=True)
class VisitorAddresses:
    """Origins that visitors may come from, this machine's own names (at any port), and the path before all pages."""

    origins: frozenset[tuple[str, str, int]]
    names: frozenset[str]
    path: str = ""

    @classmethod
    def of(cls, urls: Iterable[str], host: str = "localhost") -> "VisitorAddresses":
        """The addresses given with `--url`, beside the machine's own names and the `host` that is listened on.

        Raises `ArgumentError` for what is not an address and for addresses with different paths.

        >>> addresses = VisitorAddresses.of(["https://bias.example/news"])
        >>> addresses.path, addresses.allow("https://bias.example"), addresses.allow("https://bias.example:8501")
        ('news', True, False)
        """
        origins, paths = set(), set()
        for url in urls:
            origin = _origin(url)
            parts = urlsplit(url)
            if origin is None or parts.query or parts.fragment or parts.username is not None:
                raise ArgumentError(
                    f"{url!r} is not an address that visitors can use. Write it as http://bias.example:8880, with "
                    "scheme and host, and with port and path where there are any."
                )
            origins.add(origin)
            paths.add(parts.path.strip("/"))
        if len(paths) > 1:
            raise ArgumentError(
                "All addresses given with --url need the same path, since one server has one; these have "
                + " and ".join(f"/{path}" for path in sorted(paths))
                + "."
            )
        own = {"localhost", "127.0.0.1", "::1", socket.gethostname().lower(), host.lower()} - {"0.0.0.0", "::", ""}
        return cls(frozenset(origins), frozenset(own), paths.pop() if paths else "")

    def allow(self, origin: str, reached: str | None = None) -> bool:
        """Whether a browser at the origin may use the dashboard; `reached` is the address its connection arrived at.

        >>> here = VisitorAddresses.of([])
        >>> here.allow("http://localhost:9000"), here.allow("http://[::1]:8501"), here.allow("http://evil.example")
        (True, True, False)
        """
        parsed = _origin(origin)
        return parsed is not None and (parsed in self.origins or parsed[1] in self.names or parsed[1] == reached)


class AddressGuard:
    """ASGI middleware that turns away browsers at other addresses, before Streamlit sees their requests."""

    def __init__(self, app: ASGIApp, addresses: VisitorAddresses) -> None:
        self._app = app
        self._addresses = addresses
        self._logged: set[str] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the request, or hand it on to Streamlit."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers, reached = Headers(scope=scope), (scope.get("server") or ("",))[0].removeprefix("::ffff:")
        origin, path = headers.get("origin"), scope["path"]
        if scope["type"] == "http" and path.endswith(f"/{CHECK}"):
            asked = parse_qs(scope["query_string"].decode("latin-1")).get("origin", [""])[0]
            allowed = self._addresses.allow(asked, reached)
            await (RedirectResponse("../", 303) if allowed else self._refusal(asked))(scope, receive, send)
            return
        if origin is not None and not self._addresses.allow(origin, reached):
            if scope["type"] == "http":
                await self._refusal(origin)(scope, receive, send)
                return
            self._log(origin)
            await receive()
            await send({"type": "websocket.close", "code": 1008, "reason": "This address is not allowed."})
            return
        scope = self._below_path(scope)
        if scope["type"] == "websocket" and origin is not None:
            # Streamlit takes the origin for the server's own, and looks no further.
            MutableHeaders(scope=scope)["host"] = urlsplit(origin).netloc
        elif scope.get("method") == "GET" and "text/html" in headers.get("accept", ""):
            # Whole and uncompressed, so that the script can be put into it.
            scope["headers"] = [pair for pair in scope["headers"] if pair[0] not in _NOT_WHOLE]
            send = _asking(send)
        await self._app(scope, receive, send)

    def _below_path(self, scope: Scope) -> Scope:
        """A copy whose path begins with that of the addresses, also where a proxy took it away."""
        prefix, path = self._addresses.path, scope["path"]
        inside = not prefix or path == f"/{prefix}" or path.startswith(f"/{prefix}/")
        path = path if inside else f"/{prefix}{path}"
        return {**scope, "headers": list(scope["headers"]), "path": path, "raw_path": quote(path).encode()}

    def _refusal(self, origin: str) -> HTMLResponse:
        self._log(origin)
        return HTMLResponse(_REFUSED.replace("{origin}", _written(origin)), 403, {"Cache-Control": "no-store"})

    def _log(self, origin: str) -> None:
        address = _written(origin)
        if address in self._logged or len(self._logged) >= MOST_LOGGED:
            return
        self._logged.add(address)
        print(
            f"framescope: a visitor at {address} was turned away, since the dashboard is not served under this "
            f"address. If it should be, start it with --url {address}",
            file=sys.stderr,
            flush=True,
        )


def _origin(url: str) -> tuple[str, str, int] | None:
    """Scheme, host and port of an address of the web; None for anything else."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:  # UnicodeError is one
        return None
    if parts.scheme not in _DEFAULT_PORTS or not _HOST.fullmatch(host):
        return None
    return parts.scheme, host, port if port is not None else _DEFAULT_PORTS[parts.scheme]


def _written(origin: str) -> str:
    """The origin, made anew from its parts so that it is safe to show and to copy; a word if it is none."""
    if not (parsed := _origin(origin)):
        return "ADDRESS"
    scheme, host, port = parsed
    name = f"[{host}]" if ":" in host else host
    return f"{scheme}://{name}" + (f":{port}" if port != _DEFAULT_PORTS[scheme] else "")


def _asking(send: Send) -> Send:
    """`send` with the script put into the head of an HTML page; anything else passes through as it is."""
    start: Message | None = None
    body = bytearray()

    async def forward(message: Message) -> None:
        nonlocal start
        if message["type"] == "http.response.start":
            if not Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                await send(message)
            else:
                start = message
            return
        if start is None or message["type"] != "http.response.body":
            await send(message)
            return
        body.extend(message.get("body", b""))
        if message.get("more_body"):
            return
        page = bytes(body).replace(b"</head>", _ASK % CHECK.encode(), 1)
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(page))
        await send(start)
        await send({"type": "http.response.body", "body": page})

    return forward
