"""Quoted voice without quotation marks, and marks that quote nobody."""

import pytest

from analysis.text import Document
from analysis.text.voice import announces

PROSE = "Talks between the two sides ended late on Friday without a result."
BLOCK = "The crisis at our southern border is not made up, it is real and is overwhelming all of us."


def quoted(text: str) -> str:
    """The words of the quoted voice."""
    words = Document.of(text, "A title").batch.words
    spoken = words.quoted & words.body
    return " ".join(text[a:b] for a, b, said in zip(words.start, words.end, spoken, strict=True) if said)


def plain(text: str) -> str:
    words = Document.of(text, "A title").batch.words
    return " ".join(text[a:b] for a, b in zip(words.start, words.end, strict=True))


@pytest.mark.parametrize(
    "announcement",
    [
        "Pence explained the situation further:",
        "Krugman continues:",
        "He spoke for an hour. She told reporters:",
        "As the Washington Post wrote this spring:",
        "More from The Baltimore Sun:",
        "From CSM:",
        "The blocked calls were not to Trump (via Axios):",
        "It did nothing to deter the Russians [emphasis mine]:",
        "The White House released a statement on the attack in Paris:",
        "Here's the full text:",
        "Mr. Obama said in an address to the nation:",
        "Justice Thomas wrote in his dissent:",
    ],
)
def test_a_block_quotation_after_its_announcement(announcement: str) -> None:
    text = f"{PROSE}\n\n{announcement}\n\n{BLOCK}\n\n{PROSE}"
    assert quoted(text) == plain(BLOCK)


@pytest.mark.parametrize(
    "announcement",
    [
        "The bill does two things:",
        "Here are five takeaways:",
        "She recommends the following steps:",
        "This is how it works:",
        "He said there were three reasons:",
        "Watch the interview below:",
        "UPDATE 3:30 P.M. ET:",
    ],
)
def test_prose_after_a_colon_is_no_block_quotation(announcement: str) -> None:
    assert quoted(f"{PROSE}\n\n{announcement}\n\n{BLOCK}\n\n{PROSE}") == ""


def test_what_is_cut_out_of_a_text_is_quoted_whoever_announces_it() -> None:
    assert announces("His website shows their anger:", "[T]he Republicans have the largest number of seats.")
    assert not announces("His website shows their anger:", "The Republicans have the largest number of seats.")


@pytest.mark.parametrize("item", ["1. Keep guns out of the wrong hands by checks.", "• Keep guns out of wrong hands."])
def test_a_list_is_no_block_quotation(item: str) -> None:
    assert quoted(f"{PROSE}\n\nThe White House said:\n\n{item}\n\n{PROSE}") == ""


def test_a_block_goes_on_in_the_first_person() -> None:
    first = "I am ending both councils today, and I thank all of those who have served on them."
    second = "I will not change my mind about this, whatever the newspapers say about me tomorrow."
    text = f"{PROSE}\n\nThe president said in a statement:\n\n{first}\n\n{second}\n\n{PROSE}"
    assert quoted(text) == f"{plain(first)} {plain(second)}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Marks of distance, nicknames and titles of works are not said by anybody.
        ("The so-called “experts” were wrong again on Friday.", ""),
        ("Lewis “Scooter” Libby was the chief of staff.", ""),
        ("The ‘special relationship’ between both is over.", ""),
        ("His book “The New Imperial Presidency” sold well, he said.", ""),
        ("Perry said on CNN’s “State of the Union” that he would run.", ""),
        # These are.
        ("Trump called it “fake news.”", "fake news"),
        ("The plan was “dead on arrival in the Senate” on Friday.", "dead on arrival in the Senate"),
        ("“That’s correct,” Rosenstein shot back.", "That’s correct"),
        ("“Never!”", "Never"),
        ("It was late. “Nonsense.” The senator left.", "Nonsense"),
        ("The petition described him as “angry.”", "angry"),
    ],
)
def test_marks_that_quote_nobody(text: str, expected: str) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A space that was lost does not take the next word into the quotation.
        ("He said, “We agreed to it all.”Then the senator left.", "We agreed to it all"),
        ('He said, "We agreed to it all."Then the senator left.', "We agreed to it all"),
        ('She left."We agreed to it all," he said on Friday.', "We agreed to it all"),
        ("They ‘paid their debt’He said so on Friday, and left.", "paid their debt’He"),
        # The paragraph after the first one reopens the quotation; its break was lost.
        (
            'He said: "We agreed to it.“We will go home," he added. "It is late."',
            "We agreed to it.“We will go home It is late".replace(".“", " "),
        ),
    ],
)
def test_quotations_where_white_space_was_lost(text: str, expected: str) -> None:
    assert quoted(text) == expected


def test_an_odd_straight_mark_does_not_turn_the_rest_inside_out() -> None:
    text = (
        'He left."I can\'t stand it," she said. "It is a chain. And he is free."What do you want? I want it."She left.'
    )
    assert quoted(text) == ("I can't stand it It is a chain And he is free What do you want I want it")


def test_the_stretches_of_quoted_voice_are_listed_in_order() -> None:
    text = f"The “experts” left. “We agreed,” Mr. Smith said. Krugman continues:\n\n{BLOCK}\n\n{PROSE}"
    voices = Document.of(text, "A title").voices
    assert [(v.kind, text[v.start : v.end]) for v in voices] == [("quotation", "“We agreed,”"), ("block", BLOCK)]
