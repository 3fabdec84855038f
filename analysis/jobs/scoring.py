"""Scoring a corpus: what is new or stale goes through the scorers in batches, and every few batches are committed.

The rows do not depend on the engine, the number of workers or the size of batches, and a run that was stopped goes on
where it was: what was committed is not stale any more.
"""

import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from analysis.corpus import schema
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.jobs.engine import check, engine
from analysis.jobs.stale import ALL, Batch, Stale, StaleArticles, append_scores, count_stale, of_families, write_scores
from analysis.scorers import registry

Progress = Callable[[int, int | None], None]

ARTICLES_PER_COMMIT = 1_000
SECONDS_PER_COMMIT = 60.0
"""A commit follows when either is reached: a stopped run loses at most this much work."""

COULD_NOT = " could not be scored by "
_EVERY_FAMILY = "any family"

log = logging.getLogger("framescope")


@dataclass(frozen=True)
class ScoreResult:
    """What a run of `score` did."""

    scored: int
    failed: int
    """Articles that a family could not measure; recorded as rejects, the family's measures are missing."""
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

    Where only some families are stale only these are scored: other numbers and evidence stay as they are. Raises
    `CorpusBusy` if another run holds the corpus, and what `analysis.jobs.engine.engine` raises.
    """
    begun = time.monotonic()
    check(workers, scheduler)
    tokens = _tokens(store)
    total = StaleArticles(store, tokens, full).count if full else count_stale(store, tokens)
    if not total and store.latest.complete:
        return ScoreResult(0, 0, store.latest.number, None, "none", time.monotonic() - begun)
    with engine(total, workers, scheduler) as where:
        details = {"engine": where.label, "scored_with": " ".join(tokens), "full": full, "replaces": []}
        with store.writer("score", details) as writer:
            stale = StaleArticles(store, tokens, full)
            replaced = stale.count == store.delta("articles").count() and bool(writer.files("scores"))
            if replaced:
                _remove_old_scores(writer, stale)
            at_once = articles_per_batch or where.articles_per_batch
            pending = _Pending(writer, articles_per_commit, replaced)
            failed = 0
            for part in stale.parts:
                pending.begin(part)
                kept: deque[pa.Table | None] = deque()
                articles = _articles(stale.batches(part, at_once), kept)
                for result in where.map(partial(score_articles, families=part.families), articles):
                    pending.add(_rows(result.scores, kept.popleft(), part.families, tokens), result.evidence)
                    failed += len({failure.id for failure in result.failures})
                    if result.failures:
                        writer.append("rejects", _rejects(result.failures, writer.run))
                        writer.count(rejected=len(result.failures))
                    if progress:
                        progress(pending.done, stale.count)
                    pending.commit_if_due()
                pending.commit()
            writer.complete = True
        return ScoreResult(pending.done, failed, writer.snapshot, writer.run, where.label, time.monotonic() - begun)


def _tokens(store: CorpusStore) -> list[str]:
    """Family and version of every family that can be scored in this corpus.

    A family that was registered after the corpus got a column of the same name as one of its measures cannot.
    """
    columns = set(store.extra_columns())
    tokens = []
    for name, family in registry.families().items():
        clashes = sorted(columns & {measure.name for measure in family.scorer.measures})
        if clashes:
            log.warning(
                "framescope: the family %s of the package %s is not scored in this corpus, whose articles have a "
                "column %s of their own. Ingest them into a new corpus, where the column is called input_%s.",
                *(name, family.distribution, clashes[0], clashes[0]),
            )
        else:
            tokens.append(family.scorer.token)
    return tokens


def _remove_old_scores(writer: Writer, stale: StaleArticles) -> None:
    """Remove all scores at once, as all are replaced; readers keep to the snapshot that has them until then."""
    stale.merge()
    writer.complete = False
    writer.delete("scores", "true")
    kept = [part for part in stale.parts if part.keeps]
    if kept:
        writer.delete("evidence", of_families(kept[0].families))
        writer.details["replaces"] = list(kept[0].families)
        for family in kept[0].families:
            writer.delete("rejects", f"reason LIKE 'the article %{COULD_NOT}{family}: %'")  # found again if still so
    else:
        writer.delete("evidence", "true")
        writer.details["replaces"] = [ALL]
        writer.delete("rejects", "reason LIKE 'the article % could not be scored%'")


def _articles(batches: Iterable[Batch], kept: deque[pa.Table | None]) -> Iterator[pa.RecordBatch]:
    """The articles of batches, with only what scoring needs: a batch that travels to a worker should be small.

    What is kept of their scores does not travel: it is put into `kept`.
    """
    needed = {"text", "title", "url", "source", "row", *schema.GROUPING}
    for batch in batches:
        kept.append(batch.kept)
        names = [n for n in batch.articles.schema.names if n in needed or n not in schema.ARTICLES.names]
        yield batch.articles.select(names)


def _rows(scores: pa.Table, kept: pa.Table | None, families: Collection[str], tokens: Sequence[str]) -> pa.Table:
    """Rows of `scores` from new measures, the kept ones of other families, and the versions of both."""
    if kept is None:
        return scores.append_column("scored_with", pa.repeat(pa.scalar(" ".join(tokens)), scores.num_rows))
    before = kept.column("scored_with").to_pylist()
    versions = {old: _versions(old or "", families, tokens) for old in set(before)}
    scores = scores.append_column("scored_with", pa.array([versions[old] for old in before], pa.string()))
    for name in kept.column_names:
        if name in ("id", "scored_with"):
            continue
        if name in scores.column_names:  # a category that the user's own data have
            scores = scores.set_column(
                scores.column_names.index(name), name, pc.coalesce(scores.column(name), kept.column(name))
            )
        else:
            scores = scores.append_column(name, kept.column(name))
    return scores


def _versions(before: str, families: Collection[str], tokens: Sequence[str]) -> str:
    """The versions of a row after some families were scored anew; families that are not registered come last."""
    old = {token.split("-", 1)[0]: token for token in before.split()}
    new = {token.split("-", 1)[0]: token for token in tokens}
    ours = [token if family in families else old.pop(family, token) for family, token in new.items()]
    return " ".join([*ours, *(token for family, token in old.items() if family not in new)])


class _Pending:
    """Scored batches that wait to be written together, so that files are few and large."""

    def __init__(self, writer: Writer, articles_per_commit: int, replaced: bool) -> None:
        """`replaced`: old scores were removed, and so was the evidence of families that are scored anew."""
        self.writer = writer
        self.articles_per_commit = articles_per_commit
        self.replaced = replaced
        self.done = 0
        self._part: Stale | None = None
        self._scores: list[pa.Table] = []
        self._evidence: list[pa.Table] = []
        self._waiting = 0
        self._since = time.monotonic()

    def begin(self, part: Stale) -> None:
        """What is added from here on are articles of this part."""
        self._part = part

    def add(self, scores: pa.Table, evidence: pa.Table) -> None:
        self._scores.append(scores)
        self._evidence.append(evidence)
        self._waiting += scores.num_rows
        self.done += scores.num_rows

    def commit_if_due(self) -> None:
        if self._waiting >= self.articles_per_commit or time.monotonic() - self._since > SECONDS_PER_COMMIT:
            self.commit()

    def commit(self) -> None:
        if self._waiting and self._part:
            scores = pa.concat_tables(self._scores, promote_options="default")
            evidence = pa.concat_tables(self._evidence)
            kept, removed = self._part.keeps, self.writer.details["replaces"]
            if not self._part.stored or (self.replaced and (kept or removed == [ALL])):
                append_scores(self.writer, scores, evidence)
            else:
                write_scores(self.writer, scores, evidence, self._part.families if kept else None)
            self.writer.commit()
        self._scores, self._evidence, self._waiting = [], [], 0
        self._since = time.monotonic()


class Failure(NamedTuple):
    """An article that a family could not measure."""

    source: str | None
    row: int | None
    id: str
    family: str
    reason: str


class ScoredArticles(NamedTuple):
    """A batch of articles, scored."""

    scores: pa.Table
    """Grouping columns, extra columns and measures, one row per article."""
    evidence: pa.Table
    failures: list[Failure]


def score_articles(batch: pa.RecordBatch, families: Sequence[str]) -> ScoredArticles:
    """Scores and evidence of a batch of articles (columns of `articles`, extra ones included) by these families.

    An article that a family cannot take does not stop the others: the family's measures are missing and it is named.
    """
    # Loaded here, in the process that scores: a program that only sends batches away needs no lexicon.
    from analysis.scorers.batch import score_batch

    ids, texts, titles = batch.column("id"), batch.column("text").to_pylist(), batch.column("title").to_pylist()
    urls = batch.column("url").to_pylist()
    dates = [moment and moment.date() for moment in batch.column("published").to_pylist()]
    try:
        measures, evidence, unmeasured = score_batch(ids, texts, titles, families=families, urls=urls, dates=dates)
        reasons = [(failure.document, failure.family, failure.reason) for failure in unmeasured]
    except (OSError, ImportError, MemoryError):
        raise  # the fault of this machine or its installation, not of an article
    except Exception as error:  # a text that cannot even be cut into words
        if batch.num_rows > 1:
            parts = [score_articles(batch.slice(k, 1), families) for k in range(batch.num_rows)]
            return ScoredArticles(
                pa.concat_tables([part.scores for part in parts]),
                pa.concat_tables([part.evidence for part in parts]),
                [failure for part in parts for failure in part.failures],
            )
        names = [name for name, measure in registry.measures().items() if measure.family in families]
        measures = pa.table({name: pa.nulls(1, pa.float64()) for name in names})
        evidence, reasons = schema.EVIDENCE.empty_table(), [(0, _EVERY_FAMILY, f"{type(error).__name__}: {error}")]
    extras = [name for name in batch.schema.names if name not in schema.ARTICLES.names]
    scores = pa.table({name: batch.column(name) for name in [*schema.GROUPING, *extras]})
    for name in measures.column_names:
        if name in extras:  # a category that the user's own data have: theirs wins
            column = pc.coalesce(pc.if_else(pc.equal(batch.column(name), ""), None, batch.column(name)), measures[name])
            scores = scores.set_column(scores.column_names.index(name), name, column)
        else:
            scores = scores.append_column(name, measures.column(name))
    source, row = batch.column("source"), batch.column("row")
    failures = [Failure(source[k].as_py(), row[k].as_py(), ids[k].as_py(), *reason) for k, *reason in reasons]
    return ScoredArticles(scores, evidence, failures)


def _rejects(failures: Sequence[Failure], run: str) -> pa.Table:
    """Rows of `rejects` for articles that a family could not measure."""
    families = registry.families()
    rows = []
    for source, row, id, name, reason in failures:
        family = families.get(name)
        fault = f"the package {family.distribution}" if family and not family.builtin else "framescope"
        rows.append(
            {
                "file": source or "(corpus)",
                "row": row,
                "reason": f"the article {id}{COULD_NOT}{name}: {reason}",
                "what_to_do": f"Look at the article's text; if it is ordinary, please report it as a fault of {fault}.",
                "excerpt": None,
                "run": run,
            }
        )
    return pa.Table.from_pylist(rows, schema=schema.REJECTS)
