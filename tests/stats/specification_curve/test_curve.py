"""Specification curve: the specification asked is what compare reports, planted differences survive, estimators are SciPy's."""

import json

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats

from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.stats import compare
from analysis.stats.specification_curve.curve import estimate_curve, split_pair
from analysis.stats.specification_curve.estimates import (
    Articles,
    mean_difference,
    median_difference,
    trimmed_difference,
)
from tests.synthetic import corpus_of, scores_table, synthetic_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    directory = tmp_path_factory.mktemp("corpus")
    return synthetic_corpus(directory, 1500, outlets=3, differences={"Fox News": 0.3}, missing=0.05)


def articles(values: np.ndarray, first: int = 0) -> Articles:
    return Articles(values, np.ones(len(values)), values, np.arange(first, first + len(values)))


def test_the_specification_asked_is_the_pair_that_compare_reports(corpus):
    for measure in ("sentiment_compound", "hedging_per_100_words"):
        table = estimate_curve(corpus, measure, "Fox News", "Reuters").specifications
        asked = table[table["as_asked"]].iloc[0]
        pair = compare(corpus, measure, filters=Filters(outlets=("Fox News", "Reuters"))).pairs.iloc[0]
        assert tuple(asked[["estimate", "low", "high", "p", "se"]]) == pytest.approx(
            tuple(pair[["difference", "low", "high", "p", "se"]])
        )


def test_a_planted_difference_survives_every_choice_and_none_does_not(corpus):
    found = estimate_curve(corpus, "sentiment_compound", "Fox News", "Reuters")
    assert found.summary["specifications"] >= 6
    assert found.summary["same_sign"] == found.summary["significant"] == 1.0
    assert 0.2 < found.summary["lowest"] <= found.summary["median"] <= found.summary["highest"] < 0.4
    assert estimate_curve(corpus, "sentiment_compound", "Guardian", "Reuters").summary["significant"] < 0.5


def test_specifications_are_in_order_and_each_is_one_way_to_ask(corpus):
    table = estimate_curve(corpus, "sentiment_compound", "Fox News", "Reuters").specifications
    assert table["estimate"].is_monotonic_increasing
    assert not table.duplicated(["measure", "wire", "matching", "statistic", "min_words", "cluster"]).any()
    assert set(table["statistic"]) == {"mean", "trimmed 5 %", "median"}
    assert {"day", "article"} <= set(table["cluster"])
    assert table["as_asked"].sum() == 1


def test_a_choice_that_leaves_the_same_articles_is_none(corpus):
    """All articles of the synthetic corpus have 200 words or more."""
    assert estimate_curve(corpus, "sentiment_compound", "Fox News", "Reuters").specifications["min_words"].unique() == [
        0
    ]


def test_an_outlier_moves_the_mean_and_hardly_the_trimmed_mean_or_median(tmp_path):
    scores = scores_table(400, outlets=2)
    reading = np.array(scores["readability_flesch_reading_ease"]).copy()
    reading[np.flatnonzero(np.array(scores["outlet"]) == "Guardian")[:3]] = 9000.0
    at = scores.schema.get_field_index("readability_flesch_reading_ease")
    corpus = corpus_of(tmp_path, scores.set_column(at, "readability_flesch_reading_ease", pa.array(reading)))
    table = estimate_curve(corpus, "readability_flesch_reading_ease", "Guardian", "Reuters").specifications
    by = table[table["cluster"] == "article"].set_index("statistic")["estimate"]
    assert by["mean"] > 50
    assert abs(by["trimmed 5 %"]) < 4 > abs(by["median"])


def test_trimmed_means_by_article_are_yuens_test():
    rng = np.random.default_rng(2)
    a, b = rng.normal(0, 1, 80), rng.normal(0.5, 2, 60)
    difference, se, df = trimmed_difference(articles(a), articles(b, 80))
    expected = stats.ttest_ind(a, b, equal_var=False, trim=0.05)
    assert difference == pytest.approx(stats.trim_mean(a, 0.05) - stats.trim_mean(b, 0.05))
    assert difference / se == pytest.approx(expected.statistic, rel=0.02)
    assert df == pytest.approx(expected.df, rel=0.15)


def test_the_mean_by_article_is_welchs():
    rng = np.random.default_rng(3)
    a, b = rng.normal(0, 1, 50), rng.normal(1, 3, 40)
    expected = stats.ttest_ind(a, b, equal_var=False)
    difference, se, df = mean_difference(articles(a), articles(b, 50))
    assert (difference / se, df) == pytest.approx((expected.statistic, expected.df))


def test_the_medians_error_is_that_of_many_samples():
    rng = np.random.default_rng(4)
    results = []
    for _ in range(300):
        day = np.repeat(np.arange(60), 3)
        shock = rng.normal(0, 1, 60)[day]
        a, b = (Articles(v, np.ones(180), v, day + 0) for v in (rng.normal(shock, 1), rng.normal(0.0, 1, 180)))
        results.append(median_difference(a, b)[:2])
    estimates, errors = np.array(results).T
    assert errors.mean() == pytest.approx(estimates.std(), rel=0.12)


def test_what_the_corpus_does_not_know_is_said(corpus):
    text = " ".join(estimate_curve(corpus, "sentiment_compound", "Fox News", "Reuters").warnings)
    assert "framescope duplicates has not searched all articles" in text
    assert "framescope stories has not searched all articles" in text


def test_pairs_are_split_where_both_names_are_known():
    known = ["Fox News", "Portland, Maine", "CNN"]
    assert split_pair("Fox News,CNN", known) == ("Fox News", "CNN")
    assert split_pair("Portland, Maine , CNN", known) == ("Portland, Maine", "CNN")
    for text in ("CNN", "CNN,Vox", ","):
        with pytest.raises(ArgumentError, match="Groups: Fox News"):
            split_pair(text, known)


@pytest.mark.parametrize("names", [("Fox News", "Fox News"), ("Fox News", "The Onion")])
def test_unknown_or_equal_groups_are_argument_errors(corpus, names):
    with pytest.raises(ArgumentError):
        estimate_curve(corpus, "sentiment_compound", *names)


def test_the_json_has_no_nan_and_too_few_articles_are_said(corpus):
    json.dumps(estimate_curve(corpus, "hedging_per_100_words", "Fox News", "Reuters").to_dict(), allow_nan=False)
    none = estimate_curve(
        corpus, "sentiment_compound", "Fox News", "Reuters", filters=Filters(where="hedging_words < 210")
    )
    assert none.summary == {"specifications": 0} or none.summary["specifications"]
    json.dumps(none.to_dict(), allow_nan=False)
