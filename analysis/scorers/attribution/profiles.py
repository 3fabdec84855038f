"""What each source of an article is: kind, affiliation, gender and canonical name.

Kind and affiliation follow Spangher et al. (2023) and the literature on sourcing. A person's affiliation is looked for
in all phrases by which the article calls them, in the title before the name's first mention and the apposition after
it, and among the public figures; that of unnamed people and groups in their own phrase. Gender: of public figures, by
titles, by first names that nearly always belong to one sex, and by the pronouns that stand for the person.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from analysis.scorers.attribution.affiliation import UNKNOWN, heaviest, hint, tells, weigh
from analysis.scorers.attribution.gazetteer import Figure, bodies, form_key
from analysis.scorers.attribution.identity import ArticleIdentity, Identity, is_figure, office_in
from analysis.scorers.attribution.source_lexicon import (
    ANONYMOUS,
    COLLECTIVE,
    DOCUMENT,
    MAN,
    MAN_NAME,
    PLACE,
    ROLE,
    TITLE,
    WOMAN,
    WOMAN_NAME,
    categories,
    first_names,
)

KINDS = (
    "named_individual", "unnamed_individual", "named_group", "unnamed_group", "document", "poll_or_data",
)  # fmt: skip
BEFORE, AFTER, AROUND = 90, 150, 200
"""Characters before and after a name in which its title and apposition, and else any hint, are looked for."""
REMEMBERED = 40
"""Sources spoken of last among which a pronoun's is looked for."""
SEARCHED = 20_000_000
"""Characters of an article that are searched for names: enough for the longest of newspapers."""
LONGEST_PHRASE = 240
"""Characters of a source's phrase that are read."""
_DATA = re.compile(
    r"\b(?:polls?|polling|surveys?|data|figures|statistics|numbers|percent|per cent|estimates?|projections?|models?|"
    r"map|index|tally|evidence|averages?|results)\b|%",
    re.IGNORECASE,
)
_FAMILIAR = re.compile(r"\b(?:familiar with|close to|briefed on|with knowledge of)\b")
_SHARE = re.compile(
    r"^(?:(?:only|just|about|nearly|some|roughly|almost|a total of|another) )*"
    r"(?:(?:[\d.]+|[\w-]+)(?: percent| per cent|%)|(?:\d+|[a-z]+) in (?:10|ten)\b|none of)",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"^(?:the )?(?:two|three|four|five|six|several|one|multiple)\b.*\b(?:officials?|sources?|people|persons?|aides?|"
    r"employees|officers|diplomats?|staffers|advisers|lawmakers|senators|women|men|witnesses)\b|\bsources?\b|"
    r"\bfamiliar with\b|\bclose to\b|^(?:former|ex-)\w* ?(?:employees|aides|officials|staffers)|"
    r"^(?:doctors|nurses|colleagues|friends)$|"
    r"\bspokes(?:men|women|people)\b|\bparents\b",
    re.IGNORECASE,
)
_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_PRONOUNS = _HE | _SHE
_IT = frozenset(("it", "its"))
_PLURALS = frozenset(
    ("people", "children", "folks", "men", "women", "police", "media", "public", "some", "many", "few")
)
_STATES = frozenset(
    ("new york", "new jersey", "new mexico", "new hampshire", "north carolina", "south carolina", "west virginia",
     "rhode island", "north dakota", "south dakota", "puerto rico", "los angeles", "new york city")
)  # fmt: skip
_FIRST_PERSON = frozenset(("i", "we", "my", "our", "me", "us", "you", "your"))
_THEY = frozenset(("they", "their", "them", "those", "these", "many", "some", "others", "most", "all", "both", "few"))
_TAKEN_UP = frozenset(("they", "their", "them", "some", "others", "many", "both", "who", "those", "these", "all"))
_NOBODY = frozenset(
    ("critics", "some", "others", "many", "skeptics", "sceptics", "opponents", "proponents", "detractors", "one",
     "everyone", "everybody", "someone", "somebody", "anyone", "nobody", "more", "most", "observers")
)  # fmt: skip
"""Heads of sources that nobody can place."""
_RELATIVE = frozenset(("who", "which", "that", "whom", "what"))
_WORDS_FOR_OTHERS = _PRONOUNS | _FIRST_PERSON | _THEY | _RELATIVE | _IT | {""}
_SINGULAR = re.compile(r"^(?:a|an|one|another|this|that|his|her|my)\b", re.IGNORECASE)
_PROPER = re.compile(r"(?:^|[,—–-] |[a-z] )((?:[A-Z][\w’'-]+\.? ){1,3}(?:[A-Z][\w’'-]+)(?: Jr\.| Sr\.| II+)?)")
_ONE_NAME = re.compile(r", ([A-Z][a-z]+)(?:,|$)")
_LAST_PERSON = re.compile(
    r"^(?:the|this)\b.*\b(?:democrat|republican|senator|congressman|congresswoman|lawmaker|nominee|candidate|hopeful|"
    r"billionaire|mogul|businessman|author|professor|governor|mayor|judge|justice|sheriff|actor|actress|star|singer|"
    r"host|comedian|columnist|activist|pastor|pontiff|leader|chairman|secretary|chief|director|general|commissioner|"
    r"spokesman|spokeswoman|attorney|lawyer|researcher|economist|veteran|native)$"
)
_PARTY_WORD = re.compile(r"\b(?:democrat|republican|senator|congressman|congresswoman|lawmaker|nominee|candidate)$")
_OWN = re.compile(r",| (?:of|at|for|to|from|with|in|by|who)\b")
"""What ends the part of a description that is about the source."""
_HEAD_DATA = re.compile(r"(?:polls?|polling|surveys?|data|figures|statistics|percent|numbers?|estimates|projections)$")
_PERSON_ENDING = re.compile(r"(?:er|or|ist|ian|man|woman|ant|ee|person|kid|cop|year-old|one|body|else|boss|native)$")
_THINGS = frozenset(
    ("number", "order", "letter", "paper", "matter", "power", "factor", "water", "error", "behavior", "answer",
     "offer", "chapter", "winter", "summer", "december", "november", "october", "september", "banner", "disaster",
     "border", "never", "rumor", "anger", "danger", "disorder", "tower", "weather", "computer", "newsletter", "poster",
     "twitter", "charter")
)  # fmt: skip
_SOMEBODY = ("someone", "somebody", "anyone", "everyone", "nobody", "no one", "one ", "his ", "her ", "my ")
_BODY_NOUN = re.compile(
    r"\b(?:jury|board|committee|parliament|state|city|county|campaign|team|staff|panel|council|commission|court|"
    r"government|company|agency|office|department|party|union|legislature|administration|leadership)$",
    re.IGNORECASE,
)
_CORE_END = re.compile(r"[,(—–]| who\b")
_POSSESSIVE = re.compile(r"['’]s$")
_PLURAL_END = re.compile(r"(?<=[xhs])es$|s$")
_CLAUSE_END = re.compile(r"[.!?;\n]")
_THE = re.compile(r"^[Tt]he |^[Aa]n? ")
_GENERIC = re.compile(r" (?:newspaper|magazine|editorial board|news agency|network|website|channel)$")
_STOP = re.compile(
    r"\b(?:said|says|told|wrote|added|argued|tweeted|explained|noted|announced|called|claimed|is|was|were|are|has|had|"
    r"have|will|would|could|did|does|asked|warned|testified|insisted)\b|[.!?;:”\"\n]"
)
_BOUND = re.compile(
    r"[!?;:,”“\"\n()—–]|(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])\.|"
    r"\b(?:said|says|told|that|but|and|with|to|by|from|as|when|while|because|after|before|for|at|in|on|about|than|if|"
    r"against|like|between|over|or|into|who|which|is|was|are|were|had|has)\b"
)
_TITLE_WOMAN = re.compile(
    r"\b(?:Mrs|Ms|Miss|Madam|Lady|Dame|Sister|Queen|Princess|Duchess|[Ww]oman|(?:spokes|chair|[Cc]ongress|business|police|"
    r"council|assembly|news|states)woman|actress|mother|wife|widow|daughter|aunt|grandmother|mom|sister|girl)\b"
)
_TITLE_MAN = re.compile(
    r"\b(?:Mr|Sir|Lord|King|Prince|Duke|Father|Pope|Imam|Rabbi|Cardinal|[Mm]an|(?:spokes|chair|[Cc]ongress|business|"
    r"police|fire|council|assembly|gentle|news|weather|clergy|states|trades)man|actor|father|husband|son|uncle|"
    r"grandfather|dad|brother|boy)\b"
)


