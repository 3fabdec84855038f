"""The earlier reading of an input, and which of its articles a new reading replaces.

Rows without ids of their own get ids made from outlet, title and text, so that the same row, read with other options
(`--map`, `--outlet`), becomes another article. Where the input's content is the same as before and only the options
differ, the article that the row is now replaces the one it was. Everything else is kept and counted: the input may be a
part of what it was (a feed, a daily extract), and a row that is rejected now was usable then.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.corpus.ingest.article import Article
from analysis.corpus.ingest.article_builder import ArticleBuilder, as_text
from analysis.corpus.ingest.column_mapping import map_fields
from analysis.corpus.ingest.dates import DateReader
from analysis.corpus.ingest.normalise import normalise_line
from analysis.corpus.ingest.options import ReadingOptions
from analysis.corpus.ingest.outlets import OutletNames
from analysis.corpus.ingest.readers import Input, Row
from analysis.corpus.store import CorpusStore
from analysis.errors import FramescopeError

RejectedKey = tuple[str | None, int]
"""File (None where the input is one file) and number of a rejected row."""


@dataclass(frozen=True)
class EarlierReading:
    """Options and content of the last reading of an input; the options are None if there was none."""

    options: Mapping[str, Any] | None = None
    fingerprint: str | None = None
    """None also where that reading was cut short."""

    def differs_in_options_only(self, fingerprint: str, options: Mapping[str, object]) -> bool:
        """Whether the same content was read with other options."""
        return self.options is not None and self.fingerprint == fingerprint and dict(self.options) != dict(options)

    def replaced(
        self,
        opened: Input,
        candidates: Iterable[str],
        rejected: set[RejectedKey],
        corpus_outlets: Mapping[str, int],
    ) -> list[str]:
        """Return those of the ids `candidates` that a row had with the earlier options, unless it is `rejected` now."""
        if self.options is None:
            return []
        wanted = set(candidates)
        try:
            builder = builder_of(opened, ReadingOptions.of(self.options), corpus_outlets)
        except FramescopeError:
            return []
        ids = set()
        for row in opened.rows():
            if isinstance(row, Row) and (row.file, row.number) not in rejected:
                article = builder.article(row)
                if isinstance(article, Article) and article.id in wanted:
                    ids.add(article.id)
        return sorted(ids)


def earlier_reading(store: CorpusStore, path: str) -> EarlierReading:
    """Return the last reading of the input registered under `path`."""
    for row in store.arrow("sources").to_pylist():
        if row["path"] == path:
            return EarlierReading(json.loads(row["options"]), row["fingerprint"])
    return EarlierReading()


def builder_of(opened: Input, options: ReadingOptions, corpus_outlets: Mapping[str, int]) -> ArticleBuilder:
    """Return what makes articles of the input's rows; `corpus_outlets` counts the outlets of the corpus's others.

    Raises `InputError` where the input has no column for the text, or not one that the options name.
    """
    columns = map_fields(opened.columns, options.map, opened.path)
    # The outlets of documents are known when they have been read, which takes long: the first spelling met is taken.
    scan = None if opened.remote or opened.kind == "folder" else lambda: outlets_of(opened, columns)
    return ArticleBuilder(
        opened.path,
        columns,
        DateReader(lambda: dates_of(opened, columns), order=options.dates),
        OutletNames(options.outlet_aliases, corpus_outlets, scan),
        options.outlet,
        text_was_named="text" in options.map,
    )


def outlets_of(opened: Input, columns: Mapping[str, str]) -> Iterable[str | None]:
    """Yield the input's names of outlets as an article would have them, None where there is none."""
    column = columns.get("outlet", "")
    return (normalise_line(as_text(row.values.get(column)))[0] for row in opened.rows() if isinstance(row, Row))


def dates_of(opened: Input, columns: Mapping[str, str]) -> Iterable[object]:
    """Yield the input's values of the column that is mapped to `published`, None where there is none."""
    column = columns.get("published", "")
    return (row.values.get(column) for row in opened.rows() if isinstance(row, Row))
