"""Parts of speech: one tag a word, from Brill's lexicon and a few rules about neighbours.

The lexicon (Brill 1992, shipped with textblob, MIT licence) names the commonest tag of 94,000 forms; shape and ending
decide for the others. Which forms are ambiguous is worked out from the lexicon's own verb forms ("claim" is a noun
there, but "claimed" makes it a verb as well), and only ambiguous words are looked at in their context.

Tags are the Penn Treebank's with these differences: possessive nouns ("Trump's", "voters'") are `POS`; a pronoun with
a contracted verb ("she's", "they'll") is `PRPV`; foreign words and symbols are nouns, predeterminers are `DT`,
comparative and superlative adverbs are `RB`. `START` is never a word's tag; it stands at the edges of sentences.
"""

import re
from functools import cache

import numpy as np

from analysis.text.package_data import data_file
from analysis.text.vocabulary import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    EXCLAMATION,
    OPEN,
    QUESTION,
    QUOTE,
    SEMICOLON,
    Feature,
    Vocabulary,
)
from analysis.text.words import Words

TAGS = (
    "START", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "RB", "VB", "VBP", "VBZ", "VBD", "VBN", "VBG", "MD", "IN",
    "TO", "DT", "CD", "CC", "PRP", "PRP$", "PRPV", "POS", "WP", "WP$", "WDT", "WRB", "EX", "RP", "UH",
)  # fmt: skip
CODE = {name: code for code, name in enumerate(TAGS)}
_SAME = {
    "RBR": "RB",
    "RBS": "RB",
    "PDT": "DT",
    "FW": "NN",
    "SYM": "NN",
    "LS": "CD",
    "$": "CD",
    "NP": "NNP",
    "PP": "PRP",
}

NOT_AUXILIARY, BE, HAVE, DO, MODAL, MODAL_OR_HAVE = range(6)
_AUXILIARIES = {
    **dict.fromkeys(["be", "am", "is", "are", "was", "were", "been", "being", "ain't"], BE),
    **dict.fromkeys(["have", "has", "had", "having"], HAVE),
    **dict.fromkeys(["do", "does", "did"], DO),
    **dict.fromkeys(["can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot"], MODAL),
}
_CONTRACTED = {"m": BE, "re": BE, "s": BE, "ve": HAVE, "ll": MODAL, "d": MODAL_OR_HAVE}
_BEFORE_CONTRACTION = frozenset(
    [
        "i",
        "you",
        "he",
        "she",
        "it",
        "we",
        "they",
        "that",
        "there",
        "here",
        "what",
        "who",
        "where",
        "how",
        "when",
        "this",
        "one",
        "everyone",
        "everybody",
        "nobody",
        "someone",
    ]
)
_CLOSED = frozenset(
    CODE[t] for t in ["IN", "TO", "DT", "CC", "PRP", "PRP$", "PRPV", "MD", "WP", "WP$", "WDT", "WRB", "EX"]
)


def mask(names: str) -> np.uint32:
    """Return the bits of several tags: `1 << tag` has a bit in common with them if it is one of them."""
    return np.uint32(sum(1 << CODE[name] for name in names.split()))


NOUN = mask("NN NNS NNP NNPS")
VERB = mask("VB VBP VBZ VBD VBN VBG")
FINITE = mask("VBP VBZ VBD MD")


@cache
def lexicon() -> dict[str, int]:
    """Brill's lexicon: tag code by form, cased as it stands there."""
    table: dict[str, int] = {}
    text = data_file("textblob", "en", "en-lexicon.txt").read_text("utf-8")
    for line in text.splitlines():
        if line.startswith(";;;") or line.count(" ") != 1:
            continue
        form, tag = line.split(" ")
        tag = tag.split("|")[0]
        code = CODE.get(_SAME.get(tag, tag))
        if code is not None and form[0].isalnum():
            table[form] = code
    table.update({"i": CODE["PRP"], "I": CODE["PRP"], "her": CODE["PRP$"], "said": CODE["VBD"], "that": CODE["IN"]})
    table.update(
        {"U.S": CODE["NNP"], "U.K": CODE["NNP"], "tweet": CODE["NN"], "tweeted": CODE["VBD"], "tweets": CODE["NNS"]}
    )
    return table


