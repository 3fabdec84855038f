"""One page of the dashboard run without a browser."""

from collections.abc import Callable
from pathlib import Path

import pytest


@pytest.fixture
def page(small_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> Callable:
    """`page("compare", measure=…)` runs that page with those settings in the address."""
    from streamlit.testing.v1 import AppTest

    def draw(path: str) -> None:
        from dashboard.navigation import ENTRIES, guarded
        from dashboard.page_context import open_page_context

        entry = next(entry for entry in ENTRIES if entry.path == path)
        guarded(lambda: entry.show(open_page_context()))

    def run(path: str, corpus: Path | None = None, **settings: str) -> AppTest:
        monkeypatch.setenv("FRAMESCOPE_CORPUS", str(corpus or small_corpus))
        test = AppTest.from_function(draw, args=(path,), default_timeout=60)
        for name, value in settings.items():
            test.query_params[name] = value
        return test.run()

    return run
