"""What a user can get wrong never ends in a traceback, and the exit code says whose fault it was."""

import gzip
import json
import os
import shutil
import subprocess

import pytest

from analysis.corpus.store import CorpusStore
from tests.cli.conftest import FLOOD, GERMAN, SENATE
from tests.commands import PROGRAM, environment, program

FAILED, BAD_ARGUMENTS, SOME_REJECTED = 1, 2, 3


def without_traceback(ended, code):
    assert "Traceback" not in ended.err, ended.err
    assert ended.code == code, ended.err
    assert ended.err
    assert ended.out == ""


UNUSABLE = {
    "empty.csv": b"",
    "empty.json": b"",
    "blank.csv": b"\n \n",
    "header.csv": b"title,text\n",
    "binary.csv": bytes(range(256)) * 40,
    "picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(200),
    "prose.csv": SENATE.encode(),
    "cut.csv.gz": gzip.compress(SENATE.encode() * 9)[:50],
    "cut.parquet": b"PAR1" + bytes(50),
    "numbers.json": b"[1, 2, 3]",
    "broken.json": b'[{"text": "The Senate',
    "columns.csv": f'Titel,Artikel\nA vote,"{SENATE}"\n'.encode(),
    "german.csv": f'title,text\nHaushalt,"{GERMAN}"\n'.encode(),
    "notext.csv": b"title,text\nA vote,\n",
    "dates.csv": f'date,text\n2019-02-30,"{SENATE}"\n'.encode(),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_with_nothing_usable_ends_in_1_with_the_reason(framescope, tmp_path, corpus, name):
    (tmp_path / name).write_bytes(UNUSABLE[name])
    ended = framescope("ingest", tmp_path / name, "--corpus", corpus)
    without_traceback(ended, FAILED)
    assert not corpus.exists(), "no empty corpus is left"
    assert "no corpus was made" in ended.err
    store = CorpusStore.create(corpus)
    assert framescope("ingest", tmp_path / name, "--corpus", corpus).code == FAILED
    (reject,) = framescope("rejects", "--format", "json", "--corpus", corpus).json()
    assert reject["what_to_do"]
    assert reject["reason"] in ended.err
    assert store.latest.number > 0


PARTLY = {
    "dates.csv": f'date,text\nyesterday,"{SENATE}"\n2024-03-01,"{FLOOD}"\n'.encode(),
    "languages.csv": f'text\n"{GERMAN}"\n"{FLOOD}"\n'.encode(),
    "ids.csv": f'id,text\n7,"{SENATE}"\n7,"{FLOOD}"\n'.encode(),
    "ragged.csv": f'title,text\nA,"{SENATE}"\nB,too,many\n'.encode(),
    "lines.jsonl": (json.dumps({"text": SENATE}) + '\n{"text": "cut\n').encode(),
}


@pytest.mark.parametrize("name", PARTLY)
def test_a_file_with_some_unusable_rows_ends_in_3_with_the_rest_ingested(framescope, tmp_path, corpus, name):
    (tmp_path / name).write_bytes(PARTLY[name])
    without_traceback(framescope("ingest", tmp_path / name, "--corpus", corpus), SOME_REJECTED)
    found = framescope("status", "--format", "json", "--corpus", corpus).json()
    assert (found["articles"], found["rejects"]) == (1, 1)


FINE = {
    "latin.csv": f'title,text\nCafé,"José Núñez paid £5 at the café. {SENATE}"\n'.encode("cp1252"),
    "utf16.csv": f'title,text\nCafé,"José Núñez paid £5 at the café. {SENATE}"\n'.encode("utf-16"),
    "nul.csv": f'title,text\nA\x00 vote,"{SENATE}\x00"\n'.encode(),
    "long.csv": ('text\n"' + (SENATE + "\n\n") * (10_000_000 // len(SENATE)) + '"\n').encode(),
}


@pytest.mark.parametrize("name", FINE)
def test_what_only_looks_bad_is_ingested_and_measured(framescope, tmp_path, corpus, name):
    (tmp_path / name).write_bytes(FINE[name])
    meant = ("--map", "outlet=", "--map", "published=")
    assert framescope("ingest", tmp_path / name, "--corpus", corpus, *meant).code == 0
    if name != "long.csv":  # ten megabytes take a while; tests of the scorers measure long texts
        assert framescope("score", "--corpus", corpus).code == 0


def test_missing_columns_are_answered_with_those_found_and_the_map_to_use(framescope, tmp_path, corpus):
    (tmp_path / "odd.csv").write_bytes(UNUSABLE["columns.csv"])
    ended = framescope("ingest", tmp_path / "odd.csv", "--corpus", corpus)
    assert "'Titel', 'Artikel'" in ended.err
    assert "--map text=COLUMN" in ended.err


@pytest.mark.parametrize(
    "words",
    [
        ("compare",),
        ("compare", "--measure", "sentiment"),
        ("compare", "--measure", "sentiment_compound", "--by", "colour"),
        ("compare", "--measure", "sentiment_compound", "--where", "1; DROP TABLE articles"),
        ("compare", "--measure", "sentiment_compound", "--where", "outlet = (SELECT 1)"),
        ("compare", "--measure", "sentiment_compound", "--where", "read_text('/etc/passwd') = ''"),
        ("compare", "--measure", "sentiment_compound", "--where", "CAST(outlet AS INTEGER) > 1"),
        ("compare", "--measure", "sentiment_compound", "--only", "bias"),
        ("compare", "--measure", "sentiment_compound", "--only", "colour=red"),
        ("compare", "--measure", "sentiment_compound", "--since", "yesterday"),
        ("compare", "--measure", "sentiment_compound", "--since", "2020-01-01", "--until", "2019-01-01"),
        ("compare", "--measure", "sentiment_compound", "--snapshot", "99"),
        ("compare", "--measure", "sentiment_compound", "--snapshot", "newest"),
        ("compare", "--measure", "sentiment_compound", "--format", "xml"),
        ("trend", "--measure", "sentiment_compound", "--every", "fortnight"),
        ("trend", "--measure", "nonsense"),
        ("export", "OUT", "--measure", "nonsense"),
        ("export", "OUT", "--figures", "gif"),
        ("export",),
        ("status", "--snapshot", "99"),
    ],
)
def test_words_a_question_does_not_know_end_in_2(framescope, sample, tmp_path, words):
    ended = framescope(*(tmp_path / word if word == "OUT" else word for word in words), "--corpus", sample)
    without_traceback(ended, BAD_ARGUMENTS)


@pytest.mark.parametrize(
    "words",
    [
        ("ingest",),
        ("ingest", "a.csv", "--map", "text"),
        ("ingest", "a.csv", "--map", "colour=red"),
        ("codebook", "--format", "xml"),
    ],
)
def test_words_that_no_command_knows_end_in_2(framescope, tmp_path, corpus, words, monkeypatch):
    monkeypatch.setenv("FRAMESCOPE_CORPUS", str(corpus))
    (tmp_path / "a.csv").write_text(f'text\n"{SENATE}"\n')
    without_traceback(framescope(*(tmp_path / word if word == "a.csv" else word for word in words)), BAD_ARGUMENTS)


def test_an_unknown_measure_is_answered_with_the_nearest(framescope, sample):
    ended = framescope("compare", "--measure", "sentiment_compond", "--corpus", sample)
    assert "sentiment_compound" in ended.err


@pytest.mark.parametrize("name", ["empty.csv", "binary.csv", "blank.csv", "nowhere", ""])
def test_inspect_of_what_is_no_article_ends_in_1(framescope, tmp_path, name):
    if name in UNUSABLE:
        (tmp_path / name).write_bytes(UNUSABLE[name])
    without_traceback(framescope("inspect", tmp_path / name), FAILED)


def test_inspect_of_an_empty_standard_input_ends_in_1():
    without_traceback(program("inspect", "-"), FAILED)


def test_a_corpus_where_a_file_is_ends_in_1(framescope, articles):
    without_traceback(framescope("ingest", articles, "--corpus", articles), FAILED)
    without_traceback(framescope("status", "--corpus", articles), FAILED)


def test_an_export_to_where_a_file_is_ends_in_1(framescope, articles, sample):
    without_traceback(framescope("export", articles, "--corpus", sample), FAILED)


def test_no_articles_at_all_is_an_answer_not_an_error(framescope, sample):
    for words in (["compare"], ["trend"]):
        ended = framescope(
            *words,
            "--measure",
            "sentiment_compound",
            "--where",
            "outlet = 'The Moon'",
            "--format",
            "json",
            "--corpus",
            sample,
        )
        assert ended.code == 0
        assert (ended.json().get("groups") or ended.json().get("points") or []) == []


def test_rejects_of_whole_files_only_are_shown_as_a_table(framescope, tmp_path, corpus):
    CorpusStore.create(corpus)
    framescope("ingest", tmp_path / "nowhere.csv", "--corpus", corpus)
    shown = framescope("rejects", "--corpus", corpus)
    assert (shown.code, shown.err) == (0, "")
    assert "there is no such file or folder" in shown.out


def test_words_in_context_of_articles_without_a_date(framescope, tmp_path, corpus):
    (tmp_path / "undated.csv").write_text(f'outlet,text\nCNN,"{SENATE}"\n')
    framescope("ingest", tmp_path / "undated.csv", "--corpus", corpus)
    framescope("score", "--corpus", corpus)
    shown = framescope("words", "--context", "Senate", "--corpus", corpus)
    assert (shown.code, shown.err) == (0, "")
    assert "[Senate]" in shown.out
    assert "–" in shown.out


@pytest.mark.parametrize("location", ["", " ", "s3://"])
@pytest.mark.parametrize("command", [("status",), ("ingest", "a.csv"), ("stories",), ("export", "out")])
def test_a_corpus_that_is_nowhere_is_a_bad_argument(framescope, tmp_path, monkeypatch, location, command):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text(f'text\n"{SENATE}"\n')
    ended = framescope(*command, "--corpus", location)
    without_traceback(ended, BAD_ARGUMENTS)
    assert "--corpus needs the folder" in ended.err
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"], "nothing is written into the folder one is in"


def test_a_file_for_a_corpus_is_said_to_be_one(framescope, articles):
    for command in (("status",), ("ingest", articles), ("score",)):
        ended = framescope(*command, "--corpus", articles)
        without_traceback(ended, FAILED)
        assert "articles.csv is a file; --corpus takes the folder" in ended.err


def test_articles_without_any_outlet_are_not_said_to_be_absent(framescope, tmp_path, corpus):
    (tmp_path / "plain.csv").write_text(f'text,outlet\n"{SENATE}","  "\n"{FLOOD}",\u200b\n', encoding="utf-8")
    framescope("ingest", tmp_path / "plain.csv", "--corpus", corpus)
    framescope("score", "--corpus", corpus)
    ended = framescope("compare", "--measure", "sentiment_compound", "--corpus", corpus)
    assert "No matching article has a group" in ended.err
    assert "--outlet NAME" in ended.err
    assert "2 articles without a group are left out" in ended.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("compare", "--measure", "sentiment_compound", "--where", " "), "--where needs a condition"),
        (("compare", "--measure", "sentiment_compound", "--outlet", "reuters"), "Did you mean 'Reuters'?"),
        (("trend", "--measure", "sentiment_compound", "--outlet", "Nobody"), "no outlet 'Nobody'"),
        (("words", "--a", "outlet=CNN", "--outlet", "Nobody"), "no outlet 'Nobody'"),
        (("words", "--a", "outlet=CNN", "--b", "outlet=CNN"), "the same articles"),
        (("export", " "), "needs a directory"),
        (("export", "OUT", "--by", "colour"), "cannot be grouped by 'colour'"),
        (("export", "OUT", "--event", "2019-01-01=War"), "--event goes with --figures"),
    ],
)
def test_what_would_be_passed_over_in_silence_is_said(framescope, sample, tmp_path, words, said):
    ended = framescope(*(tmp_path / word if word == "OUT" else word for word in words), "--corpus", sample)
    without_traceback(ended, BAD_ARGUMENTS)
    assert said in ended.err
    assert not list(tmp_path.iterdir())


