"""Which sources are anonymous: people or officials who speak in the article and whom it does not name anywhere.

A source is anonymous where its phrase describes one or several people by a word that hides who they are ("officials",
"a source", "a spokeswoman for") or introduces them with a role ("a Republican lawmaker", "an app maker's chief
executive"). It is not where the phrase stands for somebody known: a single holder of an office ("the governor"), a
person known by whom they belong to ("his mother", "Ford's attorney"), a pronoun whose antecedent is not the anonymous
source right before it; nor where nobody has spoken: wishes, feelings and plans without quotation, and refusals.
Bodies ("the White House"), open classes ("critics") and hypothetical people ("any senator") are not anonymous.
"""

from collections.abc import Callable

from analysis.scorers.attribution.lexicon import SAYING, Frame
from analysis.scorers.attribution.source_lexicon import ANONYMOUS, ROLE
from analysis.scorers.attribution.state import Attribution
from analysis.text.constituents.word_columns import BREAK, COMMA, WordColumns
from analysis.text.small_words import small_words
from analysis.text.tagsets import NAMES, NOUNS, POS, PRP, PRPS, PRPV, RELATIVE

_NOT_SPEAKING = frozenset(("want", "feel", "plan"))
_SILENT = frozenset(
    ("not", "never", "decline", "declined", "declines", "refuse", "refused", "refuses", "fail", "failed")
)
_GENERIC = frozenset(("any", "every", "no", "each", "many", "most", "few"))
_INDEFINITE = frozenset(("a", "an", "another", "one", "some", "two", "three", "four", "several", "second", "third"))
_RELATIVES = frozenset(
    "mother father daughter son wife husband brother sister parents family brothers sisters sons daughters".split()
)
_COUNSEL = frozenset("lawyers attorneys representatives relatives friends employees".split())
_ONE_OF_A_KIND = frozenset(("adviser", "advisor", "agent", "diplomat"))
"""Words that with "the" mean the holder of an office, who has a name ("the national security adviser")."""
_THEY = frozenset(("they", "their", "them", "themselves"))
_THEY_WITHIN = 60
"""A plural pronoun has fewer words than this between it and its antecedent; a singular one no name."""
_PERSONAL = frozenset(("i", "we", "you", "it"))
_AFTER_HEAD = small_words("of for in at from with on to familiar close")

Text = Callable[[int], str]


class Anonymity:
    """Tells for the attributions of a batch, in the order of the text, which sources are anonymous."""

    def __init__(self, words: WordColumns, text: Text, plain: Text, bits: Callable[[int], int]) -> None:
        """`text` gives a word in lower case, `plain` without its possessive, `bits` its kinds in `source_lexicon`."""
        self.words, self.text, self.plain, self.bits = words, text, plain, bits
        self.last: tuple[int, int] | None = None
        """Last anonymous source, as the words of its phrase, while a pronoun can stand for it."""

    def begin(self) -> None:
        """Start an article."""
        self.last = None

    def is_anonymous(self, attribution: Attribution, frame: Frame) -> bool:
        """Whether the source of the next attribution is a person or official who speaks unnamed."""
        if not attribution.source:
            return False
        start, end = attribution.source[0]
        if self.words.tag[start] in (PRP, PRPV, PRPS) and end - start == 1:
            unnamed = self._continues(start)
        else:
            unnamed = self._describes(start, end)
            self.last = (start, end) if unnamed else None
        return unnamed and self._speaks(attribution, frame)

    def _speaks(self, attribution: Attribution, frame: Frame) -> bool:
        content = attribution.content[0][0]
        if attribution.cue:
            cue = [self.text(i) for a, b in attribution.cue for i in range(a, b)]
            if not _SILENT.isdisjoint(cue) or any(word.endswith("n't") for word in cue):
                return False
        if attribution.source and self.words.tag[attribution.source[0][0]] in RELATIVE:
            return frame.category in SAYING  # "a person who opposed the plan" has only been described
        return frame.category not in _NOT_SPEAKING or self.words.quoted[content] != 0

    def _continues(self, at: int) -> bool:
        """Whether the pronoun here stands for the anonymous source before it: no name comes between."""
        pronoun = self.plain(at)
        if self.last is None or pronoun in _PERSONAL:
            return False
        start, end = self.last
        several = pronoun in _THEY
        if self.plain(self._head(start, end)).endswith("s") != several:
            return False
        return at - end < _THEY_WITHIN if several else not any(self.words.tag[i] in NAMES for i in range(end, at))

    def _head(self, start: int, end: int) -> int:
        """The head noun of a source phrase."""
        tag, gap, small = self.words.tag, self.words.gap, self.words.small
        head = start
        for i in range(start, end):
            if i > start and (gap[i] & BREAK or tag[i] in RELATIVE):
                break
            if i > start and small[i] in _AFTER_HEAD and tag[i - 1] in NOUNS:
                break
            head = i
        return head

    def _describes(self, start: int, end: int) -> bool:
        words = self.words
        tag = words.tag
        if tag[start] in RELATIVE:
            end = start
            while start > 0 and not words.gap[start] & BREAK and tag[start - 1] in NOUNS:
                start -= 1
            if start == end:
                return False
            if start > 0 and not words.gap[start] & BREAK:
                start -= 1
        head = self._head(start, end)
        noun, bits = self.plain(head), self.bits(head)
        first = self.text(start)
        if tag[head] in NAMES or first in _GENERIC or noun in _RELATIVES:
            return False
        if any(words.gap[i] & COMMA and tag[i] in NAMES for i in range(head + 1, end)):
            return False  # the name in apposition
        possessed = tag[start] == PRPS or any(
            tag[i] == POS or self.text(i).endswith(("'s", "s'")) for i in range(start, head)
        )
        if noun in _COUNSEL and possessed:
            return True
        indefinite = first in _INDEFINITE
        if bits & ANONYMOUS:
            return noun.endswith("s") or indefinite or not (possessed or noun in _ONE_OF_A_KIND)
        return bool(bits & ROLE) and indefinite and not noun.endswith("s") and first != "one"