@cache
def _verbs() -> frozenset[str]:
    """Base forms of verbs: tagged so in the lexicon, or with a past or -ing form tagged so."""
    table, verbal = lexicon(), {CODE["VB"], CODE["VBP"]}
    inflected = {CODE["VBD"], CODE["VBN"], CODE["VBG"]}
    bases = {form for form, code in table.items() if code in verbal and form.islower()}
    for form, code in table.items():
        if code in inflected and form.islower():
            bases.update(base for base in base_forms(form) if base in table)
    return frozenset(bases)


def base_forms(form: str) -> list[str]:
    """Possible base forms of a regular -ed, -ing or -s form, the likelier first ("planned": "plan", "planne", …)."""
    for ending in ("ed", "ing"):
        stem = form.removesuffix(ending)
        if stem != form and len(stem) > 1:
            if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return [stem[:-1], stem]
            if stem[-1] == "i" and ending == "ed":
                return [stem[:-1] + "y"]
            return [stem, stem + "e", stem[:-1]] if stem[-2:] in ("ll", "ss", "zz") else [stem, stem + "e"]
    if form.endswith("ies") and len(form) > 4:
        return [form[:-3] + "y"]
    if form.endswith(("ses", "shes", "ches", "xes", "zes", "oes")):
        return [form[:-2], form[:-1]]
    return [form[:-1]] if form.endswith("s") and not form.endswith("ss") and len(form) > 2 else []


def _guess(word: str) -> int:
    """The tag of a lower-case form that the lexicon does not hold."""
    if word[0].isdigit():
        return CODE["NNS"] if word[-1] == "s" else CODE["CD"]
    if "-" in word:
        last = word.rsplit("-", 1)[1]
        known = lexicon().get(last)
        if known in (CODE["NN"], CODE["NNS"]) and last not in ("year", "old", "time", "term"):
            return known
        return CODE["JJ"]
    for ending, tag in (("ing", "VBG"), ("ed", "VBN"), ("ly", "RB")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return CODE[tag]
    if word.endswith(("able", "ible", "ful", "ous", "ive", "less", "ish", "ic", "ical", "ary", "ian")):
        return CODE["JJ"]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        base = base_forms(word)
        return CODE["VBZ"] if base and lexicon().get(base[0]) in (CODE["VB"], CODE["VBP"]) else CODE["NNS"]
    return CODE["NN"]


def _split(word: str) -> tuple[str, str]:
    """A word and what its apostrophe cuts off: ("Trump", "s"), ("did", "nt"), ("claim", "")."""
    cut = re.match(r"(.+?)(n['’]t|['’](?:s|S|m|re|ve|ll|d))$", word)
    return (cut[1], re.sub("['’]", "", cut[2]).lower()) if cut else (word, "")


def _with_apostrophe(stem: str, rest: str) -> int | None:
    if rest == "nt":
        stem = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}.get(stem.lower(), stem.lower())
        return lexicon().get(stem, CODE["MD"])
    if rest == "s" and stem.lower() not in _BEFORE_CONTRACTION:
        return CODE["VB"] if stem.lower() == "let" else CODE["POS"]
    return CODE["PRPV"] if rest else None


def _lower_tag(word: str) -> int:
    """The tag of a form where its capital says nothing: at the start of a sentence, in a headline."""
    stem, rest = _split(word)
    special = _with_apostrophe(stem, rest)
    if special is not None:
        return special
    if word == "US":
        return CODE["NNP"]
    table, lower = lexicon(), word.lower()
    exact, low = table.get(word), table.get(lower)
    if word[0].isupper() and exact in (CODE["NNP"], CODE["NNPS"]) and low not in _CLOSED and lower not in _verbs():
        return exact
    if low is not None:
        return low
    if exact is not None:
        return exact
    return (
        CODE["NNP"] if word[0].isupper() and (_guess(lower) in (CODE["NN"], CODE["NNS"], CODE["JJ"])) else _guess(lower)
    )


def _cased_tag(word: str) -> int:
    """The tag of a form inside a sentence, where a capital makes a name."""
    if not word[0].isupper():
        return _lower_tag(word)
    stem, rest = _split(word)
    special = _with_apostrophe(stem, rest)
    if special is not None:
        return special
    table = lexicon()
    exact, low = table.get(word), table.get(word.lower())
    if low in _CLOSED and word != "US":
        return low
    if exact in (CODE["JJ"], CODE["NNPS"], CODE["NNS"], CODE["PRP"]) and low is None:
        return exact
    return CODE["NNP"]


