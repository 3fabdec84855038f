"""The files of a corpus at a storage address as a file system that DuckDB can read from (never write to)."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
from deltalake.fs import DeltaStorageHandler
from fsspec import AbstractFileSystem
from pyarrow.fs import FileType, PyFileSystem

from analysis.corpus.storage import SCHEME, Storage

# A file of a Delta table is never changed, so what DuckDB keeps of it stays true.
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)


class ObjectFiles(AbstractFileSystem):
    """`corpus://TABLE/FILE` below the storage's location; what cannot be read raises `InputError` or `FileNotFoundError`."""

    protocol = SCHEME
    cachable = False

    def __init__(self, storage: Storage) -> None:
        super().__init__()
        self._storage = storage
        self._objects = PyFileSystem(DeltaStorageHandler(storage.location, dict(storage.options)))
        self._sizes: dict[str, int] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return path.removeprefix(f"{SCHEME}://")

    def glob(self, path: str, maxdepth: int | None = None, **_: Any) -> list[str]:
        """The path itself: names come from Delta's log, nothing is ever searched for."""
        return [path]

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        name = self._strip_protocol(path)
        if name not in self._sizes:
            with self._storage.errors():
                found = self._objects.get_file_info(name)
            if found.type is not FileType.File:
                raise FileNotFoundError(f"{self._storage.location}/{name} is missing")
            self._sizes[name] = found.size
        return {"name": name, "size": self._sizes[name], "type": "file"}

    def modified(self, path: str) -> datetime:
        return WRITTEN

    def open(self, path: str, mode: str = "rb", *_: Any, **__: Any) -> pa.NativeFile:
        with self._storage.errors():
            return self._objects.open_input_file(self._strip_protocol(path))
