"""Count a reading of articles, as the tables of docs/validity-by-reading.md.

    python data/summarise_reading.py [--check]

Reads docs/readings/2026-11.csv (a row per mark, with its judgement) and docs/readings/2026-11-articles.csv (a row per
article) and writes the tables between the two marks of the page; `--check` only says, by its exit code, whether the
page is current. Intervals are 95 % Wilson intervals, which take every mark for independent of the others.
"""

import argparse
import csv
import math
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE = DOCS / "validity-by-reading.md"
MARKS = DOCS / "readings" / "2026-11.csv"
ARTICLES = DOCS / "readings" / "2026-11-articles.csv"
BEGIN, END = "<!-- counts: made by data/summarise_reading.py -->", "<!-- end of counts -->"

WORDS = {
    "hedges": "hedges",
    "boosters": "boosters",
    "loaded_words": "loaded words",
    "subjective_words": "subjective words",
    "vagueness": "vague words",
    "sentiment": "VADER's words",
    "news_sentiment": "news sentiment's words",
}
PARTS = {"name": "name", "source": "source span", "content": "content span", "type": "kind and affiliation"}
# The earlier reading: 36 other articles, an earlier version, another reader.
BEFORE = {
    "attribution": ".81",
    "recall": ".89",
    "name": ".70",
    "source": ".92",
    "content": ".82",
    "type": ".87",
    "hedges": ".89",
    "boosters": ".95",
    "loaded_words": ".89",
    "sentiment": ".54",
}
Row = dict[str, str]


