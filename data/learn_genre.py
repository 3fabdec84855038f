"""Learn the coefficients of `analysis/scorers/lexicons/genre_model.csv` on articles whose address names a section.

    python data/learn_genre.py ARTICLES.jsonl.gz… [--leave-out IDS.txt] [--write]

An address in a section of opinion is taken for opinion; one without a sign, of an outlet that does sort its articles
into sections, for a report. Outlets whose addresses do not tell (National Review, Townhall, Reason, Vox, Salon) are
left out. Prints the agreement with the address, outlets held out in turn, and writes the coefficients with --write.
"""

import argparse
import csv
import re
from pathlib import Path

import numpy as np
from article_files import articles, batches

from analysis.scorers.genre.model import FEATURES, features
from analysis.scorers.genre.signs import of_address, of_layout, of_title
from analysis.text import Documents

LEXICONS = Path(__file__).parents[1] / "analysis" / "scorers" / "lexicons"
UNTOLD = re.compile(
    r"townhall|nationalreview|reason\.com|vox\.com|salon\.com|breitbart|dailycaller|/blogs?/|magazine", re.I
)
RIDGE = 3.0


def main() -> None:
    """Learn, print the agreement, and write the coefficients with --write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--leave-out", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    without = set(arguments.leave_out.read_text().split()) if arguments.leave_out else set()
    rows, labels = [], []
    for row in articles(arguments.files):
        if row["id"] in without:
            continue
        sign = of_address(row["url"])
        title = of_title(row["title"])
        if sign and sign.genre == "opinion":
            rows.append(row)
            labels.append(1.0)
        elif not sign and not title and not UNTOLD.search(row["url"]) and not of_layout(row["text"]):
            rows.append(row)
            labels.append(0.0)
    table = np.concatenate([features(Documents([row["text"] for row in batch])) for batch in batches(rows)])
    truth, outlets = np.array(labels), np.array([r["outlet"] for r in rows])
    print(f"{len(rows)} articles, {int(truth.sum())} of them opinion by their address")
    guessed = np.zeros(len(rows))
    names = sorted(set(outlets))
    for fold in range(6):
        held = np.isin(outlets, names[fold::6])
        mean, deviation, weights, intercept = fit(table[~held], truth[~held])
        guessed[held] = np.clip((table[held] - mean) / deviation, -3, 3) @ weights + intercept
    order = np.argsort(guessed)
    ranks = np.empty(len(rows))
    ranks[order] = np.arange(len(rows))
    positives = truth == 1
    area = (ranks[positives].mean() - (positives.sum() - 1) / 2) / (~positives).sum()
    print(f"outlets held out: AUC {area:.3f}; agreement at one half {np.mean((guessed > 0) == positives):.3f}")
    mean, deviation, weights, intercept = fit(table, truth)
    for name, weight in sorted(zip(FEATURES, weights, strict=True), key=lambda pair: -abs(pair[1])):
        print(f"{name:15} {weight:6.2f}")
    if arguments.write:
        with (LEXICONS / "genre_model.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out, lineterminator="\n")
            writer.writerow(["feature", "mean", "deviation", "weight"])
            for row in zip(FEATURES, mean, deviation, weights, strict=True):
                writer.writerow([row[0], *(f"{value:.4f}" for value in row[1:])])
            writer.writerow(["intercept", "0", "1", f"{intercept:.4f}"])


def fit(table: np.ndarray, truth: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Mean, deviation, weights and intercept of a ridge logistic regression, both classes weighing alike."""
    mean, deviation = table.mean(0), np.maximum(table.std(0), 1e-6)
    x = np.column_stack([np.clip((table - mean) / deviation, -3, 3), np.ones(len(table))])
    balance = np.where(truth == 1, len(truth) / (2 * truth.sum()), len(truth) / (2 * (1 - truth).sum()))
    penalty = np.append(np.full(table.shape[1], RIDGE), 0.0)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (balance * (p - truth)) + penalty * w
        w -= np.linalg.solve((x * (balance * p * (1 - p))[:, None]).T @ x + np.diag(penalty), gradient)
    return mean, deviation, w[:-1], float(w[-1])


if __name__ == "__main__":
    main()
