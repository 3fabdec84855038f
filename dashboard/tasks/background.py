"""Long work in processes of its own, which report how far they are and can be stopped at any moment.

A thread could not be stopped in the middle of a computation, and would slow every other visitor down. A process can:
what it had committed to the corpus is kept, the rest is rolled back by the next writer, and its lock dies with it. A
process that has done its work is kept for the next, since starting one takes longer than most questions.
"""

import os
import pickle
import signal
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import IO, Any

SECONDS_TO_STOP = 5
SECONDS_BETWEEN_REPORTS = 0.2
KEPT_PROCESSES = 2
REMEMBERED = 30

PACKAGES = Path(__file__).resolve().parents[2]
"""The folder of `analysis` and `dashboard`."""
# With a __file__, DuckDB does not take the program for a session and draws no progress bars on the terminal.
_PROGRAM = (
    f"import sys; __file__ = {__file__!r}; sys.path.insert(0, {str(PACKAGES)!r}); "
    "from dashboard.tasks.background import serve; serve()"
)

Task = Callable[..., Any]
"""A function at the top of a module; its first argument is `report(what, done, total)`, its answer can be pickled."""


Tasks = SimpleQueue[tuple[Task, tuple[Any, ...], dict[str, Any]]]


class WorkerPool:
    """Processes that do one task after the other. As many run as there are tasks; a few are kept without work."""

    def __init__(self) -> None:
        self._idle: list[_Worker] = []
        self._lock = threading.Lock()

    def take(self) -> "_Worker":
        """A process without work: one that was kept, or a new one."""
        with self._lock:
            while self._idle:
                worker = self._idle.pop()
                if worker.process.poll() is None:
                    return worker
        return _Worker()

    def give_back(self, worker: "_Worker") -> None:
        """Keep a process that has done its work, or end it if there are enough."""
        with self._lock:
            if len(self._idle) < KEPT_PROCESSES:
                self._idle.append(worker)
                return
        worker.end()


class BackgroundTask:
    """One task under way: `reported` last (what, done, total); `answer` and `error` once it has ended."""

    def __init__(self, pool: WorkerPool, task: Task, *args: Any, **kwargs: Any) -> None:
        self.begun = time.monotonic()
        self.reported: tuple[str, int, int | None] | None = None
        self.answer: Any = None
        self.error: Exception | None = None
        self.stopped = False
        self._pool = pool
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._worker = pool.take()
        self._worker.send((task, args, kwargs))
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return not self._ended.is_set()

    @property
    def seconds(self) -> float:
        """Time since it began."""
        return time.monotonic() - self.begun

    def stop(self) -> None:
        """End the process, gently first; returns when it has ended. Work that is done already stays done."""
        with self._lock:
            if not self.running:
                return
            self.stopped = True
            process = self._worker.process
            process.terminate()
            try:
                process.wait(SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
        self._ended.wait()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it has ended, or for some seconds; return whether it has ended."""
        return self._ended.wait(seconds)

    def _listen(self) -> None:
        outcome, worker = None, self._worker
        while outcome is None:
            try:
                kind, content = worker.receive()
            except (EOFError, OSError, pickle.UnpicklingError):
                break
            if kind == "report":
                self.reported = content
            else:
                outcome = kind
                self.answer, self.error = (content, None) if kind == "answer" else (None, content)
        if outcome is None:
            worker.process.wait()
        with self._lock:
            if outcome is None and not self.stopped:
                code = worker.process.returncode
                self.error = RuntimeError(f"The process that did the work ended unexpectedly (exit code {code}).")
            elif outcome is not None and not self.stopped:
                self._pool.give_back(worker)
            else:
                self.stopped = outcome is None  # else it was done before it could be stopped
            self._ended.set()


class TaskRegistry:
    """Tasks by key, so that a page that is drawn again, or reloaded, finds what it has started."""

    def __init__(self) -> None:
        self._pool = WorkerPool()
        self._tasks: dict[str, BackgroundTask] = {}
        self._lock = threading.Lock()

    def find(self, key: str) -> BackgroundTask | None:
        """The task last started under the key, until it is forgotten."""
        return self._tasks.get(key)

    def running(self) -> list[BackgroundTask]:
        """The tasks that have not ended."""
        return [task for task in self._tasks.values() if task.running]

    def start(self, key: str, task: Task, *args: Any, **kwargs: Any) -> BackgroundTask:
        """Start the task, unless one is under way under this key; return the one that runs."""
        with self._lock:
            known = self._tasks.get(key)
            if known is not None and known.running:
                return known
            ended = [name for name, earlier in self._tasks.items() if not earlier.running]
            for name in ended[: max(0, len(ended) - REMEMBERED)]:
                del self._tasks[name]
            self._tasks[key] = started = BackgroundTask(self._pool, task, *args, **kwargs)
            return started

    def forget(self, key: str) -> None:
        """Remove the task under the key."""
        self._tasks.pop(key, None)


def run_query(report: Any, path: str, snapshot: int, query: Task, args: tuple[Any, ...], kwargs: Any) -> Any:
    """A question of `analysis` about a snapshot, as a task."""
    from analysis.queries import open_corpus

    return query(open_corpus(path, snapshot), *args, **kwargs)


class _Worker:
    """A process, and the pickles that go to and fro.

    Not one of `multiprocessing`: that runs the program's main module in the new process, which in a thread of
    Streamlit's is the script of the page.
    """

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _PROGRAM], stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0
        )

    def send(self, content: object) -> None:
        """Send a task."""
        assert self.process.stdin is not None
        _write(self.process.stdin, content)

    def receive(self) -> tuple[str, Any]:
        """The next report, or the answer or error; raises `EOFError` where the process has ended."""
        assert self.process.stdout is not None
        message: tuple[str, Any] = pickle.load(self.process.stdout)
        return message

    def end(self) -> None:
        """Let a process without work end."""
        for stream in (self.process.stdin, self.process.stdout):
            assert stream is not None
            stream.close()
        self.process.wait()


def serve() -> None:
    """Do the tasks that come through standard input, one after the other; the other side of `BackgroundTask`."""
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # what anything prints goes to the terminal, not between the answers
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the terminal reaches the server, whose end is the end here
    tasks: Tasks = SimpleQueue()
    threading.Thread(target=_read, args=(tasks,), daemon=True).start()
    while True:
        task, args, kwargs = tasks.get()
        try:
            _write(answers, ("answer", task(_reporter(answers), *args, **kwargs)))
        except Exception as error:  # the boundary: the page says what went wrong
            _write(answers, ("error", _sendable(error)))


def _read(tasks: Tasks) -> None:
    """Queue the tasks; end this process when the server has, even one that was killed."""
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    except EOFError:
        os._exit(0)
    except Exception:  # a task that cannot be read would be waited for
        traceback.print_exc()
        os._exit(1)


def _write(stream: IO[bytes], content: object) -> None:
    left = memoryview(pickle.dumps(content))
    while left:
        left = left[stream.write(left) :]


def _reporter(answers: IO[bytes]) -> Any:
    last = 0.0

    def report(what: str, done: int, total: int | None) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= SECONDS_BETWEEN_REPORTS or done == total:
            last = now
            _write(answers, ("report", (what, done, total)))

    return report


def _sendable(error: Exception) -> Exception:
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # an exception may refuse to travel; its words do not
        return RuntimeError(f"{type(error).__name__}: {error}")
    return error
