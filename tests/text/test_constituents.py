"""Noun phrases, verb groups, subjects, passives, agents and clause ends in sentences of news prose."""

from collections.abc import Callable

import pytest

from analysis.text import Documents
from analysis.text.constituents import (
    Clause,
    WordColumns,
    adjuncts_end,
    bare_clause_begins,
    by_agent,
    clause_end,
    finite_between,
    has_be,
    is_passive,
    noun_phrase_end,
    noun_phrase_start,
    second_finite_verb,
    subject_of,
    time_phrase_end,
    verb_group_start,
)
from analysis.text.constituents.word_columns import BREAK, COMMA, QUOTE


class Sentence:
    """One sentence with its words, to look places up by word and runs of words as text."""

    def __init__(self, text: str) -> None:
        documents = Documents([text])
        (self.clause,) = documents.clauses
        self.columns: WordColumns = documents.word_columns
        self.words = [text[a:b] for a, b in zip(documents.words.start, documents.words.end, strict=True)]

    def at(self, word: str) -> int:
        return self.words.index(word)

    def text(self, start: int, stop: int) -> str:
        return " ".join(self.words[start:stop])


@pytest.mark.parametrize(
    ("text", "first", "full", "phrase"),
    [
        ("The former governor of Ohio resigned.", "The", False, "The former governor of Ohio"),
        ("Officials in Kyiv denied it.", "Officials", False, "Officials"),
        ("Officials in Kyiv denied it.", "Officials", True, "Officials in Kyiv"),
        ("He met senators, governors and mayors.", "senators", False, "senators governors and mayors"),
        ("She left.", "She", True, "She"),
        ("Aides said the senator, a Republican from Maine, would vote no.", "the", True, "the senator a Republican from Maine"),
        ("Aides said the senator, a Republican from Maine, would vote no.", "the", False, "the senator"),
        ("The man who sold the car was arrested.", "The", True, "The man who sold the car was arrested"),
        ("The White House announced the plan on Friday.", "the", False, "the plan"),
        ("Leavitt, 27, spoke.", "Leavitt", True, "Leavitt 27"),
    ],
)  # fmt: skip
def test_a_noun_phrase_ends(text: str, first: str, full: bool, phrase: str) -> None:
    sentence = Sentence(text)
    start = sentence.at(first)
    assert sentence.text(start, noun_phrase_end(sentence.columns, sentence.clause, start, full)) == phrase


@pytest.mark.parametrize(
    ("text", "before", "phrase"),
    [
        ("The former governor of Ohio resigned.", "resigned", "The former governor of Ohio"),
        ("A person familiar with the matter said so.", "said", "A person familiar with the matter"),
        ("Six in 10 voters agreed.", "agreed", "Six in 10 voters"),
        ("Senators, governors and mayors said no.", "said", "Senators governors and mayors"),
        ("Many of the voters said no.", "said", "Many of the voters"),
        ("Polls taken in South Carolina showed a lead.", "showed", "Polls taken in South Carolina"),
        ("Critics who opposed the war said so.", "said", "Critics who opposed the war"),
        ("It quickly failed.", "quickly", "It"),
        ("Quickly, it failed.", "it", ""),
    ],
)
def test_a_noun_phrase_begins(text: str, before: str, phrase: str) -> None:
    sentence = Sentence(text)
    end = sentence.at(before)
    assert sentence.text(noun_phrase_start(sentence.columns, sentence.clause, end), end) == phrase


@pytest.mark.parametrize(
    ("text", "verb", "group"),
    [
        ("The plan has not been approved.", "approved", "has not been approved"),
        ("They would never have agreed.", "agreed", "would never have agreed"),
        ("The talks failed.", "failed", "failed"),
        ("Officials have to resign.", "resign", "have to resign"),
        ("She's predicting a loss.", "predicting", "predicting"),
    ],
)
def test_a_verb_group_begins_with_its_auxiliaries_and_adverbs(text: str, verb: str, group: str) -> None:
    sentence = Sentence(text)
    at = sentence.at(verb)
    assert sentence.text(verb_group_start(sentence.columns, sentence.clause, at), at + 1) == group


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The mayor of Boston said no.", "said", "The mayor of Boston"),
        ("Karoline Leavitt, the press secretary, said no.", "said", "Karoline Leavitt the press secretary"),
        ("The senator on Thursday said no.", "said", "The senator"),
        ("Senator Susan Collins (R-Maine) said no.", "said", "Senator Susan Collins R-Maine"),
        ("The bill, which he called a mistake, failed.", "called", "he"),
        ("He shrugged and said no.", "said", ""),
    ],
)
def test_the_subject_stands_before_the_verb_group(text: str, verb: str, subject: str) -> None:
    sentence = Sentence(text)
    group = verb_group_start(sentence.columns, sentence.clause, sentence.at(verb))
    assert sentence.text(*subject_of(sentence.columns, sentence.clause, group)) == subject


@pytest.mark.parametrize(
    ("text", "verb", "passive"),
    [
        ("The plan was approved by the Senate.", "approved", True),
        ("The plan has not been approved.", "approved", True),
        ("Mistakes were quietly made.", "made", True),
        ("The Senate has approved the plan.", "approved", False),
        ("The Senate approved the plan.", "approved", False),
        ("A plan backed by Clinton failed.", "backed", False),
        ("The Senate is approving the plan.", "approving", False),
    ],
)
def test_a_passive_is_a_participle_after_a_form_of_be(text: str, verb: str, passive: bool) -> None:
    sentence = Sentence(text)
    at = sentence.at(verb)
    assert is_passive(sentence.columns, verb_group_start(sentence.columns, sentence.clause, at), at) == passive


