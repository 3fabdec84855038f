"""What a scorer is: declared measures, a version, and a function from a batch of documents to values and evidence."""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from analysis.measures import Measure
from analysis.text import Documents


@dataclass(frozen=True)
class Evidence:
    """Spans that explain numbers, as columns of equal length, one entry a span, ordered by document then start.

    `document` is the index of the document in the batch; `start` and `end` are characters of the stored text (of the
    title where `in_title`). The columns from `kind` on are filled by attribution only and are else empty dicts.
    """

    document: np.ndarray
    start: np.ndarray
    end: np.ndarray
    label: list[str]
    quoted: np.ndarray
    """Bool: the span lies in quoted voice."""
    value: np.ndarray | None = None
    in_title: np.ndarray | None = None
    details: dict[str, list] = field(default_factory=dict)
    """Attribution only: kind, source_name, source_type, stance (text or None) and source, cue, content (flat spans)."""


@dataclass(frozen=True)
class FamilyScores:
    """`values` holds one float64 array a measure, one number a document, NaN where the measure is missing."""

    values: dict[str, np.ndarray]
    evidence: Evidence


@dataclass(frozen=True)
class Scorer:
    family: str
    version: str
    """Raised whenever any number of the family can change; stored scores of another version are stale."""
    measures: tuple[Measure, ...]
    score: Callable[[Documents], FamilyScores]
