"""Sentiment equals vaderSentiment, sentence by sentence, on whatever text comes."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.scorers import sentiment
from analysis.scorers.vader import polarity
from analysis.text import Documents, Vocabulary

VADER = SentimentIntensityAnalyzer()

_WORDS = st.sampled_from(
    # What VADER's rules ask for: negations, boosters, "but", "no", "least", idioms, capitals …
    "good bad great war peace killed horrible GREAT HORRIBLE no No nor or not never so this without doubt least at "
    "very but BUT kind of sort just enough the bomb shit bad ass badass bus stop yeah right kiss of death to die for "
    "beating heart isn't won't DON'T Cannot cant extremely VERY hardly barely kinda kind-of more talks said Trump the "
    "“very good and productive”, 'great' U.S. p.m. 30-day $1.5 100% 2022 !!! ??? ?! :) :( <3 ;-) *love* 😀 ☠ ❤️ 👍🏽 "
    "ΣΟΦΟΣ İstanbul ǅ ß don’t no, No. lol LOL hate-filled".split()
)
_SPACES = st.sampled_from([" ", " ", " ", "\n", "\t", "  ", "\x1c", "\u2028", "\u00a0", "\u3000", "\u200b"])
_ANY = st.text(st.characters(exclude_categories=()), max_size=8)
_SENTENCES = st.lists(st.tuples(st.one_of(_WORDS, _WORDS, _WORDS, _ANY), _SPACES), max_size=14).map(
    lambda pairs: "".join(word + space for word, space in pairs)
)


def compounds(texts: list[str], vocabulary: Vocabulary | None = None) -> list[float]:
    titles = Documents(texts, headlines=True, vocabulary=vocabulary)
    return polarity(titles.vocabulary, titles.form, titles.first_token).compound.tolist()


@settings(max_examples=300, deadline=None)
@given(st.lists(_SENTENCES, min_size=1, max_size=12))
def test_compound_equals_vadersentiment_on_arbitrary_text(sentences: list[str]) -> None:
    expected = [VADER.polarity_scores(sentence)["compound"] for sentence in sentences]
    assert compounds(sentences) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "!",
        "good",
        "NO",
        "Kyiv quickly denied Trump's claim.",
        "God bless them all!!!",
        "This would be a horrible massacre, one not seen since World War II.",
        "The talks were good, but the war is HORRIBLE.",
        "It was the bomb, and the food was to die for.",
        "He is, by the way, a total bad ass who loves it.",
        "It was just enough of a good win.",
        "The talks were kind of good and sort of productive.",
        "They are kind, of course.",
        "There is no hope, no or little joy, and nor is there love.",
        "It was the least good of deals, at least bad, least happy.",
        "Never so happy, without doubt great, never this bad.",
        "good but bad but good but but bad good",
        "He faced the kiss of death and a beating heart, yeah right, at the bus stop.",
        "😀 Talks went well 😡😡 they say",
        "GOOD",
        "GOOD BAD",
        "a good\x1cbad\u2028war \u200bgreat \ud800 love",
        "What? Why? Really good?",
        "What? Why? Really? Now? good????",
    ],
)
def test_compound_equals_vadersentiment_where_its_rules_are(sentence: str) -> None:
    assert compounds([sentence])[0] == pytest.approx(VADER.polarity_scores(sentence)["compound"], abs=1e-9)


def test_a_number_next_to_a_half_is_rounded_as_python_rounds() -> None:
    from analysis.scorers.vader import _round

    numbers = [0.00005, 0.12345, 0.12355, -0.43215, 0.99995, 0.5, 0.30000000000000004]
    assert _round(np.array(numbers)).tolist() == [round(x, 4) for x in numbers]


def test_words_that_typography_hides_from_vader_are_counted() -> None:
    typed = "“Terrible,” he said. It isn’t good… “Awful”—so they say. The “very” nice plan, “the” war."
    plain = typed.translate(str.maketrans("“”’", '""\'')).replace("…", "...").replace("—", "-")
    values = sentiment.score(Documents([typed, plain])).values
    assert values["sentiment_words_hidden"].tolist() == [4, 0], "Terrible, isn’t, good… and “very”, not “the”"
    assert values["sentiment_compound"][0] != values["sentiment_compound"][1]


def test_a_document_is_the_mean_of_its_sentences(seed_text: str) -> None:
    documents = Documents([seed_text])
    values = sentiment.score(documents).values
    sentences = [seed_text[s.start : s.end] for s in documents[0].body_sentences]
    expected = np.mean([VADER.polarity_scores(sentence)["compound"] for sentence in sentences])
    assert values["sentiment_compound"][0] == pytest.approx(expected, abs=1e-9)
    assert values["sentiment_sentences"][0] == len(sentences)


def test_voices_are_judged_apart() -> None:
    text = 'The vile attack was condemned. "We had very good talks," he said in a sad voice. "Great!"'
    values = sentiment.score(Documents([text])).values
    said = ['"We had very good talks,"', "Great!"]
    wrote = ["The vile attack was condemned.", "he said in a sad voice."]
    mean = {
        voice: np.mean([VADER.polarity_scores(part)["compound"] for part in parts])
        for voice, parts in (("quoted", said), ("outlet_voice", wrote))
    }
    assert values["sentiment_compound_quoted"][0] == pytest.approx(mean["quoted"], abs=1e-9)
    assert values["sentiment_compound_outlet_voice"][0] == pytest.approx(mean["outlet_voice"], abs=1e-9)


def test_one_voice_only_leaves_the_other_missing() -> None:
    values = sentiment.score(Documents(["A sad day for the town."])).values
    assert np.isnan(values["sentiment_compound_quoted"][0])
    values = sentiment.score(Documents(["“A sad day for the town.”"])).values
    assert np.isnan(values["sentiment_compound_outlet_voice"][0])
    assert values["sentiment_compound_quoted"][0] == values["sentiment_compound"][0] < 0


def test_nothing_to_measure_is_missing_not_zero() -> None:
    values = sentiment.score(Documents(["", "  \n ", "Good."], [None, "", "Bad news"])).values
    for name in ("sentiment_compound", "sentiment_headline_compound", "sentiment_headline_gap"):
        assert np.isnan(values[name][:2]).all(), name
        assert not np.isnan(values[name][2]), name
    assert values["sentiment_sentences"].tolist() == [0, 0, 1]


def test_the_gap_is_headline_minus_body() -> None:
    values = sentiment.score(Documents(["A good day."], ["Horrible war"])).values
    assert values["sentiment_headline_gap"][0] == pytest.approx(
        VADER.polarity_scores("Horrible war")["compound"] - VADER.polarity_scores("A good day.")["compound"]
    )


def test_boilerplate_is_not_measured() -> None:
    alone = sentiment.score(Documents(["Talks went well on Friday."])).values["sentiment_compound"]
    text = "WASHINGTON (Reuters) - Talks went well on Friday.\n\nAdvertisement Continue reading the horrible main story"
    assert sentiment.score(Documents([text])).values["sentiment_compound"] == alone


def test_evidence_shows_the_words_without_their_marks() -> None:
    text = 'He called it "good," and not horrible.'
    evidence = sentiment.score(Documents([text], ["Great talks!"])).evidence
    spans = [
        ("Great talks!" if title else text)[a:b]
        for a, b, title in zip(evidence.start, evidence.end, evidence.in_title, strict=True)
    ]
    assert spans == ["Great", "good", "horrible"]
    assert evidence.label == ["positive", "positive", "positive"]  # "not horrible"
    assert evidence.quoted.tolist() == [False, True, False]
    assert evidence.in_title.tolist() == [True, False, False]


@settings(max_examples=30, deadline=None)
@given(st.lists(_SENTENCES.map(lambda s: f"“{s} he said. {s}"), min_size=1, max_size=6))
@example(["", "“good", "bad”"])
def test_a_batch_gives_what_its_articles_give_alone(texts: list[str]) -> None:
    together = sentiment.score(Documents(texts, texts)).values
    alone = [sentiment.score(Documents([text], [text], Vocabulary())).values for text in reversed(texts)]
    for name, values in together.items():
        assert np.array_equal(values, [one[name][0] for one in reversed(alone)], equal_nan=True), name


def check_articles(articles: list[dict]) -> None:
    documents = Documents([a["text"] for a in articles], [a["title"] for a in articles])
    values = sentiment.score(documents).values
    for k, article in enumerate(articles):
        scores = [
            VADER.polarity_scores(article["text"][s.start : s.end])["compound"] for s in documents[k].body_sentences
        ]
        expected = np.mean(scores) if scores else np.nan
        assert values["sentiment_compound"][k] == pytest.approx(expected, abs=1e-9, nan_ok=True), article["id"]
        headline = VADER.polarity_scores(article["title"])["compound"] if article["title"].strip() else np.nan
        assert values["sentiment_headline_compound"][k] == pytest.approx(headline, abs=1e-9, nan_ok=True)


def test_real_articles_equal_vadersentiment(sample_articles: list[dict]) -> None:
    check_articles(sample_articles[::20])


@pytest.mark.slow
def test_all_bundled_articles_equal_vadersentiment(sample_articles: list[dict]) -> None:
    check_articles(sample_articles)