class Profile(NamedTuple):
    """A source as its field describes it; `affiliation` and `kind` are those of the codebook of `data/gold`."""

    kind: str
    affiliation: str
    gender: str
    canonical: str | None
    form: str | None = None
    """What the phrase calls the source; None for pronouns."""


class Mention(NamedTuple):
    """A source as the text has it: its phrase, its name in the article and the type of `source_resolution`."""

    phrase: str
    name: str | None
    type: str
    at: int = -1
    """First character of the phrase in the text."""


@dataclass
class _Entity:
    """All that an article says of one source."""

    key: str
    figure: Figure | None = None
    person: bool = False
    phrases: list[str] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    pronouns: list[str] = field(default_factory=list)
    affiliation: str = UNKNOWN
    gender: str = UNKNOWN


class ArticleProfiles:
    """Profiles of the sources of one article, in the order of the text."""

    def __init__(self, text: str, day: date | None) -> None:
        self.text, self.day = text, day
        self.identity = ArticleIdentity(text, day)
        self.entities: dict[str, _Entity] = {}
        self.placed: dict[tuple[str, str | None, str], _Entity] = {}
        self.searchable = SEARCHED
        """Characters that may still be searched for names."""
        self.group = UNKNOWN
        """Affiliation of the last group without a name, which "they" and "some" take up."""

    def of(self, mentions: Sequence[Mention]) -> list[Profile]:
        """Return the profile of each mention."""
        placed = [self._known(mention) for mention in mentions]
        for entity in self.entities.values():
            if entity.person:
                self._describe(entity)
        return [self._profile(*one) for one in zip(mentions, placed, strict=True)]

    # --- identity ------------------------------------------------------------------------------------------------

    def _known(self, mention: Mention) -> _Entity | None:
        """Return what the same phrase with the same name was before, else place it."""
        key = (mention.phrase, mention.name, mention.type)
        entity = self.placed.get(key)
        if entity is not None:
            self.entities[entity.key] = self.entities.pop(entity.key)
            if entity.person and (pronoun := mention.phrase.lower()) in _PRONOUNS:
                entity.pronouns.append(pronoun)
            return entity
        entity = self._place(mention)
        if entity is not None and (mention.type == "named_person" or not _LAST_PERSON.match(mention.phrase.lower())):
            self.placed[key] = entity
        return entity

    def _place(self, mention: Mention) -> _Entity | None:
        """Return the person or body that the mention is of; None for sources without a name."""
        phrase = mention.phrase
        what, form, called = _reading(phrase, mention.name, mention.type)
        if what == "office":
            office = self.identity.of_office(form)
            if office is not None and office.name:
                return self._entity(office, True, phrase, form)
            what, form, called = _reading(phrase, mention.name, mention.type, False)
        if what == "person":
            pronoun = called if called in _PRONOUNS else ""
            return self._entity(
                self.identity.of_person(form, (pronoun and form) or called), True, phrase, form, pronoun
            )
        if what == "body":
            return self._entity(self.identity.of_body(form), False, phrase, form)
        if what == "latest":
            latest = self._latest(form or None, called or None)
            if latest is None and mention.type == "named_person" and mention.name:
                return self._entity(self.identity.of_person(mention.name, phrase), True, phrase, mention.name)
            return latest
        return None

    def _entity(self, identity: Identity, person: bool, phrase: str, form: str, pronoun: str = "") -> _Entity:
        key = identity.name or form
        entity = self.entities.pop(key, None) or _Entity(key, identity.figure, person)
        self.entities[key] = entity  # the latest is the last
        if pronoun:
            entity.pronouns.append(pronoun)
        else:
            if phrase not in entity.phrases:
                entity.phrases.append(phrase)
            if form not in entity.forms:
                entity.forms.append(form)
        return entity

    def _latest(self, affiliation: str | None, gender: str | None = None) -> _Entity | None:
        """Return the person spoken of last, of that affiliation and gender if these can be told."""
        for entity in islice(reversed(self.entities.values()), REMEMBERED):
            if not entity.person:
                continue
            own = entity.figure.gender if entity.figure else _gender_by_name(entity.key)
            if (affiliation is None or entity.figure is None or entity.figure.affiliation == affiliation) and (
                gender is None or own in (gender, UNKNOWN)
            ):
                return entity
        return None

    # --- affiliation and gender ----------------------------------------------------------------------------------

    def _describe(self, entity: _Entity) -> None:
        """Set affiliation and gender of a person."""
        weights: dict[str, float] = {}
        intros = list(self._introductions(entity))
        for before, after in intros:
            weigh(before, self.day, weights, 1.2)
            weigh(after, self.day, weights)
        for phrase in entity.phrases:
            outside = phrase
            for form in (*entity.forms, entity.key):
                outside = outside.replace(form, ",", 1)
            weigh(outside.removesuffix("'s").removesuffix("’s"), self.day, weights)
        figure = entity.figure
        if figure is None:
            entity.affiliation = heaviest(weights) if weights else self._around(entity)
        else:
            entity.affiliation = figure.affiliation_on(self.day)
            told = heaviest(weights)
            if self.day is None and told != UNKNOWN and told in {office.affiliation for office in figure.offices}:
                entity.affiliation = told
        entity.gender = figure.gender if figure else self._gender(entity, [before for before, _ in intros])

    def _introductions(self, entity: _Entity) -> list[tuple[str, str]]:
        """Return the title before the name and the apposition after it, at the first mention of its longest form."""
        if entity.figure is not None and self.day is not None:
            return []
        for form in sorted({*entity.forms, entity.key}, key=len, reverse=True):
            at = self._find(form)
            if at >= 0:
                return [(_before(self.text, at), _after(self.text, at + len(form)))]
        return []

    def _find(self, form: str) -> int:
        """Return where the text first has a form; -1 where it has not, or so much has been searched already."""
        if self.searchable <= 0:
            return -1
        at = self.text.find(form)
        self.searchable -= at if at >= 0 else len(self.text)
        return at

    def _around(self, entity: _Entity) -> str:
        """Return what the text around the first mention hints at, for people whom no title or apposition describes."""
        at = self._find(max((entity.key, *entity.forms), key=len))
        told = UNKNOWN if at < 0 else hint(self.text[max(0, at - AROUND) : at + AROUND])
        return "ordinary_person" if told == UNKNOWN else told

    def _gender(self, entity: _Entity, before: list[str]) -> str:
        for text in (*(_OWN.split(phrase, maxsplit=1)[0] for phrase in entity.phrases), *before):
            told = _gender_of(_TITLE_WOMAN.search(text), _TITLE_MAN.search(text))
            if told != UNKNOWN:
                return told
        known = _gender_by_name(entity.key)
        if known != UNKNOWN:
            return known
        women = sum(pronoun in _SHE for pronoun in entity.pronouns)
        men = len(entity.pronouns) - women
        return _gender_of(women > men, men > women)

    # --- the answer ----------------------------------------------------------------------------------------------

    def _profile(self, mention: Mention, entity: _Entity | None) -> Profile:
        if entity is not None and entity.person:
            form = _form(mention.phrase)
            return Profile("named_individual", entity.affiliation, entity.gender, entity.key, form)
        phrase = mention.phrase
        lower = phrase.lower()
        if lower in _RELATIVE or lower in _PRONOUNS or lower in _THEY or lower in _IT:
            phrase = mention.name or phrase
        if entity is not None:
            kind = "poll_or_data" if mention.type != "organisation" and _DATA.search(phrase) else "named_group"
            return Profile(kind, _of_body(entity.key, phrase), "none", entity.key, _form(mention.phrase))
        kind, gender, whole, weights = _unnamed(phrase, mention.type)
        affiliation = UNKNOWN
        if weights and not (_FAMILIAR.search(lower) and lower.startswith(("people", "a person", "two people"))):
            into: dict[str, float] = {}
            weigh(phrase, self.day, into)
            affiliation = heaviest(into)
        elif lower in _FIRST_PERSON or kind == "document":
            affiliation = "government" if kind == "document" else "media"
        if affiliation == UNKNOWN and whole not in _NOBODY and not _FAMILIAR.search(lower):
            affiliation = self.group if kind.endswith("group") and lower in _TAKEN_UP else UNKNOWN
            if affiliation == UNKNOWN and mention.at >= 0:
                affiliation = hint(self.text[max(0, mention.at - AROUND) : mention.at + AROUND])
        elif kind == "unnamed_group":
            self.group = affiliation
        return Profile(kind, affiliation, gender, None)


