"""A corpus in a temporary folder, and two short articles."""

from pathlib import Path

import pytest

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
