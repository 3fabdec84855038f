"""Where content ends, and what follows a cue verb: a clause, an infinitive, a quotation, an object, an addressee."""

from collections.abc import Callable

from analysis.scorers.attribution import lexicon as lex
from analysis.scorers.attribution.state import ExtractionState
from analysis.text.constituents.clauses import bare_clause_begins, clause_end, finite_between
from analysis.text.constituents.noun_phrases import adjuncts_end, list_goes_on, noun_phrase_end, time_phrase_end
from analysis.text.constituents.word_columns import BREAK, COLON, COMMA, HARD, QUOTE, Run
from analysis.text.small_words import (
    SUBORDINATE,
    W_ACCORDING,
    W_AS,
    W_BACK,
    W_IN,
    W_OUT,
    W_THAT,
    W_UP,
    W_WHEN,
    small_words,
)
from analysis.text.tagsets import (
    BEGINS_CLAUSE,
    CC,
    FINITE,
    IN,
    PHRASE,
    PHRASE_OR_PRONOUN,
    PRESENT_OR_PAST,
    PRP,
    RB,
    RELATIVE,
    TO,
    VB,
    VBD,
    VBG,
    VBN,
    VBP,
    VBZ,
    VERBS,
    WRB,
)

_MEDIA = small_words("statement interview")
_MEDIUM_WITHIN = 5
_PARTICLES = frozenset((W_OUT, W_BACK, W_UP))
_AFTER_PARTICLE = small_words("that at on against for")
_QUESTION_WORDS = small_words("how why what whether when where")
_CLAUSE_WORDS = small_words("that whether if how why what")
_INSIDE_OBJECT = small_words("as following since")
_ADJUNCT_WITHIN = 20
"""Words between a verb of saying and "that", or a comma and a quotation."""
_FINITE_WITHIN = 25

Complement = tuple[Run | None, int, str]
"""The content (None: the verb has no fitting complement), the word after the cue, and the name of the rule."""


class CueVerb:
    """An active verb that may be a cue, and what its frame can govern.

    `bounded`: it is in a subordinate or relative clause, which a comma ends. `present`: in the present tense.
    """

    __slots__ = ("at", "bounded", "can", "frame", "present", "saying")

    def __init__(self, at: int, frame: int, can: int, bounded: bool, present: bool, saying: bool) -> None:
        self.at, self.frame, self.can, self.bounded, self.present, self.saying = (
            at,
            frame,
            can,
            bounded,
            present,
            saying,
        )


# --- ends ---------------------------------------------------------------------------------------------------------


def content_end(state: ExtractionState, start: int, bounded: bool, present: bool) -> int:
    """Where a clause that is the content ends; `bounded` and `present` as in `CueVerb`."""
    return clause_end(state.words, state.clause, start, bounded, lambda at: _resumes(state, at, bounded, present))


def _resumes(state: ExtractionState, at: int, bounded: bool, present: bool) -> bool:
    """Whether another cue begins at this word, so that the content before it has ended."""
    words = state.words
    g, t = words.gap[at], words.tag[at]
    inside = at + 1 < state.clause.stop
    if not g & BREAK:
        return t == CC and inside and (_second_predicate(state, at + 1, present) or _new_speaker(state, at + 1))
    if state.cues.verb[at] and (t == VBG or (t in FINITE and g & COMMA and not bounded)):
        return True
    small = words.small[at]
    if small == W_ACCORDING or ((t == CC or small in SUBORDINATE) and _new_speaker(state, at + 1)):
        return True
    if t == CC and inside and _second_predicate(state, at + 1, present):
        return True
    return g & QUOTE != 0 and t == PRP and inside and state.cues.verb[at + 1] != 0


def _new_speaker(state: ExtractionState, at: int) -> bool:
    """Whether "and Democrats accused …", "while Bush said …" begins here: another subject with a cue of its own."""
    words, clause = state.words, state.clause
    if at >= clause.stop:
        return False
    end = noun_phrase_end(words, clause, at, False)
    while end > at and end < clause.stop and words.tag[end] == RB:
        end += 1
    return (
        end > at
        and end < clause.stop
        and words.tag[end] in PRESENT_OR_PAST
        and state.cues.saying[state.cues.verb[end]]
        and not words.gap[end] & BREAK
    )


def _second_predicate(state: ExtractionState, at: int, present: bool) -> bool:
    """Whether "and said", "but has denied" here goes on with the cue's subject rather than inside the content."""
    tag, stop = state.words.tag, state.clause.stop
    while at < stop and tag[at] == RB:
        at += 1
    if at >= stop or state.words.gap[at] & BREAK:
        return False
    t = tag[at]
    if present:
        return t in (VBZ, VBP) and state.cues.verb[at] != 0
    if not state.cues.verb[at] or state.words.aux[at]:
        return False
    return t == VBD or (t == VBN and at + 1 < stop and tag[at + 1] in PHRASE_OR_PRONOUN)


