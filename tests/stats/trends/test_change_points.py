"""Change points: planted ones are found where they are, noise gives none, and the search is ruptures' own."""

import json

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
import ruptures

from analysis.corpus.schema import TIME
from analysis.stats import trend
from analysis.stats.trends.change_points import (
    CHANGE_COLUMNS,
    FEWEST_PERIODS,
    arc_statistic,
    autocorrelation,
    change_points,
    scaled,
    split_statistic,
)
from analysis.stats.trends.pelt import pelt
from tests.synthetic import corpus_of, scores_table, shifted


def months(values, se=0.02, group="Reuters") -> pd.DataFrame:
    start = pd.period_range("2019-01", periods=len(values), freq="M")
    return pd.DataFrame(
        {"group": group, "period": start.astype(str), "start": start.start_time, "mean": values, "se": float(se)}
    )


def noise(n: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(0.1, 0.05, n)


def test_a_planted_shift_is_found_in_its_month_with_its_size():
    values = noise(48, 1)
    values[30:] += 0.2
    row = change_points(months(values, 0.02), 0.95, "holm", 1).iloc[0]
    assert (row["period"], row["periods_before"], row["periods_after"]) == ("2021-07", 30, 18)
    assert row["low"] < 0.2 < row["high"]
    assert row["difference"] == pytest.approx(row["after"] - row["before"])
    assert row["p"] <= row["p_adjusted"] <= 0.05


def test_a_level_that_comes_and_goes_gives_two_change_points():
    values = noise(60, 2)
    values[20:35] += 0.25
    found = change_points(months(values, 0.02), 0.95, "holm", 1)
    assert found["period"].to_list() == ["2020-09", "2021-12"]
    assert (np.sign(found["difference"]) == [1, -1]).all()


def alarms(times: int) -> int:
    """Series of 24 months of one to a hundred articles, skewed and without any change, in which one is seen."""
    rng, found = np.random.default_rng(1), 0
    for number in range(times):
        se = 2 / np.sqrt(np.exp(rng.uniform(0, np.log(100), 24)))
        values = rng.normal(0, 0.5, 24) + (rng.gamma(2, 1, 24) - 2) / np.sqrt(2) * se
        found += len(change_points(months(values).assign(se=se), 0.95, "holm", number, 199)) > 0
    return found


def test_noise_seldom_gives_a_change_point():
    assert alarms(150) <= 12  # 5 % are 7.5; the benchmark counts over a thousand


def test_without_the_permutation_check_noise_would_give_many(monkeypatch):
    monkeypatch.setattr("analysis.stats.trends.change_points.permutation_p", lambda *arguments: 0.001)
    assert alarms(150) > 18


def test_one_wild_month_is_a_spike_not_a_change():
    values = noise(36, 5)
    values[17] += 1.0
    assert change_points(months(values), 0.95, "holm", 1).empty


def test_the_search_finds_what_ruptures_finds_with_equal_weights():
    rng = np.random.default_rng(3)
    values = np.concatenate([rng.normal(m, 1, 25) for m in (0, 3, 1, 4)])
    theirs = ruptures.Pelt(model="l2", min_size=3, jump=1).fit(values).predict(pen=2 * np.log(100))
    assert pelt(values, np.ones(100), 2 * np.log(100), 3) == theirs[:-1] == [25, 50, 75]


def test_a_month_of_few_articles_weighs_less():
    values = np.r_[noise(18, 6), noise(18, 7)]
    values[15:18] += 0.3
    surely = change_points(months(values, 0.01), 0.95, "holm", 1)
    frame = months(values, 0.01)
    frame.loc[15:17, "se"] = 0.4
    assert len(surely) > len(change_points(frame, 0.95, "holm", 1)) == 0


def test_the_statistics_equal_the_two_sample_t_of_the_best_split_and_arc():
    from scipy import stats

    values = noise(20, 8)
    best = max(abs(stats.ttest_ind(values[:k], values[k:]).statistic) for k in range(3, 18))
    assert split_statistic(values[None, :])[0] == pytest.approx(best)
    inside = [(a, b) for a in range(20) for b in range(a + 3, 21) if b - a <= 17]
    best = max(abs(stats.ttest_ind(values[a:b], np.r_[values[:a], values[b:]]).statistic) for a, b in inside)
    assert arc_statistic(values[None, :])[0] == pytest.approx(best)


def test_scale_and_autocorrelation_do_not_take_a_shift_for_noise():
    values = noise(200, 9)
    shifted_up = values + 5 * (np.arange(200) >= 100)
    spread = [1 / scaled(v, np.zeros(200)).weights[0] for v in (values, shifted_up)]
    assert spread[0] == pytest.approx(0.05**2, rel=0.3)
    assert spread[1] == pytest.approx(spread[0], rel=0.05)
    assert autocorrelation(shifted_up) < 0.2
    remembering = np.zeros(4000)
    for i, shock in enumerate(np.random.default_rng(1).normal(size=3999)):
        remembering[i + 1] = 0.6 * remembering[i] + shock
    assert autocorrelation(remembering) == pytest.approx(0.6, abs=0.1)


def test_a_steady_slope_is_called_what_it_may_be():
    values = noise(48, 4) + np.linspace(0, 0.6, 48)
    found = change_points(months(values, 0.02), 0.95, "holm", 1)
    assert len(found)
    assert found["straight_line_fits_better"].any()


@pytest.mark.parametrize("values", [[0.1] * 40, [0.1, 0.2] * (FEWEST_PERIODS // 2 - 1), []])
def test_what_does_not_vary_or_is_too_short_has_none(values):
    found = change_points(months(values, np.nan), 0.95, "holm", 1)
    assert found.empty
    assert list(found.columns) == CHANGE_COLUMNS


def test_trend_reports_a_planted_shift_of_one_outlet_and_none_of_the_other(tmp_path):
    scores = shifted(scores_table(6000, outlets=2, days=1096, day_sd=0.05), "Guardian", "2025-07-01", 0.15)
    found = trend(corpus_of(tmp_path, scores), "sentiment_compound")
    row = found.change_points.iloc[0]
    assert len(found.change_points) == 1
    assert (row["group"], row["period"]) == ("Guardian", "2025-07")
    assert row["low"] < 0.15 < row["high"]
    point = found.to_dict()["change_points"][0]
    wanted = {"group", "period", "date", "before", "after", "difference", "low", "high", "p", "p_adjusted"}
    assert wanted <= set(point)
    assert point["date"] == "2025-07-01"
    json.dumps(found.to_dict(), allow_nan=False)


def test_periods_that_remember_the_one_before_are_warned_of(tmp_path):
    days, values, level = [], [], 0.0
    rng = np.random.default_rng(11)
    for month in pd.period_range("2018-01", periods=60, freq="M"):
        level = 0.8 * level + rng.normal(0, 0.05)
        days += [str(month.start_time.date() + pd.Timedelta(days=7 * week)) for week in range(4)]
        values += (level + 0.6 * (month.year >= 2021) + rng.normal(0, 0.01, 4)).tolist()
    scores = scores_table(len(days), outlets=1, days=1)
    for name, column in (
        ("published", pa.array([f"{day}T12:00:00Z" for day in days]).cast(TIME)),
        ("sentiment_compound", pa.array(values)),
    ):
        scores = scores.set_column(scores.schema.get_field_index(name), name, column)
    found = trend(corpus_of(tmp_path, scores), "sentiment_compound")
    assert len(found.change_points)
    assert any("neighbouring periods are correlated (autocorrelation 0." in warning for warning in found.warnings)
