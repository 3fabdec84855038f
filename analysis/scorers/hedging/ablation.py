"""What each rule of context brings, measured on sentences that people marked for uncertainty.

    python -m analysis.scorers.hedging.ablation DIR

`DIR` holds `<name>/dev.jsonl` with `text`, `uncertain` and `cues` ([[start, end], …]) a line. Prints a Markdown table:
F1 of sentences and of cues with every rule, without any, and without one rule at a time (the change in points).
Not bundled, since the labels' licences forbid it; docs/validity-hedging.md quotes a run.
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import InputError
from analysis.scorers.hedging.detect import find
from analysis.scorers.hedging.rules import RULES
from analysis.text import Documents

Span = tuple[int, int]


@dataclass(frozen=True)
class Labelled:
    name: str
    documents: Documents
    uncertain: list[bool]
    cues: list[list[Span]]


def load(folder: Path) -> list[Labelled]:
    """Every labelled set below `folder`, in order of name; raises InputError where there is none."""
    sets = []
    for path in sorted(folder.glob("*/dev.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        cues = [[(start, end) for start, end in row["cues"]] for row in rows]
        documents = Documents([row["text"] for row in rows])
        sets.append(Labelled(path.parent.name, documents, [bool(row["uncertain"]) for row in rows], cues))
    if not sets:
        raise InputError(f"{folder}: found no <name>/dev.jsonl; give the folder of the hedging labels.")
    return sets


def spans(documents: Documents, without: frozenset[str]) -> list[list[Span]]:
    found, words = find(documents, "hedges", without), documents.words
    by_document: list[list[Span]] = [[] for _ in range(len(documents))]
    owner = documents.document[words.token[found.first]].tolist()
    for document, start, end in zip(
        owner, words.start[found.first].tolist(), words.end[found.last].tolist(), strict=True
    ):
        by_document[document].append((start, end))
    return by_document


def agreement(labelled: Labelled, without: frozenset[str] = frozenset()) -> tuple[float, float]:
    """F1 of sentences that hold a hedge, and of cues (any overlap counts)."""
    hit = extra = missed = cue_hit = cue_extra = cue_missed = 0
    predicted = spans(labelled.documents, without)
    for uncertain, cues, found in zip(labelled.uncertain, labelled.cues, predicted, strict=True):
        hit += uncertain and bool(found)
        extra += bool(found) and not uncertain
        missed += uncertain and not found
        right = sum(any(s < end and start < e for s, e in cues) for start, end in found)
        cue_hit += right
        cue_extra += len(found) - right
        cue_missed += sum(not any(s < end and start < e for start, end in found) for s, e in cues)
    return _f1(hit, extra, missed), _f1(cue_hit, cue_extra, cue_missed)


def _f1(hit: int, extra: int, missed: int) -> float:
    return 2 * hit / (2 * hit + extra + missed) if hit else 0.0


def table(sets: list[Labelled]) -> str:
    rules = sorted({name for name, _ in RULES["hedges"].values()})
    head = [f"{labelled.name} {what}" for labelled in sets for what in ("sentences", "cues")]
    lines = [f"| rules | {' | '.join(head)} |", "| --- |" + " --- |" * len(head)]
    whole = [value for labelled in sets for value in agreement(labelled)]
    lines.append("| all | " + " | ".join(f"{value:.3f}" for value in whole) + " |")
    for label, without in [("none", frozenset(rules)), *((f"without `{rule}`", frozenset([rule])) for rule in rules)]:
        values = [value for labelled in sets for value in agreement(labelled, without)]
        changes = [f"{100 * (value - all_of_it):+.1f}" for value, all_of_it in zip(values, whole, strict=True)]
        lines.append(f"| {label} | " + " | ".join(changes) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m analysis.scorers.hedging.ablation", description=__doc__)
    parser.add_argument("folder", type=Path)
    print(table(load(parser.parse_args().folder)))


if __name__ == "__main__":
    main()
