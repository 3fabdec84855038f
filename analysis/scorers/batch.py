"""A batch of articles through every scorer, into the rows that `scores` and `evidence` hold."""

import gc
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from analysis.corpus import schema
from analysis.scorers import registry
from analysis.scorers.base import Assigned, Evidence, FamilyScores, Scorer
from analysis.text import Documents


class Failure(NamedTuple):
    """A family that could not measure a document: its measures are missing there."""

    document: int
    """Index in the batch."""
    family: str
    reason: str


class Measured(NamedTuple):
    """A batch through several scorers."""

    values: dict[str, np.ndarray]
    """By measure name: float64, one number per document, NaN is missing."""
    evidence: dict[str, Evidence]
    """By family."""
    failures: list[Failure]
    categories: dict[str, list[Assigned]]
    """By category: one per document, for the families that declare any."""


class Scored(NamedTuple):
    """A batch as the corpus stores it."""

    measures: pa.Table
    """One row per article, one float64 column per measure in the order of the registry, null is missing; then one text
    column per category, and one with its reasons."""
    evidence: pa.Table
    """Rows of `schema.EVIDENCE`."""
    failures: list[Failure]


def measure(documents: Documents, families: Collection[str] | None = None) -> Measured:
    """The documents through every registered family, or through those of `families`.

    A family that raises on a document loses its own measures of that document and nothing else. `MemoryError`, and an
    `OSError` or `ImportError` of a built-in family, are no fault of an article and are raised.
    """
    measured = Measured({}, {}, [], {})
    for name, family in registry.families().items():
        if families is None or name in families:
            result, failures = _score(family.scorer, documents, family.builtin)
            measured.values.update(result.values)
            measured.evidence[name] = result.evidence
            measured.categories.update(result.categories)
            measured.failures.extend(failures)
    return measured


def score_batch(
    ids: pa.Array,
    texts: Sequence[str],
    titles: Sequence[str | None],
    with_evidence: bool = True,
    families: Collection[str] | None = None,
    urls: Sequence[str | None] | None = None,
    dates: Sequence[date | None] | None = None,
) -> Scored:
    """`measure` of texts, as Arrow tables; `ids` are the articles'. Raises what `measure` raises."""
    with _collector_at_rest():
        values, evidence, failures, categories = measure(Documents(texts, titles, urls=urls, dates=dates), families)
        declared = (name for name in registry.measures() if name in values)
        measures = pa.table({name: pa.array(values[name], from_pandas=True) for name in declared})
        for name, assigned in categories.items():
            measures = measures.append_column(name, pa.array([one.value or None for one in assigned], pa.string()))
            reasons = pa.array(["; ".join(one.reasons) or None for one in assigned], pa.string())
            measures = measures.append_column(f"{name}_reasons", reasons)
        scorers = {scorer.family: scorer for scorer in registry.scorers()} if with_evidence else {}
        tables = [evidence_table(scorers[family], rows, ids) for family, rows in evidence.items() if scorers]
        return Scored(measures, pa.concat_tables([schema.EVIDENCE.empty_table(), *tables]), failures)


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


def _score(scorer: Scorer, documents: Documents, builtin: bool) -> tuple[FamilyScores, list[Failure]]:
    """The family's scores, document by document where the batch as a whole raises."""
    try:
        result = scorer.score(documents)
        return (result if builtin else checked(scorer, result, documents)), []
    except MemoryError:
        raise
    except Exception as error:
        if builtin and isinstance(error, OSError | ImportError):
            raise  # a broken installation
        if len(documents) == 1:
            missing = {measure.name: np.full(1, np.nan) for measure in scorer.measures}
            failure = Failure(0, scorer.family, f"{type(error).__name__}: {error}")
            unknown = {category.name: [Assigned("")] for category in scorer.categories}
            return FamilyScores(missing, Evidence.none(scorer.detail_columns), unknown), [failure]
    rows = zip(documents.texts, documents.titles, documents.urls, documents.dates, strict=True)
    parts = [
        _score(scorer, Documents([text], [title], urls=[url], dates=[day]), builtin) for text, title, url, day in rows
    ]
    failures = [failure._replace(document=k) for k, part in enumerate(parts) for failure in part[1]]
    return _joined(scorer, [part[0] for part in parts]), failures


