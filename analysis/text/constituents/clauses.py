"""Verb groups, subjects, passives with their agents, and the ends of clauses."""

from collections.abc import Callable

from analysis.text.constituents.noun_phrases import is_time_noun, noun_phrase_end, noun_phrase_start
from analysis.text.constituents.word_columns import (
    BREAK,
    CLOSE,
    COMMA,
    DASH,
    HARD,
    OPEN,
    QUOTE,
    SEMICOLON,
    Clause,
    Run,
    WordColumns,
)
from analysis.text.pos_tagger import BE, HAVE
from analysis.text.small_words import CONTRAST, SUBORDINATE, TIME, TIME_OPENER, W_BY, W_IN, W_ON, W_THAT
from analysis.text.tagsets import (
    BEGINS_CLAUSE,
    CC,
    CD,
    DT,
    EX,
    FINITE,
    IN,
    JJ,
    MD,
    NAMES,
    NN,
    PHRASE,
    PHRASE_OR_PRONOUN,
    PRPV,
    RB,
    RELATIVE,
    TO,
    VB,
    VBN,
    VERBS,
    WPS,
    WRB,
)

_VERB_WITHIN = 30


def finite_between(words: WordColumns, start: int, stop: int) -> bool:
    """Whether a finite verb is at one of the places from `start` to before `stop`."""
    return words.finite.find(1, start, stop) >= 0


def verb_group_start(words: WordColumns, clause: Clause, verb: int) -> int:
    """Where the verb group that ends in `verb` begins: auxiliaries, adverbs and "not" before it."""
    tag, aux, gap = words.tag, words.aux, words.gap
    i = verb
    while i > clause.first and not gap[i] & BREAK:
        t = tag[i - 1]
        if (aux[i - 1] and t != PRPV) or (t == RB and not is_time_noun(words, i - 1)):
            i -= 1
        elif (
            t == TO and i - 2 >= clause.first and (aux[i - 2] == HAVE or tag[i - 2] in VERBS) and not gap[i - 1] & BREAK
        ):
            i -= 2
        else:
            break
    return i


def subject_of(words: WordColumns, clause: Clause, group: int) -> tuple[int, int]:
    """The subject before a verb group as [start, end), empty (start == end) where there is none."""
    tag, gap, first = words.tag, words.gap, clause.first
    if group <= first:
        return group, group
    if gap[group] & HARD and not gap[group] & (DASH | CLOSE):
        return group, group
    if not gap[group] & (COMMA | DASH | CLOSE):
        end = _before_time(words, clause, group)
        start = noun_phrase_start(words, clause, end)
        return (start, end) if start < end else (group, group)
    # "Karoline Leavitt, the press secretary, said": an apposition, or a parenthesis left out.
    at = _break_before(words, clause, group)
    if at < 0:
        return group, group
    t = tag[at]
    apposed = t in PHRASE or t in RELATIVE or t == WPS or (t == IN and tag[at - 1] in NAMES) or gap[at] & OPEN != 0
    while at > first:
        start = noun_phrase_start(words, clause, at)
        if start == at:
            at = _break_before(words, clause, at) if tag[at - 1] in PHRASE else -1
        elif tag[start] in RELATIVE:
            return start, at
        elif _is_apposed(words, clause, start, at):
            at = start
        else:
            return start, group if apposed else at
    return group, group


def _break_before(words: WordColumns, clause: Clause, at: int) -> int:
    """The last word before `at` that follows a comma, dash or parenthesis; -1 if there is none near."""
    for i in range(at - 1, max(clause.first, at - 40), -1):
        if words.gap[i] & (COMMA | DASH | OPEN):
            return i
    return -1


def _before_time(words: WordColumns, clause: Clause, group: int) -> int:
    """Where a subject ends before "this week", "on Thursday"."""
    time, i = words.time, group
    while i > clause.first + 1 and (time[i - 1] == TIME or (i < group and time[i - 1] == TIME_OPENER)):
        i -= 1
    if i < group and words.tag[i - 1] == IN and words.small[i - 1] in (W_ON, W_IN) and i > clause.first + 1:
        i -= 1
    return i


