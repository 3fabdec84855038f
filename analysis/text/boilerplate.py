"""What of an article's stored text is not its prose: datelines, bylines, captions, credits, link lines, embedded posts.

Such spans are kept in the text (offsets stay true) and kept out of body measures. Three kinds of rules find them:
`recognise` judges whole paragraphs that begin, end or are marked with a form that a rule asks for (`HINTS`), `pieces`
cuts what stands inside a paragraph, and `note` judges the paragraphs at the very beginning and end of an article.
"""

import re
from typing import NamedTuple

import numpy as np

from analysis.text.vocabulary import Feature

BODY = (
    "The **body** of an article is its text without datelines, bylines, captions, credits, copyright lines, notes on "
    "the author, corrections, links to other articles, sign-up, podcast and fund-raising lines, embedded posts and "
    "videos, repeated pull quotes and a headline that stands inside. They are kept in the stored text: the page Article "
    "shows them in grey, and `framescope inspect FILE --format json` lists them under `structure`. Every measure is of "
    "the body, "
    "but for those of the headline; numbers of vaderSentiment and textstat are theirs for the same body."
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
_FINAL = re.compile(r"[.!?…:;,][\"'”’)]*$")

# What a form can tell: that a paragraph beginning with it may be boilerplate, or one with it near an edge, or anywhere,
# or that a piece of the paragraph may be.
OPENS, EDGE, ANYWHERE, PIECE = 1, 2, 4, 8
_OPENING = re.compile(
    r"[\W_]+$|[\W_]*[A-Z][A-Z]|[(\[]|(?:Photos?|Image|Video|Advertisement|Loading|Slide|Slideshow|Read|More|YouTube|Play|Share|"
    r"Tweet|Print|Email|Comments?|Continue|Story|Sign|Subscribe|Click|Follow|Like|Related|See|Watch|This|Don't|Newsletter|"
    r"Please|Get|Thank|Send|Updated?|We|By|by|Written|Reported|Posted|Reporting|Enlarge|toggle|Media|Hide|Contributing|"
    r"Additional|Editing|Copyright|Now|Hear|Listen|Want|Support|Correction|Corrections|Clarification|Editor|Editor['’]s|Full|"
    r"Our|The|With|Looking|Download|Every|Millions|Let|Original|Note|Content|What|Opinion|Join)\b|poster=|https?:|[@©]|\d+$"
)
_NEAR_EDGE = re.compile(rf"\b{_AGENCY}\b|Press|Photo|Picture|Image|Credit|POLITICO|TODAY")
_WHEREVER = re.compile(
    r"contributed|rights|Copyright|©|views|opinions|published|\W?@\w|pic\.twitter|https?:|www\.|youtu\.?be|newsletters?\b|"
    r"[Cc]aption|inbox|[Cc]lick|CLICK|unsubscribe|earlier$|updated|podcasts?\b|Podcasts?|Spotify|journalism|contribution|"
    r"MORE|[Mm]ore$|[Ss]ign$|app\b|alerts|columnists?|Twitter|here\W*$|paywall|Getty|originally|Listen"
)
_IN_PIECE = re.compile(
    r"MORE\b|\W(?:[A-Z]{4,}:?|Related:?|H/T:?|Photo|AP|Reporting|Additional|Editing|Writing)|[Cc]aption|ORIGINAL"
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


# --- whole paragraphs, by kind --------------------------------------------------------------------------------------

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_OUR_PAPER = r"(?:article|story|post|report|piece|column|headline|transcript|item|file|page|video|essay|interview)"
# Rules of the beginning of a paragraph, longest length allowed, kind.
_BEGINNINGS = (
    (
        re.compile(
            rf"\W*(?:(?:CORRECTION|Correction|CLARIFICATION|Clarification)s?(?: \([^)]*\)|,? [A-Z][a-z]+\.? \d+[^:]{{0,16}})?:"
            rf"|(?:Editor|EDITOR)(?:['’]?[sS])?['’]? (?:[Nn]ote|NOTE)s?\b"
            rf"|(?:UPDATED?|Update|Updated)\b.{{0,40}}(?:[Tt]his|[Tt]he) {_OUR_PAPER}(?: and headline)? (?:has|have) been updated\b"
            rf"|This is a (?:developing|breaking)(?: news)? story\b.{{0,120}}$"
            rf"|This {_OUR_PAPER} (?:was |has been |is )?(?:originally|first|last|is being|will be) (?:appeared|published|updated|posted|ran)\b"
            rf"|(?:Please )?[Cc]heck back for (?:updates|more)\b.{{0,60}}$)"
        ),
        600,
        "correction",
    ),
    (
        re.compile(
            r"(?:NEW |[A-Z]\w+ )?(?:POLITICO NEWSLETTERS|POLITICO Playbook newsletter|Newsletter Sign Up)\b|Sign up$|\W*Want .{3,80}\? "
            r"(?:Sign|Download|Get|Subscribe|Click)\b|(?:Daily|Get the) .{0,60}delivered to your inbox\b|Download the .{2,40} app\b"
        ),
        900,
        "newsletter",
    ),
    (
        re.compile(
            r"(?:Hear|HEAR) (?:MORE|more)\b|Listen (?:·|to .{2,60}$)|(?:[A-Z][\w’']* ){1,6}(?:podcast|Podcast)$|The NPR Politics Podcast .{0,200}Listen|"
            r"Subscribe (?:on|to) (?:Apple|iTunes|Spotify|our podcast)|Catch up on .{0,80}podcast, .{2,40}$|Looking for a quick way to keep up"
        ),
        400,
        "podcast",
    ),
    (
        re.compile(
            r"Support .{0,30}journalism\W*$|Every day at Vox, we aim|Millions turn to Vox|Thank you for supporting our journalism|"
            r"Something to Consider If you|Want to support .{2,40} so we can|Join .{2,30} VIP\b|If you value .{0,40}journalism"
        ),
        1200,
        "fundraising",
    ),
    (
        re.compile(
            r"\W*(?:Now [Rr]ead|[Rr]ead [Nn]ext|Also [Rr]ead|READ NEXT|Full Coverage|Must [Rr]ead):|Full [Cc]overage: |"
            r"(?:Read|READ) (?:MORE|more|the (?:rest|full|entire|whole)|it all|all about|his|her|that)\b.{0,90}(?:here\W*$|\bfrom\b.{0,60}$|\bon\b.{0,60}$|"
            r"\bat\b.{0,60}$|\babout\b.{0,60}$|:$)|READ MORE\b|FOR .{4,60}CLICK HERE|[A-Z][\w ]{2,30}: Click here\b|"
            r"[(\[]\s?(?:Watch|WATCH|See|SEE|Related|RELATED|Read|READ|READ MORE|For a|Graphic|GRAPHIC|MORE|H/T|h/t|Click|For more)\b[^()]*[)\]]\W*$|"
            r"To (?:see|read|watch|view) .{3,100}, click (?:here|on this link)\W*$|For more .{3,100}(?:click here|visit \S+)\W*$"
        ),
        250,
        "related",
    ),
    (
        re.compile(
            r"Click (?:play|below)\b|Watch (?:the|a|an)? ?(?:entire|full|whole)? ?(?:segment|video|clip|interview|exchange|speech|"
            r"remarks|press conference|ad|report|discussion)\b.{0,60}(?:below|above|here|via .{2,30}|YouTube|at the link)\W*$|"
            r"Watch(?: it| below| above| here)*(?:, via .{2,30})?[:.]$"
        ),
        160,
        "embed",
    ),
    (
        re.compile(
            r"\(C\) (?:Copyright )?\d{4}\b|Content created by The Daily Caller News Foundation|.{0,40}Copyright ©|"
            r"\(?[Rr]eprinted (?:with|by) permission\b"
        ),
        450,
        "copyright",
    ),
    (
        re.compile(
            r"(?:ANALYSIS/OPINION|OPINION/ANALYSIS|COMMENTARY|ANALYSIS|Opinion [Cc]ontributors?|Special (?:for|to) (?:the )?[A-Z][\w ]{2,30}|"
            r"ORIGINAL (?:POST|STORY|ARTICLE)|Our original post(?: continues)?|(?:Story|Post) continues)\W*$|\[(?:music|MUSIC|applause)\]$"
        ),
        60,
        "label",
    ),
)
_CAPTION_MARK = re.compile(
    r"\b(?:[Hh]ide|[Ss]how|[Tt]oggle) [Cc]aption\b|\| [A-Z][^|]{2,40}/(?:Getty|AP|Reuters|AFP)\b|photo illustration/iStock"
)
_EMBED = re.compile(
    rf"(?:[—–-]|--) ?[^\n—]{{1,60}}\(@\w+\) ?(?:{_MONTH}\.? \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH} \d{{4}})(?: https?://\S+)?\W*$"
    r"|pic\.twitter\.com/\w+\W*$|(?:^| )(?:www\.youtube\.com|youtu\.be|twitter\.com|www\.facebook\.com)$"
)
# Rules of what stands inside a paragraph: longest length allowed, kind, and strings of which one must be there.
_TAIL = (
    (
        re.compile(
            r"An? (?:earlier|previous) version of (?:this|the) (?:(?:\w+ ){0,2}(?:article|story|post|report|piece|column|headline|transcript))\b"
            r"|in an? (?:earlier|previous) version of (?:this|the) (?:article|story|post|report|piece)\b"
            r"|[Tt]his (?:article|story|post|report|piece|headline)(?: and (?:headline|story))? (?:has|have) been (?:updated|corrected)\b"
        ),
        500,
        "correction",
        ("version", "been"),
    ),
    (
        re.compile(
            r"You can unsubscribe at any time|[Ss]ign up for (?:our|the|free|daily|your|a|[A-Z]\w+(?:'s|’s)?)\b[^.]{0,60}(?:newsletters?|briefing|alerts)\b|"
            r"our free weekly .{0,30}newsletter|newsletter\. To get it in your inbox|sign up for our newsletter|(?:our|the) daily \w+ newsletter"
        ),
        500,
        "newsletter",
        ("newsletter", "unsubscribe", "briefing", "alerts"),
    ),
    (
        re.compile(
            r"(?:Apple Podcasts|iTunes|Spotify|Stitcher)[^.]{0,60}(?:wherever you|Spotify|Google|Overcast|Stitcher)"
        ),
        400,
        "podcast",
        ("odcast", "Spotify", "iTunes"),
    ),
    (
        re.compile(
            r"(?:financial|making a) contribution to [A-Z]\w+ today|Your financial contribution|to support our journalism"
        ),
        1200,
        "fundraising",
        ("contribution", "journalism"),
    ),
    (
        re.compile(
            r"[.!?’'”\"\w] Read more$|^(?!.*[.!?] [A-Z]).*\b(?:[Cc]lick [Hh]ere(?: [Nn]ow)?(?: to (?:Find Out|read|watch|see|subscribe)[^.]{0,40})?|CLICK HERE)\W*$"
        ),
        250,
        "related",
        ("ead more", "lick ", "CLICK"),
    ),
)


def _by_kind(text: str, hints: int) -> str | None:
    """The kind of a paragraph by the rules of `_BEGINNINGS` and, where a form hints at it, of the marks inside."""
    length = len(text)
    if hints & OPENS:
        for pattern, longest, kind in _BEGINNINGS:
            if length < longest and pattern.match(text):
                return kind
    if hints & ANYWHERE and text[:1] not in '"“‘':
        if (
            ("aption" in text or "| " in text or "iStock" in text)
            and _CAPTION_MARK.search(text)
            and (length < 600 or text.count("Hide Caption") > 1)
        ):
            return "caption"
        if (
            length < 600
            and ("@" in text or ".com" in text or ".be" in text)
            and _EMBED.search(text, max(0, length - 160))
        ):
            return "embed"
        for pattern, longest, kind, needles in _TAIL:
            if length < longest and any(needle in text for needle in needles) and pattern.search(text):
                return kind
    return None


# --- pieces of paragraphs ---------------------------------------------------------------------------------------------

_PIECES = (
    (
        re.compile(
            r"\((?:RELATED|ALSO READ|READ|READ MORE|WATCH|VIDEO|Related|SEE ALSO|ALSO|MORE|Read more|H/T|h/t)\b:? [^()\n]*"
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
            r"(?P<last>[A-Z][\w'’\-]+)(?:,? (?:Jr|Sr)\.?)? (?P<card>(?:[(\"“]?[\w.'’\-]+[)\"”]?,? ){0,5}?(?P=last)(?:,? (?:Jr|Sr)\.?)?"
            r"(?=[A-Z0-9‘“\"'’])[^\n]{0,700}?\bMORE\b(?: MORE\b)?)"
        ),
        "related",
    ),
)


def pieces(paragraph: str) -> list[tuple[int, int, str]]:
    """Start, end and kind of what stands inside a paragraph of prose without being of it."""
    found = []
    for pattern, kind in _PIECES:
        group = "card" if "card" in pattern.groupindex else 0
        found += [(*match.span(group), kind) for match in pattern.finditer(paragraph)]
    return sorted(found)


# --- notes at the beginning and the end of an article ------------------------------------------------------------------

_ROLE = (
    r"(?:columnist|fellow|reporter|author|co-author|editor|editor-at-large|contributor|correspondent|professor|journalist|"
    r"writer|host|co-host|director|president|attorney|lawyer|analyst|scholar|founder|co-founder|chairman|chair|strategist|"
    r"producer|member|executive|consultant|historian|advis[eo]r|chief|lecturer|researcher|senator|congressman|governor|"
    r"commentator|blogger|graduate|student|partner|critic|ambassador|secretary|contributors|editors|fellows|professors|"
    r"reporters|authors|writers|officer|expert|economist|intern|physician|pastor|activist|veteran)"
)
_BIO = re.compile(
    rf"[•*_—–\- (\[]*(?P<name>{_NAME})(?:,? (?:Jr|Sr|MD|M\.D|Ph\.D|PhD|II|III)\.?,?)?(?:, \d\d,|, [^.]{{3,140}},)?(?: and {_NAME})*"
    rf"(?: \(@?\w+\))? (?:is|are|was|served as|serves as|has been)\b[^.]{{0,200}}\b{_ROLE}\b"
    rf"|[•*_—–\- ]*(?P<who>{_NAME}),? (?:writes|covers|reports|hosts|teaches|directs|can be reached|contributed|blogs|leads|works)\b"
)
_ABOUT_THE_AUTHOR = re.compile(
    r"\b[Ff]ollow (?:him|her|them|me|[Hh]im|Her|Him|us|[A-Z][\w.’'\- ]{2,40}?)(?: and [^.]{2,40}?)? (?:on (?:Twitter|Facebook|Instagram|Parler)|@)|"
    r"\b(?:can be (?:reached|contacted|followed)|[Ee]mail (?:him|her|them)|[Cc]ontact (?:him|her)|[Ff]ind (?:him|her)|[Ww]rite to (?:him|her)) ?(?:at|on|:) ?\S|\bTwitter: ?@|"
    r"(?:views|opinions) expressed (?:in this|here|by (?:the|our) (?:authors?|columnists)|are)\b|"
    r"[Tt]his (?:column|essay|piece|article|commentary|op-ed) (?:(?:was )?(?:first|originally|co-|funded|adapted|updated|"
    r"amended|produced)|is (?:based on|adapted|excerpted|part of))"
)
_NOTE = re.compile(
    r"_{2,}$|(?:[A-Z][\w.’'\-]+(?:, | and |, and | )){1,6}(?:also )?reported from [A-Z][^.]{2,80}\.$|With (?:research|reporting|files|contributions) (?:by|from)\b|With [A-Z]\w+ wires$|"
    r"(?:Opinion contributors?|Online:|Let us know what you.re thinking\b.*|The Memo is a reported column by .*)$|"
    r"(?:(?:The )?(?:AP|Associated Press|NPR|CNN|Fox News|USA TODAY|Reuters|Bloomberg)\b[^.]{0,80}|[A-Z][\w.]+ [A-Z]\w+(?:,? (?:and )?[A-Z]\w+ [A-Z]\w+)*) contributed\b.{0,60}\.$|"
    r"The Associated Press receives support\b|[A-Z]\w+(?:['’]s)? .{0,60}will have special .{0,80}coverage\b|- (?:[A-Z][\w.’'\-]+ ?){2,3}$|"
    r"Watch .{2,80}\b(?:Sundays?|weekdays?|weeknights?) at \d"
)


def note(paragraph: str, prose: str) -> str | None:
    """The kind of a paragraph that nothing but boilerplate parts from the beginning or end of its article, or None.

    A note on the author ("X is a fellow at …") is believed if `prose`, the rest of the article, does not speak of X,
    or if it says that it is one ("Follow her on Twitter").
    """
    text = paragraph.strip()
    if len(text) >= 900 or text[:1] in '"“‘':
        return None
    if len(text) < 300 and _NOTE.match(text):
        return "credit"
    match = _BIO.match(text)
    if match is not None:
        name = match["name"] or match["who"]
        surname = re.sub(r"['’]s$", "", name).split()[-1].rstrip(".,")
        if _ABOUT_THE_AUTHOR.search(text) or not re.search(rf"\b{re.escape(surname)}\b", prose):
            return "bio"
        return None
    if len(text) < 400 and (match := _ABOUT_THE_AUTHOR.search(text)) and match.start() < 200:
        return "bio"
    return None


def is_repeat(text: str, start: int, end: int) -> bool:
    """Whether the paragraph from `start` to `end` is a pull quote: a part of another, longer paragraph of the text."""
    paragraph = text[start:end].strip("\"“”‘’' ")
    at = text.find(paragraph)
    if start <= at < end:
        at = text.find(paragraph, end)
    if at < 0:
        return False
    around = text[text.rfind("\n", 0, at) + 1 : at] + text[at + len(paragraph) :].split("\n", 1)[0]
    return len(around) > 20


def recognise(paragraph: str, hints: int = OPENS | EDGE | ANYWHERE) -> str | None:
    """The kind of boilerplate that a whole paragraph is, or None; `hints` are its bits of `hints_of_paragraphs`."""
    text = paragraph.strip()
    length = len(text)
    if (kind := _by_kind(text, hints)) is not None:
        return kind
    if length >= 600:
        return None
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
