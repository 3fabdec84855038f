"""The sides of a comparison of words: read as people write them."""

import pytest

from analysis.errors import ArgumentError
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
