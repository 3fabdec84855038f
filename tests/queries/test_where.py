"""What a filter written by a person may be, and what it may not."""

import pytest

from analysis.errors import ArgumentError
from analysis.queries import Filters, groups
from tests.synthetic import synthetic_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return synthetic_corpus(tmp_path_factory.mktemp("corpus"), 300, differences={"Fox News": 0.2})


def count(corpus, where: str) -> int:
    return int(groups(corpus, "sentiment_compound", None, Filters(where=where))["n"].sum())


@pytest.mark.parametrize(
    "where",
    [
        "outlet = 'Reuters'",
        "OUTLET = 'Reuters' OR bias IN ('left', 'right')",
        "hedging_per_100_words BETWEEN 0 AND 99 AND NOT outlet IS NULL",
        "outlet ILIKE 'reut%' -- the wire",
        "year(published) = 2024 AND published >= DATE '2024-02-01'",
        "CASE WHEN bias = 'left' THEN hedging_words > 3 ELSE true END",
        "coalesce(author, '') <> 'O''Brien'",
    ],
)
def test_a_condition_over_known_columns_works(corpus, where):
    assert 0 < count(corpus, where) <= 300


@pytest.mark.parametrize(
    "where",
    [
        "1=1; DROP VIEW scores",
        "1=1) OR (1=1",
        "1=1) UNION SELECT (1",
        "outlet = (SELECT max(outlet) FROM scores)",
        "EXISTS (SELECT 1)",
        "outlet IN (SELECT outlet FROM articles)",
        "read_csv('/etc/passwd')",
        "true FROM read_csv('/etc/passwd')",
        "read_text('/etc/passwd') IS NOT NULL",
        "getvariable('x') = 1",
        "current_setting('threads') = 1",
        "published > now()",
        "row_number() OVER () = 1",
        "count(*) > 1",
        "random() < 0.5",
        "outlet = $f_outlets",
        "outlet = ?",
        "COLUMNS(*) IS NOT NULL",
        "outlet = 'Reuters",
        'outlet = "Reuters"',
        "scores.outlet = 'Reuters'",
        "true, false",
        "true AS x",
        "true WHERE true",
        "/* open",
        "hedging_words",
        "outlet",
        "   ",
        "\0",
        "outlet > DATE '2024-01-01'",
        "CAST(outlet AS INTEGER) = 1",
    ],
)
def test_anything_else_is_refused_with_an_explanation(corpus, where):
    with pytest.raises(ArgumentError, match=r"filter"):
        count(corpus, where)


def test_an_unknown_column_is_answered_with_the_columns_there_are(corpus):
    with pytest.raises(ArgumentError, match=r"outlets.*Columns: id, outlet, published.*bias"):
        count(corpus, "outlets = 'Reuters'")


def test_or_in_a_filter_does_not_escape_the_other_filters(corpus):
    found = groups(corpus, "sentiment_compound", "outlet", Filters(outlets=("Reuters",), where="true OR true"))
    assert found["group"].to_list() == ["Reuters"]


def test_a_comment_at_the_end_does_not_swallow_what_follows(corpus):
    found = groups(corpus, "sentiment_compound", "outlet", Filters(where="outlet = 'Reuters' --"))
    assert found["group"].to_list() == ["Reuters"]
