"""Two visitors at once, each in a browser of its own, read what a single visitor reads."""

from pathlib import Path

from analysis.queries import articles, open_corpus
from analysis.queries.stories import stories
from tests.browser.conftest import serving
from tests.browser.reader import Browser, Reader

Visit = tuple[str, dict[str, str]]
ARTICLES = 4


def visits(corpus: Path) -> list[Visit]:
    """Pages whose texts are read again when they are drawn: articles, words in context, and stories."""
    snapshot = open_corpus(corpus)
    longest, _ = articles(snapshot, limit=ARTICLES, order="hedging_count")
    largest = stories(snapshot, outlets=2).stories.sort_values("articles", kind="stable").tail(2)
    words = [("CNN", "NPR"), ("Reuters", "rest")]
    return [
        *(("article", {"id": id}) for id in longest["id"]),
        *(("words", {"a": a, "b": b, "phrases": "2"}) for a, b in words),
        *(("stories", {"story": id}) for id in largest["id"]),
    ]


def test_two_visitors_at_once_read_what_one_alone_reads(chromium: Browser, sample: Path):
    pages = visits(sample)
    with serving(sample) as address, Reader(chromium, address) as alone:
        expected = [alone.open(page, **settings).text for page, settings in pages]
    with (
        serving(sample) as address,  # anew: nothing is remembered, and no text has been read
        Reader(chromium, address, "light") as one,
        Reader(chromium, address, "dark") as other,
    ):
        for step in range(len(pages)):
            mine, theirs = step, (step + len(pages) // 2) % len(pages)
            for visitor, place in ((one, mine), (other, theirs)):
                page, settings = pages[place]
                visitor.begin(page, **settings)
            assert one.wait().text == expected[mine]
            assert other.wait().text == expected[theirs]
        one.expect_nothing_amiss()
        other.expect_nothing_amiss()
