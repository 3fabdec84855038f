"""Reading one article: marks, reasons, sentences, sources, measures."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from analysis.queries import CorpusSnapshot, articles, open_corpus
from tests.browser.reader import Reader


@pytest.fixture(scope="module")
def corpus(sample: Path) -> CorpusSnapshot:
    return open_corpus(sample)


@pytest.fixture(scope="module")
def quoting(corpus: CorpusSnapshot) -> str:
    """The article that names the most sources."""
    return str(articles(corpus, order="attribution_sources", limit=1)[0]["id"].iloc[0])


def test_the_text_shows_its_evidence_and_says_why(reader: Reader, keep, quoting: str):
    reader.open("article", id=quoting)
    marks = reader.page.locator("article mark.fs-mark")
    assert marks.count() > 20
    reasons = " ".join(filter(None, (marks.nth(i).get_attribute("title") for i in range(min(marks.count(), 120)))))
    colours = "mark => getComputedStyle(mark).backgroundColor"
    assert reader.page.locator("article mark.fs-sentiment").first.evaluate(colours) != "rgba(0, 0, 0, 0)"
    assert "Sentiment: positive" in reasons
    assert "Hedging:" in reasons
    assert "statement by" in reasons
    text = reader.text
    for heading in ("Sentiment, sentence by sentence", "Who says what", "Every measure"):
        assert heading in text
    assert re.search(r"\d(st|nd|rd|th)\b", text)
    keep(reader, "article", document=True)


def test_a_mark_explains_itself_to_the_keyboard(reader: Reader, quoting: str):
    reader.open("article", id=quoting)
    first = reader.page.locator("article mark.fs-mark").first
    assert first.get_attribute("tabindex") == "0"
    reader.page.get_by_role("button", name="Readability").or_(reader.page.get_by_text("Readability")).first.focus()
    reader.page.keyboard.press("Tab")
    focused = reader.page.evaluate("document.activeElement.className")
    assert "fs-mark" in focused
    shown = reader.page.evaluate("getComputedStyle(document.activeElement, '::after').content")
    assert len(shown) > 10


def test_families_are_switched_off_and_on_and_the_address_remembers(reader: Reader, quoting: str):
    reader.open("article", id=quoting)
    article = reader.page.locator("article")
    assert article.locator(".fs-sentiment").count() > 0
    with reader.answered():
        reader.page.get_by_test_id("stButtonGroup").get_by_text("Sentiment", exact=True).click()
    assert article.locator(".fs-sentiment").count() == 0
    assert article.locator(".fs-hedging").count() > 0
    address = reader.page.url
    reader.page.goto(address)
    reader.wait()
    assert article.locator(".fs-sentiment").count() == 0


def test_the_original_is_linked(reader: Reader, corpus: CorpusSnapshot, quoting: str):
    from analysis.queries import article

    reader.open("article", id=quoting)
    link = reader.page.get_by_role("link", name="Read the original")
    assert link.get_attribute("href").rstrip("/") == article(corpus, quoting)["url"].rstrip("/")


def test_an_unknown_article_is_a_sentence(reader: Reader):
    text = reader.open("article", id="no-such-article").text
    assert "The corpus has no article 'no-such-article'" in text
    assert "Traceback" not in text
    reader.open("overview")


def test_searching_finds_and_opens_an_article(reader: Reader, keep):
    reader.open("article", title="coronavirus")
    assert "found. Select a row to open the article" in reader.text
    grid = reader.page.get_by_test_id("stDataFrame").first
    box = grid.bounding_box()
    reader.page.mouse.click(box["x"] + 16, box["y"] + 52)
    reader.page.locator("article").wait_for()
    reader.wait()
    assert "id" in parse_qs(urlsplit(reader.page.url).query)
    assert "oronavirus" in reader.page.locator("h2.fs-headline").inner_text()
    reader.click("Find another article")
    assert "id" not in parse_qs(urlsplit(reader.page.url).query)


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 390), ("dark", 390)])
def test_an_article_is_legible_in_dark_and_on_a_phone(chromium, dashboard, keep, quoting, scheme: str, width: int):
    with Reader(chromium, dashboard, scheme, width) as person:
        person.open("article", id=quoting)
        person.expect_nothing_amiss()
        person.expect_legible()
        article = person.page.locator("article").bounding_box()
        assert 0 <= article["x"] < article["x"] + article["width"] <= width
        assert person.page.locator("article mark.fs-mark").count() > 20
        keep(person, f"article_{scheme}_{width}")
