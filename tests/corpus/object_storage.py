"""An S3 server on this machine: `python -m tests.corpus.object_storage` prints its address and runs until stdin ends.

It is moto's, which speaks the S3 protocol over HTTP, conditional writes and refused keys included, and keeps objects in
memory. It stands in for a real object store: nothing in framescope knows that it is there.
"""

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.request import Request, urlopen

from tests.conftest import ROOT

BUCKET = "newsroom"


@contextmanager
def s3_server(**environment: str) -> Iterator[str]:
    """Address of a server with an empty bucket; a process of its own, as a server is."""
    with subprocess.Popen(
        [sys.executable, "-m", __name__],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ | environment,
        text=True,
    ) as process:
        assert process.stdin
        assert process.stdout
        try:
            address = process.stdout.readline().strip()
            if not environment:
                urlopen(Request(f"{address}/{BUCKET}", method="PUT"), timeout=30).close()
            yield address
        finally:
            process.stdin.close()


def main() -> None:
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    print(f"http://{host}:{port}", flush=True)
    sys.stdin.read()
    server.stop()


if __name__ == "__main__":
    main()
