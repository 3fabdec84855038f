"""Cron expressions mean what cron means by them, and a schedule goes on whatever becomes of a run."""

from datetime import UTC, datetime, timedelta

import pytest

from analysis.errors import ArgumentError, CorpusBusy, InputError
from analysis.jobs import schedule
from analysis.jobs.cron import _report, next_run


@pytest.mark.parametrize(
    ("cron", "after", "expected"),
    [
        ("0 3 * * *", "2024-05-01T04:00", "2024-05-02T03:00"),
        ("*/15 * * * *", "2024-05-01T04:01", "2024-05-01T04:15"),
        ("0 3 * * 0", "2024-05-01T00:00", "2024-05-05T03:00"),  # cron's 0 is Sunday
        ("0 3 * * 7", "2024-05-01T00:00", "2024-05-05T03:00"),  # and so is its 7
        ("0 3 * * 1", "2024-05-01T00:00", "2024-05-06T03:00"),
        ("0 3 * * 6", "2024-05-01T00:00", "2024-05-04T03:00"),
        ("0 3 * * 1-5", "2024-05-04T00:00", "2024-05-06T03:00"),
        ("0 3 * * 2,4", "2024-05-01T00:00", "2024-05-02T03:00"),
        ("0 3 * * sun", "2024-05-01T00:00", "2024-05-05T03:00"),
        ("0 3 * * SUN", "2024-05-01T00:00", "2024-05-05T03:00"),
        ("0 3 * * 0-2", "2024-05-01T00:00", "2024-05-05T03:00"),  # a range that begins on Sunday
        ("0 3 * * 5-7", "2024-05-04T04:00", "2024-05-05T03:00"),
        ("0 3 * * */2", "2024-05-01T00:00", "2024-05-02T03:00"),  # Sunday, Tuesday, Thursday, Saturday
        ("0 3 13 * 5", "2024-05-01T00:00", "2024-05-03T03:00"),  # the 13th, and every Friday
        ("0 3 13 * 5", "2024-05-11T00:00", "2024-05-13T03:00"),
        ("30 2 1 * *", "2024-05-01T04:00", "2024-06-01T02:30"),
    ],
)
def test_a_cron_expression_means_what_cron_means(cron, after, expected):
    begin = datetime.fromisoformat(after).replace(tzinfo=UTC)
    assert next_run(cron, begin) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "cron",
    [
        "",
        "nightly",
        "0 3 * *",
        "0 3 * * * *",
        "60 3 * * *",
        "0 3 * * 8",
        "0 3 * * 5-1",
        "0 3 * * */0",
        "0 3 32 * *",
        "0 3 1 13 *",
    ],
)
def test_what_is_no_cron_expression_is_refused_with_an_example(cron):
    with pytest.raises(ArgumentError, match=r"0 3 \* \* \*"):
        schedule(lambda: pytest.fail("must not run"), cron)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (CorpusBusy("another run holds it"), "skipped: another run holds it"),
        (InputError("the file is gone"), "failed: the file is gone"),
        (OSError(28, "No space left on device"), "failed: [Errno 28] No space left on device"),
    ],
)
def test_a_scheduled_run_that_fails_is_told_on_stderr_and_the_next_one_follows(capsys, error, said):
    def job():
        raise error

    _report(job)
    assert capsys.readouterr().err.rstrip().endswith(said)


def test_an_unexpected_error_does_not_end_the_schedule(capsys):
    def job():
        raise KeyError("a fault of ours")

    _report(job)
    assert "failed unexpectedly: KeyError: 'a fault of ours'" in capsys.readouterr().err


@pytest.mark.parametrize("cron", ["0 3 31 2 *", "0 3 30 2 *", "0 3 31 4,6 *"])
def test_a_day_that_never_comes_is_refused(cron):
    with pytest.raises(ArgumentError, match="names a day that never comes"):
        schedule(lambda: pytest.fail("must not run"), cron)


def test_a_leap_day_comes(monkeypatch):
    assert next_run("0 3 29 2 *", datetime(2025, 1, 1, tzinfo=UTC)) == datetime(2028, 2, 29, 3, tzinfo=UTC)


class Clock(datetime):
    """A clock that the tests set; sleeping moves it."""

    moment = datetime(2024, 5, 1, 2, 59, 30, tzinfo=UTC)

    @classmethod
    def now(cls, tz=None):
        return cls.moment

    @classmethod
    def sleep(cls, seconds):
        cls.moment += timedelta(seconds=seconds)


def test_runs_come_at_their_times_and_times_that_pass_meanwhile_are_passed_over(monkeypatch, capsys):
    monkeypatch.setattr("analysis.jobs.cron.datetime", Clock)
    monkeypatch.setattr("analysis.jobs.cron.time.sleep", Clock.sleep)
    begun = []

    def job():
        begun.append(Clock.moment)
        Clock.sleep([60, 26 * 3600, 0][len(begun) - 1])  # the second run takes longer than a day
        if len(begun) == 3:
            raise KeyboardInterrupt
        raise InputError("the file is gone")

    schedule(job, "0 3 * * *")
    assert [f"{moment:%m-%d %H:%M}" for moment in begun] == ["05-01 03:00", "05-02 03:00", "05-04 03:00"]
    written = capsys.readouterr().err
    assert "next run 2024-05-01 03:00" in written
    assert written.rstrip().endswith("stopped")


def test_a_time_that_the_machine_slept_through_is_passed_over(monkeypatch):
    monkeypatch.setattr("analysis.jobs.cron.datetime", Clock)
    monkeypatch.setattr(Clock, "moment", datetime(2024, 5, 1, 2, 0, tzinfo=UTC))
    naps = iter([4.5 * 3600])
    monkeypatch.setattr("analysis.jobs.cron.time.sleep", lambda seconds: Clock.sleep(next(naps, seconds)))
    begun = []

    def job():
        begun.append(Clock.moment)
        raise KeyboardInterrupt

    schedule(job, "0 3 * * *")
    assert [f"{moment:%m-%d %H:%M}" for moment in begun] == ["05-02 03:00"]
