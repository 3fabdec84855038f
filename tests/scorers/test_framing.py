import numpy as np
import pytest

from analysis.scorers.framing import MEASURES, score
from analysis.text import Documents


def evidence(text: str, label: str = "loaded") -> list[str]:
    found = score(Documents([text])).evidence
    return [text[a:b] for kind, a, b in zip(found.label, found.start, found.end, strict=True) if kind.startswith(label)]


def measures(text: str) -> dict[str, float]:
    return {name: float(value[0]) for name, value in score(Documents([text])).values.items()}


@pytest.mark.parametrize(
    ("loaded", "neutral", "words"),
    [
        ("The senator slammed the bill.", "The senator criticised the bill.", ["slammed"]),
        (
            "Radical leftists want open borders.",
            "Progressives want fewer checks.",
            ["Radical", "leftists", "open borders"],
        ),
        ("Climate deniers peddle lies.", "Sceptics of the theory disagree.", ["Climate deniers", "peddle", "lies"]),
        ("It is a shameful power grab.", "It moves powers to the state.", ["shameful", "power grab"]),
    ],
)
def test_loaded_words_of_either_side_are_found_and_neutral_ones_are_not(
    loaded: str, neutral: str, words: list[str]
) -> None:
    assert evidence(loaded) == words
    assert evidence(neutral) == []


def test_fixed_expressions_are_not_loaded() -> None:
    assert evidence("The natural disaster and the hate crime were reported; the village lies in a valley.") == []


def test_names_are_not_loaded() -> None:
    assert evidence("They met at the Stonewall Inn before the Heroes Act was signed.") == []


def test_an_outlet_is_not_loaded_because_it_quotes_an_angry_man() -> None:
    values = measures('The mayor spoke on Friday. "This is a disgusting, shameful hoax," he said.')
    assert values["framing_loaded_per_100_words_outlet_voice"] == 0
    assert values["framing_loaded_count_quoted"] == 3
    assert values["framing_loaded_per_100_words_quoted"] == pytest.approx(50)


def test_subjective_words_carry_their_weight() -> None:
    text = "It was a wonderful evening."
    found = score(Documents([text])).evidence
    weights = dict(zip(found.label, found.value, strict=True))
    assert evidence(text, "subjective") == ["wonderful"]
    assert weights["subjective_strong"] == pytest.approx(1.0)


def test_every_declared_measure_is_returned_and_an_empty_text_has_no_rates() -> None:
    values = measures("")
    assert set(values) == {measure.name for measure in MEASURES}
    assert np.isnan(values["framing_loaded_per_100_words"])
    assert values["framing_loaded_count"] == 0
