"""The tables of a corpus and their columns: the contract between ingest, score and query.

A corpus is a folder of Delta tables (`articles`, `scores`, `evidence`, `wire`, `stories`, `fingerprints`, `rejects`,
`sources`, `runs`, `snapshots`).
`articles` and `scores` may carry extra text columns of the user's input (topic, author's bias label …) under their own
names, sanitised; `scores` repeats the grouping columns of its article, so that most questions read one table.
"""

import pyarrow as pa

TIME = pa.timestamp("us", tz="UTC")

ARTICLES = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("outlet", pa.string()),
        pa.field("published", TIME),
        pa.field("title", pa.string()),
        pa.field("text", pa.string(), nullable=False),
        pa.field("url", pa.string()),
        pa.field("author", pa.string()),
        pa.field("language", pa.string()),
        pa.field("content_hash", pa.string(), nullable=False),  # of every field above and every extra column
        pa.field(
            "normalised", pa.string()
        ),  # what normalising changed, e.g. "nfc,entities,whitespace"; null if nothing
        pa.field("source", pa.string()),  # the file or address it came from
        pa.field("row", pa.int64()),  # 1-based row (or line) in it
    ]
)

# Columns of an article that `scores` repeats; extra columns follow them.
GROUPING = ("id", "outlet", "published", "author", "language", "content_hash")

RESERVED = frozenset(ARTICLES.names) | {"scored_with", "outlet_as_given", "filename", "file_row_number"}
"""Names that neither an extra column nor a measure may have: the corpus makes these columns itself."""

# scores: GROUPING, the extra columns, then `scored_with` (text: family and version of every family that computed the
# row, "sentiment-2 hedging-1 …"), then one float64 column per measure; NaN never occurs, null is missing.

SPANS = pa.list_(pa.int32())  # flattened [start, end, start, end, …] in characters of the stored text

PART = pa.struct([("part", pa.string()), ("name", pa.string()), ("type", pa.string()), ("spans", SPANS)])

EVIDENCE = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),  # the article's
        pa.field("family", pa.string(), nullable=False),
        pa.field("label", pa.string(), nullable=False),
        pa.field("field", pa.string(), nullable=False),  # "text" or "title": what start and end index
        pa.field("start", pa.int32(), nullable=False),
        pa.field("end", pa.int32(), nullable=False),
        pa.field("voice", pa.string(), nullable=False),  # outlet_voice, quoted or headline
        pa.field("value", pa.float64()),  # e.g. the valence a word brought; null where a span only counts
        pa.field("name", pa.string()),  # canonical name of the family's first named part (attribution: the source)
        pa.field("type", pa.string()),  # and its type, such as named_person, organisation, anonymous
        pa.field("parts", pa.list_(PART)),  # every part the family declares; null for families without parts
        pa.field("details", pa.map_(pa.string(), pa.string())),  # e.g. attribution: kind (direct, …) and stance
    ]
)
# `name` and `type` repeat what `parts` says of one part: questions about all sources of a corpus read two plain columns
# instead of unpacking the lists of every span, which takes ten times as long.

# One row an article that `framescope duplicates` has seen.
WIRE = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),  # the article's
        pa.field("content_hash", pa.string(), nullable=False),  # of the article as it was seen
        pa.field("outlet", pa.string()),
        pa.field("published", TIME),
        pa.field("agency", pa.string()),  # named by the article's credit line, dateline, author or outlet
        pa.field("wire_group", pa.string()),  # near-identical texts share it; null where there is none like it
        pa.field("made_with", pa.string(), nullable=False),  # version of the method
    ]
)

# One row an article that `framescope stories` has seen.
STORIES = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("content_hash", pa.string(), nullable=False),
        pa.field("story", pa.string()),  # articles about one event share it; null where an article is alone
        pa.field("made_with", pa.string(), nullable=False),
    ]
)

# What articles are compared by, kept so that adding a day's articles does not read all texts again.
FINGERPRINTS = pa.schema(
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("content_hash", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # wire: a MinHash signature; story: hashed terms and counts
        pa.field("made_with", pa.string(), nullable=False),
        pa.field("hashes", pa.list_(pa.int32())),
        pa.field("counts", pa.list_(pa.int32())),
    ]
)

REJECTS = pa.schema(
    [
        pa.field("file", pa.string(), nullable=False),
        pa.field("row", pa.int64()),  # 1-based; null where the whole file is meant
        pa.field("reason", pa.string(), nullable=False),
        pa.field("what_to_do", pa.string(), nullable=False),
        pa.field("excerpt", pa.string()),  # at most 200 characters of what was found
        pa.field("run", pa.string(), nullable=False),
    ]
)

SOURCES = pa.schema(
    [
        pa.field("path", pa.string(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),  # csv, tsv, json, jsonl, parquet, folder, feed, page
        pa.field("options", pa.string(), nullable=False),  # JSON: map, outlet, …
        pa.field("fingerprint", pa.string()),  # of the content last read
        pa.field("run", pa.string(), nullable=False),
    ]
)

RUNS = pa.schema(
    [
        pa.field("run", pa.string(), nullable=False),  # sortable, e.g. 20261124T235500Z-ingest-1
        pa.field("kind", pa.string(), nullable=False),  # ingest, score, recompute
        pa.field("started", TIME, nullable=False),
        pa.field("finished", TIME),
        pa.field("read", pa.int64()),
        pa.field("added", pa.int64()),
        pa.field("updated", pa.int64()),
        pa.field("unchanged", pa.int64()),
        pa.field("rejected", pa.int64()),
        pa.field("scored", pa.int64()),
        pa.field("details", pa.string()),  # JSON: engine, workers, versions, command
    ]
)

SNAPSHOTS = pa.schema(
    [
        pa.field("snapshot", pa.int64(), nullable=False),
        pa.field("committed", TIME, nullable=False),
        pa.field("run", pa.string(), nullable=False),
        pa.field("versions", pa.string(), nullable=False),  # JSON: {table: Delta version}
        pa.field(
            "whole", pa.bool_()
        ),  # false while all articles are scored anew: some have no scores then; null is true
    ]
)
