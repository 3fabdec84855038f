"""Dates of publication as UTC times: the ways to write one, and what cannot be a date.

A date without a zone is taken as UTC. Where day and month cannot be told apart (03/04/2020), the whole column decides:
one value such as 13/04/2020 makes it day first; if none does, the month comes first and the article records that. In
a column that writes both orders (13/04/2020 and 04/13/2020) such a date cannot be known, and is rejected.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache

from dateutil import parser as dateutil_parser
from dateutil import tz

EARLIEST_YEAR = 1600  # newspapers begin in 1605
FUTURE = timedelta(days=2)
AMBIGUOUS = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b(.*)$", re.DOTALL)
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")
EPOCH = re.compile(r"-?\d{9,19}(?:\.\d+)?")
MONTH_ONLY = re.compile(r"(\d{4})[-/](\d{1,2})")
YEAR_FIRST = re.compile(r"^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\b")
EXCEL_DAY = re.compile(r"(\d{5})(?:\.\d+)?")
EXCEL_BEGAN = datetime(1899, 12, 30)  # so that the days from March 1900 on have the numbers Excel gives them
DAY_MONTH_YEAR = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?\d{1,2}(?:\.|º|er)?\s*(?:de\s+)?([^\W\d]{3,})\.?,?\s+(?:del?\s+)?\d{4}\b.*", re.DOTALL
)
WHAT_TO_DO = "Write it as YYYY-MM-DD, or leave it empty if the date is not known."
ZONES = {
    "EST": -18000, "EDT": -14400, "ET": tz.gettz("America/New_York"), "CST": -21600, "CDT": -18000,
    "CT": tz.gettz("America/Chicago"), "MST": -25200, "MDT": -21600, "PST": -28800, "PDT": -25200,
    "PT": tz.gettz("America/Los_Angeles"), "BST": 3600, "GMT": 0, "UTC": 0, "Z": 0,
}  # fmt: skip
NOTHING = {"", "nan", "nat", "none", "null", "n/a", "na", "-", "unknown"}


class ImpossibleDate(ValueError):
    """Not a date an article can have; the message says why, without the value, and `what_to_do` how to correct it."""

    def __init__(self, why: str, what_to_do: str = WHAT_TO_DO) -> None:
        super().__init__(why)
        self.what_to_do = what_to_do


@dataclass(frozen=True)
class Order:
    """A column's order of day and month: the first value that can only have the day, or the month, first."""

    day_first: str | None = None
    month_first: str | None = None

    @property
    def mixed(self) -> bool:
        """Whether the column writes both orders."""
        return self.day_first is not None and self.month_first is not None

    def with_value(self, match: re.Match[str]) -> "Order":
        """Return the order with one more value (a match of `AMBIGUOUS`) taken into account."""
        text = match[0].strip()[:20]
        if 12 < int(match[1]) <= 31 and int(match[2]) <= 12:
            return replace(self, day_first=self.day_first or text)
        if 12 < int(match[2]) <= 31 and int(match[1]) <= 12:
            return replace(self, month_first=self.month_first or text)
        return self


def order_of(values: Iterable[object]) -> Order:
    """Return the order of a column of dates.

    >>> order_of(["03/04/2020", "13/04/2020", "2020-04-13", None]).day_first
    '13/04/2020'
    """
    order = Order()
    for value in values:
        match = AMBIGUOUS.match(value) if isinstance(value, str) else None
        if match:
            order = order.with_value(match)
            if order.mixed:
                break
    return order


