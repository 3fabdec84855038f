"""How the whole suite is spread over processes; what is picked by hand runs in the one that was started."""

import os

import pytest
from xdist.scheduler import LoadFileScheduling

# Their fixtures (a Chromium, a server, a scored corpus) are worth sharing among files.
TOGETHER = ("tests/browser/", "tests/cli/", "tests/dashboard/", "tests/faults/", "tests/jobs/")
# What takes longest begins first, so that no process is left alone with it at the end.
FIRST = ("tests/browser/", "tests/corpus/test_object_storage.py", "tests/test_readme.py", "tests/cli/", "tests/faults/")
MOST_WORKERS = 4


class SharedFixtures(LoadFileScheduling):
    """Gives a whole file to one process, and a whole folder where its files share what is dear to make."""

    def _split_scope(self, nodeid: str) -> str:
        return next(filter(nodeid.startswith, TOGETHER), None) or super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> SharedFixtures | None:
    return SharedFixtures(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """None for files, names or benchmarks that somebody picks: they start at once, and `-s` and `--pdb` work."""
    picked = config.args != config.getini("testpaths") or config.option.keyword or config.option.lf
    if picked or "not benchmark" not in config.option.markexpr:
        return 0
    return min(os.cpu_count() or 1, MOST_WORKERS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        return next((place for place, path in enumerate(FIRST) if item.nodeid.startswith(path)), len(FIRST))

    items.sort(key=place)
