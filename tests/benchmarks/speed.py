"""How fast framescope is, beside the obvious script, on the same articles in one run.

    python -m tests.benchmarks.speed [--articles FILE] [--scaling 1000,10000,100000] [--write docs/benchmarks.md]

FILE is JSON Lines (also .gz) with `text` and `title`; default the bundled sample, repeated with its sentences in other
orders up to 1,000 articles. Every row runs in a process of its own. CPU time is user + system of that process and its
children. Machines differ and are noisy: compare the ratios, which come from one run.
"""

import argparse
import contextlib
import gzip
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import psutil

BATCH = 500
WARM_ARTICLES = 1000


def main() -> None:
    arguments = _arguments()
    if arguments.one:
        name, count = arguments.one
        articles = _articles(arguments.articles, int(count))
        print(json.dumps(scaling(articles) if name == "scaling" else ROWS[name](list(articles))))
        return
    count = WARM_ARTICLES
    rows = {name: _in_process_of_its_own(name, count, arguments.articles) for name in ROWS}
    sizes = {
        size: _in_process_of_its_own("scaling", size, arguments.articles)
        for size in map(int, filter(None, arguments.scaling.split(",")))
    }
    report = _report(rows, sizes, _start_up(), arguments.articles)
    print(report)
    if arguments.write:
        Path(arguments.write).write_text(report, encoding="utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure speed beside the obvious script.")
    parser.add_argument("--articles", help="JSON Lines with text and title")
    parser.add_argument("--scaling", default="1000,10000,100000", help="corpus sizes of the scaling table")
    parser.add_argument("--write", help="also write the report to this file")
    parser.add_argument("--one", nargs=2, metavar=("ROW", "ARTICLES"), help=argparse.SUPPRESS)
    return parser.parse_args()


# --- articles -----------------------------------------------------------------------------------------------------


def _articles(path: str | None, count: int) -> Iterator[dict]:
    """`count` articles: the real ones, then the same with sentences shuffled and new ids, so that no cache flatters."""
    if path is None:
        from analysis.corpus.sample import sample_path

        path = str(sample_path())
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        real = [json.loads(line) for line in lines]
    rng = random.Random(20240101)
    for number in range(count):
        article = dict(real[number % len(real)])
        if number >= len(real):
            paragraphs = [_shuffled(p, rng) for p in article["text"].split("\n\n")]
            article["text"] = "\n\n".join(paragraphs)
        article["id"] = f"a{number:09d}"
        yield article


def _shuffled(paragraph: str, rng: random.Random) -> str:
    sentences = paragraph.split(". ")
    rng.shuffle(sentences)
    return ". ".join(sentences)


# --- rows ---------------------------------------------------------------------------------------------------------


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def _timed(work: Callable[[], object], articles: list[dict]) -> dict[str, float]:
    cpu, wall = _cpu(), time.perf_counter()
    work()
    cpu, wall = _cpu() - cpu, time.perf_counter() - wall
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    characters = sum(len(a["text"]) for a in articles)
    return {"n": len(articles), "characters": characters, "cpu": cpu, "wall": wall, "peak_mb": peak}


def _batches(articles: list[dict]) -> Iterator[tuple[list[str], list[str | None]]]:
    for start in range(0, len(articles), BATCH):
        part = articles[start : start + BATCH]
        yield [a["text"] for a in part], [a.get("title") for a in part]


def obvious_two(articles: list[dict]) -> dict[str, float]:
    from tests.benchmarks import obvious

    return _timed(lambda: [obvious.sentiment_and_readability(a["text"]) for a in articles], articles)


def obvious_all(articles: list[dict]) -> dict[str, float]:
    from tests.benchmarks import obvious

    return _timed(lambda: [obvious.measure(a["text"]) for a in articles], articles)


def _score_families(articles: list[dict], families: set[str] | None) -> None:
    from analysis.scorers import SCORERS
    from analysis.text import Documents

    for texts, titles in _batches(articles):
        documents = Documents(texts, titles)
        for scorer in SCORERS:
            if families is None or scorer.family in families:
                scorer.score(documents)


def two_families(articles: list[dict]) -> dict[str, float]:
    families = {"sentiment", "readability"}
    _score_families(articles, families)
    return _timed(lambda: _score_families(articles, families), articles)


