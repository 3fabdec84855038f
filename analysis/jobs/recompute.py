"""Recompute: read registered sources again, score what is new or stale, find wire copy and stories. What cron calls."""

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analysis.corpus.ingest.run import IngestResult, reread_inputs
from analysis.corpus.store import CorpusStore
from analysis.errors import ArgumentError, CorpusBusy, FramescopeError
from analysis.jobs.engine import check
from analysis.jobs.scoring import Progress, ScoreResult, score

if TYPE_CHECKING:
    from apscheduler.triggers.base import BaseTrigger


@dataclass(frozen=True)
class RecomputeResult:
    sources: list[IngestResult]
    """One a source whose content had changed."""
    score: ScoreResult

    @property
    def rejected(self) -> int:
        """Rows and whole sources that were refused, and articles that could not be measured."""
        return sum(result.rejected + bool(result.refused) for result in self.sources) + self.score.failed


def recompute(
    store: CorpusStore,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> RecomputeResult:
    """Bring the corpus up to date; does nothing, and writes nothing, where nothing changed."""
    check(workers, scheduler)
    sources = reread_inputs(store, progress)
    scored = score(store, workers, scheduler, progress=progress)
    group_alike(store)
    return RecomputeResult(sources, scored)


def group_alike(store: CorpusStore) -> None:
    """Find wire copy and stories among the articles that are new; writes nothing where none is."""
    from analysis.derived.stories import update_stories
    from analysis.derived.wire_copies import update_wire

    update_wire(store)
    update_stories(store)


def schedule(job: Callable[[], RecomputeResult], cron: str) -> None:
    """Run `job` at the times of the five-field `cron` expression (UTC), in the foreground, until interrupted.

    A run that fails or finds the corpus busy is reported on stderr, and the next one takes place. Runs never overlap.
    """
    from apscheduler.schedulers.blocking import BlockingScheduler

    try:
        trigger = cron_trigger(cron)
    except ValueError as error:
        raise ArgumentError(
            f'"{cron}" is not a cron expression ({error}). Give minute, hour, day, month, weekday: "0 3 * * *" is every '
            "night at three, UTC."
        ) from error
    first = trigger.get_next_fire_time(None, datetime.now(UTC))
    if first is None:
        raise ArgumentError(
            f'"{cron}" names a day that never comes, as 31 February would be, so nothing would ever run. Check its third '
            "and fourth field, day and month."
        )
    scheduler = BlockingScheduler(timezone=UTC)
    scheduler.add_job(lambda: _report(job), trigger, coalesce=True, max_instances=1, misfire_grace_time=3600)
    _say(f"scheduled: {cron} (UTC); next run {first:%Y-%m-%d %H:%M}")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # how systemd and containers stop a service
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        _say("stopped")


def cron_trigger(cron: str) -> "BaseTrigger":
    """A trigger that fires when cron would, in UTC; raises `ValueError` for what is no five-field expression.

    APScheduler counts weekdays from Monday and wants day and weekday both to fit; cron counts from Sunday, and where
    both are given either will do.
    """
    from apscheduler.triggers.combining import OrTrigger
    from apscheduler.triggers.cron import CronTrigger

    fields = cron.split()
    if len(fields) != 5:
        raise ValueError(f"it has {len(fields)} fields, not 5")
    minute, hour, day, month, weekday = fields

    def trigger(day: str, weekday: str) -> CronTrigger:
        return CronTrigger(
            minute=minute, hour=hour, day=day, month=month, day_of_week=_named_weekdays(weekday), timezone=UTC
        )

    if day.startswith("*") or weekday.startswith("*"):
        return trigger(day, weekday)
    return OrTrigger([trigger(day, "*"), trigger("*", weekday)])


def _named_weekdays(field: str) -> str:
    """The weekdays of a cron field by name.

    >>> _named_weekdays("0-2"), _named_weekdays("*/3"), _named_weekdays("7")
    ('sun,mon,tue', 'sun,wed,sat', 'sun')
    """
    days = {day % 7 for part in field.lower().split(",") for day in _weekday_numbers(part)}
    return ",".join(_WEEKDAYS[day] for day in sorted(days))


def _weekday_numbers(part: str) -> range:
    span, slash, step = part.partition("/")
    first, dash, last = ("0", "-", "6") if span == "*" else span.partition("-")
    low = _weekday_number(first)
    high = _weekday_number(last) if dash else (6 if slash else low)
    if low > high or (slash and not step.isdigit()) or step == "0":
        raise ValueError(f"{part!r} is not a span of weekdays")
    return range(low, high + 1, int(step) if slash else 1)


def _weekday_number(word: str) -> int:
    if word in _WEEKDAYS:
        return _WEEKDAYS.index(word)
    if word.isdigit() and int(word) <= 7:
        return int(word)
    raise ValueError(f"{word!r} is not a weekday (0 to 7, or sun to sat)")


_WEEKDAYS = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")


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
