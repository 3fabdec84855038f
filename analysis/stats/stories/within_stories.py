"""Differences of outlets (or other groups of a corpus) that report the same event."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.queries import CorpusSnapshot, Filters, values
from analysis.queries.choices import Correction, check_choices
from analysis.queries.stories import check_stories, story_of_articles
from analysis.records import records
from analysis.stats.compare import compare
from analysis.stats.comparison import Comparison
from analysis.stats.corrections import LABELS
from analysis.stats.stories.fixed_effects import fixed_effects, pair_table, sums_by_story

FEW_STORIES = 20
"""Fewer stories in common are worth a warning."""


@dataclass(frozen=True)
class Matched:
    """Differences within stories; rows are in the order of group names, NaN is what cannot be estimated.

    `groups`: group, n (articles in stories that another group reported too), stories, mean (adjusted: as if every group
    had reported all these stories). `pairs`: a, b, difference (a - b, within stories), low, high, se, df, p,
    p_adjusted, stories (that both reported), and the raw difference of all articles as `compare` gives it:
    raw_difference, raw_low, raw_high.
    """

    measure: str
    groups: pd.DataFrame
    pairs: pd.DataFrame
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the block "stories" of `framescope compare --stories --format json`."""
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
    """Return differences of the groups of `by` within stories, beside the raw ones of `compare` (`raw`, if it has run).

    Only stories that two groups or more reported count. Errors are by story: leaving out each in turn (CR3), with
    degrees of freedom from the effective number of stories behind each difference. Raises `ArgumentError` as `compare`
    does, and where `framescope stories` has not run since articles came.
    """
    check_choices((correction, Correction), confidence=confidence)
    check_stories(corpus)
    raw = raw or compare(corpus, measure, by, filters, confidence, correction=correction)
    names = raw.groups["group"].to_list()
    articles = values(corpus, measure, by, filters, names).merge(story_of_articles(corpus), on="id", how="inner")
    y, x, n = sums_by_story(articles, names)
    estimate = fixed_effects(y, x)
    pairs = pair_table(estimate, names, x, confidence, correction)
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
    return Matched(raw.measure, groups, pairs, tuple(_warnings(pairs, len(y))), choices)


def _warnings(pairs: pd.DataFrame, stories: int) -> list[str]:
    if not stories:
        return ["No story was reported by two groups, so nothing can be compared within stories."]
    warnings = []
    few = pairs[pairs["stories"] < FEW_STORIES]
    if len(few):
        named = ", ".join(
            f"{a} and {b} ({n})" for a, b, n in few[["a", "b", "stories"]].head(5).itertuples(index=False)
        )
        more = f" and {len(few) - 5} more pairs" if len(few) > 5 else ""
        warnings.append(
            f"Fewer than {FEW_STORIES} stories in common: {named}{more}. These differences rest on little data."
        )
    return warnings