def two_families_cold(articles: list[dict]) -> dict[str, float]:
    return _timed(lambda: _score_families(articles, {"sentiment", "readability"}), articles)


def scorers_only(articles: list[dict]) -> dict[str, float]:
    _score_families(articles, None)
    return _timed(lambda: _score_families(articles, None), articles)


def _score_tables(articles: list[dict], with_evidence: bool) -> None:
    import pyarrow as pa

    from analysis.scorers.batch import score_batch

    for start in range(0, len(articles), BATCH):
        part = articles[start : start + BATCH]
        ids = pa.array([a["id"] for a in part])
        score_batch(ids, [a["text"] for a in part], [a.get("title") for a in part], with_evidence)


def with_evidence(articles: list[dict]) -> dict[str, float]:
    _score_tables(articles, True)
    return _timed(lambda: _score_tables(articles, True), articles)


def without_evidence(articles: list[dict]) -> dict[str, float]:
    _score_tables(articles, False)
    return _timed(lambda: _score_tables(articles, False), articles)


def _store(articles: list[dict], folder: str):
    import pyarrow as pa
    import pyarrow.parquet as pq

    from analysis.corpus.ingest.run import ingest
    from analysis.corpus.store import CorpusStore

    source = Path(folder, "articles.parquet")
    names = ("id", "outlet", "date", "title", "text")
    pq.write_table(pa.table({n: [a.get(n) for a in articles] for n in names}), source)
    store = CorpusStore.create(Path(folder, "corpus"))
    ingest(store, source)
    return store


def everything_with_store(articles: list[dict]) -> dict[str, float]:
    from analysis.jobs import score

    with tempfile.TemporaryDirectory() as folder:
        store = _store(articles, folder)
        score(store, workers=1)
        return _timed(lambda: score(store, workers=1, full=True), articles)


def everything_cold(articles: list[dict]) -> dict[str, float]:
    from analysis.jobs import score

    with tempfile.TemporaryDirectory() as folder:
        store = _store(articles, folder)
        return _timed(lambda: score(store, workers=1), articles)


def two_workers(articles: list[dict]) -> dict[str, float]:
    from analysis.jobs import score

    with tempfile.TemporaryDirectory() as folder:
        store = _store(articles, folder)
        return _timed(lambda: score(store, workers=2), articles)


_INGEST_AND_SCORE = """
import json, sys, time
from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.jobs import score
if __name__ == "__main__":
    store, begun = CorpusStore.create(sys.argv[2]), time.perf_counter()
    ingest(store, sys.argv[1])
    ingested = time.perf_counter()
    score(store, workers=2)
    print(json.dumps({"ingest": ingested - begun, "score": time.perf_counter() - ingested}))
"""


def scaling(articles: Iterable[dict]) -> dict[str, float]:
    """Ingest and score from a file, streaming, with two workers; the peak is of all processes together."""
    with tempfile.TemporaryDirectory() as folder:
        source, count, characters = Path(folder, "articles.jsonl"), 0, 0
        with source.open("w", encoding="utf-8") as lines:
            for article in articles:
                lines.write(json.dumps({n: article.get(n) for n in ("id", "outlet", "date", "title", "text")}) + "\n")
                count, characters = count + 1, characters + len(article["text"])
        script = Path(folder, "run.py")
        script.write_text(_INGEST_AND_SCORE)
        running = subprocess.Popen(
            [sys.executable, str(script), str(source), str(Path(folder, "corpus"))],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        )
        peak = 0.0
        while running.poll() is None:
            peak = max(peak, _memory_mb(running.pid))
            time.sleep(0.25)
        if running.returncode or running.stdout is None:
            raise SystemExit("the run of the scaling table failed")
        return {"n": count, "characters": characters, "peak_mb": peak, **json.loads(running.stdout.read())}


