"""Filters as SQL, as flags and as provenance."""

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.queries import Filters, groups
from tests.synthetic import corpus_of, scores_table, synthetic_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return synthetic_corpus(tmp_path_factory.mktemp("corpus"), 300)


def count(corpus, filters: Filters) -> int:
    return int(groups(corpus, "sentiment_compound", None, filters)["n"].sum())


def test_since_and_until_are_whole_days_both_included(tmp_path):
    scores = scores_table(3, days=1)
    published = pa.array(["2024-05-01T00:00:00Z", "2024-05-02T23:59:59Z", "2024-05-03T00:00:00Z"]).cast(
        scores.schema.field("published").type
    )
    corpus = corpus_of(tmp_path, scores.set_column(2, "published", published))
    assert count(corpus, Filters(since=date(2024, 5, 1), until=date(2024, 5, 2))) == 2


@pytest.mark.parametrize("hostile", ["' OR true --", "Reuters'; DROP VIEW scores; --", "$f_since", '"', "\\", "%", ""])
def test_hostile_values_match_nothing_and_break_nothing(corpus, hostile):
    assert count(corpus, Filters(outlets=(hostile,))) == 0
    assert count(corpus, Filters(equals={"bias": hostile})) == 0
    assert count(corpus, Filters()) == 300


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_a_value_and_never_sql(corpus, text):
    assert count(corpus, Filters(outlets=(text,))) in (0, count(corpus, Filters(equals={"outlet": text})))


def test_an_outlet_with_quotes_in_its_name_is_found(tmp_path):
    scores = scores_table(2, days=1).set_column(1, "outlet", pa.array(['O\'Globo "RJ"', "Reuters"]))
    assert count(corpus_of(tmp_path, scores), Filters(outlets=('O\'Globo "RJ"',))) == 1


def test_values_of_one_column_are_alternatives_and_columns_are_joint(corpus):
    left, right = count(corpus, Filters(equals={"bias": "left"})), count(corpus, Filters(equals={"bias": "right"}))
    assert left
    assert right
    assert count(corpus, Filters(equals={"bias": ["left", "right"]})) == left + right
    assert count(corpus, Filters(outlets=("Guardian",), equals={"bias": "left"})) == 0  # outlet 1 is "right"


def test_an_unknown_column_is_an_argument_error_that_lists_columns(corpus):
    with pytest.raises(ArgumentError, match=r"no column 'biass'.*Did you mean 'bias'.*Columns: id"):
        count(corpus, Filters(equals={"biass": "left"}))


def test_min_words_leaves_out_articles_without_a_count(tmp_path):
    corpus = synthetic_corpus(tmp_path, 200, missing=0.5)
    with_words = corpus.rows("SELECT count(hedging_words) AS n FROM scores")[0]["n"]
    assert with_words < 200
    found = groups(corpus, "sentiment_compound", None, Filters(min_words=0))
    assert int((found["n"] + found["missing"]).sum()) == with_words


def test_dates_the_wrong_way_round_are_refused():
    with pytest.raises(ArgumentError, match="swap"):
        Filters(since=date(2024, 2, 1), until=date(2024, 1, 1))


def test_flags_quote_what_a_shell_would_split():
    filters = Filters(outlets=("BBC News",), min_words=100, equals={"bias": "left"}, where="bias <> 'right'")
    assert filters.flags() == [
        *("--outlet", "BBC News"),
        *("--min-words", "100"),
        *("--only", "bias=left"),
        *("--where", "bias <> 'right'"),
    ]
    assert "'BBC News'" in filters.command()


def test_one_outlet_said_in_three_ways_is_the_same_filter_with_the_same_flags():
    said = [Filters(outlets="CNN"), Filters(equals={"outlet": "CNN"}), Filters(equals=(("outlet", "CNN"),))]
    assert len(set(said)) == 1
    assert {filters.command() for filters in said} == {"--outlet CNN"}
    assert Filters(outlets=("NPR", "CNN", "NPR")) == Filters(outlets=("CNN",), equals={"outlet": "NPR"})
    assert Filters(equals={"topic": ["b", "a"], "bias": "left"}) == Filters(
        equals={"bias": "left", "topic": ["a", "b"]}
    )


SOME = [
    Filters(),
    Filters(outlets=("Reuters", "Guardian")),
    Filters(outlets=("Fox News",)),
    Filters(equals={"bias": ["left", "right"]}, min_words=300),
    Filters(equals={"bias": "left"}, min_words=400),
    Filters(since=date(2024, 3, 1)),
    Filters(until=date(2024, 2, 1)),
    Filters(since=date(2024, 1, 20), until=date(2024, 4, 1), language="en"),
    Filters(language="de"),
    Filters(where="hedging_words > 300 -- long ones"),
    Filters(where="outlet = 'Reuters' OR bias = 'left'"),
]


@pytest.mark.parametrize("a", SOME)
@pytest.mark.parametrize("b", SOME)
def test_filters_joined_leave_the_articles_that_pass_both(corpus, a, b):
    def passing(filters: Filters) -> set[str]:
        condition, bound = filters.predicate(corpus)
        return {row["id"] for row in corpus.rows(f"SELECT id FROM scores WHERE {condition}", bound)}

    assert passing(a.and_(b)) == passing(a) & passing(b) == passing(b.and_(a))


def test_wire_copy_joined_is_the_stricter_of_the_two():
    assert Filters(wire="one-per-group").and_(Filters(wire="exclude")).wire == "exclude"
    assert Filters(wire="one-per-group").and_(Filters()).wire == "one-per-group"
