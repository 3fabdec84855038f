"""Parts of speech of news sentences, as a reader would give them."""

import numpy as np
import pytest

from analysis.text import Documents
from analysis.text.pos_tagger import AUXILIARY, BE, NOT_AUXILIARY, TAGS, base_forms


def tags_of(text: str, word: str, occurrence: int = 0) -> str:
    documents = Documents([text])
    strings = documents.vocabulary.words.strings
    found = [
        TAGS[tag] for number, tag in zip(documents.words.word, documents.tags, strict=True) if strings[number] == word
    ]
    return found[occurrence]


@pytest.mark.parametrize(
    ("text", "word", "tag"),
    [
        ("Kyiv quickly denied Trump's claim.", "claim", "NN"),
        ("Kyiv quickly denied Trump's claim.", "Trump's", "POS"),
        ("They claim that the vote was rigged.", "claim", "VBP"),
        ("The minister claims the figures are wrong.", "claims", "VBZ"),
        ("Such claims are common in a campaign.", "claims", "NNS"),
        ("She plans to run again in May.", "plans", "VBZ"),
        ("The senator announced his plans on Friday.", "plans", "NNS"),
        ("He was accused of taking bribes.", "accused", "VBN"),
        ("She accused the governor of lying.", "accused", "VBD"),
        ("The company has repeatedly denied the report.", "denied", "VBN"),
        ("The bill, passed by the House, goes to the Senate.", "passed", "VBN"),
        ("Officials will report their findings today.", "report", "VB"),
        ("The report will be published today.", "report", "NN"),
        ("The report that shook Washington was leaked.", "that", "WDT"),
        ("He said that the talks had failed.", "that", "IN"),
        ("In that case the talks would fail.", "that", "DT"),
        ("Reporters asked her about her emails.", "emails", "NNS"),
        ("The court didn't rule on the order.", "rule", "VB"),
        ("They're hoping for a deal.", "They're", "PRPV"),
        ("Trump Says He Will Veto the Bill", "Says", "VBZ"),
        ("The voters' anger was plain.", "voters", "POS"),
    ],
)
def test_a_news_sentence_is_tagged_as_a_reader_would(text: str, word: str, tag: str) -> None:
    assert tags_of(text, word) == tag


def test_her_is_an_object_before_a_preposition_and_a_possessive_before_a_noun() -> None:
    text = "Reporters asked her about her emails."
    assert (tags_of(text, "her"), tags_of(text, "her", 1)) == ("PRP", "PRP$")


def test_tags_are_the_same_alone_and_in_a_batch() -> None:
    texts = ["Kyiv denied it.", "", "She plans to run.\n\nThe plans are old."]
    together = Documents(texts)
    alone = np.concatenate([Documents([text]).tags for text in texts])
    assert together.tags.tolist() == alone.tolist()
    assert len(together.tags) == len(together.words.word)


def test_base_forms_undo_doubling_and_dropped_letters() -> None:
    assert "plan" in base_forms("planned")
    assert "accuse" in base_forms("accused")
    assert base_forms("denies") == ["deny"]
    assert "call" in base_forms("called")


def test_everyone_is_followed_by_a_contracted_verb() -> None:
    assert list(AUXILIARY.compute(["everyone's", "somebody's"])) == [BE, NOT_AUXILIARY]
