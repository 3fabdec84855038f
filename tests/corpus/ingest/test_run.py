"""Reading sources: what is new, changed or known already, and what of an input is kept."""

import gzip
import json
import subprocess
import sys
import time
from datetime import UTC, datetime

import pandas as pd
import pytest

from analysis.corpus.ingest.run import ingest, reread_inputs
from analysis.corpus.sample import sample_path
from tests.corpus.conftest import FLOOD, SENATE

TWO = [
    {"id": "a1", "outlet": "Reuters", "date": "2020-03-05", "title": "A vote", "text": SENATE, "Bias Label": "center"},
    {"id": "a2", "outlet": "CNN", "date": "2020-03-06", "title": "A flood", "text": FLOOD, "Bias Label": "left"},
]


def as_lines(rows):
    return "\n".join(json.dumps(row) for row in rows) + "\n"


def articles(store):
    return store.arrow("articles").sort_by("id").to_pylist()


def test_ingesting_the_same_file_twice_changes_nothing(store, take_in):
    first = take_in("two.jsonl", as_lines(TWO))
    before = store.latest.versions["articles"]
    second = take_in("two.jsonl", as_lines(TWO))
    assert (first.added, first.unchanged) == (2, 0)
    assert (second.added, second.updated, second.unchanged, second.rejected) == (0, 0, 2, 0)
    assert store.latest.versions["articles"] == before


def test_a_changed_article_is_updated_and_the_old_snapshot_still_shows_the_old_one(store, take_in):
    first = take_in("two.jsonl", as_lines(TWO))
    changed = [TWO[0] | {"text": SENATE + " The House follows on Friday."}, TWO[1]]
    second = take_in("two.jsonl", as_lines(changed))
    assert (second.added, second.updated, second.unchanged) == (0, 1, 1)
    assert [article["text"] for article in articles(store)] == [changed[0]["text"], FLOOD]
    old = store.arrow("articles", snapshot=first.snapshot).sort_by("id")["text"].to_pylist()
    assert old == [SENATE, FLOOD]


def test_extra_columns_are_kept_under_their_own_names_and_come_later_too(store, take_in):
    take_in("two.jsonl", as_lines(TWO))
    take_in("more.csv", f'id,title,text,topic,sentiment\na3,Third,"{SENATE} It is over.",congress,0.5\n')
    assert store.extra_columns() == ["bias_label", "input_sentiment", "topic"]
    third = articles(store)[2]
    assert (third["topic"], third["input_sentiment"], third["bias_label"]) == ("congress", "0.5", None)


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.json", "a.jsonl", "a.csv.gz", "a.jsonl.gz", "a.parquet"])
def test_every_format_gives_the_same_articles(store, take_in, tmp_path, name):
    frame = pd.DataFrame(TWO)
    path = tmp_path / name
    if name.endswith(".parquet"):
        frame.to_parquet(path)
    elif ".json" in name:
        frame.to_json(path, orient="records", lines="jsonl" in name)
    else:
        frame.to_csv(path, index=False, sep="\t" if "tsv" in name else ",")
    result = ingest(store, path)
    assert (result.added, result.rejected) == (2, 0)
    vote = articles(store)[0]
    assert (vote["id"], vote["outlet"], vote["title"], vote["text"]) == ("a1", "Reuters", "A vote", SENATE)
    assert (vote["published"], vote["bias_label"], vote["row"]) == (datetime(2020, 3, 5, tzinfo=UTC), "center", 1)
    assert vote["source"] == str(path)


def test_json_that_holds_its_list_in_an_object_with_nested_outlets(store, take_in):
    answer = {
        "status": "ok",
        "articles": [{"source": {"id": None, "name": "Reuters"}, "title": "A vote", "content": SENATE}],
    }
    take_in("api.json", json.dumps(answer))
    assert articles(store)[0]["outlet"] == "Reuters"


