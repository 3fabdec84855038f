"""The location of a corpus: a folder, or an address of object storage (s3://…, gs://…, az://…) that delta-rs can reach.

DuckDB reads addresses only with an extension that it would download when first used. Here it gets them through the
object store of delta-rs instead, as names `corpus://TABLE/FILE`: one way in, with the same credentials, for all of it.
"""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

import duckdb

from analysis.corpus.storage_errors import SCHEME, storage_errors

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True)
class Storage:
    """A location, and the `deltalake` package's options for access to it (environment variables serve as well)."""

    location: str = ""
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def remote(self) -> bool:
        """Whether the location is an address of object storage."""
        return "://" in self.location

    def file(self, table: str, uri: str) -> str:
        """Return the name by which `connect`'s connections read a file that delta-rs lists by the address `uri`."""
        if not self.remote:
            return unquote(uri.removeprefix("file://"))
        return f"{SCHEME}://{table}/{unquote(uri).rsplit('/', 1)[-1]}"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a new DuckDB database in memory, in UTC, that can read the corpus's files and installs nothing."""
        connection = duckdb.connect(":memory:", config=NO_EXTENSIONS)
        connection.execute("SET TimeZone = 'UTC'")
        if self.remote:
            connection.register_filesystem(self._files)
        return connection

    @cached_property
    def _files(self) -> "AbstractFileSystem":
        # Local corpora, the usual ones, should not wait for fsspec.
        from analysis.corpus.object_files import ObjectFiles

        with self.errors():
            return ObjectFiles(self.location, self.options)

    def errors(self) -> AbstractContextManager[None]:
        """Turn errors of object storage into one `InputError` that says what to do; for a folder, do nothing."""
        return storage_errors(self.location) if self.remote else nullcontext()
