"""One commit point: what is written is seen whole or not at all, and by one writer at a time."""

import subprocess
import sys

import pyarrow.parquet as pq
import pytest

from analysis.corpus.ingest.article import Article, articles_table
from analysis.corpus.store import CorpusStore
from analysis.errors import ArgumentError, CorpusBusy, CorpusNotFound


def article(key, **extras):
    text, content_hash = "The Senate voted.", f"hash of {key}"
    return Article(key, None, None, None, text, None, None, "en", content_hash, None, "votes.csv", 1, extras)


def test_there_is_no_corpus_in_an_empty_folder(tmp_path):
    with pytest.raises(CorpusNotFound, match="framescope ingest"):
        CorpusStore.open(tmp_path)


def test_creating_twice_keeps_what_is_there(store):
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("a")]))
    again = CorpusStore.create(store.location)
    assert again.arrow("articles")["id"].to_pylist() == ["a"]
    assert CorpusStore.open(store.location).latest == again.latest


def test_nothing_is_seen_before_the_commit(store):
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("a")]))
        assert store.arrow("articles").num_rows == 0
        number = writer.commit()
        assert store.latest.number == number == 1
        assert store.arrow("articles").num_rows == 1


def commit_one_and_fail_at_the_next(store):
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("a")]))
        writer.commit()
        writer.append("articles", articles_table([article("b")]))
        raise RuntimeError("the disk is full")


def test_a_failed_run_leaves_what_it_had_committed_and_no_more(store):
    with pytest.raises(RuntimeError, match="disk is full"):
        commit_one_and_fail_at_the_next(store)
    assert store.arrow("articles")["id"].to_pylist() == ["a"]
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("c")]))
    assert sorted(store.arrow("articles")["id"].to_pylist()) == ["a", "c"]


def test_old_snapshots_stay_readable(store):
    for key in "abc":
        with store.writer("ingest") as writer:
            writer.append("articles", articles_table([article(key)]))
    assert [store.arrow("articles", ["id"], number).num_rows for number in (0, 1, 2, 3)] == [0, 1, 2, 3]
    assert [len(store.files("articles", number)) for number in (0, 1, 2, 3)] == [0, 1, 2, 3]
    with pytest.raises(ArgumentError, match="no snapshot 9"):
        store.files("articles", 9)


def test_a_second_writer_is_refused_with_exit_code_75(store):
    with (
        store.writer("ingest"),
        pytest.raises(CorpusBusy, match="nothing was changed") as caught,
        store.writer("score"),
    ):
        pass
    assert caught.value.exit_code == 75


def test_the_lock_dies_with_its_process(store):
    script = f"""
import os, signal
from analysis.corpus.store import CorpusStore
with CorpusStore.open({store.location!r}).writer("ingest"):
    print("held", flush=True)
    signal.pause()
"""
    holder = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(CorpusBusy, match=str(holder.pid)), store.writer("ingest"):
        pass
    holder.kill()
    holder.wait()
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("a")]))
    assert store.arrow("articles").num_rows == 1


def test_ids_with_quotation_marks_can_be_deleted(store):
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("it's"), article("x")]))
        writer.delete_ids("articles", ["it's"])
    assert store.arrow("articles")["id"].to_pylist() == ["x"]


def test_many_small_files_are_compacted_and_older_snapshots_keep_theirs(store):
    for number in range(26):
        with store.writer("ingest") as writer:
            writer.append("articles", articles_table([article(f"{number:02}", topic="congress")]))
    assert len(store.files("articles")) < 5
    assert store.arrow("articles").num_rows == 26
    assert store.arrow("articles", snapshot=20).num_rows == 20


def test_a_long_run_does_not_pile_up_files(store):
    with store.writer("ingest") as writer:
        for number in range(130):
            writer.append("articles", articles_table([article(f"{number:03}")]))
            writer.commit()
        assert len(writer.files("articles")) < 10
        assert len(store.files("snapshots")) < 70
    assert store.arrow("articles").num_rows == 130
    assert store.arrow("articles", snapshot=store.latest.number - 60).num_rows == 71


def test_files_are_zstd_parquet_in_paths_with_spaces(tmp_path):
    store = CorpusStore.create(tmp_path / "my corpus")
    with store.writer("ingest") as writer:
        writer.append("articles", articles_table([article("a")]))
    (file,) = store.files("articles")
    assert pq.ParquetFile(file).metadata.row_group(0).column(0).compression == "ZSTD"
