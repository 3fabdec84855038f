"""The command line: parse, call, print. Each command is a thin function in a file of its group."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated, TextIO

import typer

from analysis import __version__
from analysis.cli import (
    analysis_commands,
    corpus_commands,
    export_commands,
    measuring_commands,
    serving_commands,
    source_commands,
    story_commands,
    word_commands,
)
from analysis.errors import FramescopeError

app = typer.Typer(
    name="framescope",
    help="Measure how news outlets write, and compare them with honest uncertainty.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(show: bool) -> None:
    if show:
        print(f"framescope {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for _command in (
    corpus_commands.demo,
    corpus_commands.ingest,
    corpus_commands.score,
    corpus_commands.recompute,
    corpus_commands.schedule,
    measuring_commands.inspect,
    analysis_commands.compare,
    analysis_commands.trend,
    story_commands.stories,
    story_commands.duplicates,
    word_commands.words,
    source_commands.sources,
    export_commands.export,
    export_commands.codebook,
    measuring_commands.validate,
    corpus_commands.status,
    corpus_commands.rejects,
    serving_commands.dashboard,
):
    app.command()(_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line; every error a user can cause ends in one message and an exit code, no traceback.

    `arguments` are those of the process if None. Always ends with `SystemExit`.
    """
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()  # a caller may have closed them
    try:
        app(arguments, prog_name="framescope")
    except FramescopeError as error:
        print(f"framescope: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        print("framescope: interrupted; what was committed is kept", file=sys.stderr)
        sys.exit(130)
    except BrokenPipeError:  # the reader of a pipe has gone (… | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:  # a full disk, a folder without rights, storage that does not answer
        reason = f"{error.strerror} ({error.filename})" if error.filename else error.strerror or _first_line(error)
        print(f"framescope: {reason}", file=sys.stderr)
        sys.exit(1)
    except MemoryError:
        print("framescope: out of memory; give fewer --workers, or narrow the question", file=sys.stderr)
        sys.exit(1)
    except Exception as error:
        if not isinstance(error, _damage()) and not (isinstance(error, _reading()) and "parquet" in str(error).lower()):
            raise
        print(
            f"framescope: the corpus cannot be read: {_first_line(error).rpartition(' Error: ')[2]}\n"
            "Its folder was changed by something else; bring it back from a copy, or ingest into a new one.",
            file=sys.stderr,
        )
        sys.exit(1)


def _damage() -> tuple[type[Exception], ...]:
    """The errors of the store for files that are missing or broken, if it was loaded at all."""
    found: list[type[Exception]] = []
    if "duckdb" in sys.modules:
        found.append(sys.modules["duckdb"].IOException)
    if "deltalake" in sys.modules:
        found.append(sys.modules["deltalake"].exceptions.DeltaError)
    return tuple(found)


def _reading() -> tuple[type[Exception], ...]:
    """Errors of whoever read a file, which are damage where they speak of a Parquet file."""
    found: list[type[Exception]] = []
    if "duckdb" in sys.modules:
        found.append(sys.modules["duckdb"].Error)
    if "pyarrow" in sys.modules:
        found.append(sys.modules["pyarrow"].ArrowException)
    return tuple(found)


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), type(error).__name__)
