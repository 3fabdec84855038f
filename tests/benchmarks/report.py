"""What a report of measurements says about where they were taken, and where it is written."""

import os
import platform
from pathlib import Path


def machine() -> str:
    """Cores, processor, Python and what else the machine was doing: "2 cores of AMD EPYC, Python 3.11.7, load 0.1"."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        model = next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), model)
    return f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


class Report:
    """Lines that are printed as they come and written to `path` at the end."""

    def __init__(self, path: Path | None) -> None:
        self.path, self.lines = path, list[str]()

    def say(self, *lines: str) -> None:
        print(*lines, sep="\n", flush=True)
        self.lines += lines

    def write(self) -> None:
        if self.path:
            self.path.write_text("\n".join(self.lines) + "\n", encoding="utf-8")
