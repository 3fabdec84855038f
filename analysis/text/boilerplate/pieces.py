"""Pieces inside a paragraph that are not of it: link cards, captions and credits in brackets."""

import re

_PIECES = (
    (
        re.compile(
            r"\((?:RELATED|ALSO READ|READ|READ MORE|WATCH|VIDEO|Related|SEE ALSO|ALSO|MORE|Read more|H/T|"
            r"h/t)\b:? [^()\n]*"
            r"(?:\([^()\n]*\)[^()\n]*)*\)"
        ),
        "related",
    ),
    (
        re.compile(r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and [a-z]+)? by [^()\n]{3,300}\)"),
        "credit",
    ),
    (re.compile(r"\((?:(?:AP |FILE |File |REUTERS )?[Pp]hotos?|AP|Image)[/ :]{1,2}[A-Z][^()\n]{2,70}\)"), "caption"),
    (re.compile(r"(?:Enlarge this image )?toggle caption (?P<by>[^\n]{3,90}?) (?P=by)(?= |$)"), "caption"),
    (re.compile(r"^ORIGINAL (?:POST|STORY)(?::| ?\.\.\.)"), "label"),
    (
        # The Hill's cards: a name, the name again glued to headlines, "MORE".
        re.compile(
            r"(?P<last>[A-Z][\w'’\-]+)(?:,? (?:Jr|"
            r"Sr)\.?)? (?P<card>(?:[(\"“]?[\w.'’\-]+[)\"”]?,? ){0,5}?(?P=last)(?:,? (?:Jr|Sr)\.?)?"
            r"(?=[A-Z0-9‘“\"'’])[^\n]{0,700}?\bMORE\b(?: MORE\b)?)"
        ),
        "related",
    ),
)


LONGEST_WITH_PIECES = 20_000
"""Characters of a paragraph above which it is no paragraph of an article, and is left whole."""


def pieces(paragraph: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of what stands inside a paragraph of prose without being of it."""
    found: list[tuple[int, int, str]] = []
    for pattern, kind in _PIECES if len(paragraph) < LONGEST_WITH_PIECES else ():
        group = "card" if "card" in pattern.groupindex else 0
        found += [(*match.span(group), kind) for match in pattern.finditer(paragraph)]
    return sorted(found)
