"""A small corpus of real articles, made once and copied for every test that changes it."""

import shutil
from pathlib import Path

import pytest

from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from tests.jobs.corpora import some_articles


@pytest.fixture(scope="session")
def ingested(tmp_path_factory: pytest.TempPathFactory, sample_articles: list[dict]) -> Path:
    """Sixty articles of the sample, ingested and not scored; for copying only."""
    folder = tmp_path_factory.mktemp("jobs")
    ingest(CorpusStore.create(folder / "corpus"), some_articles(folder / "articles.jsonl", sample_articles[:60]))
    return folder / "corpus"


@pytest.fixture
def store(ingested: Path, tmp_path: Path) -> CorpusStore:
    """A copy of it that a test may change."""
    shutil.copytree(ingested, tmp_path / "corpus")
    return CorpusStore.open(tmp_path / "corpus")
