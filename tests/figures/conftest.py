"""The corpus and the pages that the dashboard's tests use."""

from tests.dashboard.conftest import page, small_corpus  # noqa: F401
