"""Parquet, read in batches."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from analysis.corpus.ingest.readers.rows import Row, Source
from analysis.errors import InputError

ROWS_PER_BATCH = 500


def open_parquet(path: Path) -> Source:
    try:
        with pq.ParquetFile(path) as file:
            columns, total = tuple(file.schema_arrow.names), file.metadata.num_rows
    except (pa.ArrowInvalid, OSError) as error:
        raise InputError(f"{path}: this is not a readable Parquet file ({error}). Write it again.") from None
    with path.open("rb") as handle:
        fingerprint = hashlib.file_digest(handle, lambda: hashlib.blake2b(digest_size=16)).hexdigest()
    if not total:
        raise InputError(f"{path}: the file is empty: it has columns and no rows. Give a file with articles in it.")
    return Source(str(path), "parquet", columns, lambda: _rows(path), fingerprint, total)


def _rows(path: Path) -> Iterator[Row]:
    number = 0
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=ROWS_PER_BATCH):
            for values in batch.to_pylist():
                number += 1
                yield Row(number, values)
