"""Warnings about a comparison, from frames made by hand: each says what it should, and only where it should."""

import pandas as pd
import pytest

from analysis.measures import Measure
from analysis.stats.warnings import (
    comparison_warnings,
    nested_outlets_warning,
    opposite_signs_warning,
    single_outlets_warning,
    typography_warning,
)

MEASURE = Measure("tone", "Tone", "score", -1, 1, "A tone.", "", missing="the body has no sentence")


def summary(*rows: dict[str, object]) -> pd.DataFrame:
    """Rows of `queries.groups`, sound ones where nothing else is given."""
    sound = {"n": 100, "missing": 0, "days": 50, "authors": 20, "without_author": 0, "sd": 0.2}
    sound |= {"first": pd.Timestamp("2024-01-01"), "last": pd.Timestamp("2024-12-31")}
    return pd.DataFrame([sound | row for row in rows])


def warnings(*rows: dict[str, object]) -> list[str]:
    table = summary(*rows)
    return comparison_warnings(MEASURE, table, table[table["group"].notna()])


def test_two_sound_groups_are_not_warned_about():
    assert warnings({"group": "CNN"}, {"group": "NPR"}) == []


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"n": 29}, "NPR: only 29 articles; intervals of fewer than 30 articles are wide and less exact."),
        ({"n": 1}, "NPR: only 1 article; intervals of fewer than 30 articles are wide and less exact."),
        ({"days": 1}, "NPR: all articles are from one day, so the day's events may explain the numbers."),
        ({"days": 9}, "NPR: only 9 days, and articles of one day share events; the interval may be too narrow."),
        ({"authors": 1}, "NPR: one author wrote all 100 articles; group and author cannot be separated."),
        ({"sd": 0.0}, "NPR: every article has the same value, so its uncertainty cannot be estimated."),
        (
            {"missing": 2},
            "2 articles without a value (missing where the body has no sentence) are left out: NPR 2.",
        ),
        (
            {"first": pd.Timestamp("2025-02-01"), "last": pd.Timestamp("2025-03-01")},
            "Coverage periods barely overlap: CNN (2024-01-01 to 2024-12-31) and NPR (2025-02-01 to 2025-03-01). "
            "Differences may be due to time.",
        ),
    ],
)
def test_a_weakness_of_one_group_is_named_and_nothing_else(row, sentence):
    assert warnings({"group": "CNN"}, {"group": "NPR"} | row) == [sentence]


def test_an_author_is_not_blamed_where_others_may_have_written():
    assert warnings({"group": "CNN"}, {"group": "NPR", "authors": 1, "without_author": 3}) == []


def test_articles_without_a_group_and_groups_left_out_are_counted():
    table = summary({"group": "CNN"}, {"group": "NPR"}, {"group": "Vox"}, {"group": None, "n": 1, "missing": 0})
    assert comparison_warnings(MEASURE, table, table.iloc[:2]) == [
        "1 article without a group is left out.",
        "Only the 2 groups with the most articles are compared; 1 smaller ones are left out.",
    ]


def test_nothing_to_compare_says_why():
    assert warnings({"group": "CNN"})[0] == "Fewer than two groups have values, so there is nothing to compare."
    assert warnings({"group": None})[0].startswith("No matching article has a group")
    empty = summary({"group": "CNN"}).iloc[:0]
    assert comparison_warnings(MEASURE, empty, empty)[0].startswith("No scored article matches")


def test_groups_made_of_outlets_and_groups_of_one_outlet_are_named():
    assert nested_outlets_warning(0, "bias") == single_outlets_warning([]) == []
    assert (
        "bias is a property of the outlet: these groups consist of 12 outlets" in nested_outlets_warning(12, "bias")[0]
    )
    assert single_outlets_warning(["a", "b", "c", "d", "e"])[0].startswith("Only one outlet: a, b, c, d …. ")


def test_only_significant_differences_of_opposite_sign_are_named():
    pairs = pd.DataFrame(
        {
            "a": ["CNN", "CNN", "NPR"],
            "b": ["NPR", "Vox", "Vox"],
            "difference": [0.2, 0.2, 0.2],
            "effect_size": [-0.1, 0.1, -0.1],
            "p_adjusted": [0.01, 0.01, 0.2],
        }
    )
    (sentence,) = opposite_signs_warning(pairs)
    assert sentence.startswith("CNN − NPR: the rate over all words differs in one direction")
    assert opposite_signs_warning(pairs.iloc[1:]) == []


def test_hidden_words_matter_where_groups_differ_by_one_per_article():
    groups = pd.DataFrame({"group": ["CNN", "Vox"]})
    hidden = pd.DataFrame({"group": ["CNN", "Vox", "NPR"], "mean": [0.0, 6.5, 99.0]})
    (sentence,) = typography_warning(hidden, groups)
    assert "6.5 per article in Vox but 0.0 in CNN" in sentence
    assert typography_warning(hidden.assign(mean=[0.0, 0.9, 99.0]), groups) == []
    assert typography_warning(hidden.iloc[:0], groups) == []
