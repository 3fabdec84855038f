"""What an earlier reading of the same source left in the corpus, and when it gives way to a new one.

Rows without ids of their own get ids made from outlet, title and text, so that the same row, read with other options
(`--map`, `--outlet`), becomes another article. Where the source's content is the same as then and only the options
differ, the article that the row was before gives way to the one it is now. Everything else is kept and counted: the
source's content may be a part of what it was (a feed, a daily extract), and a row that is refused now was usable then.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.corpus.ingest.article_builder import ArticleMaker
from analysis.corpus.ingest.column_mapping import map_fields
from analysis.corpus.ingest.dates import DateReader
from analysis.corpus.ingest.readers import Row, Source
from analysis.corpus.store import CorpusStore
from analysis.errors import FramescopeError


@dataclass(frozen=True)
class EarlierReading:
    """How a source was read the last time; the options are None if it never was."""

    options: Mapping[str, Any] | None = None
    fingerprint: str | None = None
    """None too where that reading was cut short."""

    def differs_in_options_only(self, fingerprint: str, options: Mapping[str, object]) -> bool:
        return self.options is not None and self.fingerprint == fingerprint and dict(self.options) != dict(options)

    def replaced(self, source: Source, left: Iterable[str], refused: set[tuple[str | None, int]]) -> list[str]:
        """Those of the ids `left` that a row of `source` had with the earlier options, but for rows `refused` now."""
        if self.options is None:
            return []
        mapping, outlet, wanted = self.options["map"], self.options["outlet"], set(left)
        try:
            columns = map_fields(source.columns, mapping, source.path)
        except FramescopeError:
            return []
        maker = ArticleMaker(source.path, columns, DateReader(lambda: _dates(source, columns)), outlet)
        found = set()
        for row in source.rows():
            if isinstance(row, Row) and (row.file, row.number) not in refused:
                made = maker.article(row)
                if isinstance(made, dict) and made["id"] in wanted:
                    found.add(str(made["id"]))
        return sorted(found)


def earlier_reading(store: CorpusStore, path: str) -> EarlierReading:
    """The last reading of the source registered under `path`."""
    for row in store.arrow("sources").to_pylist():
        if row["path"] == path:
            return EarlierReading(json.loads(row["options"]), row["fingerprint"])
    return EarlierReading()


def _dates(source: Source, columns: Mapping[str, str]) -> Iterable[object]:
    return (row.values.get(columns.get("published", "")) for row in source.rows() if isinstance(row, Row))
