"""How well each scorer agrees with human labels: the figures of every data set, with intervals and by outlet."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analysis.inspection import inspect_texts
from analysis.validation.agreement import (
    auc,
    counts,
    f1,
    inside,
    interval,
    pearson,
    precision_recall_f1,
    share,
    tokens,
)
from analysis.validation.labels import LabelledSet, Rows


@dataclass(frozen=True)
class Agreement:
    """One figure of agreement; `value` is F1, a correlation, a share or an AUC, as `figure` says."""

    family: str
    data: str
    figure: str
    value: float
    low: float
    high: float
    n: int
    unit: str
    """What n counts: articles, sentences, …"""
    precision: float | None = None
    recall: float | None = None
    by_outlet: dict[str, float] = field(default_factory=dict)

    @property
    def spread(self) -> float | None:
        """Best outlet minus worst: differential error, which biases comparisons between outlets."""
        return max(self.by_outlet.values()) - min(self.by_outlet.values()) if self.by_outlet else None


Progress = Callable[[int, int | None], None]


def agreement(labelled: LabelledSet, progress: Progress | None = None) -> list[Agreement]:
    """All figures of one data set."""
    return _BY_KIND[labelled.kind](labelled, progress or (lambda done, total: None))


BATCH = 200


def _inspected(rows: Rows, progress: Progress) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each row with its text inspected."""
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        yield from zip(part, inspect_texts([row["text"] for row in part]), strict=True)
        progress(start + len(part), len(rows))


def _spans(found: dict[str, Any], family: str) -> list[dict[str, Any]]:
    return [e for e in found["evidence"] if e["family"] == family and e["field"] == "text"]