def test_a_folder_of_documents_takes_titles_and_outlets_from_where_they_stand(store, tmp_path):
    folder = tmp_path / "texts"
    (folder / "Reuters").mkdir(parents=True)
    (folder / "Reuters" / "vote.txt").write_text(f"Senate passes bill\n\n{SENATE}\n\n{FLOOD}\n")
    (folder / "plain.txt").write_text(f"{FLOOD}\n\n{SENATE}\n")
    page = (
        f"<html><head><title>A vote</title></head><body><article><p>{SENATE}</p><p>{FLOOD}</p></article></body></html>"
    )
    (folder / "page.html").write_text(page)
    assert ingest(store, folder).added == 3
    by_file = {article["source"].rsplit("/", 1)[-1]: article for article in articles(store)}
    vote, plain, page = by_file["vote.txt"], by_file["plain.txt"], by_file["page.html"]
    assert (vote["title"], vote["outlet"], vote["text"]) == ("Senate passes bill", "Reuters", f"{SENATE}\n\n{FLOOD}")
    assert (plain["title"], plain["outlet"], plain["text"]) == (None, None, f"{FLOOD}\n\n{SENATE}")
    assert (page["title"], page["text"]) == ("A vote", f"{SENATE}\n\n{FLOOD}")


def test_a_document_that_was_edited_is_updated_not_doubled(store, tmp_path):
    (tmp_path / "texts").mkdir()
    file = tmp_path / "texts" / "vote.txt"
    file.write_text(SENATE)
    ingest(store, tmp_path / "texts")
    file.write_text(SENATE + " The House follows.")
    (result,) = reread_inputs(store)
    assert (result.added, result.updated) == (0, 1)


def test_one_outlet_for_all_rows(store, take_in):
    take_in("two.jsonl", as_lines(TWO), outlet="The Daily Test")
    assert {article["outlet"] for article in articles(store)} == {"The Daily Test"}


def test_an_outlet_that_was_renamed_keeps_what_the_input_said(store, take_in):
    take_in("two.jsonl", as_lines([TWO[0] | {"outlet": "CNN (Web News)"}, TWO[1]]))
    assert [(article["outlet"], article["outlet_as_given"]) for article in articles(store)] == [
        ("CNN", "CNN (Web News)"),
        ("CNN", None),
    ]


def test_files_that_both_count_from_one_do_not_overwrite_each_other(store, take_in):
    take_in("a.jsonl", as_lines([{"id": 1, "outlet": "Reuters", "title": "A vote", "text": SENATE}]))
    second = [{"id": 1, "outlet": "CNN", "title": "A flood", "text": FLOOD}]
    assert take_in("b.jsonl", as_lines(second)).rejected == 1
    assert "already names another article" in store.arrow("rejects")["reason"][0].as_py()
    assert [article["text"] for article in articles(store)] == [SENATE]
    assert take_in("b.jsonl", as_lines(second), mapping={"id": ""}).added == 1


def test_only_sources_whose_content_changed_are_read_again_with_their_own_options(store, take_in, tmp_path):
    take_in("two.jsonl", as_lines(TWO))
    take_in("odd.csv", f'Story\n"{SENATE} One."\n', mapping={"text": "Story"}, outlet="NPR")
    assert reread_inputs(store) == []
    with (tmp_path / "odd.csv").open("a") as file:
        file.write(f'"{SENATE} Two."\n')
    (result,) = reread_inputs(store)
    assert (result.source, result.added, result.unchanged) == (str(tmp_path / "odd.csv"), 1, 1)
    (tmp_path / "two.jsonl").unlink()
    (gone,) = reread_inputs(store)
    assert (gone.read, gone.rejected) == (0, 0)
    assert "no such file" in gone.refused
    assert store.arrow("articles").num_rows == 4


