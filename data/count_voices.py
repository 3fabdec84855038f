"""Count the words of the quoted voice by outlet, as the table of docs/validity-voice.md.

    python data/count_voices.py ARTICLES.jsonl.gz…

The files have a JSON object per line with `id`, `outlet` and `text`; an article in two of them is counted once. "In
marks" is the share of the body's words in quotation marks, "quoted voice" the share that measures take for it.
"""

import argparse
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from article_files import articles, batches

from analysis.text import Documents


def main() -> None:
    """Count and print a table of Markdown, the outlet with the largest difference first."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    rows = articles(parser.parse_args().files)
    outlets: dict[str, Counter[str]] = defaultdict(Counter)
    for batch in batches(rows):
        documents = Documents([row["text"] for row in batch])
        words = documents.words
        document = documents.document[words.token]
        counts = {
            name: np.bincount(document[words.body & chosen], minlength=len(batch))
            for name, chosen in (("words", words.body), ("marked", words.marked), ("quoted", words.quoted))
        }
        for index, row in enumerate(batch):
            outlets[row["outlet"]] += Counter({name: int(count[index]) for name, count in counts.items()})
    total: Counter[str] = sum(outlets.values(), Counter())
    ranked = sorted(outlets.items(), key=lambda item: (item[1]["marked"] - item[1]["quoted"]) / item[1]["words"])
    print("| outlet | body words | in marks, % | quoted voice, % |", "| --- | ---: | ---: | ---: |", sep="\n")
    for name, count in [*ranked, ("**all**", total)]:
        shares = " | ".join(f"{100 * count[voice] / count['words']:.1f}" for voice in ("marked", "quoted"))
        print(f"| {name} | {count['words']:,} | {shares} |")


if __name__ == "__main__":
    main()