def _auxiliary(word: str) -> int:
    stem, rest = _split(word)
    lower = stem.lower()
    if rest == "nt":
        lower = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}.get(lower, lower)
    elif rest:
        return _CONTRACTED[rest] if lower in _BEFORE_CONTRACTION or rest != "s" else NOT_AUXILIARY
    return _AUXILIARIES.get(lower, NOT_AUXILIARY)


# What a form can be besides its commonest tag.
CAN_BASE, CAN_VBZ, CAN_PAST, CAN_NOUN, IS_THAT, IS_HER, CAN_PARTICIPLE, STANDS_ALONE, CAN_ING, IS_BY = (
    1 << i for i in range(10)
)
_PRONOMINAL = frozenset("some all both those these any each many few most several others none either neither".split())
_PAST_ONLY = frozenset(
    [
        "was",
        "were",
        "did",
        "went",
        "saw",
        "gave",
        "took",
        "knew",
        "wrote",
        "spoke",
        "broke",
        "chose",
        "drove",
        "fell",
        "flew",
        "rose",
        "began",
    ]
)


def _possibilities(word: str) -> int:
    lower = word.lower()
    table, verbs = lexicon(), _verbs()
    tag = table.get(lower)
    if lower == "by":
        return IS_BY
    if lower in _PRONOMINAL:
        return STANDS_ALONE
    bits = 0
    if lower in verbs:
        bits |= CAN_BASE
    if lower.endswith("s") and any(base in verbs for base in base_forms(lower)):
        bits |= CAN_VBZ
    if tag in (CODE["VBD"], CODE["VBN"]) or (lower.endswith("ed") and any(b in verbs for b in base_forms(lower))):
        if lower not in _PAST_ONLY:
            bits |= CAN_PARTICIPLE
        if lower.endswith("ed") or tag == CODE["VBD"] or lower in ("said", "told", "held", "made", "called"):
            bits |= CAN_PAST
    if tag in (CODE["NN"], CODE["NNS"]) or table.get(lower + "s") == CODE["NNS"] or tag is None:
        bits |= CAN_NOUN
    if lower.endswith("ing") and tag in (CODE["NN"], CODE["JJ"], None) and any(b in verbs for b in base_forms(lower)):
        bits |= CAN_ING
    if lower == "that":
        bits |= IS_THAT
    if lower == "her":
        bits |= IS_HER
    # Closed-class words and adverbs keep their tag ("in", "like", "well"), whatever else they may be.
    closed = tag in _CLOSED and not bits & (IS_THAT | IS_HER)
    return 0 if closed or (tag == CODE["RB"] and not lower.endswith("ed")) else bits


LOWER_TAG = Feature("lower_tag", np.int8, lambda words: [_lower_tag(w) for w in words])
CASED_TAG = Feature("cased_tag", np.int8, lambda words: [_cased_tag(w) for w in words])
AUXILIARY = Feature("auxiliary", np.int8, lambda words: [_auxiliary(w) for w in words])
POSSIBILITIES = Feature("possibilities", np.int16, lambda words: [_possibilities(w) for w in words])
CAPITAL = Feature("capital", bool, lambda words: [w[0].isupper() for w in words])
LONG_LOWER = Feature("long_lower", bool, lambda words: [len(w) > 3 and w[0].islower() for w in words])
PLURAL_POSSESSIVE = Feature(
    "plural_possessive", bool, lambda forms: [f[-1] in "'’" and f[-2:-1] == "s" and f[0] not in "'‘" for f in forms]
)

_NOMINAL_BEFORE = mask("DT PRP$ POS JJ JJR JJS CD WP$")
_SUBJECT = mask("PRP NN NNS NNP NNPS WP WDT")
_OBJECT_AFTER = mask("DT PRP PRP$ POS NNP EX PRPV")
_SKIPPED = mask("RB")


