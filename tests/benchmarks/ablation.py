"""What each rule of attribution and hedging brings, measured on labels as `framescope validate` does.

    python -m tests.benchmarks.ablation attribution FILE [--half 0|1]
    python -m tests.benchmarks.ablation hedging DIR

FILE and DIR/<name>/dev.jsonl are labelled data as `analysis.validation.labels` describes them; they are not bundled,
since their licences forbid it. Prints a Markdown table: the figures with every rule, then the change in points without
one rule at a time. docs/validity-attribution.md and docs/validity-hedging.md quote a run.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from analysis.errors import InputError
from analysis.scorers.attribution.rules import ALL_RULES
from analysis.scorers.attribution.score import score
from analysis.scorers.hedging.detect import find
from analysis.scorers.hedging.rules import RULES
from analysis.text import Documents
from analysis.validation.agreement import PARTS, attribution_counts, f1, hedging_counts, share
from analysis.validation.labels import labelled_sets

NOTHING: frozenset[str] = frozenset()
HEDGING_RULES = sorted({rule.name for rule in RULES["hedges"].values()})
Rows = list[dict[str, Any]]


def half_of(rows: Rows, half: int | None) -> Rows:
    """The rows whose id hashes to `half`, or all of them."""
    return [row for row in rows if half is None or int(hashlib.md5(row["id"].encode()).hexdigest(), 16) % 2 == half]


def attribution_figures(rows: Rows, without: frozenset[str] = NOTHING) -> dict[str, float]:
    """F1 of tokens of each part and of relations, and the share of matched relations with the right source."""
    evidence = score(Documents([row["text"] for row in rows]), without).evidence
    predicted: list[list[dict[str, Any]]] = [[] for _ in rows]
    for k, document in enumerate(evidence.document.tolist()):
        flat = {part: evidence.details[part][k] for part in PARTS}
        predicted[document].append({part: list(zip(s[::2], s[1::2], strict=True)) for part, s in flat.items()})
    articles = [attribution_counts(row["text"], row["attributions"], p) for row, p in zip(rows, predicted, strict=True)]
    return {
        **{part: f1(np.array([article.tokens[part] for article in articles])) for part in PARTS},
        "relations": f1(np.array([article.relations for article in articles])),
        "right source": share(np.array([(article.right_source, article.with_source) for article in articles])),
    }


def hedging_figures(rows: Rows, without: frozenset[str] = NOTHING) -> dict[str, float]:
    """F1 of sentences that hold a hedge, and of cues."""
    documents = Documents([row["text"] for row in rows])
    hedges, words = find(documents, "hedges", without), documents.words
    predicted: list[list[tuple[int, int]]] = [[] for _ in rows]
    for first, last in zip(hedges.first.tolist(), hedges.last.tolist(), strict=True):
        predicted[documents.document[words.token[first]]].append((int(words.start[first]), int(words.end[last])))
    counted = [hedging_counts(bool(r["uncertain"]), r["cues"], p) for r, p in zip(rows, predicted, strict=True)]
    return {
        "sentences": f1(np.array([sentence for sentence, _ in counted])),
        "cues": f1(np.array([cue for _, cue in counted])),
    }


def table(figures: Callable[[frozenset[str]], dict[str, float]], left_out: Sequence[tuple[str, frozenset[str]]]) -> str:
    """Markdown: the figures with every rule, then changes in points for each (label, rules left out)."""
    whole = figures(NOTHING)
    lines = [f"| rules | {' | '.join(whole)} |", "| --- |" + " --- |" * len(whole)]
    lines.append("| all | " + " | ".join(f"{value:.3f}" for value in whole.values()) + " |")
    for label, without in left_out:
        changes = [f"{100 * (value - whole[name]):+.1f}" for name, value in figures(without).items()]
        lines.append(f"| {label} | {' | '.join(changes)} |")
    return "\n".join(lines)


def attribution(file: Path, half: int | None = None) -> str:
    """The table of the attribution rules; raises `InputError` if the file holds no labels."""
    if not file.is_file():
        raise InputError(f"{file}: no such file; give the JSON Lines file of the attribution labels.")
    rows = half_of([json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()], half)
    if not rows:
        raise InputError(f"{file}: no labelled article in it.")
    left_out = [(f"without `{rule}`", frozenset({rule})) for rule in ALL_RULES]
    return table(lambda without: attribution_figures(rows, without), left_out)


def hedging(folder: Path) -> str:
    """The table of the hedging rules, with the figures of every labelled set; raises `InputError` if there is none."""
    sets = labelled_sets(folder.parent, (folder.name,))

    def figures(without: frozenset[str]) -> dict[str, float]:
        by_set = {labelled.name: hedging_figures(labelled.rows, without) for labelled in sets}
        return {f"{name} {figure}": value for name, values in by_set.items() for figure, value in values.items()}

    left_out = [(f"without `{rule}`", frozenset({rule})) for rule in HEDGING_RULES]
    return table(figures, [("none", frozenset(HEDGING_RULES)), *left_out])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.ablation", description=__doc__)
    parser.add_argument("family", choices=("attribution", "hedging"))
    parser.add_argument("labels", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    arguments = parser.parse_args()
    try:
        if arguments.family == "hedging":
            print(hedging(arguments.labels.resolve()))
        else:
            print(attribution(arguments.labels, arguments.half))
    except InputError as error:
        parser.exit(error.exit_code, f"{error}\n")


if __name__ == "__main__":
    main()
