"""Do the intervals that `compare` and `trend` print hold the truth 95 times in a hundred?

    python -m tests.benchmarks.coverage [--simulations 1000] [--articles 600]

Every simulation is a corpus of its own, written and asked as a user's is. Days shift all outlets, words and hedges vary
by article, and the truth is known: sentiment 0.1 and one hedge in a hundred words for Reuters, more for the Guardian.
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path

from analysis.queries.choices import Method
from analysis.stats import compare, trend
from analysis.stats.specification_curve.curve import estimate_curve
from tests.synthetic import synthetic_corpus

SHIFT = 0.1
TRUTH = {"sentiment_compound": (0.1, 0.1 + SHIFT), "hedging_per_100_words": (1.0, 1.0 + SHIFT)}
METHODS: tuple[Method, ...] = ("bootstrap", "bca", "t")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--days", type=int, default=180)
    given = parser.parse_args()
    held: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def count(name: str, low: float, truth: float, high: float) -> None:
        if low == low:
            asked[name] += 1
            held[name] += low <= truth <= high

    with tempfile.TemporaryDirectory() as folder:
        for number in range(given.simulations):
            corpus = synthetic_corpus(
                Path(folder),
                given.articles,
                outlets=2,
                days=given.days,
                differences={"Guardian": SHIFT},
                seed=number + 1,
            )
            for measure, truth in TRUTH.items():
                for method in METHODS:
                    found = compare(corpus, measure, method=method, replicates=999, seed=number)
                    rows = found.groups.set_index("group")
                    count(
                        f"{measure}: mean, {method}", rows.loc["Reuters", "low"], truth[0], rows.loc["Reuters", "high"]
                    )
                pair = found.pairs.iloc[0]
                count(f"{measure}: difference", pair["low"], truth[1] - truth[0], pair["high"])
                followed = trend(corpus, measure)
                for point in followed.points[followed.points["group"] == "Reuters"].itertuples():
                    count(f"{measure}: month of a trend", point.low, truth[0], point.high)
            table = estimate_curve(corpus, "sentiment_compound", "Guardian", "Reuters").specifications
            for row in table[table["cluster"] == "day"].itertuples():
                count(f"sentiment_compound: robustness, {row.statistic}", row.low, SHIFT, row.high)
            corpus.connection.close()
    print(f"{given.simulations} corpora of {given.articles} articles, 2 outlets, {given.days} days\n")
    print("| interval | intervals | hold the truth |\n| --- | ---: | ---: |")
    for name, total in asked.items():
        print(f"| {name} | {total:,} | {held[name] / total:.1%} |")


if __name__ == "__main__":
    main()