def tag_words(
    table_lower: np.ndarray,
    table_cased: np.ndarray,
    auxiliary: np.ndarray,
    possible: np.ndarray,
    lower_reading: np.ndarray,
    first: np.ndarray,
    before: np.ndarray,
) -> np.ndarray:
    """Tags (int8) of consecutive words, from what each form is by itself (arrays of one entry a word).

    `lower_reading` says where a capital means nothing, `first` marks the first word of each sentence, `before` holds
    the punctuation between each word and the one before.
    """
    size = len(first)
    tags = np.where(lower_reading, table_lower, table_cased)
    # Neighbours are read through padded arrays, so that every word has two on each side.
    padded = np.zeros(size + 4, np.int8)
    aux = np.zeros(size + 4, np.int8)
    start = np.ones(size + 4, bool)
    padded[2:-2], aux[2:-2], start[2:-2] = tags, auxiliary, first
    broken = np.ones(size + 4, bool)
    broken[2:-2] = first | (before & (COLON | SEMICOLON | DASH | OPEN | CLOSE | QUESTION | EXCLAMATION) != 0)
    name = (padded[2:-2] == CODE["NNP"]) & ~lower_reading
    at = np.flatnonzero((possible != 0) & ~name) + 2
    can = possible[at - 2]
    between = before[at - 2]
    # "Some say", "that" after the word: looked up once
    alone = possible[np.maximum(at - 3, 0)] & STANDS_ALONE != 0
    before_by = possible[np.minimum(at - 1, size - 1)] & IS_BY != 0
    before_that = possible[np.minimum(at - 1, size - 1)] & IS_THAT != 0

    def bits(index: np.ndarray) -> np.ndarray:
        result: np.ndarray = np.left_shift(np.uint32(1), padded[index].astype(np.uint32))
        return result

    for _ in range(2):
        now, after = bits(at), np.where(start[at + 1], np.uint32(1), bits(at + 1))
        one, two = (
            np.where(broken[at], np.uint32(1), bits(at - 1)),
            np.where(broken[at] | broken[at - 1], np.uint32(1), bits(at - 2)),
        )
        adverb = (one & _SKIPPED) != 0
        previous = np.where(adverb, two, one)
        helper = np.where(broken[at], 0, np.where(adverb & ~broken[at - 1], aux[at - 2], aux[at - 1]))
        result = padded[at].copy()

        past = can & CAN_PAST != 0
        participle = can & CAN_PARTICIPLE != 0
        verbal = (now & mask("VBD VBN")) != 0
        helped = (helper == BE) | (helper == HAVE) | (helper == MODAL_OR_HAVE)
        result[verbal & participle & helped] = CODE["VBN"]
        free = verbal & past & ~helped
        result[free & ((previous & mask("PRP WP WDT EX")) != 0)] = CODE["VBD"]
        noun_before = (previous & NOUN) != 0
        result[free & noun_before & ((after & (_OBJECT_AFTER | mask("PRP$ WP WRB TO"))) != 0)] = CODE["VBD"]
        apart = between & (COMMA | QUOTE) != 0
        attributive = ~apart & ((previous & mask("DT PRP$ POS JJ IN")) != 0) & ((after & (NOUN | mask("JJ"))) != 0)
        result[free & participle & attributive] = CODE["VBN"]
        result[free & adverb & noun_before] = CODE["VBD"]
        result[free & participle & noun_before & before_by] = CODE["VBN"]

        base = (can & CAN_BASE != 0) & ((now & mask("NN VB VBP JJ VBD VBN")) != 0)
        nominal = (one & _NOMINAL_BEFORE) != 0
        can_noun = can & CAN_NOUN != 0
        determined = ((one & mask("DT PRP$ POS")) != 0) & ~alone
        result[base & (determined | (can_noun & nominal)) & ((now & mask("VB VBP")) != 0)] = CODE["NN"]
        result[base & can_noun & ((one & mask("IN NN")) != 0) & ((now & mask("VB VBP")) != 0)] = CODE["NN"]
        plural = (previous & mask("PRP NNS NNPS WP WDT")) != 0
        result[base & ((now & mask("VB VBP")) != 0) & plural] = CODE["VBP"]
        result[base & ((now & mask("NN")) != 0) & ((previous & mask("PRP WP")) != 0)] = CODE["VBP"]
        governs = ((after & (_OBJECT_AFTER | mask("TO WRB"))) != 0) | before_that
        result[base & ((now & mask("NN")) != 0) & ((previous & mask("NNS NNPS")) != 0) & governs] = CODE["VBP"]
        result[base & ((now & mask("NN VB")) != 0) & alone & governs & ((one & mask("DT JJ")) != 0)] = CODE["VBP"]
        bare = (one & mask("TO MD")) != 0
        bare |= adverb & ((two & mask("TO MD")) != 0) | (helper == MODAL) | (helper == DO)
        bare |= (helper == MODAL_OR_HAVE) & (now & mask("VB VBP NN") != 0)
        result[base & bare & ~((now & mask("VBD VBN")) != 0)] = CODE["VB"]

        third = (can & CAN_VBZ != 0) & ((now & mask("NNS VBZ NN")) != 0)
        result[third & nominal & can_noun & ((one & mask("CD JJ")) == 0)] = CODE["NNS"]
        subject = (previous & mask("PRP WP WDT")) != 0
        result[third & subject & ((now & mask("NN")) == 0)] = CODE["VBZ"]
        named = (previous & mask("NN NNP NNPS")) != 0
        opened = (after & (_OBJECT_AFTER | mask("TO WP WRB"))) != 0
        result[third & named & opened & ((now & mask("NNS")) != 0)] = CODE["VBZ"]
        nominal_verb = third & can_noun & ((now & mask("VBZ")) != 0)
        result[nominal_verb & ((one & mask("IN TO")) != 0)] = CODE["NNS"]
        result[nominal_verb & ((one & mask("JJ")) != 0) & ((after & _OBJECT_AFTER) == 0)] = CODE["NNS"]

        ing = (can & CAN_ING != 0) & ((now & mask("NN JJ")) != 0)
        result[ing & (helper == BE) & ((after & (_OBJECT_AFTER | mask("TO NN NNS IN JJ"))) != 0)] = CODE["VBG"]
        result[ing & ((one & _NOMINAL_BEFORE) == 0) & ((after & (_OBJECT_AFTER | mask("TO WRB"))) != 0)] = CODE["VBG"]

        # "the claim that he made" keeps IN; "that" before a noun at the edge of a clause or after IN is a determiner.
        that = can & IS_THAT != 0
        result[that] = CODE["IN"]
        result[that & ((after & (FINITE | mask("VBN"))) != 0) & ((one & NOUN) != 0)] = CODE["WDT"]
        result[that & ((after & mask("NN")) != 0) & ((one & mask("IN START DT TO VB")) != 0)] = CODE["DT"]
        result[that & ((after & FINITE) != 0) & ((one & NOUN) == 0)] = CODE["DT"]
        her = can & IS_HER != 0
        result[her] = CODE["PRP"]
        result[her & ((after & (NOUN | mask("JJ JJS JJR CD VBG POS VBN"))) != 0)] = CODE["PRP$"]
        padded[at] = result
    # "Jolly said": an adjective at the start of a sentence, right before a finite verb, is a name.
    tags = padded[2:-2].copy()
    lone = np.flatnonzero(first[:-1] & (tags[:-1] == CODE["JJ"]) & ~first[1:])
    verbs = np.isin(tags[lone + 1], (CODE["VBD"], CODE["VBZ"])) & (auxiliary[lone + 1] == NOT_AUXILIARY)
    tags[lone[verbs]] = CODE["NNP"]
    return tags


