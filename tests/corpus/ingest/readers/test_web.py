"""Addresses, served by a real web server on this machine: a feed with full texts, one with teasers, and one page."""

import contextlib
import dataclasses
import gzip
import threading
import time
import zlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from analysis.corpus.ingest.readers import web as web_reader
from analysis.corpus.ingest.readers.web import fetch
from analysis.corpus.ingest.run import ingest
from analysis.corpus.store import CorpusStore
from analysis.errors import InputError
from analysis.jobs import recompute
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


class Answers(BaseHTTPRequestHandler):
    """Answers a path as the test's table `answers` says: with bytes and headers, or by a function."""

    answers: ClassVar[dict] = {}
    asked: ClassVar[list] = []

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.asked.append(self.path)
        answer = self.answers.get(self.path)
        if answer is None:
            self.send_error(404)
        elif callable(answer):
            with contextlib.suppress(OSError):  # the other side hung up
                answer(self)
        else:
            status, headers, body = answer
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)


@pytest.fixture
def web():
    """The address of a server, and its table of answers."""
    handler = type("Handler", (Answers,), {"answers": {}, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", handler
    server.shutdown()
    server.server_close()


def feed_of(*links, title="Daily Feed", text="A teaser."):
    items = "".join(
        f"<item><title>{n}</title><guid>g{n}</guid><link>{link}</link><description>{text}</description></item>"
        for n, link in enumerate(links, 1)
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>{title}</title>{items}</channel></rss>".encode()


@pytest.mark.parametrize(
    "link", ["file://{}", "file:{}", "FILE://localhost{}", "data:text/html,%3Cp%3EHello", "ftp://127.0.0.1{}", "{}"]
)
def test_a_link_of_a_feed_to_anything_but_the_web_is_refused_by_name(store, web, tmp_path, link):
    address, server = web
    (tmp_path / "secret.html").write_text(PAGE)
    link = link.format(tmp_path / "secret.html")
    server.answers |= {
        "/feed.xml": (200, {}, feed_of(link, f"{address}/vote.html")),
        "/vote.html": (200, {}, PAGE.encode()),
    }
    result = ingest(store, f"{address}/feed.xml")
    assert (result.added, result.rejected) == (1, 1)
    (reject,) = store.arrow("rejects").to_pylist()
    assert link.rpartition("/")[2] in reject["reason"]
    assert "only http and https are fetched" in reject["reason"]


@pytest.mark.parametrize("target", ["file://{}", "FILE://localhost{}", "ftp://127.0.0.1{}", "data:text/html,Hello"])
def test_a_redirect_to_anything_but_the_web_is_refused(web, tmp_path, target):
    address, server = web
    (tmp_path / "secret.html").write_text(PAGE)
    server.answers["/moved"] = (302, {"Location": target.format(tmp_path / "secret.html")}, b"")
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch(f"{address}/moved")


def test_a_redirect_within_the_web_is_followed(web):
    address, server = web
    server.answers |= {"/moved": (301, {"Location": "/vote.html"}, b""), "/vote.html": (200, {}, PAGE.encode())}
    assert fetch(f"{address}/moved") == PAGE.encode()


def test_an_answer_that_is_the_name_of_a_local_feed_is_not_that_feed(store, web, tmp_path):
    address, server = web
    (tmp_path / "local.xml").write_bytes(feed_of("http://127.0.0.1/", text=f"{FLOOD} " * 20))
    server.answers["/name"] = (200, {}, str(tmp_path / "local.xml").encode())
    result = ingest(store, f"{address}/name")
    assert (result.added, result.rejected) == (0, 1)


def drip_body(handler):
    handler.send_response(200)
    handler.end_headers()
    drip(handler)


def drip(handler):
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_chunk_length(handler):
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    drip(handler)


@pytest.mark.parametrize("answer", [drip_body, drip, drip_chunk_length, lambda _: time.sleep(10)])
def test_a_page_that_drips_or_stays_silent_ends_at_the_deadline(web, answer):
    address, server = web
    server.answers["/slow"] = answer
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"it took over 0\.5 seconds"):
        fetch(f"{address}/slow", seconds=0.5)
    assert time.monotonic() - begun < 3


def test_the_deadline_is_for_all_redirects_together(web):
    address, server = web

    def slowly_on(handler):
        time.sleep(0.3)
        handler.send_response(302)
        handler.send_header("Location", f"{handler.path}a")
        handler.end_headers()

    server.answers |= {"/" + "a" * n: slowly_on for n in range(10)}
    begun = time.monotonic()
    with pytest.raises(InputError, match=r"it took over 0\.5 seconds"):
        fetch(f"{address}/a", seconds=0.5)
    assert time.monotonic() - begun < 3


def test_while_a_slow_site_is_fetched_another_run_writes(store, web, tmp_path):
    address, server = web
    asked, go_on = threading.Event(), threading.Event()

    def waiting(handler):
        asked.set()
        go_on.wait(20)
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(PAGE.encode())

    server.answers |= {"/feed.xml": (200, {}, feed_of(f"{address}/slow.html")), "/slow.html": waiting}
    (tmp_path / "flood.csv").write_text(f'text\n"{FLOOD}"\n')
    with ThreadPoolExecutor() as pool:
        slow = pool.submit(ingest, store, f"{address}/feed.xml")
        assert asked.wait(20)
        try:
            assert ingest(CorpusStore.open(store.location), tmp_path / "flood.csv").added == 1
        finally:
            go_on.set()
        assert slow.result().added == 1
    assert store.arrow("articles").num_rows == 2


def test_each_page_of_a_feed_is_fetched_once(store, web):
    address, server = web
    server.answers |= {"/feed.xml": (200, {}, feed_of(f"{address}/vote.html")), "/vote.html": (200, {}, PAGE.encode())}
    feed = server.answers["/feed.xml"][2].replace(b"</item>", b"<pubDate>03/04/2020</pubDate></item>")
    server.answers["/feed.xml"] = (200, {}, feed)
    assert ingest(store, f"{address}/feed.xml").added == 1
    assert server.asked == ["/feed.xml", "/vote.html"]


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xdfff;", "&#55296;", "&#x110000;"])
def test_a_broken_character_reference_is_a_reject_of_its_entry(store, web, reference):
    address, server = web
    good = f"{FLOOD} " * 20
    feed = feed_of(f"{address}/1", f"{address}/2", text=good).replace(b"<title>1<", f"<title>1 {reference}<".encode())
    server.answers["/feed.xml"] = (200, {}, feed)
    result = ingest(store, f"{address}/feed.xml")
    assert (result.added, result.rejected) == (1, 1)
    (reject,) = store.arrow("rejects").to_pylist()
    assert (reject["row"], "character reference" in reject["reason"]) == (1, True)


def test_a_feed_on_which_the_parser_fails_is_refused(store, web, monkeypatch):
    address, server = web
    server.answers["/feed.xml"] = (200, {}, feed_of("http://127.0.0.1/"))

    def fails(*_, **__):
        raise UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed")

    monkeypatch.setattr("feedparser.parse", fails)
    with pytest.raises(InputError, match=r"the feed cannot be read \(UnicodeEncodeError"):
        ingest(store, f"{address}/feed.xml")


def test_an_answer_shorter_than_it_says_is_incomplete(web):
    address, server = web
    server.answers["/cut.html"] = (200, {"Content-Length": "9000"}, PAGE.encode())
    with pytest.raises(InputError, match="incomplete"):
        fetch(f"{address}/cut.html")


def test_a_packed_answer_is_unpacked(store, web):
    address, server = web
    server.answers["/vote.html"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(PAGE.encode()))
    assert ingest(store, f"{address}/vote.html").added == 1
    for encoding, body in (("deflate", zlib.compress(PAGE.encode())), ("", gzip.compress(PAGE.encode()))):
        server.answers["/vote.html"] = (200, {"Content-Encoding": encoding} if encoding else {}, body)
        assert fetch(f"{address}/vote.html") == PAGE.encode()


@pytest.mark.parametrize(
    ("encoding", "body", "words"),
    [
        ("gzip", gzip.compress(bytes(60_000_000)), "over 50,000,000 bytes"),
        ("gzip", gzip.compress(PAGE.encode())[:-20], "incomplete"),
        ("gzip", b"\x1f\x8bnot gzip", "damaged"),
        ("br", b"\x00", "packed as 'br'"),
    ],
)
def test_a_packed_answer_that_is_a_bomb_or_broken_is_refused(web, encoding, body, words):
    address, server = web
    server.answers["/vote.html"] = (200, {"Content-Encoding": encoding}, body)
    with pytest.raises(InputError, match=words):
        fetch(f"{address}/vote.html")


def test_an_input_that_fails_unexpectedly_is_recorded_and_the_others_are_read(store, web, tmp_path, monkeypatch):
    address, server = web
    server.answers["/feed.xml"] = (200, {}, feed_of(f"{address}/1", text=f"{FLOOD} " * 20))
    ingest(store, f"{address}/feed.xml")
    (tmp_path / "zz.csv").write_text(f'text\n"{SENATE}"\n')
    ingest(store, tmp_path / "zz.csv")
    (tmp_path / "zz.csv").write_text(f'text\n"{SENATE}"\n"{SENATE} Again."\n')
    server.answers["/feed.xml"] = (200, {}, feed_of(f"{address}/1", f"{address}/2", text=f"{FLOOD} " * 20))
    normal = web_reader.open_address

    def fails(url):
        opened = normal(url)

        def rows():
            raise AttributeError("object has no attribute")

        return dataclasses.replace(opened, rows=rows)

    monkeypatch.setattr("analysis.corpus.ingest.readers.open_address", fails)
    result = recompute(store)
    by_source = {one.source: one for one in result.sources}
    assert "AttributeError: object has no attribute" in by_source[f"{address}/feed.xml"].refused
    assert by_source[str(tmp_path / "zz.csv")].added == 1
    assert result.score.scored == 3
    (reject,) = store.arrow("rejects").to_pylist()
    assert (reject["file"], reject["row"]) == (f"{address}/feed.xml", None)
