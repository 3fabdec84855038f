"""A million scored articles: the corpus on which queries and the dashboard are measured.

Every measure of the registry has random values and its own column; 8 outlets, 3 years, 40 bylines. Texts are 100 to 200
words of sentences drawn from the bundled articles, headlines theirs with a number. Three of five articles are in a
story of two to nine on one day, one of twenty has the text of another outlet, a tenth has attributions. Written as ingest,
score, duplicates and stories would leave it, in Delta tables.
"""

import gzip
import hashlib
import json
import re
from pathlib import Path

import numpy as np
import pyarrow as pa

from analysis.corpus import schema
from analysis.corpus.sample import sample_path
from analysis.corpus.store import CorpusStore
from analysis.scorers import MEASURES, SCORED_WITH
from tests.synthetic import OUTLETS, scores_table

BATCH = 200_000
DAYS = 3 * 365
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


def million(folder: Path | None, temporary: str, articles: int) -> Path:
    """The corpus of so many articles in `folder` (else in `temporary`), built where it is not there yet."""
    path = (folder or Path(temporary)) / f"{articles}"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        build(path, articles)
    return path


def build(folder: Path, articles: int) -> None:
    store = CorpusStore.create(folder)
    with store.writer("score") as writer:
        for number, start in enumerate(range(0, articles, BATCH)):
            scores = _scores(min(BATCH, articles - start), start, number)
            story, wire_group = _stories(scores, number), _wire_groups(scores, number)
            writer.append("scores", scores)
            writer.append("articles", _articles(scores, story, number))
            seen = {name: scores[name] for name in ("id", "content_hash", "outlet", "published")}
            writer.append("stories", _table(schema.STORIES, {**seen, "story": pa.array(story)}))
            writer.append("wire", _table(schema.WIRE, {**seen, "wire_group": pa.array(wire_group)}))
            if not number:
                writer.append("evidence", evidence_of(scores, 0.5))
        writer.count(scored=articles)


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
    return _table(schema.EVIDENCE, {name: pa.array(values) for name, values in known.items()})


def _scores(n: int, start: int, seed: int) -> pa.Table:
    base = scores_table(n, len(OUTLETS), DAYS, {"Fox News": -0.02, "Reuters": 0.03}, seed=seed)
    rng = np.random.default_rng(seed)
    ids = [f"article-{number:08d}" for number in range(start, start + n)]
    columns = {name: base[name] for name in schema.GROUPING} | {"id": pa.array(ids)}
    columns["content_hash"] = pa.array([hashlib.blake2b(id.encode(), digest_size=16).hexdigest() for id in ids])
    columns |= {"bias": base["bias"], "scored_with": pa.array([SCORED_WITH] * n)}
    for name, measure in MEASURES.items():
        values = rng.poisson(8, n).astype(float) if measure.count else rng.normal(1.0, 0.4, n).round(4)
        columns[name] = pa.array(values)
    for name in {str(measure.denominator) for measure in MEASURES.values() if measure.denominator in MEASURES}:
        columns[name] = base["hedging_words"]
    columns["sentiment_compound"] = base["sentiment_compound"]
    return pa.table(columns)


def _stories(scores: pa.Table, seed: int) -> np.ndarray:
    """Names of stories: of one day's articles two to nine together, two of five alone."""
    rng = np.random.default_rng(seed)
    published = scores["published"].to_numpy()
    day = published.astype("datetime64[D]").astype(int)
    told = np.flatnonzero(rng.random(len(scores)) < 0.6)
    told = told[np.argsort(day[told], kind="stable")]
    begins = rng.random(len(told)) < 0.2
    begins |= np.diff(day[told], prepend=-1) != 0
    name = np.cumsum(begins) - 1
    alone = np.bincount(name)[name] == 1
    found = np.full(len(scores), None, object)
    found[told[~alone]] = [f"s-{seed}-{number:06d}" for number in name[~alone]]
    return found


def _wire_groups(scores: pa.Table, seed: int) -> np.ndarray:
    """Names of groups of articles with the same text: one of twenty, in threes."""
    rng = np.random.default_rng(seed)
    found = np.full(len(scores), None, object)
    some = rng.permutation(len(scores))[: len(scores) // 20 // 3 * 3]
    found[some] = [f"w-{seed}-{number // 3:06d}" for number in range(len(some))]
    return found


def _articles(scores: pa.Table, story: np.ndarray, seed: int) -> pa.Table:
    with gzip.open(sample_path(), "rt", encoding="utf-8") as lines:
        sample = [json.loads(line) for line in lines]
    headlines = [row["title"] for row in sample if row["title"]]
    sentences = [s for row in sample for s in _SENTENCE_END.split(row["text"]) if 30 < len(s) < 400]
    rng = np.random.default_rng(seed)
    drawn = rng.integers(0, len(sentences), (len(scores), 9))
    count = rng.integers(4, 10, len(scores))
    texts = [" ".join([sentences[i] for i in row[:some]]) for row, some in zip(drawn.tolist(), count, strict=True)]
    titles = []
    for number, (name, own) in enumerate(zip(story, rng.integers(0, len(headlines), len(scores)), strict=True)):
        chosen = int(own) if name is None else int(name[-6:]) % len(headlines)
        titles.append(f"{headlines[chosen]} {seed * BATCH + number}")
    known = {name: scores[name] for name in schema.GROUPING}
    known |= {"title": pa.array(titles), "text": pa.array(texts)}
    return _table(schema.ARTICLES, known).append_column("bias", scores["bias"])


def _table(columns: pa.Schema, known: dict[str, pa.Array]) -> pa.Table:
    """A table of the schema; what is not known is null, or "1" where it says how it was made."""
    rows = len(known["id"])
    made = pa.array(["1"] * rows)
    return pa.table(
        [
            known[field.name].cast(field.type)
            if field.name in known
            else made
            if field.name == "made_with"
            else pa.nulls(rows, field.type)
            for field in columns
        ],
        schema=columns,
    )
