"""Parquet, read in batches."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.ingest.readers.limits import check_columns, shortened
from analysis.corpus.ingest.readers.rows import Input, RejectedRow, Row
from analysis.errors import InputError

ROWS_PER_BATCH = 500


def open_parquet(path: Path) -> Input:
    """Open a Parquet file; raises `InputError` where it is damaged, empty or has too many columns."""
    try:
        with pq.ParquetFile(path) as file:
            columns, total = tuple(file.schema_arrow.names), file.metadata.num_rows
    except (pa.ArrowException, OSError) as error:
        raise InputError(
            f"{path}: this is not a readable Parquet file ({shortened(str(error), 200)}). Write it again."
        ) from None
    check_columns(str(path), columns)
    with path.open("rb") as handle:
        fingerprint = hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    if not total:
        raise InputError(f"{path}: the file is empty: it has columns and no rows. Give a file with articles in it.")
    return Input(str(path), "parquet", columns, lambda: _rows(path), fingerprint, total)


def _rows(path: Path) -> Iterator[Row | RejectedRow]:
    number = 0
    with pq.ParquetFile(path) as file:
        batches = file.iter_batches(batch_size=ROWS_PER_BATCH)
        while True:
            try:
                batch = next(batches, None)
            except (pa.ArrowException, OSError) as error:
                reason = f"the file is damaged after row {number:,} ({shortened(str(error), 200)})"
                yield RejectedRow(None, reason, "Write it again, and ingest it once more.")
                return
            if batch is None:
                return
            yield from _batch_rows(batch, number)
            number += batch.num_rows


def _batch_rows(batch: pa.RecordBatch, before: int) -> list[Row | RejectedRow]:
    """Return the batch's rows; one with a value that Python cannot hold (a time in the year 30000) is rejected."""
    try:
        return [Row(number, values) for number, values in enumerate(batch.to_pylist(), before + 1)]
    except (ValueError, OverflowError, pa.ArrowException) as error:
        if batch.num_rows == 1:
            reason = f"a value cannot be read ({shortened(str(error), 200)})"
            return [RejectedRow(before + 1, reason, "Correct the row's dates and times, or write them as text.")]
        return [row for k in range(batch.num_rows) for row in _batch_rows(batch.slice(k, 1), before + k)]