@lru_cache(maxsize=32768)
def _reading(phrase: str, name: str | None, type_: str, office: bool = True) -> tuple[str, str, str]:
    """Return what a phrase is to be looked up as, whatever the article, with two texts that belong to it.

    "office" and its phrase; "person", the name and how the phrase calls them (or the pronoun); "body" and its name;
    "latest" with affiliation and gender, for who was spoken of last; "" for a source without a name.
    """
    lower = phrase.lower()
    if lower in _FIRST_PERSON:
        return "", "", ""
    core = _core(phrase)
    if lower in _PRONOUNS:
        if type_ == "named_person" and name:
            return "person", name, lower
        return ("latest", "", "female" if lower in _SHE else "male") if name is None else ("", "", "")
    if office and office_in(core) is not None:
        return "office", core, ""
    turn = _speaker(phrase) if type_ in ("unknown", "collective") else None
    if turn is not None:
        return "person", turn, turn
    inside = _name_in(phrase) if name is None or name.split(" ")[-1] not in phrase else None
    if inside is not None:
        return "person", inside, inside
    if type_ == "named_person" and name:
        if form_key(name) in bodies() and form_key(core) in bodies():
            return "body", name, ""
        if lower.startswith("the ") and _PARTY_WORD.search(lower):
            return "latest", "party_or_opposition", ""
        return "person", name, _last_words(phrase, name)
    if type_ == "organisation" and name:
        if _LAST_PERSON.match(lower):
            return "latest", "party_or_opposition" if _PARTY_WORD.search(lower) else "", ""
        return _organisation(core, name)
    if type_ == "document" and form_key(core) in bodies() and _THE.sub("", core)[:1].isupper():
        return "body", core, ""
    if type_ in ("unknown", "anonymous", "collective"):
        inside = _name_in(phrase)
        if inside is not None:
            return "person", inside, inside
        if _THE.sub("", core)[:1].isupper() and (form_key(core) in bodies() or _is_place(core)):
            return "body", core, ""
        if type_ != "anonymous" and _LAST_PERSON.match(lower):
            return "latest", "", ""
    return "", "", ""