def test_a_progressive_has_a_form_of_be_and_a_perfect_has_not() -> None:
    sentence = Sentence("The Senate is approving the plan.")
    assert has_be(sentence.columns, sentence.at("is"), sentence.at("approving"))
    sentence = Sentence("The Senate has approved the plan.")
    assert not has_be(sentence.columns, sentence.at("has"), sentence.at("approved"))


@pytest.mark.parametrize(
    ("text", "verb", "within", "agent"),
    [
        ("The plan was approved by the Senate on Friday.", "approved", 1, "the Senate"),
        ("He was told by two of his aides that it failed.", "told", 1, "two of his aides"),
        ("He was told on Friday by his aides that it failed.", "told", 1, None),
        ("He was told on Friday by his aides that it failed.", "told", 5, "his aides"),
        ("He was praised by her.", "praised", 1, "her"),
        ("It was built by dredging sand.", "built", 1, None),
        ("The plan was approved.", "approved", 1, None),
    ],
)
def test_the_agent_of_a_passive_follows_by(text: str, verb: str, within: int, agent: str | None) -> None:
    sentence = Sentence(text)
    run = by_agent(sentence.columns, sentence.clause, sentence.at(verb) + 1, within)
    assert (sentence.text(*run) if run else None) == agent


@pytest.mark.parametrize(
    ("text", "first", "bounded", "resumes", "content"),
    [
        ("He said that it failed; nobody agreed.", "that", False, None, "that it failed"),
        ("He said that it failed, but nobody agreed.", "that", False, None, "that it failed"),
        ("He said that it failed, and nobody agreed.", "that", False, None, "that it failed and nobody agreed"),
        ("The plan, which said that it failed, was old.", "that", True, None, "that it failed"),
        ("The plan, which said that it failed, was old.", "that", False, None, "that it failed was old"),
        ("He said that it failed and left.", "that", False, lambda at: True, "that it failed"),
        ("He said that it “failed; badly” in May.", "that", False, None, "that it failed badly in May"),
    ],
)
def test_a_clause_ends(
    text: str, first: str, bounded: bool, resumes: Callable[[int], bool] | None, content: str
) -> None:
    sentence = Sentence(text)
    start = sentence.at(first)
    assert sentence.text(start, clause_end(sentence.columns, sentence.clause, start, bounded, resumes)) == content


@pytest.mark.parametrize(
    ("text", "first", "function", "phrase"),
    [
        ("He spoke on Friday night in Rome.", "on", time_phrase_end, "on Friday night"),
        ("He spoke last week in Rome.", "last", time_phrase_end, "last week"),
        ("He spoke in Rome.", "in", time_phrase_end, ""),
        ("He spoke on Friday in an interview with CNN.", "on", adjuncts_end, "on Friday in an interview with CNN"),
        ("He spoke of peace.", "of", adjuncts_end, ""),
    ],
)
def test_time_phrases_and_adjuncts_end(
    text: str, first: str, function: Callable[[WordColumns, Clause, int], int], phrase: str
) -> None:
    sentence = Sentence(text)
    start = sentence.at(first)
    assert sentence.text(start, function(sentence.columns, sentence.clause, start)) == phrase


def test_a_clause_without_that_has_a_finite_verb_before_a_mark() -> None:
    sentence = Sentence("He said the deal would fail.")
    assert bare_clause_begins(sentence.columns, sentence.clause, sentence.at("the"))
    sentence = Sentence("He called the deal a failure, which hurt.")
    assert not bare_clause_begins(sentence.columns, sentence.clause, sentence.at("the"))
    sentence = Sentence("He rejected the deal that would fail.")
    assert bare_clause_begins(sentence.columns, sentence.clause, sentence.at("the"))
    assert not bare_clause_begins(sentence.columns, sentence.clause, sentence.at("the"), strict=True)


def test_the_main_verb_comes_after_the_verb_of_the_clause_in_the_subject() -> None:
    sentence = Sentence("The claim that the vote was stolen has been rejected.")
    start = sentence.at("that") + 1
    assert second_finite_verb(sentence.columns, sentence.clause, start) == sentence.at("has")
    assert finite_between(sentence.columns, start, sentence.at("has"))
    assert not finite_between(sentence.columns, 0, start)


def test_gaps_hold_the_punctuation_before_each_word() -> None:
    sentence = Sentence("“Yes,” he said, smiling.")
    gap = sentence.columns.gap
    assert gap[sentence.at("he")] & COMMA
    assert gap[sentence.at("he")] & QUOTE
    assert gap[sentence.at("smiling")] & BREAK == COMMA
    assert not gap[sentence.at("said")]
    assert len(gap) == len(sentence.words) + 1


def test_every_sentence_is_a_clause_of_the_batch() -> None:
    documents = Documents(["He left. She stayed on.", "", "— …", "They met."])
    assert [(clause.first, clause.stop) for clause in documents.clauses] == [(0, 2), (2, 5), (5, 7)]
    assert Documents([""]).clauses == []
    assert Documents([""]).word_columns.tag == b""
