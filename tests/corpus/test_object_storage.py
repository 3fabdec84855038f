"""Corpora on object storage, against a server that speaks S3 (see `tests/corpus/object_storage.py`)."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from analysis.corpus.schema import REJECTS
from analysis.corpus.storage_errors import explain
from analysis.corpus.store import CorpusStore
from analysis.errors import CorpusBusy, InputError
from analysis.queries import open_corpus
from tests.commands import in_process, program
from tests.corpus.object_storage import BUCKET, s3_server
from tests.jobs.corpora import assert_same, measured, some_articles

ARTICLES = 20


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture
def s3(server: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """An address below which nothing lies yet, and the environment that leads there."""
    access(monkeypatch, server)
    return corpus_at(server, request.node.name, "my corpus")


def corpus_at(server: str, *names: str) -> str:
    """An address that no other run of these tests has: a corpus is locked by its address on the whole machine."""
    return "/".join((f"s3://{BUCKET}", server.rsplit(":", 1)[1], *names))


def access(monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    for name, value in {
        "AWS_ENDPOINT_URL": server,
        "AWS_ALLOW_HTTP": "true",
        "AWS_REGION": "eu-central-1",
        "AWS_ACCESS_KEY_ID": "reader",
        "AWS_SECRET_ACCESS_KEY": "secret",
    }.items():
        monkeypatch.setenv(name, value)


@pytest.fixture
def articles(tmp_path: Path, sample_articles: list[dict]) -> Path:
    return some_articles(tmp_path / "articles.jsonl", [*sample_articles[:ARTICLES], {"outlet": "Vox", "text": ""}])


@pytest.fixture
def framescope(capsys):
    return lambda *words: in_process(capsys, words)


def without_places(answer: dict) -> dict:
    """What a command answered, but for where the corpus lies and when it was made."""
    text = json.dumps(
        {k: v for k, v in answer.items() if k not in ("corpus", "committed", "last_run", "runs", "snapshots")}
    )
    return json.loads(text)


def test_every_command_gives_on_s3_what_it_gives_in_a_folder(s3, articles, sample_articles, framescope, tmp_path):
    folder = tmp_path / "corpus"
    changed = [dict(article) for article in sample_articles[:ARTICLES]]
    changed[3]["text"] += " The minister may have been wrong, a spokesman said."
    answers = {}
    for place in (folder, s3):
        some_articles(articles, [*sample_articles[:ARTICLES], {"outlet": "Vox", "text": ""}])
        assert framescope("ingest", articles, "--corpus", place).code == 3
        assert framescope("score", "--corpus", place).code == 0
        some_articles(articles, [*changed, *sample_articles[ARTICLES : ARTICLES + 5], {"outlet": "Vox", "text": ""}])
        ended = framescope("recompute", "--corpus", place)
        assert (ended.code, "5 added, 1 updated" in ended.err) == (3, True), ended.err
        compared = framescope("compare", "--measure", "hedging_per_100_words", "--corpus", place, "--format", "json")
        status = framescope("status", "--corpus", place, "--format", "json").json()
        before = framescope("status", "--corpus", place, "--format", "json", "--snapshot", "1").json()
        assert (before["articles"], before["selected"]["scored"]) == (ARTICLES, 0)
        assert framescope("export", tmp_path / "out", "--corpus", place).code == 0
        answers[str(place)] = (
            compared.json(),
            without_places(status),
            framescope("rejects", "--corpus", place, "--format", "json").json(),
            CorpusStore.open(place).arrow("wire").sort_by("id").to_pylist(),
            (tmp_path / "out" / "articles.csv").read_bytes(),
        )
    local, remote = answers.values()
    assert remote == local
    assert local[1]["articles"] == ARTICLES + 5
    assert local[1]["stale"] == 0
    assert_same(measured(CorpusStore.open(s3)), measured(CorpusStore.open(folder)))


def test_options_lead_to_the_storage_as_the_environment_does(s3, server, monkeypatch):
    options = {"AWS_ENDPOINT_URL": server, "AWS_ALLOW_HTTP": "true", "AWS_REGION": "eu-central-1"}
    options |= {"AWS_ACCESS_KEY_ID": "reader", "AWS_SECRET_ACCESS_KEY": "secret"}
    for name in options:
        monkeypatch.delenv(name)
    store = CorpusStore.create(s3, options)
    with store.writer("ingest") as writer:
        writer.append("rejects", rejects("no text"))
    assert store.arrow("rejects", ["reason"])["reason"].to_pylist() == ["no text"]
    assert store.connect().sql("SELECT row FROM read_parquet(?)", params=[store.files("rejects")]).fetchall() == [(7,)]


def test_a_question_reaches_nothing_but_the_files_of_its_snapshot(s3):
    with CorpusStore.create(s3).writer("ingest") as writer:
        writer.append("rejects", rejects("no text"))
    corpus = open_corpus(s3)
    assert corpus.rows("SELECT reason FROM rejects") == [{"reason": "no text"}]
    for path in ("corpus://rejects/_delta_log/00000000000000000000.json", "/etc/hostname"):
        with pytest.raises(duckdb.PermissionException):
            corpus.rows(f"SELECT * FROM read_text('{path}')")


def test_many_questions_at_once_get_the_answers_of_one_after_the_other(s3):
    store = CorpusStore.create(s3)
    with store.writer("ingest") as writer:
        for part in range(4):
            rows = pa.concat_tables([rejects(f"reason {part} {k % 97}") for k in range(500)])
            writer.append("rejects", pa.concat_tables([rows] * 40))
    corpus = open_corpus(s3)
    question = "SELECT reason, count(*) AS n FROM rejects GROUP BY reason ORDER BY reason"
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: corpus.rows(question), range(16)))
    kept = store.arrow("rejects", ["reason"]).group_by("reason").aggregate([([], "count_all")]).sort_by("reason")
    expected = [{"reason": row["reason"], "n": row["count_all"]} for row in kept.to_pylist()]
    assert sum(row["n"] for row in expected) == 4 * 500 * 40
    assert answers == [expected] * 16


def test_a_run_that_another_machine_overtakes_stops_as_busy_and_harms_nothing(s3, articles, tmp_path, monkeypatch):
    store = CorpusStore.create(s3)
    # Another temporary folder is another machine: the file lock does not reach it.
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "elsewhere"))

    def overtaken() -> None:
        with store.writer("ingest") as writer:
            writer.append("rejects", rejects("of the run that is overtaken"))
            assert program("ingest", articles, "--corpus", s3).code == 3
            writer.append("rejects", rejects("too late"))

    with pytest.raises(CorpusBusy, match="Another run is writing") as stopped:
        overtaken()
    assert stopped.value.exit_code == 75
    assert store.latest.run.split("-")[1] == "ingest"
    assert store.arrow("articles").num_rows == ARTICLES
    assert store.arrow("rejects")["reason"].to_pylist() == ["there is no text"]
    with store.writer("ingest") as writer:
        writer.append("rejects", rejects("of the next run"))
    assert store.arrow("rejects").num_rows == 2


def test_a_run_whose_snapshot_comes_second_is_not_seen(s3, tmp_path, monkeypatch):
    store = CorpusStore.create(s3)

    def second() -> None:
        with store.writer("ingest") as writer:
            writer.append("rejects", rejects("of the first"))
            monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
            with CorpusStore.open(s3).writer("score"):
                pass

    with pytest.raises(CorpusBusy):
        second()
    assert [snapshot.run.split("-")[-2] for snapshot in store.snapshots()[1:]] == ["score"]
    assert store.arrow("rejects").num_rows == 0


def test_on_one_machine_the_lock_holds_for_addresses_too(s3, articles, framescope):
    with CorpusStore.create(s3).writer("ingest"):
        ended = framescope("ingest", articles, "--corpus", s3)
    assert (ended.code, "nothing was changed" in ended.err) == (75, True)


@pytest.mark.parametrize(
    ("changes", "location", "message"),
    [
        ({"AWS_SECRET_ACCESS_KEY": None}, BUCKET, "the credentials are incomplete. Set AWS_ACCESS_KEY_ID"),
        ({"AWS_ALLOW_HTTP": None}, BUCKET, "AWS_ENDPOINT_URL is an http:// address"),
        ({}, "no-such-bucket", "there is no such bucket"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, BUCKET, "the storage does not answer"),
        (
            {
                "AWS_ACCESS_KEY_ID": None,
                "AWS_SECRET_ACCESS_KEY": None,
                "AWS_METADATA_ENDPOINT": "http://127.0.0.1:9",
            },
            BUCKET,
            "there are no credentials. Set AWS_ACCESS_KEY_ID",
        ),
    ],
)
def test_storage_that_lets_nobody_in_is_one_clear_message(
    s3, articles, framescope, monkeypatch, changes, location, message
):
    monkeypatch.setenv("HOME", str(articles.parent))  # where keys may lie that the machine's user has
    monkeypatch.setenv("AWS_MAX_RETRIES", "1")
    for name, value in changes.items():
        if value is None:
            monkeypatch.delenv(name)
        else:
            monkeypatch.setenv(name, value)
    for words in (("status",), ("ingest", articles)):
        ended = framescope(*words, "--corpus", f"s3://{location}/corpus")
        assert (ended.code, ended.out) == (1, "")
        (line,) = ended.err.splitlines()
        assert line.startswith("framescope: ")
        assert message in line


def test_keys_that_the_storage_refuses_are_named(monkeypatch):
    with s3_server(INITIAL_NO_AUTH_ACTION_COUNT="0") as strict:
        access(monkeypatch, strict)
        ended = program("status", "--corpus", f"s3://{BUCKET}/corpus")
    (line,) = ended.err.splitlines()
    assert ended.code == 1
    assert "the credentials are not accepted. Set AWS_ACCESS_KEY_ID" in line


def test_an_address_of_an_unknown_kind_is_refused(articles, framescope):
    ended = framescope("ingest", articles, "--corpus", "ftps://newsroom/corpus")
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "Use s3://" in ended.err


def test_storage_that_falls_silent_while_it_is_read_is_not_blamed_on_a_filter(monkeypatch):
    monkeypatch.setenv("AWS_MAX_RETRIES", "1")
    with s3_server() as address:
        access(monkeypatch, address)
        place = corpus_at(address, "corpus")
        with CorpusStore.create(place).writer("ingest") as writer:
            writer.append("rejects", rejects("no text"))
        corpus = open_corpus(place)
    with pytest.raises(InputError, match="does not answer"):
        corpus.rows("SELECT reason FROM rejects")


def test_other_errors_are_not_taken_for_those_of_storage():
    assert explain("Parquet error: the footer is missing") is None
    assert explain("Generic S3 error\n \x1b[31m↳\x1b[0m Something new\n") == "Something new"


def rejects(reason: str) -> pa.Table:
    row = {"file": "articles.jsonl", "row": 7, "reason": reason, "what_to_do": "Leave it out.", "run": "r"}
    return pa.Table.from_pylist([row | {"excerpt": None}], schema=REJECTS)
