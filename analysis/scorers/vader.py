"""vaderSentiment over a batch of sentences at once, equal to `polarity_scores` sentence by sentence.

The rules of VADER (Hutto & Gilbert 2014) act on a word of its lexicon and the three words before it; so they are worked
out with NumPy for all lexicon words of a batch together. What is rare — emoji, VADER's special idioms — goes through
vaderSentiment itself. Tested equal to 1e-9 on arbitrary text (tests/scorers/test_sentiment.py).
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
from vaderSentiment import vaderSentiment as vader

from analysis.text import Feature, Vocabulary

strip_punctuation = vader.SentiText._strip_punc_if_word


@cache
def analyzer() -> vader.SentimentIntensityAnalyzer:
    return vader.SentimentIntensityAnalyzer()


_ROLES = {
    "no": 1, "or": 2, "nor": 2, "never": 3, "so": 4, "this": 4, "without": 5, "doubt": 6, "least": 7, "at": 8, "very": 8,
    "but": 9, "kind": 10, "of": 11,
}  # fmt: skip
NO, OR, NEVER, SO, WITHOUT, DOUBT, LEAST, AT, BUT, KIND, OF = range(1, 12)

# The last words of VADER's special cases and booster bigrams, each with the word before it: where one occurs near
# a lexicon word, the sentence is left to vaderSentiment.
_IDIOM_PAIRS = frozenset(
    pair
    for phrase in [*vader.SPECIAL_CASES, *(b for b in vader.BOOSTER_DICT if " " in b)]
    for pair in zip(phrase.split(), phrase.split()[1:], strict=False)
)
_IDIOM_FIRST = {word: number for number, word in enumerate(sorted({a for a, _ in _IDIOM_PAIRS}), 1)}
_IDIOM_SECOND = {word: number for number, word in enumerate(sorted({b for _, b in _IDIOM_PAIRS}), 1)}
_IDIOM_TABLE = np.zeros((len(_IDIOM_FIRST) + 1, len(_IDIOM_SECOND) + 1), bool)
for _a, _b in _IDIOM_PAIRS:
    _IDIOM_TABLE[_IDIOM_FIRST[_a], _IDIOM_SECOND[_b]] = True


def _lower(form: str) -> str:
    return strip_punctuation(form).lower()


VALENCE = Feature("valence", float, lambda forms: [analyzer().lexicon.get(_lower(f), np.nan) for f in forms])
BOOST = Feature("boost", float, lambda forms: [vader.BOOSTER_DICT.get(_lower(f), 0.0) for f in forms])
CAPITALS = Feature("capitals", bool, lambda forms: [strip_punctuation(f).isupper() for f in forms])
NEGATES = Feature("negates", bool, lambda forms: [vader.negated([_lower(f)]) for f in forms])
ROLE = Feature("role", np.int8, lambda forms: [_ROLES.get(_lower(f), 0) for f in forms])
IDIOM_FIRST = Feature("idiom_first", np.int8, lambda forms: [_IDIOM_FIRST.get(_lower(f), 0) for f in forms])
IDIOM_SECOND = Feature("idiom_second", np.int8, lambda forms: [_IDIOM_SECOND.get(_lower(f), 0) for f in forms])
EXCLAMATIONS = Feature("exclamations", np.int32, lambda forms: [f.count("!") for f in forms])
QUESTIONS = Feature("questions", np.int32, lambda forms: [f.count("?") for f in forms])
EMOJI = Feature(
    "emoji", bool, lambda forms: [not f.isascii() and any(c in analyzer().emojis for c in f) for f in forms]
)
# An idiom of one word ("badass") is a special case too.
_LONE_IDIOM = Feature("lone_idiom", bool, lambda forms: [_lower(f) in vader.SPECIAL_CASES for f in forms])


@dataclass(frozen=True)
class Polarity:
    """`compound` has one number a segment; the others one entry a lexicon word that carried valence."""

    compound: np.ndarray
    token: np.ndarray
    """Position in the `form` array given."""
    value: np.ndarray
    """The word's valence after VADER's rules (negation, boosters, capitals, "but")."""


def polarity(vocabulary: Vocabulary, form: np.ndarray, first: np.ndarray) -> Polarity:
    """Compound of each segment `form[first[k]:first[k + 1]]` (word-form numbers); 0.0 for an empty segment."""
    table = vocabulary.forms
    count = len(first) - 1
    compound = np.zeros(count)
    if not len(form):
        return Polarity(compound, np.zeros(0, np.int64), np.zeros(0))
    length = np.diff(first)
    segment = np.repeat(np.arange(count), length)
    valence = table[VALENCE][form]
    in_lexicon = ~np.isnan(valence)
    boost = table[BOOST][form]
    role = table[ROLE][form]
    place = np.arange(len(form)) - first[:-1][segment]
    last = place == length[segment] - 1

    following = np.append(np.arange(1, len(form)), len(form) - 1)
    kind_of = (role == KIND) & ~last & (role[following] == OF)
    at = np.flatnonzero(in_lexicon & (boost == 0) & ~kind_of)
    value = _valences(table, form, at, place, last, segment, valence, in_lexicon, boost, role)

    # Sentences that vaderSentiment itself must judge.
    special = np.zeros(count, bool)
    special[segment[table[EMOJI][form] | table[_LONE_IDIOM][form]]] = True
    idiom = _IDIOM_TABLE[table[IDIOM_FIRST][form], table[IDIOM_SECOND][form[following]]] & ~last
    special[segment[idiom]] = True
    by_vader = np.flatnonzero(special)
    if len(by_vader):
        keep = ~special[segment[at]]
        at, value = at[keep], value[keep]

    # "but" halves what stands before it and lifts what follows.
    buts = np.flatnonzero(role == BUT)
    if len(buts) and len(at):
        value = _weigh_but(at, value, segment, buts)

    total = np.bincount(segment[at], weights=value, minlength=count)
    exclamations = np.minimum(np.bincount(segment, weights=table[EXCLAMATIONS][form], minlength=count), 4) * 0.292
    questions = np.bincount(segment, weights=table[QUESTIONS][form], minlength=count)
    emphasis = exclamations + np.where(questions > 3, 0.96, np.where(questions > 1, questions * 0.18, 0.0))
    total = np.where(total > 0, total + emphasis, np.where(total < 0, total - emphasis, total))
    compound = np.round(np.clip(total / np.sqrt(total * total + 15), -1, 1), 4)

    extra_at, extra_value = [at], [value]
    for number in by_vader.tolist():
        low, high = int(first[number]), int(first[number + 1])
        compound[number], places, values = _by_vader([table.strings[f] for f in form[low:high]])
        extra_at.append(np.array(places, np.int64) + low)
        extra_value.append(np.array(values))
    at, value = np.concatenate(extra_at), np.concatenate(extra_value)
    order = np.argsort(at, kind="stable")
    at, value = at[order], value[order]
    return Polarity(compound, at[value != 0], value[value != 0])


def _valences(table, form, at, place, last, segment, valence, in_lexicon, boost, role) -> np.ndarray:
    """VADER's `sentiment_valence` for the lexicon words at positions `at`, special idioms aside."""
    plain = valence[at]
    value = plain.copy()
    here = place[at]
    capitals = table[CAPITALS][form]
    negates = table[NEGATES][form]
    many = np.bincount(segment, minlength=int(segment[-1]) + 1)
    upper = np.bincount(segment, weights=capitals, minlength=len(many))
    mixed_case = ((upper > 0) & (upper < many))[segment[at]]

    after = np.minimum(at + 1, len(form) - 1)
    value[(role[at] == NO) & ~last[at] & in_lexicon[after]] = 0.0
    back = [np.maximum(at - k, 0) for k in (1, 2, 3)]
    role1, role2, role3 = (role[b] for b in back)
    refused = ((here > 0) & (role1 == NO)) | ((here > 1) & (role2 == NO)) | ((here > 2) & (role3 == NO) & (role1 == OR))
    value = np.where(refused, plain * vader.N_SCALAR, value)
    shouted = capitals[at] & mixed_case
    value = np.where(shouted, np.where(value > 0, value + vader.C_INCR, value - vader.C_INCR), value)
    so1, so2 = role1 == SO, role2 == SO
    for k, damping in enumerate((1.0, 0.95, 0.9)):
        before = back[k]
        counts = (here > k) & ~in_lexicon[before]
        scalar = boost[before]
        boosts = scalar != 0
        scalar = np.where(value < 0, -scalar, scalar)
        loud = boosts & capitals[before] & mixed_case
        scalar = np.where(loud, np.where(value > 0, scalar + vader.C_INCR, scalar - vader.C_INCR), scalar)
        changed = value + scalar * damping
        negative = negates[before]
        if k == 0:
            factor = np.where(negative, vader.N_SCALAR, 1.0)
        elif k == 1:
            raised = (role2 == NEVER) & so1
            spared = (role2 == WITHOUT) & (role1 == DOUBT)
            factor = np.where(raised, 1.25, np.where(spared, 1.0, np.where(negative, vader.N_SCALAR, 1.0)))
        else:
            raised = ((role3 == NEVER) & so2) | so1
            spared = (role3 == WITHOUT) & ((role2 == DOUBT) | (role1 == DOUBT))
            factor = np.where(raised, 1.25, np.where(spared, 1.0, np.where(negative, vader.N_SCALAR, 1.0)))
        value = np.where(counts, changed * factor, value)
    least = (here > 0) & (role1 == LEAST) & ~in_lexicon[back[0]]
    least &= ~((here > 1) & (role2 == AT))
    return np.where(least, value * vader.N_SCALAR, value)


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
    compound = judge.polarity_scores(text)["compound"]
    if any(c in judge.emojis for c in text):
        return compound, [], []  # its words are not the text's words
    sentiments: list[float] = []
    shown = vader.SentiText(text)
    words = shown.words_and_emoticons
    for k, word in enumerate(words):
        kind_of = k < len(words) - 1 and word.lower() == "kind" and words[k + 1].lower() == "of"
        if word.lower() in vader.BOOSTER_DICT or kind_of:
            sentiments.append(0)
        else:
            sentiments = judge.sentiment_valence(0, shown, word, k, sentiments)
    sentiments = judge._but_check(words, sentiments)
    places = [k for k, s in enumerate(sentiments) if s]
    return compound, places, [float(sentiments[k]) for k in places]
