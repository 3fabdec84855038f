"""Noun phrases with their appositions and relative clauses, time phrases and adjuncts."""

from analysis.text.constituents.word_columns import (
    BREAK,
    CLOSE,
    COLON,
    COMMA,
    DASH,
    HARD,
    OPEN,
    QUOTE,
    SEMICOLON,
    Clause,
    WordColumns,
)
from analysis.text.small_words import (
    ADJUNCT,
    JOINS,
    SUBORDINATE,
    TIME,
    TIME_OPENER,
    W_AND,
    W_AT,
    W_DURING,
    W_IN,
    W_OF,
    W_ON,
    YEAR,
)
from analysis.text.tagsets import (
    CC,
    CD,
    DT,
    EX,
    FINITE,
    IN,
    JJ,
    NOUNS,
    OPENS_PHRASE,
    PHRASE,
    PHRASE_HEAD,
    POS,
    PRP,
    RB,
    RELATIVE,
    TO,
    VBD,
    VBG,
    VBN,
    VERBS,
    WDT,
    WP,
    WPS,
)


def noun_phrase_start(words: WordColumns, clause: Clause, end: int) -> int:
    """Where the noun phrase before word `end` begins; `end` if there is none."""
    tag, gap, small, first = words.tag, words.gap, words.small, clause.first
    i = end
    if i <= first:
        return end
    if tag[i - 1] in (PRP, WP, WDT, EX):
        return i - 1
    if tag[i - 1] not in PHRASE_HEAD and tag[i - 1] != POS:
        return end
    listed = False
    while i > first:
        if i < end and gap[i] & BREAK:
            # "senators, governors and mayors said"
            if listed and gap[i] & BREAK == COMMA and tag[i - 1] in NOUNS:
                i -= 1
                continue
            break
        t = tag[i - 1]
        if (
            t in PHRASE
            or (t == RB and i < end and tag[i] in (JJ, VBN, CD))
            or (
                t in (VBN, VBG)
                and i < end
                and tag[i] in PHRASE
                and i - 2 >= first
                and not gap[i - 1] & BREAK
                and (tag[i - 2] in OPENS_PHRASE or tag[i - 2] == JJ)
            )
        ):
            i -= 1
        elif (
            t == IN
            and i - 3 >= first
            and tag[i - 2] == JJ
            and tag[i - 3] in NOUNS
            and not (gap[i - 1] & BREAK or gap[i - 2] & BREAK)
        ):
            # "a person familiar with the matter"
            i -= 3
        elif (
            t == IN and small[i - 1] in JOINS and i - 2 >= first and tag[i - 2] in NOUNS and not gap[i - 1] & BREAK
        ) or (
            t == TO
            and i - 2 >= first
            and tag[i - 2] in NOUNS
            and i < end
            and tag[i] in PHRASE
            and not gap[i - 1] & BREAK
        ):
            i -= 2
        elif (
            t == CC
            and small[i - 1] == W_AND
            and i - 2 >= first
            and tag[i - 2] in NOUNS
            and not gap[i - 1] & HARD
            and not (gap[i - 1] & COMMA and not _list_before(words, clause, i - 2))
        ):
            listed = True
            i -= 2
        elif (
            t == IN
            and i - 2 >= first
            and i < end
            and not gap[i - 1] & BREAK
            and (
                (small[i - 1] == W_IN and tag[i] == CD and tag[i - 2] == CD)
                or (small[i - 1] == W_OF and tag[i - 2] in (DT, CD, JJ))
            )
        ):
            # "six in 10", "many of the voters"
            i -= 2
        elif t == RB and tag[i] == CD and i < end:
            i -= 1
        elif (
            t == IN
            and i - 3 >= first
            and tag[i - 2] in (VBN, VBD, VBG)
            and tag[i - 3] in NOUNS
            and not (gap[i - 1] & BREAK or gap[i - 2] & BREAK)
        ):
            # "polls taken in South Carolina"
            i -= 2
        elif t in (VBN, VBG, VBD) or t == PRP or t in VERBS:
            back = _relative_before(words, clause, i)
            if back < 0:
                break
            i = back
        else:
            break
    while i < end and tag[i] in (CC,):
        i += 1
    return i


def _list_before(words: WordColumns, clause: Clause, at: int) -> bool:
    """Whether a list comma stands within a few words before: "Massachusetts, New York, and …"."""
    return any(words.gap[i] & COMMA and words.tag[i - 1] in NOUNS for i in range(at, max(clause.first, at - 5), -1))


def _relative_before(words: WordColumns, clause: Clause, at: int) -> int:
    """Start of "who …" or "attending …" to the left, after a noun; -1 if the phrase does not go on there."""
    tag, gap = words.tag, words.gap
    if tag[at - 1] in (VBN, VBG, VBD) and at - 2 >= clause.first and tag[at - 2] in NOUNS and not gap[at - 1] & BREAK:
        return at - 1
    for i in range(at - 1, max(clause.first, at - 16), -1):
        if gap[i + 1] & BREAK:
            return -1
        if tag[i] in RELATIVE and i - 1 >= clause.first and tag[i - 1] in NOUNS and not gap[i] & BREAK:
            return i
        if words.small[i] in SUBORDINATE or tag[i] == CC:
            return -1
    return -1


