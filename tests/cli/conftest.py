"""The command line, quick, and a file of two articles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Ended, in_process

SENATE = (
    "The Senate voted on Thursday to pass the spending bill, sending it to the president for his signature. "
    "Senator Susan Collins of Maine said the vote was a good day for the country."
)
FLOOD = (
    "Flood water rose through the old town on Sunday night, and hundreds of families were moved to schools and churches. "
    "The mayor said that the rain was perhaps the heaviest in forty years."
)
GERMAN = (
    "Der Bundestag hat am Donnerstag nach langer Debatte dem Haushalt zugestimmt. Die Opposition kritisierte die Pläne "
    "der Regierung und kündigte an, vor das Verfassungsgericht zu ziehen."
)

Framescope = Callable[..., Ended]


@pytest.fixture
def framescope(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Framescope:
    """`framescope("status", "--corpus", path)` in this process."""
    monkeypatch.delenv("FRAMESCOPE_CORPUS", raising=False)
    return lambda *arguments: in_process(capsys, arguments)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """Two articles of two outlets as CSV, in ordinary columns."""
    path = tmp_path / "articles.csv"
    path.write_text(
        "publication,date,headline,body\n"
        f'The Daily Ledger,2024-03-01,Senate passes bill,"{SENATE}"\n'
        f'Evening Post,2024-03-03,Town under water,"{FLOOD}"\n',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A place for a corpus that is not there yet."""
    return tmp_path / "corpus"
