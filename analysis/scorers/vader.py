"""vaderSentiment over a batch of sentences at once, equal to `polarity_scores` sentence by sentence.

The rules of VADER (Hutto & Gilbert 2014) act on a word of its lexicon and the three words before it; so they are worked
out with NumPy for all lexicon words of a batch together. What is rare — emoji, VADER's special idioms — goes through
vaderSentiment itself. Tested equal to 1e-9 on arbitrary text (tests/scorers/test_sentiment.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from vaderSentiment import vaderSentiment as vader

from analysis.text import Documents, Vocabulary, features
from analysis.text.vocabulary import StringTable

strip_punctuation = vader.SentiText._strip_punc_if_word


@cache
def analyzer() -> vader.SentimentIntensityAnalyzer:
    """Return vaderSentiment's analyzer, made once: its lexicon and constants are used here."""
    return vader.SentimentIntensityAnalyzer()


_ROLES = {
    "no": 1, "or": 2, "nor": 2, "never": 3, "so": 4, "this": 4, "without": 5, "doubt": 6, "least": 7, "at": 8,
    "very": 8, "but": 9, "kind": 10, "of": 11,
}  # fmt: skip
NO, OR, NEVER, SO, WITHOUT, DOUBT, LEAST, AT, BUT, KIND, OF = range(1, 12)

_NEGATIONS = frozenset(vader.NEGATE)

# VADER's special cases and booster bigrams act through the words around a lexicon word. One pair of neighbouring
# words tells that a phrase may be there; the sentence is then left to vaderSentiment.
_PHRASES = (*vader.SPECIAL_CASES, *(b for b in vader.BOOSTER_DICT if " " in b))
_TELLING_PAIRS = frozenset(tuple(phrase.split()[-2:]) for phrase in _PHRASES if " " in phrase)
_PAIR_FIRST = {word: number for number, word in enumerate(sorted({a for a, _ in _TELLING_PAIRS}), 1)}
_PAIR_SECOND = {word: number for number, word in enumerate(sorted({b for _, b in _TELLING_PAIRS}), 1)}
_IS_PAIR = np.zeros((len(_PAIR_FIRST) + 1, len(_PAIR_SECOND) + 1), bool)
for _a, _b in _TELLING_PAIRS:
    _IS_PAIR[_PAIR_FIRST[_a], _PAIR_SECOND[_b]] = True

# What a form can be to VADER, as bits: few tokens are anything, and only those are looked at again.
LEXICON, BOOSTER, CAPITALS, NEGATES, ROLE, PAIR_FIRST, SPECIAL, MARKED, HIDDEN = (1 << k for k in range(9))

