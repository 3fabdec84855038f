"""Long articles are read part by part, with the numbers that the whole would give."""

import json
from pathlib import Path

import pandas as pd
import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.jobs import score
from analysis.sentence_sentiment import sentence_sentiment
from analysis.text import Documents
from dashboard.pages.article.pagination import CHARACTERS, segmentation, sentiment_of_part


@pytest.fixture(scope="module")
def long_text(sample_articles: list[dict]) -> str:
    return "\n\n".join(article["text"] for article in sample_articles)[: 3 * CHARACTERS + 500]


def test_the_parts_together_have_the_sentiment_of_the_whole(long_text: str):
    whole = sentence_sentiment(long_text)
    parts = [sentiment_of_part(long_text, start, start + CHARACTERS) for start in range(0, len(long_text), CHARACTERS)]
    assert len(parts) == 4
    assert all(0 < len(part) < len(whole) / 2 for part in parts)
    pd.testing.assert_frame_equal(pd.concat(parts), whole)


def test_what_is_left_out_is_what_the_measures_leave_out(long_text: str, sample_articles: list[dict]):
    for text in (long_text, *(article["text"] for article in sample_articles[:40]), "", "---"):
        (document,) = Documents([text], [None])
        assert segmentation(text).boilerplate == [(span.start, span.end, span.kind) for span in document.boilerplate]
        assert len(segmentation(text).sentences) == len(sentence_sentiment(text))


def test_a_long_article_shows_the_sentences_of_its_part(page, tmp_path: Path, long_text: str):
    source = tmp_path / "long.jsonl"
    article = {"id": "long", "outlet": "Gazette", "published": "2020-02-01", "title": "All", "text": long_text}
    source.write_text(json.dumps(article), encoding="utf-8")
    store = CorpusStore.create(tmp_path / "corpus")
    ingest(store, source)
    score(store, workers=1)
    shown = page("article", tmp_path / "corpus", id="long")
    assert not shown.exception
    every = len(sentence_sentiment(long_text))
    assert any(text.value.startswith("Sentences 1 to ") and f"of {every:,}" in text.value for text in shown.caption)
    first = json.loads(shown.get("plotly_chart")[0].proto.spec)["data"][0]["x"]
    shown.number_input(key="part").set_value(2).run()
    second = json.loads(shown.get("plotly_chart")[0].proto.spec)["data"][0]["x"]
    assert first[-1] + 1 == second[0]
    assert len(first) + len(second) < every