def test_a_day_at_the_end_of_all_calendars_is_a_day(framescope, sample):
    flags = ("compare", "--measure", "sentiment_compound", "--by", "bias", "--format", "csv", "--corpus", sample)
    assert framescope(*flags, "--until", "9999-12-31").out == framescope(*flags).out


def test_a_measure_given_twice_is_exported_once(framescope, sample, tmp_path):
    flags = ("--measure", "sentiment_compound", "--by", "bias", "--corpus", sample)
    framescope("export", tmp_path / "once", *flags)
    framescope("export", tmp_path / "twice", "--measure", "sentiment_compound", *flags)
    assert (tmp_path / "once" / "pairs.csv").read_bytes() == (tmp_path / "twice" / "pairs.csv").read_bytes()


@pytest.mark.parametrize(
    ("source", "code", "said"),
    [
        ("", BAD_ARGUMENTS, "A source is empty"),
        ("ftp://example.org/a.csv", FAILED, "ftp://example.org/a.csv: this kind of address is not read"),
        ("/dev/null", FAILED, "no ordinary file"),
    ],
)
def test_sources_that_cannot_be_one(framescope, corpus, source, code, said):
    ended = framescope("ingest", source, "--corpus", corpus)
    without_traceback(ended, code)
    assert said in ended.err


