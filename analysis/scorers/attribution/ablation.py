"""What each group of rules brings, measured on attributions that people marked.

    python -m analysis.scorers.attribution.ablation FILE [--half 0|1] [--rules name,name,…]

`FILE` is JSON Lines with `id`, `text` and `attributions` ([{source, cue, content: [[start, end], …]}]) a line. Prints a
Markdown table: F1 of content, cue and source tokens and of relations (content overlaps by at least half, as Jaccard)
with every rule, then the change in points without one group at a time. Not bundled, since the labels' licence forbids
it; docs/validity-attribution.md quotes a run.
"""

import argparse
import hashlib
import json
import re
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from analysis.errors import InputError
from analysis.scorers.attribution.rules import ALL_RULES
from analysis.scorers.attribution.score import score
from analysis.text import Documents

_TOKEN = re.compile(r"\S+")
PARTS = ("content", "cue", "source")
FIGURES = (*PARTS, "relations", "right source")
Tokens = frozenset[int]


@dataclass(frozen=True)
class Marked:
    """One attribution as sets of token numbers."""

    content: Tokens
    cue: Tokens
    source: Tokens


@dataclass(frozen=True)
class Labelled:
    documents: Documents
    middles: list[list[int]]
    gold: list[list[Marked]]


def load(path: Path, half: int | None = None) -> Labelled:
    """The labelled articles, or the half of them whose id hashes to `half`; InputError where there are none."""
    if not path.is_file():
        raise InputError(f"{path}: no such file; give the JSON Lines file of the attribution labels.")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if half is not None:
        rows = [row for row in rows if int(hashlib.md5(row["id"].encode()).hexdigest(), 16) % 2 == half]
    if not rows:
        raise InputError(f"{path}: no labelled article in it.")
    middles = [[(m.start() + m.end()) // 2 for m in _TOKEN.finditer(row["text"])] for row in rows]
    gold = [
        [Marked(*(_tokens(m, one[part]) for part in PARTS)) for one in row["attributions"]]
        for m, row in zip(middles, rows, strict=True)
    ]
    return Labelled(Documents([row["text"] for row in rows]), middles, gold)


def _tokens(middles: list[int], spans: list[list[int]]) -> Tokens:
    return frozenset(t for a, b in spans for t in range(bisect_left(middles, a), bisect_left(middles, b)))


def predict(labelled: Labelled, without: frozenset[str]) -> list[list[Marked]]:
    evidence = score(labelled.documents, without).evidence
    found: list[list[Marked]] = [[] for _ in labelled.gold]
    for k, document in enumerate(evidence.document.tolist()):
        pairs = [evidence.details[part][k] for part in PARTS]
        spans = [[flat[i : i + 2] for i in range(0, len(flat), 2)] for flat in pairs]
        found[document].append(Marked(*(_tokens(labelled.middles[document], part) for part in spans)))
    return found


def agreement(labelled: Labelled, without: frozenset[str] = frozenset()) -> dict[str, float]:
    """The `FIGURES`: F1 of tokens and relations, and the share of matched relations whose source overlaps."""
    counts = {part: [0, 0, 0] for part in (*PARTS, "relations")}
    right = sourced = 0
    for gold, found in zip(labelled.gold, predict(labelled, without), strict=True):
        for part in PARTS:
            wanted = frozenset[int]().union(*(getattr(one, part) for one in gold))
            got = frozenset[int]().union(*(getattr(one, part) for one in found))
            _add(counts[part], len(wanted & got), len(got - wanted), len(wanted - got))
        pairs = _match([one for one in gold if one.content], found)
        for one, other in pairs:
            sourced += bool(one.source)
            right += bool(one.source & other.source)
        wanted_relations = sum(bool(one.content) for one in gold)
        _add(counts["relations"], len(pairs), len(found) - len(pairs), wanted_relations - len(pairs))
    figures = {part: _f1(*row) for part, row in counts.items()}
    return {**figures, "right source": right / sourced if sourced else 0.0}


def _match(gold: list[Marked], found: list[Marked]) -> list[tuple[Marked, Marked]]:
    """Greedy one-to-one pairs whose contents overlap by at least half."""
    free, pairs = list(range(len(found))), []
    for one in gold:
        overlaps = [(len(one.content & found[i].content) / len(one.content | found[i].content), i) for i in free]
        best = max(overlaps, default=(0.0, -1))
        if best[0] >= 0.5:
            free.remove(best[1])
            pairs.append((one, found[best[1]]))
    return pairs


def _add(row: list[int], *values: int) -> None:
    for i, value in enumerate(values):
        row[i] += value


def _f1(hit: int, extra: int, missed: int) -> float:
    return 2 * hit / (2 * hit + extra + missed) if hit else 0.0


def table(labelled: Labelled, rules: list[str]) -> str:
    lines = ["| rules | " + " | ".join(FIGURES) + " |", "| --- " * (len(FIGURES) + 1) + "|"]
    whole = agreement(labelled)
    lines.append("| all | " + " | ".join(f"{whole[name]:.3f}" for name in FIGURES) + " |")
    for rule in rules:
        partial = agreement(labelled, frozenset({rule}))
        changes = " | ".join(f"{100 * (partial[name] - whole[name]):+.1f}" for name in FIGURES)
        lines.append(f"| without `{rule}` | {changes} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--rules", default=",".join(ALL_RULES))
    arguments = parser.parse_args()
    try:
        print(table(load(arguments.file, arguments.half), arguments.rules.split(",")))
    except InputError as error:
        parser.exit(error.exit_code, f"{error}\n")


if __name__ == "__main__":
    main()
