"""What the rules share while a batch is read: its words, what each can be, and the attributions so far."""

from analysis.scorers.attribution import lexicon as lex
from analysis.text.constituents.word_columns import Clause, Run, WordColumns
from analysis.text.small_words import SMALL_ID

PREPOSITION_BIT = {SMALL_ID[p]: 1 << n for n, p in enumerate(lex.PREPOSITIONS) if p in SMALL_ID}
_INSIDE, _IN_CUE = b"\x01", b"\x02"
IN_CUE = 2
"""Value of `ExtractionState.covered` for words of a cue."""


class Attribution:
    """One attribution as runs of words: source, cue, content; the number of the cue's frame; the rule that found it."""

    __slots__ = ("content", "cue", "frame", "rule", "source")

    def __init__(self, source: list[Run], cue: list[Run], content: list[Run], frame: int, rule: str) -> None:
        self.source, self.cue, self.content, self.frame, self.rule = source, cue, content, frame, rule

    def anchor(self) -> int:
        """The first word of the cue, or of the content where there is no cue."""
        return (self.cue or self.content)[0][0]


class CueColumns:
    """The frames of each word as verb, noun and adjective (0 is none), and by frame what it can govern.

    `complements` and `prepositions` are bits of `lexicon`; `saying` is True for verbs of saying.
    """

    __slots__ = ("adjective", "complements", "noun", "prepositions", "saying", "verb")

    def __init__(
        self,
        verb: bytes,
        noun: bytes,
        adjective: bytes,
        complements: list[int],
        prepositions: list[int],
        saying: list[bool],
    ) -> None:
        self.verb, self.noun, self.adjective = verb, noun, adjective
        self.complements, self.prepositions, self.saying = complements, prepositions, saying

    def takes_preposition(self, frame: int, small: int) -> bool:
        """Whether a word of this frame governs the preposition with the number `small`."""
        return PREPOSITION_BIT.get(small, 0) & self.prepositions[frame] != 0


class ExtractionState:
    """The batch, the sentence that is read now (`clause`), and the attributions found."""

    def __init__(self, words: WordColumns, cues: CueColumns, switched_off: frozenset[str]) -> None:
        self.words = words
        self.cues = cues
        self.switched_off = switched_off
        self.coordinated = "coordinated" not in switched_off
        self.nested = "nested" not in switched_off
        self.clause = Clause(0, 0)
        self.quote_from: dict[int, int] = {}
        """Word after a quotation's last → its first word."""
        self.quote_to: dict[int, int] = {}
        """First word of a quotation → word after its last."""
        self.attributions: list[Attribution] = []
        self.begun = 0
        """How many attributions there were before this sentence."""
        self.covered = bytearray(len(words.tag) + 1)
        """1 inside content, `IN_CUE` in a cue."""
        self.subject: list[Run] = []
        self.remembered: list[int] = []
        """Verbs of this sentence whose subjects may be the current one, later ones first; looked up when needed."""

    def begin(self, first: int, stop: int) -> None:
        """Start the sentence of the words from `first` to before `stop`."""
        self.clause.first, self.clause.stop = first, stop
        self.begun = len(self.attributions)
        self.subject = []
        self.remembered = []

    def set_subject(self, source: list[Run]) -> None:
        """Make `source` what a verb without a subject of its own goes with."""
        self.subject = source
        if self.remembered:
            self.remembered = []

    def record(self, attribution: Attribution | None) -> None:
        """Add an attribution, unless its rule is switched off or it has no content; its source is the subject now."""
        if attribution is None:
            return
        if attribution.rule in self.switched_off:
            if attribution.source:
                self.set_subject(attribution.source)
            return
        for a, b in attribution.content:
            if b <= a:
                attribution.content = [run for run in attribution.content if run[1] > run[0]]
                break
        if not attribution.content:
            return
        self.attributions.append(attribution)
        for a, b in attribution.content:
            self.covered[a:b] = _INSIDE * (b - a)
        for a, b in attribution.cue:
            self.covered[a:b] = _IN_CUE * (b - a)
        if attribution.source:
            self.set_subject(attribution.source)
