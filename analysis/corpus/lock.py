"""One writer at a time: an advisory file lock that the operating system releases when its process dies.

Object storage has no such lock. There, one writer is a convention that this lock keeps on one machine; across machines
`analysis.corpus.writer` ensures that of two runs at most one commits, and the other stops with `CorpusBusy`.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import lock_descriptor

from analysis.errors import CorpusBusy, InputError

HOLDER = 1
"""Where the holder's process number begins in the lock file: on Windows nobody else can read the first byte."""


def lock_file(location: str) -> Path:
    """Return the path of a corpus's lock: in a local corpus itself, for a storage address in the temporary folder.

    For an address (s3://…) the lock therefore keeps out only the other writers on the same machine.
    """
    if "://" in location:
        digest = hashlib.blake2b(location.encode(), digest_size=8).hexdigest()
        return Path(tempfile.gettempdir()) / f"framescope-{digest}.lock"
    return Path(location) / ".writer.lock"


@contextmanager
def writer_lock(location: str) -> Iterator[None]:
    """Hold the corpus for writing; raises `CorpusBusy` at once, without waiting, if another process holds it.

    Raises `InputError` where its folder may not be written to.
    """
    path = lock_file(location)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        opened = os.fdopen(
            os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b", buffering=0
        )
    except PermissionError as error:
        raise InputError(
            f"The corpus {location} cannot be written to ({error.strerror}), and there is something to write. Check "
            "the folder's rights; questions about a snapshot as it is need none (--snapshot N)."
        ) from error
    with opened as handle:  # closing it releases the lock
        if not lock_descriptor(handle.fileno(), blocking=False):
            handle.seek(HOLDER)
            holder = handle.read(20).decode("ascii", "replace").strip() or "unknown"
            raise CorpusBusy(
                f"Another run (process {holder}) is writing to the corpus {location}; nothing was changed. "
                "Wait for it to finish, or end it, and start again."
            )
        handle.truncate(0)
        handle.write(b" " * HOLDER + str(os.getpid()).encode())
        yield
