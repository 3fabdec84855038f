"""Closed-class words and time words, as small numbers, for rules that ask which word stands at a place."""

from collections.abc import Iterable

from analysis.text.vocabulary import Feature

SMALL = (
    "", "that", "whether", "if", "who", "whom", "which", "what", "how", "why", "where", "when", "to", "by", "as", "of",
    "for", "about", "and", "or", "but", "while", "because", "after", "before", "although", "though", "since", "until",
    "unless", "according", "in", "on", "at", "from", "with", "during", "not", "it", "there", "than", "per", "so",
    "statement", "interview", "tweet", "like", "asked", "reportedly", "allegedly", "against", "over", "out", "up",
    "back", "whose", "even", "amid", "through", "under", "between", "into", "among", "toward", "towards", "without",
    "such", "including", "view", "words", "wake", "case", "once", "would", "rather", "following", "despite", "email",
    "speech", "post", "letter", "memo", "report", "op-ed", "column", "press", "news", "conference", "both", "be",
    "the", "own", "more", "less", "unlike", "only", "do", "did", "does", "is", "was", "are", "were", "supposedly",
    "plans", "q", "a", "familiar", "close", "poll", "survey", "study",
)  # fmt: skip
SMALL_ID = {word: number for number, word in enumerate(SMALL)}
"""Number of each small word; every other word has 0, the number of ""."""


def small_words(words: str) -> frozenset[int]:
    """The numbers of several small words, separated by spaces."""
    return frozenset(SMALL_ID[word] for word in words.split())


(
    W_A, W_ACCORDING, W_AGAINST, W_AND, W_AS, W_AT, W_BACK, W_BUT, W_BY, W_CLOSE, W_DURING, W_FAMILIAR, W_FOLLOWING,
    W_FOR, W_HOW, W_IF, W_IN, W_IT, W_LIKE, W_OF, W_ON, W_OUT, W_Q, W_SINCE, W_THAT, W_THERE, W_UP, W_WHAT, W_WHEN,
    W_WHERE, W_WHETHER, W_WHO, W_WHY,
) = (
    SMALL_ID[word]
    for word in (
        "a according against and as at back but by close during familiar following for how if in it like of on out q "
        "since that there up what when where whether who why"
    ).split()
)  # fmt: skip
JOINS = small_words("of for in at from on with to between among against about")
"""Prepositions that continue a noun phrase ("the mayor of Boston")."""
ADJUNCT = small_words("in on at during after before from with by through")
SUBORDINATE = small_words(
    "while because after before although though since until unless as when if where amid despite following"
)
CONTRAST = small_words("but while although though")

SMALL_WORD = Feature(
    "small_word", "uint8", lambda words: [SMALL_ID.get(word.lower().replace("’", "'"), 0) for word in words]
)

_TIMES = frozenset(
    (
        "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight tomorrow recently earlier "
        "later afterward afterwards then again now once ago morning afternoon evening night week month year weekend "
        "january february march april may june july august september october november december jan feb aug sept oct "
        "nov dec twice repeatedly instead publicly privately here"
    ).split()
)
_OTHER_SENSES = ("may", "march", "then")
"""Without a capital these are mostly no month, and "then" mostly no time."""
_TIME_OPENERS = frozenset(("last", "next", "this", "early", "late", "that", "the"))
TIME, YEAR, TIME_OPENER = 1, 2, 3


def _time(word: str) -> int:
    lower = word.lower()
    if lower in _TIMES:
        return 0 if word in _OTHER_SENSES else TIME
    if len(word) == 4 and word.isdigit() and word[:2] in ("19", "20"):
        return YEAR
    return TIME_OPENER if lower in _TIME_OPENERS else 0


def _times(words: list[str]) -> Iterable[int]:
    return [_time(word) for word in words]


TIME_WORD = Feature("time_word", "uint8", _times)
"""`TIME` ("Friday", "week"), `YEAR` ("2019"), `TIME_OPENER` ("last", "this") or 0."""
