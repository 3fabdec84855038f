"""Do 95 % intervals hold the truth 95 times in a hundred? Simulated corpora whose days shift both outlets."""

import numpy as np
import pytest

from analysis.stats.estimation import Estimation, Settings
from analysis.stats.resampling import estimate, resample

SIMULATIONS = 1000


def day_sums(rng: np.random.Generator, days: int, a_day: int, rate: bool) -> tuple[np.ndarray, np.ndarray]:
    """y and x of two outlets with the same truth: a score of mean 0.1, or one hedge in a hundred words."""
    shock = rng.normal(0, 1, days)
    y, x = np.zeros((days, 2)), np.zeros((days, 2))
    for outlet in range(2):
        day = np.repeat(np.arange(days), rng.poisson(a_day, days))
        if rate:
            weight = rng.lognormal(6.3, 0.6, len(day))
            own = rng.gamma(2, 0.5, len(day)) * np.exp(0.3 * shock[day] - 0.045)
            value = 100.0 * rng.poisson(weight * 0.01 * own)
        else:
            weight = np.ones(len(day))
            value = 0.1 + 0.15 * shock[day] + rng.normal(0, 0.3, len(day))
        y[:, outlet], x[:, outlet] = np.bincount(day, value, days), np.bincount(day, weight, days)
    return y, x


@pytest.mark.benchmark
@pytest.mark.parametrize(("days", "a_day"), [(40, 2), (120, 3)])
@pytest.mark.parametrize("rate", [False, True])
def test_intervals_of_means_rates_and_differences_have_nominal_coverage(days, a_day, rate):
    rng = np.random.default_rng(11)
    truth = 1.0 if rate else 0.1
    single = between = 0
    for number in range(SIMULATIONS):
        y, x = day_sums(rng, days, a_day, rate)
        e, drawn = estimate(y, x), resample(y, x, 999, number)
        fitted = Estimation(
            e.value, e.covariance, e.clusters, e.either, ["day", "day"], drawn, Settings(), e.value, e.covariance
        )
        low, high, _ = fitted.interval(0)
        single += low <= truth <= high
        _, low, high, _ = fitted.difference(0, 1)
        between += low <= 0 <= high
    print(
        f"{'rate' if rate else 'mean'}, {days} days: {single / SIMULATIONS:.3f}, difference {between / SIMULATIONS:.3f}"
    )
    assert 0.93 <= single / SIMULATIONS <= 0.97
    assert 0.93 <= between / SIMULATIONS <= 0.97
