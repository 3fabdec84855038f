"""Running the command line in tests: in this process where quick is enough, as the real program where it matters."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.conftest import ROOT

PROGRAM = Path(sys.executable).with_name("framescope")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def program(*arguments: object, stdin: bytes = b"", cwd: Path | None = None, timeout: float = 120) -> Ended:
    """Run the installed `framescope` as a process of its own, outside the checkout unless `cwd` says where."""
    done = subprocess.run(
        [str(PROGRAM), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=timeout,
        cwd=cwd or ROOT,
        env=environment(),
        check=False,
    )
    return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


def environment(**more: str) -> dict[str, str]:
    """The environment without a corpus that the machine's user may have named."""
    return {name: value for name, value in os.environ.items() if name != "FRAMESCOPE_CORPUS"} | more


def free_port(host: str = "localhost") -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        port: int = probe.getsockname()[1]
        return port


def in_process(capsys: Any, arguments: Sequence[object]) -> Ended:
    """The same through `analysis.cli.main`, quicker, and in the coverage of the debugger."""
    from analysis.cli import main

    capsys.readouterr()
    try:
        main([str(word) for word in arguments])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    captured = capsys.readouterr()
    return Ended(code, captured.out, captured.err)
