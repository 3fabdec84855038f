"""An S3 server on this machine: `python -m tests.corpus.object_storage` prints its address and runs until stdin ends.

It is moto's, which speaks the S3 protocol over HTTP, conditional writes and refused keys included, and keeps objects in
memory. It stands in for a real object store: nothing in framescope knows that it is there.
"""

import logging
import os
import subprocess
import sys
import threading
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
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    # Told that all is S3, moto does not look for the service of each request, a fifth of its time.
    server = make_server("127.0.0.1", 0, DomainDispatcherApplication(create_backend_app, service="s3"), threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