def _speaker(phrase: str) -> str | None:
    """Return a full name that a transcript writes in one case: "michael barbaro" is Michael Barbaro."""
    words = phrase.split(" ")
    if not 2 <= len(words) <= 3 or not (phrase.islower() or phrase.isupper()):
        return None
    if first_names().get(words[0].lower(), 0) not in (WOMAN_NAME, MAN_NAME) or not all(map(str.isalpha, words)):
        return None
    last = words[-1].lower()
    return None if tells(last) or categories().get(last, 0) or last in _NOBODY else phrase.title()


def _organisation(core: str, name: str) -> tuple[str, str, str]:
    """Return an organisation's name, or that of a public figure taken for one; "" for "the company"."""
    for form in (core, _GENERIC.sub("", core)):
        if form_key(form) in bodies() and _THE.sub("", form)[:1].isupper():
            return "body", form, ""
    if form_key(name) not in bodies() and is_figure(name):
        return "person", name, name
    if _is_people(_head(core)):
        return "", "", ""
    form = core if form_key(core) == form_key(name) else name
    return ("body", form, "") if any(word[:1].isupper() for word in _THE.sub("", form).split()) else ("", "", "")


@lru_cache(maxsize=16384)
def _of_body(name: str, phrase: str) -> str:
    """Return the affiliation of an organisation; places and what nothing tells speak for governments."""
    body = bodies().get(form_key(name))
    weights: dict[str, float] = {body.affiliation: 3.0} if body else {}
    weigh(name, None, weights)
    weigh(phrase, None, weights, 0.5)
    told = heaviest(weights)
    return "government" if told == UNKNOWN else told


