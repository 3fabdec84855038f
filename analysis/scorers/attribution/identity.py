"""One name per person and body: forms of a name, titles and offices of one article resolved with the gazetteer.

A full name is looked up among the public figures; a surname means the figure it is short for unless the article has
another full name with it; an office ("the president", "the French president") means who holds it, by the article's own
"President X" first and by its date second. What the gazetteer does not know keeps its name in the article. Short forms
of several people stay apart.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from analysis.scorers.attribution.gazetteer import (
    PRESIDENT,
    Figure,
    bodies,
    figures,
    form_key,
    holder,
    holders,
    short_forms,
)
from analysis.scorers.attribution.source_lexicon import first_names

COUNTRIES = {
    "american": "the United States", "british": "the United Kingdom", "french": "France", "russian": "Russia",
    "ukrainian": "Ukraine", "german": "Germany", "israeli": "Israel", "iranian": "Iran", "syrian": "Syria",
    "turkish": "Turkey", "egyptian": "Egypt", "iraqi": "Iraq", "afghan": "Afghanistan", "indian": "India",
    "pakistani": "Pakistan", "chinese": "China", "north korean": "North Korea", "south korean": "South Korea",
    "japanese": "Japan", "philippine": "the Philippines", "canadian": "Canada", "mexican": "Mexico",
    "venezuelan": "Venezuela", "brazilian": "Brazil", "cuban": "Cuba", "australian": "Australia",
    "hungarian": "Hungary", "polish": "Poland", "italian": "Italy", "greek": "Greece", "spanish": "Spain",
    "palestinian": "the Palestinian Authority",
}  # fmt: skip
OFFICES = {
    "president": PRESIDENT, "commander in chief": PRESIDENT, "commander-in-chief": PRESIDENT,
    "vice president": "vice president of the United States", "first lady": "first lady",
    "press secretary": "White House press secretary", "white house press secretary": "White House press secretary",
    "secretary of state": "secretary of state", "attorney general": "attorney general",
    "house speaker": "House speaker", "speaker of the house": "House speaker", "speaker": "House speaker",
    "senate majority leader": "Senate majority leader", "senate minority leader": "Senate minority leader",
    "special counsel": "special counsel", "fbi director": "FBI director", "cia director": "CIA director",
    "treasury secretary": "Treasury secretary", "defense secretary": "defense secretary",
    "homeland security secretary": "homeland security secretary", "pope": "pope", "pontiff": "pope",
    "national security adviser": "national security adviser", "chief justice": "chief justice",
}  # fmt: skip
_OFFICE = re.compile(
    r"^(?:the |this |our )?(?:(?:current|sitting|outgoing|incoming|u\.s\.|us|republican|democratic) )*"
    rf"(?P<country>{'|'.join(COUNTRIES)})? ?"
    rf"(?P<office>{'|'.join(sorted(OFFICES, key=len, reverse=True))}|"
    r"prime minister|chancellor|foreign minister|leader)$"
)
_HONORIFIC = re.compile(
    r"^(?:(?:mr|mrs|ms|miss|dr|sir|lady|lord|sen|rep|gov|lt|gen|col|president|vice president|senator|congressman|"
    r"congresswoman|representative|governor|mayor|secretary|speaker|justice|judge|chancellor|prime minister|"
    r"former president|ex-president|president-elect|then-president|candidate|minister|ambassador|general)\.? )+",
    re.IGNORECASE,
)
_MRS = re.compile(r"^(?:Mrs|Ms|Miss|Lady)\b")
_MR = re.compile(r"^(?:Mr|Sir|Lord)\b")
_INITIAL = re.compile(r"(?<=\w\w) [A-Z]\.?(?= \w)")
_NAME = re.compile(r"[A-Z][\w’'.-]+(?: (?:[A-Z][\w’'.-]*|al-\w+|de|von|bin))*")
_POSSESSIVE = re.compile(r"['’]s?$")
_CAMPAIGN = re.compile(r"([A-Z][\w-]+)(?:['’]s?)?(?: presidential| re-?election| 20\d\d)* campaign$")
_ARTICLE = re.compile(r"^[Tt]he (?=[A-Z])")


@dataclass(frozen=True)
class Identity:
    """Who a source is: its canonical name (None where it has none) and the figure of the gazetteer, if it is one."""

    name: str | None
    figure: Figure | None = None


class ArticleIdentity:
    """Resolves the sources of one article, given its text and day."""

    def __init__(self, text: str, day: date | None) -> None:
        self.text, self.day = text, day
        self._office: dict[tuple[str, str | None], Identity | None] = {}
        self._present: dict[str, bool] = {}

    def of_person(self, name: str, phrase: str) -> Identity:
        """Return the identity of a person with this name in the article, called `phrase` here."""
        bare = plain_name(name)
        known = figures().get(form_key(bare))
        called = plain_name(phrase)
        surname = bare.split(" ")[-1]
        short = short_forms().get(form_key(bare if " " not in bare else surname))
        if short is not None and short is not known and self._is_short(short, bare, called, phrase):
            return Identity(short.name, short)
        if known is not None:
            return Identity(known.name, known)
        return Identity(bare)

    def of_name(self, phrase: str) -> Identity:
        """Return the identity of a name, title or office anywhere in the article, be it of a source or not."""
        office = self.of_office(phrase)
        if office is not None:
            return office
        bare = plain_name(phrase)
        if form_key(phrase) in bodies() and form_key(bare) not in figures():
            return self.of_body(phrase)
        return self.of_person(self._in_full(bare), phrase)

    def _in_full(self, name: str) -> str:
        """Return the full name that the article has for a surname (the first, without titles), else the name."""
        if " " in name or not name[:1].isupper():
            return name
        for match in re.finditer(
            rf"((?:[A-Z][\w’'-]*\.? ){{1,3}}(?:(?:el|al|de|von|bin|van) )?){re.escape(name)}\b", self.text
        ):
            full = plain_name(match[0])
            if " " in full and full.split(" ")[0].lower() in first_names():
                return full
        return name

    def _is_short(self, short: Figure, bare: str, called: str, phrase: str) -> bool:
        """Whether a surname means the figure it is short for, and not the person of the article who bears it."""
        if (short.gender == "male" and _MRS.match(phrase)) or (short.gender == "female" and _MR.match(phrase)):
            return False
        if " " not in bare:
            return True
        return " " not in called and self._names(short)

    def _names(self, figure: Figure) -> bool:
        """Whether the article has the figure's usual full name."""
        if figure.name not in self._present:
            self._present[figure.name] = figure.name in self.text
        return self._present[figure.name]

    def of_body(self, name: str) -> Identity:
        """Return the identity of an organisation: its usual name, without the article before it."""
        campaign = _CAMPAIGN.search(name)
        if campaign is not None:
            return Identity(f"{campaign[1]} campaign")
        body = bodies().get(form_key(name))
        return Identity(body.name if body else _ARTICLE.sub("", name))

    def of_office(self, phrase: str) -> Identity | None:
        """Return who holds the office that the whole phrase names ("the president"), or None if it names none."""
        named = office_in(phrase)
        if named is None:
            return None
        if named not in self._office:
            self._office[named] = self._holder(*named)
        return self._office[named]

    def _holder(self, office: str, country: str | None) -> Identity | None:
        if country is None:
            titled = self._titled(office)
            held = holder(OFFICES.get(office, ""), self.day)
            if held is not None and (titled is None or titled.figure is not None) and self._mentions(held):
                return Identity(held.name, held)
            return titled or (Identity(held.name, held) if held and office != "speaker" else None)
        place = COUNTRIES[country]
        for kind in ("president of ", "prime minister of ", "chancellor of ", "leader of ", "foreign minister of "):
            if office in (kind.removesuffix(" of "), "leader"):
                held = holder(kind + place, self.day) or self._only_holder(kind + place)
                if held is not None:
                    return Identity(held.name, held)
        return None

    def _only_holder(self, office: str) -> Figure | None:
        """Return the holder of the office whom the article names; without a day that is all there is to go by."""
        named = [figure for _, figure in holders().get(office, ()) if self._mentions(figure)]
        return named[0] if len(set(named)) == 1 else None

    def _mentions(self, figure: Figure) -> bool:
        return figure.name.split(" ")[-1] in self.text

    def _titled(self, office: str) -> Identity | None:
        """Return whom the article introduces with that title: "President Emmanuel Macron"."""
        title = " ".join(word if word in ("of", "the", "in") else word.capitalize() for word in office.split(" ")) + " "
        at = self.text.find(title)
        while at >= 0:
            name = _NAME.match(self.text, at + len(title))
            if name is not None and not self.text[max(0, at - 5) : at].endswith(("Vice ", "Then ")):
                found = _POSSESSIVE.sub("", name[0]).strip(".")
                return self.of_person(found, found)
            at = self.text.find(title, at + 1)
        return None


