"""Numbers and untrusted text as a person should read them."""

import html
import math
import re
from datetime import date, datetime
from typing import Any

from analysis.measures import Measure

MINUS, MISSING = "\u2212", "–"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&@=])")
_ADDRESS = re.compile(r"[a-z]+:(?=/)|www(?=\.)|@", re.IGNORECASE)
WORD_JOINER = "\u2060"
_SHORT = 34


def markdown_safe(text: object) -> str:
    r"""Text that shows as itself where Streamlit reads Markdown: no link, no image, no colour, no formula.

    Addresses become links even where every sign is escaped, so an invisible word joiner parts them.

    >>> markdown_safe("![x](y)")
    '\\!\\[x\\]\\(y\\)'
    """
    parted = _ADDRESS.sub(lambda found: f"{found[0]}{WORD_JOINER}", " ".join(str(text).split()))
    return _MARKDOWN.sub(r"\\\1", parted)


def chart_safe(text: object, longest: int = _SHORT) -> str:
    """Text that shows as itself in a Plotly figure (which reads a little HTML), cut where it would not fit."""
    one_line = " ".join(str(text).split())
    cut = one_line if len(one_line) <= longest else f"{one_line[: longest - 1]}…"
    return html.escape(cut, quote=False).replace("$", "&#36;")


def number(value: float | None, digits: int = 2, signed: bool = False) -> str:
    """A number with so many decimals, a real minus sign and thin groups; an en dash where it is missing.

    >>> number(-1234.5, 1), number(None), number(float("nan"))
    ('−1,234.5', '–', '–')
    """
    if value is None or not math.isfinite(value):
        return MISSING
    text = f"{value:{'+' if signed else ''},.{digits}f}"
    if float(text.replace(",", "")) == 0:
        text = text.lstrip("+-")
    return text.replace("-", MINUS)


def interval(low: float | None, high: float | None, digits: int = 2) -> str:
    """Return "low to high", or a dash if either is missing."""
    if low is None or high is None or not (math.isfinite(low) and math.isfinite(high)):
        return MISSING
    return f"{number(low, digits)} to {number(high, digits)}"


def p_value(p: float | None) -> str:
    """Return the p value with three digits, "< 0.001" below that, or a dash if it is missing."""
    if p is None or not math.isfinite(p):
        return MISSING
    return "< 0.001" if p < 0.001 else f"{p:.3f}"


def count(n: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun, in the plural unless it is one.

    >>> count(1, "article"), count(2881, "article")
    ('1 article', '2,881 articles')
    """
    return f"{n:,} {one if n == 1 else many or one + 's'}"


def day(when: date | datetime | None) -> str:
    """Return the day as "7 May 2020", or a dash if it is missing."""
    if when is None or when != when:  # NaT
        return MISSING
    return f"{when.day} {when:%b %Y}"


def moment(when: datetime | None) -> str:
    """Return the time as "2020-05-07 12:30 UTC", or a dash if it is missing."""
    return MISSING if when is None or when != when else f"{when:%Y-%m-%d %H:%M} UTC"


def axis(measure: Measure) -> str:
    """The title of an axis: label and, below it for the sake of narrow screens, unit."""
    return f"{chart_safe(measure.label, 50)}<br>({chart_safe(measure.unit, 50)})"


def percent(share: float | None) -> str:
    """Return the share as whole per cent, or a dash if it is missing."""
    return MISSING if share is None or not math.isfinite(share) else f"{100 * share:.0f} %"


def ordinal(share: float | None) -> str:
    """A share of articles below as a percentile.

    >>> ordinal(0.915), ordinal(0.5), ordinal(1.0)
    ('92nd', '50th', '99th')
    """
    if share is None or not math.isfinite(share):
        return MISSING
    n = min(99, max(1, round(100 * share)))
    ending = "th" if n in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def words(name: str) -> str:
    """A name of code as words.

    >>> words("named_person")
    'named person'
    """
    return str(name).replace("_", " ")


def plain(value: Any) -> str:
    """A stored value for a table cell."""
    if value is None or value != value:
        return MISSING
    return moment(value) if isinstance(value, datetime) else str(value)
