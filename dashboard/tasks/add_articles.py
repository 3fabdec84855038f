"""Adding articles as one piece of work: read, score, then find wire copy and stories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.ingest.run import IngestResult, ingest
from analysis.corpus.store import CorpusStore
from analysis.errors import InputError
from analysis.jobs import score, update_wire_and_stories
from dashboard.data.uploads import discard, refused

Tell = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Added:
    ingested: IngestResult
    scored: int


def add(tell: Tell, corpus: str, file: Path, mapping: Mapping[str, str], outlet: str | None) -> Added:
    """Each part commits as it goes: stopped anywhere, the same call goes on where it was.

    Raises `InputError` for a file that cannot be used at all; an upload is then not kept.
    """
    store = CorpusStore.open(corpus)
    tell("Reading the file", 0, None)
    try:
        found = ingest(store, file, mapping, outlet, lambda done, total: tell("Read", done, total))
    except InputError as error:
        discard(corpus, [file])
        raise refused(error, file) from error
    scored = score(store, workers=1, progress=lambda done, total: tell("Scored", done, total)).scored
    tell("Looking for wire copy and stories", 0, None)
    update_wire_and_stories(store)
    return Added(found, scored)


def find_stories(tell: Tell, corpus: str) -> None:
    """Wire copy and stories among the articles that are new."""
    tell("Looking for wire copy and stories", 0, None)
    update_wire_and_stories(CorpusStore.open(corpus))