@lru_cache(maxsize=16384)
def _unnamed(phrase: str, type_: str) -> tuple[str, str, str, bool]:
    """Return kind, gender and head of a source without a name, and whether its phrase tells an affiliation."""
    lower = phrase.lower()
    kind = _kind(phrase, lower, type_)
    gender = "none"
    if kind == "unnamed_individual" and not (_is_plural(phrase) and not _SINGULAR.match(phrase)):
        own = _OWN.split(phrase, maxsplit=1)[0]
        woman, man = _TITLE_WOMAN.search(own) or lower in _SHE, _TITLE_MAN.search(own) or lower in _HE
        gender = _gender_of(woman, man)
    return kind, gender, _head(phrase), tells(phrase)


def _kind(phrase: str, lower: str, type_: str) -> str:
    """Return the kind of a source without a name."""
    if type_ == "document" or _SHARE.match(phrase):
        return "poll_or_data" if _DATA.search(phrase) else "document"
    if type_ == "organisation" or lower in _IT:
        return "unnamed_group" if _is_people(_head(phrase)) else "named_group"
    if lower in _PRONOUNS or lower in ("i", "my", "me"):
        return "unnamed_individual"
    if lower in _THEY or lower in _FIRST_PERSON:
        return "unnamed_group"
    if _PERSONS.search(phrase):
        return "unnamed_individual"
    head = _head(phrase)
    bits = categories().get(head, 0) | categories().get(_PLURAL_END.sub("", head), 0)
    if bits & DOCUMENT:
        return "poll_or_data" if _DATA.search(phrase) else "document"
    if _HEAD_DATA.match(head):
        return "poll_or_data"
    if _BODY_NOUN.search(head):
        return "named_group"
    singular = _SINGULAR.match(phrase)
    if not singular and (_is_plural(phrase) or (type_ == "collective" and not bits)):
        return "unnamed_group"
    if _DATA.search(phrase) and type_ == "unknown":
        return "poll_or_data"
    if type_ == "unknown" and not lower.startswith(_SOMEBODY) and not _is_person(head):
        return "document"
    return "unnamed_individual"


