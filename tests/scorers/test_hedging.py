from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.scorers.hedging import MEASURES, SCORER, score
from analysis.scorers.hedging.detect import find
from analysis.text import Documents

SEED = next((Path(__file__).parents[2] / "seeds").glob("*.txt"))


def evidence(text: str) -> list[tuple[str, str]]:
    """(label, text) of everything found."""
    found = score(Documents([text])).evidence
    return [(label, text[a:b]) for label, a, b in zip(found.label, found.start, found.end, strict=True)]


def hedges(text: str) -> list[str]:
    return [span for label, span in evidence(text) if not label.startswith("booster")]


def boosters(text: str) -> list[str]:
    return [span for label, span in evidence(text) if label.startswith("booster")]


def measures(text: str) -> dict[str, float]:
    return {name: float(value[0]) for name, value in score(Documents([text])).values.items()}


# Each pair: a sentence, and the hedges in it.
CONTEXT = [
    # modals
    ("The strike may end on Friday.", ["may"]),
    ("The talks collapsed in May.", []),
    ("Theresa May resigned on May 24.", []),
    ("May God bless the people of Ohio.", []),
    ("The ruling could open the door to thousands of lawsuits.", ["could"]),
    ("The mayor could not be reached for comment.", []),
    ("He moved the lamp so that she could read.", []),
    ("If the vote fails, the government would fall.", ["If", "would"]),
    ("He said he would resign.", []),
    ("The plan would cost billions and is opposed by unions.", ["would"]),
    ("She would go on to win three titles.", []),
    ("Unless rain comes soon, the crop will fail.", ["Unless", "will"]),
    ("Parliament will vote on Tuesday.", []),
    ("Should the talks fail, tariffs rise on Monday.", ["Should"]),
    ("The governor should resign.", []),
    # conditionals
    ("The crowd numbered dozens if not hundreds.", []),
    ("Sanctions stay until the army withdraws.", ["until"]),
    ("He led the party until 1994.", []),
    ("It is unclear whether the money was paid.", ["unclear", "whether"]),
    # verbs
    ("The fire appears to have started in the kitchen.", ["appears"]),
    ("The suspect appeared in court on Monday.", []),
    ("The company is expected to cut 500 jobs.", ["is expected to"]),
    ("Profit was lower than expected.", []),
    ("Many regard him as a threat.", ["regard"]),
    ("He was seen leaving the bank.", []),
    ("The bridge is considered a landmark.", ["considered"]),
    ("She considered resigning.", []),
    ("We think the price is wrong.", ["think"]),
    ("Think about it.", []),
    ("The painting is thought to be worth millions.", ["is thought to"]),
    ("It belongs to another school of thought.", []),
    ("They believe in God.", []),
    ("He assumed office in January.", []),
    ("Police suspect that he fled abroad.", ["suspect"]),
    ("The suspect fled.", []),
    ("The data suggest that wages fell.", ["suggest"]),
    ("As the name suggests, it is a loan.", []),
    # nouns and adjectives
    ("There are fears that prices rise again.", ["fears"]),
    ("Police found a possible link between the cases.", ["possible"]),
    ("Come back as soon as possible.", []),
    ("She met potential buyers.", []),
    ("It is the idea that taxes help growth.", ["idea"]),
    ("It was a good idea.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), CONTEXT, ids=[s for s, _ in CONTEXT])
def test_a_word_is_a_hedge_only_in_its_context(sentence: str, expected: list[str]) -> None:
    assert hedges(sentence) == expected


@pytest.mark.parametrize(
    "phrase",
    ["cautiously optimistic", "remains to be seen", "almost certainly", "highly unlikely", "yet to be determined"],
)
def test_a_phrase_is_one_hedge(phrase: str) -> None:
    assert hedges(f"The outcome, aides said, is {phrase}.") == [phrase]


def test_what_sources_said_is_attribution_and_no_hedge() -> None:
    assert hedges("The minister resigned, sources said. According to officials, he left the country.") == []


def test_charges_given_as_unproved_are_evidential() -> None:
    assert ("evidential", "allegedly") in evidence("The clerk allegedly took the money.")


def test_the_seed_article_has_cautiously_optimistic_as_one_hedge() -> None:
    found = hedges(SEED.read_text(encoding="utf-8"))
    assert "cautiously optimistic" in found
    assert "could" in found  # "but that could obviously change"
    assert "yet to be determined" in found
    assert "optimistic" not in found


def test_a_booster_inside_a_hedge_is_no_booster() -> None:
    assert boosters("The deal is highly unlikely and will almost certainly fail.") == []


def test_a_denied_booster_is_no_booster() -> None:
    assert boosters("It is not always so.") == []
    assert boosters("It is always so.") == ["always"]
    assert boosters("Speak clearly.") == []
    assert boosters("Clearly, he lied.") == ["Clearly"]


def test_rates_are_counts_per_hundred_words_of_each_voice() -> None:
    # Outlet: 10 words, 1 hedge; quoted: 5 words, 1 hedge and 1 booster.
    values = measures('The outcome is probably known, the mayor of Lyon said. "It may never happen again."')
    assert values["hedging_words"] == 15
    assert values["hedging_words_quoted"] == 5
    assert values["hedging_per_100_words"] == pytest.approx(100 * 2 / 15)
    assert values["hedging_per_100_words_outlet_voice"] == pytest.approx(10)
    assert values["hedging_per_100_words_quoted"] == pytest.approx(20)
    assert values["hedging_boosters_per_100_words_quoted"] == pytest.approx(20)
    assert values["hedging_boosters_count_outlet_voice"] == 0


def test_sentence_share_counts_a_sentence_with_two_hedges_once() -> None:
    values = measures("Perhaps it may rain. The sun rose. The mayor left.")
    assert values["hedging_count"] == 2
    assert values["hedging_sentence_share"] == pytest.approx(1 / 3)


def test_an_empty_text_has_no_rates_but_counts_of_zero() -> None:
    values = measures("")
    assert np.isnan(values["hedging_per_100_words"])
    assert np.isnan(values["hedging_sentence_share"])
    assert values["hedging_count"] == 0


def test_text_without_quotations_has_no_quoted_rate() -> None:
    assert np.isnan(measures("It may rain.")["hedging_per_100_words_quoted"])


def test_every_declared_measure_is_returned_and_no_other() -> None:
    assert set(score(Documents(["It may rain."])).values) == {measure.name for measure in MEASURES}
    names = {measure.name for measure in MEASURES}
    for measure in MEASURES:
        assert {measure.numerator, measure.denominator} - {None} <= names


def test_a_batch_gives_the_numbers_of_its_articles_alone() -> None:
    texts = ["It may rain.", "", "Perhaps. If he wins, he would resign.", "The talks ended in May."]
    together = score(Documents(texts)).values
    for index, text in enumerate(texts):
        alone = score(Documents([text])).values
        for name, value in alone.items():
            np.testing.assert_equal(together[name][index], value[0])


def test_a_rule_switched_off_lets_its_words_count() -> None:
    documents = Documents(["The talks collapsed in May."])
    assert len(find(documents, "hedges").first) == 0
    assert len(find(documents, "hedges", frozenset(["may"])).first) == 1


PIECES = [
    "may",
    "if",
    "would",
    "could",
    ",",
    ".",
    '"',
    "“",
    "”",
    "May",
    "until",
    "appears",
    "to",
    "be",
    "n't",
    "5",
    "?",
    "—",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_any_order_of_words_is_scored_and_spans_lie_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    found = SCORER.score(Documents([text])).evidence
    assert list(found.start) == sorted(found.start)
    assert all(0 <= a < b <= len(text) for a, b in zip(found.start, found.end, strict=True))
