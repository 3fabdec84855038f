"""Recompute: read registered inputs again, score what is new or stale, find wire copy and stories; the job for cron."""

from dataclasses import dataclass

from analysis.corpus.ingest.run import IngestResult, reread_inputs
from analysis.corpus.store import CorpusStore
from analysis.jobs.engine import check
from analysis.jobs.scoring import Progress, ScoreResult, score


@dataclass(frozen=True)
class RecomputeResult:
    """The outcome of a recomputation."""

    sources: list[IngestResult]
    """One per input whose content had changed."""
    score: ScoreResult

    @property
    def rejected(self) -> int:
        """Rows and whole inputs that were rejected, and articles that could not be measured."""
        return sum(result.rejected + bool(result.refused) for result in self.sources) + self.score.failed


def recompute(
    store: CorpusStore,
    workers: int | None = None,
    scheduler: str | None = None,
    progress: Progress | None = None,
) -> RecomputeResult:
    """Bring the corpus up to date; write nothing where nothing changed.

    Raises `CorpusBusy` if another run holds the corpus, and what `analysis.jobs.engine.engine` raises.
    """
    check(workers, scheduler)
    sources = reread_inputs(store, progress)
    scored = score(store, workers, scheduler, progress=progress)
    update_wire_and_stories(store)
    return RecomputeResult(sources, scored)


def update_wire_and_stories(store: CorpusStore) -> None:
    """Find wire copy and stories among the articles that are new; write nothing where none is."""
    from analysis.derived.stories import update_stories
    from analysis.derived.wire_copies import update_wire

    update_wire(store)
    update_stories(store)
