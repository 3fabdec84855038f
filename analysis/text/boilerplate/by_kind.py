"""Rules that name the kind of a paragraph: by its beginning, or by a mark that stands in it."""

import re

from analysis.text.boilerplate.hints import ANYWHERE, OPENS

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_OUR_PAPER = r"(?:article|story|post|report|piece|column|headline|transcript|item|file|page|video|essay|interview)"
# Rules of the beginning of a paragraph, longest length allowed, kind.
_BEGINNINGS = (
    (
        re.compile(
            rf"\W*(?:(?:CORRECTION|Correction|CLARIFICATION|Clarification)s?(?: \([^)]*\)|"
            rf",? [A-Z][a-z]+\.? \d+[^:]{{0,16}})?:"
            rf"|(?:Editor|EDITOR)(?:['’]?[sS])?['’]? (?:[Nn]ote|NOTE)s?\b"
            rf"|(?:UPDATED?|Update|Updated)\b.{{0,40}}(?:[Tt]his|[Tt]he) {_OUR_PAPER}(?: and headline)? (?:has|"
            rf"have) been updated\b"
            rf"|This is a (?:developing|breaking)(?: news)? story\b.{{0,120}}$"
            rf"|This {_OUR_PAPER} (?:was |has been |is )?(?:originally|first|last|is being|will be) (?:appeared|"
            rf"published|updated|posted|ran)\b"
            rf"|(?:Please )?[Cc]heck back for (?:updates|more)\b.{{0,60}}$)"
        ),
        600,
        "correction",
    ),
    (
        re.compile(
            r"(?:NEW |[A-Z]\w+ )?(?:POLITICO NEWSLETTERS|POLITICO Playbook newsletter|Newsletter Sign Up)\b|"
            r"Sign up$|\W*Want .{3,80}\? "
            r"(?:Sign|Download|Get|Subscribe|Click)\b|(?:Daily|Get the) .{0,60}delivered to your inbox\b|"
            r"Download the .{2,40} app\b|"
            r"Welcome to .{3,60}(?:Report|Briefing|Playbook|newsletter|Newsletter|Roundup)\b.{0,500}(?:newsletter|"
            r"CLICK HERE|subscribe)"
        ),
        900,
        "newsletter",
    ),
    (
        re.compile(
            r"(?:Hear|HEAR) (?:MORE|more)\b|Listen (?:·|to .{2,60}$)|(?:[A-Z][\w’']* ){1,6}(?:podcast|Podcast)$|"
            r"The NPR Politics Podcast .{0,200}Listen|"
            r"Subscribe (?:on|to) (?:Apple|iTunes|Spotify|our podcast)|Catch up on .{0,80}podcast, .{2,40}$|"
            r"Looking for a quick way to keep up"
        ),
        400,
        "podcast",
    ),
    (
        re.compile(
            r"Support .{0,30}journalism\W*$|Every day at Vox, we aim|Millions turn to Vox|"
            r"Thank you for supporting our journalism|"
            r"Something to Consider If you|Want to support .{2,40} so we can|Join .{2,30} VIP\b|"
            r"If you value .{0,40}journalism"
        ),
        1200,
        "fundraising",
    ),
    (re.compile(r"[A-Z][^.:\n]{1,70}[A-Za-z?!)’']:(?=[A-Z0-9$‘'])[^\n]{8,180}$"), 260, "related"),
    (re.compile(r"(?!Read or Share)[^.\n]{0,90}https?://\S+\W*$|Related Video\b"), 300, "related"),
    (
        re.compile(
            r"\W*(?:Now [Rr]ead|[Rr]ead [Nn]ext|Also [Rr]ead|READ NEXT|Full Coverage|Must [Rr]ead):|"
            r"Full [Cc]overage: |Got a (?:tip|TIP)\b.{0,90}$|"
            r"(?:Read|READ) (?:MORE|more|the (?:rest|full|entire|whole)|it all|all about|his|her|"
            r"that)\b.{0,90}(?:here\W*$|\bfrom\b.{0,60}$|\bon\b.{0,60}$|"
            r"\bat\b.{0,60}$|\babout\b.{0,60}$|:$)|READ MORE\b|FOR .{4,60}CLICK HERE|[A-Z][\w ]{2,30}: Click here\b|"
            r"[(\[]\s?(?:Watch|WATCH|See|SEE|Related|RELATED|Read|READ|READ MORE|For a|Graphic|GRAPHIC|MORE|H/T|"
            r"h/t|Click|For more)\b[^()]*[)\]]\W*$|"
            r"Follow (?:AP|all|our|the latest)\b.{2,140}\b(?:at|here|on)\b.{0,90}$|How to stay updated on\b.{0,80}$|"
            r"To (?:see|read|watch|view) .{3,100}, click (?:here|on this link)\W*$|For more .{3,100}(?:click here|"
            r"visit \S+)\W*$"
        ),
        250,
        "related",
    ),
    (
        re.compile(
            r"Click (?:play|below)\b|(?:Can|If you can)['’]t see (?:the|this) (?:video|reader poll|poll|graphic|"
            r"chart|map|audio)\b.{0,60}$|"
            r"An? (?:photo|post|video) (?:posted|shared) by .{2,80}\(@|WATCH(?: [A-Z]+){0,3}: ?|"
            r"Watch .{2,60}\bon (?:DirecTV|DISH)\b|Watch (?:the|a|an)? ?(?:entire|full|whole)? ?(?:segment|video|"
            r"clip|interview|exchange|speech|"
            r"remarks|press conference|ad|report|discussion)\b.{0,60}(?:below|above|here|via .{2,30}|YouTube|"
            r"at the link)\W*$|"
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
            r"(?:ANALYSIS/OPINION|OPINION/ANALYSIS|Urgent:|COMMENTARY|ANALYSIS|Opinion [Cc]ontributors?|"
            r"Special (?:for|to) (?:the )?[A-Z][\w ]{2,30}|"
            r"ORIGINAL (?:POST|STORY|ARTICLE)|Our original post(?: continues)?|(?:Story|Post) continues)\W*$|"
            r"\[(?:music|MUSIC|applause)\]$"
        ),
        60,
        "label",
    ),
)
_CAPTION_MARK = re.compile(
    r"\b(?:[Hh]ide|[Ss]how|[Tt]oggle) [Cc]aption\b|\| [A-Z][^|]{2,40}/(?:Getty|AP|Reuters|AFP)\b|"
    r"photo illustration/iStock"
)
_EMBED = re.compile(
    rf"(?:[—–-]|--) ?[^\n—]{{1,60}}\(@\w+\) ?(?:{_MONTH}\.? \d{{1,2}}, \d{{4}}|"
    rf"\d{{1,2}} {_MONTH} \d{{4}})(?: https?://\S+)?\W*$"
    r"|pic\.twitter\.com/\w+\W*$|(?:^| )(?:www\.youtube\.com|youtu\.be|twitter\.com|www\.facebook\.com)$"
)
# Rules of what stands inside a paragraph: longest length allowed, kind, and strings of which one must be there.
_TAIL = (
    (
        re.compile(
            r"An? (?:earlier|previous) version of (?:this|the) (?:(?:\w+ ){0,2}(?:article|story|post|report|piece|"
            r"column|headline|transcript))\b"
            r"|in an? (?:earlier|previous) version of (?:this|the) (?:article|story|post|report|piece)\b"
            r"|[Tt]his (?:article|story|post|report|piece|headline)(?: and (?:headline|story))? (?:(?:has|"
            r"have) been|was) (?:updated|corrected)\b"
        ),
        500,
        "correction",
        ("version", "been", "was"),
    ),
    (
        re.compile(
            r"You can unsubscribe at any time|[Ss]ign up for (?:our|the|free|daily|your|a|[A-Z]\w+(?:'s|"
            r"’s)?)\b[^.]{0,60}(?:newsletters?|briefing|alerts)\b|"
            r"our free weekly .{0,30}newsletter|newsletter\. To get it in your inbox|sign up for our newsletter|"
            r"(?:our|the) daily \w+ newsletter"
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
            r"(?:financial|making a) contribution to [A-Z]\w+ today|Your financial contribution|"
            r"to support our journalism"
        ),
        1200,
        "fundraising",
        ("contribution", "journalism"),
    ),
    (
        re.compile(
            r"[.!?’'”\"\w] Read more$|(?:Click|CLICK|Go) (?:[Hh]ere|HERE)(?: [Nn]ow)?\W*$|"
            r"\bClick .{2,40} [Tt]o [Ff]ind [Oo]ut\W*$|"
            r"^(?!.*[.!?] [A-Z]).*\b(?:[Cc]lick [Hh]ere(?: [Nn]ow)?(?: to (?:Find Out|read|watch|see|"
            r"subscribe)[^.]{0,40})?|CLICK HERE)\W*$"
        ),
        250,
        "related",
        ("ead more", "lick ", "CLICK", "Go "),
    ),
)


def by_kind(text: str, hints: int) -> str | None:
    """The kind of a paragraph by the rules of `_BEGINNINGS` and, where a form hints at it, of the marks inside."""
    length = len(text)
    if hints & (OPENS | ANYWHERE):
        for pattern, longest, kind in _BEGINNINGS:
            if length < longest and pattern.match(text):
                return kind
    if not hints & ANYWHERE:
        return None
    if (
        length < 600
        and any(sign in text for sign in ("@", ".com", ".be"))
        and _EMBED.search(text, max(0, length - 160))
    ):
        return "embed"
    if text[:1] in '"“‘':
        return None
    if ("aption" in text or "| " in text or "iStock" in text) and _CAPTION_MARK.search(text):
        if length < 600 or text.count("Hide Caption") > 1:
            return "caption"
    for pattern, longest, kind, needles in _TAIL:
        if length < longest and any(needle in text for needle in needles) and pattern.search(text):
            return kind
    return None