# vaderSentiment strips the punctuation of ASCII only, so that it knows "terrible" but not “terrible.
_STRAIGHT = str.maketrans(
    {"‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "…": "...", "–": "-", "—": "-"}
)


_KNOWN = frozenset(
    {*vader.BOOSTER_DICT, *vader.SPECIAL_CASES, *_NEGATIONS, *_ROLES, *_PAIR_FIRST, *_PAIR_SECOND} - {""}
)
_NOTHING = (0, np.nan, 0.0, 0, 0, 0, 0, 0, 0, 0)


def _facts(forms: list[str]) -> Iterator[tuple[int, float, float, int, int, int, int, int, int, int]]:
    lexicon, emojis = analyzer().lexicon, analyzer().emojis
    for form in forms:
        if form not in lexicon and form not in _KNOWN and form.isascii() and form.isalpha() and form.islower():
            yield _NOTHING  # most forms
            continue
        shown = strip_punctuation(form)
        word = shown.lower()
        role, first = _ROLES.get(word, 0), _PAIR_FIRST.get(word, 0)
        exclamations, questions = form.count("!"), form.count("?")
        special = word in vader.SPECIAL_CASES or (not form.isascii() and any(c in emojis for c in form))
        bits = (
            LEXICON * (word in lexicon)
            | BOOSTER * (word in vader.BOOSTER_DICT)
            | CAPITALS * shown.isupper()
            | NEGATES * (word in _NEGATIONS or "n't" in word)
            | ROLE * (role > 0)
            | PAIR_FIRST * (first > 0)
            | SPECIAL * special
            | MARKED * (exclamations + questions > 0)
            | HIDDEN * (not form.isascii() and not _counts(word) and _counts(_straight(form)))
        )
        valence, boost = lexicon.get(word, np.nan), vader.BOOSTER_DICT.get(word, 0.0)
        lead = form.find(shown)
        tail = len(form) - lead - len(shown)
        yield bits, valence, boost, role, first, _PAIR_SECOND.get(word, 0), exclamations, questions, lead, tail


def _counts(word: str) -> bool:
    """Whether a word changes VADER's score: it is in the lexicon, or it weakens, strengthens or negates one."""
    return word in analyzer().lexicon or word in vader.BOOSTER_DICT or word in _NEGATIONS or "n't" in word


def _straight(form: str) -> str:
    """The word that VADER would see if the form's typographic marks were plain ones."""
    text: str = strip_punctuation(form.translate(_STRAIGHT)).lower()
    return text


BITS, VALENCE, BOOST, ROLE_OF, FIRST_OF, SECOND_OF, EXCLAMATIONS, QUESTIONS, LEAD, TAIL = features(
    _facts,
    bits=np.uint16,
    valence=float,
    boost=float,
    role=np.int8,
    pair_first=np.int8,
    pair_second=np.int8,
    exclamations=np.int32,
    questions=np.int32,
    lead=np.int32,
    tail=np.int32,
)
"""`LEAD` and `TAIL` are the characters before and after what VADER takes for the word: not shown as evidence."""


@dataclass(frozen=True)
class Polarity:
    """`compound` has one number per segment; the others one entry per lexicon word that carried valence."""

    compound: np.ndarray
    token: np.ndarray
    """Position in the `form` array given."""
    value: np.ndarray
    """The word's valence after VADER's rules (negation, boosters, capitals, "but")."""


def polarity(vocabulary: Vocabulary, form: np.ndarray, first: np.ndarray) -> Polarity:
    """Compound of each segment `form[first[k]:first[k + 1]]` (word-form numbers); 0.0 for an empty segment."""
    table = vocabulary.forms
    count = len(first) - 1
    if not len(form):
        return Polarity(np.zeros(count), np.zeros(0, np.int64), np.zeros(0))
    length = np.diff(first)
    segment = np.repeat(np.arange(count, dtype=np.int32), length)
    text = _Text(table, form, table[BITS][form], segment, first)

    at = np.flatnonzero((text.bits & (LEXICON | BOOSTER)) == LEXICON)
    at = at[~text.says_kind_of(at)]
    value = _valences(text, at)

    special = text.left_to_vader(at)
    by_vader = np.flatnonzero(special)
    if len(by_vader):
        keep = ~special[segment[at]]
        at, value = at[keep], value[keep]

    # "but" halves what stands before it and lifts what follows.
    buts = np.flatnonzero(text.bits & ROLE)
    buts = buts[text.role(buts) == BUT]
    if len(buts) and len(at):
        value = _weigh_but(at, value, segment, buts)

    total = np.bincount(segment[at], weights=value, minlength=count)
    emphasis = text.emphasis()
    total = np.where(total > 0, total + emphasis, np.where(total < 0, total - emphasis, total))
    compound = _round(np.clip(total / np.sqrt(total * total + 15), -1, 1))

    extra_at, extra_value = [at], [value]
    for number in by_vader.tolist():
        low, high = int(first[number]), int(first[number + 1])
        compound[number], places, values = _by_vader([table.strings[f] for f in form[low:high].tolist()])
        extra_at.append(np.array(places, np.int64) + low)
        extra_value.append(np.array(values))
    at, value = np.concatenate(extra_at), np.concatenate(extra_value)
    order = np.argsort(at, kind="stable")
    at, value = at[order], value[order]
    return Polarity(compound, at[value != 0], value[value != 0])


def sentence_compounds(sentences: Sequence[str]) -> np.ndarray:
    """VADER's compound (-1 to 1) of each text, read as one sentence; 0.0 for a text without words."""
    documents = Documents(sentences, headlines=True)
    return polarity(documents.vocabulary, documents.form, documents.first_token).compound


def _round(compound: np.ndarray) -> np.ndarray:
    """Python's `round(x, 4)`, which NumPy's differs from where a number is next to a half."""
    scaled = compound * 1e4
    rounded = np.rint(scaled) / 1e4
    for k in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6).tolist():
        rounded[k] = round(float(compound[k]), 4)
    return rounded


