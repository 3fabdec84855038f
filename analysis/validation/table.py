"""The validity table: figures of a run of `framescope validate`, kept with the package and quoted everywhere.

`validity.json` beside this module is written by `python docs/generate.py --validity DIR`; README, the Methods page and
every export's codebook read it from here. It holds figures only, never labelled text.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from analysis.scorers import SCORERS
from analysis.validation.scorers import Agreement

FILE = Path(__file__).with_name("validity.json")
HAND_READ = Path(__file__).with_name("constructs.json")
"""Figures of the cases in tests/scorers/constructs: whole articles, the half not used while the rules were written."""

# What each data set is and where it comes from: for people who read the table.
SOURCES = {
    "attribution": "PolNeAR 1.0 (Newell, Margolin & Ruths 2018): political news of 7 US outlets",
    "szeged_factbank_news": "Szeged Uncertainty Corpus, FactBank part (Szarvas et al. 2012): newswire",
    "szeged_wikiweasel": "Szeged Uncertainty Corpus, WikiWeasel part (Szarvas et al. 2012): Wikipedia",
    "nyt_editorials": "New York Times editorials rated by 20 people (Hutto & Gilbert 2014)",
    "semeval2007_headlines": "SemEval-2007 task 14 headlines (Strapparava & Mihalcea 2007)",
    "onestopenglish": "OneStopEnglish (Vajjala & Lučić 2018)",
    "clear_info": "CLEAR, informational texts (Crossley et al. 2022)",
    "babe_sg2": "BABE (Spinde et al. 2021)",
}


CONSTRUCTS = {
    ("attribution", "content tokens, F1"): ("attribution_sentence_share",),
    ("attribution", "attributions (content overlap at least half), F1"): ("attribution_per_100_words",),
    ("attribution", "right source where the attribution was found, share"): (
        "attribution_sources",
        "attribution_top_source_share",
    ),
    ("hedging", "uncertain sentences, F1"): ("hedging_sentence_share",),
    ("hedging", "cues, F1"): ("hedging_per_100_words",),
    ("sentiment", "sentiment_compound with the mean rating, Pearson r"): ("sentiment_compound",),
    ("news_sentiment", "news_sentiment_mean with the mean rating, Pearson r"): ("news_sentiment_mean",),
    ("readability", "Flesch–Kincaid grade with easiness judged by teachers, Pearson r"): (
        "readability_flesch_kincaid_grade",
    ),
    ("readability", "Flesch–Kincaid grade orders three levels of one article, share"): (
        "readability_flesch_kincaid_grade",
    ),
    ("readability", "Dale–Chall with easiness judged by teachers, Pearson r"): ("readability_dale_chall",),
    ("framing", "loaded words tell biased from unbiased sentences, AUC"): ("framing_loaded_per_100_words",),
}
"""The measures whose construct a figure of the table is of, by family and figure."""


def to_json(figures: Sequence[Agreement], split: str) -> str:
    """Return the rows of the table as JSON, numbers rounded to four digits, with the version of each scorer."""
    versions = {scorer.family: scorer.version for scorer in SCORERS}
    rows = [_rounded(asdict(f) | {"spread": f.spread, "version": versions[f.family], "split": split}) for f in figures]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _rounded(row: dict[str, Any]) -> dict[str, Any]:
    return {
        k: round(v, 4) if isinstance(v, float) else {o: round(x, 4) for o, x in v.items()} if isinstance(v, dict) else v
        for k, v in row.items()
    }


@cache
def stored() -> tuple[dict[str, Any], ...]:
    """Return the rows of the stored table; empty if none was written."""
    return tuple(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else ()


def by_measure() -> dict[str, str]:
    """Return one sentence per measure on its agreement with people, for codebooks; counts are left out.

    Only a figure of the construct that the measure names is quoted; a measure without one is "not measured". Figures of
    another version of the scorer say so.
    """
    versions = {scorer.family: scorer.version for scorer in SCORERS}
    sentences: dict[str, list[str]] = {}
    for row in stored():
        of = "" if row["version"] == versions.get(row["family"]) else f" (measured with version {row['version']})"
        value = f"{row['value']:.2f} [{row['low']:.2f}, {row['high']:.2f}]"
        text = f"{row['figure']} {value} on {SOURCES.get(row['data'], row['data'])}{of}"
        for measure in CONSTRUCTS.get((row["family"], row["figure"]), ()):
            sentences.setdefault(measure, []).append(text)
    for case in json.loads(HAND_READ.read_text(encoding="utf-8")):
        sentences.setdefault(case["measure"], []).append(
            f"{case['what']}: precision {case['precision']:.2f}, recall {case['recall']:.2f} on "
            f"{case['held_out']} cases not seen while the rules were written, of {case['read']} read by one coder, a "
            f"language model, with recall among {case.get('among', 'the passages an earlier version had marked')}"
        )
    names = [measure.name for scorer in SCORERS for measure in scorer.measures if not measure.count]
    return {name: "; ".join(sentences.get(name, ["not measured"])) for name in names}


def markdown(rows: Sequence[dict[str, Any]] | None = None) -> str:
    """Return the table as Markdown, of the stored rows unless others are given."""
    lines = [
        "| family | figure | value [95 % interval] | P | R | outlets, best − worst | n | data |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in stored() if rows is None else rows:
        lines.append(
            f"| {row['family']} | {row['figure']} | {row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}] | "
            f"{_cell(row['precision'])} | {_cell(row['recall'])} | {_cell(row['spread'])} | "
            f"{row['n']:,} {row['unit']} | {SOURCES.get(row['data'], row['data'])} |"
        )
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
