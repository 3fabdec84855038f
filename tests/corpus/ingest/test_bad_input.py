"""What a user can get wrong: a clear message, a reject with the row and the next step, and the rest goes on."""

import gzip
import json

import pandas as pd
import pytest

from analysis.corpus.ingest.run import ingest
from analysis.errors import InputError
from tests.corpus.conftest import FLOOD, SENATE


def rejects(store):
    return store.arrow("rejects").to_pylist()


def unusable(store, take_in, name, content, words):
    with pytest.raises(InputError, match=words):
        take_in(name, content)
    (reject,) = rejects(store)
    assert reject["file"].endswith(name)
    assert reject["row"] is None
    assert reject["what_to_do"]
    assert store.arrow("articles").num_rows == 0


@pytest.mark.parametrize("name", ["empty.csv", "empty.json", "empty.jsonl", "empty.txt", "empty.parquet"])
def test_an_empty_file_is_refused(store, take_in, name):
    unusable(store, take_in, name, b"", "empty")


def test_a_file_of_blank_lines_is_refused_as_empty(store, take_in):
    unusable(store, take_in, "blank.csv", b"\n\n  \n", "empty")


def test_an_empty_gzip_file_is_refused(store, take_in):
    unusable(store, take_in, "empty.csv.gz", gzip.compress(b""), "empty")


def test_a_damaged_gzip_file_is_refused(store, take_in):
    unusable(store, take_in, "cut.csv.gz", gzip.compress(SENATE.encode() * 9)[:60], "gzip file is damaged")


def test_a_header_without_rows_is_a_file_refused_and_no_row(store, take_in):
    unusable(store, take_in, "header.csv", "title,text\n", "0 rows read: the file has a header and no rows")
    (run,) = store.arrow("runs").to_pylist()
    assert (run["read"], run["rejected"]) == (0, 0)
    assert store.arrow("sources")["path"][0].as_py().endswith("header.csv"), "its rows may come later"


def test_prose_is_not_a_table(store, take_in):
    unusable(store, take_in, "prose.csv", SENATE, "no column is recognised as the text")


def test_json_without_articles_is_not_a_table(store, take_in):
    unusable(store, take_in, "numbers.json", "[1, 2, 3]", "no list of objects")


def test_broken_json_is_refused_with_the_place(store, take_in):
    unusable(store, take_in, "broken.json", '[{"text": "The Senate', "line 1 column")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (bytes(range(256)) * 40, "binary file"),
        (b"PK\x03\x04" + bytes(200), "Excel"),
        (b"%PDF-1.7 " + bytes(200), "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "image"),
    ],
)
def test_a_binary_file_is_refused_by_what_it_is(store, take_in, content, words):
    unusable(store, take_in, "articles.csv", content, words)


def test_a_cut_off_parquet_file_is_refused(store, take_in):
    unusable(store, take_in, "cut.parquet", b"PAR1" + bytes(50), "not a readable Parquet file")


def test_a_missing_file_is_refused(store, tmp_path):
    with pytest.raises(InputError, match="no such file"):
        ingest(store, tmp_path / "nowhere.csv")
    assert "no such file" in rejects(store)[0]["reason"]
    assert store.arrow("sources").num_rows == 0


def test_a_folder_without_documents_is_refused(store, tmp_path):
    (tmp_path / "nothing").mkdir()
    with pytest.raises(InputError, match=r"\.txt and \.html"):
        ingest(store, tmp_path / "nothing")


def test_missing_columns_are_answered_with_those_found_and_the_map_to_use(store, take_in):
    with pytest.raises(InputError) as caught:
        take_in("odd.csv", f'Überschrift,Artikeltext\nA vote,"{SENATE}"\n')
    message = str(caught.value)
    assert "'Überschrift', 'Artikeltext'" in message
    assert "--map text=COLUMN" in message
    assert (
        take_in("odd.csv", f'Überschrift,Artikeltext\nA vote,"{SENATE}"\n', mapping={"text": "Artikeltext"}).added == 1
    )
    assert rejects(store) == [], "the reject of the first try is gone once the file was read"


def test_a_map_to_a_column_that_is_not_there_names_the_columns(take_in):
    with pytest.raises(InputError, match=r"no column 'story'.*'title', 'text'"):
        take_in("a.csv", f'title,text\nA vote,"{SENATE}"\n', mapping={"text": "story"})


