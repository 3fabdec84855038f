"""Events of the user's: a day and a label, to mark in a figure of a trend."""

import re
from datetime import date

from analysis.errors import ArgumentError

Event = tuple[date, str]
_PARTS = re.compile(r"\s*([^\s=]*)\s*[=\s]?(.*)", re.DOTALL)


def parse_event(text: str) -> Event:
    """An event from "2019-06-12=Hearing begins" or "2019-06-12 Hearing begins".

    Raises `ArgumentError` where the text does not begin with a day or has no label.

    >>> parse_event("2019-06-12 Hearing begins") == parse_event("2019-06-12=Hearing begins")
    True
    """
    parts = _PARTS.match(text)
    day, label = parts.groups() if parts else ("", "")
    try:
        when = date.fromisoformat(day)
    except ValueError as error:
        raise ArgumentError(
            f"An event is a day and a label, such as 2019-06-12=Hearing begins, not {text.strip()!r}."
        ) from error
    if not label.strip():
        raise ArgumentError(f"The event of {when} has no label; write {when}=what happened.")
    return when, label.strip()


def event_text(event: Event) -> str:
    """The event as `parse_event` reads it.

    >>> event_text((date(2019, 6, 12), "Hearing begins"))
    '2019-06-12=Hearing begins'
    """
    return f"{event[0].isoformat()}={event[1]}"
