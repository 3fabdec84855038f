"""A corpus of framescope 0.1.0, whose evidence has one column for each part of an attribution, is read as one of today."""

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.queries import evidence, sources
from analysis.queries.corpus import corpus_of_files
from analysis.scorers import MEASURES
from analysis.scorers.batch import score_batch
from tests.synthetic import scores_table

SPANS = pa.list_(pa.int32())
FORMER = [
    *((name, pa.string()) for name in ("id", "family", "label", "field")),
    *((name, pa.int32()) for name in ("start", "end")),
    ("voice", pa.string()),
    ("value", pa.float64()),
    *((name, pa.string()) for name in ("kind", "source_name", "source_type", "stance")),
    *((name, SPANS) for name in ("source", "cue", "content")),
]
ATTRIBUTION = {
    "id": "article-00000000", "family": "attribution", "label": "named_person", "field": "text", "start": 0, "end": 29,
    "voice": "outlet_voice", "kind": "indirect", "source_name": "Leavitt", "source_type": "named_person",
    "stance": "neutral", "source": [0, 7], "cue": [8, 12], "content": [13, 29],
}  # fmt: skip
HEDGE = dict.fromkeys(name for name, _ in FORMER) | {
    "id": "article-00000000", "family": "hedging", "label": "epistemic_modal", "field": "text", "start": 3, "end": 6,
    "voice": "quoted",
}  # fmt: skip


@pytest.fixture(params=["former", "both"])
def corpus(tmp_path, request):
    """Its evidence alone, and beside a file of today."""
    pq.write_table(scores_table(2, outlets=1), tmp_path / "scores.parquet")
    pq.write_table(pa.Table.from_pylist([ATTRIBUTION, HEDGE], schema=pa.schema(FORMER)), tmp_path / "former.parquet")
    files = {"scores": [str(tmp_path / "scores.parquet")], "evidence": [str(tmp_path / "former.parquet")]}
    if request.param == "both":
        rows = score_batch(pa.array(["article-00000001"]), ["Karoline Leavitt said it may rain."], [None]).evidence
        pq.write_table(rows, tmp_path / "present.parquet")
        files["evidence"].append(str(tmp_path / "present.parquet"))
    return corpus_of_files(files, MEASURES, "former"), request.param


def test_spans_have_the_columns_of_today(corpus):
    spans = evidence(corpus[0], "article-00000000").set_index("family")
    row = spans.loc["attribution"]
    assert (row["kind"], row["stance"], row["source_name"]) == ("indirect", "neutral", "Leavitt")
    assert [list(row[part]) for part in ("source", "cue", "content")] == [[0, 7], [8, 12], [13, 29]]
    assert spans.loc["hedging"]["source"] is None


def test_sources_are_counted_over_both(corpus):
    found = sources(corpus[0])
    assert found["statements"].sum() == (1 if corpus[1] == "former" else 2)
    assert set(found["source_type"]) == {"named_person"}
