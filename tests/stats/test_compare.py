"""Comparisons: against SciPy and statsmodels on the same numbers, and against differences that were planted."""

import json

import numpy as np
import pyarrow as pa
import pytest
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.oneway import anova_oneway

from analysis.corpus.schema import TIME
from analysis.errors import ArgumentError
from analysis.queries import Filters
from analysis.stats import compare
from analysis.stats.corrections import adjust
from analysis.stats.effect_sizes import cliffs_delta, hedges_g
from analysis.stats.resampling import bca, estimate, replicate
from tests.synthetic import corpus_of, scores_table, synthetic_corpus


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    return synthetic_corpus(
        tmp_path_factory.mktemp("corpus"), 900, outlets=3, differences={"Fox News": 0.3}, missing=0.05
    )


@pytest.fixture(scope="module")
def by_outlet(corpus):
    frame = corpus.frame("SELECT outlet, sentiment_compound AS v FROM scores").dropna()
    return {name: part.to_numpy() for name, part in frame.groupby("outlet")["v"]}


def test_by_article_the_test_is_welchs_t_test(corpus, by_outlet):
    pairs = compare(corpus, "sentiment_compound", method="t", cluster="article").pairs
    for row in pairs.itertuples():
        a, b = by_outlet[row.a], by_outlet[row.b]
        expected = stats.ttest_ind(a, b, equal_var=False)
        interval = expected.confidence_interval(0.95)
        assert row.difference == pytest.approx(a.mean() - b.mean(), rel=1e-9)
        assert (row.p, row.df) == pytest.approx((expected.pvalue, expected.df), rel=1e-9)
        assert (row.low, row.high) == pytest.approx((interval.low, interval.high), rel=1e-9)


def test_a_groups_t_interval_is_the_textbooks(corpus, by_outlet):
    groups = compare(corpus, "sentiment_compound", method="t", cluster="article").groups.set_index("group")
    for name, v in by_outlet.items():
        low, high = stats.t.interval(0.95, len(v) - 1, v.mean(), stats.sem(v))
        assert tuple(groups.loc[name, ["mean", "low", "high"]]) == pytest.approx((v.mean(), low, high), rel=1e-9)


def test_the_omnibus_test_by_article_is_welchs_anova(corpus, by_outlet):
    found = compare(corpus, "sentiment_compound", method="t", cluster="article").choices["omnibus"]
    expected = anova_oneway(list(by_outlet.values()), use_var="unequal", welch_correction=True)
    assert (found["f"], found["p"]) == pytest.approx((expected.statistic, expected.pvalue), rel=1e-9)


def test_where_typography_hides_more_words_in_one_outlet_a_comparison_of_sentiment_says_so(tmp_path):
    scores = scores_table(300)
    hidden = np.where(np.array(scores["outlet"].to_pylist()) == "Fox News", 6.0, 0.0)
    corpus = corpus_of(tmp_path, scores.append_column("sentiment_words_hidden", pa.array(hidden)))
    (warning,) = (w for w in compare(corpus, "sentiment_compound").warnings if "Typographic" in w)
    assert "6.0 per article in Fox News but 0.0 in" in warning
    assert not any("Typographic" in w for w in compare(corpus, "hedging_per_100_words").warnings)


@pytest.mark.parametrize("measure", ["sentiment_compound", "hedging_per_100_words"])
def test_by_day_the_standard_error_is_that_of_leaving_out_each_day(corpus, measure):
    y = "sentiment_compound" if measure == "sentiment_compound" else "100 * hedging_count"
    x = "1" if measure == "sentiment_compound" else "hedging_words"
    sums = corpus.frame(
        f"""SELECT sum({y}) AS y, sum({x}) AS x FROM scores
        WHERE outlet = 'Reuters' AND {measure} IS NOT NULL GROUP BY CAST(published AS DATE)"""
    )
    days = len(sums)
    left_out = (sums["y"].sum() - sums["y"]) / (sums["x"].sum() - sums["x"])
    estimate = sums["y"].sum() / sums["x"].sum()
    se = compare(corpus, measure).groups.set_index("group").loc["Reuters", "se"]
    assert se == pytest.approx(np.sqrt((days - 1) / days * ((left_out - estimate) ** 2).sum()), rel=1e-9)


