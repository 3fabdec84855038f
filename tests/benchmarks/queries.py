"""Every question that a screen asks, on a million scored articles.

    python -m tests.benchmarks.queries [--articles 1000000] [--corpus DIR]

Wall time is what a person waits, CPU time what the machine works (on a busy machine only that can be compared); both are
the least of five warm calls. Aims: a query 0.2 s, compare and trend 0.5 s. The corpus is synthetic: 8 outlets, 3 years, a
tenth of it with attributions. `--corpus` keeps it for another run.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from analysis import queries
from analysis.corpus.schema import EVIDENCE
from analysis.queries import Corpus, Filters, corpus_of_files
from analysis.queries.dashboard import profile
from analysis.stats import compare, trend
from analysis.stats.robustness import robustness
from tests.synthetic import MEASURES, OUTLETS, corpus_of, scores_table

CALLS = 5
SOME = Filters(outlets=OUTLETS[:3], min_words=300)


def evidence_of(scores: pa.Table, share: float = 0.1) -> pa.Table:
    """Three attributions for each of the first articles."""
    count = int(len(scores) * share)
    rng = np.random.default_rng(1)
    ids = np.repeat(scores["id"][:count].to_numpy(zero_copy_only=False), 3)
    names = np.array([f"Spokesman {i}" for i in range(500)])[rng.integers(0, 500, len(ids))]
    types = np.array(["named_person", "organisation", "anonymous"])[rng.integers(0, 3, len(ids))]
    place = np.tile(np.array([10, 200, 900], np.int32), count)
    known = {
        "id": ids, "family": ["attribution"] * len(ids), "label": ["said"] * len(ids), "field": ["text"] * len(ids),
        "start": place, "end": place + 4, "voice": ["outlet_voice"] * len(ids), "kind": ["direct"] * len(ids),
        "source_name": names, "source_type": types,
    }  # fmt: skip
    columns = [pa.array(known[f.name], f.type) if f.name in known else pa.nulls(len(ids), f.type) for f in EVIDENCE]
    return pa.table(columns, schema=EVIDENCE)


def questions(corpus: Corpus) -> dict[str, Callable[[], object]]:
    measure, id = "hedging_per_100_words", "article-00000123"
    return {
        "overview": partial(queries.overview, corpus),
        "coverage by month": partial(queries.coverage, corpus),
        "facet": partial(queries.facet, corpus, "author"),
        "groups": partial(queries.groups, corpus, measure),
        "groups, filtered": partial(queries.groups, corpus, measure, "outlet", SOME),
        "groups by author": partial(queries.groups, corpus, measure, "author"),
        "totals by day": partial(queries.totals, corpus, measure),
        "totals by day and month": partial(queries.totals, corpus, measure, every="month"),
        "published days": partial(queries.published_days, corpus, measure),
        "quantiles": partial(queries.quantiles, corpus, measure),
        "histogram": partial(queries.histogram, corpus, measure),
        "profile of all measures": partial(profile, corpus),
        "articles, newest": partial(queries.articles, corpus),
        "articles by a measure": partial(queries.articles, corpus, order=measure),
        "articles by a word of the title": partial(queries.articles, corpus, title="bill 4711"),
        "article": partial(queries.article, corpus, id),
        "evidence": partial(queries.evidence, corpus, id),
        "percentiles": partial(queries.percentiles, corpus, id),
        "sources": partial(queries.sources, corpus),
        "top sources": partial(queries.top_sources, corpus),
        "compare": partial(compare, corpus, measure),
        "compare, filtered": partial(compare, corpus, measure, "outlet", SOME),
        "compare by author": partial(compare, corpus, measure, "author"),
        "trend by month": partial(trend, corpus, measure),
        "trend by week": partial(trend, corpus, measure, "week"),
        "robustness (no aim)": partial(robustness, corpus, measure, OUTLETS[0], OUTLETS[1]),
    }


def least(question: Callable[[], object]) -> tuple[float, float]:
    question()
    wall, cpu = [], []
    for _ in range(CALLS):
        begun, worked = time.perf_counter(), time.process_time()
        question()
        wall.append(time.perf_counter() - begun)
        cpu.append(time.process_time() - worked)
    return min(wall), min(cpu)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--corpus", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.corpus or Path(temporary)
        files = {name: [str(folder / f"{name}.parquet")] for name in ("scores", "evidence", "articles")}
        if all(Path(name).exists() for names in files.values() for name in names):
            corpus = corpus_of_files(files, MEASURES)
        else:
            folder.mkdir(parents=True, exist_ok=True)
            scores = scores_table(given.articles, outlets=8, days=1096, differences={"Fox News": 0.1})
            corpus = corpus_of(folder, scores, evidence_of(scores))
        print(f"{given.articles:,} articles\n\n| question | wall, s | CPU, s | aim, s |\n| --- | ---: | ---: | ---: |")
        for name, question in questions(corpus).items():
            wall, cpu = least(question)
            aim = "–" if "no aim" in name else "0.5" if name.startswith(("compare", "trend")) else "0.2"
            print(f"| {name} | {wall:.3f} | {cpu:.3f} | {aim} |", flush=True)


if __name__ == "__main__":
    main()
