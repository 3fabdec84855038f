"""The command that opens the dashboard."""

import subprocess
import sys
from typing import Annotated

import typer

from analysis.cli.options import DEFAULT_CORPUS, CorpusOption


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
) -> None:
    """Open the dashboard in the browser."""
    raise typer.Exit(serve(corpus, port, host, read_only, browser))


def serve(corpus: str, port: int = 8501, host: str = "localhost", read_only: bool = False, browser: bool = True) -> int:
    """Run the dashboard until it is stopped, as a program of its own; its exit code, 0 where a person stopped it."""
    command = [sys.executable, "-m", "dashboard", "--corpus", corpus, "--host", host, "--port", str(port)]
    process = subprocess.Popen(command + ["--read-only"] * read_only + ["--no-browser"] * (not browser))
    try:
        return process.wait()
    except KeyboardInterrupt:  # Ctrl+C reaches the server too
        process.wait(timeout=20)
        return 0
    finally:
        if process.poll() is None:
            process.kill()
