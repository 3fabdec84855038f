"""The files of a corpus at a storage address as a file system that DuckDB can read from (never write to)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from threading import get_ident
from typing import Any

from deltalake.fs import DeltaStorageHandler
from fsspec import AbstractFileSystem
from pyarrow import NativeFile
from pyarrow.fs import FileType, PyFileSystem

from analysis.corpus.storage_errors import SCHEME, storage_errors, unreachable
from analysis.errors import InputError

# A file of a Delta table is never changed, so what DuckDB keeps of it in memory stays true.
WRITTEN = datetime(2000, 1, 1, tzinfo=UTC)


class ObjectFiles(AbstractFileSystem):  # type: ignore[misc]  # fsspec has no types
    """`corpus://TABLE/FILE` below the storage's location; what cannot be read raises `InputError`.

    DuckDB passes that on as a `duckdb.Error` that quotes it; `storage_errors` makes an `InputError` of it again.
    """

    protocol = SCHEME
    cachable = False

    def __init__(self, location: str, options: Mapping[str, str]) -> None:
        super().__init__()
        self.location = location
        self.objects = PyFileSystem(DeltaStorageHandler(location, dict(options)))
        self._sizes: dict[str, int] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return path.removeprefix(f"{SCHEME}://")

    def glob(self, path: str, maxdepth: int | None = None, **_: Any) -> list[str]:
        """Return the path itself: names come from Delta's log, nothing is ever searched for."""
        return [path]

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """Return name, size and type of a file; raises `InputError` where it is missing."""
        name = self._strip_protocol(path)
        if name not in self._sizes:
            with storage_errors(self.location):
                found = self.objects.get_file_info(name)
            if found.type is not FileType.File:
                raise InputError(unreachable(self.location, f"its file {name} is missing. Bring it back from a copy."))
            self._sizes[name] = found.size
        return {"name": name, "size": self._sizes[name], "type": "file"}

    def modified(self, path: str) -> datetime:
        """Return a constant: a file is never changed."""
        return WRITTEN

    def open(self, path: str, mode: str = "rb", *_: Any, **__: Any) -> "ObjectFile":
        """Open a file for reading, whatever the mode."""
        return ObjectFile(self, self._strip_protocol(path), self.info(path)["size"])


class ObjectFile:
    """One file, which several threads may read at once: each has its own position and its own handle.

    delta-rs's own files are for one thread, and DuckDB's threads share what they opened. A handle is opened at the
    first read, because what DuckDB keeps in memory is not read again. Threads go by number: to Python, a thread of
    DuckDB is a new one at every call, and what `threading.local` kept for it would be gone.
    """

    def __init__(self, files: ObjectFiles, name: str, size: int) -> None:
        self._files = files
        self._name = name
        self._size = size
        self._position: dict[int, int] = {}
        self._handle: dict[int, NativeFile] = {}

    def seek(self, offset: int, whence: int = 0) -> int:
        """Set this thread's position and return it."""
        start = (0, self.tell(), self._size)[whence]
        self._position[get_ident()] = start + offset
        return start + offset

    def tell(self) -> int:
        """Return this thread's position."""
        return self._position.get(get_ident(), 0)

    def read(self, size: int = -1) -> bytes:
        """Return up to `size` bytes (all that are left if negative) from this thread's position on."""
        at = self.tell()
        wanted = self._size - at if size < 0 else min(size, self._size - at)
        if wanted <= 0:
            return b""
        thread = get_ident()
        with storage_errors(self._files.location):
            if thread not in self._handle:
                self._handle[thread] = self._files.objects.open_input_file(self._name)
            data: bytes = self._handle[thread].read_at(wanted, at)
        self._position[thread] = at + len(data)
        return data

    def close(self) -> None:
        """Do nothing: handles are for reading only and are closed with the file."""
