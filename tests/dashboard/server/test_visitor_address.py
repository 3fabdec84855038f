"""Under which addresses the dashboard answers, without a browser; tests/browser drives a real one through a proxy."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from starlette.responses import HTMLResponse
from streamlit import config, net_util
from streamlit.web.server.starlette.starlette_websocket import _is_origin_allowed

from analysis.errors import ArgumentError
from dashboard.server.visitor_address import AddressGuard, VisitorAddresses

OWN = ["http://localhost:8501", "http://127.0.0.1:8501", "http://[::1]:8501", f"http://{socket.gethostname()}:8501"]


@pytest.fixture(autouse=True)
def no_outside_request(monkeypatch: pytest.MonkeyPatch):
    """Streamlit's question to an outside service for this machine's address is an error."""

    def asked() -> str:
        raise AssertionError("an outside service was asked")

    monkeypatch.setattr(net_util, "get_external_ip", asked)
    monkeypatch.setattr(net_util, "get_internal_ip", asked)


@dataclass(frozen=True)
class Answer:
    """What came back: a status, headers, and the body's text; 101 for an accepted WebSocket, 403 for a refused one."""

    status: int
    headers: dict[str, str]
    text: str


class Server:
    """The guard before an application that says under which path it was asked, and checks origins as Streamlit does."""

    def __init__(self, *urls: str) -> None:
        self._guard = AddressGuard(self._application, VisitorAddresses.of(urls))

    def get(self, path: str, query: str = "", method: str = "GET", **headers: str) -> Answer:
        """Ask for a page."""
        return self._ask({"type": "http", "method": method}, path, headers, query)

    def connect(self, origin: str, path: str = "/_stcore/stream", host: str = "127.0.0.1:8501") -> Answer:
        """Open a WebSocket."""
        return self._ask({"type": "websocket"}, path, {"origin": origin, "host": host}, "")

    async def _application(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "websocket":
            headers = {name.decode(): value.decode() for name, value in scope["headers"]}
            allowed = _is_origin_allowed(headers.get("origin"), headers.get("host"))
            await send({"type": "websocket.accept" if allowed else "websocket.close"})
            await send({"type": "websocket.send", "text": scope["path"]})
            return
        page = f"<html><head></head><body>{scope['path']}</body></html>"
        assert b"accept-encoding" not in dict(scope["headers"])
        await HTMLResponse(page)(scope, receive, send)

    def _ask(self, scope: dict[str, Any], path: str, headers: dict[str, str], query: str) -> Answer:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": f"{scope['type']}.{'connect' if scope['type'] == 'websocket' else 'request'}"}

        async def send(message: Any) -> None:
            sent.append(message)

        scope |= {"path": path, "query_string": query.encode(), "server": ("127.0.0.1", 8501)}
        scope["headers"] = [
            (name.replace("_", "-").encode(), value.encode("latin-1")) for name, value in headers.items()
        ]
        # In a thread of its own: a browser test before this one may have left its loop in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, self._guard(scope, receive, send)).result()
        first = sent[0]
        status = {"websocket.accept": 101, "websocket.close": 403}.get(first["type"]) or first["status"]
        returned = {name.decode(): value.decode() for name, value in first.get("headers", [])}
        text = "".join(message.get("text") or message.get("body", b"").decode() for message in sent[1:])
        return Answer(status, returned, text)


@pytest.mark.parametrize("origin", OWN)
def test_the_machines_own_names_need_no_option(origin: str):
    assert Server().connect(origin).status == 101


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "http://localhost.evil.example",
        "null",
        "file://",
        "http://10.1.2.3:8501",
        "http://[",
        "x",
    ],
)
def test_any_other_origin_is_turned_away_and_the_log_names_the_option(origin: str, capsys: pytest.CaptureFixture[str]):
    server = Server()
    assert server.connect(origin).status == 403
    assert "--url" in capsys.readouterr().err
    assert server.get("/_stcore/upload_file", method="PUT", origin=origin).status == 403


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("http://bias.example:8880", "http://bias.example:8880"),
        ("https://BIAS.example", "https://bias.example"),
        ("https://bias.example:443/", "https://bias.example"),
        ("http://192.0.2.7:8880/news/", "http://192.0.2.7:8880"),
        ("http://bücher.example", "http://xn--bcher-kva.example"),
    ],
)
def test_an_address_that_was_given_is_allowed_whatever_host_the_proxy_names(url: str, origin: str):
    for host in ("127.0.0.1:8501", "framescope_backend", "bias.example:8880"):
        assert Server(url).connect(origin, host=host).status == 101


