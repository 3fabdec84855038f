"""Which words the two families of sentiment count: against the sign that a reader gave each of them where it stands."""

import gzip
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from analysis.inspection import inspect_texts

GOLD = Path(__file__).parent / "gold" / "sentiment_marks.jsonl.gz"
FAMILIES = ("sentiment", "news_sentiment")


@dataclass
class Judged:
    """Marks of a family on the passages."""

    right: int = 0
    wrong: int = 0
    unread: int = 0
    """Words that no version of either family counted when the passages were read."""
    words: int = 0

    @property
    def wrong_share(self) -> float:
        return self.wrong / (self.right + self.wrong)

    @property
    def wrong_per_1000(self) -> float:
        return 1000 * self.wrong / self.words

    @property
    def right_per_1000(self) -> float:
        return 1000 * self.right / self.words


def read_gold(half: str = "both") -> list[dict]:
    """Passages, of one half (of the lines with an even or an odd number, counted from 0) or of both."""
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {"even": rows[::2], "odd": rows[1::2], "both": rows}[half]


def judge(rows: list[dict]) -> dict[str, Judged]:
    """Count each family's marks on the passages: a mark is right if its sign is the one that a reader gave."""
    judged = {family: Judged(words=sum(row["words"] for row in rows)) for family in FAMILIES}
    for row, inspected in zip(rows, inspect_texts([row["text"] for row in rows]), strict=True):
        labels = {(start, end): label for start, end, label in row["marks"]}
        for span in inspected["evidence"]:
            if span["family"] not in judged:
                continue
            label, counts = labels.get((span["start"], span["end"])), judged[span["family"]]
            if label is None:
                counts.unread += 1
            elif label in ("either", span["label"].split("_")[0]):
                counts.right += 1
            else:
                counts.wrong += 1
    return judged


@pytest.fixture(scope="module", params=["even", "odd"])
def judged(request: pytest.FixtureRequest) -> dict[str, Judged]:
    return judge(read_gold(request.param))


def test_hundreds_of_marks_of_each_family_were_read():
    counts = judge(read_gold())
    for family in FAMILIES:
        assert counts[family].right + counts[family].wrong >= 300
        assert counts[family].unread <= 0.1 * counts[family].right


def test_news_sentiment_counts_less_than_half_as_many_words_wrongly_as_vader(judged: dict[str, Judged]):
    vader, news = judged["sentiment"], judged["news_sentiment"]
    assert news.wrong_per_1000 < vader.wrong_per_1000 / 2
    assert news.wrong_share < 0.25 < 0.35 < vader.wrong_share


def test_news_sentiment_does_not_lose_words_that_carry_sentiment(judged: dict[str, Judged]):
    assert judged["news_sentiment"].right_per_1000 > judged["sentiment"].right_per_1000


if __name__ == "__main__":
    for half in ("even", "odd", "both"):
        for family, counts in judge(read_gold(half)).items():
            print(
                f"{half} {family}: {counts.right + counts.wrong} marks read, {counts.wrong_share:.3f} wrong, per 1,000 "
                f"words {counts.wrong_per_1000:.1f} wrong and {counts.right_per_1000:.1f} right; {counts.unread} unread"
            )
