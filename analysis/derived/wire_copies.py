"""Finding texts that several articles share, and keeping the groups: new articles join them."""

import time

import numpy as np
import pyarrow as pa

from analysis.corpus.schema import WIRE
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.derived.signatures import Fingerprints, is_current, read_fingerprints, write_fingerprints
from analysis.derived.stories import Updated, named
from analysis.stats.duplicates.agencies import HEAD, TAIL, agency_of
from analysis.stats.duplicates.lsh import candidates
from analysis.stats.duplicates.same_url import same_address
from analysis.stats.duplicates.shingles import MADE_WITH, PERMUTATIONS, fingerprints, shingles
from analysis.stats.duplicates.similarity import MOST, ShinglesOf, similar_pairs
from analysis.stats.stories.linkage import average_linkage


def update_wire(store: CorpusStore, full: bool = False) -> Updated:
    """Put articles that are new or changed into groups of the same text, old or new ones, and commit.

    Nothing is written if no article is new. Old groups keep their names and members; `full` finds all anew (a group
    then keeps the name most of its members had). Raises `CorpusBusy`.
    """
    begun = time.monotonic()
    if not full and is_current(store, "wire", MADE_WITH):
        return Updated(0, store.latest.number, time.monotonic() - begun)
    with store.writer("duplicates", {"made_with": MADE_WITH, "full": full}) as writer:
        found = read_fingerprints(store, "wire", MADE_WITH, fingerprints, "wire", "wire_group")
        group = find_groups(found, store, full)
        _write(writer, found, group, _agencies(store, found))
    return Updated(int((~found.known).sum()), store.latest.number, time.monotonic() - begun)


def find_groups(found: Fingerprints, store: CorpusStore, full: bool = False) -> list[str | None]:
    """The group of each article of the store, None where no other has its text."""
    size = len(found)
    before = found.group
    wanted = np.full(size, True) if full else ~found.known
    if not wanted.any():
        return before
    ids, urls = found.articles.column("id").to_pylist(), found.articles.column("url").to_pylist()
    signature = found.hashes.view(np.uint32).reshape(size, PERMUTATIONS)
    a, b = candidates(signature, wanted)
    c, d = same_address(urls, wanted)
    candidate = np.concatenate([a, c]), np.concatenate([b, d])
    blocks = list(similar_pairs(_shingles_of(store, ids), *candidate)) if len(a) + len(c) else []
    # One address is one article, however its page was extracted.
    blocks.append((c, d, np.full(len(c), MOST)))
    one, two, similarity = zip(*blocks, strict=True)
    pairs = _largest(np.concatenate(one), np.concatenate(two), np.concatenate(similarity), size)
    numbers: dict[str, int] = {}
    fixed = [
        -1 if new or name is None else numbers.setdefault(name, len(numbers))
        for name, new in zip(before, wanted.tolist(), strict=True)
    ]
    label = average_linkage(size, *pairs, np.array(fixed, dtype=np.int64))
    return named(label, ids, before, "w")


def _largest(
    a: np.ndarray, b: np.ndarray, similarity: np.ndarray, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Each pair once, with the largest similarity it was given."""
    order = np.lexsort((-similarity, b, a))
    _, first = np.unique((a * size + b)[order], return_index=True)
    return a[order][first], b[order][first], similarity[order][first]


def _shingles_of(store: CorpusStore, ids: list[str]) -> ShinglesOf:
    """Return a function that reads the shingles of the articles with these places in `ids`."""

    def read(places: list[int]) -> list[np.ndarray]:
        names = [ids[place] for place in places]
        connection = store.connect()
        connection.register("wanted", pa.table({"id": pa.array(names, pa.string())}))
        reader = connection.sql(
            "SELECT id, text FROM read_parquet(?) WHERE id IN (SELECT id FROM wanted)", params=[store.files("articles")]
        ).to_arrow_reader(1000)
        sets: dict[str, np.ndarray] = {}
        for batch in reader:
            for id, text in zip(batch.column("id").to_pylist(), batch.column("text").to_pylist(), strict=True):
                sets[id] = shingles(text)
        return [sets[name] for name in names]

    return read


def _agencies(store: CorpusStore, found: Fingerprints) -> list[str | None]:
    """The agency that each article credits; only new articles are read."""
    ids = found.articles.column("id").to_pylist()
    before = store.arrow("wire", ["id", "agency"])
    kept = dict(zip(before["id"].to_pylist(), before["agency"].to_pylist(), strict=True))
    agencies = {id: kept[id] for id, known in zip(ids, found.known.tolist(), strict=True) if known}
    connection = store.connect()
    connection.register("unread", pa.table({"id": pa.array([id for id in ids if id not in agencies], pa.string())}))
    reader = connection.sql(
        f"SELECT id, outlet, author, left(text, {HEAD}) AS head, right(text, {TAIL}) AS tail FROM read_parquet(?) "
        "WHERE id IN (SELECT id FROM unread)",
        params=[store.files("articles")],
    ).to_arrow_reader(5000)
    for batch in reader:
        for row in batch.to_pylist():
            agencies[row["id"]] = agency_of(row["outlet"], row["author"], row["head"], row["tail"])
    return [agencies[id] for id in ids]


def _write(writer: Writer, found: Fingerprints, group: list[str | None], agencies: list[str | None]) -> None:
    write_fingerprints(writer, found, "wire", MADE_WITH)
    if writer.files("wire"):
        writer.delete("wire", "true")
    articles = found.articles
    rows = {name: articles.column(name) for name in ("id", "content_hash", "outlet", "published")}
    rows |= {
        "agency": pa.array(agencies, pa.string()),
        "wire_group": pa.array(group, pa.string()),
        "made_with": pa.repeat(pa.scalar(MADE_WITH), len(found)),
    }
    writer.append("wire", pa.table(rows).cast(WIRE))
    writer.count(read=int((~found.known).sum()))