@pytest.mark.parametrize(
    "origin",
    ["http://bias.example", "https://bias.example:8880", "http://bias.example:8881", "http://www.bias.example"],
)
def test_an_address_is_allowed_with_its_own_scheme_host_and_port_only(origin: str):
    assert Server("http://bias.example:8880").connect(origin).status == 403


def test_several_addresses_may_be_given():
    server = Server("http://bias.example:8880", "https://bias.example")
    for origin in ("http://bias.example:8880", "https://bias.example"):
        assert server.connect(origin).status == 101


def test_a_page_asks_whether_its_address_is_allowed_and_the_answer_names_the_option():
    server = Server("http://bias.example:8880")
    page = server.get("/overview", accept="text/html,*/*", accept_encoding="gzip")
    assert page.text.index("_framescope/address") < page.text.index("</head>")
    assert len(page.text) == int(page.headers["content-length"])
    refused = server.get("/_framescope/address", "origin=http://other.example:8880")
    assert refused.status == 403
    assert "framescope dashboard --url http://other.example:8880" in refused.text
    allowed = server.get("/_framescope/address", "origin=http%3A%2F%2Fbias.example%3A8880")
    assert (allowed.status, allowed.headers["location"]) == (303, "../")


def test_a_hostile_address_is_shown_neither_on_the_page_nor_in_the_log(capsys: pytest.CaptureFixture[str]):
    hostile = "http://<script>alert(1)</script>$(reboot)\x1b[2J.example"
    refused = Server().get("/_framescope/address", f"origin={quote(hostile)}")
    assert refused.status == 403
    assert "alert" not in refused.text
    said = capsys.readouterr().err
    assert "reboot" not in said
    assert "\x1b" not in said


def test_each_address_is_logged_once(capsys: pytest.CaptureFixture[str]):
    server = Server()
    for _ in range(3):
        server.get("/_framescope/address", "origin=http://other.example")
    assert capsys.readouterr().err.count("--url http://other.example") == 1


def test_pages_below_a_path_are_found_whether_or_not_the_proxy_keeps_the_path():
    server = Server("http://bias.example/news")
    for path in ("/news/overview", "/overview"):
        assert "<body>/news/overview<" in server.get(path, accept="text/html").text
    assert server.connect("http://bias.example").text == "/news/_stcore/stream"
    assert "<body>/news/newspaper<" in server.get("/newspaper", accept="text/html").text


@pytest.mark.parametrize(
    "url",
    ["bias.example", "ftp://bias.example", "http://", "http://a b.example", "http://bias.example/?x=1", "http://x:y"],
)
def test_what_is_not_an_address_is_explained(url: str):
    with pytest.raises(ArgumentError, match=r"http://bias\.example:8880"):
        VisitorAddresses.of([url])


def test_addresses_with_different_paths_are_refused():
    with pytest.raises(ArgumentError, match="same path"):
        VisitorAddresses.of(["http://bias.example/news", "http://bias.example"])


def test_streamlits_own_check_would_ask_an_outside_service():
    """The defect that the guard is there for: once this fails, Streamlit has mended it."""
    assert config.get_option("server.enableCORS")
    with pytest.raises(AssertionError, match="outside service"):
        _is_origin_allowed("http://bias.example:8880", "127.0.0.1:8501")