def test_dates_that_cannot_be_are_refused_and_the_rest_goes_on(store, take_in):
    dates = ["2019-02-30", "0202-01-01", "2999-01-01", "yesterday", "March", "2020-03-05", ""]
    rows = [f'{number},{date},"{SENATE} {number}"' for number, date in enumerate(dates, 1)]
    result = take_in("dates.csv", "\n".join(["id,date,text", *rows]))
    assert (result.added, result.rejected) == (2, 5)
    found = rejects(store)
    assert [reject["row"] for reject in found] == [1, 2, 3, 4, 5]
    assert "'2019-02-30'" in found[0]["reason"]
    assert "year 0202" in found[1]["reason"]
    assert "future" in found[2]["reason"]
    assert all("YYYY-MM-DD" in reject["what_to_do"] for reject in found)


def test_a_10_mb_article_passes_and_a_longer_than_allowed_one_does_not(store, take_in):
    long = (SENATE + "\n\n") * (10_000_000 // len(SENATE))
    assert take_in("long.csv", f'title,text\nLong,"{long}"\n').added == 1
    assert store.arrow("articles")["text"][0].as_py() == long.strip()
    result = take_in("longer.jsonl", json.dumps({"text": long * 3}) + "\n" + json.dumps({"text": FLOOD}))
    assert (result.added, result.rejected) == (1, 1)
    assert "the limit is 20,000,000" in rejects(store)[0]["reason"]


def test_nul_bytes_are_removed_and_recorded(store, take_in):
    assert take_in("nul.csv", f'title,text\nA\x00 vote,"{SENATE[:50]}\x00{SENATE[50:]}"\n').added == 1
    (article,) = store.arrow("articles").to_pylist()
    assert (article["title"], article["text"], article["normalised"]) == ("A vote", SENATE, "controls")


def test_a_text_in_another_language_is_refused_with_the_language_named(store, take_in):
    german = (
        "Der Bundestag hat am Donnerstag nach langer Debatte dem Haushalt zugestimmt. Die Opposition kritisierte die Pläne "
        "der Regierung und kündigte an, vor das Verfassungsgericht zu ziehen."
    )
    french = (
        "Le gouvernement a annoncé jeudi de nouvelles mesures pour soutenir les familles touchées par les inondations. "
        "Le ministre a déclaré que les aides seraient versées avant la fin du mois."
    )
    rows = [{"text": german}, {"text": SENATE}, {"text": french}, {"text": FLOOD, "lang": "es"}]
    result = take_in("languages.json", json.dumps(rows))
    assert (result.added, result.rejected) == (1, 3)
    assert [(reject["row"], reject["reason"].split(",")[0]) for reject in rejects(store)] == [
        (1, "the text is in German"),
        (3, "the text is in French"),
        (4, "the text is in Spanish (the language column says so)"),
    ]


def test_a_text_too_short_to_judge_is_kept_with_no_language(store, take_in):
    take_in("short.jsonl", json.dumps({"text": "Votes are in."}))
    assert store.arrow("articles")["language"].to_pylist() == [None]


def test_two_rows_with_one_id_keep_the_first_and_refuse_other_content(store, take_in):
    rows = f'id,title,text\n7,A vote,"{SENATE}"\n7,A vote,"{SENATE}"\n7,A flood,"{FLOOD}"\n8,A flood,"{FLOOD}"\n'
    result = take_in("twice.csv", rows)
    assert (result.added, result.unchanged, result.rejected) == (2, 1, 1)
    (reject,) = rejects(store)
    assert reject["row"] == 3
    assert "the id '7' is that of an earlier row" in reject["reason"]
    assert store.arrow("articles").sort_by("id")["title"].to_pylist() == ["A vote", "A flood"]


TEXTS_THAT_ARE_NONE = {
    "a list": ([SENATE, FLOOD], "the text is a list, not text", "Join the parts"),
    "an object": ({"lead": SENATE, "rest": FLOOD}, "the text is an object, not text", "--map text=text.lead"),
    "a number": (1984, "the text is a number, not text", "the article's words"),
    "true": (True, "the text is true or false, not text", "the article's words"),
    "digits": ("1984", "the text has no letters, only numbers", "the article's words"),
    "null": (None, "there is no text", "Give the row a text"),
}


@pytest.mark.parametrize("name", TEXTS_THAT_ARE_NONE)
@pytest.mark.parametrize("form", ["json", "jsonl", "parquet"])
def test_a_text_that_is_no_text_is_refused_by_what_it_is(store, take_in, tmp_path, name, form):
    value, reason, what_to_do = TEXTS_THAT_ARE_NONE[name]
    rows = [{"title": "A vote", "text": value}, {"title": "A flood", "text": FLOOD}]
    if form == "parquet":
        pd.DataFrame({"title": ["A vote"], "text": [value]}).to_parquet(tmp_path / "odd.parquet")
        result = ingest(store, tmp_path / "odd.parquet")
    else:
        result = take_in(f"odd.{form}", json.dumps(rows) if form == "json" else "\n".join(map(json.dumps, rows)))
    assert (result.rejected, result.added) == (1, 0 if form == "parquet" else 1)
    (reject,) = rejects(store)
    if (name, form) == ("an object", "parquet"):
        assert reject["reason"] == "the text is an object, not text"
    else:
        assert reject["reason"].startswith(reason)
        assert what_to_do in reject["what_to_do"]


def test_lists_in_other_columns_are_fine(store, take_in):
    take_in("odd.jsonl", json.dumps({"text": FLOOD, "authors": ["Jane Doe", "John Roe"], "tags": [{"id": 1}, "rain"]}))
    (article,) = store.arrow("articles").to_pylist()
    assert (article["author"], article["tags"]) == ("Jane Doe; John Roe", '[{"id": 1}, "rain"]')


def test_dates_in_both_orders_are_read_where_they_are_clear_and_refused_where_not(store, take_in):
    dates = ["13/02/2024", "02/13/2024", "03/04/2024", "04/04/2024", "2024-03-04"]
    result = take_in("mixed.csv", "date,text\n" + "".join(f'{day},"{SENATE} It was {day}."\n' for day in dates))
    assert (result.read, result.added, result.rejected) == (5, 4, 1)
    assert result.notes["date_order"] == (
        "both orders occur (13/02/2024 and 02/13/2024); what could be either was refused"
    )
    (reject,) = rejects(store)
    assert reject["row"] == 3
    assert "13/02/2024 and 02/13/2024" in reject["reason"]
    assert "YYYY-MM-DD" in reject["what_to_do"]
    found = {row["row"]: f"{row['published']:%Y-%m-%d}" for row in store.arrow("articles").to_pylist()}
    assert found == {1: "2024-02-13", 2: "2024-02-13", 4: "2024-04-04", 5: "2024-03-04"}


def test_dates_in_both_orders_that_are_all_clear_are_read_and_said(store, take_in):
    result = take_in("mixed.csv", f'date,text\n13/02/2024,"{SENATE}"\n02/13/2024,"{FLOOD}"\n')
    assert (result.added, result.rejected) == (2, 0)
    assert "both orders occur" in result.notes["date_order"]


def test_rows_without_text_are_refused(store, take_in):
    result = take_in("gaps.csv", f'title,text\nA,\nB,"  "\nC,nan\nD,<p> </p>\nE,"{SENATE}"\n')
    assert (result.added, result.rejected) == (1, 4)
    assert {reject["reason"] for reject in rejects(store)} == {"there is no text"}


def test_a_row_with_the_wrong_number_of_fields_is_refused_by_number(store, take_in):
    result = take_in("ragged.csv", f'title,text\nA,"{SENATE}"\nB,too,many\nonlyone\nC,"{FLOOD}"\n')
    assert (result.added, result.rejected) == (2, 2)
    assert [(reject["row"], reject["reason"]) for reject in rejects(store)] == [
        (2, "the row has 3 fields, the header has 2 (line 3 of the file)"),
        (3, "the row has 1 fields, the header has 2 (line 4 of the file)"),
    ]


def test_a_quotation_mark_that_is_never_closed_costs_one_row(store, take_in):
    result = take_in("quotes.csv", f'title,text\nA,"{SENATE}"\nB,"never closed\nC,"{FLOOD}"\n')
    assert (result.added, result.rejected) == (2, 1)
    assert rejects(store)[0]["row"] == 2
    last = take_in("last.csv", f'title,text\nA,"{SENATE}"\nB,"never closed\nC,plain words of the last row\n')
    assert (last.unchanged + last.added, last.rejected) == (2, 1)


def test_a_line_that_is_not_json_is_refused_by_number(store, take_in):
    lines = [json.dumps({"text": SENATE}), '{"text": "cut', "[1]", json.dumps({"text": FLOOD})]
    result = take_in("lines.jsonl", "\n".join(lines))
    assert (result.added, result.rejected) == (2, 2)
    assert [reject["row"] for reject in rejects(store)] == [2, 3]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "utf-8"])
