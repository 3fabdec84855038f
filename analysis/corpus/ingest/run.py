"""Reading an input into the corpus: new articles are added, changed ones replaced, unusable ones recorded as rejects.

`ingest` never scores. An input is registered, so that `reread_inputs` can read it again when its content changed.
`analysis.corpus.ingest.reingest` decides about articles that an earlier reading of the same input brought and this one
does not. What comes from the network is fetched before the corpus is held for writing.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from analysis.corpus.ingest.article import Article, articles_table
from analysis.corpus.ingest.article_index import ArticleIndex, IndexedArticle
from analysis.corpus.ingest.dates import DayOrder
from analysis.corpus.ingest.inputs import inputs_with_same_content, previous_input_with_same_content, register
from analysis.corpus.ingest.options import ReadingOptions
from analysis.corpus.ingest.outlets import near_equal
from analysis.corpus.ingest.readers import Input, RejectedRow, canonical_path, open_input, split_message
from analysis.corpus.ingest.readers.limits import shortened
from analysis.corpus.ingest.reingest import EarlierReading, RejectedKey, builder_of, earlier_reading
from analysis.corpus.ingest.rejects import remove_rejects, remove_rejects_of_copies, write_rejects
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.errors import CorpusBusy, InputError

# A batch is what one commit holds: the memory it costs is bounded by rows and, for long articles, by characters.
ROWS_PER_BATCH = 2000
CHARACTERS_PER_BATCH = 50_000_000
ROWS_PER_REPORT = 200
MOST_NAMES = 50
"""Outlets of each kind that a run's notes list."""
WITHOUT = {
    "outlet": "NO ARTICLE HAS AN OUTLET ({:,} read): {}. They cannot be compared by outlet. Name the column with "
    "--map outlet=COLUMN or the outlet with --outlet NAME ; --map outlet= says that there is none.",
    "published": "NO ARTICLE HAS A DATE ({:,} read): {}. They are missing from every trend, and intervals cannot go by "
    "day. Name the column with --map published=COLUMN ; --map published= says that there is none.",
}
NO_ROWS = "Give a file with articles in it."

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True)
class IngestResult:
    """Counts of one input's rows: `read` is the sum of added, updated, unchanged and rejected."""

    source: str
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: int
    snapshot: int
    run: str
    notes: Mapping[str, object] = field(default_factory=dict)
    """Findings: encoding, delimiter, how ambiguous dates were read, which column became which field."""
    removed: int = 0
    """Articles of an earlier reading of this input that those of this one replaced; older snapshots have them."""
    remaining: int = 0
    """Articles of an earlier reading of this input that are not in this one and were kept."""
    warnings: tuple[str, ...] = ()
    """What a person must check: dates that may be wrong, articles none of which has an outlet or a date."""
    incomplete: bool = False
    """Whether no article has an outlet, or none has a date, and the options do not say so."""
    refused: str | None = None
    """Why the input as a whole could not be read (an input of `reread_inputs`); no row was read then."""

    @property
    def nothing_used(self) -> bool:
        """Whether every row, or the input as a whole, was rejected."""
        refused = self.rejected > 0 or self.refused is not None
        return refused and not (self.added or self.updated or self.unchanged)


def ingest(
    store: CorpusStore,
    source: str | Path,
    mapping: Mapping[str, str] | None = None,
    outlet: str | None = None,
    progress: Progress | None = None,
    replace: bool = False,
    dates: DayOrder | None = None,
    outlet_aliases: Mapping[str, str] | None = None,
) -> IngestResult:
    """Read a file, a folder or an address into the corpus, as one run.

    `mapping` is field → column (see `analysis.corpus.ingest.column_mapping`), `outlet` names the outlet of all rows,
    and `progress` is called with the rows done and their total, None where it is not known. `replace` removes the
    articles of earlier readings of the input that this one does not have. `dates` says what comes first in 03/04/2020,
    and `outlet_aliases` is name → outlet, beside the built-in names. Raises `InputError` if the input as a whole
    cannot be used (missing, no rows, binary, no text column), after recording that as a reject; `CorpusBusy` if another
    run holds the corpus. Rows that cannot be used are rejects, and the rest is read.
    """
    path = canonical_path(source)
    options = ReadingOptions(dict(mapping or {}), outlet, dates, dict(outlet_aliases or {}))
    return _ingest(store, path, _fetched(path), options, progress, replace)


