"""A small newsroom for tests: a corpus from rows written in the test, without ingest."""

import zlib
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa

from analysis.corpus.schema import ARTICLES
from analysis.corpus.store import CorpusStore
from analysis.queries import CorpusSnapshot, open_corpus

SENATE = (
    "The Senate voted on Thursday night to pass a $1.2 trillion spending bill, sending it to the president only hours "
    "before a shutdown of the government would have begun. Senator Susan Collins of Maine, who led the talks, said the "
    "vote was a good day for the country. Conservatives had demanded deeper cuts to foreign aid, and twelve of them "
    "voted against the bill after a debate that lasted until midnight."
)
SENATE_AGAIN = (
    "Congress averted a government shutdown late Thursday as senators approved $1.2 trillion in spending, a deal brokered "
    "by Susan Collins that conservatives opposed because it left foreign aid untouched. The bill now goes to the White "
    "House, where the president is expected to sign it."
)
FLOOD = (
    "Flood water rose through the old town of Passau on Sunday night, and hundreds of families were moved to schools and "
    "churches while the Danube kept climbing. Mayor Jürgen Dupper said that the rain was the heaviest in forty years, and "
    "that soldiers would bring sandbags by the morning. No one was reported missing, but two bridges were closed."
)
FLOOD_AGAIN = (
    "Hundreds fled their homes in Passau after the Danube burst its banks on Sunday, flooding the old town. Mayor Jürgen "
    "Dupper called in soldiers with sandbags and closed two bridges; families slept in churches and schools."
)
STRIKE = (
    "Train drivers across the north walked out on Tuesday in a dispute over rest days, leaving commuters in Leeds and "
    "Manchester to share taxis. Their union, Aslef, said further strikes would follow unless the operator returned to "
    "talks. The company offered a rise of four percent in March, which members refused."
)


def row(id: str, text: str, outlet: str = "CNN", day: str = "2024-03-07", **more: object) -> dict[str, object]:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC)
    given = {"id": id, "text": text, "outlet": outlet, "published": published, "title": text[:60], "language": "en"}
    return given | {"content_hash": f"{id} {zlib.crc32(text.encode())}"} | more


def put(store: CorpusStore, *rows: dict[str, object]) -> None:
    """Add articles, in place of those of the same id."""
    with store.writer("ingest") as writer:
        if writer.files("articles"):
            writer.delete_ids("articles", [str(given["id"]) for given in rows])
        writer.append("articles", pa.Table.from_pylist(list(rows), schema=ARTICLES))


def newsroom(path: Path, *rows: dict[str, object]) -> CorpusStore:
    store = CorpusStore.create(path)
    if rows:
        put(store, *rows)
    return store


def opened(store: CorpusStore) -> CorpusSnapshot:
    return open_corpus(store.location)
