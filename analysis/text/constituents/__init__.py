"""Constituents: noun phrases, verb groups, subjects, clause ends, passives and their agents, for any family's rules.

Functions of `WordColumns` (the words of a batch as bytes) and a `Clause` (the limits of the walk, mostly a sentence).
Places are word numbers of the batch, runs of words are (first, after the last).

>>> from analysis.text import Documents
>>> documents = Documents(["The mayor was criticized by three former aides. He left."])
>>> words = documents.word_columns
>>> for clause in documents.clauses:
...     for verb in range(clause.first, clause.stop):
...         group = verb_group_start(words, clause, verb)
...         if is_passive(words, group, verb):
...             print(subject_of(words, clause, group), (group, verb + 1), by_agent(words, clause, verb + 1))
(0, 2) (2, 4) (5, 8)
"""

from analysis.text.constituents.build import sentence_clauses, word_columns
from analysis.text.constituents.clauses import (
    bare_clause_begins,
    by_agent,
    clause_end,
    finite_between,
    has_be,
    is_passive,
    second_finite_verb,
    subject_of,
    verb_group_start,
)
from analysis.text.constituents.noun_phrases import adjuncts_end, noun_phrase_end, noun_phrase_start, time_phrase_end
from analysis.text.constituents.word_columns import Clause, Run, WordColumns

__all__ = [
    "Clause",
    "Run",
    "WordColumns",
    "adjuncts_end",
    "bare_clause_begins",
    "by_agent",
    "clause_end",
    "finite_between",
    "has_be",
    "is_passive",
    "noun_phrase_end",
    "noun_phrase_start",
    "second_finite_verb",
    "sentence_clauses",
    "subject_of",
    "time_phrase_end",
    "verb_group_start",
    "word_columns",
]