def _joined(scorer: Scorer, parts: Sequence[FamilyScores]) -> FamilyScores:
    """The scores of single documents as those of one batch."""
    rows = [part.evidence for part in parts]
    counts = [len(row.label) for row in rows]

    def column(arrays: Sequence[np.ndarray | None], missing: Any) -> np.ndarray:
        return np.concatenate([np.full(n, missing) if a is None else a for a, n in zip(arrays, counts, strict=True)])

    return FamilyScores(
        {m.name: np.concatenate([part.values[m.name] for part in parts]) for m in scorer.measures},
        Evidence(
            np.repeat(np.arange(len(parts)), counts),
            column([row.start for row in rows], 0),
            column([row.end for row in rows], 0),
            list(chain.from_iterable(row.label for row in rows)),
            column([row.quoted for row in rows], False),
            None if all(row.value is None for row in rows) else column([row.value for row in rows], np.nan),
            None if all(row.in_title is None for row in rows) else column([row.in_title for row in rows], False),
            {name: list(chain.from_iterable(r.details[name] for r in rows)) for name in scorer.detail_columns},
        ),
        {c.name: list(chain.from_iterable(part.categories[c.name] for part in parts)) for c in scorer.categories},
    )


def checked(scorer: Scorer, result: FamilyScores, documents: Documents) -> FamilyScores:
    """`result` if it keeps the contract of `FamilyScores` and `Evidence`; raises `ValueError` where it does not."""
    declared, size = [measure.name for measure in scorer.measures], len(documents)
    if set(result.values) != set(declared):
        raise ValueError(f"declared and returned measures differ in {sorted(set(declared) ^ set(result.values))}")
    for name, column in result.values.items():
        if not isinstance(column, np.ndarray) or column.shape != (size,) or column.dtype != np.float64:
            raise ValueError(f"{name} is not a float64 array with one number per document")
        if np.isinf(column).any():
            raise ValueError(f"{name} is infinite; what cannot be measured is NaN")
    for category in scorer.categories:
        assigned = result.categories.get(category.name, [])
        if len(assigned) != size:
            raise ValueError(f"the category {category.name} is not assigned to every document")
        unknown = {one.value for one in assigned} - set(category.values)
        if unknown:
            raise ValueError(f"the category {category.name} has values that are not declared: {sorted(unknown)}")
    rows, count = result.evidence, len(result.evidence.label)
    columns = {"document": rows.document, "start": rows.start, "end": rows.end, "quoted": rows.quoted}
    columns |= {n: c for n, c in (("value", rows.value), ("in_title", rows.in_title)) if c is not None}
    lengths = {name: len(column) for name, column in (columns | rows.details).items()}
    wrong = sorted(name for name, length in lengths.items() if length != count)
    if wrong:
        raise ValueError(f"columns of evidence are not as long as its labels: {', '.join(wrong)}")
    if set(rows.details) != set(scorer.detail_columns):
        raise ValueError(f"the evidence's details are not those declared: {', '.join(scorer.detail_columns) or 'none'}")
    if not count:
        return result
    if rows.document.min() < 0 or rows.document.max() >= size:
        raise ValueError("a span's document is not in the batch")
    titles = np.zeros(count, bool) if rows.in_title is None else rows.in_title.astype(bool)
    text_length = np.array([len(text) for text in documents.texts])[rows.document]
    title_length = np.array([len(title or "") for title in documents.titles])[rows.document]
    length = np.where(titles, title_length, text_length)
    if not ((rows.start >= 0) & (rows.start < rows.end) & (rows.end <= length)).all():
        raise ValueError("a span is empty or outside its text")
    order = np.lexsort((rows.start, rows.document))
    if (rows.document[order] != rows.document).any() or (rows.start[order] != rows.start).any():
        raise ValueError("spans are not in the order of documents and starts")
    for part in scorer.parts:
        for spans, longest in zip(rows.details[part.name], length.tolist(), strict=True):
            pairs = list(zip(spans[::2], spans[1::2], strict=True))
            if any(not 0 <= start < end <= longest for start, end in pairs):
                raise ValueError(f"a span of the part {part.name} is empty or outside its text")
    return result


