"""What of an article's stored text is not its prose: datelines, bylines, captions, credits, link lines, embedded posts.

Such spans are kept in the text (offsets stay true) and kept out of body measures. Four kinds of rules find them:
`recognise` judges whole paragraphs that begin, end or are marked with a form that a rule asks for (`HINTS`), `pieces`
and `dateline` cut what stands inside a paragraph, `note` judges the paragraphs at the very beginning and end of an
article, and `is_headline` and `is_repeat` compare a paragraph with the others.
"""

from typing import NamedTuple

from analysis.text.boilerplate.datelines import dateline
from analysis.text.boilerplate.hints import ANYWHERE, EDGE, HINTS, OPENS, PIECE, hints_of_paragraphs
from analysis.text.boilerplate.notes import note
from analysis.text.boilerplate.paragraphs import recognise
from analysis.text.boilerplate.pieces import LONGEST_WITH_PIECES, pieces
from analysis.text.boilerplate.repeats import MOST_REPEATABLE, is_headline, is_repeat

BODY = (
    "The **body** of an article is its text without datelines, bylines, captions, credits, copyright lines, notes on "
    "the author, corrections, links to other articles, sign-up, podcast and fund-raising lines, embedded posts and "
    "videos, repeated pull quotes and a headline that stands inside. They are kept in the stored text: the page "
    "Article shows them in grey, and `framescope inspect FILE --format json` lists them under `structure`. Every "
    "measure is of the body, but for those of the headline; numbers of vaderSentiment and textstat are theirs for the "
    "same body."
)
"""For codebooks and the Methods page."""


class Boilerplate(NamedTuple):
    """A stretch of a text that is not the article's own prose."""

    start: int
    end: int
    kind: str
    """one of `KINDS`"""


KINDS = (
    "headline",
    "dateline",
    "byline",
    "caption",
    "credit",
    "copyright",
    "bio",
    "correction",
    "related",
    "newsletter",
    "podcast",
    "fundraising",
    "embed",
    "repeat",
    "label",
    "promo",
)
"""What a stretch can be; `repeat` is a pull quote that stands in the prose too, `promo` what has no name of its own."""


__all__ = [
    "ANYWHERE",
    "BODY",
    "EDGE",
    "HINTS",
    "KINDS",
    "LONGEST_WITH_PIECES",
    "MOST_REPEATABLE",
    "OPENS",
    "PIECE",
    "Boilerplate",
    "dateline",
    "hints_of_paragraphs",
    "is_headline",
    "is_repeat",
    "note",
    "pieces",
    "recognise",
]
