"""Make the bundled sample from the corpus file given as argument: `python data/make_sample.py CORPUS.jsonl.gz`.

Takes the articles of the chosen outlets and months that are neither very short nor very long, and as many of each
AllSides label, spread evenly over the window. Writes data/sample/articles.jsonl.gz and its sidecar. The same input
always gives the same bytes.
"""

import gzip
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path

FOLDER = Path(__file__).parent / "sample"
FIRST_MONTH, LAST_MONTH = "2019-01", "2020-03"
LONGEST = 9000
SHORTEST = 800
MOST_OF_A_LABEL = 120
# Outlets that have articles in nearly every month of the window, by AllSides label.
OUTLETS = {
    "left": ("CNN (Web News)", "New York Times - News", "Vox", "The Guardian"),
    "center": ("NPR Online News", "USA TODAY", "The Hill", "Reuters"),
    "right": ("Newsmax", "Washington Times", "National Review", "Breitbart News"),
}


def main(corpus: Path) -> None:
    """Write the sample and its sidecar below `FOLDER`."""
    with gzip.open(corpus, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    chosen = choose(articles)
    FOLDER.mkdir(exist_ok=True)
    content = "".join(json.dumps(article, ensure_ascii=False) + "\n" for article in chosen).encode()
    packed = gzip.compress(content, compresslevel=9, mtime=0)
    (FOLDER / "articles.jsonl.gz").write_bytes(packed)
    sidecar = describe(chosen) | {"sha256": hashlib.sha256(packed).hexdigest(), "bytes": len(packed)}
    (FOLDER / "articles.provenance.json").write_text(json.dumps(sidecar, indent=2, ensure_ascii=False) + "\n")


def choose(articles: list[dict[str, str]]) -> list[dict[str, str]]:
    """As many of each label: the label with the fewest sets the number."""
    by_label: dict[str, list[dict[str, str]]] = {label: [] for label in OUTLETS}
    for article in sorted(articles, key=lambda article: (article["date"], article["id"])):
        wanted = article["outlet"] in OUTLETS.get(article["bias"], ())
        if wanted and FIRST_MONTH <= article["date"][:7] <= LAST_MONTH and SHORTEST <= len(article["text"]) <= LONGEST:
            by_label[article["bias"]].append(article)
    fewest = min(MOST_OF_A_LABEL, *map(len, by_label.values()))
    kept = [article for found in by_label.values() for article in evenly(found, fewest)]
    return sorted(kept, key=lambda article: (article["date"], article["id"]))


def evenly(articles: list[dict[str, str]], number: int) -> list[dict[str, str]]:
    """`number` of the articles, spread over the whole list."""
    return [articles[index * len(articles) // number] for index in range(number)]


def describe(chosen: list[dict[str, str]]) -> dict[str, object]:
    """Return the sidecar: numbers of articles, outlets and labels, and where they come from."""
    return {
        "articles": len(chosen),
        "first": chosen[0]["date"],
        "last": chosen[-1]["date"],
        "by_outlet": dict(sorted(Counter(article["outlet"] for article in chosen).items())),
        "by_label": dict(sorted(Counter(article["bias"] for article in chosen).items())),
        "by_month": dict(sorted(Counter(article["date"][:7] for article in chosen).items())),
        "data_set": "Article-Bias-Prediction",
        "paper": (
            "Ramy Baly, Giovanni Da San Martino, James Glass and Preslav Nakov: We Can Detect Your Bias: Predicting "
            "the "
            "Political Ideology of News Articles. EMNLP 2020, pages 4982-4991. doi:10.18653/v1/2020.emnlp-main.404"
        ),
        "licence": "Apache-2.0 (the data set); the articles remain their publishers' work",
        "purpose": "trying the software and testing it",
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
