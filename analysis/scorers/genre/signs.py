"""Signs of an article's genre that stand in its address, its headline and the layout of its text.

Each function returns the first genre that its signs name, with the reason as a short phrase, or None.
"""

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from analysis.genres import Genre
from analysis.text.lines import at_line_starts, line_starts
from analysis.text.turns import Turns, find_turns


class Sign(NamedTuple):
    """A genre and the reason to believe it."""

    genre: Genre
    reason: str


# --- the address --------------------------------------------------------------------------------------------------

_SECTION_NAMES: tuple[tuple[Genre, str], ...] = (
    (
        "live",
        r"live|live-?blogs?|live-?updates?|livestory|live-news|[\w-]*-live-updates?|[\w-]*-live-blog|live_?blog",
    ),
    (
        "release",
        r"press-?releases?|news-?releases?|sponsored|paid-?posts?|paidpost|partner-?content|brand-?studio|"
        r"advertorial",
    ),
    ("interview", r"transcripts?|interviews?|podcasts?"),
    (
        "opinion",
        r"opinions?|op-?eds?|editorials?|commentisfree|commentary|comment|columnists?|columns?|letters|voices|"
        r"todaysdebate|the-monitors-view|pundits-blog|readersupport|first-person|the-big-idea|ideas|"
        r"perspectives?|"
        r"the-morning-jolt|contributors?|our-view|opinionjournal|readers-letters|leaders",
    ),
    (
        "analysis",
        r"analysis|analyses|explainers?|upshot|the-memo|news-analysis|fact-?checks?|factcheck|interpreter",
    ),
)
_SECTIONS = tuple((genre, re.compile(rf"(?:^|/)(?:{names})(?:$|[/?#])")) for genre, names in _SECTION_NAMES)
_SLUGS: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    (
        "opinion",
        re.compile(r"\b(?:opinion|op-ed|editorial|column|commentary)(?:-commentary)?(?:/|$)|^opinion-|-opinion-column"),
    ),
    ("live", re.compile(r"\blive-updates?\b|\blive-blog\b|\bliveblog\b")),
    ("analysis", re.compile(r"-analysis\b|\banalysis-|\bexplainer\b|-explained?$|-explaine$")),
)

# --- the headline -------------------------------------------------------------------------------------------------

_TITLES: tuple[tuple[Genre, re.Pattern[str]], ...] = (
    ("release", re.compile(r"^(?:press release|sponsored|paid post|advertorial)\b", re.I)),
    ("live", re.compile(r"\blive (?:blog|updates?)\b|^live:|\b[-–—] live$|^live ", re.I)),
    (
        "opinion",
        re.compile(
            r"^(?:opinion|op-?ed|editorial|column|commentary|letters?|letter to the editor|our view|"
            r"opinions?)\s?[:|–—-]|"
            r"\|\s?(?:opinion|editorial|column|commentary)$|: (?:opinion|editorial)$",
            re.I,
        ),
    ),
    (
        "interview",
        re.compile(
            r"^(?:transcript|interview|q\s?&\s?a|podcast|read the (?:full )?transcript|full transcript)\b|"
            r"\b(?:full|video and|annotated) transcript\b|: (?:transcript|full text|interview|q ?& ?a)$|^full text\b",
            re.I,
        ),
    ),
    (
        "analysis",
        re.compile(
            r"^(?:(?:news )?analysis|explainer|fact[- ]check(?:ing)?|the memo|ap explains|analyst)\b\s?[:|–—-]?|"
            r"\bexplained$|, explained\b|\bexplainer\b|[:|] (?:an )?analysis$",
            re.I,
        ),
    ),
    (
        "list",
        re.compile(
            r"^(?:the |here are |here's )?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|"
            r"a dozen)(?: \w+){0,2}? "
            r"(?:things|takeaways?|questions?|reasons?|ways?|facts?|lessons?|moments|charts|myths|winners|"
            r"issues to watch|"
            r"highlights|storylines|quotes|companies|candidates to watch)\b|"
            r"\b(?:key )?takeaways\b|what to (?:know|watch)(?: for)?\b|everything you need to know|"
            r"\bthings to (?:know|watch)\b|"
            r"^(?:your )?(?:morning|evening|daily|weekly|monday|tuesday|wednesday|thursday|"
            r"friday)(?: \w+)? (?:briefing|brief|digest|roundup|newsletter)|"
            r"\bround-?up\b|\bwinners and losers\b|\bquestions,? answered\b|^timeline\b|\ba timeline\b",
            re.I,
        ),
    ),
)
_CAPITAL_COLUMN = re.compile(r"^[A-Z][A-Z'’.-]{2,}(?: [A-Z][A-Z'’.-]+)?(?: (?:and|&) [A-Z'’.-]+)?: \w")
"""A columnist's name in capitals before the headline ("WOLF: Not Obamacare, but Patientcare")."""
_NO_COLUMNIST = re.compile(
    r"(?:WATCH|READ|VIDEO|AUDIO|PHOTOS?|BREAKING|UPDATED?|EXCLUSIVE|REPORTS?|POLLS?|LIVE|NYT|CNN|FBI|CIA|DHS|"
    r"DOJ|AP|GOP|WSJ|ABC|"
    r"NBC|CBS|FNC|MSNBC|NPR|WHO|CDC|EU|UN|NATO|UK|U\.?S|TRUMP|OBAMA|BIDEN|CLINTON|HOUSE|SENATE|STUDY|FACT|MAP|"
    r"CHART|NEW)\b"
)

