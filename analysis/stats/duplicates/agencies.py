"""Which news agency an article comes from, by its outlet, author, dateline or credit line."""

import re
from functools import lru_cache

from analysis.text.agencies import NEWS_AGENCIES

_LONG = re.compile(
    "|".join(
        f"(?P<n{i}>\\b(?:{'|'.join(map(re.escape, forms))})(?!\\w))" for i, forms in enumerate(NEWS_AGENCIES.values())
    )
)
_KEYS = list(NEWS_AGENCIES)

# An author "By JANE DOE, Associated Press" or "AP"; not "Jane Doe, AP Photo".
_NOT_WORDS = re.compile(r"(?:AP|Reuters|AFP|Getty) ?(?:Photo|photographer|/)", re.I)
# "LONDON, Jan 5 (Reuters) - The …", "(AP) — The …"; a caption ends with its credit instead.
_DATELINE = re.compile(r"^(?:[A-Z][\w.,'’/ -]{0,45} ?)?\(([^()]{2,40})\)\s?[:—–-]*\s*(?=[A-Z0-9“\"‘'])", re.M)
_BYLINE = re.compile(r"^By:? (.{3,80})$", re.M | re.I)
_SIGNED = re.compile(
    r"(?:©|\(c\)|Copyright)(?: ?\d{4})?,? (?:by )?(?P<holder>[^.\n]{2,60})"
    r"|^(?:This (?:story|article|report) (?:was|is) (?:provided|supplied|written|produced) by) (?P<by>[^.\n]{2,60})"
    r"|^[—–-]{1,2} ?(?P<sign>[A-Z][^.\n]{1,40})$",
    re.M,
)
# "(Reporting by Jane Doe; Editing by John Roe)" closes what Reuters sends out.
_REUTERS_CLOSE = re.compile(
    r"^\(?(?:Additional )?(?:Reporting|Writing) by [^;\n]+; ?(?:[^\n]*; ?)?[Ee]diting by ", re.M
)
HEAD, TAIL = 400, 700
"""Characters of the text's beginning and end that are looked at; the middle may name an agency as its source."""


@lru_cache(maxsize=4096)
def agency_named(text: str) -> str | None:
    """The agency that a short text (an outlet, an author, a credit) names.

    >>> agency_named("By MATTHEW LEE, Associated Press"), agency_named("AP"), agency_named("Jane Apley")
    ('Associated Press', 'Associated Press', None)
    """
    if _NOT_WORDS.search(text):
        return None
    found = _LONG.search(text)
    return _KEYS[int(str(found.lastgroup)[1:])] if found else None


def agency_of(outlet: str | None, author: str | None, head: str, tail: str) -> str | None:
    """The agency whose article this is, None where nothing says so; `head` and `tail` are the text's ends.

    "The Associated Press contributed to this report" makes nothing wire copy: the outlet wrote it.

    >>> agency_of("Fox News", None, "WASHINGTON (Reuters) - The Senate passed the bill.", "")
    'Reuters'
    """
    for name in (outlet, author):
        if name and (found := agency_named(name)):
            return found
    for byline in _BYLINE.finditer(head):
        if found := agency_named(byline[1]):
            return found
    for dateline in _DATELINE.finditer(head):
        # Alone in its parentheses: "(Photo: AFP)" and "(Eric Thayer/Reuters)" credit a picture.
        if alone := _LONG.fullmatch(dateline[1]):
            return _KEYS[int(str(alone.lastgroup)[1:])]
    for signed in _SIGNED.finditer(tail):
        if found := agency_named(next(part for part in signed.groups() if part)):
            return found
    return "Reuters" if _REUTERS_CLOSE.search(tail) else None
