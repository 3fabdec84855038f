"""Scoring a corpus: what is new or stale goes through the scorers in batches, and every few batches are committed.

The rows do not depend on the engine, the number of workers or the size of batches, and a run that was stopped goes on
where it was: what was committed is not stale any more.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from analysis.corpus import schema
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.jobs.engine import check, engine
from analysis.jobs.stale import count_stale, stale_articles, write_scores
from analysis.scorers import MEASURES, SCORED_WITH

Progress = Callable[[int, int | None], None]

ARTICLES_PER_COMMIT = 1_000
SECONDS_PER_COMMIT = 60.0
"""A commit follows when either is reached: a stopped run loses at most this much work."""


COULD_NOT = " could not be scored: "


@dataclass(frozen=True)
class ScoreResult:
    scored: int
    failed: int
    """Articles a scorer could not take; recorded as rejects, their measures are missing."""
    snapshot: int
    run: str | None
    """None where nothing was stale, and so nothing was written."""
    engine: str
    seconds: float


def score(
    store: CorpusStore,
    workers: int | None = None,
    scheduler: str | None = None,
    full: bool = False,
    progress: Progress | None = None,
    articles_per_batch: int | None = None,
    articles_per_commit: int = ARTICLES_PER_COMMIT,
) -> ScoreResult:
    """Score what is new or stale (`full`: everything), as one run, in batches of the engine's size unless one is given.

    Raises `CorpusBusy` if another run holds the corpus, and what `analysis.jobs.engine.engine` raises.
    """
    begun = time.monotonic()
    check(workers, scheduler)
    wanted = "" if full else SCORED_WITH  # no row was ever scored with "", so everything is stale
    total = count_stale(store, wanted)
    if not total and store.latest.complete:
        return ScoreResult(0, 0, store.latest.number, None, "none", time.monotonic() - begun)
    with engine(total, workers, scheduler) as where:
        details = {"engine": where.label, "scored_with": SCORED_WITH, "full": full}
        with store.writer("score", details) as writer:
            everything = total == store.delta("articles").count()
            if everything and writer.files("scores"):
                writer.complete = False  # readers keep to the old scores until all are made anew
                writer.delete("scores", "true")
                writer.delete("evidence", "true")
                writer.delete("rejects", f"reason LIKE 'the article %{COULD_NOT}%'")  # found again if still so
            failed = 0
            at_once = articles_per_batch or where.articles_per_batch
            batches = _needed_columns(stale_articles(store, wanted, at_once))
            pending = _Pending(writer, replaces=not everything, articles_per_commit=articles_per_commit)
            for scores, evidence, failures in where.map(score_articles, batches):
                pending.add(scores, evidence)
                failed += len(failures)
                if failures:
                    writer.append("rejects", _rejects(failures, writer.run))
                    writer.count(rejected=len(failures))
                if progress:
                    progress(pending.done, total)
                pending.commit_if_due()
            pending.commit()
            writer.complete = True
        return ScoreResult(pending.done, failed, writer.snapshot, writer.run, where.label, time.monotonic() - begun)


class _Pending:
    """Scored batches that wait to be written together, so that files are few and large."""

    def __init__(self, writer: Writer, replaces: bool, articles_per_commit: int) -> None:
        self.writer = writer
        self.replaces = replaces
        self.articles_per_commit = articles_per_commit
        self.done = 0
        self._scores: list[pa.Table] = []
        self._evidence: list[pa.Table] = []
        self._waiting = 0
        self._since = time.monotonic()

    def add(self, scores: pa.Table, evidence: pa.Table) -> None:
        self._scores.append(scores)
        self._evidence.append(evidence)
        self._waiting += scores.num_rows
        self.done += scores.num_rows

    def commit_if_due(self) -> None:
        if self._waiting >= self.articles_per_commit or time.monotonic() - self._since > SECONDS_PER_COMMIT:
            self.commit()

    def commit(self) -> None:
        if self._waiting:
            scores = pa.concat_tables(self._scores, promote_options="default")
            evidence = pa.concat_tables(self._evidence)
            if self.replaces:
                write_scores(self.writer, scores, evidence)
            else:
                self.writer.append("scores", scores)
                self.writer.append("evidence", evidence)
                self.writer.count(scored=scores.num_rows)
            self.writer.commit()
        self._scores, self._evidence, self._waiting = [], [], 0
        self._since = time.monotonic()


Failure = tuple[str | None, int | None, str, str]
"""source, row, article id, what went wrong"""


def score_articles(batch: pa.RecordBatch) -> tuple[pa.Table, pa.Table, list[Failure]]:
    """Scores and evidence rows of a batch of articles (the columns of `articles`, extra ones included).

    An article that a scorer cannot take does not stop the others: its measures are missing and it is named.
    """
    # Loaded here, in the process that scores: a program that only sends batches away needs no lexicon.
    from analysis.scorers.batch import score_batch

    ids, texts, titles = batch.column("id"), batch.column("text").to_pylist(), batch.column("title").to_pylist()
    failures: list[Failure] = []
    try:
        measures, evidence, _ = score_batch(ids, texts, titles)
    except (OSError, ImportError, MemoryError):
        raise  # the fault of this machine or its installation, not of an article
    except Exception as error:
        if batch.num_rows == 1:
            source, row = batch.column("source")[0].as_py(), batch.column("row")[0].as_py()
            failures = [(source, row, ids[0].as_py(), f"{type(error).__name__}: {error}")]
            measures = pa.table({name: pa.nulls(1, pa.float64()) for name in MEASURES})
            evidence = schema.EVIDENCE.empty_table()
        else:
            parts = [score_articles(batch.slice(k, 1)) for k in range(batch.num_rows)]
            return (
                pa.concat_tables([p[0] for p in parts]),
                pa.concat_tables([p[1] for p in parts]),
                [failure for p in parts for failure in p[2]],
            )
    extras = [name for name in batch.schema.names if name not in schema.ARTICLES.names]
    columns = {name: batch.column(name) for name in [*schema.GROUPING, *extras]}
    columns["scored_with"] = pa.repeat(pa.scalar(SCORED_WITH), batch.num_rows)
    scores = pa.table(columns)
    for name in measures.column_names:
        scores = scores.append_column(name, measures.column(name))
    return scores, evidence, failures


def _needed_columns(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Only what scoring needs: a batch that travels to a worker should be small."""
    keep = {"text", "title", "source", "row", *schema.GROUPING}
    for batch in batches:
        names = [n for n in batch.schema.names if n in keep or n not in schema.ARTICLES.names]
        yield batch.select(names)


def _rejects(failures: list[Failure], run: str) -> pa.Table:
    rows = [
        {
            "file": source or "(corpus)",
            "row": row,
            "reason": f"the article {id}{COULD_NOT}{what}",
            "what_to_do": "Look at the article's text; if it is ordinary, please report it as a fault of framescope.",
            "excerpt": None,
            "run": run,
        }
        for source, row, id, what in failures
    ]
    return pa.Table.from_pylist(rows, schema=schema.REJECTS)
