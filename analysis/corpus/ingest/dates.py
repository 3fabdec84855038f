"""Dates of publication as UTC times: the ways to write one, and what cannot be a date.

A date without a zone is taken as UTC. Where day and month cannot be told apart (03/04/2020), the user says which comes
first, or the whole column decides: one value such as 13/04/2020 makes it day first. If none does, the day comes first
in dates with full stops (03.04.2020), as nobody writes the month first in those; in others the month comes first, the
article records that, and `DateReader.warning` says what the dates would be the other way. In a column that writes both
orders (13/04/2020 and 04/13/2020) such a date cannot be known, and is rejected.

A month without a day (2020-03) is rejected like everything else that is no date: a first of March that nobody wrote
would be counted on that day, and an article that lost its date without a word would be missing from trends.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import lru_cache
from typing import Literal

from dateutil import parser as dateutil_parser
from dateutil import tz

from analysis.corpus.ingest.months import LANGUAGES, month_number

DayOrder = Literal["day-first", "month-first"]
EARLIEST_YEAR = 1600  # newspapers begin in 1605
FUTURE = timedelta(days=2)
AMBIGUOUS = re.compile(
    r"^\s*(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
    r"(\d{1,2})(?:\s?([/.-])\s?|\s)(\d{1,2})(?:\s?[/.-]\s?|\s)(\d{4}|\d{2})\b(.*)$",
    re.DOTALL | re.IGNORECASE,
)
ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ])")
EPOCH = re.compile(r"-?\d{9,19}(?:\.\d+)?")
STAMP = re.compile(
    r"(?:(?:1[6-9]|20)\d\d(?=\d{10}$)|(?:19[89]|20[0-4])\d(?=\d{8}$))"
    r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?"
)
"""20191001080000, as GDELT and web archives write it (in milliseconds since 1970 it is after 2470); 201910010800."""
MONTH_ONLY = re.compile(r"(\d{4})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{4})")
YEAR_FIRST = re.compile(r"^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})\b")
EXCEL_DAY = re.compile(r"(\d{5})(?:\.\d+)?")
EXCEL_BEGAN = datetime(1899, 12, 30)  # so that the days from March 1900 on have the numbers Excel gives them
DAY_MONTH_YEAR = re.compile(
    r"(?:[^\W\d]+(?:-feira)?\.?,?\s+(?:(?:den?|the|el|le|il)\s+)?)?(\d{1,2})(?:\.|º|°|er)?\s*(?:de\s+)?"
    r"([^\W\d]{2,})\.?,?\s+(?:del?\s+)?(\d{4})\b(.*)",
    re.DOTALL | re.IGNORECASE,
)
MONTH_DAY_YEAR = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)??([^\W\d]{2,})\.?\s+(\d{1,2})(?:\.|º|°|er)?,?\s+(?:del?\s+)?(\d{4})\b(.*)", re.DOTALL
)
TIME_WORDS = re.compile(r"^[\s,–|-]*(?:(?:um|à|a|las|alle|ore|às|kl|om|o|godz|at)\b\.?\s*)*|\s*uhr\b\.?", re.I)
HOURS = re.compile(r"(\d{1,2})\s?[h.]\s?(\d{2})\b")
WITH_A_DAY = (
    "Write the day as well (YYYY-MM-DD), or leave the date empty if the day is not known; --map published= leaves out "
    "all dates of the file."
)
WHAT_TO_DO = "Write it as YYYY-MM-DD, or leave it empty if the date is not known."
ZONES = {
    "EST": -18000, "EDT": -14400, "ET": tz.gettz("America/New_York"), "CST": -21600, "CDT": -18000,
    "CT": tz.gettz("America/Chicago"), "MST": -25200, "MDT": -21600, "PST": -28800, "PDT": -25200,
    "PT": tz.gettz("America/Los_Angeles"), "BST": 3600, "GMT": 0, "UTC": 0, "Z": 0,
}  # fmt: skip
OTHER_WAY: Mapping[DayOrder, DayOrder] = {"day-first": "month-first", "month-first": "day-first"}
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
        first, second = int(match[1]), int(match[3])
        if 12 < first <= 31 and second <= 12:
            return replace(self, day_first=self.day_first or text)
        if 12 < second <= 31 and first <= 12:
            return replace(self, month_first=self.month_first or text)
        return self


def order_of(values: Iterable[object], dotted: bool = False) -> Order:
    """Return the order of a column of dates, or of those of them that are written with full stops (`dotted`).

    >>> order_of(["03/04/2020", "13/04/2020", "2020-04-13", None]).day_first
    '13/04/2020'
    """
    order = Order()
    for value in values:
        match = AMBIGUOUS.match(value) if isinstance(value, str) else None
        if match and (match[2] == "." or not dotted):
            order = order.with_value(match)
            if order.mixed:
                break
    return order


@dataclass
class Span:
    """First and last of some times; both None where there was none."""

    first: datetime | None = None
    last: datetime | None = None

    def add(self, moment: datetime) -> None:
        """Widen the span to hold the time."""
        self.first = moment if self.first is None else min(self.first, moment)
        self.last = moment if self.last is None else max(self.last, moment)

    def __str__(self) -> str:
        return f"{self.first:%Y-%m-%d} to {self.last:%Y-%m-%d}" if self.first else "no date"


class DateReader:
    """Reads the dates of one column.

    `scan` is called once, when the first ambiguous date is met, and iterates over all values of the column. `order`
    says whether such a date has the day or the month first; without it, the column decides.
    """

    def __init__(
        self, scan: Callable[[], Iterable[object]], now: datetime | None = None, order: DayOrder | None = None
    ) -> None:
        self._scan = scan
        self._stated = order
        self._orders: dict[bool, Order] = {}  # of dates with full stops, and of all; each when it is first needed
        self._met = Order()
        self._as_read, self._other_way = Span(), Span()
        self._latest = (now or datetime.now(UTC)) + FUTURE
        self._cached = lru_cache(maxsize=4096)(self._read_text)

    @property
    def note(self) -> str | None:
        """The reading of ambiguous dates: "day first", "month first", "month first (assumed)" and the like.

        A sentence where both orders occur; None where no date was ambiguous.
        """
        if self._stated:
            return f"{self._stated.replace('-', ' ')} (as you say)" if self._as_read.first else None
        if not self._orders:
            return f"{_both(self._met)}; none was met that could be either" if self._met.mixed else None
        parts = {dotted: _how(order, dotted) for dotted, order in sorted(self._orders.items())}
        if len(set(parts.values())) == 1:
            return next(iter(parts.values()))
        return f"{parts[False]}; those with full stops {parts[True]}"

    @property
    def warning(self) -> str | None:
        """What a person must check: dates read in an assumed order, or against the one that they stated; else None."""
        against = self._met.month_first if self._stated == "day-first" else self._met.day_first
        if self._stated and against and self._as_read.first:
            return (
                f"--dates {self._stated} was followed where a date could be either, but {against} can only have the "
                f"{'month' if self._stated == 'day-first' else 'day'} first. If all dates of the file are written like "
                f"that, ingest it again with --dates {OTHER_WAY[self._stated]}."
            )
        if self._stated or not self._as_read.first:
            return None
        return (
            "no date shows whether the day or the month comes first, and THE MONTH WAS TAKEN TO COME FIRST: "
            f"{self._as_read} as read; with the day first it would be {self._other_way}. If that is right, ingest the "
            "file again with --dates day-first ; if not, --dates month-first says so."
        )

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
            if STAMP.fullmatch(text):
                return self._checked(datetime.strptime(text.ljust(14, "0"), "%Y%m%d%H%M%S")), None
            if EPOCH.fullmatch(text):
                return self._checked(_epoch(text)), None
            if match := AMBIGUOUS.match(text):
                return self._numeric(match)
            if MONTH_ONLY.fullmatch(text):
                raise ImpossibleDate("it names a month, not a day", WITH_A_DAY)
            if match := EXCEL_DAY.fullmatch(text):
                raise self._day_of_excel(int(match[1]))
            return self._checked(_with_foreign_month(text) or _written(text)), None
        except ImpossibleDate:
            raise
        except (ValueError, OverflowError, TypeError) as error:
            if (match := DAY_MONTH_YEAR.fullmatch(text)) and month_number(match[2]) is None and not _english(match[2]):
                raise ImpossibleDate(f"{match[2]!r} is not the name of a month in {LANGUAGES}") from None
            why = re.match(
                r"(?:day|month|hour|minute|second|year)\b[^:]*(?:must be in [^:]*|out of range[^:]*|missing)",
                str(error),
            )
            raise ImpossibleDate(f"it is not a date ({why[0]})" if why else "it is not a date") from None

    def _numeric(self, match: re.Match[str]) -> tuple[datetime, str | None]:
        first, second = int(match[1]), int(match[3])
        assumed = False
        if first <= 12 and second <= 12 and first != second:
            day_first, assumed = self._order_for(dotted=match[2] == ".")
        else:
            day_first = first > 12
            self._met = self._met.with_value(match)
        moment = self._checked(_numbered(match, day_first))
        if first <= 12 and second <= 12 and first != second and (assumed or self._stated):
            self._as_read.add(moment)
            self._other_way.add(_utc(_numbered(match, not day_first)))
        return moment, "date_month_first_assumed" if assumed else None

    def _order_for(self, dotted: bool) -> tuple[bool, bool]:
        """Return whether the day comes first in an ambiguous date, and whether that is only assumed."""
        if self._stated:
            return self._stated == "day-first", False
        if dotted not in self._orders:
            self._orders[dotted] = order_of(self._scan(), dotted)
        order = self._orders[dotted]
        if order.mixed:
            raise ImpossibleDate(
                "day and month cannot be told apart, as the file writes both orders "
                f"({order.day_first} and {order.month_first})",
                f"{WHAT_TO_DO} Or say which comes first: --dates day-first or --dates month-first .",
            )
        if order.day_first or order.month_first:
            return order.day_first is not None, False
        return dotted, not dotted

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
        moment = _utc(moment)
        if moment > self._latest:
            raise ImpossibleDate("it lies in the future")
        return moment


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _numbered(match: re.Match[str], day_first: bool) -> datetime:
    """Return the time that a match of `AMBIGUOUS` means in that order, as written: with a zone only if it has one."""
    first, second = int(match[1]), int(match[3])
    day, month = (first, second) if day_first else (second, first)
    year = int(match[4]) if len(match[4]) == 4 else _century(int(match[4]))
    rest = match[5].strip(" ,T")
    moment = datetime(year, month, day)
    return _parsed(rest, moment) if rest else moment


def _both(order: Order) -> str:
    return f"both orders occur ({order.day_first} and {order.month_first})"


def _how(order: Order, dotted: bool) -> str:
    """Return how ambiguous dates were read in a column of that order."""
    if order.mixed:
        return f"{_both(order)}; what could be either was refused"
    if order.day_first or order.month_first:
        return "day first" if order.day_first else "month first"
    return "day first (as is usual with full stops)" if dotted else "month first (assumed)"


def _english(month: str) -> bool:
    return dateutil_parser.parserinfo().month(month) is not None


def _with_foreign_month(text: str) -> datetime | None:
    """Read a date with a month's name in another language ("1er mars 2020, 14h30"); None where it has none."""
    if match := DAY_MONTH_YEAR.fullmatch(text):
        day, name, year, rest = match.groups()
    elif match := MONTH_DAY_YEAR.fullmatch(text):
        name, day, year, rest = match.groups()
    else:
        return None
    month = None if _english(name) else month_number(name)
    if month is None:
        return None
    moment = datetime(int(year), month, int(day))
    time = HOURS.sub(r"\1:\2", TIME_WORDS.sub("", rest).strip(" ,"))
    return _parsed(time, moment) if time else moment


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
