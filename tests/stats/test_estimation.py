"""Estimates of groups from frames made by hand, against SciPy on the same numbers."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.stats.estimation import Settings, estimate_groups, groups_by_article


def articles_of(values: dict[str, np.ndarray]) -> pd.DataFrame:
    """`queries.values` of single articles: a mean, so y is the value and x is 1."""
    parts = [pd.DataFrame({"group": name, "value": own, "y": own, "x": 1.0}) for name, own in values.items()]
    return pd.concat(parts, ignore_index=True)


def sums_of(articles: pd.DataFrame, cluster: np.ndarray) -> pd.DataFrame:
    """`queries.totals` of the same articles."""
    grouped = articles.assign(cluster=cluster, n=1).groupby(["group", "cluster"], as_index=False)
    return grouped[["n", "value", "y", "x"]].sum()


def test_the_mean_of_single_articles_has_the_textbook_error_and_welchs_test():
    rng = np.random.default_rng(1)
    values = {"CNN": rng.normal(0, 1, 40), "NPR": rng.normal(0.5, 2, 25)}
    estimates = estimate_groups(
        {"CNN": 40, "NPR": 25}, None, articles_of(values), Settings(method="t", cluster="article")
    )
    assert estimates.value == pytest.approx([own.mean() for own in values.values()])
    assert np.sqrt(estimates.variance) == pytest.approx([stats.sem(own) for own in values.values()])
    welch = stats.ttest_ind(values["CNN"], values["NPR"], equal_var=False)
    se, low, high, how = estimates.difference(0, 1)
    assert estimates.df(0, 1) == pytest.approx(welch.df)
    assert (low, high) == pytest.approx(tuple(welch.confidence_interval(0.95)))
    assert (estimates.value[0] - estimates.value[1]) / se == pytest.approx(welch.statistic)
    assert how == "t by article"


def test_groups_with_few_articles_or_few_days_are_resampled_by_article():
    counts = {"many": 60, "few articles": 29, "few days": 60, "none": 0}
    sums = pd.concat(
        [
            pd.DataFrame({"group": "many", "cluster": range(12), "n": 5, "value": 1.0, "y": 1.0, "x": 5.0}),
            pd.DataFrame({"group": "few articles", "cluster": range(29), "n": 1, "value": 1.0, "y": 1.0, "x": 1.0}),
            pd.DataFrame({"group": "few days", "cluster": range(9), "n": 7, "value": 1.0, "y": 1.0, "x": 7.0}),
        ]
    )
    assert groups_by_article(counts, sums, Settings()) == ["few articles", "few days"]
    assert groups_by_article(counts, None, Settings(cluster="article")) == ["many", "few articles", "few days"]
    assert groups_by_article(counts, sums, Settings(cluster="outlet")) == []


def test_articles_of_one_day_count_together_and_groups_that_share_days_covary():
    rng = np.random.default_rng(2)
    days = np.repeat(np.arange(20), 3)
    shock = rng.normal(0, 1, 20)[days]
    articles = articles_of({"CNN": shock + rng.normal(0, 0.1, 60), "NPR": shock + rng.normal(0, 0.1, 60)})
    sums = sums_of(articles, np.concatenate([days, days]))
    counts = {"CNN": 60, "NPR": 60}
    estimates = estimate_groups(counts, sums, articles.iloc[:0], Settings(replicates=199))
    assert estimates.unit == ["day", "day"]
    assert estimates.clusters.tolist() == [20, 20]
    assert np.sqrt(estimates.variance[0]) > 1.5 * stats.sem(articles["value"][:60])
    assert estimates.difference(0, 1)[0] < 0.2 * np.sqrt(estimates.variance[0])
    assert estimates.interval(0)[2] == "bootstrap-t by day"


def test_a_group_without_values_has_no_estimate():
    estimates = estimate_groups({"CNN": 0}, None, articles_of({"CNN": np.zeros(0)}), Settings(cluster="article"))
    assert np.isnan(estimates.value[0])
    assert estimates.interval(0)[2] == "none"
