"""Who the sources are: canonical names within an article, and what kind of source each is.

"Trump" becomes "Donald Trump" where the article has the full name; "he", "her" and "who" become the last source, or
the noun before; "the press secretary" becomes the person who was introduced with that title. Types: `named_person`,
`organisation` (governments and countries too), `document`, `anonymous` (people who could be named but are not),
`collective` ("critics", "voters"), `unknown`.
"""

from collections.abc import Sequence

import numpy as np

from analysis.scorers.attribution.source_lexicon import (
    ANONYMOUS,
    COLLECTIVE,
    DOCUMENT,
    MAN,
    MAN_NAME,
    ORGANISATION,
    PLACE,
    ROLE,
    TITLE,
    WOMAN,
    WOMAN_NAME,
    first_names,
)
from analysis.scorers.attribution.state import Attribution
from analysis.text.constituents.word_columns import BREAK, COMMA
from analysis.text.pos_tagger import TAGS
from analysis.text.small_words import W_CLOSE, W_FAMILIAR, W_OF, small_words
from analysis.text.tagsets import CD, DT, NAMES, NOUNS, PHRASE, POS, PRP, PRPS, PRPV, RELATIVE, WPS

_HE = frozenset(("he", "his", "him", "himself"))
_SHE = frozenset(("she", "her", "hers", "herself"))
_MODIFIER = small_words("of for in at from with on to")


class Person:
    """A source of the article under its canonical name."""

    __slots__ = ("gender", "kind", "name", "roles")

    def __init__(self, name: str, kind: str, gender: int) -> None:
        self.name, self.kind, self.gender = name, kind, gender
        self.roles: set[str] = set()