def test_by_day_the_difference_has_the_jackknife_error_too(corpus):
    sums = (
        corpus.frame(
            """SELECT CAST(published AS DATE) AS day, outlet, sum(sentiment_compound) AS y,
            count(sentiment_compound) AS x FROM scores GROUP BY 1, 2"""
        )
        .pivot(index="day", columns="outlet")
        .fillna(0.0)
    )
    left_out = (sums["y"].sum() - sums["y"]) / (sums["x"].sum() - sums["x"])
    gaps = left_out["Guardian"] - left_out["Reuters"]
    row = compare(corpus, "sentiment_compound").pairs.set_index(["a", "b"]).loc[("Guardian", "Reuters")]
    days = len(sums)
    assert row["se"] == pytest.approx(np.sqrt((days - 1) / days * ((gaps - row["difference"]) ** 2).sum()), rel=1e-2)
    assert row["df"] <= days - 1


def test_adjusted_p_values_equal_statsmodels():
    p = np.array([0.001, 0.2, 0.04, 0.04, 0.9, 0.012])
    np.testing.assert_allclose(adjust(p, "holm"), multipletests(p, method="holm")[1])
    np.testing.assert_allclose(adjust(p, "bh"), multipletests(p, method="fdr_bh")[1])
    with_unknown = adjust(np.array([0.02, np.nan, 0.03]))
    np.testing.assert_allclose(with_unknown, [0.04, np.nan, 0.04])


def test_the_rate_of_a_group_is_a_ratio_of_sums_not_a_mean_of_ratios(tmp_path):
    scores = scores_table(2, outlets=1, days=1)
    numbers = {"hedging_count": [1.0, 9.0], "hedging_words": [100.0, 300.0], "hedging_per_100_words": [1.0, 3.0]}
    for name, values in numbers.items():
        scores = scores.set_column(scores.schema.get_field_index(name), name, pa.array(values))
    found = compare(corpus_of(tmp_path, scores), "hedging_per_100_words")
    assert found.groups["mean"].to_list() == [2.5]  # 100 * 10 / 400; the mean of the ratios is 2.0
    assert found.groups["median"].to_list() == [2.0]
    assert "ratio of sums" in found.choices["estimator"]


def test_hedges_g_by_hand():
    # difference 2, both sd 2, n 10 and 10: d = 1, J = 1 - 3 / (4 * 18 - 1)
    g, low, high = hedges_g(2.0, np.sqrt(4 / 10 + 4 / 10), (10, 10), (2.0, 2.0), 1.96)
    corrected = 1 - 3 / 71
    half = 1.96 * np.sqrt(corrected**2 * 0.2 + corrected**2 / 36)
    assert (g, low, high) == pytest.approx((corrected, corrected - half, corrected + half))


@pytest.mark.parametrize("cluster", ["day", "article"])
def test_the_effect_size_of_a_rate_is_hedges_g_of_the_articles_own_values(corpus, cluster):
    frame = corpus.frame("SELECT outlet, hedging_per_100_words AS v FROM scores").dropna()
    pairs = compare(corpus, "hedging_per_100_words", cluster=cluster).pairs
    for pair in pairs.itertuples():
        a, b = (frame.loc[frame["outlet"] == name, "v"].to_numpy() for name in (pair.a, pair.b))
        free = len(a) + len(b) - 2
        pooled = np.sqrt(((len(a) - 1) * a.var(ddof=1) + (len(b) - 1) * b.var(ddof=1)) / free)
        g = (1 - 3 / (4 * free - 1)) * (a.mean() - b.mean()) / pooled
        assert pair.effect_size == pytest.approx(g)
        assert pair.effect_low < g < pair.effect_high
    assert not np.allclose(pairs["effect_size"], pairs["difference"] / frame["v"].std(), rtol=1e-3)


