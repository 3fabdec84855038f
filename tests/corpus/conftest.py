"""A corpus in a temporary folder, and a way to write and ingest small inputs in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from analysis.corpus.ingest.run import IngestResult, ingest
from analysis.corpus.store import CorpusStore

SENATE = (
    "The Senate voted on Thursday to pass the spending bill, sending it to the president for his signature. "
    "Senator Susan Collins of Maine said the vote was a good day for the country."
)
FLOOD = (
    "Flood water rose through the old town on Sunday night, and hundreds of families were moved to schools and churches. "
    "The mayor said that the rain was the heaviest in forty years."
)


@pytest.fixture
def store(tmp_path: Path) -> CorpusStore:
    return CorpusStore.create(tmp_path / "corpus")


@pytest.fixture
def take_in(store: CorpusStore, tmp_path: Path) -> Callable[..., IngestResult]:
    """Write `content` to a file of that name and ingest it."""

    def write_and_ingest(name: str, content: str | bytes, **options: object) -> IngestResult:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return ingest(store, path, **options)  # type: ignore[arg-type]

    return write_and_ingest
