"""Pages of the dashboard, which show the figures."""

from tests.dashboard.conftest import page  # noqa: F401
