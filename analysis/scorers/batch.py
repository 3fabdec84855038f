"""A batch of articles through every scorer, into the rows that `scores` and `evidence` hold."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pyarrow as pa

from analysis.corpus import schema
from analysis.scorers import MEASURES, SCORERS
from analysis.scorers.base import Evidence
from analysis.text import Documents


def measure(documents: Documents) -> tuple[dict[str, np.ndarray], dict[str, Evidence]]:
    """Values by measure name (float64, NaN is missing) and evidence by family."""
    values: dict[str, np.ndarray] = {}
    evidence: dict[str, Evidence] = {}
    for scorer in SCORERS:
        result = scorer.score(documents)
        values.update(result.values)
        evidence[scorer.family] = result.evidence
    return values, evidence


def score_batch(
    ids: pa.Array, texts: Sequence[str], titles: Sequence[str | None], with_evidence: bool = True
) -> tuple[pa.Table, pa.Table]:
    """Measures (one row an article, columns in the order of `MEASURES`, null is missing) and evidence rows."""
    with _collector_at_rest():
        return _score_batch(ids, texts, titles, with_evidence)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """A batch makes a hundred thousand objects and no cycles: looking for some costs a sixth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _score_batch(
    ids: pa.Array, texts: Sequence[str], titles: Sequence[str | None], with_evidence: bool
) -> tuple[pa.Table, pa.Table]:
    documents = Documents(texts, titles)
    values, evidence = measure(documents)
    columns = {name: pa.array(values[name], from_pandas=True) for name in MEASURES}
    measures = pa.table(columns)
    if not with_evidence:
        return measures, schema.EVIDENCE.empty_table()
    tables = [_evidence_table(family, rows, ids) for family, rows in evidence.items()]
    return measures, pa.concat_tables(tables)


_DETAILS = ("kind", "source_name", "source_type", "stance")
_SPANS = ("source", "cue", "content")


def _evidence_table(family: str, rows: Evidence, ids: pa.Array) -> pa.Table:
    count = len(rows.label)
    in_title = rows.in_title if rows.in_title is not None else np.zeros(count, bool)
    voice = np.where(in_title, 2, rows.quoted.astype(np.int8))
    columns = [
        ids.take(pa.array(rows.document.astype(np.int64))),
        pa.repeat(pa.scalar(family), count),
        pa.array(rows.label, pa.string()),
        pa.DictionaryArray.from_arrays(pa.array(in_title.astype(np.int8)), ["text", "title"]).cast(pa.string()),
        pa.array(rows.start.astype(np.int32)),
        pa.array(rows.end.astype(np.int32)),
        pa.DictionaryArray.from_arrays(pa.array(voice), ["outlet_voice", "quoted", "headline"]).cast(pa.string()),
        pa.array(rows.value, from_pandas=True) if rows.value is not None else pa.nulls(count, pa.float64()),
    ]
    columns += [
        pa.array(rows.details[n], pa.string()) if n in rows.details else pa.nulls(count, pa.string()) for n in _DETAILS
    ]
    columns += [
        pa.array(rows.details[n], schema.SPANS) if n in rows.details else pa.nulls(count, schema.SPANS) for n in _SPANS
    ]
    return pa.Table.from_arrays(columns, schema=schema.EVIDENCE)