@dataclass(frozen=True)
class _Text:
    """Segments of forms, and the properties of tokens that VADER's rules use."""

    table: StringTable
    form: np.ndarray
    bits: np.ndarray
    segment: np.ndarray
    first: np.ndarray

    def role(self, at: np.ndarray) -> np.ndarray:
        result: np.ndarray = self.table[ROLE_OF][self.form[at]]
        return result

    def place(self, at: np.ndarray) -> np.ndarray:
        result: np.ndarray = at - self.first[self.segment[at]]
        return result

    def is_last(self, at: np.ndarray) -> np.ndarray:
        result: np.ndarray = at + 1 == self.first[self.segment[at] + 1]
        return result

    def after(self, at: np.ndarray) -> np.ndarray:
        result: np.ndarray = np.minimum(at + 1, len(self.form) - 1)
        return result

    def says_kind_of(self, at: np.ndarray) -> np.ndarray:
        result: np.ndarray = (self.role(at) == KIND) & ~self.is_last(at) & (self.role(self.after(at)) == OF)
        return result

    def mixed_case(self, at: np.ndarray) -> np.ndarray:
        """Whether some but not all tokens of the segment are in capitals."""
        length = np.diff(self.first)
        upper = np.bincount(self.segment[np.flatnonzero(self.bits & CAPITALS)], minlength=len(length))
        result: np.ndarray = ((upper > 0) & (upper < length))[self.segment[at]]
        return result

    def emphasis(self) -> np.ndarray:
        """VADER's weight of ! and ? per segment."""
        marked = np.flatnonzero(self.bits & MARKED)
        owner, form, count = self.segment[marked], self.form[marked], len(self.first) - 1
        exclamations = np.bincount(owner, weights=self.table[EXCLAMATIONS][form], minlength=count)
        questions = np.bincount(owner, weights=self.table[QUESTIONS][form], minlength=count)
        asked = np.where(questions > 3, 0.96, np.where(questions > 1, questions * 0.18, 0.0))
        return np.minimum(exclamations, 4) * 0.292 + asked

    def left_to_vader(self, at: np.ndarray) -> np.ndarray:
        """Bool per segment: it holds an emoji, or an idiom that may touch one of the lexicon words at `at`."""
        special = np.zeros(len(self.first) - 1, bool)
        special[self.segment[np.flatnonzero(self.bits & SPECIAL)]] = True
        pair = np.flatnonzero(self.bits & PAIR_FIRST)
        pair = pair[~self.is_last(pair)]
        here, following = self.table[FIRST_OF][self.form[pair]], self.table[SECOND_OF][self.form[pair + 1]]
        pair = pair[_IS_PAIR[here, following]]
        # vaderSentiment looks from three words before a lexicon word to two after it.
        low, high = np.searchsorted(at, pair - 1), np.searchsorted(at, pair + 4)
        special[self.segment[pair[high > low]]] = True
        return special


