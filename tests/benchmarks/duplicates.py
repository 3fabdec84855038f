"""How well and how fast wire copy is found.

    python -m tests.benchmarks.duplicates [--articles FILE] [--sizes 20000,100000] [--write docs/benchmark-duplicates.md]

Real articles (JSON Lines, also .gz; default the bundled sample) are edited as outlets edit agency copy; every edited text
must come into the group of its original (recall), and no other text may (precision). Speed is measured on corpora of
varied texts, every fifth an edited copy of another; the day that is added then holds 300 articles.
"""

import argparse
import gzip
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import combinations
from pathlib import Path

import pyarrow as pa

from analysis.corpus.sample import sample_path
from analysis.corpus.schema import ARTICLES
from analysis.corpus.store import CorpusStore
from analysis.derived.wire_copies import update_wire

DAY = 300
REPLACED = 0.7


def cut_tail(text: str, draw: random.Random, _: list[str]) -> str:
    """Between a third and two thirds of the paragraphs or words are left."""
    words = text.split(" ")
    return " ".join(words[: max(40, int(len(words) * draw.uniform(0.33, 0.67)))])


def change_headline(text: str, draw: random.Random, others: list[str]) -> str:
    """Another headline and a byline stand in the text's first lines."""
    return f"{draw.choice(others)[:80]}\n\nBy Staff Writer\n\n{text}"


def insert_paragraph(text: str, draw: random.Random, others: list[str]) -> str:
    """Two paragraphs of another article in the middle."""
    paragraphs, foreign = text.split("\n"), draw.choice(others).split("\n")
    at = len(paragraphs) // 2
    return "\n".join([*paragraphs[:at], *[p for p in foreign if p][:2], *paragraphs[at:]])


def paraphrase(text: str, draw: random.Random, others: list[str]) -> str:
    """Every fifth word, by chance, is another word."""
    pool = draw.choice(others).split()
    return " ".join(draw.choice(pool) if draw.random() < 0.2 else word for word in text.split(" "))


EDITS: dict[str, Callable[[str, random.Random, list[str]], str]] = {
    "cut tail": cut_tail,
    "changed headline": change_headline,
    "inserted paragraphs": insert_paragraph,
    "20 % of words replaced": paraphrase,
}


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the search for wire copy.")
    parser.add_argument("--articles", type=Path, default=sample_path(), help="JSON Lines with text and title")
    parser.add_argument("--sizes", default="20000,100000", help="corpus sizes of the speed table")
    parser.add_argument("--write", type=Path, help="also write the report to this file")
    asked = parser.parse_args()
    texts = [row["text"] for row in read(asked.articles) if len(row["text"].split()) >= 100]
    report = agreement(texts) + "\n" + speed(texts, [int(size) for size in asked.sizes.split(",") if size])
    print(report)
    if asked.write:
        asked.write.write_text(report, encoding="utf-8")


def agreement(texts: list[str]) -> str:
    """Markdown: recall by edit, and the precision of all pairs that share a group."""
    draw = random.Random(7)
    rows = [{"id": f"o{i}", "text": text} for i, text in enumerate(texts)]
    edited = range(0, len(texts), 2)
    for name, edit in EDITS.items():
        rows += [{"id": f"o{i}-{name}", "text": edit(texts[i], draw, texts)} for i in edited]
    with tempfile.TemporaryDirectory() as folder:
        store = corpus(Path(folder), rows)
        update_wire(store)
        group = groups(store)
    lines = ["| edit | recall |", "| --- | --- |"]
    for name in EDITS:
        hits = sum(group[f"o{i}"] is not None and group[f"o{i}"] == group[f"o{i}-{name}"] for i in edited)
        lines.append(f"| {name} | {hits / len(edited):.3f} |")
    members: dict[str, list[str]] = {}
    for id, found in group.items():
        if found:
            members.setdefault(found, []).append(id.split("-")[0])
    pairs = Counter(a == b for ids in members.values() for a, b in combinations(ids, 2))
    lines.append("")
    lines.append(
        f"Precision of pairs in one group: {pairs[True] / max(pairs.total(), 1):.4f} ({pairs.total():,} pairs; "
        f"{len(texts):,} real articles, {len(edited):,} of them edited)."
    )
    return "\n".join(lines) + "\n"


