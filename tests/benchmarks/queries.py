"""Every question that a screen asks, on a million scored articles.

    python -m tests.benchmarks.queries [--articles 1000000] [--corpus DIR] [--write docs/benchmarks-queries.md]

Wall time is what a person waits, CPU time what the machine works (on a busy machine only that can be compared); both are
the least of five warm calls. Aims: a query 0.2 s, compare and trend with their intervals 0.5 s. The corpus is that of
`tests.benchmarks.million`; `--corpus` keeps it for another run.
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from analysis import queries
from analysis.queries import CorpusSnapshot, Filters, open_corpus
from analysis.queries.dashboard import profile, selection, story_articles
from analysis.queries.sampling import draw_from_groups
from analysis.queries.stories import stories
from analysis.scorers import SCORED_WITH
from analysis.stats import compare, trend
from analysis.stats.keyness.context import context
from analysis.stats.keyness.words import words
from analysis.stats.specification_curve.curve import estimate_curve
from tests.benchmarks.million import million
from tests.benchmarks.report import Report, machine
from tests.synthetic import OUTLETS

CALLS = 5
SOME = Filters(outlets=OUTLETS[:3], min_words=300)
UNCOPIED = Filters(wire="exclude")
NO_AIM = " (no aim)"


def questions(corpus: CorpusSnapshot) -> dict[str, Callable[[], object]]:
    measure, id = "hedging_per_100_words", "article-00000123"
    story = corpus.rows("SELECT min(story) AS story FROM stories")[0]["story"]
    drawn = draw_from_groups(corpus, Filters(), "outlet", OUTLETS[0])
    return {
        "overview": partial(queries.overview, corpus, None, SCORED_WITH),
        "selected articles": partial(selection, corpus, SOME),
        "coverage by month": partial(queries.coverage, corpus),
        "facet": partial(queries.facet, corpus, "author"),
        "groups": partial(queries.groups, corpus, measure),
        "groups, filtered": partial(queries.groups, corpus, measure, "outlet", SOME),
        "groups, wire copy left out": partial(queries.groups, corpus, measure, "outlet", UNCOPIED),
        "groups by author": partial(queries.groups, corpus, measure, "author"),
        "totals by day": partial(queries.totals, corpus, measure),
        "totals by day and month": partial(queries.totals, corpus, measure, every="month"),
        "published days": partial(queries.published_days, corpus, measure),
        "quantiles": partial(queries.quantiles, corpus, measure),
        "histogram": partial(queries.histogram, corpus, measure),
        "profile of all measures": partial(profile, corpus),
        "profile, filtered": partial(profile, corpus, "outlet", SOME),
        "articles, newest": partial(queries.articles, corpus),
        "articles by a measure": partial(queries.articles, corpus, order=measure),
        "articles by a common word of the title": partial(queries.articles, corpus, title="trump"),
        "articles by a rare word of the title": partial(queries.articles, corpus, title="4711"),
        "article": partial(queries.article, corpus, id),
        "evidence": partial(queries.evidence, corpus, id),
        "percentiles": partial(queries.percentiles, corpus, id),
        "sources": partial(queries.sources, corpus),
        "top sources": partial(queries.top_sources, corpus),
        "stories, the newest 500": partial(stories, corpus, outlets=2, limit=500),
        "stories, filtered": partial(stories, corpus, SOME, outlets=2, limit=500),
        "articles of a story": partial(story_articles, corpus, story, measure),
        "articles drawn from two groups": partial(draw_from_groups, corpus, Filters(), "outlet", OUTLETS[0]),
        "a word in context": partial(context, corpus, "trade", drawn),
        f"words of 2,000 articles{NO_AIM}": partial(words, corpus, Filters(outlets=OUTLETS[:1]), None, drawn),
        "compare": partial(compare, corpus, measure),
        "compare, filtered": partial(compare, corpus, measure, "outlet", SOME),
        "compare by author": partial(compare, corpus, measure, "author"),
        "trend by month": partial(trend, corpus, measure),
        "trend by week": partial(trend, corpus, measure, "week"),
        f"robustness{NO_AIM}": partial(estimate_curve, corpus, measure, OUTLETS[0], OUTLETS[1]),
    }


def aim(name: str) -> str:
    return "–" if NO_AIM in name else "0.5" if name.startswith(("compare", "trend")) else "0.2"


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
    parser.add_argument("--corpus", type=Path, help="a folder that keeps the corpus")
    parser.add_argument("--only", default="", help="a part of the names of the questions to ask")
    parser.add_argument("--write", type=Path, help="also write the report to this file")
    given = parser.parse_args()
    report = Report(given.write)
    with tempfile.TemporaryDirectory() as temporary:
        corpus = open_corpus(million(given.corpus, temporary, given.articles), copied=True)
        report.say(
            "# Speed of queries\n",
            f"Made by `python -m tests.benchmarks.queries` over {given.articles:,} synthetic articles on {machine()}.",
            f"Seconds, the least of {CALLS} calls of which the first does not count; CPU time of all cores together.\n",
            "| question | wall, s | CPU, s | aim, s |",
            "| --- | ---: | ---: | ---: |",
        )
        for name, question in questions(corpus).items():
            if given.only in name:
                wall, cpu = least(question)
                report.say(f"| {name} | {wall:.3f} | {cpu:.3f} | {aim(name)} |")
    report.write()


if __name__ == "__main__":
    main()
