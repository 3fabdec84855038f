"""A small corpus of real articles, made once and copied for every test that changes it."""

import shutil
from pathlib import Path

import pytest

from analysis.corpus.store import CorpusStore
from tests.jobs.corpora import Measured, measured
from tests.made_once import MadeOnce

ARTICLES = 60


@pytest.fixture(scope="session")
def ingested(made_once: MadeOnce, sample_articles: list[dict]) -> Path:
    """Sixty articles of the sample, ingested and not scored; for copying only."""
    return made_once.corpus("sixty-not-scored", sample_articles[:ARTICLES], scored=False)


@pytest.fixture(scope="session")
def expected(made_once: MadeOnce, sample_articles: list[dict]) -> Measured:
    """The rows of one plain run in one process."""
    return measured(CorpusStore.open(made_once.corpus("sixty", sample_articles[:ARTICLES])))


@pytest.fixture
def store(ingested: Path, tmp_path: Path) -> CorpusStore:
    """A copy of it that a test may change."""
    shutil.copytree(ingested, tmp_path / "corpus")
    return CorpusStore.open(tmp_path / "corpus")
