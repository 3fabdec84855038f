"""What lines begin with: the same as a search for `^` in a whole text, without a look at every character of it."""

import re
from collections.abc import Iterator

_BREAK = re.compile("\n")


def line_starts(text: str) -> list[int]:
    """Return where the lines of a text begin."""
    return [0, *(match.end() for match in _BREAK.finditer(text))]


def at_line_starts(pattern: re.Pattern[str], text: str, starts: list[int]) -> Iterator[re.Match[str]]:
    r"""Yield the match at each of the `starts` of lines that has one, as `finditer` of a pattern that begins with `^`.

    >>> text = "Q: Why? Q: Why?\nA: Because."
    >>> [match[0] for match in at_line_starts(re.compile("[QA]:"), text, line_starts(text))]
    ['Q:', 'A:']
    """
    for start in starts:
        match = pattern.match(text, start)
        if match is not None:
            yield match
