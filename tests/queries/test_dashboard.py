"""Questions of the screen give the same numbers as the questions everyone asks."""

import pytest

from analysis.queries.dashboard import profile
from analysis.stats import compare
from tests.synthetic import synthetic_corpus


def test_a_profile_holds_what_compare_estimates(tmp_path):
    corpus = synthetic_corpus(tmp_path, 400, differences={"Reuters": 0.2}, missing=0.1)
    table = profile(corpus)
    for measure in ("sentiment_compound", "hedging_per_100_words"):
        own = table[table["measure"] == measure].set_index("group")
        found = compare(corpus, measure).groups.set_index("group")
        assert own["value"].to_dict() == pytest.approx(found["mean"].to_dict())
        assert own["n"].to_dict() == found["n"].to_dict()