def _is_apposed(words: WordColumns, clause: Clause, start: int, end: int) -> bool:
    """Whether the phrase from `start` to `end` is in apposition to a name before it: "(R-Ohio)", "60, a doctor"."""
    tag, gap = words.tag, words.gap
    if start <= clause.first or not gap[start] & (COMMA | OPEN | CLOSE):
        return False
    if gap[start] & OPEN:
        return True
    begin = noun_phrase_start(words, clause, start)
    if begin == start or (begin > clause.first and tag[begin - 1] in (IN, TO)) or words.time[begin] == TIME:
        return False
    if tag[start - 1] not in NAMES and tag[start - 1] != CD and not gap[start] & CLOSE:
        return False
    return tag[start] in (DT, CD) or (end - start == 1 and tag[start] in NAMES) or tag[start] in (NN, JJ)


def second_finite_verb(words: WordColumns, clause: Clause, start: int) -> int:
    """Where the main verb of a sentence stands whose subject holds a clause: "The claim that X is Y *has* …"."""
    seen = 0
    for i in range(start, clause.stop):
        if words.gap[i] & BREAK:
            return clause.stop
        if (
            (words.tag[i] in FINITE or words.tag[i] == MD)
            and words.tag[i - 1] not in RELATIVE
            and words.tag[i - 1] != CC
        ):
            seen += 1
            if seen == 2:
                return i
    return clause.stop


def has_be(words: WordColumns, group: int, verb: int) -> bool:
    """Whether the auxiliary nearest before `verb`, in the verb group from `group` on, is a form of "be"."""
    for i in range(verb - 1, group - 1, -1):
        if words.aux[i]:
            return words.aux[i] == BE
    return False


def is_passive(words: WordColumns, group: int, verb: int) -> bool:
    """Whether the verb group from `group` to `verb` is a passive: "was (not) told", "has been accused"."""
    return words.tag[verb] == VBN and verb > group and has_be(words, group, verb)


def by_agent(words: WordColumns, clause: Clause, start: int, within: int = 1) -> Run | None:
    """The agent of a passive, "by" left out, if "by" is one of the `within` words from `start` on."""
    for i in range(start, min(start + within, clause.stop)):
        following = i + 1
        if words.small[i] == W_BY and following < clause.stop and words.tag[following] in PHRASE_OR_PRONOUN:
            if not words.gap[i] & HARD:
                end = noun_phrase_end(words, clause, following, True)
                return (following, end) if end > following else None
    return None


def clause_end(
    words: WordColumns, clause: Clause, start: int, bounded: bool, resumes: Callable[[int], bool] | None = None
) -> int:
    """Where a subordinate clause that begins at `start` ends: at a semicolon, or a comma and a contrast ("…, but it").

    `bounded`: it is part of another subordinate or relative clause, which a comma or dash ends. `resumes(word)` is
    called where punctuation or a conjunction precedes a word, and returns True if the main clause goes on there.
    """
    tag, gap, quoted, stop = words.tag, words.gap, words.quoted, clause.stop
    begin = start + 1
    break_at = conjunction_at = start
    while True:
        # Only a mark or a conjunction can end a clause: go to the next of either.
        if break_at < begin:
            break_at = words.broken.find(1, begin, stop)
            break_at = stop if break_at < 0 else break_at
        if conjunction_at < begin:
            conjunction_at = tag.find(CC, begin, stop)
            conjunction_at = stop if conjunction_at < 0 else conjunction_at
        i = min(break_at, conjunction_at)
        if i >= stop:
            return stop
        begin = i + 1
        g = gap[i]
        if quoted[i] or (quoted[i - 1] and not g & QUOTE):
            continue
        if g & SEMICOLON or (bounded and g & (COMMA | DASH) and tag[i] != CC):
            return i
        if g & COMMA and words.small[i] in CONTRAST and i + 1 < stop and tag[i + 1] in BEGINS_CLAUSE:
            return i
        if resumes is not None and resumes(i):
            return i


def bare_clause_begins(words: WordColumns, clause: Clause, at: int, strict: bool = False) -> bool:
    """Whether a clause without "that" begins here: a phrase, then a finite verb.

    `strict`: after a verb that takes objects too, a verb inside a relative clause does not count.
    """
    if words.tag[at] in (PRPV, EX):
        return True
    for i in range(at + 1, min(clause.stop, at + _VERB_WITHIN)):
        t = words.tag[i]
        if (t in FINITE or words.aux[i]) and not (words.gap[i] & BREAK):
            return True
        if words.gap[i] & BREAK and not words.quoted[i]:
            return False
        if strict and (t in RELATIVE or words.small[i] in SUBORDINATE or words.small[i] == W_THAT or t == WRB):
            return False
        if t in (TO, VB) and i < at + 3:
            return False
    return False
