"""Engines that do batches of work: in this process, on local processes, or on a Dask cluster, with the same results.

An engine maps a function over batches and yields the results in the order of the batches, with a bounded number
of batches under way, so that memory does not grow with the corpus. The function is pure: a worker that dies loses
time, not work, since Dask gives its batches to another.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Protocol, TypeVar

from analysis.errors import ArgumentError, FramescopeError

if TYPE_CHECKING:
    from distributed import Client, Future

Batch = TypeVar("Batch")
Result = TypeVar("Result")

# Starting processes costs some seconds: below this many articles one process is faster.
ARTICLES_WORTH_WORKERS = 4000
# After this many workers have died on a batch it is taken for the cause.
ALLOWED_FAILURES = 5
# For the scheduler to answer, and for its first worker to come.
WAIT_SECONDS = 20


class Engine(Protocol):
    """Something that maps a function over batches."""

    label: str
    articles_per_batch: int
    """The batch size that suits the engine: large batches are a little faster, small ones need less memory."""

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Yield the results in the order of the batches."""
        ...


class InProcess:
    """All batches in this process."""

    label = "in process"
    articles_per_batch = 500

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Return the results one by one, each computed when it is asked for."""
        return map(function, batches)


class OnDask:
    """Batches on the workers of a Dask cluster, which may be local processes."""

    articles_per_batch = 250  # several are under way, and each worker holds its lexicons too

    def __init__(self, client: "Client", label: str) -> None:
        self.client = client
        self.label = label

    def map(self, function: Callable[[Batch], Result], batches: Iterable[Batch]) -> Iterator[Result]:
        """Yield the results in order, with a bounded number of batches under way."""
        from distributed import KilledWorker

        waiting: deque[Future[Result]] = deque()
        try:
            for batch in batches:
                waiting.append(self.client.submit(function, batch, pure=False, retries=2))
                while len(waiting) >= self._under_way():
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        except KilledWorker as error:
            raise FramescopeError(
                f"Workers of the cluster died {ALLOWED_FAILURES} times on the same batch, probably for want of memory "
                "(see the workers' logs). What was scored before is kept; run it again with more memory per worker."
            ) from error
        finally:
            for future in waiting:
                future.cancel()  # type: ignore[no-untyped-call]

    def _under_way(self) -> int:
        """Batches sent at most: enough to keep every worker busy while results are written."""
        return 2 * max(1, len(self.client.scheduler_info(n_workers=-1)["workers"])) + 2


@contextmanager
def engine(articles: int, workers: int | None = None, scheduler: str | None = None) -> Iterator[Engine]:
    """Yield the engine for this many articles: `scheduler` if given, else `workers` processes, else what suits.

    Raises `ArgumentError` for both at once or a cluster that does not answer, and `FramescopeError` if the cluster's
    workers have another version of the scorers.
    """
    check(workers, scheduler)
    if scheduler is not None:
        with _connect(scheduler) as client:
            yield OnDask(client, f"cluster {scheduler}")
        return
    count = workers if workers is not None else _fitting(articles)
    if count == 1:
        yield InProcess()
        return
    with _local(count) as client:
        yield OnDask(client, f"{count} local processes")


def check(workers: int | None, scheduler: str | None) -> None:
    """Raise `ArgumentError` for an impossible choice of engine, whether or not there is work for it."""
    if workers is not None and scheduler is not None:
        raise ArgumentError("Give --workers (processes on this machine) or --scheduler (a running cluster), not both.")
    if workers is not None and workers < 1:
        raise ArgumentError(f"--workers must be 1 or more, not {workers}.")


def _fitting(articles: int) -> int:
    if articles < ARTICLES_WORTH_WORKERS:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _settings() -> dict[str, object]:
    return {
        "distributed.scheduler.allowed-failures": ALLOWED_FAILURES,
        "distributed.comm.timeouts.connect": "20s",
        "distributed.admin.large-graph-warning-threshold": "100MB",
        "distributed.worker.profile.enabled": False,  # its records of an hour take 100 MB per worker
        "logging.distributed": "error",
    }


@contextmanager
def _local(workers: int) -> Iterator["Client"]:
    import dask
    from distributed import Client, LocalCluster

    with dask.config.set(_settings()):
        with _main_hidden():
            cluster = LocalCluster(  # type: ignore[no-untyped-call]
                n_workers=workers,
                threads_per_worker=1,
                processes=True,
                host="127.0.0.1",
                dashboard_address="127.0.0.1:0",
                silence_logs=40,
            )
        with cluster, Client(cluster, direct_to_workers=True) as client:  # type: ignore[no-untyped-call]
            yield client


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep workers from running the program's main script again, as new Python processes do.

    In a dashboard the main script is the page, and in a user's script without `if __name__ == "__main__"` it is the
    call of `score` itself.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _connect(scheduler: str) -> Iterator["Client"]:
    import dask
    from distributed import Client

    from analysis.scorers import SCORED_WITH

    with dask.config.set(_settings()):
        try:
            client = Client(scheduler, timeout=WAIT_SECONDS)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise ArgumentError(
                f"No Dask scheduler answers at {scheduler} ({type(error).__name__}). Start one with `dask scheduler`, "
                "and workers with `dask worker tcp://HOST:PORT`, and give its tcp:// address."
            ) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=WAIT_SECONDS)
            except TimeoutError as error:
                raise ArgumentError(
                    f"The scheduler at {scheduler} has no workers. Start some: `dask worker {scheduler}`."
                ) from error
            versions = client.run(_scorers_here)
            other = sorted({str(v) for v in versions.values() if v != SCORED_WITH})
            if other:
                raise FramescopeError(
                    f"Workers at {scheduler} score with {'; '.join(other)}, this program with {SCORED_WITH}. Install "
                    "the same version of framescope on all of them."
                )
            yield client


def _scorers_here() -> str:
    try:
        from analysis.scorers import SCORED_WITH
    except ImportError as error:
        return f"no framescope at all ({error})"
    return SCORED_WITH
