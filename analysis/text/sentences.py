"""Where sentences of news prose end, decided between neighbouring tokens for a whole batch at once.

A token is what stands between white space. Whether a sentence ends after it depends on its own last characters, on
whether it is an abbreviation, and on how the next token begins; each of these is a feature of the word form.
"""

import re

import numpy as np

from analysis.text.vocabulary import Feature, StringTable

_CLOSERS = "\"'”’»)]}›"
_OPENERS = "\"'“‘„«([{‹`¡¿"

# Never the end of a sentence before a name or number: titles and the like.
_TITLES = frozenset(
    "mr mrs ms dr prof sen sens rep reps gov govs gen lt col maj capt cmdr adm sgt cpl pvt rev hon st sr jr pres amb "
    "messrs mme mlle fr supt det insp atty dist asst assoc dept univ mt ft no nos vs v art sec fig vol ch pp p "
    "approx est cf eg e.g i.e viz al ave blvd rd".split()
)
# May end a sentence or stand inside it: read the next word.
_SOMETIMES = frozenset(
    "u.s u.k u.n e.u u.s.a u.a.e d.c l.a n.y n.j n.c s.c n.h n.m n.d s.d w.va a.m p.m b.c a.d ph.d m.d b.a m.a j.d "
    "inc corp co ltd llc plc bros cos etc jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs "
    "fri sat sun ala ariz ark calif colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla "
    "ore pa penn tenn tex va vt wash wis wyo jr sr esq min max avg tel ext".split()
)
_INITIAL = re.compile(r"[^\W\d_]$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]$")

# Words that begin a sentence far more often than they follow an abbreviation as part of a name.
_STARTERS = frozenset(
    "the a an this that these those he she it they we i you his her its their our my your there here who what when "
    "where why how which while if although though because since as after before until once whether and but or nor so "
    "yet in on at by for from to with without during under over about against among between despite instead also "
    "however meanwhile still then now today yesterday tomorrow later earlier last next some many most both all no not "
    "one two three another other each every even just only is are was were do does did has have had can could will "
    "would should may might asked according critics officials experts several more".split()
)
_SPEAKING = frozenset(
    (
        "said",
        "says",
        "asked",
        "added",
        "told",
        "wrote",
        "tweeted",
        "replied",
        "shouted",
        "cried",
        "exclaimed",
        "yelled",
        "wondered",
    )
)

NONE, POINT, STRONG, ELLIPSIS = 0, 1, 2, 3
LOWER, UPPER, DIGIT, QUOTED_UPPER, OTHER = 0, 1, 2, 3, 4


def _ending(form: str) -> int:
    bare = form.rstrip(_CLOSERS)
    if not bare:
        return NONE
    if bare.endswith(("...", "…", "..")):
        return ELLIPSIS
    if bare[-1] == ".":
        return POINT
    return STRONG if bare[-1] in "!?‽" else NONE


def _abbreviation(form: str) -> int:
    """0 none, 1 never ends a sentence before a capital, 2 sometimes."""
    bare = form.rstrip(_CLOSERS).lstrip(_OPENERS)
    if not bare.endswith(".") or bare.endswith(".."):
        return 0
    stem = bare[:-1]
    stem = stem[re.search(r"[^—–/]*$", stem).start() :]  # type: ignore[union-attr]
    lower = stem.lower()
    if lower in _TITLES and (stem[:1].isupper() or lower in ("vs", "v", "e.g", "i.e", "eg", "cf", "approx", "p", "pp")):
        return 1
    if lower in _SOMETIMES and (stem[:1].isupper() or lower in ("a.m", "p.m", "etc", "min", "max")):
        return 2
    if _INITIAL.match(stem) and stem.isupper() and stem != "I":
        return 1
    return 2 if _INITIALS.match(stem) else 0


def _beginning(form: str) -> int:
    bare = form.lstrip(_OPENERS)
    if not bare:
        return QUOTED_UPPER if form[0] in "\"“‘„«'(" else OTHER
    first = bare[0]
    if first.isdigit():
        return DIGIT
    if first.isupper():
        return QUOTED_UPPER if len(bare) < len(form) else UPPER
    if first.isalpha():
        return LOWER
    return UPPER if first in "$£€#@•*" else OTHER


def _word(form: str) -> str:
    return form.strip(_CLOSERS + _OPENERS + ".,;:!?—–-").lower()


# "4. Hillary is in trouble", "... It goes on": a number or mark before the first word is no sentence.
_LEAD = re.compile(r"\W*\d{0,2}\W*")

ENDING = Feature("ending", np.int8, lambda forms: [_ending(f) for f in forms])
ABBREVIATION = Feature("abbreviation", np.int8, lambda forms: [_abbreviation(f) for f in forms])
BEGINNING = Feature("beginning", np.int8, lambda forms: [_beginning(f) for f in forms])
CLOSES_QUOTE = Feature("closes_quote", bool, lambda forms: [f[-1] in _CLOSERS[:5] for f in forms])
LEADS = Feature("leads", bool, lambda forms: [_LEAD.fullmatch(f) is not None for f in forms])
STARTER = Feature("starter", bool, lambda forms: [_word(f) in _STARTERS for f in forms])
SPEAKING = Feature("speaking", bool, lambda forms: [_word(f) in _SPEAKING for f in forms])


def sentence_ends(table: StringTable, form: np.ndarray, last_of_block: np.ndarray) -> np.ndarray:
    """Bool per token: a sentence ends after it.

    `form` are form numbers of consecutive tokens; `last_of_block` marks the last token of each paragraph or other
    block, after which a sentence always ends.
    """
    ends = last_of_block.copy()
    ending = table[ENDING][form]
    at = np.flatnonzero((ending != NONE) & ~last_of_block)
    if not len(at):
        return ends
    here, following = form[at], form[at + 1]
    kind = ending[at]
    abbreviation = table[ABBREVIATION][here]
    beginning = table[BEGINNING][following]
    starter = table[STARTER][following]
    fresh = beginning != LOWER
    decided = np.where(
        kind == POINT,
        fresh
        & ((abbreviation == 0) | ((abbreviation == 2) & (starter | (beginning == QUOTED_UPPER)) & (beginning != DIGIT)))
        & ~((beginning == OTHER) & (abbreviation > 0)),
        np.where(kind == STRONG, fresh, (beginning == UPPER) | (beginning == QUOTED_UPPER)),
    )
    # “We will win!” Trump said: the quotation is the object of "said", not a sentence of its own.
    after_next = table[SPEAKING][form[np.minimum(at + 2, len(form) - 1)]]
    tagged = (kind == STRONG) & table[CLOSES_QUOTE][here] & after_next & (beginning == UPPER)
    ends[at[decided & ~tagged]] = True
    leading = at[table[LEADS][here]]
    begins = ends[leading - 1] | (leading == 0)
    ends[leading[begins]] = False
    return ends