def _attribution(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    parts = ("content", "cue", "source")
    per: dict[str, list] = {part: [] for part in parts}
    relations, right = [], []
    for row, inspected in _inspected(labelled.rows, progress):
        middles = tokens(row["text"])
        found = _spans(inspected, "attribution")
        for part in parts:
            gold = inside(middles, [s for a in row["attributions"] for s in a[part]])
            per[part].append(counts(gold, inside(middles, [s for e in found for s in e[part]])))
        matched, with_source, right_source = _match(middles, row["attributions"], found)
        golds = sum(bool(a["content"]) for a in row["attributions"])
        relations.append((matched, len(found) - matched, golds - matched))
        right.append((right_source, with_source))
    outlets = [row.get("outlet") for row in labelled.rows]
    name = labelled.name
    figures = [_f1("attribution", name, f"{part} tokens, F1", per[part], "articles", outlets) for part in parts]
    figures.append(
        _f1("attribution", name, "attributions (content overlap at least half), F1", relations, "articles", outlets)
    )
    rows = np.array(right)
    low, high = interval(rows, share)
    figures.append(
        Agreement(
            "attribution",
            name,
            "right source where the attribution was found, share",
            share(rows),
            low,
            high,
            len(rows),
            "articles",
        )
    )
    return figures


def _match(middles: list[int], gold: list[dict], found: list[dict]) -> tuple[int, int, int]:
    """How many labelled attributions were found, how many of those have a source, and how many got the right one."""
    guesses = [(inside(middles, e["source"]), inside(middles, e["content"])) for e in found]
    used: set[int] = set()
    with_source = right = 0
    for attribution in gold:
        content, source = inside(middles, attribution["content"]), inside(middles, attribution["source"])
        if not attribution["content"]:
            continue
        overlap, best = max(
            ((len(content & c) / max(1, len(content | c)), k) for k, (_, c) in enumerate(guesses) if k not in used),
            default=(0.0, -1),
        )
        if overlap >= 0.5:
            used.add(best)
            if source:
                with_source += 1
                right += bool(source & guesses[best][0])
    return len(used), with_source, right


def _hedging(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    sentences, cues = [], []
    for row, inspected in _inspected(labelled.rows, progress):
        found = [(e["start"], e["end"]) for e in _spans(inspected, "hedging") if not e["label"].startswith("booster")]
        gold = [tuple(c) for c in row["cues"]]
        uncertain = bool(row["uncertain"])
        sentences.append((uncertain and bool(found), bool(found) and not uncertain, uncertain and not found))
        hit = sum(any(a < d and c < b for c, d in gold) for a, b in found)
        met = sum(any(a < d and c < b for a, b in found) for c, d in gold)
        cues.append((hit, len(found) - hit, len(gold) - met))
    return [
        _f1("hedging", labelled.name, "uncertain sentences, F1", sentences, "sentences"),
        _f1("hedging", labelled.name, "cues, F1", cues, "sentences"),
    ]


def _measured(rows: Rows, measure: str, label: str, progress: Progress) -> np.ndarray:
    """Measure and label of each row where the measure is not missing."""
    pairs = []
    for row, inspected in _inspected(rows, progress):
        value = inspected["measures"][measure]
        if value is not None:
            pairs.append((value, row[label]))
    return np.array(pairs, float)


def _sentiment(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    pairs = _measured(labelled.rows, "sentiment_compound", "rating", progress)
    return [
        _plain(
            "sentiment", labelled.name, "sentiment_compound with the mean rating, Pearson r", pairs, pearson, "texts"
        )
    ]


def _readability(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    rows, name = labelled.rows, labelled.name
    if "bt_easiness" in rows[0]:
        figures = []
        for measure, label in _EASINESS.items():
            pairs = _measured(rows, measure, "bt_easiness", progress)
            figures.append(
                _plain(
                    "readability", name, f"{label} with easiness judged by teachers, Pearson r", pairs, pearson, "texts"
                )
            )
        return figures
    levels: dict[Any, dict[int, float]] = defaultdict(dict)
    for row, inspected in _inspected(rows, progress):
        levels[row["doc"]][row["level"]] = inspected["measures"]["readability_flesch_kincaid_grade"]
    whole = [d for d in levels.values() if sorted(d) == [0, 1, 2] and None not in d.values()]
    triples = np.array([(d[0] < d[1] < d[2], 1) for d in whole], float)
    return [
        _plain(
            "readability",
            name,
            "Flesch–Kincaid grade orders three levels of one article, share",
            triples,
            share,
            "articles",
        )
    ]


_EASINESS = {
    "readability_flesch_kincaid_grade": "Flesch–Kincaid grade",
    "readability_dale_chall": "Dale–Chall",
}


def _bias(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    pairs = []
    outlets: dict[str, list] = defaultdict(list)
    for row, inspected in _inspected(labelled.rows, progress):
        loaded = [e for e in _spans(inspected, "framing") if e["label"].startswith("loaded")]
        pairs.append((len(loaded) / max(1, len(tokens(row["text"]))), float(row["biased"])))
        outlets[row.get("outlet") or ""].append(pairs[-1])
    rows = np.array(pairs)
    by = {
        o: auc(np.array(p))
        for o, p in sorted(outlets.items())
        if o and 0 < sum(b for _, b in p) < len(p) and len(p) >= 40
    }
    low, high = interval(rows, auc)
    name = "loaded words tell biased from unbiased sentences, AUC"
    return [Agreement("framing", labelled.name, name, auc(rows), low, high, len(rows), "sentences", by_outlet=by)]


_BY_KIND: dict[str, Callable[[LabelledSet, Progress], list[Agreement]]] = {
    "attribution": _attribution,
    "hedging": _hedging,
    "sentiment": _sentiment,
    "readability": _readability,
    "bias": _bias,
}
KINDS = tuple(_BY_KIND)


def _f1(family: str, data: str, figure: str, rows: list, unit: str, outlets: list | None = None) -> Agreement:
    table = np.array(rows, np.int64)
    precision, recall, value = precision_recall_f1(table)
    low, high = interval(table, f1)
    by: dict[str, float] = {}
    if outlets and all(outlets):
        names = np.array(outlets)
        by = {str(o): f1(table[names == o]) for o in sorted(set(outlets))}
    return Agreement(family, data, figure, value, low, high, len(table), unit, precision, recall, by)


def _plain(family: str, data: str, figure: str, rows: np.ndarray, statistic: Callable, unit: str) -> Agreement:
    low, high = interval(rows, statistic)
    return Agreement(family, data, figure, statistic(rows), low, high, len(rows), unit)