def test_the_table_of_a_corpus_is_no_source(framescope, sample, corpus):
    ended = framescope("ingest", sample / "articles", "--corpus", corpus)
    without_traceback(ended, FAILED)
    assert "this is a table of a corpus" in ended.err


def test_the_folder_one_is_in_is_named(framescope, tmp_path, monkeypatch):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "vote.txt").write_text(SENATE)
    monkeypatch.chdir(tmp_path / "texts")
    assert framescope("ingest", ".", "--corpus", tmp_path / "corpus").err.startswith("texts: 1 read, 1 added")


@pytest.mark.parametrize("file", ["", "https://example.org/article"])
def test_inspect_says_that_it_reads_files(framescope, file):
    ended = framescope("inspect", file)
    without_traceback(ended, FAILED)
    assert "inspect takes a text file" in ended.err


def test_a_corpus_that_may_not_be_written_to_answers_and_says_why_it_cannot_grow(sample, articles, tmp_path):
    """As root too, whom permissions do not stop: the program is run without that right."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("needs setpriv to be somebody whom permissions stop")
    copy = tmp_path / "sealed"
    shutil.copytree(sample, copy)
    paths = [copy, *copy.rglob("*")]
    for path in paths:
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        asked = stopped("compare", "--measure", "sentiment_compound", "--by", "bias", "--corpus", copy)
        assert asked.returncode == 0, asked.stderr
        refused = stopped("ingest", articles, "--corpus", copy)
        assert refused.returncode == 1
        assert "cannot be written to" in refused.stderr
        assert "Traceback" not in refused.stderr
    finally:
        for path in paths:
            path.chmod(path.stat().st_mode | 0o200)


def stopped(*arguments):
    drop = "-dac_override,-dac_read_search"
    before = ["setpriv", f"--bounding-set={drop}", f"--inh-caps={drop}"] if os.geteuid() == 0 else []
    words = [*before, str(PROGRAM), *map(str, arguments)]
    return subprocess.run(words, capture_output=True, text=True, check=False, env=environment(), timeout=120)


def test_a_damaged_file_of_the_corpus_is_named(framescope, sample, tmp_path):
    copy = tmp_path / "damaged"
    shutil.copytree(sample, copy)
    for file in (copy / "scores").glob("*.parquet"):
        file.write_bytes(b"PAR1junk")
    for command in (
        ("status",),
        ("score",),
        ("compare", "--measure", "sentiment_compound"),
        ("export", tmp_path / "o"),
    ):
        ended = framescope(*command, "--corpus", copy)
        without_traceback(ended, FAILED)
        assert "the corpus cannot be read" in ended.err
        assert str(copy / "scores") in ended.err


def test_names_that_are_not_utf8_are_refused_or_in_a_folder_replaced(framescope, tmp_path, corpus):
    table = os.fsencode(tmp_path) + b"/na\xefve.csv"
    folder = tmp_path / "texts"
    folder.mkdir()
    try:
        with open(table, "wb") as file:
            file.write(f'text\n"{SENATE}"\n'.encode())
        with open(os.fsencode(folder) + b"/caf\xe9.txt", "wb") as file:
            file.write(FLOOD.encode())
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    refused = framescope("ingest", os.fsdecode(table), "--corpus", corpus)
    without_traceback(refused, FAILED)
    assert "its name is not written in UTF-8" in refused.err
    assert "1 added" in framescope("ingest", folder, "--corpus", corpus).err
    elsewhere = framescope("status", "--corpus", os.fsdecode(os.fsencode(tmp_path) + b"/\xe9"))
    without_traceback(elsewhere, BAD_ARGUMENTS)


@pytest.mark.parametrize("closed", ["1>&-", "2>&-"])
def test_a_closed_stream_is_no_failure(sample, closed):
    command = f'"{PROGRAM}" rejects --corpus "{sample}" {closed}'
    ended = subprocess.run(["sh", "-c", command], capture_output=True, check=False, env=environment(), timeout=120)
    assert (ended.returncode, b"Traceback" in ended.stderr) == (0, False)


def test_inspect_of_a_closed_standard_input_says_so():
    command = f'"{PROGRAM}" inspect - <&-'
    ended = subprocess.run(["sh", "-c", command], capture_output=True, check=False, env=environment(), timeout=120)
    assert (ended.returncode, b"standard input is closed" in ended.stderr) == (1, True)
