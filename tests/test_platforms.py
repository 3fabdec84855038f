"""Framescope is tested on Linux; nothing in it keeps it from being imported on Windows and macOS."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = sorted(path for folder in ("analysis", "dashboard") for path in (ROOT / folder).rglob("*.py"))
ONLY_ON_POSIX = {"fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog", "posix", "spwd", "crypt"}
PACKAGES = ("os", "signal")
ATTRIBUTES = {"getuid", "geteuid", "getgid", "fork", "killpg", "setsid", "getpgid", "SIGKILL", "SIGHUP", "SIGUSR1"}


def test_no_module_needs_what_only_posix_has():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported, used = {name.name.partition(".")[0] for name in node.names}, ""
            elif isinstance(node, ast.ImportFrom):
                imported, used = {(node.module or "").partition(".")[0]}, ""
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in PACKAGES:
                imported, used = set(), node.attr
            else:
                continue
            assert not imported & ONLY_ON_POSIX, f"{path.relative_to(ROOT)}, line {node.lineno}"
            assert used not in ATTRIBUTES, f"{path.relative_to(ROOT)}, line {node.lineno}"
