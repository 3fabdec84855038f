"""The specification curve: one difference under all combinations of an analyst's defensible choices.

Simonsohn, Simmons and Nelson (2020): the estimates of all combinations, in order of size, so that nobody has to trust
that the one reported was not picked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters, article_rows, facet
from analysis.queries.choices import Cluster, Wire, check_choices
from analysis.queries.stories import check_stories, story_of_articles
from analysis.queries.wire import check_wire, left_out
from analysis.records import records
from analysis.stats.specification_curve.specifications import FEWEST, cluster_codes, specifications, summary

SHORT_ARTICLE = 200
"""Words below which an article is left out by the choice `min_words`."""


@dataclass(frozen=True)
class SpecificationCurve:
    """The difference of two groups under all choices.

    `specifications`, by estimate: the choices (measure, wire, matching, statistic, min_words, cluster), estimate (a -
    b), low, high, p (of this specification alone), se, n_a, n_b (articles used), as_asked (True for the one that
    `compare` reports). `summary`: specifications, as_asked (its estimate), same_sign (share with the sign of as_asked),
    significant (share with that sign whose interval excludes zero), against (the same, other sign), lowest, median,
    highest.
    """

    measure: str
    a: str
    b: str
    specifications: pd.DataFrame
    summary: dict[str, Any]
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """Return the block "robustness" of `framescope compare --specification-curve A,B --format json`."""
        return {
            "a": self.a,
            "b": self.b,
            "specifications": records(self.specifications),
            "summary": self.summary,
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def estimate_curve(
    corpus: CorpusSnapshot,
    measure: str,
    a: str,
    b: str,
    by: str = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    cluster: Cluster = "day",
    measures: Sequence[str] | None = None,
) -> SpecificationCurve:
    """Return the difference of groups `a` and `b` of the column `by` under all combinations of choices.

    Choices: the measure (`measures`, else its voices, or readability's formulas in the same unit), wire copy (if
    `framescope duplicates` has run), all articles or within stories (if `framescope stories` has), mean (for a rate,
    ratio of sums), trimmed mean or median, short articles, and the unit of clusters. Raises `ArgumentError` for
    unknown names.
    """
    check_choices((cluster, Cluster), confidence=confidence)
    filters = filters or Filters()
    known = set(facet(corpus, by, limit=100_000)["value"].dropna())
    for name in (a, b):
        if name not in known:
            raise ArgumentError(f"{by} has no group {name!r}; it has: {', '.join(sorted(known)[:30])}.")
    if a == b:
        raise ArgumentError(f"{a!r} cannot be compared with itself.")
    names = list(dict.fromkeys([corpus.measure(measure).name, *(measures or variants(corpus, measure))]))
    rows = article_rows(corpus, names, by, [a, b], replace(filters, wire="include"))
    warnings: list[str] = []
    wires = _wire_choices(corpus, rows, filters, warnings)
    story = _stories(corpus, rows, warnings)
    shortest = [filters.min_words or 0, *([SHORT_ARTICLE] if (filters.min_words or 0) < SHORT_ARTICLE else [])]
    table = specifications(
        rows, names, (a, b), wires, shortest, cluster_codes(rows, cluster), story, (filters.wire, shortest[0], cluster),
        confidence,
    )  # fmt: skip
    if table.empty:
        warnings.append(f"Too few articles: each group needs {FEWEST}.")
    choices = {
        "by": by,
        "filters": filters.to_dict(),
        "snapshot": corpus.snapshot,
        "confidence": confidence,
        "mean": "as compare: ratio of sums for a rate",
        "interval": "Student's t, errors by cluster; within stories, by story",
        "measures": names,
    }
    return SpecificationCurve(corpus.measure(measure).name, a, b, table, summary(table), tuple(warnings), choices)


def split_pair(text: str, known: Sequence[str]) -> tuple[str, str]:
    """Return two group names from "Fox News,CNN", also if a name contains a comma.

    Raises `ArgumentError` for unknown names.
    """
    for at in (i for i, character in enumerate(text) if character == ","):
        a, b = text[:at].strip(), text[at + 1 :].strip()
        if a in known and b in known:
            return a, b
    raise ArgumentError(
        f"--specification-curve takes two groups, A,B, not {text!r}. Groups: {', '.join(list(known)[:30])}."
    )


def variants(corpus: CorpusSnapshot, measure: str) -> list[str]:
    """Return measures that could as well have been chosen: other voices; readability formulas in the same unit."""
    declared = corpus.measure(measure)
    base = measure.removesuffix("_outlet_voice").removesuffix("_quoted")
    voices = [name for name in (base, f"{base}_outlet_voice", f"{base}_quoted") if name in corpus.measures]
    formulas = [
        other.name
        for other in corpus.measures.values()
        if other.family == declared.family == "readability" and not other.count and other.unit == declared.unit
    ]
    return voices + formulas


def _wire_choices(
    corpus: CorpusSnapshot, rows: pd.DataFrame, filters: Filters, warnings: list[str]
) -> dict[str, np.ndarray]:
    kept = {"include": np.ones(len(rows), bool)}
    try:
        check_wire(corpus)
    except ArgumentError:
        if filters.wire != "include":
            raise
        warnings.append("Wire copy is not a choice here: framescope duplicates has not searched all articles.")
        return kept
    choices: tuple[Wire, ...] = ("exclude", "one-per-group")
    for choice in choices:
        kept[choice] = ~rows["id"].isin(left_out(corpus, choice)).to_numpy()
    return {filters.wire: kept.pop(filters.wire), **kept}


def _stories(corpus: CorpusSnapshot, rows: pd.DataFrame, warnings: list[str]) -> np.ndarray | None:
    """The number of each article's story, -1 for none; None if stories are unknown."""
    try:
        check_stories(corpus)
    except ArgumentError:
        warnings.append("Same stories are not a choice here: framescope stories has not searched all articles.")
        return None
    codes, _ = pd.factorize(rows["id"].map(story_of_articles(corpus).set_index("id")["story"]))
    return np.asarray(codes)
