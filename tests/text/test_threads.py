"""Any number of threads read texts at once, as visitors of one dashboard do, and each gets what it would get alone."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from analysis.inspection import inspect_texts
from analysis.scorers.batch import score_batch
from analysis.sentence_sentiment import segmentation
from analysis.stats.keyness.kwic import occurrences
from analysis.stats.keyness.ngram_counts import WordStream
from analysis.text import Documents, Feature, Vocabulary, vocabulary
from analysis.text.vocabulary import StringTable

THREADS = 8
ARTICLES = 24
EACH = 3
PARTS_EACH = 2

Article = dict[str, Any]


def segmented(articles: list[Article]) -> object:
    return [segmentation(article["text"]).sentences.to_dict("records") for article in articles]


def structure(articles: list[Article]) -> object:
    documents = Documents([article["text"] for article in articles])
    strings = documents.vocabulary.words.strings
    words = [strings[word] for word in documents.words.word]
    return words, documents.tags.tolist(), documents.sentence.tolist(), documents.quotes, documents.boilerplate


def inspected(articles: list[Article]) -> object:
    return inspect_texts([article["text"] for article in articles], [article["title"] for article in articles])


def scored(articles: list[Article]) -> object:
    ids = pa.array([str(number) for number in range(len(articles))])
    result = score_batch(ids, [article["text"] for article in articles], [article["title"] for article in articles])
    return result.measures.to_pylist(), result.evidence.to_pylist(), result.failures


def counted(articles: list[Article]) -> object:
    stream = WordStream()
    try:
        stream.add([article["text"] for article in articles], [0] * len(articles), "whole")
        ((numbers, owner),) = stream.chunks()
        names = [*stream.vocabulary, "|"]  # the last one for the number -1 between runs of words
        return [names[number] for number in numbers], owner.tolist()
    finally:
        stream.close()


def in_context(articles: list[Article]) -> object:
    return occurrences(Documents([article["text"] for article in articles]), ["of", "the"], "whole", 5)


READINGS: list[Callable[[list[Article]], object]] = [segmented, structure, inspected, scored, counted, in_context]


@pytest.fixture
def quick_switches() -> Iterator[None]:
    """Threads take turns fifty times as often, so that a race happens in seconds."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-4)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("quick_switches")
def test_eight_threads_read_what_one_reads(sample_articles: list[Article], monkeypatch: pytest.MonkeyPatch) -> None:
    articles = sample_articles[:ARTICLES]
    parts = [articles[first : first + EACH] for first in range(0, ARTICLES, EACH)]
    alone = [[repr(reading(part)) for reading in READINGS] for part in parts]
    shared = Vocabulary()  # the threads begin with one that knows no form, when most is written
    monkeypatch.setattr("analysis.text.document.shared_vocabulary", lambda: shared)
    together = Barrier(THREADS)

    def wrong(thread: int) -> list[tuple[int, int]]:
        """Parts and readings that differ; each part is read by `PARTS_EACH` threads, each reading first by some."""
        together.wait(timeout=60)
        readings = [*range(thread % len(READINGS), len(READINGS)), *range(thread % len(READINGS))]
        numbers = [(thread + step) % len(parts) for step in range(PARTS_EACH)]
        return [(n, k) for n in numbers for k in readings if repr(READINGS[k](parts[n])) != alone[n][k]]

    with ThreadPoolExecutor(THREADS) as pool:
        assert list(pool.map(wrong, range(THREADS))) == [[]] * THREADS
    assert Documents([articles[0]["text"]]).vocabulary is shared
    assert [repr(reading(parts[0])) for reading in READINGS] == alone[0]  # nothing stays broken


@pytest.mark.usefixtures("quick_switches")
def test_features_never_get_out_of_step_with_their_strings() -> None:
    table, length = StringTable(), Feature("length", np.int32, lambda forms: [len(form) for form in forms])
    together = Barrier(THREADS)

    def grow(thread: int) -> bool:
        together.wait(timeout=60)
        right = True
        for step in range(300):
            strings = [f"{'x' * (k % 7)}{thread * (k % 3)}-{step}-{k}" for k in range(20)]
            numbers = table.ids(strings)
            right &= table[length][numbers].tolist() == [len(string) for string in strings]
            right &= [table.strings[number] for number in numbers] == strings
        return right

    with ThreadPoolExecutor(THREADS) as pool:
        assert all(pool.map(grow, range(THREADS)))
    assert table[length].tolist() == [len(string) for string in table.strings]
    assert len(set(table.strings)) == len(table.strings) == len(table)


def test_a_batch_keeps_its_vocabulary_when_another_thread_fills_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vocabulary, "FORMS_KEPT", 3)
    first = Documents(["Snow fell on the hills. Nobody saw it."])
    second = Documents(["Rain fell."])
    assert second.vocabulary is not first.vocabulary
    assert [first.vocabulary.words.strings[word] for word in first.words.word][:3] == ["Snow", "fell", "on"]