def test_progress_tells_the_rows_done_and_the_total_where_it_is_known(store, tmp_path):
    calls = []
    path = tmp_path / "many.json"
    path.write_text(json.dumps([{"text": f"{SENATE} It was vote number {number}."} for number in range(450)]))
    ingest(store, path, progress=lambda done, total: calls.append((done, total)))
    assert calls == [(200, 450), (400, 450), (450, 450)]


def test_the_ledger_has_the_run_with_its_counts(store, take_in):
    result = take_in("two.jsonl", as_lines([*TWO, {"id": "a3", "text": ""}]))
    (run,) = store.arrow("runs").to_pylist()
    assert (run["run"], run["kind"], run["read"], run["added"], run["rejected"]) == (result.run, "ingest", 3, 2, 1)
    assert run["finished"] >= run["started"]


def test_the_bundled_sample_is_taken_in_whole(store):
    result = ingest(store, sample_path())
    assert (result.added, result.rejected) == (result.read, 0)
    assert 200 <= result.added <= 400
    found = store.arrow("articles").to_pandas()
    assert found["outlet"].nunique() >= 6
    assert found["published"].notna().all()
    assert set(found["bias"].value_counts()) == {result.added // 3}


def test_a_killed_ingest_leaves_the_old_snapshot_and_a_new_one_repairs(store, take_in, tmp_path):
    take_in("two.jsonl", as_lines(TWO))
    before = store.latest
    script = f"""
import os, signal
from analysis.corpus.store import CorpusStore
from analysis.corpus.writer import Writer
from analysis.corpus.ingest.run import ingest
Writer._write_snapshot = lambda self: os.kill(os.getpid(), signal.SIGKILL)
ingest(CorpusStore.open({store.location!r}), {str(tmp_path / "three.jsonl")!r})
"""
    (tmp_path / "three.jsonl").write_text(as_lines([*TWO, {"id": "a3", "text": FLOOD + " It rained on."}]))
    killed = subprocess.run([sys.executable, "-c", script], check=False)
    assert killed.returncode == -9
    assert store.latest == before
    assert store.arrow("articles").num_rows == 2
    assert store.delta("articles").version() > before.versions["articles"], "the killed run had written its articles"
    result = ingest(store, tmp_path / "three.jsonl")
    assert (result.added, result.unchanged) == (1, 2)
    assert store.arrow("articles").num_rows == 3
    assert store.arrow("runs").num_rows == 2


@pytest.mark.benchmark
def test_ingest_reads_over_a_thousand_articles_a_second(store, tmp_path, sample_articles):
    path = tmp_path / "many.jsonl.gz"
    with gzip.open(path, "wt", compresslevel=1) as file:
        for copy in range(20):
            file.writelines(
                json.dumps(article | {"id": f"{article['id']}-{copy}"}) + "\n" for article in sample_articles
            )
    started = time.perf_counter()
    result = ingest(store, path)
    assert result.read / (time.perf_counter() - started) > 1000


REFUSED = f'''outlet,date,text
CNN,yesterday,"{SENATE}"
Reuters,2020-03-05,"{FLOOD}"
NPR,soon,"{SENATE}"
'''


def refused(store):
    return sorted((row["file"].rpartition("/")[2], row["row"]) for row in store.arrow("rejects").to_pylist())


def test_rows_refused_twice_are_recorded_once_under_whichever_name_they_come(store, take_in):
    for name in ("a.csv", "a.csv", "copy of a.csv", "copy of a.csv"):
        assert take_in(name, REFUSED).rejected == 2
        assert refused(store) == [(name, 1), (name, 3)]
    assert take_in("another.csv", REFUSED.replace("NPR", "Fox News")).rejected == 2
    assert len(refused(store)) == 4


def test_a_row_refused_under_one_name_and_used_under_another_stays_refused_there(store, take_in):
    take_in("a.csv", REFUSED)
    take_in("b.csv", REFUSED, mapping={"published": ""})
    assert refused(store) == [("a.csv", 1), ("a.csv", 3)]


def test_rows_refused_of_two_copies_are_still_recorded_when_the_one_they_are_recorded_under_is_mended(store, take_in):
    take_in("a.csv", REFUSED)
    take_in("b.csv", REFUSED)
    take_in("b.csv", REFUSED.replace("yesterday", "2020-03-04").replace("soon", "2020-03-06"))
    assert refused(store) == [("a.csv", 1), ("a.csv", 3)]
    take_in("a.csv", REFUSED.replace("yesterday", "2020-03-04"))
    assert refused(store) == [("a.csv", 3)]


def test_the_older_of_two_copies_leaves_nothing_behind_when_it_is_mended(store, take_in):
    take_in("a.csv", REFUSED)
    take_in("b.csv", REFUSED)
    take_in("a.csv", REFUSED.replace("yesterday", "2020-03-04"))
    assert refused(store) == [("a.csv", 3), ("b.csv", 1), ("b.csv", 3)]


def test_a_copy_that_can_no_longer_be_read_leaves_its_rejects_to_the_other(store, take_in, tmp_path):
    take_in("a.csv", REFUSED)
    take_in("b.csv", REFUSED)
    (tmp_path / "b.csv").unlink()
    for _ in range(2):
        with pytest.raises(ValueError, match="no such file"):
            ingest(store, tmp_path / "b.csv")
        assert refused(store) == [("a.csv", 1), ("a.csv", 3), ("b.csv", None)]


def test_days_as_excel_numbers_them_are_refused_with_what_to_do_in_excel(store, take_in):
    take_in("sheet.csv", f'date,text\n43586,"{SENATE}"\n')
    (reject,) = store.arrow("rejects").to_pylist()
    assert reject["reason"] == "impossible date '43586': it looks like Excel's number of a day (2019-05-01)"
    assert reject["what_to_do"] == "In Excel, format the column as a date, save the file again, and ingest that."


def test_names_in_several_cases_are_one_outlet_in_a_file_and_across_files(store, take_in):
    names = ["daily ledger", "Daily Ledger", "DAILY LEDGER", "reuters", "Reuters", "REUTERS", "daily ledger"]
    rows = [{"outlet": name, "title": f"Number {n}", "text": f"{SENATE} {n}"} for n, name in enumerate(names)]
    found = take_in("cases.jsonl", as_lines(rows))
    assert set(store.arrow("articles")["outlet"].to_pylist()) == {"DAILY LEDGER", "Reuters"}
    assert found.notes["outlets_in_one_case"] == {"Daily Ledger": "DAILY LEDGER", "daily ledger": "DAILY LEDGER"}
    assert take_in("cases.jsonl", as_lines(rows)).unchanged == len(rows)
    take_in("more.jsonl", as_lines([{"outlet": "Daily ledger", "text": FLOOD}]), outlet="Daily ledger")
    take_in("near.jsonl", as_lines([{"text": FLOOD + " It rained."}]), outlet="REUTERS")
    assert set(store.arrow("articles")["outlet"].to_pylist()) == {"DAILY LEDGER", "Reuters"}
    alike = take_in("alike.jsonl", as_lines([{"outlet": "The Daily Ledger", "text": FLOOD + " Again."}]))
    assert alike.notes["near_equal_outlets"] == [("DAILY LEDGER", "The Daily Ledger")]


def test_a_file_whose_capitals_were_mended_is_read_as_it_is_now(store, take_in):
    take_in("a.jsonl", as_lines([{"id": 1, "outlet": "daily ledger", "text": SENATE}]))
    take_in("a.jsonl", as_lines([{"id": 1, "outlet": "Daily Ledger", "text": SENATE}]))
    assert [article["outlet"] for article in articles(store)] == ["Daily Ledger"]


def test_options_are_kept_for_reading_the_input_again(store, take_in, tmp_path):
    rows = [{"outlet": "dl", "date": "03/04/2020", "title": "A vote", "text": SENATE}]
    take_in("a.jsonl", as_lines(rows), dates="day-first", outlet_aliases={"DL": "Daily Ledger"})
    (tmp_path / "a.jsonl").write_text(as_lines([*rows, rows[0] | {"date": "05/06/2020", "text": FLOOD}]))
    (again,) = reread_inputs(store)
    assert (again.added, again.unchanged, again.warnings) == (1, 1, ())
    assert sorted((row["outlet"], f"{row['published']:%d %b}") for row in articles(store)) == [
        ("Daily Ledger", "03 Apr"), ("Daily Ledger", "05 Jun")
    ]  # fmt: skip


def test_another_order_of_dates_changes_the_articles_and_doubles_none(store, take_in):
    rows = as_lines([{"outlet": "CNN", "date": "03/04/2020", "title": "A vote", "text": SENATE}])
    assert "2020-03-04 to 2020-03-04 as read" in take_in("a.jsonl", rows).warnings[0]
    assert take_in("a.jsonl", rows, dates="day-first").updated == 1
    assert [f"{row['published']:%Y-%m-%d}" for row in articles(store)] == ["2020-04-03"]


def test_an_empty_text_gives_way_to_the_full_text_beside_it_row_by_row(store, take_in):
    rows = [
        {"id": 1, "outlet": "CNN", "date": "2020-03-05", "text": None, "maintext": SENATE},
        {"id": 2, "outlet": "CNN", "date": "2020-03-05", "text": FLOOD, "maintext": SENATE},
        {"id": 3, "outlet": "CNN", "date": "2020-03-05", "text": "", "maintext": " ", "body": FLOOD},
        {"id": 4, "outlet": "CNN", "date": "2020-03-05", "text": None, "summary": SENATE},
    ]
    found = take_in("both.jsonl", as_lines(rows))
    assert (found.added, found.rejected) == (3, 1)
    assert [(row["text"], row["maintext"]) for row in articles(store)] == [
        (SENATE, None), (FLOOD, SENATE), (FLOOD, None)
    ]  # fmt: skip
    assert articles(store)[0]["normalised"] == "text_from:maintext"
    assert found.notes["texts_from"] == {"maintext": 1, "body": 1}


def test_a_text_that_the_user_named_does_not_give_way(store, take_in):
    rows = [{"id": n, "text": text, "maintext": SENATE} for n, text in enumerate((None, FLOOD))]
    assert take_in("both.jsonl", as_lines(rows), mapping={"text": "text"}).rejected == 1


@pytest.mark.parametrize("kept", ["outlet", "published", None])
def test_a_file_without_any_outlet_or_date_is_warned_of(store, take_in, kept):
    rows = [{kept or "colour": "2020-03-05", "text": SENATE}, {kept or "colour": "", "text": FLOOD}]
    found = take_in("bare.jsonl", as_lines(rows))
    lacking = {"outlet": "NO ARTICLE HAS AN OUTLET", "published": "NO ARTICLE HAS A DATE"}
    assert [warning[:21] for warning in found.warnings] == [
        text[:21] for field, text in lacking.items() if field != kept
    ]  # fmt: skip
    assert (found.added, found.incomplete) == (2, True)
    meant = {field: "" for field in lacking if field != kept}
    again = take_in("bare.jsonl", as_lines(rows), mapping=meant)
    assert (again.warnings, again.incomplete) == ((), False)


def test_what_was_read_of_every_column_is_noted_where_one_is_empty(store, take_in):
    rows = [{"source": "", "date": "2020-03-05", "text": text} for text in (SENATE, FLOOD)]
    found = take_in("empty.jsonl", as_lines(rows))
    assert found.notes["read"] == {"outlet": 0, "published": 2, "text": 2}
    assert "the column 'source' is empty" in found.warnings[0]
    assert "read" not in take_in("two.jsonl", as_lines(TWO)).notes
