"""A batch through every scorer."""

import gc

import pyarrow as pa
import pytest

from analysis.scorers import MEASURES
from analysis.scorers.batch import score_batch

TEXT = "“We will not pay for it,” the minister said on Friday. Critics say the plan may fail."


def test_a_batch_leaves_the_garbage_collector_as_it_was():
    assert gc.isenabled()
    score_batch(pa.array(["a"]), [TEXT], [None])
    assert gc.isenabled()
    gc.disable()
    try:
        score_batch(pa.array(["a"]), [TEXT], [None])
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_a_batch_that_fails_leaves_the_garbage_collector_running():
    with pytest.raises(TypeError):
        score_batch(pa.array(["a"]), [None], [None])  # type: ignore[list-item]
    assert gc.isenabled()


def test_without_evidence_the_measures_are_the_same():
    with_evidence, rows, _ = score_batch(pa.array(["a"]), [TEXT], [None])
    without, none, _ = score_batch(pa.array(["a"]), [TEXT], [None], with_evidence=False)
    assert with_evidence.equals(without)
    assert with_evidence.column_names == [*MEASURES, "genre", "genre_reasons"]
    assert rows.num_rows > 2
    assert none.num_rows == 0
