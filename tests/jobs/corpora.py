"""Writing articles down for ingest, and reading back everything that was measured, in one order."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow as pa

from analysis.corpus.store import Store

EVIDENCE_ORDER = [(name, "ascending") for name in ("id", "family", "field", "start", "end", "label")]


def some_articles(path: Path, articles: Iterable[Mapping[str, object]]) -> Path:
    """The articles as a JSON Lines file."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return path


def measured(store: Store) -> tuple[pa.Table, pa.Table]:
    """Scores and evidence, sorted, with columns by name: what must not depend on how the work was done."""
    scores, evidence = store.arrow("scores"), store.arrow("evidence")
    return (
        scores.select(sorted(scores.column_names)).sort_by("id").combine_chunks(),
        evidence.select(sorted(evidence.column_names)).sort_by(EVIDENCE_ORDER).combine_chunks(),
    )
