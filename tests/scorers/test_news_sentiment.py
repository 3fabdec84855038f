"""News sentiment: which words count, and what negation, contrast and other shifters make of them."""

import csv
from importlib.resources import files

import numpy as np
import pytest

from analysis.inspection import inspect_text
from analysis.scorers import registry
from analysis.scorers.news_sentiment import find_terms, forms, lexicon, score, sentence_scores
from analysis.scorers.valence_shifters import NEGATED, REVERSED, factors
from analysis.text import Documents
from analysis.text.phrases import read_lexicon


def valences(text: str, title: str | None = None) -> dict[str, float]:
    """Each term that counts, in lower case, and its valence after shifters."""
    evidence = score(Documents([text], [title])).evidence
    texts = [title or "" if in_title else text for in_title in evidence.in_title]
    spans = zip(texts, evidence.start.tolist(), evidence.end.tolist(), strict=True)
    return dict(zip((part[a:b].lower() for part, a, b in spans), evidence.value.tolist(), strict=True))


def mean(text: str) -> float:
    return float(score(Documents([text])).values["news_sentiment_mean"][0])


@pytest.mark.parametrize(
    "text",
    [
        "The Department of Homeland Security said the number of party members rose.",
        "He handed the letter to the Justice Department on the other hand.",
        "The United Nations, like other bodies, pays its share of the interest.",
        "Voters of both parties matter to the Treasury, as well as to the Supreme Court.",
        "Special counsel and the intelligence committee played down the matter.",
        "The ban on guns will certainly challenge the top energy companies.",
        "Customs officers were watching the Super Bowl in Good Hope.",
        "On Monday Grace Hope and Joy Love met Victor Savage, who lives with his parents in the town of Fort Worth.",
    ],
)
def test_names_and_words_of_news_without_sentiment_do_not_count(text: str):
    assert valences(text) == {}


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("The rescue was a triumph.", "The rescue was a disaster."),
        ("Doctors hailed the breakthrough.", "Doctors feared an epidemic."),
        ("The reform has reduced poverty.", "The reform has deepened poverty."),
        ("The mayor was never corrupt.", "The mayor was always corrupt."),
        ("The plan was costly, but it was a great success.", "The plan was a great success, but it was costly."),
        ("Violence was curbed.", "Violence was tolerated."),
        ("They live without fear.", "They live in fear."),
    ],
)
def test_the_more_positive_of_two_sentences_has_the_higher_score(good: str, bad: str):
    assert mean(good) > mean(bad)


def test_a_negator_reaches_to_the_end_of_its_clause():
    found = valences("The senator did not offer any great hope, and the success was real.")
    assert found["great"] < 0
    assert found["hope"] < 0
    assert found["success"] > 0


def test_a_phrase_negator_reaches_over_its_noun_phrase_only():
    found = valences("Without great success the peaceful protest ended.")
    assert found["great"] < 0
    assert found["success"] < 0
    assert found["peaceful"] > 0


def test_a_reverser_acts_on_the_subject_of_a_passive():
    documents = Documents(["Violence was curbed by the police.", "The police curbed violence."])
    terms = find_terms(documents, lexicon())
    violence = [k for k, at in enumerate(terms.first) if documents.words.token[at] in (0, 9)]
    assert len(violence) == 2
    assert factors(documents, terms.first, np.zeros(len(terms.first), bool))[violence].tolist() == [REVERSED[1]] * 2


def test_not_only_does_not_negate():
    assert valences("He was not only brave.")["brave"] > 0
    plain = valences("He was brave.")["brave"]
    assert valences("He was not brave.")["brave"] == pytest.approx(plain * NEGATED[0], abs=0.01)


def test_an_intensifier_multiplies_the_word_after_it():
    plain = valences("It was a brutal war.")["brutal"]
    assert valences("It was an extremely brutal war.")["brutal"] == pytest.approx(1.3 * plain, abs=0.01)
    assert valences("It was a somewhat brutal war.")["brutal"] == pytest.approx(0.6 * plain, abs=0.01)


def test_praise_in_a_question_counts_little():
    assert valences("Who says lotteries are wonderful?")["wonderful"] < 0.7
    assert valences("They are wonderful.")["wonderful"] > 2


def test_an_inflection_has_the_valence_of_its_base_form_unless_it_is_listed():
    assert forms("tragically")[-1] == "tragic"
    assert forms("uglier")[-1] == "ugly"
    listed = {entry.term for entry in lexicon().entries}
    assert "tragically" not in listed or "tragic" in listed
    assert valences("Tragically, he was threatened.").keys() == {"tragically", "threatened"}