def test_a_file_in_another_encoding_is_read_and_the_encoding_recorded(store, take_in, encoding):
    text = f"“We can’t wait,” said José Núñez at the café — he paid £5. {SENATE}"
    take_in("encoded.csv", f'title,text\nCafé,"{text}"\n'.encode(encoding))
    (article,) = store.arrow("articles").to_pylist()
    assert (article["title"], article["text"]) == ("Café", text)
    expected = None if encoding.startswith("utf-8") else f"encoding:{encoding}"
    assert article["normalised"] == expected


def test_half_characters_of_broken_json_do_no_harm(store, take_in):
    take_in("half.jsonl", '{"text": "Good news \\ud83d for everybody who lives in the old town, the mayor said."}')
    assert store.arrow("articles")["normalised"].to_pylist() == ["surrogates"]


def test_a_damaged_document_in_a_folder_leaves_the_others(store, tmp_path):
    folder = tmp_path / "texts"
    (folder / "CNN").mkdir(parents=True)
    (folder / "CNN" / "vote.txt").write_text(f"Senate passes bill\n\n{SENATE}\n")
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 40)
    result = ingest(store, folder)
    assert (result.added, result.rejected) == (1, 1)
    assert rejects(store)[0]["file"].endswith("photo.txt")


def test_an_address_without_network_is_an_ordinary_error(store):
    with pytest.raises(InputError, match="cannot be fetched"):
        ingest(store, "http://127.0.0.1:9/feed.xml")
    assert rejects(store)[0]["file"] == "http://127.0.0.1:9/feed.xml"


