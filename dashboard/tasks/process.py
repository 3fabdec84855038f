"""The other side of `dashboard.tasks.background`: the process that does one task and tells how far it is."""

import os
import pickle
import sys
import threading
import time
from functools import reduce
from importlib import import_module
from typing import Any, BinaryIO

SECONDS_BETWEEN_WORDS = 0.2


def main() -> None:
    """Read a task from standard input, do it, and write what it tells, then its answer or error, to standard output."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what anything prints goes to the terminal, not between the answers
    module, name, args, kwargs = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_the_server, daemon=True).start()
    try:
        task: Any = reduce(getattr, name.split("."), import_module(module))
        _write(answers, "answer", task(_teller(answers), *args, **kwargs))
    except KeyboardInterrupt:
        os._exit(130)  # Ctrl+C in the terminal reaches the server and this process alike
    except Exception as error:  # the boundary: the page says what went wrong
        _write(answers, "error", _sendable(error))
    answers.close()
    os._exit(0)  # without waiting for the thread that listens


def run_query(tell: Any, path: str, snapshot: int, module: str, name: str, args: tuple[Any, ...], kwargs: Any) -> Any:
    """A question of `analysis` about a snapshot: as a task."""
    from analysis.queries import open_corpus

    question = getattr(import_module(module), name)
    return question(open_corpus(path, snapshot), *args, **kwargs)


def _teller(answers: BinaryIO) -> Any:
    last = 0.0

    def tell(what: str, done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_WORDS or done == total:
            last = now
            _write(answers, "told", (what, done, total))

    return tell


def _write(answers: BinaryIO, kind: str, content: Any) -> None:
    left = memoryview(pickle.dumps((kind, content)))
    while left:
        left = left[answers.write(left) :]


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an exception may refuse to travel; its words do not
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error


def _end_with_the_server() -> None:
    while os.read(0, 1024):
        pass
    os._exit(1)
