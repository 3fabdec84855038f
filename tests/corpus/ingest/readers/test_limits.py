"""Files made, or damaged, so as to grow without bound end in a reject, not in the machine's memory."""

import gzip
import io
import json
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis.corpus.ingest.readers import limits, open_input
from analysis.corpus.ingest.readers.limits import MAX_COLUMNS, bounded_lines, unpacked_limit
from analysis.corpus.ingest.run import ingest
from analysis.errors import InputError
from tests.corpus.conftest import FLOOD, SENATE


def reasons(store):
    return [(row["row"], row["reason"]) for row in store.arrow("rejects").to_pylist()]


def gzip_bomb(path, megabytes, head=b"", tail=b""):
    """A gzip file of few bytes that unpacks to so many megabytes of one letter."""
    with gzip.open(path, "wb", compresslevel=9) as handle:
        handle.write(head)
        for _ in range(megabytes):
            handle.write(b"a" * 1_000_000)
        handle.write(tail)
    return path


BOMBS = {
    "bomb.csv.gz": (b"title,text\nA,", b"\n"),
    "bomb.jsonl.gz": (b'{"text": "', b'"}\n'),
    "bomb.json.gz": (b'[{"text": "', b'"}]'),
    "bomb.txt.gz": (b"", b""),
}


def test_gzip_bombs_are_refused_in_little_memory_by_ingest_and_by_the_preview_of_an_upload(tmp_path):
    bombs = [gzip_bomb(tmp_path / name, 300, head, tail) for name, (head, tail) in BOMBS.items()]
    assert all(bomb.stat().st_size < 400_000 for bomb in bombs)
    script = (
        "import sys, pathlib, psutil, re\n"
        "from analysis.corpus.store import CorpusStore\n"
        "from analysis.corpus.ingest.run import ingest\n"
        "from analysis.errors import InputError\n"
        "from dashboard.data.uploads import preview\n"
        "store = CorpusStore.create(sys.argv[1])\n"
        "before = psutil.Process().memory_info().rss\n"
        "for path in sys.argv[2:]:\n"
        "    for read in (lambda: ingest(store, path), lambda: preview(pathlib.Path(path))):\n"
        "        try:\n"
        "            read()\n"
        "        except InputError as error:\n"
        "            print(error)\n"
        # Not ru_maxrss, which counts what the process that started this one held.
        "peak = int(re.search(r'VmHWM:\\s+(\\d+)', pathlib.Path('/proc/self/status').read_text())[1])\n"
        "print(peak // 1024 - before // 2**20)\n"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "corpus"), *map(str, bombs)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=200)
    *messages, megabytes = ended.stdout.strip().splitlines()
    assert len(messages) == 2 * len(bombs)
    assert all("unpacks to more than 100,000,000 bytes" in message for message in messages)
    assert all(str(bomb) in messages[2 * number] for number, bomb in enumerate(bombs))
    assert int(megabytes) < 150


def test_the_limit_grows_with_the_packed_size_and_leaves_small_files_alone():
    assert unpacked_limit(1_500_000) == 300_000_000
    assert unpacked_limit(100) == limits.ALWAYS_UNPACKED_BYTES
    assert unpacked_limit(10**12) == limits.MAX_UNPACKED_BYTES


@pytest.fixture
def short_rows(monkeypatch):
    for module in ("limits", "delimited", "json_rows", "documents"):
        monkeypatch.setattr(f"analysis.corpus.ingest.readers.{module}.MAX_ROW_CHARACTERS", 1000)


def test_a_line_that_is_too_long_is_cut_and_the_next_one_is_whole(short_rows):
    lines = list(bounded_lines(io.StringIO("one\n" + "x" * 5000 + "\nthree", newline="")))
    assert [line[:5] for line in lines] == ["one\n", "xxxxx", "three"]
    assert len(lines[1]) == 1001


def test_a_row_that_is_too_long_is_a_reject_and_the_rest_goes_on(store, take_in, short_rows):
    long = "word " * 400
    assert take_in("long.jsonl", "\n".join(json.dumps({"text": text}) for text in (SENATE, long, FLOOD))).added == 2
    assert reasons(store) == [(2, "the line has over 1,000 characters")]
    assert take_in("long.csv", f'title,text\nA,"{SENATE} A."\nB,"{long}"\nC,"{FLOOD} C."\n').added == 2
    assert sorted(reasons(store)) == [
        (2, "the line has over 1,000 characters"),
        (2, "the row has over 1,000 characters (line 3 of the file)"),
    ]
    take_in("texts/short.txt", f"{SENATE} D.")
    with pytest.raises(InputError, match="first line has over 1,000 characters"):
        take_in("header.csv", f"{long},text\n")


