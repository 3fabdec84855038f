"""Long work in a process of its own: it tells how far it is, and can be stopped at any moment.

A thread could not be stopped in the middle of a computation, and would slow every other visitor down. A process can:
what it had committed to the corpus is kept, the rest is rolled back by the next writer, and its lock dies with it.
"""

import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_STOP = 5
REMEMBERED = 30

Task = Callable[..., Any]
"""A function at the top of a module; its first argument is `tell(what, done, total)`, its answer can be pickled."""


class BackgroundTask:
    """One task under way. `said` is what it told last (what, done, total), `answer` and `error` what became of it."""

    def __init__(self, task: Task, *args: Any, **kwargs: Any) -> None:
        self.begun = time.monotonic()
        self.said: tuple[str, int, int | None] | None = None
        self.answer: Any = None
        self.error: Exception | None = None
        self.stopped = False
        self._ended = threading.Event()
        # With a __file__, DuckDB does not take the program for a session and draws no progress bars on the terminal.
        program = (
            f"import sys; sys.path[0] = __file__ = {str(ROOT)!r}; from dashboard.tasks.process import main; main()"
        )
        self._process = subprocess.Popen(
            [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )
        assert self._process.stdin is not None
        # Stays open: the process ends when it closes, so that none outlives a server that was killed.
        self._process.stdin.write(pickle.dumps((task.__module__, task.__qualname__, args, kwargs)))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def running(self) -> bool:
        return not self._ended.is_set()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.begun

    def stop(self) -> None:
        """End the process, gently first; returns when it has ended. Work that is done already stays done."""
        if not self.running:
            return
        self.stopped = True
        self._process.terminate()
        try:
            self._process.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._ended.wait()

    def wait(self, seconds: float | None = None) -> bool:
        """Until it has ended, at most so long; whether it has."""
        return self._ended.wait(seconds)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        finished = False
        with self._process.stdout as stream:
            reader = pickle.Unpickler(stream)
            while not finished:
                try:
                    kind, content = reader.load()
                except (EOFError, OSError, pickle.UnpicklingError):
                    break
                if kind == "told":
                    self.said = content
                else:
                    finished = True
                    self.answer, self.error = (content, None) if kind == "answer" else (None, content)
        code = self._process.wait()
        if finished:
            self.stopped = False  # it was done before it could be stopped
        elif not self.stopped:
            self.error = RuntimeError(f"The process that did the work ended unexpectedly (exit code {code}).")
        self._ended.set()


class TaskRegistry:
    """Work by key, so that a page that is drawn again, or reloaded, finds what it has started."""

    def __init__(self) -> None:
        self._all: dict[str, BackgroundTask] = {}
        self._lock = threading.Lock()

    def find(self, key: str) -> BackgroundTask | None:
        return self._all.get(key)

    def start(self, key: str, task: Task, *args: Any, **kwargs: Any) -> BackgroundTask:
        """Start the task, unless it is under way under this key; the work that runs either way."""
        with self._lock:
            known = self._all.get(key)
            if known is not None and known.running:
                return known
            ended = [name for name, work in self._all.items() if not work.running]
            for name in ended[: max(0, len(ended) - REMEMBERED)]:
                del self._all[name]
            self._all[key] = work = BackgroundTask(task, *args, **kwargs)
            return work

    def forget(self, key: str) -> None:
        self._all.pop(key, None)