# --- the layout ---------------------------------------------------------------------------------------------------

_QUESTION_MARKED = re.compile(r"[ \t]*(?:\*\*)?Q[.:]\s")
_TIME = re.compile(
    r"[ \t]*(?:Updated? |Posted )?(?:at )?(?:\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?)?(?:\s?(?:ET|EST|EDT|GMT|BST|PT|"
    r"CT|UTC))?|\d{1,2}\s?[ap]\.?m\.?(?:\s?(?:ET|EST|EDT))?)[ \t]*(?:$|[:.–—-])",
    re.M | re.I,
)
_NUMBERED = re.compile(r"[ \t]*(?:No\. ?|#)?(\d{1,2})[.):](?: |$)", re.M)
_HEADING_QUESTION = re.compile(
    r"(?:^|\n\n)[ \t]*(?:Q\.? |— |\*\*)?(?:What|Why|How|When|Who|Where|Is|Are|Can|Could|Will|Do|Does|Did|"
    r"Should)\b[^\n.]{4,110}\?[ \t]*(?=\n\n)"
)
_RELEASE = re.compile(
    r"FOR IMMEDIATE RELEASE|\(?(?:PRNewswire|PR Newswire|BUSINESS WIRE|GLOBE NEWSWIRE|Business Wire)\b|"
    r"^(?:Media )?Contact:",
    re.M,
)
_SPONSORED = re.compile(
    r"^(?:Sponsored content|Paid (?:post|content) (?:by|from)|This (?:article|content) is (?:sponsored|paid))",
    re.M | re.I,
)


def of_address(url: str | None) -> Sign | None:
    """The genre that the sections or the slug of an address name, or None.

    >>> of_address("https://www.usatoday.com/story/opinion/2020/03/03/some-slug/")
    Sign(genre='opinion', reason='the address has the section “opinion”')
    """
    if not url:
        return None
    path = unquote(urlsplit(url).path).lower()
    host = urlsplit(url).netloc.lower()
    if re.match(r"(?:opinion|opinionator|commentisfree|ideas)\.", host):
        return Sign("opinion", f"the address is of {host}")
    for genre, pattern in _SECTIONS:
        if match := pattern.search(path):
            return Sign(genre, f"the address has the section “{match[0].strip('/?#')}”")
    slug = next((part for part in reversed(path.split("/")) if "-" in part), "")
    for genre, pattern in _SLUGS:
        if match := pattern.search(slug):
            return Sign(genre, f"the address ends in “{match[0].strip('-/')}”")
    return None


def of_title(title: str | None) -> Sign | None:
    """The genre that a headline's form names, or None.

    >>> of_title("Analysis: Trump is gaining ground heading into 2020").genre
    'analysis'
    """
    if not title:
        return None
    text = " ".join(title.split())
    if _CAPITAL_COLUMN.match(text) and not _NO_COLUMNIST.match(text):
        return Sign("opinion", f"the headline begins with a columnist's name (“{text.split(':')[0]}:”)")
    for genre, pattern in _TITLES:
        match = pattern.search(text)
        if match:
            return Sign(genre, f"the headline has “{match[0].strip()}”")
    return None


def of_layout(text: str, turns: Turns | None = None) -> Sign | None:
    """The genre that the layout of a text shows (turns of speakers, times, numbered headings), or None.

    `turns` is what `find_turns` returns, if it is known.
    """
    if match := _RELEASE.search(text[:1500]) or _SPONSORED.search(text[:400]):
        return Sign("release", f"the text has “{match[0]}”")
    found = turns if turns is not None else find_turns(text)
    paragraphs = found.paragraphs
    if found.transcript:
        return Sign("interview", f"{len(found.turns)} turns of speakers in {paragraphs} paragraphs")
    starts = line_starts(text)
    questions = sum(1 for _ in at_line_starts(_QUESTION_MARKED, text, starts))
    if questions >= 4:
        return Sign("interview", f"{questions} paragraphs begin with “Q:”")
    times = sum(1 for _ in at_line_starts(_TIME, text, starts))
    if times >= 4 and times / paragraphs >= 0.06:
        return Sign("live", f"{times} paragraphs begin with a time of day")
    numbers = [int(match[1]) for match in at_line_starts(_NUMBERED, text, starts)]
    run = 0
    for n in numbers:
        run = run + 1 if n == run + 1 else run
    if run >= 4 or (run >= 3 and run / paragraphs > 0.15):
        return Sign("list", f"{run} numbered headings")
    asked = len(_HEADING_QUESTION.findall(text)) if text.count("?") >= 4 else 0
    if asked >= 4 and asked / paragraphs >= 0.08:
        return Sign("list", f"{asked} headings are questions")
    return None
