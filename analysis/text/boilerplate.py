"""What of an article's stored text is not its prose: datelines, bylines, captions, credits, promos, a headline inside.

Such spans are recognised a paragraph at a time, kept in the text (offsets stay true) and kept out of body measures.
Rules look only at paragraphs that begin or end with a form that a rule asks for (`HINTS`).
"""

import re
from typing import NamedTuple

import numpy as np

from analysis.text.vocabulary import Feature

BODY = (
    "The **body** of an article is its text without datelines, bylines, captions, credits, promos and a headline that "
    "stands inside. They are recognised a paragraph at a time and kept in the stored text: the page Article shows them "
    "in grey, and `framescope inspect FILE --format json` lists them under `structure`. Every measure is of the body, "
    "but for those of the headline; numbers of vaderSentiment and textstat are theirs for the same body."
)
"""For codebooks and the Methods page."""


class Boilerplate(NamedTuple):
    """A stretch of a text that is not the article's own prose."""

    start: int
    end: int
    kind: str
    """dateline, byline, caption, credit, promo or headline"""


_AGENCY = (
    r"(?:Reuters|REUTERS|AP|A\.P\.|AFP|UPI|CNN|Associated Press|The Associated Press|Agence France-Presse|Getty Images|"
    r"Getty|Bloomberg(?: News)?|EPA|EFE|dpa|DPA|Xinhua|TASS|Kyodo|PA|Press Association|PTI|ANI|IANS|ANSA|MCT|TNS|KHN|"
    r"Thomson Reuters Foundation|Shutterstock|iStock|Pixabay|Tribune News Service)"
)

# --- datelines ----------------------------------------------------------------------------------------------------

_PLACE = r"(?:[A-Z][A-Z'’.\-]+(?:,? (?:[A-Z][A-Z'’.\-]*|of|DE|AND))*|[A-Z][A-Z'’.\- ]+/[A-Z][A-Z'’.\- ]+)"
_REGION = r"(?:, (?:[A-Z][A-Za-z]*\.?(?: [A-Z][A-Za-z]*\.?)?))?"
_DATE = r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}(?:, \d{4})?)?"
_TITLE_PLACE = r"[A-Z][\w.'’\-]*(?:,? (?:de|of|the|[A-Z][\w.'’\-]*)){0,5}"
_DASH = r"(?: ?[—–] ?| --? )"
# "LONDON (Reuters) - ", "WASHINGTON, Oct 17 (Reuters) - ", "Washington (CNN)", "(CNN) -- ", "Near the border (CNN) --"
_BY_AGENCY = re.compile(
    rf"(?:(?:{_PLACE}{_REGION}{_DATE}|{_TITLE_PLACE}{_DATE}) ?\({_AGENCY}(?: [^)]{{0,20}})?\)(?:{_DASH}|: )?"
    rf"|[A-Z][\w.,'’\- ]{{2,40}} ?\({_AGENCY}\){_DASH}"
    rf"|\({_AGENCY}\)(?:{_DASH}|: )?)\s*(?=\S)"
)
_BY_PLACE = re.compile(rf"(?P<place>{_PLACE})(?P<region>{_REGION}{_DATE})(?P<mark>{_DASH}|\s?:\s?)\s*(?=\S)")
# A label ("CORRECTION: …"), a section head ("OFF TO THE RACES - …") or a short name ("ISIS -- …") is no place.
_NOT_A_PLACE = re.compile(
    r"(?:ANALYSIS|OPINION|UPDATED?|BREAKING|EXCLUSIVE|WATCH|RELATED|READ|NOTE|FACTS?|MORE|STORY|CORRECTION|CLARIFICATION|"
    r"EDITOR'?S?|EDITORIAL|PHOTOS?|VIDEO|GRAPHIC|AUDIO|THREAD|SOURCES?|ABOVE|BELOW|FILE|HIGHLIGHTS|INTERVIEW|REVIEW|"
    r"COLUMN|COMMENTARY|HOST|BYLINE|REPORTER|QUESTION|ANSWER|[A-Z][\w.]{0,2}$|NATO|NASA|ISIS|OPEC|NAFTA|FEMA|FIFA|UNESCO|UNICEF|DACA|ACLU|NAACP|COVID|BREXIT)\b|.*\b(?:THE(?! HAGUE)|YOUR|OUR|TO|ON|IN|"
    r"FOR|WITH|NOT|IS|ARE|HOW|WHY|WHAT|WHO|HE|AND HIS|BYLINE|HOST|POLL|NEWS)\b"
)
_SPEAKER = re.compile(r"^[A-Z][A-Z.'’\- ]+(?:, [A-Z ]+)?: ", re.MULTILINE)


