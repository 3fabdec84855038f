"""Reading a source into the corpus: new articles are added, changed ones replaced, unusable ones recorded as rejects.

`ingest` never scores. A source is registered, so that `reread_sources` can read it again when its content changed. What
becomes of articles that an earlier reading of the same source brought and this one does not, `analysis.corpus.ingest.reingest`
says.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from analysis.corpus.ingest.article_builder import ArticleMaker
from analysis.corpus.ingest.article_index import ArticleIndex, Known
from analysis.corpus.ingest.column_mapping import map_fields
from analysis.corpus.ingest.dates import DateReader
from analysis.corpus.ingest.readers import RejectedRow, Row, Source, canonical_path, open_source, split_message
from analysis.corpus.ingest.records import (
    articles_table,
    copies_of,
    forget_rejects,
    forget_rejects_of_copies,
    heir_of,
    register,
    write_rejects,
)
from analysis.corpus.ingest.reingest import EarlierReading, earlier_reading
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.errors import InputError

# A batch is what one commit holds: the memory it costs is bounded by rows and, for long articles, by characters.
ROWS_PER_BATCH = 2000
CHARACTERS_PER_BATCH = 50_000_000
ROWS_PER_REPORT = 200
NO_ROWS = "Give a file with articles in it."

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class IngestResult:
    """What one source brought. `read` is the sum of added, updated, unchanged and rejected, each a number of rows."""

    source: str
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    snapshot: int
    run: str
    notes: Mapping[str, object] = field(default_factory=dict)
    """Found out while reading: encoding, delimiter, how ambiguous dates were read, which column became which field."""
    removed: int = 0
    """Articles of an earlier reading of this source that gave way to those of this one; older snapshots have them."""
    remaining: int = 0
    """Articles of an earlier reading of this source that are not in this one and were kept."""
    refused: str | None = None
    """Why the source as a whole could not be read (a source of `reread_sources`); no row was read then."""

    @property
    def nothing_used(self) -> bool:
        """Every row, or the source as a whole, was refused."""
        refused = self.rejected > 0 or self.refused is not None
        return refused and not (self.added or self.updated or self.unchanged)


def ingest(
    store: CorpusStore,
    source: str | Path,
    mapping: Mapping[str, str] | None = None,
    outlet: str | None = None,
    progress: Progress | None = None,
    replace: bool = False,
) -> IngestResult:
    """Read a file, a folder or an address into the corpus, as one run.

    `mapping` is field → column (see `analysis.corpus.ingest.column_mapping`), `outlet` names the outlet of all rows, and `progress`
    is called with the rows done and their total, None where it is not known. `replace` removes what earlier readings of
    the source brought and this one does not. Raises `InputError` if the source as a whole cannot be used (missing, no
    rows, binary, no text column), after recording that as a reject; `CorpusBusy` if another run holds the corpus. Rows
    that cannot be used are rejects, and the rest goes on.
    """
    path = canonical_path(source)
    options = {"map": dict(mapping or {}), "outlet": outlet}
    with store.writer("ingest", {"source": path, **options}) as writer:
        earlier = earlier_reading(store, path)
        unusable: InputError | None = None
        try:
            opened = open_source(path)
            run = _Run(writer, opened, mapping or {}, outlet)
        except InputError as error:
            unusable = error
            forget_rejects(writer, path, heir_of(store, path, earlier.fingerprint))
        else:
            same = opened.fingerprint == earlier.fingerprint
            forget_rejects(writer, path, None if same else heir_of(store, path, earlier.fingerprint))
            register(writer, opened, options, fingerprint=None)
            run.read_all(progress)
            removed, remaining = run.settle(earlier, options, replace)
            register(writer, opened, options, opened.fingerprint)
            writer.details["notes"] = run.notes
            writer.details |= {"removed": removed, "remaining": remaining} if removed or remaining else {}
            if not run.done:
                unusable = InputError(f"{path}: 0 rows read: the file has a header and no rows. {NO_ROWS}")
        if unusable:
            reason, what_to_do = split_message(str(unusable), path)
            write_rejects(writer, path, [RejectedRow(None, reason, what_to_do)], rows=False)
            writer.details["refused"] = reason
    if unusable:
        raise unusable
    return IngestResult(
        source=path,
        read=writer.counts["read"],
        added=writer.counts["added"],
        updated=writer.counts["updated"],
        unchanged=writer.counts["unchanged"],
        rejected=writer.counts["rejected"],
        snapshot=writer.snapshot,
        run=writer.run,
        notes=run.notes,
        removed=removed,
        remaining=remaining,
    )


def reread_sources(store: CorpusStore, progress: Progress | None = None) -> list[IngestResult]:
    """Ingest again, with the options they were registered with, the sources whose content changed since.

    A source that cannot be read any more gets a reject and has `refused`; the others go on.
    """
    results = []
    for row in store.arrow("sources").sort_by("path").to_pylist():
        path, options = row["path"], json.loads(row["options"])
        if _fingerprint(path) == row["fingerprint"]:
            continue
        try:
            results.append(ingest(store, path, options["map"], options["outlet"], progress))
        except InputError as error:
            latest = store.latest
            results.append(IngestResult(path, 0, 0, 0, 0, 0, latest.number, latest.run, refused=str(error)))
    return results


def _fingerprint(path: str) -> str | None:
    try:
        return open_source(path).fingerprint
    except InputError:
        return None  # `ingest` meets the same error and records it


class _Run:
    """One source on its way into the corpus."""

    def __init__(self, writer: Writer, source: Source, mapping: Mapping[str, str], outlet: str | None) -> None:
        self.writer = writer
        self.source = source
        self.columns = map_fields(source.columns, mapping, source.path)
        self.dates = DateReader(self._date_column)
        self.maker = ArticleMaker(source.path, self.columns, self.dates, outlet)
        self.known = ArticleIndex(writer.store, writer.snapshot)
        self.copies = copies_of(writer.store, source.path, source.fingerprint)
        self.done = 0
        self.refused: set[tuple[str | None, int]] = set()
        """File (None where the source is one) and number of the rows that this reading refused."""

    @property
    def notes(self) -> dict[str, object]:
        notes = {**self.source.notes, "columns": self.columns}
        return notes | {"date_order": self.dates.note} if self.dates.note else notes

    def _date_column(self) -> Iterator[object]:
        column = self.columns["published"]
        for row in self.source.rows():
            if isinstance(row, Row):
                yield row.values.get(column)

    def read_all(self, progress: Progress | None) -> None:
        batch: list[dict[str, object]] = []
        bad: list[RejectedRow] = []
        characters = 0
        for row in self.source.rows():
            made = row if isinstance(row, RejectedRow) else self.maker.article(row)
            if isinstance(made, RejectedRow):
                bad.append(made)
            else:
                batch.append(made)
                characters += len(str(made["text"]))
            self.done += 1
            if progress and self.done % ROWS_PER_REPORT == 0:
                progress(self.done, self.source.total)
            if len(batch) + len(bad) >= ROWS_PER_BATCH or characters >= CHARACTERS_PER_BATCH:
                self._write(batch, bad)
                self.writer.commit()
                batch, bad, characters = [], [], 0
        self._write(batch, bad)
        if progress:
            progress(self.done, self.source.total or self.done)

    def settle(self, earlier: EarlierReading, options: Mapping[str, object], replace: bool) -> tuple[int, int]:
        """Remove what an earlier reading made of rows that are other articles now; how many went, how many are kept."""
        used = self.writer.counts["read"] > self.writer.counts["rejected"]
        left = self.known.unseen(self.source.path) if used else []
        if not left or replace:
            gone = left
        elif earlier.differs_in_options_only(self.source.fingerprint, options):
            gone = earlier.replaced(self.source, left, self.refused)
        else:
            gone = []
        for table in ("articles", "scores", "evidence"):
            if gone and self.writer.files(table):
                self.writer.delete_ids(table, gone)
        return len(gone), 0 if self.source.kind == "feed" else len(left) - len(gone)

    def _write(self, batch: list[dict[str, object]], bad: list[RejectedRow]) -> None:
        """Sort a batch into new, changed and known articles and rejects, and write them."""
        found = self.known.find([str(article["id"]) for article in batch])
        met: dict[str, str] = {}
        keep: list[dict[str, object]] = []
        changed: list[str] = []
        unchanged = 0
        others = self._other_articles(batch, found)
        for article in batch:
            key, content_hash = str(article["id"]), str(article["content_hash"])
            before = found.get(key)
            earlier = met.get(key) or (before.content_hash if before else None)
            if earlier == content_hash:
                unchanged += 1
            elif key in met or (before and before.seen):
                bad.append(self._doubled(article))
                continue
            elif key in others:
                bad.append(_taken(article, others[key]))
                continue
            else:
                keep.append(article)
                if before:
                    changed.append(key)
            met[key] = content_hash
        if changed:
            self.writer.delete_ids("articles", changed)
        self.writer.append("articles", articles_table(keep))
        self.known.see(met, replace=bool(found))
        forget_rejects_of_copies(self.writer, self.copies, bad)
        write_rejects(self.writer, self.source.path, bad)
        for one in bad:
            if one.number is not None:
                self.refused.add((one.file, one.number))
        self.writer.count(
            read=len(keep) + unchanged + len(bad),
            added=len(keep) - len(changed),
            updated=len(changed),
            unchanged=unchanged,
        )

    def _other_articles(self, batch: list[dict[str, object]], found: Mapping[str, Known]) -> dict[str, str]:
        """Ids that another source has given to another article, with that source: same id, other outlet and title.

        Two files that both number their articles from 1 must not overwrite each other.
        """
        suspects = {
            str(article["id"]): article
            for article in batch
            if article["id"] in found and found[str(article["id"])].content_hash != article["content_hash"]
        }
        return {
            key: str(source)
            for key, outlet, title, source in self.known.describe(list(suspects))
            if source != suspects[key]["source"]
            and outlet != suspects[key]["outlet"]
            and title != suspects[key]["title"]
        }

    def _doubled(self, article: Mapping[str, object]) -> RejectedRow:
        row, file = article["row"], article["source"]
        assert isinstance(row, int)
        if "id" in self.columns:
            reason = f"the id {article['id']!r} is that of an earlier row with other content"
            what_to_do = "Give every article its own id, or leave the ids out with --map id= to have them made."
        else:
            reason = "outlet, title and text are those of an earlier row whose other columns differ"
            what_to_do = "Remove one of the two rows, or give each an id column if they are two articles."
        return RejectedRow(row, reason, what_to_do, str(article["title"] or article["text"])[:200], str(file))


def _taken(article: Mapping[str, object], source: str) -> RejectedRow:
    row, file = article["row"], article["source"]
    assert isinstance(row, int)
    return RejectedRow(
        row,
        f"the id {article['id']!r} already names another article, of {source}",
        "Ids must be unique in a corpus: put the file's name before them, or leave them out with --map id= .",
        str(article["title"] or article["text"])[:200],
        str(file),
    )
