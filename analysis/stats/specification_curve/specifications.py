"""Specifications: one estimate of a difference of two groups for each combination of an analyst's choices."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analysis.queries.choices import ALL_ARTICLES, Cluster
from analysis.stats.resampling import t_interval, t_test
from analysis.stats.specification_curve.estimates import (
    Articles,
    mean_difference,
    median_difference,
    trimmed_difference,
)
from analysis.stats.stories.fixed_effects import fixed_effects

FEWEST = 8
"""Articles a group (or stories that both told) that a specification needs."""
CHOICES = ("measure", "wire", "matching", "statistic", "min_words", "cluster")
SPECIFICATION_COLUMNS = [
    *CHOICES, "estimate", "low", "high", "p", "se", "n_a", "n_b", "as_asked",
]  # fmt: skip
_STATISTICS = {"mean": mean_difference, "trimmed 5 %": trimmed_difference, "median": median_difference}


def specifications(
    rows: pd.DataFrame,
    measures: Sequence[str],
    pair: tuple[str, str],
    wires: Mapping[str, np.ndarray],
    min_words: Sequence[int],
    clusters: Mapping[str, np.ndarray],
    story: np.ndarray | None,
    as_asked: tuple[str, int, str],
    confidence: float,
) -> pd.DataFrame:
    """Return every specification of the difference of the groups `pair`, in `SPECIFICATION_COLUMNS`, by estimate.

    `rows` is `queries.article_rows`: one row per article, with y_i, x_i and value_i of the i-th of `measures`. `wires`
    says for each choice about wire copy which rows it keeps; `clusters` numbers each row's cluster for each unit;
    `story` numbers each row's story (-1: none), None if stories are unknown. `as_asked` is the wire choice, minimum of
    words and cluster of the analysis reported. Choices that leave the same articles count once.
    """
    found: list[tuple[Any, ...]] = []
    seen: set[tuple[int, bytes]] = set()
    for (number, name), (wire, kept), words in product(enumerate(measures), wires.items(), min_words):
        usable = kept & rows[f"x_{number}"].notna().to_numpy() & (rows["words"].to_numpy(dtype=float) >= words)
        sides = [np.flatnonzero(usable & (rows["group"] == group).to_numpy()) for group in pair]
        size = [len(side) for side in sides]
        same = (number, usable.tobytes())
        if min(size) < FEWEST or same in seen:  # a choice that leaves the same articles is none
            continue
        seen.add(same)
        for (unit, codes), statistic in product(clusters.items(), _STATISTICS):
            parts = [_articles(rows, number, side, codes) for side in sides]
            outcome = _STATISTICS[statistic](*parts)
            asked = (number, wire, words, unit, statistic) == (0, *as_asked, "mean")
            found.append(
                (name, wire, ALL_ARTICLES, statistic, words, unit, *_tested(*outcome, confidence), *size, asked)
            )
        matched = _within_stories(rows, number, sides, story) if story is not None else None
        if matched:
            outcome, used = matched
            found.append(
                (name, wire, "same story", "mean", words, "story", *_tested(*outcome, confidence), *used, False)
            )
    table = pd.DataFrame(found, columns=SPECIFICATION_COLUMNS)
    return table[table["se"] > 0].sort_values(["estimate", *CHOICES], kind="stable").reset_index(drop=True)


def cluster_codes(rows: pd.DataFrame, asked: Cluster) -> dict[str, np.ndarray]:
    """Return each row's cluster as a number, for every unit of clusters; `asked` is one of them.

    An article without a date (or author) is a cluster of its own. Authors count only if most articles name one.
    """
    own = np.arange(len(rows))
    units = {"day": "day", "article": None, "author": "author"}
    if asked == "outlet":
        units["outlet"] = "outlet"
    named = rows["author"].notna()
    if asked != "author" and (not len(rows) or named.mean() < 0.8):
        del units["author"]
    codes = {}
    for unit, column in units.items():
        if column is None:
            codes[unit] = own
            continue
        number = pd.factorize(rows[column])[0]
        codes[unit] = np.unique(np.where(number < 0, number.max(initial=-1) + 1 + own, number), return_inverse=True)[1]
    return codes


def _articles(rows: pd.DataFrame, number: int, side: np.ndarray, clusters: np.ndarray) -> Articles:
    y, x, value = (rows[f"{part}_{number}"].to_numpy(dtype=float)[side] for part in ("y", "x", "value"))
    return Articles(y, x, value, clusters[side])


def _tested(difference: float, se: float, df: float, confidence: float) -> tuple[float, float, float, float, float]:
    low, high = t_interval(difference, se, df, confidence)
    return difference, low, high, t_test(difference, se, df), se


def _within_stories(
    rows: pd.DataFrame, number: int, sides: list[np.ndarray], story: np.ndarray
) -> tuple[tuple[float, float, float], list[int]] | None:
    """Difference, standard error and degrees of freedom within stories that both reported, and the articles used."""
    reported = [side[story[side] >= 0] for side in sides]
    shared = np.intersect1d(story[reported[0]], story[reported[1]])
    if len(shared) < FEWEST:
        return None
    used = [side[np.isin(story[side], shared)] for side in reported]
    y, x = (
        np.column_stack(
            [
                np.bincount(np.searchsorted(shared, story[s]), rows[f"{part}_{number}"].to_numpy(float)[s], len(shared))
                for s in used
            ]
        )
        for part in ("y", "x")
    )
    held = (x > 0).all(axis=1)
    return fixed_effects(y[held], x[held]).difference(0, 1), [len(s) for s in used]


def summary(table: pd.DataFrame) -> dict[str, Any]:
    """Return `SpecificationCurve.summary` of `specifications`."""
    asked = table.loc[table["as_asked"], "estimate"]
    if table.empty:
        return {"specifications": 0}
    sign = np.sign(asked.iloc[0] if len(asked) else table["estimate"].median()) or 1.0
    clear = (table["low"] > 0) | (table["high"] < 0)
    same = np.sign(table["estimate"]) == sign
    return {
        "specifications": len(table),
        "as_asked": float(asked.iloc[0]) if len(asked) else None,
        "same_sign": float(same.mean()),
        "significant": float((clear & same).mean()),
        "against": float((clear & ~same).mean()),
        "lowest": float(table["estimate"].min()),
        "median": float(table["estimate"].median()),
        "highest": float(table["estimate"].max()),
    }
