"""A corpus made of numbers: the columns of the real measures without any text, with differences that a test plants.

Vectorised, so that a million articles take seconds. Same-day articles share a shock (`day_sd`), because real news does.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from analysis.corpus.schema import EVIDENCE, TIME
from analysis.queries import CorpusSnapshot, corpus_of_files
from analysis.scorers import MEASURES

OUTLETS = ("Reuters", "Guardian", "Fox News", "BBC News", "CNN", "New York Times - News", "Breitbart News", "USA TODAY")


def scores_table(
    n: int,
    outlets: int = 3,
    days: int = 120,
    differences: Mapping[str, float] | None = None,
    day_sd: float = 0.1,
    missing: float = 0.0,
    slope_per_year: float = 0.0,
    seed: int = 1,
    start: str = "2024-01-01",
) -> pa.Table:
    """`n` scored articles; `differences` shifts an outlet's sentiment, and multiplies its hedges by 1 + shift."""
    rng = np.random.default_rng(seed)
    shift = np.array([(differences or {}).get(name, 0.0) for name in OUTLETS[:outlets]])
    outlet, day = rng.integers(0, outlets, n), rng.integers(0, days, n)
    sentiment = 0.1 + shift[outlet] + rng.normal(0, day_sd, days)[day] + rng.normal(0, 0.3, n)
    sentiment += slope_per_year * day / 365.25
    words = rng.integers(200, 1500, n)
    hedges = rng.poisson(words * 0.01 * (1 + shift[outlet]) * rng.gamma(4, 0.25, n))
    absent = rng.random(n) < missing
    published = (
        np.datetime64(start, "us") + day * np.timedelta64(1, "D") + rng.integers(0, 86_400, n) * np.timedelta64(1, "s")
    )
    ids = pa.array(np.char.add("article-", np.char.zfill(np.arange(n).astype("U8"), 8)))

    def numbers(values: np.ndarray) -> pa.Array:
        return pa.array(values.astype(float), mask=absent)

    def names(codes: np.ndarray, labels: list[str]) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(codes.astype("int32")), pa.array(labels)).cast(pa.string())

    return pa.table(
        {
            "id": ids,
            "outlet": names(outlet, list(OUTLETS[:outlets])),
            "published": pa.array(published).cast(TIME),
            "author": names(rng.integers(0, 40, n), [f"Author {number}" for number in range(40)]),
            "language": names(np.zeros(n), ["en"]),
            "content_hash": ids,
            "bias": names(outlet % 2, ["left", "right"]),
            "scored_with": names(np.zeros(n), ["1"]),
            "sentiment_compound": numbers(sentiment),
            "hedging_per_100_words": numbers(100 * hedges / words),
            "readability_flesch_reading_ease": numbers(rng.normal(55, 12, n)),
            "hedging_count": numbers(hedges),
            "hedging_words": numbers(words),
        }
    )


def corpus_of(
    directory: Path, scores: pa.Table, evidence: pa.Table | None = None, articles: pa.Table | None = None
) -> CorpusSnapshot:
    """Write the tables as Parquet and open them with the measures of every family.

    Measures that `scores` leaves out are missing for all articles; without `articles`, each score gets a plain text.
    """
    for name in (name for name in MEASURES if name not in scores.column_names):
        scores = scores.append_column(name, pa.nulls(len(scores), pa.float64()))
    if articles is None:
        articles = pa.table(
            {
                **{name: scores[name] for name in ("id", "outlet", "published", "author", "language", "content_hash")},
                "title": pa.array([f"Senate passes bill {i}" for i in range(len(scores))]),
                "text": pa.array(["The Senate passed the bill on Tuesday."] * len(scores)),
                "url": pa.nulls(len(scores), pa.string()),
            }
        )
    tables = {"scores": scores, "evidence": evidence or EVIDENCE.empty_table(), "articles": articles}
    files = {}
    for name, table in tables.items():
        path = directory / f"{name}.parquet"
        pq.write_table(table, path, compression="zstd")
        files[name] = [str(path)]
    return corpus_of_files(files, MEASURES, path=str(directory), snapshot=7, committed=datetime(2024, 6, 1, tzinfo=UTC))


def synthetic_corpus(directory: Path, n: int = 600, **options: object) -> CorpusSnapshot:
    return corpus_of(directory, scores_table(n, **options))  # type: ignore[arg-type]


def shifted(scores: pa.Table, outlet: str, since: str, by: float) -> pa.Table:
    """The scores with one outlet's sentiment `by` higher from a day on."""
    later = pc.greater_equal(scores["published"], pa.scalar(np.datetime64(since, "us")).cast(TIME))
    chosen = pc.and_(pc.equal(scores["outlet"], outlet), later)
    moved = pc.if_else(chosen, pc.add(scores["sentiment_compound"], by), scores["sentiment_compound"])
    return scores.set_column(scores.schema.get_field_index("sentiment_compound"), "sentiment_compound", moved)