def object_end(state: ExtractionState, start: int) -> int:
    """Where an object that is the content ends: the phrase with what depends on it, up to the next clause."""
    words, clause, verb = state.words, state.clause, state.cues.verb
    tag, gap, small, quoted, stop = words.tag, words.gap, words.small, words.quoted, clause.stop
    for i in range(start, stop):
        if quoted[i]:
            continue
        t = tag[i]
        if i > start:
            if gap[i] & HARD:
                return i
            if gap[i] & COMMA and t not in RELATIVE and not list_goes_on(words, clause, i):
                return i
            if t == CC and i + 1 < stop and (tag[i + 1] in PRESENT_OR_PAST or (verb[i + 1] and tag[i + 1] in VERBS)):
                return i
            if small[i] in SUBORDINATE and small[i] not in _INSIDE_OBJECT:
                return i
            if (words.time[i] or t == IN) and time_phrase_end(words, clause, i) > i:
                return i
    return max(start, stop)


def medium_end(state: ExtractionState, at: int) -> int:
    """Past "in a statement", "in an emailed statement", "in an interview" at this place, which belong to the cue."""
    words, stop = state.words, state.clause.stop
    if at < stop and words.small[at] == W_IN and not words.gap[at] & BREAK:
        for i in range(at + 1, min(stop, at + _MEDIUM_WITHIN)):
            if words.gap[i] & BREAK or (words.tag[i] not in PHRASE and words.tag[i] != VBN):
                return at
            if words.small[i] in _MEDIA:
                return i + 1
    return at


# --- clauses ------------------------------------------------------------------------------------------------------


def _quotation(state: ExtractionState, at: int, bounded: bool, present: bool) -> Run:
    end = state.quote_to[at]
    if end < state.clause.stop:
        return (at, max(end, content_end(state, end - 1, bounded, present)))
    return (at, end)


def clause_content(
    state: ExtractionState, at: int, can: int, bounded: bool, present: bool, saying: bool = False
) -> Run | None:
    """A that-, wh- or bare clause, an infinitive or a quotation that begins here."""
    words, clause = state.words, state.clause
    small, t, g = words.small[at], words.tag[at], words.gap[at]
    if at in state.quote_to and can & (lex.QUOTED | lex.CLAUSE):
        return _quotation(state, at, bounded, present)
    if g & COLON and can & lex.QUOTED:
        return (at, clause.stop)
    if g & BREAK:
        return None
    if can & lex.INFINITIVE and t == TO and at + 1 < clause.stop:
        return (at, content_end(state, at, bounded, present))
    if not can & lex.CLAUSE:
        return None
    if small in _CLAUSE_WORDS or (t == WRB and small != W_WHEN):
        return (at, content_end(state, at, bounded, present))
    strict = can & lex.OBJECT != 0
    if t in BEGINS_CLAUSE and ((saying and not strict) or bare_clause_begins(words, clause, at, strict)):
        return (at, content_end(state, at, bounded, present))
    if (
        saying
        and (t in (VBG, VB, RB, IN) or t in FINITE)
        and finite_between(words, at, min(clause.stop, at + _FINITE_WITHIN))
        and time_phrase_end(words, clause, at) == at
    ):
        return (at, content_end(state, at, bounded or t in FINITE, present))
    return None


# --- complements of an active verb --------------------------------------------------------------------------------


def complement(state: ExtractionState, cue: CueVerb) -> Complement:
    """The content after an active verb, by the first of `_COMPLEMENTS` that its frame allows and that decides."""
    after = cue.at + 1
    if after >= state.clause.stop:
        # "Trump said:" and the quotation in the next sentence or paragraph
        if cue.can & lex.QUOTED and after in state.quote_to:
            return (after, state.quote_to[after]), after, "quotation"
        return _NO_CONTENT
    for bits, find in _COMPLEMENTS:
        if cue.can & bits:
            result = find(state, cue)
            if result is not None:
                return result
    return _NO_CONTENT


_NO_CONTENT: Complement = (None, 0, "")


def _prepositional(state: ExtractionState, cue: CueVerb) -> Complement | None:
    """Particles and prepositions: "pointed out that", "hit back at", "spoke about", "warned of"."""
    words, stop = state.words, state.clause.stop
    after, j = cue.at + 1, cue.at + 2
    small = words.small[after]
    if words.gap[after] & BREAK or j >= stop or not state.cues.takes_preposition(cue.frame, small):
        return None
    if small in _PARTICLES:
        if words.small[j] in _AFTER_PARTICLE and j + 1 < stop:
            if words.small[j] == W_THAT:
                return (j, content_end(state, j, cue.bounded, cue.present)), j, "clause"
            return (j + 1, object_end(state, j + 1)), j + 1, "preposition"
        if words.tag[j] in PHRASE:
            return (j, content_end(state, j, cue.bounded, cue.present)), j, "preposition"
        return _NO_CONTENT
    if words.small[j] in _QUESTION_WORDS:
        return (j, content_end(state, j, cue.bounded, cue.present)), j, "preposition"
    end = object_end(state, j)
    if end > j and words.tag[j] not in FINITE:
        return (j, end), j, "preposition"
    return None


