"""Addresses, served by a real web server on this machine: a feed with full texts, one with teasers, and one page."""

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from analysis.corpus.ingest.run import ingest
from tests.corpus.conftest import FLOOD, SENATE

PAGE = (
    "<html><head><title>Senate passes bill</title><meta property='og:site_name' content='The Daily Test'>"
    "<meta property='article:published_time' content='2020-03-05T10:00:00Z'></head>"
    f"<body><nav>Home</nav><article><p>{SENATE}</p><p>{FLOOD}</p></article></body></html>"
)
ITEM = "<item><title>{title}</title><link>{link}</link><guid>{title}</guid><pubDate>{date}</pubDate><description>{text}</description></item>"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


@pytest.fixture
def site(tmp_path):
    (tmp_path / "site").mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=tmp_path / "site"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path / "site", f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page_is_an_article(store, site):
    folder, address = site
    (folder / "vote.html").write_text(PAGE)
    assert ingest(store, f"{address}/vote.html").added == 1
    (article,) = store.arrow("articles").to_pylist()
    assert (article["title"], article["outlet"], article["text"]) == (
        "Senate passes bill",
        "The Daily Test",
        f"{SENATE}\n\n{FLOOD}",
    )
    assert article["source"] == f"{address}/vote.html"
    assert ingest(store, f"{address}/vote.html").unchanged == 1


def test_a_feed_gives_its_full_texts_and_fetches_the_pages_of_teasers(store, site):
    folder, address = site
    (folder / "vote.html").write_text(PAGE)
    date = "Fri, 06 Mar 2020 08:00:00 GMT"
    paragraphs = "&lt;p&gt;" + "&lt;/p&gt;&lt;p&gt;".join([FLOOD] * 10) + "&lt;/p&gt;"
    items = [
        ITEM.format(title="Flood", link=f"{address}/flood.html", date=date, text=paragraphs),
        ITEM.format(title="Vote", link=f"{address}/vote.html", date=date, text="The Senate voted."),
        ITEM.format(title="Gone", link=f"{address}/gone.html", date=date, text="This page is gone."),
    ]
    feed = f"<?xml version='1.0'?><rss version='2.0'><channel><title>Daily Feed</title>{''.join(items)}</channel></rss>"
    (folder / "feed.xml").write_text(feed)
    result = ingest(store, f"{address}/feed.xml")
    assert (result.added, result.rejected) == (2, 1)
    flood, vote = store.arrow("articles").sort_by("title").to_pylist()
    assert flood["text"] == "\n\n".join([FLOOD] * 10)
    assert vote["text"] == f"{SENATE}\n\n{FLOOD}"
    assert {flood["outlet"], vote["outlet"]} == {"Daily Feed"}
    assert flood["published"].isoformat() == "2020-03-06T08:00:00+00:00"
    (reject,) = store.arrow("rejects").to_pylist()
    assert (reject["row"], "cannot be fetched" in reject["reason"]) == (3, True)