class Sources:
    """Names the sources of one article, in the order of the text."""

    def __init__(
        self,
        tag: bytes,
        gap: bytes,
        small: bytes,
        word: Sequence[int],
        strings: Sequence[str],
        plain: np.ndarray,
        bits: Sequence[int],
    ) -> None:
        """`word` are word numbers of the whole batch; `strings`, `plain` and `bits` what each is, bare, and can be."""
        self.tag, self.gap, self.small, self.word = tag, gap, small, word
        self.strings, self.plain, self.bits = strings, plain, bits
        self.known: dict[str, Person] = {}
        self.last: Person | None = None
        self.full: dict[int, int] = {}
        self.single: dict[int, Person] = {}
        """Sources of one word, by the number of the word and its part of speech."""

    def begin(self, full: dict[int, int]) -> None:
        """Start an article; `full` holds, by the number of a surname, the place after the first full name with it."""
        self.known, self.last, self.full, self.single = {}, None, full, {}

    def name(self, attribution: Attribution) -> tuple[str | None, str]:
        """Canonical name (None where the text names nobody) and source type."""
        if not attribution.source:
            return None, "unknown"
        start, end = attribution.source[0]
        tag = self.tag
        first = tag[start]
        if first in (PRP, PRPV, PRPS) and end - start == 1:
            return self._pronoun(self._bare(start).lower())
        if first in RELATIVE or first == WPS:
            # the noun before "who"
            at = start
            if at > 0 and tag[at - 1] in NOUNS:
                begin = at - 1
                while (
                    begin > 0
                    and not self.gap[begin] & BREAK
                    and (tag[begin - 1] in NOUNS or tag[begin - 1] in (DT, POS))
                ):
                    begin -= 1
                return self._phrase(begin, at)
            return (self.last.name, self.last.kind) if self.last else (None, "unknown")
        if end - start == 1 and first != DT:
            return self._word(start)
        return self._phrase(start, end)

    def _word(self, at: int) -> tuple[str | None, str]:
        """A source of one word, which means the same all through the article ("Trump", "officials")."""
        key = self.word[at] * len(TAGS) + self.tag[at]
        person = self.single.get(key)
        if person is not None:
            self._use(person)
            return person.name, person.kind
        result = self._phrase(at, at + 1)
        if self.last is not None and result[0] == self.last.name and not self.bits[self.word[at]] & (MAN | WOMAN):
            self.single[key] = self.last
        return result

    def _text(self, at: int) -> str:
        return self.strings[self.word[at]]

    def _bare(self, at: int) -> str:
        text: str = self.plain[self.word[at]]
        return text

    def _pronoun(self, word: str) -> tuple[str | None, str]:
        gender = MAN if word in _HE else WOMAN if word in _SHE else 0
        if word in ("i", "we", "my", "our", "you", "your", "me", "us"):
            return None, "unknown"
        candidates = [self.last] if self.last else []
        candidates += [p for p in reversed(self.known.values()) if p is not self.last]
        for person in candidates:
            if gender:
                if person.kind in ("named_person", "anonymous") and person.gender in (0, gender):
                    person.gender = gender
                    self._use(person)
                    return person.name, person.kind
            elif person.kind != "named_person" and (word in ("it", "its")) == (
                person.kind in ("organisation", "document")
            ):
                return person.name, person.kind
        return None, "unknown" if gender or word in ("it", "its") else "collective"

    def _use(self, person: Person) -> None:
        if person is not self.last:
            self.last = person
            self.known.pop(person.name, None)
            self.known[person.name] = person

    def _head(self, start: int, end: int) -> tuple[int, int, int]:
        """The core of a source phrase [start, stop), and where its name begins (-1 without a name at its end)."""
        tag, gap = self.tag, self.gap
        stop = start
        for i in range(start, end):
            if i > start and gap[i] & BREAK:
                break
            familiar = self.small[i] == W_FAMILIAR or self.small[i] == W_CLOSE
            if i > start and (tag[i] in RELATIVE or familiar or (self.small[i] in _MODIFIER and self._ends_before(i))):
                break
            stop = i + 1
        begin = stop
        while begin > start and (tag[begin - 1] in NAMES or (begin < stop and self._capital(begin - 1))):
            begin -= 1
        if begin == stop and stop > start and tag[stop - 1] == POS and self._text(stop - 1)[:1].isupper():
            begin = stop - 1
            while begin > start and tag[begin - 1] in NAMES:
                begin -= 1
        return start, stop, begin if begin < stop else -1

    def _capital(self, at: int) -> bool:
        """A capitalised word that is part of a name though its tag is another ("Mark Levin" at the start)."""
        return self.tag[at] in PHRASE and self.tag[at] not in (DT, PRPS, POS, CD) and self._text(at)[:1].isupper()

    def _ends_before(self, at: int) -> bool:
        """The core of the phrase ends before this preposition; not in "Secretary of State", "Bank of England"."""
        if self.tag[at - 1] not in NOUNS:
            return False
        inside_name = self.small[at] == W_OF and self.bits[self.word[at - 1]] & (TITLE | ORGANISATION)
        return self.tag[at - 1] not in NAMES or not inside_name

    def _phrase(self, start: int, end: int) -> tuple[str | None, str]:
        start, stop, begin = self._head(start, end)
        if stop <= start:
            return None, "unknown"
        if begin >= 0:
            return self._named(start, begin, stop)
        # "the press secretary, Karoline Leavitt,": the name stands in apposition
        if stop < end and self.gap[stop] & COMMA and self.tag[stop] in NAMES:
            after = stop
            while after < end and self.tag[after] in NAMES and not (after > stop and self.gap[after] & COMMA):
                after += 1
            if after - stop >= 2:
                result = self._named(stop, stop, after)
                self._learn_roles(start, stop)
                return result
        if stop < end and self.small[stop] in (W_FAMILIAR, W_CLOSE):
            return self._keep(" ".join(self._text(i) for i in range(start, min(end, stop + 4))), "anonymous", 0)
        return self._common(start, stop)

    def _named(self, start: int, begin: int, stop: int) -> tuple[str | None, str]:
        bits, word = self.bits, self.word
        low = begin
        gender = 0
        for i in range(start, stop):
            gender |= bits[word[i]] & (MAN | WOMAN)
        for i in range(begin, stop - 1):
            if bits[word[i]] & (TITLE | ROLE):
                low = i + 1
        last = word[stop - 1]
        surname = self.plain[last]
        head = bits[last]
        if low == stop - 1 and not head & (ORGANISATION | PLACE):
            # a surname: look for the full name
            place = self.full.get(last, -1)
            if place >= 0:
                return self._person(self._full_name(place), gender, start, begin)
        text = " ".join(self.plain[word[i]] if i == stop - 1 else self.strings[word[i]] for i in range(low, stop))
        if head & DOCUMENT and stop - begin > 1:
            return self._keep(text, "document", 0)
        determined = self.tag[begin - 1] == DT if begin > start else False
        organised = any(bits[word[i]] & ORGANISATION for i in range(low, stop))
        if (
            head & (ORGANISATION | PLACE)
            or (organised and not gender)
            or (determined and low == begin)
            or (surname.isupper() and len(surname) > 1)
        ):
            whole = " ".join(self.strings[word[i]] for i in range(begin, stop - 1)) + " " + surname
            return self._keep(whole.strip(), "organisation", 0)
        if head & COLLECTIVE:
            return self._keep(text, "collective", 0)
        if low > begin and low == stop - 1 and head & (TITLE | ROLE):
            return self._common(start, stop)
        return self._person(text, gender, start, begin)

    def _full_name(self, place: int) -> str:
        """The full name that ends before word `place`, without titles."""
        tag, gap, word = self.tag, self.gap, self.word
        begin = place - 1
        while begin > 0 and tag[begin - 1] in NAMES and not gap[begin] & BREAK and place - begin < 6:
            if self.bits[word[begin - 1]] & TITLE:
                break
            begin -= 1
        return " ".join(self.plain[word[i]] for i in range(begin, place))

    def _person(self, name: str, gender: int, start: int, begin: int) -> tuple[str, str]:
        person = self.known.get(name) or Person(name, "named_person", self._gender_of(begin, name))
        if gender in (MAN, WOMAN):
            person.gender = gender
        self._use(person)
        self._learn_roles(start, begin)
        return person.name, person.kind

    def _gender_of(self, begin: int, name: str) -> int:
        """By the first name, where it is one that is nearly always a woman's or a man's; else 0."""
        bits = first_names().get(name.split(" ")[0].lower(), 0) if " " in name else 0
        return WOMAN if bits == WOMAN_NAME else MAN if bits == MAN_NAME else 0

    def _learn_roles(self, start: int, stop: int) -> None:
        if self.last is None:
            return
        for i in range(start, stop):
            if self.bits[self.word[i]] & (ROLE | ANONYMOUS | TITLE):
                self.last.roles.add(self._text(i).lower())

    def _keep(self, name: str, kind: str, gender: int) -> tuple[str, str]:
        person = self.known.get(name) or Person(name, kind, gender)
        self._use(person)
        return person.name, person.kind

    def _common(self, start: int, stop: int) -> tuple[str | None, str]:
        """A phrase without a name: a description of a person named before, a document, a group."""
        bits, word = self.bits, self.word
        at = stop - 1
        head = bits[word[at]]
        noun = self._bare(at).lower()
        definite = self.tag[start] == DT and self._text(start).lower() in ("the", "this", "that")
        if definite and head & ROLE:
            for person in reversed(self.known.values()):
                if person.kind == "named_person" and noun in person.roles:
                    self._use(person)
                    return person.name, person.kind
            if self.last is not None and self.last.kind == "named_person" and not head & ANONYMOUS:
                return self.last.name, self.last.kind
        text = " ".join(self._text(i) for i in range(start, stop))
        for bit, kind in (
            (DOCUMENT, "document"),
            (ANONYMOUS, "anonymous"),
            (COLLECTIVE, "collective"),
            (ORGANISATION, "organisation"),
            (ROLE, "anonymous"),
        ):
            if head & bit:
                return self._keep(text.lower() if not text.isupper() else text, kind, 0)
        return self._keep(text, "collective" if noun.endswith("s") else "unknown", 0)
