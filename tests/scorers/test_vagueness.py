import numpy as np
import pytest

from analysis.scorers.vagueness import MEASURES, score
from analysis.text import Documents


def evidence(text: str) -> list[str]:
    found = score(Documents([text])).evidence
    return [text[a:b] for a, b in zip(found.start, found.end, strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("About 20 people died.", ["About"]),
        ("They talked about the war.", []),
        ("Some 300 troops arrived around midnight.", ["Some", "around"]),
        ("Nearly a dozen houses burned.", ["Nearly"]),
        ("He walked around the house and nearly fell.", []),
        ("The plan is somewhat vague.", ["somewhat"]),
        ("He chose peace rather than war.", []),
        ("He would rather stay.", []),
        ("How many people voted is unknown.", []),
        ("Some people say the bank knew.", ["Some people"]),
        ("It is said the bank knew.", ["It is said"]),
        ("He is the kind of leader that people need.", []),
        ("It is kind of late.", ["kind of"]),
        ("It was a sort of truce.", ["sort of"]),
        ("Nobody asked how often it happened.", []),
    ],
)
def test_vague_expressions_are_found_in_their_context(sentence: str, expected: list[str]) -> None:
    assert evidence(sentence) == expected


def test_every_declared_measure_is_returned_and_an_empty_text_has_no_rate() -> None:
    values = score(Documents(["", "About 20 people died."])).values
    assert set(values) == {measure.name for measure in MEASURES}
    assert np.isnan(values["vagueness_per_100_words"][0])
    assert values["vagueness_per_100_words"][1] == pytest.approx(25)