def _addressed(state: ExtractionState, cue: CueVerb) -> Complement | None:
    """Content after an addressee: "told reporters that", "urged voters to", "accused her of", "asked him about"."""
    run = _after_addressee(state, cue)
    return (run, cue.at + 1, "addressee") if run else None


def _after_addressee(state: ExtractionState, cue: CueVerb) -> Run | None:
    words, clause = state.words, state.clause
    i = cue.at + 1
    if words.gap[i] & BREAK or words.tag[i] not in PHRASE_OR_PRONOUN:
        return None
    j = noun_phrase_end(words, clause, i, False)
    if j <= i:
        return None
    j = adjuncts_end(words, clause, j)
    if j >= clause.stop:
        return None
    if words.gap[j] & COMMA and j in state.quote_to:
        return _quotation(state, j, cue.bounded, cue.present)
    if cue.can & lex.PREPOSITION and state.cues.takes_preposition(cue.frame, words.small[j]) and j + 1 < clause.stop:
        end = object_end(state, j + 1)
        return (j + 1, end) if end > j + 1 else None
    return clause_content(state, j, cue.can, cue.bounded, cue.present)


def _clausal(state: ExtractionState, cue: CueVerb) -> Complement | None:
    """A clause, an infinitive or a quotation, right after the verb or after adjuncts ("said on Friday that")."""
    words, clause = state.words, state.clause
    i, stop = cue.at + 1, clause.stop
    j = adjuncts_end(words, clause, i)
    cue_end = medium_end(state, i) if j > i else i
    if j >= stop and j in state.quote_to and cue.can & lex.QUOTED and words.gap[j] & COLON:
        return (j, state.quote_to[j]), cue_end, "quotation"
    if words.tag[i] in (IN, TO) and cue.saying and not words.gap[i] & BREAK:
        # "said on ABC's “This Week” that": an adjunct of any shape before "that"
        for at in range(i + 1, min(stop, i + _ADJUNCT_WITHIN)):
            if words.gap[at] & COMMA and not words.quoted[at]:
                break
            if words.small[at] == W_THAT and words.tag[at] == IN:
                return (at, content_end(state, at, cue.bounded, cue.present)), cue_end, "clause"
    for at in ((j, i) if time_phrase_end(words, clause, i) > i else (i, j)) if j > i else (i,):
        if at >= stop:
            break
        run = clause_content(state, at, cue.can, cue.bounded, cue.present, cue.saying)
        if run:
            return run, cue_end, "clause" if words.tag[at] != TO else "infinitive"
    if not words.gap[i] & BREAK & ~COLON or words.gap[i] & QUOTE:
        return None
    # "said, without evidence, that" or a quotation after a comma
    if cue.can & lex.QUOTED:
        for at in range(i, min(stop, i + _ADJUNCT_WITHIN)):
            if at in state.quote_to and words.gap[at] & (COMMA | COLON):
                return _quotation(state, at, cue.bounded, cue.present), cue_end, "quotation"
            if cue.can & lex.CLAUSE and words.small[at] == W_THAT and words.gap[at] & COMMA:
                return (at, content_end(state, at, cue.bounded, cue.present)), cue_end, "clause"
    return _NO_CONTENT


def _predicated(state: ExtractionState, cue: CueVerb) -> Complement | None:
    """ "called him a liar", "described it as a hoax": the object and what it is called."""
    words = state.words
    i = cue.at + 1
    t = words.tag[i]
    if t not in PHRASE_OR_PRONOUN and i not in state.quote_to:
        return None
    if cue.can & lex.OBJECT and t == PRP and (i + 1 >= state.clause.stop or words.small[i + 1] != W_AS):
        return None
    return (i, content_end(state, i, True, cue.present)), i, "predicate"


def _object(state: ExtractionState, cue: CueVerb) -> Complement | None:
    """ "criticized the plan", "denied taking bribes"."""
    i = cue.at + 1
    t = state.words.tag[i]
    is_object = cue.can & lex.OBJECT and (t in PHRASE_OR_PRONOUN or i in state.quote_to)
    if not is_object and not (cue.can & lex.GERUND and t == VBG):
        return None
    end = object_end(state, i)
    return ((i, end), i, "object") if end > i else None


_ANY = (1 << len(lex.LETTERS)) - 1
_COMPLEMENTS: tuple[tuple[int, Callable[[ExtractionState, CueVerb], Complement | None]], ...] = (
    (lex.PREPOSITION, _prepositional),
    (lex.ADDRESSEE, _addressed),
    (_ANY, _clausal),
    (lex.PREDICATE, _predicated),
    (lex.OBJECT | lex.GERUND, _object),
)
"""What a frame must allow, and the function that looks for it."""
COMPLEMENT_RULES = ("clause", "quotation", "infinitive", "object", "addressee", "predicate", "preposition")
"""Names of the rules that `complement` returns."""
