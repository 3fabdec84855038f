"""Names that are taken, or cannot be, are refused before any number is mixed up."""

from dataclasses import replace

import pytest

from analysis.errors import PluginError
from analysis.scorers import Measure, Part, registry
from tests.toy_family import LETTERS, fussy

BUILTIN = registry.register(registry.Family(scorer, "framescope", "0") for scorer in registry.BUILTIN)


def refused(scorer, match):
    with pytest.raises(PluginError, match=match):
        registry.register([registry.Family(scorer, "other-words", "1")], BUILTIN)


def test_a_built_in_family_cannot_be_replaced():
    measure = Measure("hedging_letters", "Letters", "letters", 0, None, "Letters.", "framescope")
    hedging = replace(fussy(), family="hedging", measures=(measure,))
    refused(hedging, "The package other-words and the package framescope both bring a family called hedging")


@pytest.mark.parametrize("name", ["Fussy", "fussy_words", "2fussy", "input", ""])
def test_a_family_is_a_word(name):
    refused(replace(fussy(), family=name), "calls a family")


def test_columns_of_the_corpus_are_not_measures():
    taken = replace(LETTERS, name="content_hash")
    refused(replace(fussy(), family="content", measures=(taken,)), "a column that the package framescope makes itself")


def test_measures_have_the_family_in_front_and_once():
    refused(replace(fussy(), measures=(replace(LETTERS, name="letters"),)), "fussy_<what>")
    refused(replace(fussy(), measures=(LETTERS, LETTERS)), "declares the measure fussy_letters twice")
    rate = replace(LETTERS, name="fussy_rate", numerator="fussy_letters", denominator="fussy_words")
    refused(replace(fussy(), measures=(LETTERS, rate)), "rates made of fussy_words")


def test_parts_do_not_take_the_names_of_every_span():
    refused(replace(fussy(), parts=(Part("text", "text"),)), "parts or details of evidence text")


def test_names_that_a_family_owns_or_could_own_are_claimed():
    assert registry.is_claimed("vagueness_count")
    assert registry.is_claimed("hedging_of_a_later_version")
    assert registry.is_claimed("sentiment")
    assert not registry.is_claimed("sentimental")