def test_a_document_that_is_too_long_is_a_reject(store, take_in, tmp_path, short_rows):
    take_in("texts/short.txt", f"{SENATE} D.")
    (tmp_path / "texts" / "long.txt").write_text("word " * 400)
    assert ingest(store, tmp_path / "texts").rejected == 1
    (reject,) = store.arrow("rejects").to_pylist()
    assert (reject["reason"], reject["file"].endswith("long.txt")) == ("the file has over 1,000 characters", True)


@pytest.mark.parametrize("name", ["wide.csv", "wide.jsonl", "wide.parquet"])
def test_a_table_of_too_many_columns_is_refused_at_once(tmp_path, name):
    columns = [f"c{n}" for n in range(20_000)]
    path = tmp_path / name
    if name.endswith("csv"):
        path.write_text(",".join(columns) + "\n" + ",".join("1" * len(columns)) + "\n")
    elif name.endswith("jsonl"):
        path.write_text(json.dumps(dict.fromkeys(columns, "1")) + "\n")
    else:
        pq.write_table(pa.table({column: ["1"] for column in columns[:2000]}), path)
    with pytest.raises(InputError, match="columns; the limit is 1,000"):
        open_input(path)


def test_keys_that_differ_from_row_to_row_do_not_become_columns_without_end(store, take_in):
    rows = [{"text": f"{SENATE} Row {number}."} for number in range(200)]
    rows += [{"text": f"{FLOOD} {number}.", **{f"key {number} {k}": "x" for k in range(5)}} for number in range(300)]
    result = take_in("keys.jsonl", "\n".join(map(json.dumps, rows)))
    assert result.added + result.rejected == 500
    assert result.rejected > 50
    assert len(store.schema("articles").names) < MAX_COLUMNS + 20
    assert "over 1,000 columns" in reasons(store)[0][1]


def test_a_message_about_a_huge_header_is_short(store, take_in):
    with pytest.raises(InputError, match="has 5,000,000 characters") as refused:
        take_in("huge.csv", "x" * 5_000_000 + ",y\n1,2\n")
    assert len(str(refused.value)) < 1000
    assert len(store.arrow("rejects")["reason"][0].as_py()) < 1000


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("deep.jsonl", '{"text": ' + "[" * 100_000 + "]" * 100_000 + "}\n"),
        ("deep.json", '{"a":' * 100_000 + "1" + "}" * 100_000),
        ("deep.json", "[" * 100_000 + "]" * 100_000),
    ],
)
def test_json_nested_beyond_all_measure_is_refused(store, take_in, name, content):
    with pytest.raises(InputError):
        take_in(name, content)
    assert len(reasons(store)) == 1


@pytest.mark.parametrize("value", ['{"a":' * 300 + "1" + "}" * 300, "[" * 900 + "]" * 900])
def test_a_row_nested_too_deeply_is_a_reject_among_others(store, take_in, value):
    lines = [json.dumps({"text": SENATE}), f'{{"text": "{FLOOD}", "more": {value}}}']
    result = take_in("rows.jsonl", "\n".join(lines))
    assert result.added + result.rejected == 2
    assert result.added >= 1


def test_a_time_beyond_all_calendars_in_parquet_is_a_reject_of_its_row(store, tmp_path):
    times = pa.array([0, 9_000_000_000_000_000_000, 86_400_000_000], pa.timestamp("us"))
    pq.write_table(pa.table({"text": [SENATE, SENATE + " No.", FLOOD], "published": times}), tmp_path / "far.parquet")
    result = ingest(store, tmp_path / "far.parquet")
    assert (result.added, result.rejected) == (2, 1)
    ((row, reason),) = reasons(store)
    assert row == 2
    assert "cannot be read" in reason


def test_a_damaged_page_of_parquet_is_named_and_what_was_read_before_is_kept(store, tmp_path):
    path = tmp_path / "pages.parquet"
    texts = [f"{SENATE} Vote {number}." for number in range(3000)]
    pq.write_table(pa.table({"text": texts}), path, row_group_size=500, compression="snappy", use_dictionary=False)
    before = ingest(store, path)
    assert before.added == 3000
    content = bytearray(path.read_bytes())
    offset = pq.ParquetFile(path).metadata.row_group(4).column(0).data_page_offset
    content[offset + 40 : offset + 400] = bytes(360)
    path.write_bytes(content)
    result = ingest(store, path, replace=True)
    assert result.rejected == 1
    assert store.arrow("articles").num_rows == 3000, "what could not be read is not taken for removed"
    (reject,) = store.arrow("rejects").to_pylist()
    assert (reject["file"], reject["row"]) == (str(path), None)
    assert "the file is damaged after row" in reject["reason"]


def test_links_that_lead_in_a_circle_are_no_path(tmp_path):
    (tmp_path / "a.csv").symlink_to(tmp_path / "b.csv")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    with pytest.raises(InputError, match="no path of a file"):
        open_input(tmp_path / "a.csv")
