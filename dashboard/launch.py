"""Starting the dashboard's server, with settings that suit a tool for private texts."""

import os
import signal
import socket
import sys
import threading
import webbrowser
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.corpus.store import CorpusStore
from analysis.errors import ArgumentError
from dashboard.data.corpus_cache import open_ahead
from dashboard.server.visitor_address import AddressGuard, VisitorAddresses

if TYPE_CHECKING:
    from streamlit.starlette import App

CORPUS = "FRAMESCOPE_CORPUS"
READ_ONLY = "FRAMESCOPE_READ_ONLY"
UPLOAD_MEGABYTES = 200

_SCRIPT = Path(__file__).parent / "server" / "script.py"
_SETTINGS: dict[str, object] = {
    "browser.gatherUsageStats": False,
    "client.disableDataExport": True,  # it stops at 150,000 rows; every table has a download that does not
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "viewer",
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "server.maxUploadSize": UPLOAD_MEGABYTES,
    "server.showEmailPrompt": False,
    "theme.paddingTop": "2.5rem",
    "theme.light.primaryColor": "#005A8F",
    "theme.light.backgroundColor": "#ffffff",
    "theme.light.secondaryBackgroundColor": "#f3f5f7",
    "theme.light.textColor": "#1b2430",
    "theme.dark.primaryColor": "#5FB3EC",
    "theme.dark.backgroundColor": "#12161b",
    "theme.dark.secondaryBackgroundColor": "#1d242c",
    "theme.dark.textColor": "#e8ecf0",
}


def launch(
    corpus_path: str | Path,
    host: str = "localhost",
    port: int = 8501,
    read_only: bool = False,
    open_browser: bool = True,
    urls: Sequence[str] = (),
) -> int:
    """Serve the dashboard of a corpus from this process until it is interrupted; returns 0 then.

    `read_only` leaves out the page that adds data; `urls` are the addresses that visitors use besides this machine's
    own names. Raises `CorpusNotFound` where there is no corpus, and `ArgumentError` for an address that cannot be one
    and for a port that cannot be listened on.
    """
    addresses = VisitorAddresses.of(urls, host)
    store = CorpusStore.open(corpus_path)
    _check_port(host, port)
    os.environ |= {CORPUS: store.location, READ_ONLY: "1" if read_only else ""}
    own = _own_address(host, port, addresses.path)
    print(
        f"framescope: the dashboard is at {', '.join([own, *urls])} (stop it with Ctrl+C)", file=sys.stderr, flush=True
    )
    open_ahead(store.location, store.latest_complete.number)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.argv[:] = [str(_SCRIPT)]  # the folder of which Streamlit puts on the import path
    with suppress(KeyboardInterrupt):
        server(addresses, own if open_browser else None).run(config=settings(host, port, addresses.path))
    return 0


def server(addresses: VisitorAddresses, open_at: str | None = None) -> "App":
    """The web application for visitors at these addresses; with `open_at`, it opens a browser there when it starts."""
    from starlette.middleware import Middleware
    from streamlit import config
    from streamlit.starlette import App

    @asynccontextmanager
    async def ready(_: App) -> AsyncIterator[None]:
        # Before anyone visits, since two first visits would import the pages in each other's way; and not before
        # Streamlit is there, since caches made earlier warn and are missing in its statistics.
        import_module("dashboard.app")
        if open_at and not config.get_option("server.headless"):
            threading.Thread(target=webbrowser.open, args=(open_at,), daemon=True).start()
        yield

    return App(_SCRIPT, lifespan=ready, middleware=[Middleware(AddressGuard, addresses=addresses)])


def settings(host: str, port: int, path: str = "") -> dict[str, object]:
    """Streamlit's options by name; all pages are below the `path`."""
    return _SETTINGS | {"server.address": host, "server.port": port, "server.baseUrlPath": path}


def _own_address(host: str, port: int, path: str) -> str:
    name = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}" + (f"/{path}" if path else "")


def _check_port(host: str, port: int) -> None:
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (OSError, OverflowError) as error:
        other = port + 1 if port < 65_000 else 8501
        raise ArgumentError(
            f"The dashboard cannot listen on {host}:{port} ({error}). Choose another port: --port {other}"
        ) from error