def dateline(paragraph: str, prose_before: int, text: str) -> int:
    """Length of the dateline at the start of a paragraph, 0 if there is none.

    `prose_before` counts the paragraphs of prose before it. A dateline without an agency is only believed near the
    beginning of the article `text`: "WASHINGTON — " in the first six paragraphs, "WASHINGTON: " in the first, and
    not in a transcript, where it would be a speaker.
    """
    match = _BY_AGENCY.match(paragraph)
    if match is not None:
        return match.end()
    match = _BY_PLACE.match(paragraph)
    if match is None or len(match["place"].split()) > 5:
        return 0
    if _NOT_A_PLACE.match(match["place"]) and not match["region"]:
        return 0
    if ":" in match["mark"]:
        return match.end() if prose_before == 0 and len(_SPEAKER.findall(text)) < 2 else 0
    return match.end() if prose_before < 6 else 0


# --- whole paragraphs ---------------------------------------------------------------------------------------------

_NAME = r"[A-Z][\w.'’\-]*(?: (?:de|van|von|bin|al|el|der|[A-Z][\w.'’\-]*)){1,4}"
_NAMES = rf"{_NAME}(?:(?:,| and| &) {_NAME})*"
BYLINE = re.compile(
    rf"(?:(?:Written |Reported |Posted |Reporting )?(?:[Bb]y|BY(?! THE)):?(?: {_NAMES}(?:[,|].{{0,60}})?)?"
    rf"|{_NAMES}, (?:The )?(?:Associated Press|USA TODAY|Reuters|AFP))$"
)
_CREDIT_START = re.compile(
    r"Contributing:|\W*(?:Copyright|COPYRIGHT)\b|©|\((?:Additional )?(?:Reporting|Writing|Editing)\b|"
    r"(?:Additional )?[Rr]eporting by [A-Z]|Associated Press writers?\b|Editing by [A-Z]|"
    r"The views expressed (?:by|in|here)|The opinions expressed (?:by (?:columnists|contributors|(?:the|our) authors?)|in|here)\b"
)
_CREDIT_INSIDE = re.compile(
    r"contribut(?:ed to this (?:report|story|article)|ed reporting)|All rights reserved|material may not be published"
)
_CAPTION_END = re.compile(
    rf"(?:(?:^|\s)(?:[—–-]|--)\s?{_AGENCY}(?: (?:File )?[Pp]hoto)?|\|\s?{_AGENCY}(?: [Pp]hotos?)?|"
    rf"\((?:[^()]{{0,60}}[/,;:] ?|[^()]{{0,60}} via )?{_AGENCY}(?: (?:File )?[Pp]hoto)?(?:/[^()]{{0,40}})?\)|"
    rf"\((?:[^()]{{0,40}} )?(?:Photo|Image)s?\b[^()]{{0,60}}\)|"
    rf"\b(?:Photograph|Photo|Credit|Picture|Image)s?: ?[^.]{{2,60}}|REUTERS/[^.]{{2,50}}|"
    rf"[A-Z][\w.'’\-]+ [A-Z][\w'’\-]+ ?/ ?(?:{_AGENCY}|POLITICO)(?:/{_AGENCY})*)"
    r"[.\s]*$"
)
_CAPTION_START = re.compile(
    r"(?:Enlarge this image|toggle caption|Hide caption|FILE PHOTO\b|FILE [-–—]|"
    r"(?:Media caption|Image caption|Image copyright|Photo caption|Play Video)\b|"
    r"Photo Illustration/|\((?:Photo|AP Photo|Image)\b|(?:Image|Photo) [A-Z].*Credit)"
)
_PROMO = re.compile(
    r"(?:Photo|Image|Video|Advertisement:?|ADVERTISEMENT:?|CLOSE|Loading\.*|Slideshow.*|Read More|More On This.*|USA TODAY|YouTube|"
    r"\[pullquote\]|\[[a-z]+(?:-[a-z]+| \w+=[^\]]*)\]|[_*•\s.…\-–—#]+|Play|Share|Tweet|Print|Email|Comments?)$"
    r"|Advertisement:? (?:Continue|Story)|Continue reading\b|Story [Cc]ontinue[sd]? [Bb]elow|JUST WATCHED\b|MUST WATCH\b|Story highlights$|Sign up for\b|"
    r"Subscribe (?:to|now|today|here)\b|SUBSCRIBE|Click (?:[Hh]ere|for|to)\b|Follow (?:us|@|the Ticker)|Like us on|"
    r"[-–—•*]* ?Follow .{1,60}\bon (?:Twitter|Facebook|Instagram)(?:\W*$|: ?(?:@|http)| at @)|"
    r"(?:Get|Receive|Sign) .{0,120}\b(?:delivered to|in) your inbox\b|.{0,120}\bBy signing up,? you agree\b|Related Coverage\b|"
    r"(?:READ|READ MORE|MORE|RELATED|WATCH|RECOMMENDED|SEE ALSO|ALSO|Read more|Related|See also|Read also|Watch|More)\s?:\s?|"
    r"This article is more than|Read or Share this story|Don't see the graphic|Newsletter Sign|Please verify|"
    r"STAY UP TO DATE|Get the App|Thank you for (?:signing|subscribing)|Send a tip\b|Watch the latest video|"
    r"Updated?:? (?:at |on )?\d.{0,60}$|This (?:post|story|article|report) (?:has been|was) (?:updated|corrected)|We encourage readers who|"
    r"\(? ?(?:PHOTOS|VIDEO|WATCH|ALSO|Also on|RELATED|READ|MORE|POLL)\b.{0,120}\)$|NPR transcripts are|poster=|Slide Show$|\d+ (?:hours?|days?|months?|years?) ago$|https?://\S+$|@\w+$",
)
_FINAL = re.compile(r"[.!?…:;,][\"'”’)]*$")