def _valences(text: _Text, at: np.ndarray) -> np.ndarray:
    """VADER's `sentiment_valence` for the lexicon words at positions `at`, special idioms aside."""
    table, form, bits = text.table, text.form, text.bits
    plain = table[VALENCE][form[at]]
    value = plain.copy()
    here = text.place(at)
    mixed_case = text.mixed_case(at)

    nothing = at[text.role(at) == NO]
    negates_next = nothing[~text.is_last(nothing) & (bits[text.after(nothing)] & LEXICON > 0)]
    value[np.searchsorted(at, negates_next)] = 0.0
    back = [np.maximum(at - k, 0) for k in (1, 2, 3)]
    role1, role2, role3 = (text.role(b) for b in back)
    refused = ((here > 0) & (role1 == NO)) | ((here > 1) & (role2 == NO)) | ((here > 2) & (role3 == NO) & (role1 == OR))
    value = np.where(refused, plain * vader.N_SCALAR, value)
    shouted = (bits[at] & CAPITALS > 0) & mixed_case
    value = np.where(shouted, np.where(value > 0, value + vader.C_INCR, value - vader.C_INCR), value)
    so1, so2 = role1 == SO, role2 == SO
    raised = [
        np.zeros(len(at), bool),
        (role2 == NEVER) & so1,
        ((role3 == NEVER) & so2) | so1,
    ]
    spared = [
        raised[0],
        (role2 == WITHOUT) & (role1 == DOUBT),
        (role3 == WITHOUT) & ((role2 == DOUBT) | (role1 == DOUBT)),
    ]
    for k, damping in enumerate((1.0, 0.95, 0.9)):
        known = bits[back[k]]
        # Only words that change anything are worked out: boosters, negations, and "so".
        acts = (known & (BOOSTER | NEGATES) > 0) | raised[k]
        one = np.flatnonzero((here > k) & (known & LEXICON == 0) & acts)
        now, its = value[one], known[one]
        scalar = table[BOOST][form[back[k][one]]]
        scalar = np.where(now < 0, -scalar, scalar)
        loud = (its & BOOSTER > 0) & (its & CAPITALS > 0) & mixed_case[one]
        scalar = np.where(loud, np.where(now > 0, scalar + vader.C_INCR, scalar - vader.C_INCR), scalar)
        negated = np.where((its & NEGATES > 0) & ~spared[k][one], vader.N_SCALAR, 1.0)
        value[one] = (now + scalar * damping) * np.where(raised[k][one], 1.25, negated)
    least = (here > 0) & (role1 == LEAST) & (bits[back[0]] & LEXICON == 0)
    least &= ~((here > 1) & (role2 == AT))
    result: np.ndarray = np.where(least, value * vader.N_SCALAR, value)
    return result


def _weigh_but(at: np.ndarray, value: np.ndarray, segment: np.ndarray, buts: np.ndarray) -> np.ndarray:
    """VADER's `_but_check`, which changes the first *equal* value of the sentence at each step."""
    value = value.copy()
    owner = segment[at]
    where, first = np.unique(segment[buts], return_index=True)
    low, high = np.searchsorted(owner, where), np.searchsorted(owner, where, side="right")
    for but, a, b in zip(buts[first].tolist(), low.tolist(), high.tolist(), strict=True):
        if a == b:
            continue
        values, places = value[a:b].tolist(), at[a:b].tolist()
        for k in range(len(values)):
            if values[k] == 0:
                continue
            same = values.index(values[k])
            if places[same] != but:
                values[same] *= 0.5 if places[same] < but else 1.5
        value[a:b] = values
    return value


def _by_vader(forms: list[str]) -> tuple[float, list[int], list[float]]:
    """Compound, and place and valence of each word, through vaderSentiment's own functions."""
    judge = analyzer()
    text = " ".join(forms)
    if any(c in judge.emojis for c in text):
        return judge.polarity_scores(text)["compound"], [], []  # its words are not the text's words
    sentiments: list[float] = []
    shown = vader.SentiText(text)
    words = shown.words_and_emoticons
    for k, word in enumerate(words):
        lower = word.lower()
        kind_of = lower == "kind" and k < len(words) - 1 and words[k + 1].lower() == "of"
        if kind_of or lower in vader.BOOSTER_DICT or lower not in judge.lexicon:
            sentiments.append(0)
        else:
            sentiments = judge.sentiment_valence(0, shown, word, k, sentiments)
    sentiments = judge._but_check(words, sentiments)
    places = [k for k, s in enumerate(sentiments) if s]
    return judge.score_valence(sentiments, text)["compound"], places, [float(sentiments[k]) for k in places]
