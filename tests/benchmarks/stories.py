"""How fast stories are found, that old ones keep their ids, and whether differences within stories can be believed.

    python -m tests.benchmarks.stories [--articles FILE] [--sizes 20000,100000] [--write docs/benchmark-stories.md]

Texts are real articles with seven of ten words drawn anew; every fifth tells the story of another in a cut version. The
day that is added holds 300 articles. Agreement with editors is measured on labelled events, which are not part of the
project.
"""

import argparse
import tempfile
from functools import partial
from pathlib import Path

import numpy as np

from analysis.corpus.sample import sample_path
from analysis.corpus.store import CorpusStore
from analysis.derived.stories import update_stories
from analysis.stats.resampling import t_interval
from analysis.stats.stories.fixed_effects import fixed_effects
from tests.benchmarks.duplicates import DAY, append, corpus, read, timed, varied

PLANTED = 0.1


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search for stories.")
    parser.add_argument("--articles", type=Path, default=sample_path(), help="JSON Lines with text and title")
    parser.add_argument("--sizes", default="20000,100000", help="corpus sizes of the table")
    parser.add_argument("--write", type=Path, help="also write the report to this file")
    asked = parser.parse_args()
    texts = [row["text"] for row in read(asked.articles) if len(row["text"].split()) >= 100]
    report = speed(texts, [int(size) for size in asked.sizes.split(",") if size]) + "\n" + coverage()
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


def coverage(simulations: int = 2000) -> str:
    """Markdown: how often intervals within stories hold a planted difference that the story mix hides from raw means."""
    lines = [
        "| stories | outlets | each tells | raw bias | matched bias | matched 95 % intervals that hold the truth |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    rng = np.random.default_rng(20240101)
    for count, outlets, chance in ((15, 3, 0.5), (40, 3, 0.4), (40, 8, 0.2), (200, 5, 0.3)):
        raw, matched, held = [], [], []
        for _ in range(simulations):
            mood = rng.normal(0, 0.5, count)
            tells = rng.random((count, outlets)) < chance
            tells[:, 0] |= (mood < 0) & (rng.random(count) < 0.6)  # the first outlet covers what is gloomy
            value = mood[:, None] + rng.normal(0, 0.3, tells.shape) + PLANTED * (np.arange(outlets) == 0)
            if not (tells[:, 0].any() and tells[:, 1].any()):
                continue
            raw.append(value[tells[:, 0], 0].mean() - value[tells[:, 1], 1].mean() - PLANTED)
            several = tells[tells.sum(axis=1) > 1]
            sums = np.where(several, value[tells.sum(axis=1) > 1], 0.0)
            difference, se, df = fixed_effects(sums, several.astype(float)).difference(0, 1)
            low, high = t_interval(difference, se, df, 0.95)
            if np.isfinite(low):
                matched.append(difference - PLANTED)
                held.append(low <= PLANTED <= high)
        lines.append(
            f"| {count} | {outlets} | {chance} | {np.mean(raw):+.3f} | {np.mean(matched):+.3f} "
            f"| {np.mean(held):.3f} of {len(held):,} |"
        )
    return "\n".join(lines) + "\n"


def told(store: CorpusStore) -> dict[str, str | None]:
    table = store.arrow("stories", ["id", "story"])
    return dict(zip(table["id"].to_pylist(), table["story"].to_pylist(), strict=True))


if __name__ == "__main__":
    main()
