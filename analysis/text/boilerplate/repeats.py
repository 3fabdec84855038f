"""Paragraphs told by the others: pull quotes that repeat the prose, and a headline that stands before it."""

import re

from analysis.text.boilerplate.paragraphs import BYLINE

_FINAL = re.compile(r"[.!?…:;,][\"'”’)]*$")

MOST_REPEATABLE = 500
"""Short paragraphs of a text above which pull quotes are not looked for: each is searched in the whole text."""


def is_repeat(text: str, start: int, end: int) -> bool:
    """Whether the paragraph from `start` to `end` is a pull quote: a part of another, longer paragraph of the text."""
    paragraph = text[start:end].strip("\"“”‘’' ")
    at = text.find(paragraph)
    if start <= at < end:
        at = text.find(paragraph, end)
    if at < 0:
        return False
    begin, after = text.rfind("\n", 0, at) + 1, text.find("\n", at + len(paragraph))
    return (len(text) if after < 0 else after) - begin - len(paragraph) > 20


def is_headline(first: str, second: str) -> bool:
    """Whether a text's first paragraph is a headline left in it: short, no full stop, prose or a byline after it."""
    text = first.strip()
    words = len(text.split())
    return (
        2 <= words <= 24
        and text[:1].isalnum() | (text[:1] in "\"'“‘$")
        and not _FINAL.search(text)
        and (len(second.split()) > words or bool(BYLINE.match(second.strip())))
    )
