"""Corpora that are dear to make, made by whichever process of a test run needs them first; for reading and copying."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from analysis.corpus.ingest.run import ingest
from analysis.corpus.sample import sample_path
from analysis.corpus.store import CorpusStore
from analysis.derived.stories import update_stories
from analysis.derived.wire_copies import update_wire
from analysis.jobs import score


class MadeOnce:
    """Folders by name, shared by the processes of one run; `make` fills a folder that does not exist yet."""

    def __init__(self, factory: pytest.TempPathFactory) -> None:
        base = factory.getbasetemp()
        self._folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "made-once"
        self._folder.mkdir(exist_ok=True)

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder of that name, made at most once; a test that changes it works on a copy."""
        folder, done = self._folder / name, self._folder / f"{name}.done"
        with FileLock(f"{folder}.lock"):
            if not done.exists():
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    def corpus(self, name: str, articles: list[dict], scored: bool = True) -> Path:
        """Return a corpus of those articles, scored unless told otherwise."""

        def make(folder: Path) -> None:
            source = folder / "articles.jsonl"
            source.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
            store = CorpusStore.create(folder / "corpus")
            ingest(store, source)
            if scored:
                score(store, workers=1)

        return self(name, make) / "corpus"


def whole_sample(folder: Path) -> None:
    """Ingest and score the bundled articles, and find their wire copies and stories."""
    store = CorpusStore.create(folder / "corpus")
    ingest(store, sample_path())
    score(store, workers=1)
    update_wire(store)
    update_stories(store)
