"""Speakers' turns of transcripts, interviews and passages."""

import pytest

from analysis.text import Document
from analysis.text.turns import find_turns

BARBARO = "\n\nmichael barbaro\n\nRight, and what happened then?\n\nalexander burns\n\nThey met. And then they left."


def said(text: str) -> list[tuple[str, str]]:
    return [(text[t.label : t.label_end], text[t.start : t.end]) for t in find_turns(text).turns]


def test_turns_with_a_label_before_the_words() -> None:
    text = "An introduction.\n\n" + "STEVE INSKEEP, HOST: Good morning.\n\nMARA LIASSON: Good morning to you.\n\n" * 4
    turns = said(text)
    assert find_turns(text).transcript
    assert turns[:2] == [("STEVE INSKEEP, HOST:", "Good morning."), ("MARA LIASSON:", "Good morning to you.")]
    assert len(turns) == 8


def test_turns_whose_speaker_stands_alone() -> None:
    turns = said("This is The Daily." + BARBARO * 4)
    assert turns[:2] == [
        ("michael barbaro", "Right, and what happened then?"),
        ("alexander burns", "They met. And then they left."),
    ]
    assert len(turns) == 8


def test_a_turn_of_a_transcript_has_any_number_of_paragraphs() -> None:
    pair = "\n\nSarah Kliff: Why is that so?\n\nMichael Cannon: It costs money.\n\nMuch money."
    assert said("Here is what they said." + pair * 3)[1] == ("Michael Cannon:", "It costs money.\n\nMuch money.")


def test_a_passage_of_questions_and_answers_in_a_report() -> None:
    passage = "\n\nQ: Why did you go?\n\nA: I had to.\n\nQ: And now?\n\nA: Now I rest.\n\n"
    text = "The mayor spoke on Monday.\n\n" * 12 + passage + "The mayor left the town.\n\n" * 12
    assert said(text) == [
        ("Q:", "Why did you go?"),
        ("A:", "I had to."),
        ("Q:", "And now?"),
        ("A:", "Now I rest."),
    ]
    assert not find_turns(text).transcript


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No label at all.",
        "The senator said: “We will vote.”\n\nCONTEXT: He had said so before.\n\nHe left.",
        # A check of facts has one speaker, and the outlet.
        "TRUMP: “We won.”\n\nTHE FACTS: They did not.\n\n" * 6,
        # Headings of a list.
        "NEED: Water and food for all.\n\nAVOID: Crowds of people.\n\n" * 6,
        "Name: Jane Doe is the name.\n\nAge: She is 23 years old.\n\nLocation: A town in Texas.\n\n" * 6,
        "Impeachment: The House votes.\n\nEconomy: The market fell.\n\n" * 6,
    ],
)
def test_what_is_no_turn(text: str) -> None:
    assert said(text) == []


def test_turns_are_quoted_voice_with_their_speaker() -> None:
    text = "This is The Daily." + BARBARO * 4
    document = Document.of(text)
    words = document.batch.words
    outlet = " ".join(
        text[a:b] for a, b, quoted in zip(words.start, words.end, words.quoted, strict=True) if not quoted
    )
    assert outlet == "This is The Daily" + " michael barbaro alexander burns" * 4
    assert [text[s.speaker_start : s.speaker_end] for s in document.batch.speeches[0]][:2] == [
        "michael barbaro",
        "alexander burns",
    ]
