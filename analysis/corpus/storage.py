"""Where a corpus lies: a folder, or an address of object storage (s3://…, gs://…, az://…) that delta-rs can reach.

DuckDB reads addresses only with an extension that it would download when first used. Here it gets them through the
object store of delta-rs instead, as names `corpus://TABLE/FILE`: one way in, with the same credentials, for all of it.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

import duckdb

from analysis.errors import FramescopeError, InputError

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem

SCHEME = "corpus"
NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


@dataclass(frozen=True)
class Storage:
    """A place, and the options of the `deltalake` package that lead into it (environment variables do as well)."""

    location: str = ""
    options: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def remote(self) -> bool:
        return "://" in self.location

    def file(self, table: str, uri: str) -> str:
        """The name by which `connect`'s connections read a file, given the address by which delta-rs lists it."""
        if not self.remote:
            return unquote(uri.removeprefix("file://"))
        return f"{SCHEME}://{table}/{unquote(uri).rsplit('/', 1)[-1]}"

    def connect(self) -> duckdb.DuckDBPyConnection:
        """A new DuckDB database in memory, in UTC, that can read the corpus's files and installs nothing."""
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
            return ObjectFiles(self)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """What object storage answers, as one `InputError` that says what to do; for a folder nothing changes."""
        if not self.remote:
            yield
            return
        try:
            yield
        except FramescopeError:
            raise
        except Exception as error:
            reason = explain(str(error))
            if reason is None:
                raise
            raise InputError(self.unreachable(reason)) from error

    def unreachable(self, reason: str) -> str:
        return f"The corpus {self.location} cannot be reached: {reason}"


_CREDENTIALS = "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, if yours are temporary)."
# The answer of the storage, or of the HTTP client, and what it means; the first that is found counts.
_MEANINGS: tuple[tuple[str, str], ...] = (
    (r"NoSuchBucket", "there is no such bucket. Make it first; framescope makes none."),
    (r"InvalidAccessKeyId|SignatureDoesNotMatch|AuthFailure", f"the credentials are not accepted. {_CREDENTIALS}"),
    (r"ExpiredToken|TokenRefreshRequired", f"the credentials have expired. {_CREDENTIALS}"),
    (r"Missing (SecretAccessKey|AccessKeyId)", f"the credentials are incomplete. {_CREDENTIALS}"),
    (r"/latest/(api/token|meta-data)|169\.254\.170\.", f"there are no credentials. {_CREDENTIALS}"),
    (r"169\.254\.169\.254|metadata\.google", "there are no credentials. Set GOOGLE_APPLICATION_CREDENTIALS."),
    (r"AccessDenied|403 Forbidden|401 Unauthorized", f"the credentials do not give access to it. {_CREDENTIALS}"),
    (
        r"URL scheme is not allowed",
        "AWS_ENDPOINT_URL is an http:// address. Use https://, or set AWS_ALLOW_HTTP=true in a network you trust.",
    ),
    (
        r"PermanentRedirect|AuthorizationHeaderMalformed|IllegalLocationConstraint|301 Moved",
        "the bucket is in another region. Set AWS_REGION.",
    ),
    (
        r"tcp connect error|dns error|client error \(Connect\)|error sending request|timed out",
        "the storage does not answer. Check the network and AWS_ENDPOINT_URL.",
    ),
    (r"Unknown scheme|No suitable object store", "this kind of address is not known. Use s3://, gs:// or az://."),
)
_STORAGE = re.compile(r"Generic (S3|GCS|Azure|MicrosoftAzure|HTTP)\w* error|Unknown scheme|object store", re.I)
_COLOUR = re.compile(r"\x1b\[\d+m")


def explain(message: str) -> str | None:
    """What an error message of delta-rs's object store, or of DuckDB reading from it, means; None if it is not one."""
    said_before = re.search(r"cannot be reached: (.*)", message)  # by a file that DuckDB read
    if said_before:
        return said_before[1]
    if not _STORAGE.search(message):
        return None
    for pattern, meaning in _MEANINGS:
        if re.search(pattern, message):
            return meaning
    lines = [line.strip(" ↳") for line in _COLOUR.sub("", message).splitlines()]
    return next((line for line in reversed(lines) if line), "no reason was given")
