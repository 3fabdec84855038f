"""A corpus that a test may hurt, and a scoring process that can be stopped at a known place."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.corpus.store import CorpusStore
from tests.commands import environment
from tests.conftest import ROOT
from tests.jobs.corpora import Measured, measured
from tests.made_once import MadeOnce

ARTICLES = 120

SCORING = """
import sys
from analysis.corpus.store import CorpusStore
from analysis.jobs import score
score(CorpusStore.open(sys.argv[1]), articles_per_batch=5, articles_per_commit=10, progress=lambda done, _: print(done, flush=True))
"""


@pytest.fixture(scope="session")
def ingested(made_once: MadeOnce, sample_articles: list[dict]) -> Path:
    """Articles of the sample, ingested and not scored; for copying only."""
    return made_once.corpus("faults-not-scored", sample_articles[:ARTICLES], scored=False)


@pytest.fixture(scope="session")
def expected(made_once: MadeOnce, sample_articles: list[dict]) -> Measured:
    """The rows of a run that nothing disturbed."""
    return measured(CorpusStore.open(made_once.corpus("faults", sample_articles[:ARTICLES])))


@pytest.fixture
def store(ingested: Path, tmp_path: Path) -> CorpusStore:
    shutil.copytree(ingested, tmp_path / "corpus")
    return CorpusStore.open(tmp_path / "corpus")


@pytest.fixture
def scoring(store: CorpusStore) -> Iterator[subprocess.Popen]:
    """A process that scores the corpus, ten articles a commit, and prints how many it has done."""
    process = start_scoring(store)
    yield process
    process.kill()
    process.wait()


def start_scoring(store: CorpusStore) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", SCORING, store.location],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env=environment(),
    )


def wait_for(process: subprocess.Popen, articles: int) -> None:
    """Until the process says it has scored so many."""
    assert process.stdout
    for line in process.stdout:
        if int(line) >= articles:
            return
    pytest.fail(f"the scoring process ended early with code {process.wait()}")
