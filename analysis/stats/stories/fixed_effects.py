"""Do outlets differ when they report the same event? Differences within stories beside the raw ones.

A fixed effect for every story takes out what the event brings: an outlet that covers more disasters is not thereby a
more negative writer. Weighted least squares on sums of story and group, in closed form; for a rate the weights are its
denominators, so that without stories it would be the ratio of sums that `compare` estimates.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse.csgraph import connected_components

from analysis.queries import CorpusSnapshot, Filters, values
from analysis.queries.choices import Correction
from analysis.queries.stories import check_stories
from analysis.stats.compare import Comparison, check_choices, compare
from analysis.stats.corrections import LABELS, adjust
from analysis.stats.records import records
from analysis.stats.resampling import t_interval, t_test

FEW_STORIES = 20
_STORIES_AT_ONCE = 500


@dataclass(frozen=True)
class Matched:
    """What `story_matched` found, rows in the order of group names, NaN is what cannot be estimated.

    `groups`: group, n (articles in stories that another group told too), stories, mean (adjusted: as if every group had
    told all these stories). `pairs`: a, b, difference (a - b, within stories), low, high, se, df, p, p_adjusted,
    stories (that both told), and the raw difference of all articles as `compare` gives it: raw_difference, raw_low,
    raw_high.
    """

    measure: str
    groups: pd.DataFrame
    pairs: pd.DataFrame
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The block "stories" of `framescope compare --stories --format json`."""
        return {
            "groups": records(self.groups),
            "pairs": records(self.pairs),
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def story_matched(
    corpus: CorpusSnapshot,
    measure: str,
    by: str = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    correction: Correction = "holm",
    raw: Comparison | None = None,
) -> Matched:
    """Differences of the groups of `by` within stories, and beside them the raw ones (`raw`, else asked here).

    Only stories that two groups or more told say anything. Errors are by story: leaving out each in turn (CR3), with
    degrees of freedom from the effective number of stories behind each difference. Raises `ArgumentError` as `compare`
    does, and where `framescope stories` has not run since articles came.
    """
    check_choices(confidence, (correction, Correction))
    check_stories(corpus)
    raw = raw or compare(corpus, measure, by, filters, confidence, correction=correction)
    names = raw.groups["group"].to_list()
    told = corpus.frame("SELECT id, story FROM stories WHERE story IS NOT NULL ORDER BY id")
    found = values(corpus, measure, by, filters, names).merge(told, on="id", how="inner")
    y, x, n = _sums(found, names)
    estimate = fixed_effects(y, x)
    pairs = _pairs(estimate, names, x, confidence, correction)
    beside = raw.pairs[["a", "b", "difference", "low", "high"]]
    pairs = pairs.merge(beside.rename(columns={c: f"raw_{c}" for c in ("difference", "low", "high")}), on=["a", "b"])
    groups = pd.DataFrame({"group": names, "n": n.sum(axis=0), "stories": (x > 0).sum(axis=0), "mean": estimate.mean})
    choices = {
        "by": by,
        "estimator": "story fixed effects, least squares"
        + (" weighted by the rate's denominator" if "ratio of sums" in str(raw.choices["estimator"]) else ""),
        "stories": len(y),
        "articles": int(n.sum()),
        "test": "t test, leave-one-story-out (CR3) standard errors, effective number of stories less one for df",
        "confidence": confidence,
        "correction": LABELS[correction],
        "comparisons": int(pairs["p"].notna().sum()),
        "filters": (filters or Filters()).to_dict(),
        "snapshot": corpus.snapshot,
    }
    return Matched(raw.measure, groups, pairs, tuple(_cautions(pairs, len(y))), choices)


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
        """effect[a] - effect[b], its standard error, and degrees of freedom; NaN where nothing connects the two."""
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
    """Effects of groups given those of stories, from sums y and weights x of shape (stories, groups).

    The weighted regression of y / x on story and group; equal to one with a dummy a story on the single articles.
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


def _sums(found: pd.DataFrame, names: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """y, x and articles of shape (stories, groups), for stories that two groups or more told."""
    group = pd.Index(names).get_indexer(found["group"])
    number, story = np.unique(found["story"].to_numpy(dtype=str), return_inverse=True)
    y, x, n = (np.zeros((len(number), len(names))) for _ in range(3))
    np.add.at(y, (story, group), found["y"].to_numpy(dtype=float))
    np.add.at(x, (story, group), found["x"].to_numpy(dtype=float))
    np.add.at(n, (story, group), 1)
    several = (x > 0).sum(axis=1) > 1
    return y[several], x[several], n[several].astype(int)


def _pairs(
    estimate: FixedEffects, names: list[str], x: np.ndarray, confidence: float, correction: Correction
) -> pd.DataFrame:
    told = (x > 0).astype(int)
    both = told.T @ told
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


def _cautions(pairs: pd.DataFrame, stories: int) -> list[str]:
    if not stories:
        return ["No story was told by two groups, so nothing can be compared within stories."]
    found = []
    few = pairs[pairs["stories"] < FEW_STORIES]
    if len(few):
        named = ", ".join(
            f"{a} and {b} ({n})" for a, b, n in few[["a", "b", "stories"]].head(5).itertuples(index=False)
        )
        more = f" and {len(few) - 5} more pairs" if len(few) > 5 else ""
        found.append(f"Fewer than {FEW_STORIES} stories in common: {named}{more}. Such differences rest on little.")
    return found
