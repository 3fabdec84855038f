"""Story fixed effects: differences of groups within the stories that they share.

A fixed effect for every story takes out what the event brings: an outlet that covers more disasters is not thereby a
more negative writer. Weighted least squares on sums of story and group, in closed form; for a rate the weights are its
denominators, so without stories the estimate is the ratio of sums that `compare` gives.
"""

from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from analysis.queries.choices import Correction
from analysis.stats.corrections import adjust
from analysis.stats.resampling import t_interval, t_test

_STORIES_AT_ONCE = 500


@dataclass(frozen=True)
class FixedEffects:
    """Group effects of a two-way model; only differences within one of `parts` (groups that stories connect) count."""

    effect: np.ndarray
    mean: np.ndarray
    """Adjusted means: the groups' effects around the mean of all matched articles; NaN without a matched story."""
    deviations: np.ndarray
    """(stories, groups): the effects without each story, less the effects with all."""
    parts: np.ndarray
    inverse: np.ndarray
    weights: np.ndarray

    def difference(self, a: int, b: int) -> tuple[float, float, float]:
        """Return effect[a] - effect[b], its standard error and degrees of freedom; NaN if nothing connects the two."""
        if self.parts[a] != self.parts[b] or not len(self.weights):
            return np.nan, np.nan, np.nan
        size = len(self.weights)
        change = self.deviations[:, a] - self.deviations[:, b]
        se = float(np.sqrt((size - 1) / size * (change**2).sum())) if size > 1 else np.nan
        lever = self.inverse[:, a] - self.inverse[:, b]
        total = self.weights.sum(axis=1)
        share = (self.weights * lever**2).sum(axis=1) - (self.weights @ lever) ** 2 / total
        share = np.maximum(share, 0)
        df = float(share.sum() ** 2 / (share**2).sum() - 1) if share.sum() > 0 else np.nan
        return float(self.effect[a] - self.effect[b]), se, df


def fixed_effects(y: np.ndarray, x: np.ndarray) -> FixedEffects:
    """Return the effects of groups given those of stories, from sums y and weights x of shape (stories, groups).

    The weighted regression of y / x on story and group; equal to one with a dummy per story on the single articles.
    """
    total = x.sum(axis=1, keepdims=True)
    own = y - x * (y.sum(axis=1, keepdims=True) / total)
    normal = np.diag(x.sum(axis=0)) - (x / total).T @ x
    inverse = np.linalg.pinv(normal, hermitian=True) if len(y) else np.zeros_like(normal)
    effect = inverse @ own.sum(axis=0)
    _, parts = connected_components(np.abs(normal) > 1e-12 * max(np.abs(normal).max(initial=0), 1), directed=False)
    deviations = np.empty(x.shape)
    for at in range(0, len(y), _STORIES_AT_ONCE):
        here = slice(at, at + _STORIES_AT_ONCE)
        some = x[here]
        less = np.einsum("sg,gh->sgh", some, np.eye(x.shape[1])) - some[:, :, None] * (some / total[here])[:, None, :]
        without = np.linalg.pinv(normal - less, hermitian=True, rcond=1e-9)
        deviations[here] = np.einsum("sgh,sh->sg", without, own.sum(axis=0) - own[here]) - effect
    seen = x.sum(axis=0) > 0
    level = (
        np.array([_level(y, x, effect, parts == part) for part in parts]) if len(y) else np.full(len(effect), np.nan)
    )
    return FixedEffects(effect, np.where(seen, effect + level, np.nan), deviations, parts, inverse, x)


def _level(y: np.ndarray, x: np.ndarray, effect: np.ndarray, part: np.ndarray) -> float:
    """What the effects of one part are around: the mean of its articles less the effects they have."""
    weight = x[:, part].sum()
    return float((y[:, part].sum() - (x[:, part].sum(axis=0) * effect[part]).sum()) / weight) if weight else np.nan


def sums_by_story(articles: pd.DataFrame, names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return y, x and numbers of articles of shape (stories, groups), for stories that two groups or more reported.

    `articles` has one row per article: group (one of `names`), story, y and x.
    """
    group = pd.Index(names).get_indexer(articles["group"])
    number, story = np.unique(articles["story"].to_numpy(dtype=str), return_inverse=True)
    y, x, n = (np.zeros((len(number), len(names))) for _ in range(3))
    np.add.at(y, (story, group), articles["y"].to_numpy(dtype=float))
    np.add.at(x, (story, group), articles["x"].to_numpy(dtype=float))
    np.add.at(n, (story, group), 1)
    several = (x > 0).sum(axis=1) > 1
    return y[several], x[several], n[several].astype(int)


def pair_table(
    estimate: FixedEffects, names: list[str], x: np.ndarray, confidence: float, correction: Correction
) -> pd.DataFrame:
    """Return a, b, difference, low, high, se, df, p, p_adjusted and stories (in common) of every pair of `names`."""
    reported = (x > 0).astype(int)
    both = reported.T @ reported
    rows = []
    for a, b in combinations(range(len(names)), 2):
        difference, se, df = estimate.difference(a, b)
        usable = np.isfinite(se) and se > 0 and df >= 1
        low, high = t_interval(difference, se, df, confidence) if usable else (np.nan, np.nan)
        p = t_test(difference, se, df) if usable else np.nan
        rows.append((names[a], names[b], difference, low, high, se, df, p, np.nan, int(both[a, b])))
    columns = ["a", "b", "difference", "low", "high", "se", "df", "p", "p_adjusted", "stories"]
    pairs = pd.DataFrame(rows, columns=columns)
    pairs["p_adjusted"] = adjust(pairs["p"].to_numpy(dtype=float), correction)
    return pairs
