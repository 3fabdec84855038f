"""What a person waits for: pages of the dashboard in Chromium, on a million scored articles.

    python -m tests.benchmarks.dashboard [--corpus DIR] [--pages compare trends] [--write docs/benchmarks-dashboard.md]

First paint: from the address to the first table or figure with data, in a window that has Streamlit's own files in its
cache, with no answer remembered by the server. Whole page: until nothing more is to come. Filter: from the click on an
outlet until the page shows the new numbers. Each is the median of several visits with different filters; wall time, so
that the machine should have nothing else to do (its load is printed). Server: processor time that it took for the whole
page and for a filter, which can be compared on a busy machine too (Linux only). Aims: first paint 2 s, filter 1 s.

The corpus is that of `tests.benchmarks.million`; `--corpus` keeps it for another run.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from analysis.queries import open_corpus
from tests.benchmarks.million import million
from tests.benchmarks.report import Report, machine
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.reader import Browser, Reader
from tests.synthetic import OUTLETS

STORY = "a story"
"""In `PAGES`, for one that the corpus has."""
PAGES: dict[str, dict[str, str]] = {
    "overview": {},
    "compare": {},
    "compare, distribution": {"view": "distribution"},
    "compare, differences": {"view": "differences"},
    "compare, heat map": {"view": "heat_map"},
    "trends": {},
    "stories": {},
    "stories, one": {"story": STORY},
    "words": {},
    "sources": {},
    "article": {},
    "article, one": {"id": "article-00000123"},
    "export": {},
    "methods": {},
}
UNFILTERED = ("article, one", "methods")
_DATA = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(table.fs-table tbody tr, .js-plotly-plot .main-svg, [data-testid=stDataFrame] canvas, ' +
    '[data-testid=stMetric], .fs-numbers, .fs-article, [data-testid=stCode])')].some(e => e.getClientRects().length)"""
_WATCH = f"""(() => {{
    const seen = {_DATA};
    const look = () => {{ if (seen()) window.firstData = performance.now(); else requestAnimationFrame(look); }};
    look();
}})()"""
"""Notes in the page itself the first frame with data: asked from outside, a busy page answers too late."""
_DONE = """() => {
    const app = document.querySelector('[data-testid=stApp]');
    return app && app.getAttribute('data-test-script-state') === 'notRunning'
        && !document.querySelector('[data-stale=true], [data-testid=stSkeleton], [data-testid=stSpinner]');
}"""
_FILTERED = """before => {
    const said = [...document.querySelectorAll('[data-testid=stSidebar] [data-testid=stCaptionContainer]')]
        .map(e => e.innerText).join();
    return said.includes('selected') && said !== before;
}"""


def visit(browser: Browser, address: str, page: str, settings: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first data, and to the whole page."""
    with Reader(browser, address) as person:
        person.page.add_init_script(_WATCH)
        began = time.perf_counter()
        query = "&".join(f"{name}={value}" for name, value in settings.items())
        person.page.goto(f"{address}/{page}?{query}", wait_until="commit")
        _until(person.page, "() => window.firstData")
        _until(person.page, _DONE)
        whole = time.perf_counter() - began
        return float(person.page.evaluate("window.firstData")) / 1000, whole


def change_filter(browser: Browser, address: str, page: str, settings: dict[str, str]) -> list[float]:
    """Seconds from choosing an outlet to the new numbers, outlet after outlet."""
    seconds = []
    with Reader(browser, address) as person:
        person.open(page, **settings)
        for outlet in OUTLETS[:3]:
            box = person.page.get_by_role("combobox", name="Outlets").first
            box.click()
            option = person.page.get_by_role("option", name=outlet, exact=True).first
            option.wait_for()
            said = person.page.evaluate(
                "[...document.querySelectorAll('[data-testid=stSidebar] [data-testid=stCaptionContainer]')]"
                ".map(e => e.innerText).join()"
            )
            began = time.perf_counter()
            option.click()
            _until(person.page, _FILTERED, said)
            _until(person.page, _DONE)
            seconds.append(time.perf_counter() - began)
    return seconds


def processor_seconds(process: int) -> float:
    """What a process has used so far; NaN where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return float("nan")
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _until(page: Any, condition: str, given: object = None) -> None:
    page.wait_for_function(condition, arg=given, polling=20, timeout=120_000)


def measured(browser: Browser, address: str, server: int, name: str, settings: dict[str, str], place: int) -> str:
    """A row of the table: the page at `place` of the list, served by the process `server`."""
    page = name.split(",")[0]
    used = [processor_seconds(server)]
    # Another filter at every visit, or the server would remember the answer.
    visits = [
        visit(browser, address, page, settings | {"min_words": str(210 + 10 * place + again)}) for again in range(3)
    ]
    first, whole = (statistics.median(times) for times in zip(*visits, strict=True))
    used.append(processor_seconds(server))
    changed, served = "–", "–"
    if name not in UNFILTERED:
        start = settings | {"min_words": str(400 + place)}
        changed = f"{statistics.median(change_filter(browser, address, page, start)):.2f}"
        served = f"{(processor_seconds(server) - used[1]) / 4:.2f}"  # opening, three filters
    visited = (used[1] - used[0]) / len(visits)
    return f"| {name} | {first:.2f} | {whole:.2f} | {visited:.2f} | {changed} | {served} |"


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path, help="a folder that keeps the corpus")
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    parser.add_argument("--write", type=Path, help="also write the report to this file")
    given = parser.parse_args()
    report = Report(given.write)
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = million(given.corpus, temporary, given.articles)
        story = open_corpus(folder).rows("SELECT min(story) AS story FROM stories")[0]["story"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        browser = Browser(chromium, new_windows=True)
        server = serving(folder, read_only=True)
        with server as address:
            cold, _ = visit(browser, address, "methods", {})
            report.say(
                "# Speed of the dashboard\n",
                f"Made by `python -m tests.benchmarks.dashboard` over {given.articles:,} synthetic articles, in Chromium on "
                f"{machine()}.",
                f"Seconds. The first visit of all, nothing in the browser's cache and the server still making its copy of the "
                f"corpus: {cold:.1f} s. Aims: first paint 2 s, a filter 1 s.",
                "Server is its processor time for the whole page and for a filter.\n",
                "| page | first paint, s | whole page, s | server, s | filter, s | server, s |",
                "| --- | ---: | ---: | ---: | ---: | ---: |",
            )
            for place, name in enumerate(given.pages):
                settings = {key: story if value == STORY else value for key, value in PAGES[name].items()}
                report.say(measured(browser, address, server.process.pid, name, settings, place))
        chromium.close()
    report.write()


if __name__ == "__main__":
    main()
