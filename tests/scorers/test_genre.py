"""Genres of articles, by their signs and by their wording."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from analysis import inspect_text
from analysis.scorers.genre.detect import detect
from analysis.scorers.genre.signs import of_address, of_layout, of_title
from analysis.text import Documents

GOLD = Path(__file__).parent / "gold" / "genre.jsonl.gz"


@pytest.fixture(scope="module")
def coded() -> list[dict]:
    with gzip.open(GOLD, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.mark.parametrize("with_signs", [True, False])
def test_hand_coded_articles_get_their_genre(coded: list[dict], with_signs: bool):
    """Of reports, opinion and transcripts at least .92 are right, by the text alone as well as with address and title."""
    titles = [row["title"] if with_signs else None for row in coded]
    urls = [row["url"] if with_signs else None for row in coded]
    found = detect(Documents([row["text"] for row in coded], titles, urls=urls))
    judged = Counter(
        (row["genre"], row["genre"] == genre.genre)
        for row, genre in zip(coded, found, strict=True)
        if row["genre"] in ("news", "opinion", "interview")
    )
    right, wrong = (sum(n for (_, ok), n in judged.items() if ok == side) for side in (True, False))
    assert right / (right + wrong) >= 0.92
    for genre, share in (("news", 0.9), ("opinion", 0.85), ("interview", 0.7)):
        assert judged[genre, True] / (judged[genre, True] + judged[genre, False]) >= share, genre


@pytest.mark.parametrize(
    ("url", "genre"),
    [
        ("https://www.usatoday.com/story/opinion/2020/03/03/some-slug/1/", "opinion"),
        ("https://www.theguardian.com/commentisfree/2019/mar/13/fox-news-tucker-carlson", "opinion"),
        ("https://www.nytimes.com/2020/03/04/upshot/biden-sanders-delegate-count-analysis.html", "analysis"),
        ("https://edition.cnn.com/world/live-news/coronavirus-outbreak-03-12-20/index.html", "live"),
        ("https://www.reuters.com/article/us-usa-trump-transcript/trump-promises-another-transcript-idUSKBN1", None),
        ("https://www.foxnews.com/politics/trump-ukraine-call", None),
        (None, None),
    ],
)
def test_addresses_name_sections(url: str | None, genre: str | None):
    sign = of_address(url)
    assert (sign.genre if sign else None) == genre


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("Analysis: Trump is gaining ground heading into 2020", "analysis"),
        ("OPINION: GOP must move beyond ‘anybody but the Democrats’", "opinion"),
        ("WOLF: Not Obamacare, but Patientcare", "opinion"),
        ("FBI: Agents found no evidence of a crime", None),
        ("Five takeaways from Trump's 2020 kickoff rally", "list"),
        ("Exclusive: In Saudi Arabia, criticism of Crown Prince grows after attack", None),
        ("Abortion: Democrats and Republicans whip up voters on extremes", None),
    ],
)
def test_headlines_name_genres(title: str, genre: str | None):
    sign = of_title(title)
    assert (sign.genre if sign else None) == genre


def test_turns_of_speakers_make_a_transcript_and_one_labelled_quotation_does_not():
    turn = "\n\nmichael barbaro\n\nRight.\n\nalexander burns\n\nThe way this works is that people meet."
    assert of_layout("From The New York Times, this is the story." + turn * 4).genre == "interview"
    assert of_layout("The senator said: “We will vote.”\n\nCONTEXT: He had said so before.\n\nHe left.") is None


def test_times_of_day_make_a_live_blog():
    entry = "\n\n{}:15 p.m.\n\nThe chairman calls the hearing to order, and the witness sits down."
    assert of_layout("The hearing, as it happens." + "".join(entry.format(n) for n in range(1, 7))).genre == "live"


def test_a_text_alone_is_told_by_its_wording_with_reasons():
    report = (
        "WASHINGTON (Reuters) - The Senate voted on Monday to approve the bill, officials said. “This is a good day,” "
        "Sen. John Smith told reporters. The White House said on Tuesday it would review the text. "
    ) * 3
    column = (
        "We must stop pretending that this disgraceful bill is anything but a shameful gift to the rich. It is not reform. "
        "It is not even honest. Why should we trust the people who never told us the truth? They should be ashamed. "
    ) * 3
    assert inspect_text(report)["genre"]["value"] == "news"
    found = inspect_text(column)["genre"]
    assert found["value"] == "opinion"
    assert found["reasons"]