def _memory_mb(pid: int) -> float:
    """Memory of a process and all below it; what they share (libraries) is counted once where the system tells (Linux)."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for process in [parent, *parent.children(recursive=True)]:
            with contextlib.suppress(psutil.Error):
                memory = process.memory_full_info()
                total += getattr(memory, "pss", memory.rss)
    except psutil.Error:
        pass
    return total / 1024**2


ROWS: dict[str, Callable[[list[dict]], dict[str, float]]] = {
    "obvious_two": obvious_two,
    "two_families": two_families,
    "two_families_cold": two_families_cold,
    "obvious_all": obvious_all,
    "scorers_only": scorers_only,
    "with_evidence": with_evidence,
    "without_evidence": without_evidence,
    "everything_with_store": everything_with_store,
    "everything_cold": everything_cold,
    "two_workers": two_workers,
}

LABELS = {
    "obvious_two": "obvious script: sentiment and readability",
    "two_families": "framescope: sentiment and readability, warm",
    "two_families_cold": "the same, cold (first articles of a new process)",
    "obvious_all": "obvious script: and regular-expression hedges and quotes",
    "scorers_only": "framescope: all families, all evidence, warm",
    "with_evidence": "the same, as Arrow tables",
    "without_evidence": "the same, without evidence tables",
    "everything_with_store": "framescope: everything, read from and written to the store, warm",
    "everything_cold": "the same, cold",
    "two_workers": "the same, cold, two worker processes (start of workers included)",
}


def _in_process_of_its_own(name: str, count: int, articles: str | None) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.speed", "--one", name, str(count)]
    command += ["--articles", articles] if articles else []
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name}: {done.stderr[-2000:]}")
    return json.loads(done.stdout.splitlines()[-1])


def _start_up() -> dict[str, float]:
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder, "article.txt")
        article.write_text("Kyiv denied the claim. The Kremlin said it was “cautiously optimistic” about a deal.\n")
        for label, command in (
            ("`framescope --help`", ["--help"]),
            ("`framescope inspect` of one article", ["inspect", str(article), "--format", "json"]),
        ):
            times = []
            for _ in range(5):
                begun = time.perf_counter()
                subprocess.run([sys.executable, "-m", "analysis", *command], check=True, capture_output=True)
                times.append(time.perf_counter() - begun)
            found[label] = sorted(times)[len(times) // 2]
    return found


# --- report -------------------------------------------------------------------------------------------------------


def _report(rows: dict[str, dict], scaling: dict[int, dict], start_up: dict[str, float], articles: str | None) -> str:
    size = rows["obvious_all"]["characters"] / rows["obvious_all"]["n"]
    lines = [
        "# Speed",
        "",
        f"Made by `python -m tests.benchmarks.speed{f' --articles {Path(articles).name}' if articles else ''}` on {_machine()}; {rows['obvious_all']['n']:,} articles of "
        f"{size / 1000:.1f} kB on average. Milliseconds are CPU time an article; ratios compare with the obvious script "
        "above the row, within this run.",
        "",
        "| what | CPU ms an article | articles/s (wall) | MB/s (wall) | times the obvious script | peak memory, MB |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    base = 0.0
    for name, label in LABELS.items():
        row = rows[name]
        ms = 1000 * row["cpu"] / row["n"]
        base = ms if name.startswith("obvious") else base
        lines.append(
            f"| {label} | {ms:.2f} | {row['n'] / row['wall']:,.0f} | {row['characters'] / row['wall'] / 1e6:.1f} | "
            f"{base / ms:.1f} | {row['peak_mb']:,.0f} |"
        )
    if scaling:
        lines += [
            "",
            "Scaling: a JSON Lines file ingested and scored with two workers (articles repeated with new ids and shuffled "
            "sentences). Peak memory is that of all processes together.",
            "",
            "| articles | ingest, articles/s | score, articles/s | ms an article, both | peak memory, MB |",
            "| ---: | ---: | ---: | ---: | ---: |",
        ]
        for count, row in scaling.items():
            each = 1000 * (row["ingest"] + row["score"]) / count
            lines.append(
                f"| {count:,} | {count / row['ingest']:,.0f} | {count / row['score']:,.0f} | {each:.2f} | {row['peak_mb']:,.0f} |"
            )
    lines += ["", "| start-up | seconds (median of 5) |", "| --- | ---: |"]
    lines += [f"| {label} | {seconds:.2f} |" for label, seconds in start_up.items()]
    return "\n".join(lines) + "\n"


def _machine() -> str:
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.split(":", 1)[1].strip() for line in info.read_text().splitlines() if line.startswith("model name")
        ]
        model = names[0] if names else model
    return f"{os.cpu_count()} cores of {model}, Python {platform.python_version()}"


if __name__ == "__main__":
    main()
