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
) -> None:
    """Open the dashboard in the browser."""
    raise typer.Exit(serve(corpus, port, host, read_only))


def serve(corpus: str, port: int = 8501, host: str = "localhost", read_only: bool = False) -> int:
    """Run the dashboard until it is stopped, as a program of its own; its exit code."""
    command = [sys.executable, "-m", "dashboard", "--corpus", corpus, "--host", host, "--port", str(port)]
    return subprocess.call(command + ["--read-only"] * read_only)
