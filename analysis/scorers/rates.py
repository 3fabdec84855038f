"""Terms per 100 words, whole and by voice: the measures that every family of word lists declares and computes alike."""

from dataclasses import dataclass

import numpy as np

from analysis.measures import Measure, Voice
from analysis.text import Documents

_VOICES: tuple[tuple[Voice, str, str], ...] = (
    ("whole", "", "words of the body"),
    ("outlet_voice", "_outlet_voice", "words of the body in the outlet's own voice"),
    ("quoted", "_quoted", "words of the body in a quoted voice"),
)


@dataclass(frozen=True)
class Rate:
    """`<stem>_per_100_words` with its `<stem>_count`, each for the whole body and both voices."""

    stem: str
    label: str
    what: str
    """What is counted, as the subject of the definition: "Hedges (words and phrases that …)"."""
    citation: str

    def measures(self) -> tuple[Measure, ...]:
        """Three rates and three counts; the denominators are those of `word_measures` of the same family."""
        family = self.stem.split("_", 1)[0]
        rates, counts = [], []
        for voice, suffix, words in _VOICES:
            spoken = "" if voice == "whole" else ", outlet voice" if voice == "outlet_voice" else ", quoted"
            rates.append(
                Measure(
                    f"{self.stem}_per_100_words{suffix}",
                    self.label + spoken,
                    "per 100 words",
                    0,
                    100,
                    f"{self.what} per 100 {words}.",
                    self.citation,
                    f"there are no {words}",
                    voice,
                    numerator=f"{self.stem}_count{suffix}",
                    denominator=f"{family}_words{suffix}",
                    scale=100.0,
                )
            )
            counts.append(
                Measure(
                    f"{self.stem}_count{suffix}",
                    f"{self.label}{spoken}, count",
                    "terms",
                    0,
                    None,
                    f"{self.what}, counted in the {words}.",
                    self.citation,
                    voice=voice,
                    digits=0,
                    count=True,
                )
            )
        return (*rates, *counts)

    def values(self, documents: Documents, first: np.ndarray, totals: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Return the six numbers of each document.

        `first` holds places in `documents.words`, one for each term in a body; `totals` is what `word_counts` returns.
        """
        words = documents.words
        document, quoted = documents.document[words.token[first]], words.quoted[first]
        values = {}
        for voice, suffix, _ in _VOICES:
            chosen = document if voice == "whole" else document[quoted == (voice == "quoted")]
            count = np.bincount(chosen, minlength=len(documents)).astype(np.float64)
            values[f"{self.stem}_count{suffix}"] = count
            values[f"{self.stem}_per_100_words{suffix}"] = ratio(count, totals[suffix], 100.0)
        return values


def word_measures(family: str) -> tuple[Measure, ...]:
    """`<family>_words` and its voices: the denominators of the family's rates."""
    return tuple(
        Measure(
            f"{family}_words{suffix}",
            words[:1].upper() + words[1:],
            "words",
            0,
            None,
            f"{words[:1].upper()}{words[1:]}.",
            "framescope",
            voice=voice,
            digits=0,
            count=True,
        )
        for voice, suffix, words in _VOICES
    )


def word_values(family: str, totals: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the measures that count words, by name, from what `word_counts` returns."""
    return {f"{family}_words{suffix}": count for suffix, count in totals.items()}


def word_counts(documents: Documents) -> dict[str, np.ndarray]:
    """Words of the body a document (float64) by the suffix of the voice."""
    words = documents.words
    whole = documents.word_count.astype(np.float64)
    inside = np.flatnonzero(words.body & words.quoted)
    quoted = np.bincount(documents.document[words.token[inside]], minlength=len(documents)).astype(np.float64)
    return {"": whole, "_outlet_voice": whole - quoted, "_quoted": quoted}


def ratio(numerator: np.ndarray, denominator: np.ndarray, scale: float = 1.0) -> np.ndarray:
    """`scale * numerator / denominator`, NaN where the denominator is zero."""
    result = np.full(len(numerator), np.nan)
    np.divide(scale * numerator, denominator, out=result, where=denominator > 0)
    return result
