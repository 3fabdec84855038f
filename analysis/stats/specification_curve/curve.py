"""Does a difference survive the analyst's choices? One estimate for each defensible way to ask, together.

A specification curve (Simonsohn, Simmons and Nelson 2020): the same difference under all combinations of choices, in
order of size, so that nobody has to believe that the one reported was not picked.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import pandas as pd

from analysis.errors import ArgumentError
from analysis.queries import CorpusSnapshot, Filters, article_rows, facet
from analysis.queries.choices import ALL_ARTICLES, Cluster
from analysis.queries.stories import check_stories
from analysis.queries.wire import COPY, WIRE, check_wire
from analysis.stats.compare import check_choices
from analysis.stats.records import records
from analysis.stats.resampling import t_interval, t_test
from analysis.stats.specification_curve.estimates import (
    Articles,
    mean_difference,
    median_difference,
    trimmed_difference,
)
from analysis.stats.stories.fixed_effects import fixed_effects

SHORT_ARTICLE = 200
"""Words below which an article is left out by the choice `min_words`."""
FEWEST = 8
"""Articles a group (or stories that both told) that a specification needs."""
CHOICES = ("measure", "wire", "matching", "statistic", "min_words", "cluster")
SPECIFICATION_COLUMNS = [
    *CHOICES, "estimate", "low", "high", "p", "se", "n_a", "n_b", "as_asked",
]  # fmt: skip
_STATISTICS = {"mean": mean_difference, "trimmed 5 %": trimmed_difference, "median": median_difference}


@dataclass(frozen=True)
class Robustness:
    """What `robustness` found.

    `specifications`, by estimate: the choices (measure, wire, matching, statistic, min_words, cluster), estimate (a - b),
    low, high, p (of this specification alone), se, n_a, n_b (articles used), as_asked (the one that `compare` reports).
    Choices that leave the same articles count once. `summary`: specifications, same_sign (share with the sign of the one asked), significant (share whose interval is
    without zero, same sign), against (the same, other sign), lowest, median, highest.
    """

    measure: str
    a: str
    b: str
    specifications: pd.DataFrame
    summary: dict[str, Any]
    warnings: tuple[str, ...]
    choices: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        """The block "robustness" of `framescope compare --robustness A,B --format json`."""
        return {
            "a": self.a,
            "b": self.b,
            "specifications": records(self.specifications),
            "summary": self.summary,
            "warnings": list(self.warnings),
            "choices": self.choices,
        }


def robustness(
    corpus: CorpusSnapshot,
    measure: str,
    a: str,
    b: str,
    by: str = "outlet",
    filters: Filters | None = None,
    confidence: float = 0.95,
    cluster: Cluster = "day",
    measures: Sequence[str] | None = None,
) -> Robustness:
    """The difference of groups `a` and `b` of the column `by`, under all combinations of choices that the corpus allows.

    Choices: the measure (`measures`, else its voices, or readability's formulas in the same unit), wire copy (where
    `framescope duplicates` has run), all articles or within stories (where `framescope stories` has), mean (for a rate,
    ratio of sums), trimmed mean or median, short articles, and what is drawn. Raises `ArgumentError` for unknown names.
    """
    check_choices(confidence, (cluster, Cluster))
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
    clusters = _clusters(rows, cluster)
    found: list[tuple[Any, ...]] = []
    seen: set[tuple[int, bytes]] = set()
    for (number, name), (wire, kept), words in product(enumerate(names), wires.items(), shortest):
        usable = kept & rows[f"x_{number}"].notna().to_numpy() & (rows["words"].to_numpy(dtype=float) >= words)
        sides = [np.flatnonzero(usable & (rows["group"] == group).to_numpy()) for group in (a, b)]
        size = [len(side) for side in sides]
        same = (number, usable.tobytes())
        if min(size) < FEWEST or same in seen:  # a choice that leaves the same articles is none
            continue
        seen.add(same)
        for (unit, codes), statistic in product(clusters.items(), _STATISTICS):
            parts = [_articles(rows, number, side, codes) for side in sides]
            outcome = _STATISTICS[statistic](*parts)
            asked = (number, wire, words, unit, statistic) == (0, filters.wire, shortest[0], cluster, "mean")
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
    table = table[table["se"] > 0].sort_values(["estimate", *CHOICES], kind="stable").reset_index(drop=True)
    if table.empty:
        warnings.append(f"Too few articles: it takes {FEWEST} of each group.")
    choices = {
        "by": by,
        "filters": filters.to_dict(),
        "snapshot": corpus.snapshot,
        "confidence": confidence,
        "mean": "as compare: ratio of sums for a rate",
        "interval": "Student's t, errors by cluster; within stories, by story",
        "measures": names,
    }
    return Robustness(corpus.measure(measure).name, a, b, table, _summary(table), tuple(warnings), choices)


def split_pair(text: str, known: Sequence[str]) -> tuple[str, str]:
    """Two group names from "Fox News,CNN", also where a name holds a comma; `ArgumentError` where they are not known."""
    for at in (i for i, character in enumerate(text) if character == ","):
        a, b = text[:at].strip(), text[at + 1 :].strip()
        if a in known and b in known:
            return a, b
    raise ArgumentError(f"--robustness takes two groups, A,B, not {text!r}. Groups: {', '.join(list(known)[:30])}.")


def variants(corpus: CorpusSnapshot, measure: str) -> list[str]:
    """Measures that an analyst could as well have taken: other voices; readability formulas in the same unit."""
    asked = corpus.measure(measure)
    base = measure.removesuffix("_outlet_voice").removesuffix("_quoted")
    voices = [name for name in (base, f"{base}_outlet_voice", f"{base}_quoted") if name in corpus.measures]
    formulas = [
        other.name
        for other in corpus.measures.values()
        if other.family == asked.family == "readability" and not other.count and other.unit == asked.unit
    ]
    return voices + formulas


def _wire_choices(
    corpus: CorpusSnapshot, rows: pd.DataFrame, filters: Filters, warnings: list[str]
) -> dict[str, np.ndarray]:
    everything = {"include": np.ones(len(rows), bool)}
    try:
        check_wire(corpus)
    except ArgumentError:
        if filters.wire != "include":
            raise
        warnings.append("Wire copy is not a choice here: framescope duplicates has not seen all articles.")
        return everything
    for name, dropped in (("exclude", COPY), ("one-per-group", "NOT first")):
        out = corpus.frame(f"SELECT id FROM {WIRE} WHERE {dropped}")["id"]
        everything[name] = ~rows["id"].isin(out).to_numpy()
    return {filters.wire: everything.pop(filters.wire), **everything}


def _stories(corpus: CorpusSnapshot, rows: pd.DataFrame, warnings: list[str]) -> np.ndarray | None:
    """The number of each article's story, -1 for none; None where stories are not known."""
    try:
        check_stories(corpus)
    except ArgumentError:
        warnings.append("Same stories are not a choice here: framescope stories has not seen all articles.")
        return None
    told = corpus.frame("SELECT id, story FROM stories WHERE story IS NOT NULL ORDER BY id").set_index("id")["story"]
    codes, _ = pd.factorize(rows["id"].map(told))
    return np.asarray(codes)


def _clusters(rows: pd.DataFrame, asked: Cluster) -> dict[str, np.ndarray]:
    """What is drawn, as numbers; an article without a date (or author) is a cluster of its own."""
    own = np.arange(len(rows))
    found = {"day": "day", "article": None, "author": "author"}
    if asked == "outlet":
        found["outlet"] = "outlet"
    named = rows["author"].notna()
    if asked != "author" and (not len(rows) or named.mean() < 0.8):
        del found["author"]
    codes = {}
    for unit, column in found.items():
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
    """Difference, standard error and degrees of freedom within stories that both told, and the articles used."""
    told = [side[story[side] >= 0] for side in sides]
    shared = np.intersect1d(story[told[0]], story[told[1]])
    if len(shared) < FEWEST:
        return None
    used = [side[np.isin(story[side], shared)] for side in told]
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


def _summary(table: pd.DataFrame) -> dict[str, Any]:
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
