"""Quoted voice without marks has its speaker too."""

from analysis.inspection import inspect_text

PROSE = "Talks between the two sides ended late on Friday without a result."
BLOCK = "The crisis at our southern border is not made up, it is real and is overwhelming all of us."


def sources(text: str) -> list[tuple[str, str]]:
    """Source and content of each attribution that is direct speech."""
    evidence = inspect_text(text, "A title")["evidence"]
    return [
        (one["source_text"], " ".join(text[a:b] for a, b in one["content"]))
        for one in evidence
        if one["family"] == "attribution" and one["kind"] == "direct"
    ]


def test_a_block_quotation_goes_to_whom_its_announcement_names() -> None:
    text = f"{PROSE}\n\nJane Doe explained the situation further:\n\n{BLOCK}\n\n{PROSE}"
    assert sources(text) == [("Jane Doe", BLOCK)]


def test_a_turn_goes_to_the_speaker_who_stands_alone_before_it() -> None:
    pair = "\n\nmichael barbaro\n\nRight, and what then?\n\nalexander burns\n\nThey met. And then they left."
    assert sources("This is The Daily." + pair * 4)[:2] == [
        ("michael barbaro", "Right, and what then?"),
        ("alexander burns", "They met. And then they left."),
    ]


def test_a_claim_inside_marks_of_distance_is_not_the_outlets() -> None:
    measures = inspect_text("A plan passed. It was “a disaster” for the town.", "A title")["measures"]
    assert measures["attribution_unattributed_claims"] == 0