def is_figure(name: str) -> bool:
    """Whether a name is one of a public figure, in full or in short."""
    key = form_key(plain_name(name))
    return key in figures() or key in short_forms()


@lru_cache(maxsize=16384)
def office_in(phrase: str) -> tuple[str, str | None] | None:
    """Return the office that the whole phrase names, and the adjective of its country; None if it names none."""
    key = phrase.replace("’", "'").casefold()
    match = _OFFICE.match(key)
    if match is None or key in ("leader", "the leader", "speaker", "a speaker"):
        return None
    office, country = match["office"], match["country"]
    return None if country is None and office not in OFFICES and office != "prime minister" else (office, country)


@lru_cache(maxsize=16384)
def plain_name(name: str) -> str:
    """Return a person's name without titles, possessive and middle initial.

    >>> plain_name("Sen. Lindsey O. Graham"), plain_name("Mr. Trump's")
    ('Lindsey Graham', 'Trump')
    """
    bare = _POSSESSIVE.sub("", name.strip(' ,.;:"“”()'))
    words = _INITIAL.sub("", _HONORIFIC.sub("", bare) or bare).split(" ")
    if words[0].lower() not in first_names():  # "Police Superintendent Shaun Ferguson"
        begins = (k for k in range(1, len(words) - 1) if words[k].lower() in first_names())
        words = words[next(begins, 0) :]
    return " ".join(words)