def speed(texts: list[str], sizes: list[int]) -> str:
    """Markdown: seconds for a whole corpus, and for one more day."""
    lines = [
        "| articles | seconds (CPU) | one more day of 300, seconds (CPU) | old groups kept their ids |",
        "| --- | --- | --- | --- |",
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            store = corpus(Path(folder), varied(texts, size))
            whole = timed(partial(update_wire, store))
            before = groups(store)
            append(store, varied(texts, DAY, seed=99, prefix="d", days=1))
            more = timed(partial(update_wire, store))
            after = groups(store)
            kept = all(after[id] == name for id, name in before.items() if name)
        lines.append(f"| {size:,} | {whole} | {more} | {'yes' if kept else 'NO'} |")
    return "\n".join(lines) + "\n"


def timed(work: Callable[[], object]) -> str:
    """Seconds by the clock, and of CPU time of all threads in parentheses: other programs slow only the first."""
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return f"{time.perf_counter() - clock:.1f} ({time.process_time() - cpu:.1f})"


def read(path: Path) -> Iterator[dict]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def varied(texts: list[str], size: int, seed: int = 1, prefix: str = "v", days: int = 365) -> Iterator[dict]:
    """Real articles with seven of ten words drawn anew, so that no two are alike; every fifth copies an earlier one."""
    draw = random.Random(seed)
    pool = [word for text in texts for word in text.split()]
    earlier: list[dict] = []
    for i in range(size):
        if i % 5 == 4:
            original = draw.choice(earlier)
            text, title, day = cut_tail(original["text"], draw, texts), original["title"], original["day"]
        else:
            words = draw.choice(texts).split(" ")
            drawn = iter(draw.choices(pool, k=len(words)))
            text = " ".join(next(drawn) if draw.random() < REPLACED else word for word in words)
            title, day = text[:70], draw.randrange(days) + (365 - days)
        row = {"id": f"{prefix}{i}", "text": text, "title": title, "day": day, "outlet": f"Outlet {draw.randrange(20)}"}
        earlier = [*earlier[-500:], row]
        yield row


def corpus(folder: Path, rows: list[dict] | Iterator[dict]) -> CorpusStore:
    store = CorpusStore.create(folder / "corpus")
    append(store, rows)
    return store


def append(store: CorpusStore, rows: list[dict] | Iterator[dict]) -> None:
    """Write articles as ingest would, without reading a file; `day` counts from 2024-01-01."""
    start = datetime(2024, 1, 1, 9, tzinfo=UTC)
    with store.writer("ingest") as writer:
        batch: list[dict] = []
        for row in rows:
            published = start + timedelta(days=row.get("day", 0), minutes=hash_minutes(row["id"]))
            article = dict.fromkeys(ARTICLES.names) | {k: v for k, v in row.items() if k != "day"}
            batch.append(article | {"published": published, "content_hash": row["id"], "language": "en"})
            if len(batch) == 10_000:
                writer.append("articles", pa.Table.from_pylist(batch, schema=ARTICLES))
                batch = []
        writer.append("articles", pa.Table.from_pylist(batch, schema=ARTICLES))


def hash_minutes(id: str) -> int:
    return sum(map(ord, id)) % 600


def groups(store: CorpusStore) -> dict[str, str | None]:
    table = store.arrow("wire", ["id", "wire_group"])
    return dict(zip(table["id"].to_pylist(), table["wire_group"].to_pylist(), strict=True))


if __name__ == "__main__":
    main()