def reread_inputs(store: CorpusStore, progress: Progress | None = None) -> list[IngestResult]:
    """Ingest again, with the options they were registered with, the inputs whose content changed since.

    An input that cannot be read any more, or on which reading fails in any other way, gets a reject and has `refused`;
    the others are read.
    """
    results = []
    for row in store.arrow("sources").sort_by("path").to_pylist():
        path, options = row["path"], json.loads(row["options"])
        try:
            opened = open_input(path)
            if opened.fingerprint == row["fingerprint"]:
                continue
            opened = _with_rows(opened)
        except InputError as error:
            results.append(_refused(store, path, error, options))
            continue
        except Exception as error:
            results.append(_refused(store, path, _unexpected(path, error), options))
            continue
        try:
            results.append(_ingest(store, path, opened, ReadingOptions.of(options), progress))
        except CorpusBusy:
            raise
        except InputError as error:  # recorded by then
            results.append(_as_refused(store, path, error))
        except Exception as error:  # where the corpus itself is at fault, recording this fails too
            results.append(_refused(store, path, _unexpected(path, error), options))
    return results


def _fetched(path: str) -> Input | InputError:
    """Return the opened input, its pages fetched, or why it cannot be opened."""
    try:
        return _with_rows(open_input(path))
    except InputError as error:
        return error


def _with_rows(opened: Input) -> Input:
    """Return the input with the rows of an address in memory, so that its pages are fetched once, and now."""
    if not opened.remote:
        return opened
    rows = list(opened.rows())
    return replace(opened, rows=lambda: iter(rows))


def _unexpected(path: str, error: Exception) -> InputError:
    return InputError(
        f"{path}: reading it failed ({type(error).__name__}: {shortened(str(error), 300)}). "
        "Check the input; if it is in order, please report this as a fault of framescope."
    )


def _refused(store: CorpusStore, path: str, error: InputError, options: Mapping[str, object]) -> IngestResult:
    """Record that the input cannot be used, as a run of its own."""
    try:
        _ingest(store, path, error, ReadingOptions.of(options))
    except InputError as recorded:
        return _as_refused(store, path, recorded)
    raise AssertionError("an input that cannot be used was used")


def _as_refused(store: CorpusStore, path: str, error: InputError) -> IngestResult:
    latest = store.latest
    return IngestResult(path, 0, 0, 0, 0, 0, latest.number, latest.run, refused=str(error))


def _ingest(
    store: CorpusStore,
    path: str,
    opened: Input | InputError,
    reading: ReadingOptions,
    progress: Progress | None = None,
    replace: bool = False,
) -> IngestResult:
    options = reading.as_dict()
    with store.writer("ingest", {"source": path, **options}) as writer:
        earlier = earlier_reading(store, path)
        successor = previous_input_with_same_content(store, path, earlier.fingerprint)
        unusable = opened if isinstance(opened, InputError) else None
        if not isinstance(opened, InputError):
            try:
                run = _Run(writer, opened, reading)
            except InputError as error:
                unusable = error
        if unusable or isinstance(opened, InputError):
            remove_rejects(writer, path, successor)
        else:
            remove_rejects(writer, path, None if opened.fingerprint == earlier.fingerprint else successor)
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
        warnings=run.warnings,
        incomplete=bool(run.lacking),
    )


