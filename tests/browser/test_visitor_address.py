"""A shared dashboard: reached under a name through nginx, in a real browser, and what a visitor under another name reads."""

import os
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from shutil import which

import pytest

from tests.browser.conftest import HERE, serving
from tests.browser.reader import Browser, Reader
from tests.commands import free_port

NGINX = which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
GUIDE = HERE.parents[1] / "docs" / "shared-dashboard.md"
pytestmark = pytest.mark.skipif(
    NGINX is None and os.environ.get("CI") != "true", reason="no nginx on this machine; install it to test the proxy"
)


class proxy:
    """nginx with the configuration of the guide before a dashboard; with `naive`, as it is by default but for WebSockets."""

    def __init__(self, folder: Path, listen: int, dashboard: int, path: str = "", naive: bool = False) -> None:
        self._listen = listen
        block = GUIDE.read_text(encoding="utf-8").split("```nginx\n")[1].split("```")[0]
        block = block.replace("listen 8880", f"listen 127.0.0.1:{listen}").replace(":8501", f":{dashboard}")
        if path:
            block = block.replace("location / {", f"location /{path}/ {{")
        if naive:
            block = block.replace("proxy_set_header Host $http_host;", "")
        user = "user root;" if os.geteuid() == 0 else ""
        temporary = "\n".join(
            f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        self._file = folder / "nginx.conf"
        self._file.write_text(
            f"{user} daemon off; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
            f"http {{ access_log off; {temporary}\n{block}\n}}",
            encoding="utf-8",
        )

    def __enter__(self) -> None:
        assert NGINX
        self._process = subprocess.Popen([NGINX, "-c", str(self._file), "-e", str(self._file.with_name("start.log"))])
        for _ in range(100):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{self._listen}/none", timeout=2).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(self._file.with_name("start.log").read_text())

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.wait(timeout=10)


@pytest.mark.parametrize("path", ["", "news"])
def test_a_dashboard_is_reached_under_its_name_and_its_path(chromium: Browser, sample: Path, tmp_path: Path, path: str):
    listen, port = free_port(), free_port()
    address = f"http://bias.example:{listen}" + (f"/{path}" if path else "")
    with serving(sample, urls=[address], port=port) as own, proxy(tmp_path, listen, port, path):
        for base in (address, own):
            with Reader(chromium, base) as person:
                person.open("methods")
                assert "Generated from" in person.text
                person.go("Add data")
                assert person.page.url.startswith(f"{base}/add_data")
                person.expect_nothing_amiss()


@pytest.mark.parametrize("naive", [False, True])
def test_a_visitor_under_another_name_and_the_log_read_which_option_to_set(
    chromium: Browser, sample: Path, tmp_path: Path, naive: bool
):
    listen = free_port()
    server = serving(sample, urls=[f"http://bias.example:{listen}"])
    with server, proxy(tmp_path, listen, server.port, naive=naive):
        for other in (f"http://other.example:{listen}", f"http://direct.example:{server.port}"):
            with Reader(chromium, other) as person:
                person.page.goto(f"{other}/overview")
                said = person.page.get_by_text(f"framescope dashboard --url {other}")
                said.wait_for()
                assert (
                    person.page.get_by_role("heading").inner_text() == "This dashboard is not served under this address"
                )
            assert f"start it with --url {other}" in server.said()
        assert "bias.example" not in server.said().split("Ctrl+C)")[1]


def test_a_page_of_another_site_cannot_open_the_dashboards_connection(chromium: Browser, dashboard: str):
    """What the check is for: any page that the browser has open could otherwise read a private corpus."""
    with Reader(chromium, dashboard) as person:
        person.page.goto(f"{dashboard.replace('localhost', 'evil.example')}/_stcore/health")
        outcome = person.page.evaluate(
            """address => new Promise(resolve => {
                const socket = new WebSocket(address);
                socket.onopen = () => resolve("open"); socket.onerror = () => resolve("refused");
            })""",
            dashboard.replace("http", "ws") + "/_stcore/stream",
        )
        assert outcome == "refused"
