"""Agreement of each scorer with human labels: the figures of every data set, with intervals and by outlet."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from analysis.inspection import inspect_texts
from analysis.scorers import MEASURES
from analysis.validation.agreement import (
    PARTS,
    Counts,
    attribution_counts,
    auc,
    f1,
    hedging_counts,
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
    """Unit that n counts: articles, sentences, …"""
    precision: float | None = None
    recall: float | None = None
    by_outlet: dict[str, float] = field(default_factory=dict)

    @property
    def spread(self) -> float | None:
        """Best outlet minus worst: differential error, which biases comparisons between outlets."""
        return max(self.by_outlet.values()) - min(self.by_outlet.values()) if self.by_outlet else None


Progress = Callable[[int, int | None], None]


def agreement(labelled: LabelledSet, progress: Progress | None = None) -> list[Agreement]:
    """Return all figures of one data set; `progress` is called with the texts done and their total."""
    return _BY_KIND[labelled.kind](labelled, progress or (lambda done, total: None))


BATCH = 200


def _inspected(rows: Rows, progress: Progress) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Each row with its text inspected."""
    for start in range(0, len(rows), BATCH):
        part = rows[start : start + BATCH]
        yield from zip(part, inspect_texts([row["text"] for row in part]), strict=True)
        progress(start + len(part), len(rows))


def _spans(inspected: dict[str, Any], family: str) -> list[dict[str, Any]]:
    return [e for e in inspected["evidence"] if e["family"] == family and e["field"] == "text"]


def _attribution(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    articles = [
        attribution_counts(row["text"], row["attributions"], _spans(inspected, "attribution"))
        for row, inspected in _inspected(labelled.rows, progress)
    ]
    outlets = [row.get("outlet") for row in labelled.rows]

    def scored(figure: str, rows: list[Counts]) -> Agreement:
        return _f1("attribution", labelled.name, figure, rows, "articles", outlets)

    sources = np.array([(article.right_source, article.with_source) for article in articles])
    right_source = "right source where the attribution was found, share"
    return [
        *(scored(f"{part} tokens, F1", [article.tokens[part] for article in articles]) for part in PARTS),
        scored("attributions (content overlap at least half), F1", [article.relations for article in articles]),
        _plain("attribution", labelled.name, right_source, sources, share, "articles"),
    ]


def _hedging(labelled: LabelledSet, progress: Progress) -> list[Agreement]:
    sentences, cues = [], []
    for row, inspected in _inspected(labelled.rows, progress):
        hedges = [(e["start"], e["end"]) for e in _spans(inspected, "hedging") if not e["label"].startswith("booster")]
        sentence, cue = hedging_counts(bool(row["uncertain"]), row["cues"], hedges)
        sentences.append(sentence)
        cues.append(cue)
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
    measures = ("sentiment_compound", "news_sentiment_mean")
    measured: dict[str, list[tuple[float, float]]] = {measure: [] for measure in measures}
    for row, inspected in _inspected(labelled.rows, progress):
        for measure, pairs in measured.items():
            value = inspected["measures"][measure]
            if value is not None:
                pairs.append((value, row["rating"]))
    return [
        _plain(
            MEASURES[measure].family, labelled.name, f"{measure} with the mean rating, Pearson r",
            np.array(pairs, float), pearson, "texts",
        )
        for measure, pairs in measured.items()
    ]  # fmt: skip


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
    outlets: dict[str, list[tuple[float, float]]] = defaultdict(list)
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


def _f1(
    family: str, data: str, figure: str, rows: list[Counts], unit: str, outlets: Sequence[str | None] = ()
) -> Agreement:
    table = np.array(rows, np.int64)
    precision, recall, value = precision_recall_f1(table)
    low, high = interval(table, f1)
    by: dict[str, float] = {}
    if outlets and all(outlets):
        names = np.array(outlets)
        by = {str(name): f1(table[names == name]) for name in sorted(set(names.tolist()))}
    return Agreement(family, data, figure, value, low, high, len(table), unit, precision, recall, by)


def _plain(
    family: str, data: str, figure: str, rows: np.ndarray, statistic: Callable[[np.ndarray], float], unit: str
) -> Agreement:
    low, high = interval(rows, statistic)
    return Agreement(family, data, figure, statistic(rows), low, high, len(rows), unit)
