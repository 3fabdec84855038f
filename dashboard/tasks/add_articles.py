"""Tasks that write to the corpus: adding articles, and finding wire copy and stories."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from analysis.corpus.ingest.run import IngestResult, ingest
from analysis.corpus.store import CorpusStore
from analysis.errors import InputError
from analysis.jobs import score, update_wire_and_stories
from dashboard.data.uploads import discard, refused

Report = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Added:
    """What was ingested, and how many articles were scored."""

    ingested: IngestResult
    scored: int


def add(report: Report, corpus: str, file: Path, mapping: Mapping[str, str], outlet: str | None) -> Added:
    """Read the file, score what is new, and find wire copy and stories.

    Each part commits as it goes: stopped anywhere, the same call goes on where it was.

    Raises `InputError` for a file that cannot be used at all; an upload is then not kept.
    """
    store = CorpusStore.open(corpus)
    report("Reading the file", 0, None)
    try:
        ingested = ingest(store, file, mapping, outlet, lambda done, total: report("Read", done, total))
    except InputError as error:
        discard(corpus, [file])
        raise refused(error, file) from error
    scored = score(store, workers=1, progress=lambda done, total: report("Scored", done, total)).scored
    report("Looking for wire copy and stories", 0, None)
    update_wire_and_stories(store)
    return Added(ingested, scored)


def find_stories(report: Report, corpus: str) -> None:
    """Find wire copy and stories among the articles that are new."""
    report("Looking for wire copy and stories", 0, None)
    update_wire_and_stories(CorpusStore.open(corpus))
