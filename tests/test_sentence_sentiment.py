"""Sentiment sentence by sentence is what the article's measures are made of, and vaderSentiment's own."""

import numpy as np
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis.inspection import inspect_text
from analysis.sentence_sentiment import segmentation, sentence_sentiment, sentiment_of


def test_the_mean_of_the_sentences_is_the_articles_sentiment(sample_articles: list[dict]) -> None:
    for entry in sample_articles[::40]:
        expected = inspect_text(entry["text"])["measures"]["sentiment_compound"]
        assert sentence_sentiment(entry["text"])["compound"].mean() == pytest.approx(expected, abs=1e-9)


def test_a_text_without_words_has_no_sentences() -> None:
    assert sentence_sentiment("  \n ").empty


def test_each_sentence_has_the_compound_of_vadersentiment(sample_articles: list[dict]) -> None:
    analyzer = SentimentIntensityAnalyzer()
    for entry in sample_articles[::80]:
        sentences = segmentation(entry["text"]).sentences
        expected = [analyzer.polarity_scores(forms)["compound"] for forms in sentences["forms"]]
        np.testing.assert_allclose(sentiment_of(sentences)["compound"], expected, atol=1e-9)


def test_some_of_the_sentences_keep_their_place() -> None:
    sentences = segmentation("A great day. A table. A terrible night.").sentences
    assert sentiment_of(sentences[1:])["compound"].round(1).to_dict() == {1: 0.0, 2: -0.5}
