"""The validity table: figures of a run of `framescope validate`, kept with the package and quoted everywhere.

`validity.json` beside this module is written by `framescope validate --write`; README, the Methods page and every
export's codebook read it from here. It holds figures only, never labelled text.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict
from functools import cache
from pathlib import Path

from analysis.scorers import SCORERS
from analysis.validation.scorers import Agreement

FILE = Path(__file__).with_name("validity.json")

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


def to_json(figures: Sequence[Agreement], split: str) -> str:
    versions = {scorer.family: scorer.version for scorer in SCORERS}
    rows = [_rounded(asdict(f) | {"spread": f.spread, "version": versions[f.family], "split": split}) for f in figures]
    return json.dumps(rows, indent=1, ensure_ascii=False) + "\n"


def _rounded(row: dict) -> dict:
    return {
        k: round(v, 4) if isinstance(v, float) else {o: round(x, 4) for o, x in v.items()} if isinstance(v, dict) else v
        for k, v in row.items()
    }


@cache
def stored() -> tuple[dict, ...]:
    """Rows of the stored table; empty where none was written."""
    return tuple(json.loads(FILE.read_text(encoding="utf-8"))) if FILE.is_file() else ()


def by_family() -> dict[str, str]:
    """One sentence a family on its agreement with people, for codebooks; a family without labels is absent.

    Figures of another version of the scorer say so.
    """
    versions = {scorer.family: scorer.version for scorer in SCORERS}
    sentences: dict[str, list[str]] = {}
    for row in stored():
        of = "" if row["version"] == versions.get(row["family"]) else f" (measured with version {row['version']})"
        text = f"{row['figure']} {row['value']:.2f} [{row['low']:.2f}, {row['high']:.2f}] on {SOURCES.get(row['data'], row['data'])}{of}"
        sentences.setdefault(row["family"], []).append(text)
    return {family: "; ".join(parts) for family, parts in sentences.items()}


def markdown(rows: Sequence[dict] | None = None) -> str:
    """The table as Markdown; of the stored rows unless others are given."""
    lines = [
        "| family | figure | value [95 % interval] | P | R | outlets, best − worst | n | data |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |",
    ]
    for row in stored() if rows is None else rows:
        lines.append(
            f"| {row['family']} | {row['figure']} | {row['value']:.3f} [{row['low']:.3f}, {row['high']:.3f}] | "
            f"{_cell(row['precision'])} | {_cell(row['recall'])} | {_cell(row['spread'])} | {row['n']:,} {row['unit']} | "
            f"{SOURCES.get(row['data'], row['data'])} |"
        )
    return "\n".join(lines) + "\n"


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"
