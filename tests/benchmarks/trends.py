"""How often change points are false alarms, and how often a planted one is found.

    python -m tests.benchmarks.trends [--shuffles 1000] [--simulations 400]

A shuffled series has no change point, so any is a false alarm; at 95 % confidence at most 5 % of series may give one.
"""

import argparse
from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.stats.trends.change_points import change_points

PERIODS = (24, 36, 60, 156)
Draw = Callable[[np.random.Generator, int], tuple[np.ndarray, np.ndarray]]


def even(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Months of like size: normal means, standard deviation 1."""
    return rng.normal(0, 1, n), np.full(n, 0.5)


def uneven(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
    """Months of one to a hundred articles, skewed values: what a small outlet's rates look like."""
    articles = np.exp(rng.uniform(0, np.log(100), n))
    se = 2 / np.sqrt(articles)
    return rng.normal(0, 0.5, n) + (rng.gamma(2, 1, n) - 2) / np.sqrt(2) * se, se


def remembering(rho: float) -> Draw:
    """Months that remember the one before."""

    def draw(rng: np.random.Generator, n: int) -> tuple[np.ndarray, np.ndarray]:
        values = rng.normal(0, 1, n)
        for i in range(1, n):
            values[i] = rho * values[i - 1] + np.sqrt(1 - rho**2) * values[i]
        return values, np.full(n, 0.1)

    return draw


def series(values: np.ndarray, se: np.ndarray) -> pd.DataFrame:
    start = pd.period_range("2000-01", periods=len(values), freq="M").start_time
    return pd.DataFrame({"group": "outlet", "period": start.astype(str), "start": start, "mean": values, "se": se})


def shuffled(rng: np.random.Generator, values: np.ndarray, se: np.ndarray) -> pd.DataFrame:
    order = rng.permutation(len(values))
    return series(values[order], se[order])


def false_alarms(draw: Draw, n: int, times: int, shuffle: bool, seed: int = 1) -> float:
    rng, alarms = np.random.default_rng(seed), 0
    for number in range(times):
        drawn = draw(rng, n)
        frame = shuffled(rng, *drawn) if shuffle else series(*drawn)
        alarms += len(change_points(frame, 0.95, "holm", number, 399)) > 0
    return alarms / times


def found(n: int, shift: float, times: int, seed: int = 2) -> tuple[float, float]:
    """Share of series with a shift in the middle in which any is found, and in which it is within two periods of it."""
    rng, any_found, near = np.random.default_rng(seed), 0, 0
    for number in range(times):
        values, se = even(rng, n)
        values[n // 2 :] += shift
        points = change_points(series(values, se), 0.95, "holm", number, 399)
        any_found += len(points) > 0
        near += bool((abs(points["periods_before"] - n // 2) <= 2).any())
    return any_found / times, near / times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shuffles", type=int, default=1000)
    parser.add_argument("--simulations", type=int, default=400)
    given = parser.parse_args()
    print("| false alarms | " + " | ".join(f"{n} periods" for n in PERIODS) + " |")
    print("| --- |" + " ---: |" * len(PERIODS))
    kinds: dict[str, tuple[Draw, bool]] = {
        "shuffled, even": (even, True),
        "shuffled, uneven and skewed": (uneven, True),
        "a shuffled series with memory": (remembering(0.5), True),
        "memory .3, as it is": (remembering(0.3), False),
        "memory .5, as it is": (remembering(0.5), False),
    }
    for name, (draw, shuffle) in kinds.items():
        rates = [false_alarms(draw, n, given.shuffles, shuffle) for n in PERIODS]
        print(f"| {name} | " + " | ".join(f"{rate:.1%}" for rate in rates) + " |", flush=True)
    print("\n| found (within two periods) | " + " | ".join(f"{n} periods" for n in PERIODS) + " |")
    print("| --- |" + " ---: |" * len(PERIODS))
    for shift in (1.0, 1.5, 2.0):
        rates = [found(n, shift, given.simulations) for n in PERIODS]
        print(f"| shift of {shift:g} sd | " + " | ".join(f"{a:.0%} ({b:.0%})" for a, b in rates) + " |", flush=True)


if __name__ == "__main__":
    main()