def noun_phrase_end(words: WordColumns, clause: Clause, start: int, full: bool) -> int:
    """Where the noun phrase that begins at `start` ends; `full` takes its apposition and relative clause too."""
    tag, gap, small, stop = words.tag, words.gap, words.small, clause.stop
    i = start
    if i >= stop:
        return start
    if tag[i] in (PRP, WP):
        return i + 1
    while i < stop:
        if i > start and gap[i] & (BREAK | QUOTE):
            if gap[i] & BREAK == COMMA and list_goes_on(words, clause, i):
                i += 1
                continue
            break
        t = tag[i]
        if (
            t in PHRASE
            or t == PRP
            or (
                t in (VBN, VBG, RB)
                and i + 1 < stop
                and tag[i + 1] in PHRASE
                and (i == start or tag[i - 1] in OPENS_PHRASE or tag[i - 1] == JJ)
            )
            or (
                t == IN
                and i > start
                and small[i] in JOINS
                and i + 1 < stop
                and tag[i + 1] in PHRASE
                and (full or small[i] == W_OF)
                and words.time[i + 1] != TIME
            )
            or (t == CC and i > start and i + 1 < stop and tag[i + 1] in PHRASE and tag[i - 1] in NOUNS)
        ):
            i += 1
        else:
            break
    while i > start and (tag[i - 1] in (CC, IN) or is_time_noun(words, i - 1)):
        i -= 1
    if full and i > start and i < stop:
        if gap[i] & BREAK & ~CLOSE in (COMMA, DASH, OPEN) and not gap[i] & QUOTE:
            i = _apposition_end(words, clause, i)
        elif tag[i] == WP or (tag[i] == WDT):
            i = _until_break(words, clause, i)
    return i


def list_goes_on(words: WordColumns, clause: Clause, at: int) -> bool:
    """Whether ", B and C" follows."""
    tag = words.tag
    for i in range(at, min(clause.stop, at + 6)):
        if tag[i] == CC:
            return words.small[i] == W_AND and tag[at] in NOUNS
        if tag[i] not in PHRASE:
            return False
    return False


def _apposition_end(words: WordColumns, clause: Clause, at: int) -> int:
    tag, gap, stop = words.tag, words.gap, clause.stop
    t = tag[at]
    if words.time[at] == TIME or not (t in PHRASE or t in RELATIVE or t == WPS or (t == IN and words.gap[at] & OPEN)):
        return at
    if t not in RELATIVE and not gap[at] & OPEN and _clause_at(words, clause, at):
        return at
    i = at + 1
    while i < stop:
        if gap[i] & QUOTE or gap[i] & (SEMICOLON | COLON):
            return i
        if gap[i] & (COMMA | DASH) and not _apposition_goes_on(words, clause, i):
            return i
        i += 1
    return i


def _apposition_goes_on(words: WordColumns, clause: Clause, at: int) -> bool:
    """Whether an apposition continues after this comma: "59, of North Philadelphia", "a lawyer, who …"."""
    t = words.tag[at]
    return (
        (t in PHRASE and words.time[at] != TIME and not _clause_at(words, clause, at))
        or t in RELATIVE
        or (t == IN and words.small[at] == W_OF)
    )


def _clause_at(words: WordColumns, clause: Clause, at: int) -> bool:
    tag, gap = words.tag, words.gap
    for i in range(at, min(clause.stop, at + 16)):
        if (i > at and gap[i] & BREAK) or tag[i] in RELATIVE:
            return False
        if tag[i] in FINITE:
            return True
    return False


def _until_break(words: WordColumns, clause: Clause, at: int) -> int:
    i = at + 1
    while i < clause.stop and not words.gap[i] & (BREAK | QUOTE):
        i += 1
    return i


def is_time_noun(words: WordColumns, i: int) -> bool:
    """Whether the word is a noun of time, such as "week" or "Friday"."""
    return words.time[i] == 1 and words.tag[i] in NOUNS


def time_phrase_end(words: WordColumns, clause: Clause, at: int) -> int:
    """End of "on Friday", "last week", "earlier this month" at this place; the place itself if there is none."""
    tag, time, stop = words.tag, words.time, clause.stop
    i = at
    if i < stop and tag[i] == IN and words.small[i] in (W_ON, W_IN, W_AT, W_DURING):
        i += 1
    j = i
    core = False
    while j < stop and j < i + 5 and not (j > at and words.gap[j] & BREAK):
        t = time[j]
        if t == TIME or (t == YEAR and i > at):
            core = True
        elif not ((t == TIME_OPENER and not core) or (core and (tag[j] == CD or t == YEAR))):
            break
        j += 1
    return j if core else at


def adjuncts_end(words: WordColumns, clause: Clause, at: int) -> int:
    """Past time expressions and short prepositional phrases after a cue: "on Friday", "in an interview with CNN"."""
    tag, gap, small, time, stop = words.tag, words.gap, words.small, words.time, clause.stop
    i = at
    while i < stop and not gap[i] & (BREAK | QUOTE):
        if not time[i] and tag[i] != IN:
            return i
        j = time_phrase_end(words, clause, i)
        if j == i and tag[i] == IN and small[i] in ADJUNCT:
            j = (
                noun_phrase_end(words, clause, i + 1, True)
                if not gap[i + 1 if i + 1 < stop else i] & (BREAK | QUOTE)
                else i
            )
            if j <= i + 1:
                return i
        if j == i:
            return i
        i = j
    return i
