"""Pieces inside a paragraph that are not of it: link cards, captions and credits in brackets."""

import re

LONGEST_WITH_PIECES = 20_000
"""Characters of a paragraph above which it is no paragraph of an article, and is left whole."""

_PIECES = (
    (
        re.compile(
            r"\((?:RELATED|ALSO READ|READ|READ MORE|WATCH|VIDEO|Related|SEE ALSO|ALSO|MORE|Read more|H/T|"
            r"h/t)\b:? [^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
        ),
        "related",
    ),
    (
        re.compile(r"\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting)(?: and [a-z]+)? by [^()\n]{3,300}\)"),
        "credit",
    ),
    (re.compile(r"\((?:(?:AP |FILE |File |REUTERS )?[Pp]hotos?|AP|Image)[/ :]{1,2}[A-Z][^()\n]{2,70}\)"), "caption"),
    (re.compile(r"(?:Enlarge this image )?toggle caption (?P<by>[^\n]{3,90}?) (?P=by)(?= |$)"), "caption"),
    (re.compile(r"^Story [Cc]ontinue[sd]? [Bb]elow(?= [A-Z“\"])"), "promo"),
    (re.compile(r"^ORIGINAL (?:POST|STORY)(?::| ?\.\.\.)"), "label"),
    (
        # The Hill's cards: a name, the name again glued to headlines, "MORE".
        re.compile(
            r"(?P<last>[A-Z][\w'’\-]+)(?:,? (?:Jr|Sr)\.?)? "
            r"(?P<card>(?:[(\"“]?[\w.'’\-]+[)\"”]?,? ){0,5}?(?P=last)(?:,? (?:Jr|Sr)\.?)?(?=[A-Z0-9‘“\"'’])"
            r"[^\n]{0,700}?\bMORE\b(?: MORE\b)?)"
        ),
        "related",
    ),
    (
        # The same where a space is kept before the headlines.
        re.compile(
            r"\b(?P<last>[A-Z][\w'’\-]+) (?P<card>(?:\(?[A-Z][\w.'’\-]*\)? ){1,5}(?P=last) (?=[A-Z0-9‘“\"'’])"
            r"[^\n]{0,700}?\bMORE\b(?: MORE\b)?)"
        ),
        "related",
    ),
)


def pieces(paragraph: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of what stands inside a paragraph of prose without being of it."""
    found: list[tuple[int, int, str]] = []
    for pattern, kind in _PIECES if len(paragraph) < LONGEST_WITH_PIECES else ():
        is_card = "card" in pattern.groupindex
        match = pattern.search(paragraph)
        while match is not None:
            # "Joe Biden Joe Biden …": the card begins after the last word that it repeats.
            while is_card and (later := pattern.search(paragraph, match.start("card"), match.end())) is not None:
                match = later
            start, end = match.span("card" if is_card else 0)
            if not any(start < other_end and other_start < end for other_start, other_end, _ in found):
                found.append((start, end, kind))
            match = pattern.search(paragraph, end)
    return sorted(found)