@lru_cache(maxsize=16384)
def _is_person(head: str) -> bool:
    """Whether a noun can be a person: by the lexicons of sources and affiliations, or by its ending."""
    known = categories().get(head, 0) & (ANONYMOUS | ROLE | TITLE | MAN | WOMAN | COLLECTIVE)
    return bool(known or tells(head) or (_PERSON_ENDING.search(head) and head not in _THINGS))


def _gender_by_name(name: str) -> str:
    """Return the gender of a full name by its first name."""
    first, _, rest = name.partition(" ")
    bits = first_names().get(first.lower(), 0) if rest else 0
    return _gender_of(bits == WOMAN_NAME, bits == MAN_NAME)


def _gender_of(woman: object, man: object) -> str:
    """Return the gender that signs of a woman and of a man tell; unknown where there are both or none."""
    return UNKNOWN if bool(woman) == bool(man) else "female" if woman else "male"


@lru_cache(maxsize=16384)
def _head(phrase: str) -> str:
    """Return the head noun of a description in lower case: the last word before its first preposition."""
    return _OWN.split(_core(phrase), maxsplit=1)[0].strip().split(" ")[-1].lower()


@lru_cache(maxsize=16384)
def _is_place(core: str) -> bool:
    """Whether a phrase is a place that speaks for its government: "California", "New York state"."""
    words = [word for word in core.split(" ") if word.lower() not in ("the", "state", "city")]
    return 0 < len(words) < 4 and (
        bool(categories().get(words[-1].lower(), 0) & PLACE) or " ".join(words).lower() in _STATES
    )


