"""What a person does before the dashboard: open, read, click, look for trouble."""

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import TimeoutError as WaitedInVain

TALLEST = 3600
PHONE = 700
WAIT_MS = 60_000  # what is there is seen at once; a slow machine may need longer than a person would wait
ANSWER_MS = 5_000  # a server that has not begun to answer a click by then has nothing to do for it


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2) of a CSS `rgb(…)`, 0 to 1."""
    channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class Browser:
    """Chromium; windows of one colour scheme share a cache, as a person's do, or each would load Streamlit anew.

    A window that was left in order is used again, which spares half of the processor time: a new one is a new process
    that has all of Streamlit's JavaScript to compile. With `new_windows`, each is new, for measuring.
    """

    def __init__(self, chromium: Any, new_windows: bool = False) -> None:
        self._chromium = chromium
        self._new_windows = new_windows
        self._contexts: dict[str, Any] = {}
        self._left: dict[str, list[Any]] = {}

    def window(self, scheme: str) -> Any:
        if self._left.get(scheme):
            return self._left[scheme].pop()
        if scheme not in self._contexts:
            self._contexts[scheme] = self._chromium.new_context(color_scheme=scheme)
            self._contexts[scheme].set_default_timeout(WAIT_MS)
        return self._contexts[scheme].new_page()

    def leave(self, window: Any, scheme: str, in_order: bool) -> None:
        if self._new_windows or not in_order:
            window.close()
        else:
            if window.url.startswith("http"):
                window.evaluate("localStorage.clear()")  # there Streamlit keeps that a phone folded the menu away
            window.goto("about:blank")
            self._left.setdefault(scheme, []).append(window)


class Reader:
    """One window. `requests` are all addresses the page asked for outside the dashboard's own server."""

    def __init__(self, browser: "Browser", address: str, scheme: str = "light", width: int = 1280) -> None:
        self.address, self.width = address, width
        self._browser, self._scheme = browser, scheme
        self.page = browser.window(scheme)
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.mouse.move(0, 0)
        self.requests: list[str] = []
        self.dialogs: list[str] = []
        self.page.on("request", self._note)
        self.page.on("dialog", self._dismiss)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.page.remove_listener("request", self._note)
        self.page.remove_listener("dialog", self._dismiss)
        self._browser.leave(self.page, self._scheme, in_order=error is None)

    def open(self, page: str, **settings: str | list[str]) -> Self:
        """Visit a page and wait until it is drawn."""
        self.begin(page, **settings)
        return self.wait()

    def begin(self, page: str, **settings: str | list[str]) -> None:
        """Visit a page without waiting for it."""
        self.page.goto(f"{self.address}/{page}?{urlencode(settings, doseq=True)}", wait_until="commit")

    def wait(self) -> Self:
        """Until the page has its heading and the server has nothing more to do."""
        self.page.wait_for_selector("[data-testid=stMain] h1")
        self.page.wait_for_function(
            """() => {
                const app = document.querySelector('[data-testid=stApp]');
                return app && app.getAttribute('data-test-script-state') === 'notRunning'
                    && !document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]');
            }"""
        )
        self.page.wait_for_timeout(250)
        return self

    @contextmanager
    def answered(self) -> Iterator[None]:
        """Do within it what the server answers; afterwards the page is drawn anew.

        Right after a click the page looks as finished as before it, until the server begins to answer.
        """
        self.page.evaluate(
            """() => {
                window.framescopeAnswered = false;
                const app = document.querySelector('[data-testid=stApp]');
                new MutationObserver((_, observer) => {
                    if (app.getAttribute('data-test-script-state') !== 'notRunning') {
                        window.framescopeAnswered = true;
                        observer.disconnect();
                    }
                }).observe(app, { attributes: true, attributeFilter: ['data-test-script-state'] });
            }"""
        )
        yield
        with suppress(WaitedInVain):
            self.page.wait_for_function("window.framescopeAnswered", timeout=ANSWER_MS)
        self.wait()

    @property
    def text(self) -> str:
        """What can be read in the main part, figures' texts included."""
        return str(self.page.locator("[data-testid=stMain]").inner_text())

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def click(self, name: str, role: str = "button") -> Self:
        with self.answered():
            self.page.get_by_role(role, name=name, exact=True).first.click()
        return self

    def click_mark(self, marks: str, place: int = 0) -> None:
        """Click the middle of one of a figure's marks, which lie under what Plotly draws for the mouse."""
        mark = self.page.locator(marks).nth(place)
        mark.scroll_into_view_if_needed()
        box, before = mark.bounding_box(), None
        while box != before:  # what is drawn above may still push the figure down
            self.page.wait_for_timeout(300)
            box, before = mark.bounding_box(), box
        self.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def go(self, title: str) -> Self:
        """To another page by the menu, which a phone shows only when asked."""
        link = self.page.get_by_test_id("stSidebarNav").get_by_role("link", name=title, exact=True)
        opener = self.page.get_by_test_id("stExpandSidebarButton")
        if opener.is_visible():
            opener.click()
        link.click()
        self.page.get_by_role("heading", name=title, exact=True, level=1).wait_for(state="attached")
        if self.width < PHONE:
            self.page.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        return self.wait()

    def open_expander(self, title: str) -> Self:
        self.page.locator("summary", has_text=title).first.click()
        self.page.wait_for_timeout(300)
        return self

    def choose(self, label: str, option: str) -> Self:
        """Pick an option of a select box."""
        box = self.page.get_by_role("combobox", name=label, exact=True).first
        box.click()
        box.fill(option)
        with self.answered():
            self.page.get_by_role("option", name=option).first.click()
        return self

    def download(self, name: str) -> Path:
        with self.page.expect_download() as coming:
            self.page.get_by_role("button", name=name, exact=True).first.click()
        return Path(coming.value.path())

    def screenshot(self, path: Path) -> Path:
        """The whole page, as far as a picture can reasonably show it."""
        for _ in range(2):  # a figure may still grow, and what grows when there is room
            height = self.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
            self.page.set_viewport_size({"width": self.width, "height": max(700, min(int(height), TALLEST))})
            self.page.wait_for_timeout(400)
        self.page.screenshot(path=str(path))
        self.page.set_viewport_size({"width": self.width, "height": 900})
        return path

    def expect_nothing_amiss(self) -> None:
        """No exception box, no error, nothing cut off at the side, nothing asked of another server."""
        boxes = self.page.locator("[data-testid=stException]").all_inner_texts()
        assert boxes == [], boxes
        errors = self.page.locator("[data-testid=stAlertContentError]").all_inner_texts()
        assert errors == [], errors
        beyond = self.page.evaluate(
            "(m => m.scrollWidth - m.clientWidth)(document.querySelector('[data-testid=stMain]'))"
        )
        assert beyond <= 0, f"the page is {beyond} pixels wider than its window"
        assert self.requests == [], f"the page asked other servers: {self.requests}"
        assert self.dialogs == []

    def expect_legible(self) -> None:
        """The heading and the texts of figures stand out from the background, which is of the colour scheme."""
        background, *texts = self.page.evaluate(
            """() => {
                const main = document.querySelector('[data-testid=stMain]');
                const labels = [...main.querySelectorAll('.js-plotly-plot .xtick text, .js-plotly-plot .ytick text')];
                return [getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor,
                        getComputedStyle(main.querySelector('h1')).color,
                        ...labels.slice(0, 20).map(label => getComputedStyle(label).fill)];
            }"""
        )
        assert (luminance(background) < 0.2) == (self._scheme == "dark"), background
        for text in texts:
            lighter, darker = sorted((luminance(text), luminance(background)), reverse=True)
            assert (lighter + 0.05) / (darker + 0.05) >= 4.5, (text, background)

    def _note(self, request: Any) -> None:
        own = (self.address, "data:", "blob:", self.address.replace("http", "ws", 1))
        if not request.url.startswith(own):
            self.requests.append(request.url)

    def _dismiss(self, dialog: Any) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()
