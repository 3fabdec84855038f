"""What of an article's stored text is not its prose: datelines, bylines, captions, credits, promos, a headline inside.

Such spans are recognised a paragraph at a time, kept in the text (offsets stay true) and kept out of body measures.
Rules look only at paragraphs that are short or that begin or end with something a rule asks for.
"""

import re
from typing import NamedTuple


class Boilerplate(NamedTuple):
    start: int
    end: int
    kind: str
    """dateline, byline, caption, credit, promo or headline"""


_AGENCY = (
    r"(?:Reuters|REUTERS|AP|A\.P\.|AFP|UPI|CNN|Associated Press|The Associated Press|Agence France-Presse|Getty Images|"
    r"Getty|Bloomberg(?: News)?|EPA|EFE|dpa|DPA|Xinhua|TASS|Kyodo|PA|Press Association|PTI|ANI|IANS|ANSA|MCT|TNS|KHN|"
    r"Thomson Reuters Foundation|Shutterstock|iStock|Pixabay|Tribune News Service)"
)
_PLACE = r"(?:[A-Z][A-Z'’.\-]+(?:,? (?:[A-Z][A-Z'’.\-]*|of|DE|AND))*|[A-Z][A-Z'’.\- ]+/[A-Z][A-Z'’.\- ]+)"
_REGION = r"(?:, (?:[A-Z][A-Za-z]*\.?(?: [A-Z][A-Za-z]*\.?)?))?"
_DATE = r"(?:,? (?:Jan|Feb|March|April|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2})?"
DATELINE = re.compile(
    rf"(?:{_PLACE}{_REGION}{_DATE}(?: ?\({_AGENCY}[^)]{{0,20}}\))?\s?(?:[:—–]|--?(?=\s))\s*"
    rf"|{_PLACE}{_REGION}{_DATE} ?\({_AGENCY}[^)]{{0,20}}\)\s*"
    rf"|[A-Z][\w.'’\- ]{{2,30}}(?:, [A-Z][\w. ]{{1,20}})? ?\({_AGENCY}[^)]{{0,20}}\)\s?(?:[:—–]|--?(?=\s))?\s*"
    rf"|\({_AGENCY}\)\s?(?:[:—–]|--?(?=\s))?\s*)(?=\S)"
)
_NOT_A_PLACE = re.compile(
    r"(?:ANALYSIS|OPINION|UPDATE|BREAKING|EXCLUSIVE|WATCH|RELATED|READ|NOTE|Q|A|I|FACT|MORE|STORY)\b"
)

