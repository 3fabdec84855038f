"""Whole paragraphs that are not prose, by kind."""

import re

from analysis.text.boilerplate.by_kind import by_kind
from analysis.text.boilerplate.hints import ANYWHERE, EDGE, OPENS
from analysis.text.boilerplate.names import AGENCY, NAMES
from analysis.text.boilerplate.notes import is_signed_note

BYLINE = re.compile(
    rf"(?:(?:Written |Reported |Posted |Reporting )?(?:[Bb]y|BY(?! THE)):?(?: {NAMES}(?:[,|].{{0,60}})?)?"
    rf"|[-–—] ?[A-Z][a-z’'\-]+(?: [A-Z]\.)?(?: [A-Z][\w’'\-]+){{1,2}}|{NAMES}, (?:The )?(?:Associated Press|"
    rf"USA TODAY|Reuters|AFP))$"
)
_CREDIT_START = re.compile(
    r"Contributing:|\W*(?:Copyright|COPYRIGHT)\b|©|\((?:Additional )?(?:Reporting|Writing|Editing)\b|"
    r"(?:Additional )?[Rr]eporting by [A-Z]|Associated Press writers?\b|Editing by [A-Z]|"
    r"The views expressed (?:by|in|here)|The opinions expressed (?:by (?:columnists|contributors|(?:the|"
    r"our) authors?)|in|here)\b"
)
_CREDIT_INSIDE = re.compile(
    r"^[^.]{4,60} reported from .{3,200}\. (?:Associated Press|AP) (?:\w+ )?(?:writers?|reporters?|journalists?)\b|"
    r"The Associated Press receives support for\b|editorial opinions are decided by its Editorial Board|"
    r"contribut(?:ed to this (?:report|story|article)|ed reporting)|All rights reserved|"
    r"material may not be published"
)
_CAPTION_END = re.compile(
    rf"(?:(?:^|\s)(?:[—–-]|--)\s?{AGENCY}(?: (?:File )?[Pp]hoto)?|\|\s?{AGENCY}(?: [Pp]hotos?)?|"
    rf"\((?:[^()]{{0,60}}[/,;:] ?|[^()]{{0,60}} via )?{AGENCY}(?: (?:File )?[Pp]hoto)?(?:/[^()]{{0,40}})?\)|"
    rf"\((?:[^()]{{0,40}} )?(?:Photo|Image)s?\b[^()]{{0,60}}\)|"
    rf"\b(?:Photograph|Photo|Credit|Picture|Image)s?: ?[^.]{{2,60}}|REUTERS/[^.]{{2,50}}|"
    rf"[.!?”\"] ?(?:Getty Images|Shutterstock|iStock(?:photo)?|Associated Press|AFP|Bloomberg News|EPA|"
    rf"MarketWatch photo illustration.{{0,30}})|"
    rf"\| [^|.]{{3,50}}(?:AP Photo|Getty|Images|/AP|AFP|Reuters)|"
    rf"[A-Z][\w.'’\-]+ [A-Z][\w'’\-]+ ?/ ?(?:{AGENCY}|POLITICO)(?:/{AGENCY})*)"
    r"[.\s]*$"
)
_CAPTION_START = re.compile(
    r"(?:Enlarge this image|toggle caption|Hide caption|FILE PHOTO\b|FILE ?(?:--|[-–—])|"
    r"Getty Images(?: ?/[\w ]{3,30})? [A-Z]|"
    r"(?:Media caption|Image caption|Image copyright|Photo caption|Play Video)\b|"
    r"Photo Illustration/|\((?:Photo|AP Photo|Image)\b|(?:Image|Photo) [A-Z].*Credit)"
)
_LONG_CAPTION = re.compile(r"(?:FILE ?(?:--|[-–—])|[A-Z][^\n]*\((?:AP|REUTERS|Reuters) ?(?:Photo)?/[^()\n]{2,60}\)$)")
_PROMO = re.compile(
    r"(?:Photo|Image|Video|Advertisement:?|ADVERTISEMENT:?|CLOSE|Loading\.*|Slideshow.*|Read More|More On This.*|"
    r"USA TODAY|YouTube|"
    r"\[pullquote\]|\[[a-z]+(?:-[a-z]+| \w+=[^\]]*)\]|[_*•\s.…\-–—#]+|Play|Share|Tweet|Print|Email|Comments?|"
    r"WhatsApp|Twitter|Facebook|Flipboard|Copy|Copy link)$"
    r"|Advertisement:? (?:Continue|Story)|Continue reading\b|"
    r"Story [Cc]ontinue[sd]? [Bb]elow(?: video)?\W*$|JUST WATCHED\b|"
    r"MUST WATCH\b|Story highlights$|Sign up for\b|"
    r"Subscribe (?:to|now|today|here)\b|SUBSCRIBE|Click (?:[Hh]ere|for|to)\b|Follow (?:us|@|the Ticker)|Like us on|"
    r"[-–—•*]* ?Follow .{1,60}\bon (?:Twitter|Facebook|Instagram)(?:\W*$|: ?(?:@|http)| at @)|"
    r"(?:Get|Receive|Sign) .{0,120}\b(?:delivered to|in) your inbox\b|.{0,120}\bBy signing up,? you agree\b|"
    r"Related Coverage\b|"
    r"(?:READ|READ MORE|MORE|RELATED|WATCH|RECOMMENDED|SEE ALSO|ALSO|Read more|Related|See also|Read also|Watch|"
    r"More)\s?:\s?|"
    r"This article is more than|Read or Share this story|Don't see the graphic|Newsletter Sign|Please verify|"
    r"STAY UP TO DATE|Get the App|Thank you for (?:signing|subscribing)|Send a tip\b|Watch the latest video|"
    r"Updated?[:,]? (?:at |on (?:[A-Z][a-z]+\.? )?)?\d.{0,60}$|This (?:post|story|article|report) (?:has been|"
    r"was) (?:updated|corrected)|We encourage readers who|"
    r"\(? ?(?:PHOTOS|QUIZ|VIDEO|WATCH|ALSO|Also on|RELATED|READ|MORE|POLL)\b.{0,120}\)$|NPR transcripts are|poster=|"
    r"Slide Show$|\d+ (?:hours?|days?|months?|years?) ago$|https?://\S+$|@\w+$",
)
_NAMED_PROMOS = (
    (
        "related",
        re.compile(
            r"\(|(?:READ|MORE|RELATED|RECOMMENDED|SEE|ALSO|Read|Related|See|More)\b(?! or)|Click (?:here |for )"
        ),
    ),
    ("embed", re.compile(r"WATCH|Watch|JUST|MUST|YouTube|\[embed|poster=|Play$|@\w+$")),
    (
        "newsletter",
        re.compile(r"Sign|Subscribe|SUBSCRIBE|Get|Receive|Newsletter|Please verify|STAY|Thank|.{0,120}\bBy signing"),
    ),
    ("correction", re.compile(r"Updated?\b|This (?:post|story|article|report) (?:has been|was)")),
)
_COPYRIGHT = re.compile(r"\W*(?:Copyright|COPYRIGHT)\b|©|.{0,60}All rights reserved|.{0,80}material may not")


def recognise(paragraph: str, hints: int = OPENS | EDGE | ANYWHERE) -> str | None:
    """The kind of boilerplate that a whole paragraph is, or None; `hints` are its bits of `hints_of_paragraphs`."""
    text = paragraph.strip()
    length = len(text)
    if (kind := by_kind(text, hints)) is not None:
        return kind
    if length < 900 and hints & ANYWHERE and "ollow " in text and is_signed_note(text):
        return "bio"
    if length >= 500:
        return "caption" if length < 900 and _LONG_CAPTION.match(text) else None
    if hints & OPENS and length < 250 and _PROMO.match(text):
        return next((kind for kind, start in _NAMED_PROMOS if start.match(text)), "promo")
    if BYLINE.match(text):
        return "byline"
    if _CREDIT_START.match(text) or (hints & ANYWHERE and _CREDIT_INSIDE.search(text)):
        if _COPYRIGHT.match(text):
            return "copyright"
        return "credit" if length < 250 else None
    # The rules for a caption's end need no more than its last characters.
    if length < 500 and (
        _CAPTION_START.match(text) or (hints & EDGE and _CAPTION_END.search(text, max(0, length - 120)))
    ):
        return None if text[:1] in '"“‘' else "caption"
    return None
