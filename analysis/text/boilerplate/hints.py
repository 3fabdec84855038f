"""Which forms can be part of boilerplate: the rules look at no paragraph without one."""

import re

import numpy as np

from analysis.text.boilerplate.names import AGENCY
from analysis.text.vocabulary import Feature

# What a form can tell: that a paragraph beginning with it may be boilerplate, or one with it near an edge, or anywhere,
# or that a piece of the paragraph may be.
OPENS, EDGE, ANYWHERE, PIECE = 1, 2, 4, 8
_OPENING = re.compile(
    r"[\W_]+$|[\W_]*[A-Z][A-Z]|[(\[]|(?:Photos?|Image|Video|Advertisement|Loading|Slide|Slideshow|Read|More|"
    r"YouTube|Play|Share|"
    r"Tweet|Print|Email|Comments?|Continue|Story|Sign|Subscribe|Click|Follow|Like|Related|See|Watch|This|Don't|"
    r"Newsletter|"
    r"Please|Get|Thank|Send|Updated?|We|By|by|Written|Reported|Posted|Reporting|Enlarge|toggle|Media|Hide|"
    r"Contributing|"
    r"Additional|Editing|Copyright|Now|Hear|Listen|Want|Support|Correction|Corrections|Clarification|Editor|"
    r"Editor['’]s|Full|"
    r"Our|The|With|Looking|Download|Every|Millions|Let|Original|Note|Content|What|Opinion|Join|Catch|Special|"
    r"Something|Getty|Copy|Facebook|Twitter|"
    r"WhatsApp|Flipboard|If|Start|How|Urgent|Welcome|Got|Go|In|Who)\b|[-–—]$|poster=|https?:|[@©]|\d+$"
)
_NEAR_EDGE = re.compile(rf"\b{AGENCY}\b|Press|Photo|Picture|Image|Credit|POLITICO|TODAY")
_WHEREVER = re.compile(
    r"contributed|rights|Copyright|©|views|opinions|published|\W?@\w|illustration/|[A-Za-z]:[A-Z$‘']|Associated$|"
    r"reported$|iStock|subscribe|DirecTV|pic\.twitter|https?:|www\.|youtu\.?be|newsletters?\b|"
    r"[Cc]aption|inbox|[Cc]lick|CLICK|unsubscribe|earlier$|updated|podcasts?\b|Podcasts?|Spotify|journalism|"
    r"contribution|"
    r"MORE|[Mm]ore$|[Ss]ign$|app\b|alerts|columnists?|Twitter|here\W*$|paywall|Getty|originally|Listen"
)
_IN_PIECE = re.compile(
    r"MORE\b|\W(?:[A-Z]{4,}:?|Related:?|H/T:?|Photo|AP|Reporting|Additional|Editing|Writing)|[Cc]aption|ORIGINAL|Story$"
)


def _hints(form: str) -> int:
    return (
        OPENS * bool(_OPENING.match(form))
        | EDGE * bool(_NEAR_EDGE.search(form))
        | ANYWHERE * bool(_WHEREVER.search(form))
        | PIECE * bool(_IN_PIECE.match(form))
    )


HINTS = Feature("boilerplate_hints", np.uint8, lambda forms: [_hints(form) for form in forms])


def hints_of_paragraphs(hints: np.ndarray, first_of_paragraph: np.ndarray, paragraph: np.ndarray) -> np.ndarray:
    """The bits OPENS, EDGE, ANYWHERE and PIECE a paragraph; `hints` and `paragraph` have one entry a token."""
    begin, after = first_of_paragraph[:-1], first_of_paragraph[1:]
    bits: np.ndarray = hints[begin] & OPENS
    edge = np.flatnonzero(hints & EDGE)
    its = paragraph[edge]
    bits[its[(edge - begin[its] < 8) | (after[its] - edge <= 12)]] |= EDGE
    for bit in (ANYWHERE, PIECE):
        bits[paragraph[np.flatnonzero(hints & bit)]] |= bit
    return bits