def _is_people(head: str) -> bool:
    """Whether a noun is a plural of people that stands for no body: "Americans", "Republicans"."""
    return bool(categories().get(head, 0) & COLLECTIVE) or head.endswith(("ans", "crats"))


@lru_cache(maxsize=16384)
def _is_plural(phrase: str) -> bool:
    head = _head(phrase)
    return (head.endswith("s") and not head.endswith(("ss", "us", "is"))) or head in _PLURALS


@lru_cache(maxsize=16384)
def _form(phrase: str) -> str | None:
    """Return how a phrase calls its source, None for a pronoun."""
    core = _core(phrase)
    return None if core.lower() in _WORDS_FOR_OTHERS else core[:80]


@lru_cache(maxsize=16384)
def _core(phrase: str) -> str:
    """Return a phrase up to its first comma or bracket, without possessive."""
    return _POSSESSIVE.sub("", _CORE_END.split(phrase, maxsplit=1)[0].strip())


@lru_cache(maxsize=16384)
def _last_words(phrase: str, name: str) -> str:
    """Return the part of a phrase that is the name: its core, with the titles before it."""
    core = _core(phrase)
    words = core.split(" ")
    return " ".join(words[-max(2, len(name.split(" "))) :]) if len(words) > 3 else core


@lru_cache(maxsize=16384)
def _name_in(phrase: str) -> str | None:
    """Return a person's full name in a phrase whose head is a description: "his brother, CNN host Chris Cuomo"."""
    for match in _PROPER.finditer(phrase):
        words = match[1].split(" ")
        for k in range(len(words) - 1):
            if first_names().get(words[k].lower(), 0) and form_key(" ".join(words[k:])) not in bodies():
                rest = phrase[match.end() :].strip()
                if match.start() == 0 and rest and not rest.startswith((",", "(", "—")):
                    return None
                before = phrase[: match.start(1)].rstrip()
                if before.endswith((" of", " for", " to", " from", " by", " at", " with")):
                    return None
                return " ".join(words[k:])
    one = _ONE_NAME.search(phrase)
    if one and first_names().get(one[1].lower(), 0):
        return one[1]
    return None


def _before(text: str, at: int) -> str:
    """Return the words before a name back to the nearest bound: its title."""
    window = text[max(0, at - BEFORE) : at]
    end = 0
    for match in _BOUND.finditer(window):
        end = match.end()
    return window[end:]


def _after(text: str, at: int) -> str:
    """Return what follows a name as apposition, bracket, "of …" or "who …"."""
    window = text[at : at + AFTER]
    if window[:2] in ("'s", "’s"):
        return ""
    if not window.startswith((", ", " (", " of ", " — ", " – ", ", who ", " who ")):
        return ""
    stop = _STOP.search(window, 1) if not window.startswith((", who ", " who ")) else _CLAUSE_END.search(window)
    cut = window[: stop.start()] if stop else window
    if cut.startswith(", ") and "who" not in cut[:6]:
        parts = cut[2:].split(",")
        cut = ", ".join(parts[:2]) if len(parts[0]) < 4 or parts[0].strip().isdigit() else parts[0]
    return cut
