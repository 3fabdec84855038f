"""Labelled data: JSON Lines in one folder a data set, as human coders left them.

    attribution/dev.jsonl                   text, outlet, attributions: [{source, cue, content: [[start, end], …]}]
    hedging/<set>/dev.jsonl                 text, uncertain, cues: [[start, end], …]
    sentiment/<set>/dev.jsonl               text, rating (a number)
    readability/<set>/dev.jsonl             text, bt_easiness (a number), or doc and level (0 easy … 2 advanced)
    bias/<set>/dev.jsonl                    text, biased (0 or 1), outlet

`dev` is the split; any other name can be asked for. The data's licences mostly forbid shipping it with the program.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.errors import InputError

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class LabelledSet:
    """The labelled texts of one file."""

    kind: str
    """attribution, hedging, sentiment, readability or bias"""
    name: str
    rows: Rows


NEEDED = {
    "attribution": {"text", "attributions"},
    "hedging": {"text", "uncertain", "cues"},
    "sentiment": {"text", "rating"},
    "bias": {"text", "biased"},
}


def labelled_sets(folder: Path, kinds: tuple[str, ...], split: str = "dev") -> list[LabelledSet]:
    """Return every data set of those kinds below the folder, by kind and name; raises `InputError` if there is none."""
    if not folder.is_dir():
        raise InputError(f"{folder} is not a folder. Give the folder that holds attribution/, hedging/ … (--data DIR).")
    sets = []
    for kind in kinds:
        for path in sorted((folder / kind).rglob(f"{split}.jsonl")):
            rows = _read(path)
            if _usable(kind, rows):
                name = path.parent.name if path.parent.name != kind else kind
                sets.append(LabelledSet(kind, name, rows))
    if not sets:
        raise InputError(
            f"{folder} holds no labelled data named {split}.jsonl for {', '.join(kinds)}. "
            "Give its folder with --data and its split with --split."
        )
    return sets


def _read(path: Path) -> Rows:
    rows = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                rows.append(json.loads(line))
            except ValueError as error:
                raise InputError(f"{path}, line {number}: not JSON ({error}).") from error
    return rows


def _usable(kind: str, rows: Rows) -> bool:
    if not rows:
        return False
    if kind == "readability":
        return "bt_easiness" in rows[0] or {"doc", "level"} <= rows[0].keys()
    return NEEDED[kind] <= rows[0].keys()