def test_a_capital_at_the_start_of_a_sentence_makes_no_name():
    assert "great" in valences("Great stuff is rare.")
    assert "hope" not in valences("The adviser Hope Hicks resigned on Monday.")


def test_voices_and_headline_are_measured_apart():
    text = 'The talks went smoothly. "This is a horrible disaster," the mayor said.'
    values = {k: v[0] for k, v in score(Documents([text], ["A triumph for peace"])).values.items()}
    assert values["news_sentiment_mean_quoted"] < -0.2 < values["news_sentiment_mean_outlet_voice"]
    assert values["news_sentiment_headline"] > 0.2
    assert values["news_sentiment_sentences"] == 2
    assert values["news_sentiment_negative_count"] == 2
    assert values["news_sentiment_words"] == 12


def test_what_cannot_be_measured_is_missing():
    values = {k: v[0] for k, v in score(Documents([""])).values.items()}
    assert np.isnan(values["news_sentiment_mean"])
    assert np.isnan(values["news_sentiment_headline"])
    assert np.isnan(score(Documents(["No quotation here."])).values["news_sentiment_mean_quoted"][0])
    assert values["news_sentiment_positive_count"] == 0


def test_scores_lie_between_minus_one_and_one():
    scores = sentence_scores(np.array([-1000.0, -3, 0, 3, 1000]), np.array([5, 20, 20, 20, 5]))
    assert (np.abs(scores) < 1).all()
    assert (np.diff(scores) > 0).all()
    assert scores[2] == 0


def test_documents_do_not_influence_each_other():
    texts = [
        "The rescue was a triumph.",
        "",
        "Not a word of hope. Nobody was happy.",
        "The war is terrible, but short.",
    ]
    together = score(Documents(texts, ["Joy", None, "Fear", None])).values
    for number, (text, title) in enumerate(zip(texts, ["Joy", None, "Fear", None], strict=True)):
        alone = score(Documents([text], [title])).values
        for name, column in together.items():
            np.testing.assert_allclose(column[number], alone[name][0], err_msg=name)


def test_evidence_of_inspect_carries_the_valence():
    spans = [e for e in inspect_text("The rescue was a triumph.")["evidence"] if e["family"] == "news_sentiment"]
    triumph = next(span for span in spans if span["text"] == "triumph")
    assert triumph["label"] == "positive"
    assert triumph["value"] > 1


def test_the_family_of_a_measure_with_two_words_is_its_own():
    families = {name: measure.family for name, measure in registry.measures().items() if "sentiment" in name}
    assert families["news_sentiment_mean"] == "news_sentiment"
    assert families["sentiment_compound"] == "sentiment"
    assert registry.is_claimed("news_sentiment_later")
    assert not registry.is_claimed("news_desk")


def test_the_list_is_small_and_carries_no_group_party_or_politician():
    entries = read_lexicon("news_sentiment")
    assert len(entries) <= 6000
    weight = {entry.term: entry.weight for entry in entries}
    for term in "trump clinton obama republican democrat liberal conservative muslim gay women immigrants guns".split():
        assert not weight.get(term), term
    assert all((entry.category == "neutral") == (entry.weight == 0) for entry in entries)
    assert all(entry.weight >= 0 for entry in entries if entry.category.startswith("positive"))
    assert all(entry.weight == round(entry.weight, 2) for entry in entries)


def test_own_ratings_win_over_learnt_valences():
    with (files("analysis").joinpath("..") / "data" / "news_sentiment_ratings.csv").open(encoding="utf-8") as lines:
        own = {row["term"]: float(row["weight"]) for row in csv.DictReader(lines)}
    listed = {entry.term: entry.weight for entry in read_lexicon("news_sentiment")}
    assert all(listed[term] == weight for term, weight in own.items() if weight and " " in term)
    assert all(not listed.get(term) for term, weight in own.items() if weight == 0)


def test_evidence_says_what_negation_turned():
    spans = inspect_text("Nobody was happy, but the talks were not a disaster.")["evidence"]
    found = {span["text"]: span for span in spans if span["family"] == "news_sentiment"}
    assert found["happy"]["label"] == "negative_by_negation"
    assert found["disaster"]["label"] == "positive_by_negation"
    assert found["happy"]["value"] < 0 < found["disaster"]["value"]
