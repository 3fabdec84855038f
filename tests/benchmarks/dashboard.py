"""What a person waits for: pages of the dashboard in Chromium, on a million scored articles.

    python -m tests.benchmarks.dashboard [--articles 1000000] [--corpus DIR] [--pages compare trends]

First paint: from the address to the first table or figure with data, in a window that has Streamlit's own files in its
cache, with no answer remembered by the server. Whole page: until nothing more is to come. Filter: from the click on an
outlet until the page shows the new numbers. Each is the median of several visits with different filters; wall time, so
that the machine should have nothing else to do (its load is printed). Server: processor time that it took for the whole
page and for a filter, which can be compared on a busy machine too (Linux only). Aims: first paint 2 s, filter 1 s.

The corpus is synthetic: every measure of the registry with random values, 8 outlets, 3 years, a word of text an article.
`--corpus` keeps it for another run.
"""

import argparse
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from analysis.corpus import schema
from analysis.corpus.store import Store
from analysis.scorers import MEASURES, SCORED_WITH
from tests.benchmarks.queries import evidence_of
from tests.browser.conftest import CHROMIUM, FLAGS, serving
from tests.browser.reader import Browser, Reader
from tests.synthetic import OUTLETS, scores_table

PAGES = {
    "overview": {},
    "compare": {},
    "compare, distribution": {"view": "distribution"},
    "compare, differences": {"view": "differences"},
    "compare, heat map": {"view": "heat_map"},
    "trends": {},
    "sources": {},
    "article": {},
    "article, one": {"id": "article-00000123"},
    "export": {},
    "methods": {},
}
UNFILTERED = ("article, one", "methods")
BATCH = 200_000
DAYS = 3 * 365
_DATA = """() => [...document.querySelectorAll(
    '[data-testid=stMain] :is(table.fs-table tbody tr, .js-plotly-plot .main-svg, [data-testid=stDataFrame] canvas, ' +
    '[data-testid=stMetric], .fs-article)')].some(e => e.getClientRects().length)"""
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


def build(folder: Path, articles: int) -> None:
    """A corpus as ingest and score would leave it, but for wire copy and stories."""
    store = Store.create(folder)
    with store.writer("score") as writer:
        for number, start in enumerate(range(0, articles, BATCH)):
            scores = _scores(min(BATCH, articles - start), start, number)
            writer.append("scores", scores)
            writer.append("articles", _articles(scores))
            if not number:
                writer.append("evidence", evidence_of(scores, 0.5))
        writer.count(scored=articles)


def _scores(n: int, start: int, seed: int) -> pa.Table:
    base = scores_table(n, len(OUTLETS), DAYS, {"Fox News": -0.02, "Reuters": 0.03}, seed=seed)
    rng = np.random.default_rng(seed)
    ids = pa.array([f"article-{number:08d}" for number in range(start, start + n)])
    columns = {name: base[name] for name in schema.GROUPING} | {"id": ids, "content_hash": ids}
    columns |= {"bias": base["bias"], "scored_with": pa.array([SCORED_WITH] * n)}
    for name, measure in MEASURES.items():
        values = rng.poisson(8, n).astype(float) if measure.count else rng.normal(1.0, 0.4, n).round(4)
        columns[name] = pa.array(values)
    for name in {str(measure.denominator) for measure in MEASURES.values() if measure.denominator in MEASURES}:
        columns[name] = base["hedging_words"]
    columns["sentiment_compound"] = base["sentiment_compound"]
    return pa.table(columns)


def _articles(scores: pa.Table) -> pa.Table:
    n = len(scores)
    known = {name: scores[name] for name in schema.GROUPING}
    known |= {"title": pa.array([f"Senate passes bill {i}" for i in range(n)]), "text": pa.array(["Bill."] * n)}
    columns = {field.name: known.get(field.name, pa.nulls(n, field.type)) for field in schema.ARTICLES}
    return pa.table(columns).append_column("bias", scores["bias"])


def visit(browser: Browser, address: str, page: str, settings: dict[str, str]) -> tuple[float, float]:
    """Seconds to the first data, and to the whole page."""
    with Reader(browser, address) as person:
        began = time.perf_counter()
        query = "&".join(f"{name}={value}" for name, value in settings.items())
        person.page.goto(f"{address}/{page}?{query}", wait_until="commit")
        _until(person.page, _DATA)
        first = time.perf_counter() - began
        _until(person.page, _DONE)
        return first, time.perf_counter() - began


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
    page.wait_for_function(condition, arg=given, polling=20, timeout=60_000)


def main() -> None:
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--pages", nargs="*", default=list(PAGES))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = (given.corpus or Path(temporary)) / f"{given.articles}"
        if not folder.exists():
            folder.parent.mkdir(parents=True, exist_ok=True)
            build(folder, given.articles)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        browser = Browser(chromium)
        server = serving(folder, read_only=True)
        with server as address:
            cold, _ = visit(browser, address, "methods", {})
            print(f"{given.articles:,} articles; load {os.getloadavg()[0]:.1f}; Streamlit itself, cold: {cold:.2f} s\n")
            print("| page | first paint, s | whole page, s | server, s | filter, s | server, s |")
            print("| --- | ---: | ---: | ---: | ---: | ---: |")
            for place, name in enumerate(given.pages):
                page = name.split(",")[0]
                used = [processor_seconds(server.process.pid)]
                # Another filter at every visit, or the server would remember the answer.
                visits = [
                    visit(browser, address, page, PAGES[name] | {"min_words": str(210 + 10 * place + again)})
                    for again in range(3)
                ]
                first, whole = (statistics.median(times) for times in zip(*visits, strict=True))
                used.append(processor_seconds(server.process.pid))
                changed, served = "–", "–"
                if name not in UNFILTERED:
                    start = PAGES[name] | {"min_words": str(400 + place)}
                    changed = f"{statistics.median(change_filter(browser, address, page, start)):.2f}"
                    served = f"{(processor_seconds(server.process.pid) - used[1]) / 4:.2f}"  # opening, three filters
                visited = (used[1] - used[0]) / len(visits)
                print(f"| {name} | {first:.2f} | {whole:.2f} | {visited:.2f} | {changed} | {served} |", flush=True)
        chromium.close()


if __name__ == "__main__":
    main()