_NAME = r"[A-Z][\w.'’\-]*(?: (?:de|van|von|bin|al|el|der|[A-Z][\w.'’\-]*)){1,4}"
BYLINE = re.compile(
    rf"(?:(?:Written |Reported |Posted |Reporting )?[Bb][yY]:?(?: {_NAME}(?:(?:,| and| &) {_NAME})*(?:[,|].{{0,60}})?)?)$"
)
_CREDIT = re.compile(
    r"contributed to this (?:report|story|article)|contributed reporting|^Contributing:|^\W*Copyright\b|^©|"
    r"^\((?:Additional )?(?:Reporting|Writing|Editing)\b|^(?:Additional )?[Rr]eporting by [A-Z]|^Associated Press writers?\b|"
    r"All rights reserved|^Editing by [A-Z]|^The views expressed (?:by|in|here)|material may not be published"
)
_CAPTION_END = re.compile(
    rf"(?:[—–-]\s?{_AGENCY}(?: (?:File )?[Pp]hoto)?|\((?:Photo: )?[^()]{{0,60}}(?:{_AGENCY}|Photo|Images)\)|"
    rf"(?:Photograph|Photo|Credit|Picture|Image)s?: ?[^.]{{2,60}}|REUTERS/[^.]{{2,50}}|[A-Z][\w.'’\-]+ [A-Z][\w'’\-]+/{_AGENCY}(?:/{_AGENCY})*)"
    r"[.\s]*$"
)
_CAPTION_START = re.compile(
    r"(?:Enlarge this image|toggle caption|(?:Media caption|Image caption|Image copyright|Photo caption|Play Video)\b|"
    r"Photo Illustration/|\((?:Photo|AP Photo|Image)\b|(?:Image|Photo) [A-Z].*Credit)"
)
_PROMO = re.compile(
    r"(?:Photo|Image|Video|Advertisement:?|CLOSE|Loading\.*|Slideshow.*|Read More|More On This.*|USA TODAY|YouTube|"
    r"\[pullquote\]|[_*•\s.…\-–—#]+|Play|Share|Tweet|Print|Email|Comments?)$"
    r"|Advertisement:? (?:Continue|Story)|Continue reading\b|Story [Cc]ontinues? [Bb]elow|Story highlights$|Sign up for\b|"
    r"Subscribe (?:to|now|today|here)\b|SUBSCRIBE|Click (?:here|for|to)\b|Follow (?:us|@|the Ticker)|Like us on|"
    r"(?:READ|READ MORE|MORE|RELATED|WATCH|RECOMMENDED|SEE ALSO|ALSO|Read more|Related|See also|Read also|Watch|More)\s?:\s?|"
    r"This article is more than|Read or Share this story|Don't see the graphic|Newsletter Sign|Please verify|"
    r"STAY UP TO DATE|Get the App|Thank you for (?:signing|subscribing)|Send a tip\b|Watch the latest video|"
    r"Updated? (?:at )?\d|This (?:post|story|article) (?:has been|was) (?:updated|corrected)|We encourage readers who|"
    r"\(? ?(?:PHOTOS|VIDEO|WATCH|ALSO|RELATED|READ|MORE|POLL)\b.{0,120}\)$|NPR transcripts are|poster=|https?://\S+$|@\w+$",
)
_FINAL = re.compile(r"[.!?…:;,][\"'”’)]*$")

# A first character or word that lets a paragraph be boilerplate whatever its length.
TRIGGER = re.compile(rf"{_AGENCY}|Photo|Image|Copyright|©|contributed|Reporting|Continue|Sign up|Click|Subscribe")


def could_be(paragraph: str, short: bool) -> bool:
    """A cheap first test; False means that `recognise` finds nothing (but for a dateline, tested apart)."""
    return (
        short or bool(TRIGGER.search(paragraph, 0, 40)) or bool(TRIGGER.search(paragraph, max(0, len(paragraph) - 60)))
    )


def recognise(paragraph: str, following_byline: bool = False) -> str | None:
    """The kind of boilerplate that a whole paragraph is, or None."""
    text = paragraph.strip()
    if _PROMO.match(text) and len(text) < 250:
        return "promo"
    if BYLINE.match(text):
        return "byline"
    if len(text) < 600 and _CREDIT.search(text) and (len(text) < 250 or text.startswith(("©", "Copyright"))):
        return "credit"
    if len(text) < 500 and (_CAPTION_START.match(text) or _CAPTION_END.search(text)):
        return None if text[:1] in '"“‘' else "caption"
    return None


def dateline(paragraph: str) -> int:
    """Length of the dateline at the start of a paragraph, 0 if there is none."""
    match = DATELINE.match(paragraph)
    if match is None or _NOT_A_PLACE.match(paragraph):
        return 0
    return match.end() if match.end() < len(paragraph) else 0


def is_headline(first: str, second: str) -> bool:
    """Whether a text's first paragraph is a headline left in it: short, no full stop, prose or a byline after it."""
    text = first.strip()
    return (
        2 <= len(text.split()) <= 24
        and text[:1].isalnum() | (text[:1] in "\"'“‘$")
        and not _FINAL.search(text)
        and (len(second.split()) > len(text.split()) or bool(BYLINE.match(second.strip())))
    )
