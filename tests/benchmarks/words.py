"""Words: time and memory, and how sure the scores are where there is nothing to find.

    python -m tests.benchmarks.words [--articles 3000] [--splits 20]

The bundled articles, in new orders of sentences up to the number asked. Articles are split at random into two sides that do
not differ, so a calibrated |z| is over 1.96 for one term in twenty; the paper's z, which takes words as drawn one by
one, is over it more often.
"""

import argparse
import gzip
import json
import random
import resource
import time

import numpy as np

from analysis.corpus.sample import sample_path
from analysis.stats.corrections import adjust
from analysis.stats.keyness.log_odds import score_terms
from analysis.stats.keyness.ngram_counts import WordStream, count_terms

BATCH = 500


def texts(count: int) -> list[str]:
    with gzip.open(sample_path(), "rt", encoding="utf-8") as lines:
        own = [json.loads(line)["text"] for line in lines]
    order = random.Random(1)
    found = list(own)
    while len(found) < count:
        sentences = own[len(found) % len(own)].split(". ")
        order.shuffle(sentences)
        found.append(". ".join(sentences))
    return found[:count]


def timed(count: int) -> tuple[float, int]:
    articles = texts(count)
    begun = time.process_time()
    stream = WordStream()
    for at in range(0, count, BATCH):
        batch = articles[at : at + BATCH]
        stream.add(batch, [i % 2 for i in range(len(batch))], "whole")
    counts = count_terms(stream, 1, 3, 10, 3)
    stream.close()
    terms, _ = score_terms(counts, None, None, "bh")
    return time.process_time() - begun, len(terms)


def calibration(splits: int) -> tuple[float, float, float]:
    """Shares of terms over 1.96 by z and by z_by_article, and of splits with any term below .05 after Holm."""
    articles = texts(282)
    rng = np.random.default_rng(1)
    over, any_found = [], 0
    for _ in range(splits):
        stream = WordStream()
        stream.add(articles, rng.permutation(np.arange(len(articles)) % 2).tolist(), "whole")
        terms, _ = score_terms(count_terms(stream, 1, 2, 20, 10), None, None, "holm")
        stream.close()
        over.append([(terms[name].abs() > 1.96).mean() for name in ("z", "z_by_article")])
        any_found += bool((adjust(terms["p"].to_numpy(), "holm") < 0.05).any())
    by_word, by_article = np.mean(over, axis=0)
    return float(by_word), float(by_article), any_found / splits


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=3000)
    parser.add_argument("--splits", type=int, default=20)
    given = parser.parse_args()
    seconds, terms = timed(given.articles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("| words | |\n| --- | ---: |")
    print(f"| articles | {given.articles:,} |\n| terms of one to three words scored | {terms:,} |")
    print(f"| CPU seconds | {seconds:.1f} |\n| peak memory, MB | {peak:,.0f} |")
    by_word, by_article, any_found = calibration(given.splits)
    print(f"| no difference: terms with a z over 1.96 | {by_word:.1%} |")
    print(f"| the same by article | {by_article:.1%} |")
    print(f"| splits with any term under .05 after Holm, by article | {any_found:.0%} |")


if __name__ == "__main__":
    main()
