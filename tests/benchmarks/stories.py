"""How fast stories are found, and that old ones keep their ids.

    python -m tests.benchmarks.stories [--articles FILE] [--sizes 20000,100000] [--write docs/benchmark-stories.md]

Texts are real articles with seven of ten words drawn anew; every fifth tells the story of another in a cut version. The
day that is added holds 300 articles. Agreement with editors is measured on labelled events, which are not part of the
project.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path

from analysis.corpus.sample import sample_path
from analysis.corpus.store import Store
from analysis.stats.stories import update_stories
from tests.benchmarks.duplicates import DAY, append, corpus, read, timed, varied


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search for stories.")
    parser.add_argument("--articles", type=Path, default=sample_path(), help="JSON Lines with text and title")
    parser.add_argument("--sizes", default="20000,100000", help="corpus sizes of the table")
    parser.add_argument("--write", type=Path, help="also write the report to this file")
    asked = parser.parse_args()
    texts = [row["text"] for row in read(asked.articles) if len(row["text"].split()) >= 100]
    report = speed(texts, [int(size) for size in asked.sizes.split(",")])
    print(report)
    if asked.write:
        asked.write.write_text(report, encoding="utf-8")


def speed(texts: list[str], sizes: list[int]) -> str:
    """Markdown: seconds for a whole corpus over a year, and for one more day."""
    lines = [
        "| articles | seconds (CPU) | stories | one more day of 300, seconds (CPU) | old stories kept their ids |",
        "| --- | --- | --- | --- | --- |",
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            store = corpus(Path(folder), varied(texts, size))
            whole = timed(partial(update_stories, store))
            before = told(store)
            append(store, varied(texts, DAY, seed=99, prefix="d", days=1))
            more = timed(partial(update_stories, store))
            after = told(store)
            kept = all(after[id] == name for id, name in before.items() if name)
        count = len({name for name in before.values() if name})
        lines.append(f"| {size:,} | {whole} | {count:,} | {more} | {'yes' if kept else 'NO'} |")
    return "\n".join(lines) + "\n"


def told(store: Store) -> dict[str, str | None]:
    table = store.arrow("stories", ["id", "story"])
    return dict(zip(table["id"].to_pylist(), table["story"].to_pylist(), strict=True))


if __name__ == "__main__":
    main()
