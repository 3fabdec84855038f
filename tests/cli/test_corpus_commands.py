"""demo, ingest, score, recompute, schedule, status, rejects: what they do, say and exit with."""

import csv
import io
import json
from datetime import UTC, datetime

from analysis.corpus.store import CorpusStore
from tests.cli.conftest import FLOOD, GERMAN, SENATE
from tests.commands import program


def test_demo_brings_the_bundled_sample_to_numbers_in_the_folder_one_is_in(framescope, tmp_path):
    ended = program("demo", "--no-dashboard", cwd=tmp_path)
    assert (ended.code, ended.out) == (0, "")
    corpus = tmp_path / "data" / "demo"
    assert (corpus / "articles").is_dir()
    status = framescope("status", "--corpus", corpus, "--format", "json").json()
    assert status["articles"] == status["selected"]["scored"] >= 200
    assert status["outlets"] >= 6
    assert status["stale"] == status["rejects"] == 0


def test_demo_takes_a_corpus_that_is_named(framescope, corpus, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("analysis.corpus.sample.sample_path", lambda: _one_article(tmp_path))
    assert framescope("demo", "--no-dashboard", "--corpus", corpus).code == 0
    assert framescope("status", "--corpus", corpus, "--format", "json").json()["selected"]["scored"] == 1
    assert not (tmp_path / "data").exists()


def _one_article(folder):
    path = folder / "one.jsonl"
    path.write_text(json.dumps({"outlet": "Ledger", "published": "2024-03-01", "text": SENATE}) + "\n")
    return path


def test_ingest_says_what_it_did_on_stderr_and_twice_changes_nothing(framescope, articles, corpus):
    first = framescope("ingest", articles, "--corpus", corpus)
    assert (first.code, first.out) == (0, "")
    said, columns = first.err.splitlines()
    assert said == "articles.csv: 2 read, 2 added, 0 updated, 0 unchanged, 0 rejected"
    assert columns == "  columns: outlet=publication, published=date, title=headline, text=body"
    again = framescope("ingest", articles, "--corpus", corpus)
    assert again.err.startswith("articles.csv: 2 read, 0 added, 0 updated, 2 unchanged, 0 rejected\n")


def test_ingest_maps_columns_and_names_the_outlet(framescope, tmp_path, corpus):
    odd = tmp_path / "odd.csv"
    odd.write_text(f'Erschienen;Artikel\n03.05.2024;"{SENATE}"\n', encoding="utf-8")
    ended = framescope(
        "ingest",
        odd,
        "--map",
        "text=Artikel",
        "--map",
        "published=Erschienen",
        "--outlet",
        "Ledger",
        "--corpus",
        corpus,
    )
    assert ended.code == 0, ended.err
    framescope("score", "--corpus", corpus)
    groups = framescope("compare", "--measure", "sentiment_compound", "--format", "json", "--corpus", corpus).json()
    assert [(group["group"], group["n"]) for group in groups["groups"]] == [("Ledger", 1)]


def test_some_rejected_rows_end_in_3_with_their_reasons_on_record(framescope, tmp_path, corpus):
    mixed = tmp_path / "mixed.csv"
    mixed.write_text(f'title,text\nA vote,"{SENATE}"\nHaushalt,"{GERMAN}"\nNothing,\n', encoding="utf-8")
    ended = framescope("ingest", mixed, "--corpus", corpus)
    assert (ended.code, ended.out) == (3, "")
    assert "1 added" in ended.err
    assert "2 rejected" in ended.err
    assert "framescope rejects" in ended.err
    found = framescope("rejects", "--format", "json", "--corpus", corpus).json()
    assert [set(reject) for reject in found] == [{"file", "row", "reason", "what_to_do"}] * 2
    assert [(reject["row"], reject["file"]) for reject in found] == [(2, str(mixed)), (3, str(mixed))]
    assert "German" in found[0]["reason"]
    rows = list(csv.DictReader(io.StringIO(framescope("rejects", "--format", "csv", "--corpus", corpus).out)))
    assert [row["row"] for row in rows] == ["2", "3"]


def test_a_file_that_cannot_be_used_leaves_the_others_and_ends_in_3(framescope, articles, tmp_path, corpus):
    ended = framescope("ingest", tmp_path / "nowhere.csv", articles, "--corpus", corpus)
    assert ended.code == 3
    assert "nowhere.csv: there is no such file" in ended.err
    assert "2 added" in ended.err


def test_nothing_usable_at_all_ends_in_1_and_is_on_record(framescope, articles, tmp_path, corpus):
    framescope("ingest", articles, "--corpus", corpus)
    ended = framescope("ingest", tmp_path / "nowhere.csv", "--corpus", corpus)
    assert ended.code == 1
    assert len(framescope("rejects", "--format", "json", "--corpus", corpus).json()) == 1


def test_a_first_ingest_that_reads_nothing_leaves_no_corpus_and_says_why(framescope, tmp_path):
    german = tmp_path / "german.csv"
    german.write_text("title,text\n" + f'Haushalt,"{GERMAN}"\n' * 3 + "Nothing,\n", encoding="utf-8")
    ended = framescope("ingest", german, tmp_path / "nowhere.csv", "--corpus", tmp_path / "new" / "corpus")
    assert ended.code == 1
    assert "nowhere.csv: there is no such file" in ended.err
    assert "german.csv row 1 and 2 more: the text is in German" in ended.err
    assert "german.csv row 4: there is no text. Give the row a text" in ended.err
    assert "framescope rejects" not in ended.err
    assert not (tmp_path / "new").exists()


def test_what_else_is_in_the_folder_of_a_corpus_that_was_not_made_stays(framescope, tmp_path, corpus):
    corpus.mkdir()
    (corpus / "notes.txt").write_text("mine")
    assert framescope("ingest", tmp_path / "nowhere.csv", "--corpus", corpus).code == 1
    assert [path.name for path in corpus.iterdir()] == ["notes.txt"]


def test_a_failed_ingest_takes_nothing_from_a_corpus_that_is_there(framescope, articles, tmp_path, corpus):
    framescope("ingest", articles, "--corpus", corpus)
    framescope("ingest", tmp_path / "nowhere.csv", "--corpus", corpus)
    assert framescope("status", "--format", "json", "--corpus", corpus).json()["articles"] == 2
    empty = tmp_path / "empty"
    CorpusStore.create(empty)
    framescope("ingest", tmp_path / "nowhere.csv", "--corpus", empty)
    assert framescope("rejects", "--format", "json", "--corpus", empty).json()


def test_articles_without_any_outlet_or_date_are_kept_with_a_warning_and_end_in_3(framescope, tmp_path, corpus):
    (tmp_path / "bare.csv").write_text(f'source,text\n,"{SENATE}"\n,"{FLOOD}"\n')
    ended = framescope("ingest", tmp_path / "bare.csv", "--corpus", corpus)
    assert ended.code == 3
    assert "WARNING: bare.csv: NO ARTICLE HAS AN OUTLET (2 read): the column 'source' is empty" in ended.err
    assert "WARNING: bare.csv: NO ARTICLE HAS A DATE (2 read): no column is recognised as it" in ended.err
    assert "  values: of 2 articles with outlet 0, text 2" in ended.err
    assert framescope("status", "--format", "json", "--corpus", corpus).json()["articles"] == 2
    named = framescope("ingest", tmp_path / "bare.csv", "--outlet", "CNN", "--map", "published=", "--corpus", corpus)
    assert (named.code, "WARNING" in named.err) == (0, False)


def _days(corpus):
    days = sorted(f"{day:%Y-%m-%d}" for day in CorpusStore.open(corpus).arrow("articles")["published"].to_pylist())
    return days[0], days[-1]


def test_the_order_of_day_and_month_is_warned_of_until_it_is_stated(framescope, tmp_path, corpus):
    file = tmp_path / "dates.csv"
    file.write_text(f'outlet,date,text\nCNN,03/04/2020,"{SENATE}"\nCNN,05/06/2020,"{FLOOD}"\n')
    assumed = framescope("ingest", file, "--corpus", corpus)
    assert assumed.code == 0
    assert "WARNING: dates.csv: no date shows whether the day or the month comes first" in assumed.err
    assert "2020-03-04 to 2020-05-06 as read; with the day first it would be 2020-04-03 to 2020-06-05" in assumed.err
    stated = framescope("ingest", file, "--dates", "day-first", "--corpus", corpus)
    assert (stated.code, "WARNING" in stated.err) == (0, False)
    assert "  dates: day first (as you say)" in stated.err
    assert _days(corpus) == ("2020-04-03", "2020-06-05")
    assert framescope("ingest", file, "--dates", "year-first", "--corpus", corpus).code == 2


def test_a_german_file_has_its_own_dates(framescope, tmp_path, corpus):
    file = tmp_path / "german.csv"
    file.write_text(f'outlet;date;text\nCNN;01.10.2019;"{SENATE}"\nCNN;02.10.2019;"{FLOOD}"\n')
    ended = framescope("ingest", file, "--corpus", corpus)
    assert (ended.code, "WARNING" in ended.err) == (0, False)
    assert "  dates: day first (as is usual with full stops)" in ended.err
    assert _days(corpus) == ("2019-10-01", "2019-10-02")


def test_names_of_outlets_can_be_given_and_near_equal_ones_are_listed(framescope, tmp_path, corpus):
    file, names = tmp_path / "a.csv", tmp_path / "names.csv"
    rows = [
        ("dl", SENATE),
        ("daily ledger", FLOOD),
        ("Daily Ledger", SENATE + " So."),
        ("The Daily Ledger", FLOOD + " So."),
    ]
    file.write_text("outlet,date,text\n" + "".join(f'{name},2020-03-05,"{text}"\n' for name, text in rows))
    names.write_text("alias,outlet\nDL,Daily Ledger\n")
    ended = framescope("ingest", file, "--outlet-aliases", names, "--corpus", corpus)
    assert ended.code == 0
    assert "  outlets: daily ledger read as Daily Ledger\n" in ended.err
    assert "almost the same name: Daily Ledger and The Daily Ledger; if they are one, see --outlet-aliases" in ended.err
    names.write_text("alias,outlet\nDL,Daily Ledger\nThe Daily Ledger,Daily Ledger\n")
    again = framescope("ingest", file, "--outlet-aliases", names, "--corpus", corpus)
    assert "removed: 1 article" in again.err
    assert framescope("status", "--format", "json", "--corpus", corpus).json()["outlets"] == 1
    assert framescope("ingest", file, "--outlet-aliases", file, "--corpus", corpus).code == 2


def test_a_corpus_can_be_named_by_the_environment(framescope, articles, corpus, monkeypatch):
    monkeypatch.setenv("FRAMESCOPE_CORPUS", str(corpus))
    framescope("ingest", articles)
    assert framescope("status", "--format", "json").json()["articles"] == 2


def test_score_measures_what_is_new_and_then_nothing(framescope, articles, corpus):
    framescope("ingest", articles, "--corpus", corpus)
    first = framescope("score", "--corpus", corpus)
    assert (first.code, first.out) == (0, "")
    assert first.err.startswith("scored 2 articles in ")
    assert framescope("score", "--corpus", corpus).err == "nothing to score: every article is up to date\n"
    assert framescope("score", "--full", "--corpus", corpus).err.startswith("scored 2 articles")


def test_recompute_reads_changed_sources_again_and_scores_only_the_change(framescope, articles, corpus):
    framescope("ingest", articles, "--corpus", corpus)
    framescope("score", "--corpus", corpus)
    quiet = framescope("recompute", "--corpus", corpus)
    assert (quiet.code, quiet.err) == (0, "nothing to score: every article is up to date\n")
    with articles.open("a", encoding="utf-8") as file:
        file.write(f'Evening Post,2024-03-04,The water falls,"{FLOOD} By Monday it had fallen."\n')
    ended = framescope("recompute", "--corpus", corpus)
    assert ended.code == 0
    assert "1 added, 0 updated, 2 unchanged" in ended.err
    assert "scored 1 articles" in ended.err


def test_a_source_that_is_gone_is_a_reject_of_the_recomputation(framescope, articles, corpus):
    framescope("ingest", articles, "--corpus", corpus)
    articles.unlink()
    ended = framescope("recompute", "--corpus", corpus)
    assert ended.code == 3
    assert "scored 2 articles" in ended.err
    assert "no such file" in framescope("rejects", "--format", "json", "--corpus", corpus).json()[0]["reason"]


def test_engine_flags_that_cannot_be_are_bad_arguments_even_without_work(framescope, sample):
    for command in ("score", "recompute"):
        for flags in (["--workers", "0"], ["--workers", "2", "--scheduler", "tcp://127.0.0.1:8786"]):
            ended = framescope(command, *flags, "--corpus", sample)
            assert (ended.code, ended.out) == (2, ""), flags
            assert "--workers" in ended.err


def test_a_scheduler_that_does_not_answer_is_named_with_what_to_start(framescope, articles, corpus):
    framescope("ingest", articles, "--corpus", corpus)
    ended = framescope("score", "--scheduler", "127.0.0.1", "--corpus", corpus)
    assert ended.code == 2
    assert "dask scheduler" in ended.err


def test_a_schedule_that_is_no_cron_expression_is_a_bad_argument(framescope, sample):
    for cron in ("nightly", "61 3 * * *", "0 3 * *", "0 3 * * 9"):
        ended = framescope("schedule", "--cron", cron, "--corpus", sample)
        assert (ended.code, ended.out) == (2, ""), cron
        assert "0 3 * * *" in ended.err


def test_a_schedule_of_a_day_that_never_comes_is_a_bad_argument(framescope, sample):
    for cron in ("0 3 31 2 *", "0 3 30 2 *", "0 3 31 4,6,9,11 *"):
        ended = framescope("schedule", "--cron", cron, "--corpus", sample)
        assert (ended.code, ended.out) == (2, ""), cron
        assert "never comes" in ended.err
        assert "day and month" in ended.err


def test_status_is_a_table_for_people_and_json_for_programs(framescope, sample):
    shown = framescope("status", "--corpus", sample)
    assert (shown.code, shown.err) == (0, "")
    assert "2019-01-01 to 2020-03-29" in shown.out
    found = framescope("status", "--format", "json", "--corpus", sample).json()
    assert {"articles", "rejects", "outlets", "snapshot", "last_run", "stale", "snapshots", "runs"} <= set(found)
    assert found["last_run"]["kind"] == "stories"
    assert found["committed"].endswith("Z")
    assert [one["snapshot"] for one in found["snapshots"]] == list(range(found["snapshot"] + 1))
    assert [run["kind"] for run in found["runs"]] == ["stories", "duplicates", "score", "ingest"]


def test_an_old_snapshot_can_be_asked_for_its_status(framescope, sample):
    empty = framescope("status", "--snapshot", 0, "--format", "json", "--corpus", sample).json()
    assert (empty["snapshot"], empty["articles"]) == (0, 0)


def test_without_a_corpus_every_question_says_how_to_make_one(framescope, tmp_path):
    nowhere = tmp_path / "nothing here"
    for command in (["status"], ["rejects"], ["score"], ["recompute"], ["compare", "--measure", "sentiment_compound"],
                    ["trend", "--measure", "sentiment_compound"], ["export", tmp_path / "out"]):  # fmt: skip
        ended = framescope(*command, "--corpus", nowhere)
        assert (ended.code, ended.out) == (1, ""), command
        assert "framescope ingest PATH" in ended.err


def test_nothing_rejected_is_an_empty_answer(framescope, sample):
    assert framescope("rejects", "--format", "json", "--corpus", sample).json() == []
    assert framescope("rejects", "--corpus", sample).err == "nothing was rejected\n"


def test_two_columns_for_the_text_are_refused_before_anything_is_read(framescope, articles, corpus):
    ended = framescope("ingest", articles, "--map", "text=headline", "--map", "text=body", "--corpus", corpus)
    assert (ended.code, ended.out) == (2, "")
    assert "text=headline and text=body" in ended.err
    assert not corpus.exists()


def test_a_header_without_rows_says_that_no_row_was_read(framescope, tmp_path, corpus):
    (tmp_path / "header.csv").write_text("title,text\n")
    ended = framescope("ingest", tmp_path / "header.csv", "--corpus", corpus)
    assert ended.code == 1
    assert "header.csv: 0 rows read: the file has a header and no rows" in ended.err
    assert "1 read" not in ended.err


def test_ingest_says_that_dates_are_in_both_orders(framescope, tmp_path, corpus):
    rows = f'date,text\n13/02/2024,"{SENATE}"\n02/13/2024,"{FLOOD}"\n03/04/2024,"{FLOOD} It rained on."\n'
    (tmp_path / "mixed.csv").write_text(rows)
    ended = framescope("ingest", tmp_path / "mixed.csv", "--corpus", corpus)
    assert ended.code == 3
    assert "dates: both orders occur (13/02/2024 and 02/13/2024); what could be either was refused" in ended.err


def test_ingest_says_what_gave_way_to_a_reading_with_other_options_and_how_to_remove_the_rest(
    framescope, articles, corpus
):
    framescope("ingest", articles, "--map", "text=headline", "--corpus", corpus)
    again = framescope("ingest", articles, "--map", "text=body", "--corpus", corpus)
    assert "  removed: 2 articles of an earlier reading of it" in again.err
    articles.write_text(articles.read_text().replace("Town under water", "A town under water"))
    changed = framescope("ingest", articles, "--corpus", corpus)
    assert "  kept: 1 article of an earlier reading of it" in changed.err
    assert "--replace" in changed.err
    assert "removed: 1" in framescope("ingest", articles, "--replace", "--corpus", corpus).err
    assert framescope("status", "--format", "json", "--corpus", corpus).json()["articles"] == 2


def test_the_runs_of_status_are_plain_json_with_times_in_utc(framescope, articles, corpus):
    framescope("ingest", articles, "--map", "text=body", "--corpus", corpus)
    found = framescope("status", "--format", "json", "--corpus", corpus).json()
    (run,) = found["runs"]
    assert run == found["last_run"]
    assert datetime.fromisoformat(run["started"]).tzinfo == UTC
    assert datetime.fromisoformat(run["finished"]) >= datetime.fromisoformat(run["started"])
    assert run["details"]["map"] == {"text": "body"}
    assert run["details"]["notes"]["columns"]["title"] == "headline"
