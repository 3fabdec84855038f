"""A copied corpus answers as the files do; samples are drawn from groups and found again."""

import dataclasses
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters, open_corpus, views
from analysis.queries.sampling import draw_from_groups, texts_of
from analysis.stats.keyness.words import words
from tests.benchmarks.million import build
from tests.benchmarks.queries import questions

ARTICLES = 3000


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("copied") / "corpus"
    build(path, ARTICLES)
    return path


@pytest.fixture(scope="module")
def stored(folder) -> CorpusSnapshot:
    return open_corpus(folder)


@pytest.fixture(scope="module")
def copied(folder) -> CorpusSnapshot:
    return open_corpus(folder, copied=True)


def assert_same(one: Any, other: Any) -> None:
    assert type(one) is type(other)
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(one, other, rtol=1e-9)
    elif dataclasses.is_dataclass(one):
        assert_same(vars(one), vars(other))
    elif isinstance(one, dict):
        assert list(one) == list(other)
        for key in one:
            assert_same(one[key], other[key])
    elif isinstance(one, (tuple, list)):
        assert len(one) == len(other)
        for ours, theirs in zip(one, other, strict=True):
            assert_same(ours, theirs)
    elif isinstance(one, float):
        assert one == pytest.approx(other, rel=1e-9, nan_ok=True)
    else:
        assert one == other


def test_every_question_of_a_screen_has_the_same_answer(stored, copied):
    ours, theirs = questions(stored), questions(copied)
    for name, question in ours.items():
        assert_same(question(), theirs[name]())


def test_the_copy_goes_with_the_corpus(folder):
    corpus = open_corpus(folder, copied=True)
    place = Path(corpus.copy.name)
    assert (place / "copy.duckdb").exists()
    del corpus
    assert not place.exists()


def test_a_filter_reaches_nothing_but_the_scores_of_a_copy(copied):
    with pytest.raises(ArgumentError):
        Filters(where="id IN (SELECT id FROM sampled)").predicate(copied)


def test_a_sample_holds_so_many_of_each_group_and_only_selected_ones(stored):
    chosen = Filters(min_words=500)
    drawn = draw_from_groups(stored, chosen, "outlet", "CNN", size=50)
    condition, bound = drawn.predicate(stored)
    rows = stored.rows(f"SELECT outlet, hedging_words FROM scores WHERE {condition}", bound)
    assert sum(row["outlet"] == "CNN" for row in rows) == 50
    assert len(rows) == 100
    assert min(row["hedging_words"] for row in rows) >= 500
    pair = draw_from_groups(stored, chosen, "outlet", "CNN", "Reuters", size=50)
    condition, bound = pair.predicate(stored)
    assert {row["outlet"] for row in stored.rows(f"SELECT outlet FROM scores WHERE {condition}", bound)} == {
        "CNN",
        "Reuters",
    }


def test_of_small_groups_all_are_drawn_and_conditions_still_hold(stored):
    chosen = Filters(where="outlet <> 'Reuters' OR author IS NULL")
    drawn = draw_from_groups(stored, chosen, "outlet", "CNN", size=ARTICLES)
    counts = [
        stored.rows(f"SELECT count(*) AS n FROM scores WHERE {condition}", bound)[0]["n"]
        for condition, bound in (chosen.predicate(stored), drawn.predicate(stored))
    ]
    assert counts[0] == counts[1]
    hostile = draw_from_groups(stored, Filters(), "outlet", "O'Neill's", size=10)
    assert "O''Neill''s" in str(hostile.where)


def test_words_of_a_sample_are_the_same_from_a_copy_and_from_the_files(stored, copied):
    one, drawn = Filters(outlets=("CNN",)), draw_from_groups(stored, Filters(), "outlet", "CNN", size=100)
    assert draw_from_groups(copied, Filters(), "outlet", "CNN", size=100) == drawn
    assert (texts_of(stored, drawn), texts_of(copied, drawn)) == ("articles", "sampled")
    assert_same(words(stored, one, None, drawn).terms, words(copied, one, None, drawn).terms)


def test_texts_beyond_those_at_hand_are_read_from_the_files(folder, monkeypatch):
    monkeypatch.setattr(views, "SAMPLED", 100)
    corpus = open_corpus(folder, copied=True)
    assert texts_of(corpus, draw_from_groups(corpus, Filters(), "outlet", "CNN", size=5)) == "sampled"
    assert texts_of(corpus, draw_from_groups(corpus, Filters(), "outlet", "CNN", size=50)) == "articles"