def test_an_address_that_is_none_does_no_harm(store, take_in):
    rows = f'url,text\nhttp://[::1,"{SENATE}"\nnot an address,"{FLOOD}"\nhttp://www.bbc.co.uk/x,"{FLOOD} It rained."\n'
    assert take_in("urls.csv", rows).added == 3
    assert store.arrow("articles").sort_by("row")["outlet"].to_pylist() == [None, None, "BBC News"]


def test_utf16_that_does_not_say_so_is_named(store, take_in):
    unusable(store, take_in, "utf16.csv", f'text\n"{SENATE}"\n'.encode("utf-16-le"), "UTF-16 text that does not say so")


def test_a_header_of_nothing_is_said_to_be_one(store, take_in):
    unusable(store, take_in, "empty.csv", ",,\n1,2,3\n", "the header names no column")


def test_a_column_called_language_that_holds_none_is_not_believed(store, take_in):
    result = take_in("lang.csv", f'language,text\n🤖,"{SENATE}"\nxx-yy,"{FLOOD}"\nGerman,"{FLOOD} It rained on."\n')
    assert (result.added, result.rejected) == (2, 1)
    assert store.arrow("articles")["language"].to_pylist() == ["en", "en"]


def test_what_is_no_object_is_named_in_words(store, take_in):
    take_in("odd.json", json.dumps([{"text": SENATE}, "Senate", None, 5, []]))
    reasons = [reject["reason"].removeprefix("a JSON object was expected, ") for reject in rejects(store)]
    assert reasons == ["a text was found", "null was found", "a number was found", "a list was found"]


@pytest.mark.parametrize(
    ("date", "reason"),
    [
        ("0001-01-01", "the year 0001 cannot be right"),
        ("9999-12-31", "the year 9999 cannot be right"),
        ("2024-01-01T25:00", "it is not a date (hour must be in 0..23)"),
        ("2023-02-29", "it is not a date (day is out of range for month)"),
        ("99999999999999999999", "it is not a date"),
        ("1e400", "it is not a date"),
    ],
)
def test_impossible_dates_are_refused_in_our_own_words(store, take_in, date, reason):
    take_in("dates.csv", f'date,text\n{date},"{SENATE}"\n')
    assert rejects(store)[0]["reason"] == f"impossible date {date!r}: {reason}"


def test_what_only_looks_like_a_document_leaves_the_others(store, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "vote.txt").write_text(SENATE)
    (folder / "loop.txt").mkdir()
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    assert ingest(store, folder).added == 1
