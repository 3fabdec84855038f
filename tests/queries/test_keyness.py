"""The sides of a comparison of words: read as people write them, and combined with the filters of the selection."""

from datetime import date

import pytest

from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.queries.keyness import parse_side


def test_sides_are_read_as_people_write_them():
    side = parse_side(["bias=left", "since=2019-06-01", "until=2019-07-01", "where=hedging_words > 9"])
    assert side.to_dict() == {
        "since": "2019-06-01",
        "until": "2019-07-01",
        "equals": {"bias": ["left"]},
        "where": "hedging_words > 9",
    }
    assert parse_side(["rest"]) is None
    for text in ("Fox News", "since=June", "=x"):
        with pytest.raises(ArgumentError):
            parse_side([text])


def test_an_intersection_keeps_every_condition_of_both():
    a = Filters(outlets=("CNN",), since=date(2024, 1, 1), language="en", min_words=50, where="hedging_words > 9")
    b = Filters(equals={"bias": "left"}, until=date(2024, 2, 1), min_words=80, where="id <> 'x'", wire="exclude")
    for both in (a.and_(b), b.and_(a)):
        assert both.to_dict()["outlets" if both.outlets else "equals"]
        assert (both.since, both.until, both.language) == (date(2024, 1, 1), date(2024, 2, 1), "en")
        assert (both.min_words, both.wire) == (80, "exclude")
        assert {"hedging_words > 9", "id <> 'x'"} == {text.strip("()") for text in both.where.split(" AND ")}
        assert ("bias", "left") in both.pairs()


def test_values_that_both_sides_name_are_kept_and_others_are_not_alternatives():
    both = Filters(outlets=("CNN", "NPR")).and_(Filters(outlets=("NPR", "Vox")))
    assert both.to_dict() == Filters(outlets=("NPR",)).to_dict()
    both = Filters(equals={"bias": ["left", "center"]}).and_(Filters(equals={"bias": ["left", "right"]}))
    assert both.to_dict() == Filters(equals={"bias": "left"}).to_dict()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Filters(outlets=("CNN",)), Filters(outlets=("NPR",))),
        (Filters(equals={"bias": "left"}), Filters(equals={"bias": "right"})),
        (Filters(language="en"), Filters(language="de")),
        (Filters(since=date(2024, 2, 1)), Filters(until=date(2024, 1, 1))),
    ],
)
def test_no_article_passes_filters_that_contradict_each_other(one, other):
    assert one.and_(other).where == "false"
