"""Columns and the fields they are taken for, outlets and the names they get."""

import pytest

from analysis.corpus.ingest.column_mapping import extra_names, map_fields, parse_map
from analysis.corpus.ingest.language import code_of, detect
from analysis.corpus.ingest.outlets import outlet_name, outlet_of_url
from analysis.errors import ArgumentError, InputError
from tests.corpus.conftest import SENATE


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ["Headline", "Full Text", "Publish_Date", "Publication"],
            ["Full Text", "Publication", "Publish_Date", "Headline"],
        ),
        (
            ["title", "maintext", "date_publish", "source_domain"],
            ["maintext", "source_domain", "date_publish", "title"],
        ),
        (
            ["webTitle", "bodyText", "webPublicationDate", "newspaper"],
            ["bodyText", "newspaper", "webPublicationDate", "webTitle"],
        ),
        (["title", "content", "publishedAt", "source.name"], ["content", "source.name", "publishedAt", "title"]),
    ],
)
def test_usual_names_are_recognised_whatever_their_case_and_separators(columns, expected):
    found = map_fields(columns, {}, "a.csv")
    assert [found[field] for field in ("text", "outlet", "published", "title")] == expected


def test_what_the_user_maps_wins_and_the_usual_name_becomes_an_extra_column():
    assert map_fields(["text", "Story"], {"text": "story"}, "a.csv") == {"text": "Story"}


def test_no_column_is_two_fields():
    assert map_fields(["article", "date"], {}, "a.csv") == {"text": "article", "published": "date"}


def test_words_that_are_no_map_are_answered_with_the_fields():
    with pytest.raises(ArgumentError, match="text, url, author"):
        parse_map(["txet=body"])
    with pytest.raises(InputError, match="names no column"):
        map_fields([], {}, "a.csv")


def test_two_columns_for_one_field_are_refused_by_name():
    with pytest.raises(ArgumentError, match='two columns for text: text=lead and "text=full story"'):
        parse_map(["text=lead", "title=head", "text=full story"])
    assert parse_map(["text=lead", "text=lead"]) == {"text": "lead"}


def test_extra_columns_never_pass_for_ours():
    names = extra_names(["Topic (main)", "topic main", "Content Hash", "2020", "readability"])
    assert list(names.values()) == [
        "topic_main", "topic_main_2", "input_content_hash", "column_2020", "input_readability"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("CNN (Web News)", "CNN"),
        ("New York Times - News", "New York Times"),
        ("The New York Times", "New York Times"),
        ("USA TODAY", "USA Today"),
        ("https://www.foxnews.com/politics", "Fox News"),
        ("somewhere.example.org", "somewhere.example.org"),
        ("Christian Science Monitor", "Christian Science Monitor"),
        ("The Hill", "The Hill"),
        ("News", "News"),
    ],
)
def test_outlets_get_one_name_and_unknown_ones_keep_theirs(given, expected):
    assert outlet_name(given) == expected
    assert outlet_name(expected) == expected


def test_the_host_of_an_address_names_the_outlet_where_no_column_does():
    assert outlet_of_url("http://www.nytimes.com/2012/05/25/us/politics/obama.html") == "New York Times"
    assert outlet_of_url("no address") is None


def test_languages_are_told_apart_and_short_texts_are_not_judged():
    assert detect(SENATE) == "en"
    assert detect("El presidente anunció el jueves nuevas medidas para ayudar a las familias afectadas.") == "es"
    assert detect("Votes are in.") is None
    assert [code_of(word) for word in ("English", "en-US", "ENG", "fr", "")] == ["en", "en", "en", "fr", None]