def test_a_rate_and_its_articles_means_with_opposite_signs_are_named(tmp_path):
    """Reuters hedges more an article, but less in the long articles that hold most of its words."""
    rng = np.random.default_rng(1)
    scores = scores_table(400, outlets=2, days=100)
    first = np.array(scores["outlet"].to_pylist()) == scores["outlet"][0].as_py()
    long = np.arange(400) % 4 < 2
    words = np.where(long, 2000.0, 200.0)
    rate = np.where(first, np.where(long, 1.0, 4.0), 1.5) + rng.normal(0, 0.1, 400)
    numbers = {"hedging_count": rate * words / 100, "hedging_words": words, "hedging_per_100_words": rate}
    for name, values in numbers.items():
        scores = scores.set_column(scores.schema.get_field_index(name), name, pa.array(values))
    found = compare(corpus_of(tmp_path, scores), "hedging_per_100_words")
    assert found.pairs["difference"].iloc[0] * found.pairs["effect_size"].iloc[0] < 0
    assert any("the average article (effect_size) in the other" in warning for warning in found.warnings)


@pytest.mark.parametrize("measure", ["sentiment_compound", "hedging_per_100_words"])
def test_a_groups_interval_does_not_depend_on_the_groups_beside_it(corpus, measure):
    together = compare(corpus, measure).groups.set_index("group")
    for name, group in together.iterrows():
        alone = compare(corpus, measure, filters=Filters(outlets=(name,))).groups.iloc[0]
        assert (alone["low"], alone["high"]) == pytest.approx((group["low"], group["high"]), rel=1e-12)


def test_by_outlet_a_group_of_one_outlet_has_no_interval_and_it_is_said(tmp_path):
    three = synthetic_corpus(tmp_path, 90, outlets=3)  # the second of two leanings is one outlet
    found = compare(three, "sentiment_compound", by="bias", cluster="outlet")
    groups = found.groups.set_index("group")
    assert groups.loc["left", "interval"] == "t by outlet"
    assert np.isfinite(groups.loc["left", "low"])
    assert groups.loc["right", "interval"] == "none"
    assert np.isnan(groups.loc["right", "low"])
    assert np.isfinite(groups.loc["right", "mean"])
    assert np.isnan(found.pairs["p"].iloc[0])
    assert any(warning.startswith("Only one outlet: right.") for warning in found.warnings)


def test_cliffs_delta_equals_mann_whitney(by_outlet):
    a, b = np.sort(by_outlet["Reuters"]), np.sort(by_outlet["Guardian"])
    u = stats.mannwhitneyu(a, b).statistic
    assert cliffs_delta(a, b) == pytest.approx(2 * u / (len(a) * len(b)) - 1)


def test_a_planted_difference_is_found_and_no_other(corpus):
    pairs = compare(corpus, "sentiment_compound").pairs.set_index(["a", "b"])
    fox = pairs.loc[("Fox News", "Reuters")]
    assert fox["low"] < 0.3 < fox["high"]
    assert fox["p_adjusted"] < 1e-6
    assert fox["effect_size"] > 0.5
    assert pairs.loc[("Guardian", "Reuters"), "p_adjusted"] > 0.05


def test_days_that_outlets_share_cancel_in_their_difference(tmp_path):
    """Same-day events move both outlets; a difference that ignored it would look less certain than it is."""
    shared = synthetic_corpus(tmp_path, 4000, outlets=2, days=60, day_sd=0.5)
    found = compare(shared, "sentiment_compound")
    assert found.pairs["se"].iloc[0] < 0.5 * np.sqrt((found.groups["se"] ** 2).sum())


def test_the_same_call_gives_the_same_numbers(corpus):
    first, again = (compare(corpus, "hedging_per_100_words") for _ in range(2))
    assert json.dumps(first.to_dict()) == json.dumps(again.to_dict())
    other = compare(corpus, "hedging_per_100_words", seed=2)
    assert other.groups["low"].to_list() != first.groups["low"].to_list()


def test_the_json_has_the_contracts_keys_and_no_nan(corpus):
    found = compare(corpus, "sentiment_compound", filters=Filters(where="hedging_words > 300")).to_dict()
    assert list(found) == ["measure", "groups", "pairs", "warnings", "choices"]
    assert {"group", "n", "missing", "mean", "median", "low", "high", "sd", "days", "authors", "words"} <= set(
        found["groups"][0]
    )
    assert {"a", "b", "difference", "low", "high", "effect_size", "p", "p_adjusted"} <= set(found["pairs"][0])
    assert found["choices"]["filters"] == {"where": "hedging_words > 300"}
    assert found["choices"]["snapshot"] == 7
    json.dumps(found, allow_nan=False)