def tag_batch(words: Words, vocabulary: Vocabulary, form: np.ndarray) -> np.ndarray:
    """Tags (int8, see `TAGS`) of a batch's words, one per word; `form` has the form number of each token."""
    size = len(words.word)
    if not size:
        return np.zeros(0, np.int8)
    table = vocabulary.words
    first = np.ones(size, bool)
    first[1:] = words.sentence[1:] != words.sentence[:-1]
    # A sentence in which every longer word has a capital is a headline: "Trump Says He Will Veto the Bill".
    capital = table[CAPITAL][words.word]
    number = np.cumsum(first) - 1
    starts = np.flatnonzero(first)
    long_lower = np.add.reduceat(table[LONG_LOWER][words.word].astype(np.int32), starts)
    length = np.diff(np.append(starts, size))
    capitals = np.add.reduceat(capital.astype(np.int32), starts)
    headline = (length >= 4) & (capitals * 5 >= length * 3) & (long_lower * 5 <= length)
    gap = words.before.copy()
    gap[1:] |= words.after[:-1]
    lower_reading = first | headline[number] | (words.before & QUOTE != 0)
    tags = tag_words(
        table[LOWER_TAG][words.word],
        table[CASED_TAG][words.word],
        table[AUXILIARY][words.word],
        table[POSSIBILITIES][words.word],
        lower_reading,
        first,
        gap,
    )
    last_in_token = np.ones(size, bool)
    last_in_token[:-1] = words.token[1:] != words.token[:-1]
    possessive = vocabulary.forms[PLURAL_POSSESSIVE][form[words.token]] & last_in_token
    tags[possessive] = CODE["POS"]
    return tags
