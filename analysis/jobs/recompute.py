"""Recompute: read registered sources again, then score what is new or stale. What cron calls."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from analysis.corpus.ingest import IngestResult, reread_sources
from analysis.corpus.store import Store
from analysis.errors import ArgumentError, CorpusBusy, FramescopeError
from analysis.jobs.engine import check
from analysis.jobs.scoring import Progress, ScoreResult, score


@dataclass(frozen=True)
class RecomputeResult:
    sources: list[IngestResult]
    """One a source whose content had changed."""
    score: ScoreResult

    @property
    def rejected(self) -> int:
        return sum(result.rejected for result in self.sources) + self.score.failed


def recompute(
    store: Store,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> RecomputeResult:
    """Bring the corpus up to date; does nothing, and writes nothing, where nothing changed."""
    check(workers, scheduler)
    sources = reread_sources(store, progress)
    return RecomputeResult(sources, score(store, workers, scheduler, progress=progress))


def schedule(job: Callable[[], RecomputeResult], cron: str) -> None:
    """Run `job` at the times of the five-field `cron` expression (UTC), in the foreground, until interrupted.

    A run that fails or finds the corpus busy is reported on stderr, and the next one takes place. Runs never overlap.
    """
    from apscheduler.schedulers.blocking import BlockingScheduler
    from apscheduler.triggers.cron import CronTrigger

    try:
        trigger = CronTrigger.from_crontab(_named_weekdays(cron), timezone=UTC)
    except ValueError as error:
        raise ArgumentError(
            f'"{cron}" is not a cron expression ({error}). Give minute, hour, day, month, weekday: "0 3 * * *" is every '
            "night at three, UTC."
        ) from error
    scheduler = BlockingScheduler(timezone=UTC)
    scheduler.add_job(lambda: _report(job), trigger, coalesce=True, max_instances=1, misfire_grace_time=3600)
    _say(f"scheduled: {cron} (UTC); next run {trigger.get_next_fire_time(None, datetime.now(UTC)):%Y-%m-%d %H:%M}")
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        _say("stopped")


def _named_weekdays(cron: str) -> str:
    """The expression with weekdays by name: cron counts from Sunday, APScheduler from Monday.

    >>> _named_weekdays("0 3 * * 1-5")
    '0 3 * * mon-fri'
    """
    fields = cron.split()
    if len(fields) == 5:
        fields[4] = re.sub(r"(?<![/\d])[0-7](?!\d)", lambda m: _WEEKDAYS[int(m.group())], fields[4])
    return " ".join(fields)


_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun")


def _report(job: Callable[[], RecomputeResult]) -> None:
    try:
        result = job()
    except CorpusBusy as error:
        _say(f"skipped: {error}")
    except (FramescopeError, OSError) as error:
        _say(f"failed: {error}")
    else:
        added = sum(r.added for r in result.sources)
        updated = sum(r.updated for r in result.sources)
        _say(f"added {added}, updated {updated}, rejected {result.rejected}, scored {result.score.scored}")


def _say(message: str) -> None:
    print(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {message}", file=sys.stderr, flush=True)
