"""One writer at a time: an advisory file lock that the operating system releases when its process dies.

Object storage has no such lock. There, one writer is a convention that this lock keeps on one machine; across machines
`analysis.corpus.writer` makes sure that of two runs at most one commits, and the other stops with `CorpusBusy`.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.errors import CorpusBusy, InputError


def lock_file(location: str) -> Path:
    """Where the lock of a corpus lies: inside a local corpus; for a storage address, in this machine's temporary folder.

    For an address (s3://…) the lock therefore keeps out only the other writers of the same machine.
    """
    if "://" in location:
        return (
            Path(tempfile.gettempdir())
            / f"framescope-{hashlib.blake2b(location.encode(), digest_size=8).hexdigest()}.lock"
        )
    return Path(location) / ".writer.lock"


@contextmanager
def writer_lock(location: str) -> Iterator[None]:
    """Hold the corpus for writing; raises `CorpusBusy` at once, without waiting, if another process holds it.

    Raises `InputError` where its folder may not be written to.
    """
    path = lock_file(location)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        opened = path.open("a+", encoding="utf-8")
    except PermissionError as error:
        raise InputError(
            f"The corpus {location} cannot be written to ({error.strerror}), and there is something to write. Check the "
            "folder's rights; questions about a snapshot as it is need none (--snapshot N)."
        ) from error
    with opened as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            holder = handle.read(20).strip() or "unknown"
            raise CorpusBusy(
                f"Another run (process {holder}) is writing to the corpus {location}; nothing was changed. "
                "Wait for it to finish, or end it, and start again."
            ) from None
        handle.truncate(0)
        handle.write(str(os.getpid()))
        handle.flush()
        yield