class DateReader:
    """Reads the dates of one column.

    `scan` is called once, when the first ambiguous date is met, and iterates over all values of the column.
    """

    def __init__(self, scan: Callable[[], Iterable[object]], now: datetime | None = None) -> None:
        self._scan = scan
        self._order: Order | None = None
        self._met = Order()
        self._latest = (now or datetime.now(UTC)) + FUTURE
        self._cached = lru_cache(maxsize=4096)(self._read_text)

    @property
    def note(self) -> str | None:
        """The reading of ambiguous dates: "day first", "month first" or "month first (assumed)".

        A sentence where both orders occur; None where no date was ambiguous.
        """
        order = self._order or self._met
        if order.mixed:
            then = "what could be either was refused" if self._order else "none was met that could be either"
            return f"both orders occur ({order.day_first} and {order.month_first}); {then}"
        if self._order is None:
            return None
        return "day first" if order.day_first else "month first" if order.month_first else "month first (assumed)"

    def read(self, value: object) -> tuple[datetime | None, str | None]:
        """Return the time in UTC and a note to record; (None, None) where there is no date.

        Raises `ImpossibleDate` for what cannot be the date of an article.
        """
        if value is None or value != value:  # NaN, NaT
            return None, None
        if isinstance(value, datetime):
            return self._checked(value), None
        if isinstance(value, date):
            return self._checked(datetime(value.year, value.month, value.day)), None
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return self._cached(str(value).strip())

    def _read_text(self, text: str) -> tuple[datetime | None, str | None]:
        if text.lower() in NOTHING:
            return None, None
        try:
            if ISO_DATE.match(text):
                return self._checked(_iso(text)), None
            if EPOCH.fullmatch(text):
                return self._checked(_epoch(text)), None
            if match := AMBIGUOUS.match(text):
                return self._numeric(match)
            if match := MONTH_ONLY.fullmatch(text):
                return self._checked(datetime(int(match[1]), int(match[2]), 1)), "date_month_only"
            if match := EXCEL_DAY.fullmatch(text):
                raise self._day_of_excel(int(match[1]))
            return self._checked(_written(text)), None
        except ImpossibleDate:
            raise
        except (ValueError, OverflowError, TypeError) as error:
            if (match := DAY_MONTH_YEAR.fullmatch(text)) and dateutil_parser.parserinfo().month(match[1]) is None:
                raise ImpossibleDate(f"{match[1]!r} is not the name of a month in English") from None
            why = re.match(
                r"(?:day|month|hour|minute|second|year)\b[^:]*(?:must be in [^:]*|out of range[^:]*|missing)",
                str(error),
            )
            raise ImpossibleDate(f"it is not a date ({why[0]})" if why else "it is not a date") from None

    def _numeric(self, match: re.Match[str]) -> tuple[datetime, str | None]:
        first, second = int(match[1]), int(match[2])
        if first <= 12 and second <= 12 and first != second:
            if self._order is None:
                self._order = order_of(self._scan())
            if self._order.mixed:
                raise ImpossibleDate(
                    "day and month cannot be told apart, as the file writes both orders "
                    f"({self._order.day_first} and {self._order.month_first})"
                )
            day_first = self._order.day_first is not None
            assumed = None if day_first or self._order.month_first else "date_month_first_assumed"
        else:
            day_first, assumed = first > 12, None
            self._met = self._met.with_value(match)
        day, month = (first, second) if day_first else (second, first)
        year = int(match[3]) if len(match[3]) == 4 else _century(int(match[3]))
        rest = match[4].strip(" ,T")
        moment = datetime(year, month, day)
        if rest:
            moment = _parsed(rest, moment)
        return self._checked(moment), assumed

    def _day_of_excel(self, number: int) -> ImpossibleDate:
        day = EXCEL_BEGAN + timedelta(days=number)
        if day.replace(tzinfo=UTC) > self._latest:
            return ImpossibleDate("it is not a date")
        return ImpossibleDate(
            f"it looks like Excel's number of a day ({day:%Y-%m-%d})",
            "In Excel, format the column as a date, save the file again, and ingest that.",
        )

    def _checked(self, moment: datetime) -> datetime:
        if not EARLIEST_YEAR <= moment.year <= 9990:
            raise ImpossibleDate(f"the year {moment.year:04d} cannot be right")
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        if moment > self._latest:
            raise ImpossibleDate("it lies in the future")
        return moment


def _parsed(text: str, default: datetime | None = None) -> datetime:
    moment: datetime = dateutil_parser.parse(text, default=default, tzinfos=ZONES)
    return moment


def _iso(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        datetime(int(text[:4]), int(text[5:7]), int(text[8:10]))  # 2019-02-30 is refused here, not repaired below
        return _parsed(text)


def _epoch(text: str) -> datetime:
    """Read seconds, milliseconds, microseconds or nanoseconds since 1970; the size of the number decides which."""
    number = float(text)
    for digits in (1e11, 1e14, 1e17):
        if abs(number) >= digits:
            number /= 1000
    return datetime.fromtimestamp(number, UTC)


def _written(text: str) -> datetime:
    """Read RFC 2822 and dates with month names; a date must name day, month and year."""
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        pass
    if match := YEAR_FIRST.match(text):
        datetime(int(match[1]), int(match[2]), int(match[3]))
    readings = {_parsed(text, default) for default in (datetime(2000, 1, 1), datetime(2004, 2, 3))}
    if len(readings) > 1:
        raise ValueError("day, month or year is missing")
    return readings.pop()


def _century(year: int) -> int:
    return year + (2000 if year < 70 else 1900)
