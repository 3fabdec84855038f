"""Finding the stories of a corpus, and keeping them: what was a story stays that story when articles are added."""

import hashlib
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from analysis.corpus.schema import STORIES
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.derived.signatures import Fingerprints, is_current, read_fingerprints, write_fingerprints
from analysis.stats.stories.features import LEAD, MADE_WITH, terms
from analysis.stats.stories.linkage import average_linkage
from analysis.stats.stories.similarity import similar_pairs, usual_similarity, vectors


@dataclass(frozen=True)
class Updated:
    """What one call did: articles not seen before (or changed since), and the newest snapshot."""

    new: int
    snapshot: int
    seconds: float


def update_stories(store: CorpusStore, full: bool = False) -> Updated:
    """Put articles that are new or changed into stories, old or new ones, and commit; nothing is written if none is.

    Old articles stay where they are, and two old stories never merge: that keeps ids. `full` finds all stories anew;
    a story then keeps the id of the old story that most of its articles had. Raises `CorpusBusy`.
    """
    begun = time.monotonic()
    if not full and is_current(store, "stories", MADE_WITH):
        return Updated(0, store.latest.number, time.monotonic() - begun)
    with store.writer("stories", {"made_with": MADE_WITH, "full": full}) as writer:
        found = read_fingerprints(store, "story", MADE_WITH, terms, "stories", "story", LEAD)
        _write(writer, found, find_stories(found, full))
    return Updated(int((~found.known).sum()), store.latest.number, time.monotonic() - begun)


def find_stories(found: Fingerprints, full: bool = False) -> list[str | None]:
    """The story of each article, None where it is alone or has no date."""
    dated = int(np.isfinite(found.day).sum())  # the articles without a date come last
    day, ids = found.day[:dated], found.articles.column("id").to_pylist()
    before: list[str | None] = found.group[:dated]
    wanted = np.full(dated, True) if full else ~found.known[:dated]
    fixed = np.full(dated, -1) if full else _numbers(before, wanted)
    if not wanted.any():
        return before + [None] * (len(found) - dated)
    start = found.start[: dated + 1]
    matrix = vectors(start, found.hashes[: start[-1]], found.counts[: start[-1]])
    blocks = list(similar_pairs(matrix, day, usual_similarity(matrix, day, ids[:dated], wanted), wanted))
    a, b, similarity = (np.concatenate([block[part] for block in blocks]) for part in range(3))
    label = average_linkage(dated, a, b, similarity, fixed)
    return named(label, ids, before, "s") + [None] * (len(found) - dated)


def named(label: np.ndarray, ids: Sequence[str], before: Sequence[str | None], prefix: str) -> list[str | None]:
    """Names of groups of two and more, None for the rest.

    A group keeps the name that most of its members had `before`; of several groups of that name, the one with the
    earliest member does. A new group is named after its first member.
    """
    order = np.argsort(label, kind="stable")
    edges = np.flatnonzero(np.diff(label[order], prepend=-1))
    groups = sorted((part.tolist() for part in np.split(order, edges[1:]) if len(part) > 1), key=lambda part: part[0])
    taken: set[str] = set()
    names: list[str | None] = [None] * len(label)
    kept: dict[int, str] = {}
    for members in groups:
        old: dict[str, int] = {}
        for member in members:
            if name := before[member]:
                old[name] = old.get(name, 0) + 1
        best = next((n for n, _ in sorted(old.items(), key=lambda item: -item[1]) if n not in taken), None)
        if best:
            kept[members[0]] = best
            taken.add(best)
    taken |= {name for name in before if name}
    for members in groups:
        name = kept.get(members[0]) or _new_name(prefix, ids[members[0]], taken)
        taken.add(name)
        for member in members:
            names[member] = name
    return names


def _new_name(prefix: str, id: str, taken: set[str]) -> str:
    digest = hashlib.blake2b(id.encode("utf-8", "replace"), digest_size=16).hexdigest()
    return next(name for size in range(10, 33) if (name := prefix + digest[:size]) not in taken)


def _numbers(before: Sequence[str | None], wanted: np.ndarray) -> np.ndarray:
    """A number for the group each known article has, or for itself alone being free to join: -1."""
    number: dict[str, int] = {}
    return np.array(
        [
            number.setdefault(name, len(number)) if name and not new else -1
            for name, new in zip(before, wanted.tolist(), strict=True)
        ],
        dtype=np.int64,
    )


def _write(writer: Writer, found: Fingerprints, story: list[str | None]) -> None:
    write_fingerprints(writer, found, "story", MADE_WITH)
    if writer.files("stories"):
        writer.delete("stories", "true")
    articles, size = found.articles, len(found)
    rows = {
        "id": articles.column("id"),
        "content_hash": articles.column("content_hash"),
        "story": pa.array(story, pa.string()),
        "made_with": pa.repeat(pa.scalar(MADE_WITH), size),
    }
    writer.append("stories", pa.table(rows, schema=STORIES))
    writer.count(read=int((~found.known).sum()))
