"""A job at the times of a cron expression, in the foreground."""

import signal
import sys
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime

from cronsim import CronSim, CronSimError

from analysis.errors import ArgumentError, CorpusBusy, FramescopeError
from analysis.jobs.recompute import RecomputeResult

CLOCK_SECONDS = 30
"""The clock is looked at this often: it may be set, and the machine may sleep, while a time is awaited."""
LATEST_SECONDS = 3600
"""A time that was missed by more is passed over."""


def schedule(job: Callable[[], RecomputeResult], cron: str) -> None:
    """Run `job` at the times of the five-field `cron` expression (UTC), in the foreground, until interrupted.

    A run that fails or finds the corpus busy is reported on stderr, and the next one takes place. Runs never overlap: a
    time that comes while the job is at work is passed over, and so is one that the machine slept through by over an
    hour. Raises `ArgumentError` for what is no cron expression, or names a day that never comes.
    """
    due = next_run(cron, datetime.now(UTC))
    _say(f"scheduled: {cron} (UTC); next run {due:%Y-%m-%d %H:%M}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # how systemd and containers stop a service
    try:
        while True:
            while (wait := (due - datetime.now(UTC)).total_seconds()) > 0:
                time.sleep(min(wait, CLOCK_SECONDS))
            if -wait <= LATEST_SECONDS:
                _report(job)
            due = next_run(cron, datetime.now(UTC))
    except (KeyboardInterrupt, SystemExit):
        _say("stopped")


def next_run(cron: str, after: datetime) -> datetime:
    """Return the first time after `after` (in UTC) that the five-field cron expression names.

    Raises `ArgumentError` for what is no such expression, and for one that names a day that never comes.
    """
    fields = cron.split()
    try:
        if len(fields) != 5:
            raise CronSimError(f"it has {len(fields)} fields, not 5")
        minute, hour, day, month, weekday = fields
        CronSim(f"{minute} {hour} {day} * {weekday}", after)
        CronSim(f"{minute} {hour} * {month} {weekday}", after)
    except CronSimError as error:
        raise ArgumentError(
            f'"{cron}" is not a cron expression ({error}). Give minute, hour, day, month, weekday: "0 3 * * *" is '
            "every night at three, UTC."
        ) from error
    try:
        return next(CronSim(cron, after))
    except (CronSimError, StopIteration):  # each field is in order, but no month of these has such a day
        raise ArgumentError(
            f'"{cron}" names a day that never comes, as 31 February would be, so nothing would ever run. Check its '
            "third and fourth field, day and month."
        ) from None


def _report(job: Callable[[], RecomputeResult]) -> None:
    try:
        result = job()
    except CorpusBusy as error:
        _say(f"skipped: {error}")
    except (FramescopeError, OSError) as error:
        _say(f"failed: {error}")
    except Exception as error:
        traceback.print_exc()
        _say(f"failed unexpectedly: {type(error).__name__}: {error}")
    else:
        added = sum(r.added for r in result.sources)
        updated = sum(r.updated for r in result.sources)
        _say(f"added {added}, updated {updated}, rejected {result.rejected}, scored {result.score.scored}")


def _say(message: str) -> None:
    print(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {message}", file=sys.stderr, flush=True)
