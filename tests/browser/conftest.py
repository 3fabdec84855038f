"""A real browser before a real server, over the bundled sample."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import which
from tempfile import TemporaryFile
from urllib.parse import urlsplit

import pytest
from PIL import Image

from tests.browser.reader import Browser, Reader
from tests.commands import free_port

HERE = Path(__file__).parent
SCREENSHOTS = HERE / "screenshots"
DOCUMENTED_HEIGHT = 1500
DOCS = HERE.parents[1] / "docs" / "screenshots"
CHROMIUM = next(filter(None, map(which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP *.example 127.0.0.1",  # names for a shared dashboard
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium these tests skip, but not where CI promises one."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None and os.environ.get("CI") != "true":
                item.add_marker(
                    pytest.mark.skip(reason="no Chromium on this machine; install it to test the dashboard")
                )


@pytest.fixture(scope="session")
def dashboard(sample: Path) -> Iterator[str]:
    with serving(sample) as address:
        yield address


class serving:
    """The dashboard of a corpus in a process of its own; a context manager that gives its address."""

    def __init__(
        self, corpus: Path, read_only: bool = False, urls: Sequence[str] = (), port: int | None = None
    ) -> None:
        self.port = port or free_port()
        self.path = next((urlsplit(url).path.strip("/") for url in urls), "")
        program = (
            "import sys; from streamlit import net_util; from dashboard.launch import launch; "
            "net_util.get_external_ip = lambda: sys.stderr.write('Traceback: an outside service was asked'); "
            f"sys.exit(launch({str(corpus)!r}, port={self.port}, read_only={read_only}, open_browser=False, urls={list(urls)}))"
        )
        self.log = TemporaryFile()  # noqa: SIM115 - closed with the process
        self.process = subprocess.Popen(
            [sys.executable, "-c", program], cwd=HERE.parents[1], stdout=self.log, stderr=subprocess.STDOUT
        )

    def __enter__(self) -> str:
        address = f"http://localhost:{self.port}" + (f"/{self.path}" if self.path else "")
        for _ in range(240):
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1) as answer:
                    if answer.status == 200:
                        return address
            except OSError:
                time.sleep(0.25)
        self.process.kill()
        raise AssertionError(f"the dashboard did not start: {self.said()}")

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
        said = self.said()
        self.log.close()
        assert "Traceback" not in said, said
        assert "WARNING" not in said.upper(), said

    def said(self) -> str:
        """What the server wrote so far."""
        self.log.seek(0)
        return self.log.read().decode(errors="replace")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield Browser(browser)
        browser.close()


@pytest.fixture
def reader(chromium, dashboard: str) -> Iterator[Reader]:
    """A person before the dashboard in a wide, light window; checks at the end that nothing was amiss."""
    with Reader(chromium, dashboard) as person:
        yield person
        person.expect_nothing_amiss()


@pytest.fixture
def keep():
    """Save a screenshot if FRAMESCOPE_SCREENSHOTS is set, and if it is `docs` also the documentation's pictures."""
    wanted = os.environ.get("FRAMESCOPE_SCREENSHOTS")

    def save(person: Reader, name: str, document: bool = False) -> None:
        if not wanted:
            return
        SCREENSHOTS.mkdir(exist_ok=True)
        path = person.screenshot(SCREENSHOTS / f"{name}.png")
        if document and wanted == "docs":
            DOCS.mkdir(parents=True, exist_ok=True)
            with Image.open(path) as picture:
                top = picture.crop((0, 0, picture.width, min(picture.height, DOCUMENTED_HEIGHT)))
                top.save(DOCS / f"{name}.png", optimize=True)

    return save
