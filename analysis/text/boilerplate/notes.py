"""Notes at the beginning and the end of an article, on its author and on who contributed."""

import re

from analysis.text.boilerplate.names import NAME

_ROLE = (
    r"(?:columnist|fellow|reporter|author|co-author|editor|editor-at-large|contributor|correspondent|professor|"
    r"journalist|"
    r"writer|host|co-host|director|president|attorney|lawyer|analyst|scholar|founder|co-founder|chairman|chair|"
    r"strategist|"
    r"producer|member|executive|consultant|historian|advis[eo]r|chief|lecturer|researcher|senator|congressman|"
    r"governor|"
    r"commentator|blogger|graduate|student|partner|critic|ambassador|secretary|contributors|editors|fellows|"
    r"professors|"
    r"reporters|authors|writers|officer|expert|activist|educator|speaker|adviser|commentators|pollster|counsel|"
    r"fellow|economist|intern|physician|pastor|activist|veteran)"
)
_BIO = re.compile(
    rf"[•*_—–\- (\[]*(?P<name>{NAME})(?:,? (?:Jr|Sr|MD|M\.D|Ph\.D|PhD|II|III)\.?,?)?(?:, \d\d,|"
    rf", [^.]{{3,140}},)?(?: and {NAME})*"
    rf"(?: \(@?\w+\))? "
    rf"(?:(?:is|are|was|has been)(?! (?:\w+ing\b|\w+ed\b|the (?:most|only|first|last|next|latest|second|third|"
    rf"\w+est)\b|out\b|"
    rf"among\b|one\b))|served as|serves as)\b[^.]{{0,200}}\b(?i:{_ROLE})\b"
    rf"|[•*_—–\- ]*(?P<who>{NAME}),? (?:writes|covers|reports|hosts|teaches|directs|can be reached|contributed|"
    rf"blogs|leads|works)\b"
)
_ABOUT_THE_AUTHOR = re.compile(
    r"\b[Ff]ollow (?:him|her|them|me|[Hh]im|Her|Him|us|"
    r"[A-Z][\w.’'\- ]{2,40}?)(?: and [^.]{2,40}?)? (?:on (?:Twitter|Facebook|Instagram|Parler)|@)|"
    r"\b(?:can be (?:reached|contacted|followed)|[Ee]mail (?:him|her|them)|[Cc]ontact (?:him|her)|[Ff]ind (?:him|"
    r"her)|[Ww]rite to (?:him|her)) ?(?:at|on|:) ?\S|\bTwitter: ?@|"
    r"(?:views|opinions) expressed (?:in this|here|by (?:the|our) (?:authors?|columnists)|are)\b|"
    r"[Tt]his (?:column|essay|piece|article|commentary|op-ed) (?:(?:was )?(?:first|originally|co-|funded|adapted|"
    r"updated|"
    r"amended|produced)|is (?:based on|adapted|excerpted|part of))"
)
_NOTE = re.compile(
    r"_{2,}$|(?:[A-Z][\w.’'\-]+(?:, | and |, and | )){1,6}(?:also )?reported from [A-Z][^.]{2,80}\.$|"
    r"With (?:research|reporting|files|contributions) (?:by|from)\b|With [A-Z]\w+ wires$|"
    r"(?:Opinion contributors?|Online:|Let us know what you.re thinking\b.*|The Memo is a reported column by .*)$|"
    r"(?:(?:The )?(?:AP|Associated Press|NPR|CNN|Fox News|USA TODAY|Reuters|Bloomberg)\b[^.]{0,80}|"
    r"[A-Z][\w.]+ [A-Z]\w+(?:,? (?:and )?[A-Z]\w+ [A-Z]\w+)*) contributed\b.{0,60}\.$|"
    r"The Associated Press receives support\b|[A-Z]\w+(?:['’]s)? .{0,60}will have special .{0,80}coverage\b|"
    r"- (?:[A-Z][\w.’'\-]+ ?){2,3}$|"
    r"Watch .{2,80}\b(?:Sundays?|weekdays?|weeknights?) at \d"
)


LEAST_PROSE = 300
"""Characters of an article besides a note on its author: a shorter text may be about the person."""
_NO_NAME = re.compile(
    r"[•*_—–\- (\[]*(?:The|But|When|If|As|And|In|That|This|Among|While|Since|After|Before|Yet|For|With|Former|"
    r"President|Sen|"
    r"Rep|Gov|Mayor|Justice|Judge|What|Why|How|He|She|They|Then|Now|Both|Even|Only|Also|On|At|By|So|"
    r"Or)\b(?!\.? (?:Rand|Ben) )"
)
_IN_OFFICE = re.compile(r"\b(?:is|serves|writes|works|hosts|teaches|leads)\b")


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
        if len(prose) < LEAST_PROSE or _NO_NAME.match(text) or not (match["who"] or _IN_OFFICE.search(text)):
            return "bio" if _ABOUT_THE_AUTHOR.search(text) else None
        name = match["name"] or match["who"]
        surname = re.sub(r"['’]s$", "", name).split()[-1].rstrip(".,")
        if _ABOUT_THE_AUTHOR.search(text) or not re.search(rf"\b{re.escape(surname)}\b", prose):
            return "bio"
        return None
    if len(text) < 400 and (match := _ABOUT_THE_AUTHOR.search(text)) and match.start() < 200:
        return "bio"
    return None


def is_signed_note(text: str) -> bool:
    """Whether a paragraph introduces somebody and says how to follow them: a note on the author, wherever it stands."""
    return bool(_BIO.match(text) and _ABOUT_THE_AUTHOR.search(text))
