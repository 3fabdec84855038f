"""Count what the rules of boilerplate take out of articles, by outlet and kind, as the tables of docs/validity-body.md.

    python data/count_boilerplate.py ARTICLES.jsonl.gz… [--before COUNTS.json] [--save COUNTS.json]

The files have a JSON object per line with `id`, `outlet` and `text`. An article in two of them is counted once. With
--before the table has the figures that an earlier version saved with --save beside its own.
"""

import argparse
import json
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from article_files import articles, batches

from analysis.text import Documents

Counts = dict[str, Counter[str]]


def count(paths: list[Path]) -> tuple[Counts, Counts]:
    """Articles, words, body words, sentences and removed sentences per outlet; stretches and words per kind."""
    outlets: Counts = defaultdict(Counter)
    kinds: Counts = defaultdict(Counter)
    for batch in batches(articles(paths)):
        documents = Documents([row["text"] for row in batch])
        in_form = documents.vocabulary.form_words().count[documents.form]
        words = np.bincount(documents.document, weights=in_form, minlength=len(batch))
        begins = np.flatnonzero(np.append(True, np.diff(documents.sentence) > 0))
        for index, row in enumerate(batch):
            its = begins[documents.document[begins] == index]
            outlets[row["outlet"]] += Counter(
                articles=1,
                words=int(words[index]),
                body=int(documents.word_count[index]),
                sentences=len(its),
                removed=int((~documents.body[its]).sum()),
            )
            for piece in documents.boilerplate[index]:
                length = len(row["text"][piece.start : piece.end].split())
                kinds[piece.kind] += Counter(stretches=1, words=length)
    return outlets, kinds


def table(outlets: Counts, before: dict[str, dict[str, int]] | None) -> str:
    """The outlets as a table of Markdown, the one with the largest share taken out first."""
    head = ["outlet", "articles", "words", "body words", "taken out, %", "sentences taken out"]
    earlier = ["before: taken out, %", "before: sentences"] if before else []
    lines = [f"| {' | '.join(head + earlier)} |", "| --- |" + " ---: |" * (len(head) + len(earlier) - 1)]
    total: Counter[str] = sum(outlets.values(), Counter())
    ranked = sorted(outlets.items(), key=lambda item: item[1]["body"] / max(1, item[1]["words"]))
    for name, counts in [*ranked, ("**all**", total)]:
        cells = [name, *(f"{counts[key]:,}" for key in ("articles", "words", "body"))]
        cells += [f"{_share(counts):.1f}", f"{counts['removed']:,}"]
        if before:
            old = Counter(before[name]) if name in before else sum(map(Counter, before.values()), Counter())
            cells += [f"{_share(old):.1f}", f"{old['removed']:,}"]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _share(counts: Counter[str]) -> float:
    return 100 * (1 - counts["body"] / max(1, counts["words"]))


def kinds_table(kinds: Counts) -> str:
    """The kinds as a table of Markdown."""
    lines = ["| kind | stretches | words |", "| --- | ---: | ---: |"]
    for kind in sorted(kinds, key=lambda kind: -kinds[kind]["words"]):
        lines.append(f"| {kind} | {kinds[kind]['stretches']:,} | {kinds[kind]['words']:,} |")
    return "\n".join(lines)


def main() -> None:
    """Count and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--save", type=Path)
    arguments = parser.parse_args()
    outlets, kinds = count(arguments.files)
    if arguments.save:
        arguments.save.write_text(json.dumps(outlets))
    before = json.loads(arguments.before.read_text()) if arguments.before else None
    print(table(outlets, before), kinds_table(kinds), sep="\n\n")


if __name__ == "__main__":
    main()