def small(tmp_path, n_outlet: dict[str, int], published: list[str], authors: list[str | None]):
    names = [name for name, count in n_outlet.items() for _ in range(count)]
    scores = scores_table(len(names), outlets=1, days=1)
    for column, values in (("outlet", names), ("author", authors)):
        scores = scores.set_column(scores.schema.get_field_index(column), column, pa.array(values, pa.string()))
    return corpus_of(tmp_path, scores.set_column(2, "published", pa.array(published).cast(TIME)))


def test_warnings_name_small_groups_one_author_one_day_and_separate_times(tmp_path):
    published = ["2024-01-01T10:00:00Z"] * 5 + [f"2024-06-{day:02d}T10:00:00Z" for day in range(1, 11)]
    corpus = small(tmp_path, {"Reuters": 5, "CNN": 10}, published, ["Phil Stewart"] * 5 + ["A", "B"] * 5)
    text = "\n".join(compare(corpus, "sentiment_compound").warnings)
    assert "Reuters: only 5 articles" in text
    assert "CNN: only 10 articles" in text
    assert "Reuters: all articles are from one day" in text
    assert "Reuters: one author wrote all 5 articles" in text
    assert "CNN: one author" not in text
    assert "Coverage periods barely overlap: CNN (2024-06-01 to 2024-06-10) and Reuters" in text


def test_missing_values_and_missing_groups_are_reported(tmp_path):
    scores = scores_table(100, outlets=2, missing=0.2)
    outlets = [None, *scores["outlet"].to_pylist()[1:]]
    found = compare(corpus_of(tmp_path, scores.set_column(1, "outlet", pa.array(outlets))), "sentiment_compound")
    assert any("without a value (missing where the body has no sentence)" in w for w in found.warnings)
    assert any("1 article without a group is left out" in w for w in found.warnings)
    assert found.groups["group"].notna().all()


@pytest.mark.parametrize("count", [1, 2, 5])
def test_very_few_articles_give_wide_or_no_intervals_never_an_error(tmp_path, count):
    published = [f"2024-01-{day:02d}T00:00:00Z" for day in range(1, count + 1)] * 2
    corpus = small(tmp_path, {"CNN": count, "Reuters": count}, published, [None] * (2 * count))
    found = compare(corpus, "sentiment_compound")
    assert found.groups["n"].to_list() == [count, count]
    assert found.groups["low"].isna().all() == (count == 1)
    json.dumps(found.to_dict(), allow_nan=False)


def test_nothing_to_compare_is_said_not_raised(corpus):
    found = compare(corpus, "sentiment_compound", filters=Filters(outlets=("The Onion",)))
    assert found.groups.empty
    assert found.pairs.empty
    assert "nothing to compare" in found.warnings[0]


def test_only_the_largest_groups_are_compared_and_it_is_said(corpus):
    found = compare(corpus, "sentiment_compound", by="author", most=5)
    assert len(found.groups) == 5
    assert any("35 smaller ones are left out" in warning for warning in found.warnings)


@pytest.mark.parametrize("wrong", [{"method": "magic"}, {"cluster": "week"}, {"confidence": 95}, {"by": "text"}])
def test_wrong_choices_are_argument_errors(corpus, wrong):
    with pytest.raises(ArgumentError):
        compare(corpus, "sentiment_compound", **wrong)


def test_bca_intervals_equal_scipys_on_the_same_skewed_numbers():
    values = np.random.default_rng(5).lognormal(0, 1, 60)
    y, x = values[:, None], np.ones((60, 1))
    drawn = replicate(y, x, 9999, np.random.default_rng(1)).value[:, 0]
    found = bca(values.mean(), drawn, float(estimate(y, x).acceleration[0]), 0.95)
    expected = stats.bootstrap((values,), np.mean, n_resamples=9999, method="BCa", rng=2).confidence_interval
    assert found == pytest.approx((expected.low, expected.high), rel=0.02)
    assert values.mean() - found[0] < found[1] - values.mean()  # leans to where the skew is


def test_bca_is_a_choice_and_is_said(corpus):
    found = compare(corpus, "hedging_per_100_words", method="bca")
    assert set(found.groups["interval"]) == {"BCa bootstrap by day"}
    assert (found.groups["low"] < found.groups["mean"]).all()
    assert found.choices["seed"] is not None