def evidence_table(scorer: Scorer, rows: Evidence, ids: pa.Array) -> pa.Table:
    """The evidence of a family as rows of `schema.EVIDENCE`; `ids` are the articles' by document."""
    count = len(rows.label)
    in_title = rows.in_title if rows.in_title is not None else np.zeros(count, bool)
    voice = np.where(in_title, 2, rows.quoted.astype(np.int8))
    details, first = rows.details, next((part for part in scorer.parts if part.named), None)
    texts = pa.string()
    columns = [
        ids.take(pa.array(rows.document.astype(np.int64))),
        pa.repeat(pa.scalar(scorer.family), count),
        pa.array(rows.label, texts),
        pa.DictionaryArray.from_arrays(pa.array(in_title.astype(np.int8)), ["text", "title"]).cast(texts),
        pa.array(rows.start.astype(np.int32)),
        pa.array(rows.end.astype(np.int32)),
        pa.DictionaryArray.from_arrays(pa.array(voice), ["outlet_voice", "quoted", "headline"]).cast(texts),
        pa.array(rows.value, from_pandas=True) if rows.value is not None else pa.nulls(count, pa.float64()),
        pa.array(details[f"{first.name}_name"], texts) if first else pa.nulls(count, texts),
        pa.array(details[f"{first.name}_type"], texts) if first and first.typed else pa.nulls(count, texts),
        _parts(scorer, details, count),
        _texts(scorer, details, count),
    ]
    return pa.Table.from_arrays(columns, schema=schema.EVIDENCE)


def _parts(scorer: Scorer, details: dict[str, list[Any]], count: int) -> pa.Array:
    """One list of `schema.PART` per span, with every declared part; null for a family without parts."""
    kind, parts = schema.EVIDENCE.field("parts").type, scorer.parts
    if not parts:
        return pa.nulls(count, kind)
    none = [None] * count

    def turns(columns: list[list[Any]]) -> Iterator[Any]:
        return chain.from_iterable(zip(*columns, strict=True))

    names = [details[f"{part.name}_name"] if part.named else none for part in parts]
    types = [details[f"{part.name}_type"] if part.typed else none for part in parts]
    labels = pa.array([part.name for part in parts])
    which = pa.array(np.tile(np.arange(len(parts), dtype=np.int32), count))
    fields = [
        pa.DictionaryArray.from_arrays(which, labels).cast(pa.string()),
        pa.array(turns(names), pa.string(), size=count * len(parts)),
        pa.array(turns(types), pa.string(), size=count * len(parts)),
        pa.array(list(turns([details[part.name] for part in parts])), schema.SPANS),
    ]
    structs = pa.StructArray.from_arrays(fields, fields=list(schema.PART))
    offsets = pa.array(np.arange(0, (count + 1) * len(parts), len(parts), dtype=np.int32))
    return pa.ListArray.from_arrays(offsets, structs, type=kind)


def _texts(scorer: Scorer, details: dict[str, list[Any]], count: int) -> pa.Array:
    """One map of `Scorer.details` to texts per span; null for a family without."""
    kind, names = schema.EVIDENCE.field("details").type, scorer.details
    if not names:
        return pa.nulls(count, kind)
    which = pa.array(np.tile(np.arange(len(names), dtype=np.int32), count))
    keys = pa.DictionaryArray.from_arrays(which, pa.array(names)).cast(pa.string())
    items = pa.array(list(chain.from_iterable(zip(*(details[name] for name in names), strict=True))), pa.string())
    offsets = pa.array(np.arange(0, (count + 1) * len(names), len(names), dtype=np.int32))
    return pa.MapArray.from_arrays(offsets, keys, items, type=kind)
