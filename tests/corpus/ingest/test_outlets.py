"""One name per outlet: known names, the user's own, and one spelling where only the case differs."""

from itertools import permutations

import pytest

from analysis.corpus.ingest.outlets import OutletNames, near_equal, outlet_name, read_aliases
from analysis.errors import ArgumentError, InputError


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("reuters", "Reuters"),
        ("REUTERS", "Reuters"),
        ("nytimes", "New York Times"),
        ("NYT", "New York Times"),
        ("foxnews", "Fox News"),
        ("FOX NEWS", "Fox News"),
        ("washingtonpost", "Washington Post"),
        ("dailymail", "Daily Mail"),
        ("theguardian", "Guardian"),
        ("thehill", "The Hill"),
        ("theblaze", "The Blaze"),
        ("TheBlaze", "The Blaze"),
        ("theblaze.com", "The Blaze"),
        ("abc", "abc"),  # of America or of Australia
        ("Hill", "Hill"),
    ],
)
def test_names_of_data_sets_and_in_any_case_are_known(given, expected):
    assert outlet_name(given) == expected
    assert OutletNames().name(given) == expected


def test_of_spellings_the_most_frequent_with_capitals_is_taken_whatever_the_order_of_rows():
    rows = ["daily ledger"] * 5 + ["DAILY LEDGER", "Daily Ledger", "Daily Ledger"]
    for order in permutations(("daily ledger", "DAILY LEDGER", "Daily Ledger")):
        names = OutletNames(scan=lambda: [*rows, None, ""])
        assert {names.name(given) for given in order} == {"Daily Ledger"}
        assert names.merged == {"daily ledger": "Daily Ledger", "DAILY LEDGER": "Daily Ledger"}


def test_a_tie_between_spellings_does_not_hang_on_the_order_either():
    for rows in (["Daily ledger", "Daily Ledger"], ["Daily Ledger", "Daily ledger"]):
        assert OutletNames(scan=lambda rows=rows: rows).name("daily LEDGER") == "Daily Ledger"


def test_the_spelling_of_the_corpus_comes_before_that_of_the_input():
    names = OutletNames(corpus={"Daily Ledger": 1}, scan=lambda: ["DAILY LEDGER"] * 9)
    assert names.name("DAILY LEDGER") == "Daily Ledger"


def test_the_users_own_names_come_before_all_others():
    names = OutletNames({"NYT": "The Grey Lady", "new york times": "The Grey Lady", "mylocal": "My Local"})
    assert [names.name(given) for given in ("nyt", "nytimes.com", "The New York Times - News", "MyLocal")] == [
        "The Grey Lady", "The Grey Lady", "The Grey Lady", "My Local"
    ]  # fmt: skip
    assert names.of_url("https://www.nytimes.com/2020/1") == "The Grey Lady"
    assert names.name("my local") == "My Local"


def test_names_that_may_be_one_outlet_are_paired_and_others_are_not():
    corpus = ["The Daily Ledger", "Daily Ledger Online", "dailyledger.com", "Daily Legder", "Channel 4 News",
              "Channel 5 News", "NBC News", "CBC News", "Daily Mail", "!!!", "???"]  # fmt: skip
    pairs = near_equal(corpus, corpus)
    assert {name for pair in pairs for name in pair} == set(corpus[:4])
    assert near_equal(["Daily Mail"], corpus) == []


def test_a_table_of_aliases_is_read_whatever_its_columns_case(tmp_path):
    table = tmp_path / "names.csv"
    table.write_text("Outlet;Alias\nDaily Ledger; ledger \nDaily Ledger;The  Ledger\n", encoding="utf-8-sig")
    assert read_aliases(table) == {"ledger": "Daily Ledger", "The Ledger": "Daily Ledger"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("name,outlet\na,b\n", "needs the columns alias and outlet"),
        ("alias,outlet\na,b\na,c\n", "'a' is both 'b' and 'c'"),
        ("alias,outlet\na,\n", "row 1 has no outlet"),
    ],
)
def test_a_table_that_is_none_of_aliases_is_said_to_be_none(tmp_path, content, said):
    (tmp_path / "names.csv").write_text(content)
    with pytest.raises(ArgumentError, match=said):
        read_aliases(tmp_path / "names.csv")
    with pytest.raises(InputError):
        read_aliases(tmp_path / "nowhere.csv")
