"""List the lines that stand in the body of several articles of one outlet: candidates for a rule of boilerplate.

    python data/repeated_lines.py ARTICLES.jsonl.gz… [--least 3]

The files have a JSON object per line with `id`, `outlet` and `text`. Prints articles with the line, articles of the
outlet, outlet and line, separated by tabs, the most frequent first.
"""

import argparse
from collections import Counter
from pathlib import Path

from article_files import articles, batches

from analysis.text import Documents


def main() -> None:
    """Count lines of the body and print those that repeat."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--least", type=int, default=3, help="articles that a line must stand in")
    arguments = parser.parse_args()
    rows = articles(arguments.files)
    outlets = Counter(row["outlet"] for row in rows)
    found: Counter[tuple[str, str]] = Counter()
    for batch in batches(rows):
        documents = Documents([row["text"] for row in batch])
        for index, row in enumerate(batch):
            body = {" ".join(line.split()) for line in documents.body_text(index).split("\n\n")}
            found.update((row["outlet"], line) for line in body if line)
    for (outlet, line), number in found.most_common():
        if number < arguments.least:
            break
        print(number, outlets[outlet], outlet, line, sep="\t")


if __name__ == "__main__":
    main()
