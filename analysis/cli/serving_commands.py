"""The command that opens the dashboard."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from analysis.cli.options import DEFAULT_CORPUS, CorpusOption

PACKAGES = Path(__file__).resolve().parents[2]
"""The folder of `analysis` and `dashboard`."""
# Not `-m dashboard`, which would import a `dashboard.py` or `analysis.py` of the folder that the command is run in.
_PROGRAM = f"import sys; sys.path.append({str(PACKAGES)!r}); from dashboard.__main__ import main; main()"


def dashboard(
    corpus: CorpusOption = DEFAULT_CORPUS,
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", metavar="P")] = 8501,
    host: Annotated[
        str, typer.Option("--host", help="Address to listen on; localhost is this machine only.", metavar="H")
    ] = "localhost",
    read_only: Annotated[
        bool, typer.Option("--read-only", help="Without the page that adds data, for a server.")
    ] = False,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open a browser on this machine.")] = True,
    url: Annotated[
        list[str] | None,
        typer.Option(
            "--url",
            help="Address that visitors use, such as https://bias.example/news, where it is not this machine's own "
            "name; repeatable. Other addresses are turned away.",
            metavar="URL",
        ),
    ] = None,
) -> None:
    """Open the dashboard in the browser."""
    raise typer.Exit(serve(corpus, port, host, read_only, browser, url or ()))


def serve(
    corpus: str,
    port: int = 8501,
    host: str = "localhost",
    read_only: bool = False,
    browser: bool = True,
    urls: Sequence[str] = (),
) -> int:
    """Run the dashboard in a process of its own until it is stopped; return its exit code, 0 if a person stopped it."""
    arguments = ["--corpus", corpus, "--host", host, "--port", str(port)]
    arguments += ["--read-only"] * read_only + ["--no-browser"] * (not browser)
    arguments += [word for url in urls for word in ("--url", url)]
    process = subprocess.Popen([sys.executable, "-P", "-c", _PROGRAM, *arguments])
    try:
        return process.wait()
    except KeyboardInterrupt:  # Ctrl+C reaches the server too
        process.wait(timeout=20)
        return 0
    finally:
        if process.poll() is None:
            process.kill()
