"""Where sentences of news prose end."""

import pytest

from analysis.text import Document


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in Document.of(text).sentences]


@pytest.mark.parametrize(
    "whole",
    [
        "The U.S. Senate voted on Friday.",
        "Gov. Ron DeSantis met Sen. John McCain and Rep. Ilhan Omar.",
        "It began at 8:45 p.m. on Friday.",
        "J. K. Rowling met George W. Bush and J.K. Simmons.",
        "The ruling in Roe v. Wade stood.",
        "It costs $3.5 billion, or 1.2 percent.",
        "No. 10 said it would not comment.",
        "He waited ... and then left.",
        "He waited… and then left.",
        "“We will win!” Trump said.",
        "“Will we win?” he asked.",
        '"Really?" she said.',
        "Yahoo! and Google agreed.",
        "Apple Inc. said profits rose.",
        "He lives at 5 St. James St. near the park.",
        "On Jan. 20 the president left Washington, D.C. for Florida.",
        "Dr. Martin Luther King Jr. spoke there.",
        "He moved to St. Louis, Mo., in 1980.",
        "It was said by Lt. Col. Smith, ret., of the U.S. Army.",
        "The index fell .5 percent",
        "4. Clinton is in real trouble.",
        "... It goes on and on.",
        "[…] It calls for a change of course.",
        "(1) It was over.",
        "",
    ],
)
def test_one_sentence(whole: str) -> None:
    assert sentences(whole) == ([whole] if whole else [])


@pytest.mark.parametrize(
    "parts",
    [
        ["He returned to the U.S.", "The president did not."],
        ["It began at 8 p.m.", "The senators came late."],
        ["He works for Apple Inc.", "The company declined to comment."],
        ["They came from Washington, D.C.", "“We won,” one said."],
        ["“We had very good talks.”", "The president left."],
        ["“We won.", "They lost.”"],
        ["Who won?", "Nobody did!", "It was late."],
        ["He waited ...", "Then he left."],
        ["He said it was over.", "“It was late.”"],
        ["(It was over.)", "He left."],
        ["The index fell 1.5 percent.", "3M rose."],
        ["It was 2014.", "In 2015 it ended."],
        ["It was him, not I.", "He left."],
        ["• It was over.", "• He left."],
        ["It was over.", "... He left."],
        ["The party came 4.", "That was bad."],
    ],
)
def test_sentences_end(parts: list[str]) -> None:
    assert sentences(" ".join(parts)) == parts


def test_a_paragraph_ends_a_sentence() -> None:
    assert sentences("A headline without a stop\n\nthen prose.") == ["A headline without a stop", "then prose."]


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    assert sentences("LONDON (Reuters) - Talks ended.") == ["LONDON (Reuters) -", "Talks ended."]
