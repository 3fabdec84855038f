"""The genre of articles in a corpus: scored, and given by the user's own column."""

import json
from pathlib import Path

import pytest

from tests.commands import Ended, in_process

REPORT = (
    "WASHINGTON (Reuters) - The Senate voted on Monday, officials said. Sen. Smith told reporters he was glad. " * 4
)


def test_the_users_own_genre_wins_and_an_empty_one_is_read_from_the_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    def framescope(*arguments: object) -> Ended:
        return in_process(capsys, arguments)

    rows = [
        {"outlet": "A", "text": REPORT + "One.", "genre": "column", "url": "https://a.example/news/1"},
        {"outlet": "A", "text": REPORT + "Two.", "genre": "", "url": "https://a.example/news/2"},
        {"outlet": "B", "text": REPORT + "Three.", "genre": None, "url": "https://b.example/opinion/3"},
    ]
    file = tmp_path / "articles.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    corpus = tmp_path / "corpus"
    framescope("ingest", file, "--corpus", corpus)
    framescope("score", "--corpus", corpus)
    compared = framescope(
        "compare", "--corpus", corpus, "--measure", "hedging_per_100_words", "--by", "genre", "--format", "json"
    ).json()
    assert {group["group"]: group["n"] for group in compared["groups"]} == {"column": 1, "news": 1, "opinion": 1}
    only = framescope(
        "compare", "--corpus", corpus, "--measure", "hedging_per_100_words", "--genre", "news", "--format", "json"
    ).json()
    assert [group["n"] for group in only["groups"]] == [1]