# What a form can tell: that a paragraph beginning with it may be boilerplate, or one with it near an edge, or anywhere.
OPENS, EDGE, ANYWHERE = 1, 2, 4
_OPENING = re.compile(
    r"[\W_]+$|[\W_]*[A-Z][A-Z]|[(\[]|(?:Photos?|Image|Video|Advertisement|Loading|Slide|Slideshow|Read|More|YouTube|Play|Share|"
    r"Tweet|Print|Email|Comments?|Continue|Story|Sign|Subscribe|Click|Follow|Like|Related|See|Watch|This|Don't|Newsletter|"
    r"Please|Get|Thank|Send|Updated?|We|By|by|Written|Reported|Posted|Reporting|Enlarge|toggle|Media|Hide|Contributing|"
    r"Additional|Editing|Copyright)\b|poster=|https?:|[@©]|\d+$"
)
_NEAR_EDGE = re.compile(rf"\b{_AGENCY}\b|Press|Photo|Picture|Image|Credit|POLITICO|TODAY")
_WHEREVER = re.compile(r"contributed|rights|Copyright|©|views|opinions|published")


def _hints(form: str) -> int:
    return (
        OPENS * bool(_OPENING.match(form))
        | EDGE * bool(_NEAR_EDGE.search(form))
        | ANYWHERE * bool(_WHEREVER.search(form))
    )


HINTS = Feature("boilerplate_hints", np.uint8, lambda forms: [_hints(form) for form in forms])


def hints_of_paragraphs(hints: np.ndarray, first_of_paragraph: np.ndarray, paragraph: np.ndarray) -> np.ndarray:
    """The bits OPENS, EDGE and ANYWHERE a paragraph; `hints` and `paragraph` have one entry a token."""
    begin, after = first_of_paragraph[:-1], first_of_paragraph[1:]
    bits: np.ndarray = hints[begin] & OPENS
    edge = np.flatnonzero(hints & EDGE)
    its = paragraph[edge]
    bits[its[(edge - begin[its] < 8) | (after[its] - edge <= 12)]] |= EDGE
    bits[paragraph[np.flatnonzero(hints & ANYWHERE)]] |= ANYWHERE
    return bits


def recognise(paragraph: str, hints: int = OPENS | EDGE | ANYWHERE) -> str | None:
    """The kind of boilerplate that a whole paragraph is, or None; `hints` are its bits of `hints_of_paragraphs`."""
    text = paragraph.strip()
    length = len(text)
    if length >= 600:
        return None
    if hints & OPENS and length < 250 and _PROMO.match(text):
        return "promo"
    if BYLINE.match(text):
        return "byline"
    if _CREDIT_START.match(text) or (hints & ANYWHERE and _CREDIT_INSIDE.search(text)):
        return "credit" if length < 250 or text.startswith(("©", "Copyright")) else None
    # The rules for a caption's end need no more than its last characters.
    if length < 500 and (
        _CAPTION_START.match(text) or (hints & EDGE and _CAPTION_END.search(text, max(0, length - 120)))
    ):
        return None if text[:1] in '"“‘' else "caption"
    return None


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
