"""Starting the dashboard's server, with settings that suit a tool for private texts."""

import os
import socket
import sys
from importlib import import_module
from pathlib import Path

from analysis.corpus.store import CorpusStore
from analysis.errors import ArgumentError
from dashboard.data.corpus_cache import open_ahead

CORPUS = "FRAMESCOPE_CORPUS"
READ_ONLY = "FRAMESCOPE_READ_ONLY"
UPLOAD_MEGABYTES = 200
AT_ONCE = (
    "analysis.corpus.ingest.run",
    "analysis.export",
    "analysis.export.specification_curve",
    "analysis.jobs",
    "analysis.queries.dashboard",
    "analysis.stats.keyness.kwic",
    "analysis.stats.specification_curve.curve",
    "analysis.stats.stories",
    "analysis.validation.table",
    "plotly.graph_objects",
    "plotly.subplots",
    "ruptures",
    "scipy.stats",
)
"""What pages need and takes long to import. Not the pages themselves: a function that Streamlit is to remember answers of
must be made when its server is there, or it warns, and keeps them where its statistics do not look."""

_SCRIPT = Path(__file__).parent / "entry" / "framescope.py"
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
) -> int:
    """Serve the dashboard of a corpus from this process until it is interrupted; 0 then.

    `read_only` leaves out the page that adds data. Raises `CorpusNotFound` where there is no corpus, `ArgumentError`
    where the port cannot be had.
    """
    from streamlit.web import bootstrap

    store = CorpusStore.open(corpus_path)
    _check_port(host, port)
    os.environ |= {CORPUS: store.location, READ_ONLY: "1" if read_only else ""}
    print(f"framescope: the dashboard is at http://{host}:{port} (stop it with Ctrl+C)", file=sys.stderr, flush=True)
    for name in AT_ONCE:  # in one thread: two first visits would import them in each other's way, and wait for it
        import_module(name)
    open_ahead(store.location, store.latest_complete.number)
    options = settings(host, port, open_browser)
    bootstrap.load_config_options(options)
    bootstrap.run(str(_SCRIPT), False, [], options)
    return 0


def settings(host: str, port: int, open_browser: bool) -> dict[str, object]:
    """Streamlit's options, named as its `bootstrap` wants them (an underscore for each dot)."""
    chosen = _SETTINGS | {"server.address": host, "server.port": port}
    if not open_browser:
        chosen["server.headless"] = True
    return {name.replace(".", "_"): value for name, value in chosen.items()}


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