def wilson(hits: int, n: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a share.

    >>> [round(bound, 3) for bound in wilson(8, 10)]
    [0.49, 0.943]
    """
    z = 1.959964
    middle = (hits / n + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(hits * (n - hits) / n**3 + z * z / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def share(hits: int, n: int) -> str:
    """A share with its interval, `–` of nothing.

    >>> share(8, 10)
    '.80 [.49, .94]'
    """
    if not n:
        return "–"
    low, high = wilson(hits, n)
    return f"{_short(hits / n)} [{_short(low)}, {_short(high)}]"


def summary(marks: list[Row], articles: list[Row]) -> str:
    """The tables in Markdown, the same for the same rows."""
    tables = _whole(marks, articles), _groups(marks, articles), _wrong_words(marks), _reasons(marks)
    return "\n\n".join("\n".join(lines) for lines in tables)


def read(path: Path) -> list[Row]:
    """The rows of a CSV file by the names of its first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def page() -> tuple[str, str]:
    """The page as it is and as it should be."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    return text, f"{before}{BEGIN}\n{summary(read(MARKS), read(ARTICLES))}\n{END}{after}"


def _short(value: float) -> str:
    value = round(value, 9)
    figures = f"{value:.2f}"
    if figures == "1.00" and value < 1:
        figures = f"{math.floor(value * 1000) / 1000:.3f}"
    return figures.removeprefix("0")


def _precision(rows: Iterable[Row]) -> tuple[int, int]:
    judged = Counter(row["judgement"] for row in rows)
    return judged["right"], judged["right"] + judged["wrong"]


def _recall(rows: Iterable[Row]) -> tuple[int, int]:
    judged = Counter(row["judgement"] for row in rows)
    return judged["right"], judged["right"] + judged["missed"]


def _of(marks: Iterable[Row], family: str) -> list[Row]:
    return [row for row in marks if row["family"] == family]


def _whole(marks: list[Row], articles: list[Row]) -> list[str]:
    lines = ["| what | right | of | share [95 % interval] | earlier reading |", "| --- | ---: | ---: | ---: | ---: |"]

    def line(name: str, hits: int, n: int, before: str = "") -> None:
        lines.append(f"| {name} | {hits:,} | {n:,} | {share(hits, n)} | {BEFORE.get(before, '–')} |")

    attributions = _of(marks, "attribution")
    line("attributions: precision", *_precision(attributions), "attribution")
    line("attributions: recall", *_recall(attributions), "recall")
    right = [row for row in attributions if row["judgement"] == "right"]
    for part, name in PARTS.items():
        line(f"of the right ones: {name}", sum(row[part] == "right" for row in right), len(right), part)
    for family, name in WORDS.items():
        line(f"{name}: precision", *_precision(_of(marks, family)), family)
    boilerplate = _of(marks, "boilerplate")
    line("lines taken out: boilerplate indeed", *_precision(boilerplate))
    line("boilerplate lines: taken out", *_recall(boilerplate))
    sentences = sum(int(row["sentences"]) for row in articles)
    line("sentences: ends right", sentences - len(_of(marks, "sentences")), sentences)
    quotations = sum(int(row["quotations"]) for row in articles)
    line("quotations in marks: bounds right", quotations - len(_of(marks, "quotations")), quotations)
    line("genre", sum(row["genre"] == row["genre_read"] for row in articles), len(articles))
    return lines


def _groups(marks: list[Row], articles: list[Row]) -> list[str]:
    often = Counter(row["outlet"] for row in articles)
    members = {group: {row["id"] for row in articles if row["group"] == group} for group in ("left", "center", "right")}
    members["news"] = {row["id"] for row in articles if row["genre_read"] == "news"}
    members["other genres"] = {row["id"] for row in articles} - members["news"]
    for outlet in sorted(name for name, n in often.items() if n > 1):
        members[outlet] = {row["id"] for row in articles if row["outlet"] == outlet}
    lines = [
        "| what | " + " | ".join(f"{name} ({len(ids)})" for name, ids in members.items()) + " |",
        "| --- |" + " ---: |" * len(members),
    ]

    def line(name: str, family: str, count: Callable[[Iterable[Row]], tuple[int, int]]) -> None:
        of_family = _of(marks, family)
        cells = []
        for ids in members.values():
            hits, n = count([row for row in of_family if row["id"] in ids])
            cells.append(f"{share(hits, n)}, n {n}" if n else "–")
        lines.append(f"| {name} | " + " | ".join(cells) + " |")

    line("attributions: precision", "attribution", _precision)
    line("attributions: recall", "attribution", _recall)
    for part, name in PARTS.items():
        line(f"of the right ones: {name}", "attribution", partial(_part, part=part))
    for family, name in WORDS.items():
        line(f"{name}: precision", family, _precision)
    line("boilerplate lines: taken out", "boilerplate", _recall)
    return lines


def _part(rows: Iterable[Row], part: str) -> tuple[int, int]:
    right = [row for row in rows if row["judgement"] == "right"]
    return sum(row[part] == "right" for row in right), len(right)


def _wrong_words(marks: list[Row]) -> list[str]:
    lines = ["| family | words marked wrongly most often (times) |", "| --- | --- |"]
    for family, name in WORDS.items():
        wrong = Counter(row["text"].lower() for row in _of(marks, family) if row["judgement"] == "wrong")
        first = sorted(wrong.items(), key=lambda item: (-item[1], item[0]))[:20]
        lines.append(f"| {name} | {', '.join(f'{word} ({times})' for word, times in first if times > 1) or '–'} |")
    return lines


def _reasons(marks: list[Row]) -> list[str]:
    lines = ["| family | why a mark is wrong | marks |", "| --- | --- | ---: |"]
    names = {"attribution": "attributions", **WORDS}
    for family, name in names.items():
        reasons = Counter(row["note"] for row in _of(marks, family) if row["judgement"] == "wrong" and row["note"])
        lines += [
            f"| {name} | {note} | {n} |" for note, n in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        ]
    return lines


def main() -> None:
    """Write the page's tables, or check them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit code 1 if the page is not current")
    arguments = parser.parse_args()
    now, new = page()
    if arguments.check:
        sys.exit(now != new)
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