class _Run:
    """One input on its way into the corpus."""

    def __init__(self, writer: Writer, opened: Input, reading: ReadingOptions) -> None:
        self.writer = writer
        self.opened = opened
        self.reading = reading
        self.index = ArticleIndex(writer.store, writer.snapshot)
        self.corpus_outlets = self.index.outlets_beside(opened.path)
        self.builder = builder_of(opened, reading, self.corpus_outlets)
        self.columns = self.builder.columns
        self.outlets: set[str] = set()
        """Outlets of this input's articles."""
        self.copies = inputs_with_same_content(writer.store, opened.path, opened.fingerprint)
        self.done = 0
        self.cut_short = False
        """Whether the input could not be read to its end."""
        self.rejected: set[RejectedKey] = set()

    @property
    def notes(self) -> dict[str, object]:
        """Findings about the input, for the run's details."""
        builder = self.builder
        empty = [field for field in self.columns if builder.articles and not builder.filled[field]]
        found = {
            "date_order": builder.dates.note,
            "read": {field: builder.filled[field] for field in self.columns} if empty else None,
            "articles": builder.articles if empty else None,
            "texts_from": dict(builder.texts_from),
            "outlets_in_one_case": dict(sorted(builder.outlets.merged.items())[:MOST_NAMES]),
            "near_equal_outlets": near_equal(self.outlets, self.outlets | self.corpus_outlets.keys())[:MOST_NAMES],
        }
        return {**self.opened.notes, "columns": self.columns} | {name: note for name, note in found.items() if note}

    @property
    def lacking(self) -> list[str]:
        """Those of outlet and published that no article has, though the options do not say that there is none."""
        builder = self.builder
        return [
            field
            for field, lack in builder.without.items()
            if builder.articles and lack == builder.articles and self.reading.map.get(field) != ""
        ]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person must check before anything is concluded from these articles."""
        found = [WITHOUT[field].format(self.builder.articles, self._column_of(field)) for field in self.lacking]
        return tuple(found) + ((self.builder.dates.warning,) if self.builder.dates.warning else ())

    def _column_of(self, field: str) -> str:
        column = self.columns.get(field)
        return f"the column {column!r} is empty" if column else "no column is recognised as it"

    def read_all(self, progress: Progress | None) -> None:
        """Read all rows, and write and commit them batch by batch; the last batch is committed with the run."""
        batch: list[Article] = []
        rejected: list[RejectedRow] = []
        characters = 0
        for row in self.opened.rows():
            article = row if isinstance(row, RejectedRow) else self.builder.article(row)
            if isinstance(article, RejectedRow):
                rejected.append(article)
            else:
                batch.append(article)
                if article.outlet:
                    self.outlets.add(article.outlet)
                characters += len(article.text)
            self.done += 1
            if progress and self.done % ROWS_PER_REPORT == 0:
                progress(self.done, self.opened.total)
            if len(batch) + len(rejected) >= ROWS_PER_BATCH or characters >= CHARACTERS_PER_BATCH:
                self._write(batch, rejected)
                self.writer.commit()
                batch, rejected, characters = [], [], 0
        self._write(batch, rejected)
        if progress:
            progress(self.done, self.opened.total or self.done)

    def settle(self, earlier: EarlierReading, options: Mapping[str, object], replace: bool) -> tuple[int, int]:
        """Remove the articles of an earlier reading that this one replaces; return how many were removed and kept."""
        used = self.writer.counts["read"] > self.writer.counts["rejected"] and not self.cut_short
        left = self.index.not_seen(self.opened.path) if used else []
        if not left or replace:
            gone = left
        elif earlier.differs_in_options_only(self.opened.fingerprint, options):
            gone = earlier.replaced(self.opened, left, self.rejected, self.corpus_outlets)
        else:
            gone = []
        for table in ("articles", "scores", "evidence"):
            if gone and self.writer.files(table):
                self.writer.delete_ids(table, gone)
        return len(gone), 0 if self.opened.kind == "feed" else len(left) - len(gone)

    def _write(self, batch: Sequence[Article], rejected: list[RejectedRow]) -> None:
        """Sort a batch into new, changed and known articles and rejects, and write them."""
        known = self.index.find([article.id for article in batch])
        seen: dict[str, str] = {}
        kept: list[Article] = []
        changed: list[str] = []
        unchanged = 0
        taken = self._taken_ids(batch, known)
        for article in batch:
            before = known.get(article.id)
            earlier = seen.get(article.id) or (before.content_hash if before else None)
            if earlier == article.content_hash:
                unchanged += 1
            elif article.id in seen or (before and before.seen):
                rejected.append(self._doubled(article))
                continue
            elif article.id in taken:
                rejected.append(_taken(article, taken[article.id]))
                continue
            else:
                kept.append(article)
                if before:
                    changed.append(article.id)
            seen[article.id] = article.content_hash
        if changed:
            self.writer.delete_ids("articles", changed)
        self.writer.append("articles", articles_table(kept))
        self.index.mark_seen(seen, replace=bool(known))
        remove_rejects_of_copies(self.writer, self.copies, rejected)
        write_rejects(self.writer, self.opened.path, rejected)
        for reject in rejected:
            if reject.number is not None:
                self.rejected.add((reject.file, reject.number))
            elif reject.file is None:
                self.cut_short = True
        self.writer.count(
            read=len(kept) + unchanged + len(rejected),
            added=len(kept) - len(changed),
            updated=len(changed),
            unchanged=unchanged,
        )

    def _taken_ids(self, batch: Sequence[Article], known: Mapping[str, IndexedArticle]) -> dict[str, str]:
        """Return ids that another input has given to another article, with that input: other outlet and title.

        Two files that both number their articles from 1 must not overwrite each other.
        """
        suspects = {
            article.id: article
            for article in batch
            if article.id in known and known[article.id].content_hash != article.content_hash
        }
        return {
            key: str(before.source)
            for key, before in self.index.describe(list(suspects)).items()
            if before.source != suspects[key].source
            and before.outlet != suspects[key].outlet
            and before.title != suspects[key].title
        }

    def _doubled(self, article: Article) -> RejectedRow:
        if "id" in self.columns:
            reason = f"the id {article.id!r} is that of an earlier row with other content"
            what_to_do = "Give every article its own id, or leave the ids out with --map id= to have them made."
        else:
            reason = "outlet, title and text are those of an earlier row whose other columns differ"
            what_to_do = "Remove one of the two rows, or give each an id column if they are two articles."
        return RejectedRow(article.row, reason, what_to_do, article.excerpt, article.source)


def _taken(article: Article, source: str) -> RejectedRow:
    return RejectedRow(
        article.row,
        f"the id {article.id!r} already names another article, of {source}",
        "Ids must be unique in a corpus: put the file's name before them, or leave them out with --map id= .",
        article.excerpt,
        article.source,
    )
