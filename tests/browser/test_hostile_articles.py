"""Articles come from strangers: whatever they hold is shown as text, runs nowhere, and fetches nothing."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pytest

from analysis.corpus.ingest.article import Article, articles_table
from analysis.corpus.schema import REJECTS
from analysis.corpus.store import CorpusStore
from analysis.derived.stories import update_stories
from analysis.derived.wire_copies import update_wire
from analysis.jobs import score
from analysis.queries import articles, open_corpus
from analysis.queries.stories import stories
from tests.browser.conftest import serving
from tests.browser.reader import Reader

EVIL = "http://evil.example"
MARKUP = f'<script>alert("ran")</script><img src="{EVIL}/i.png" onerror="alert(1)"><b onmouseover="alert(2)">bold</b>'
MARKDOWN = f"![pixel]({EVIL}/m.png) [link](javascript:alert(3)) :red[red] $x^2$ <svg onload=alert(4)>"
TEXT = (
    f"The president may have said it was terrible. {MARKUP} Officials said {MARKDOWN} could be great.\n\n"
    f'"It\'s {MARKUP}," said Jane <i>Doe</i>, who might agree. "&lt;script&gt;alert(5)&lt;/script&gt;" she added.\n\n'
    f"</article></div><iframe src='{EVIL}/f'></iframe><style>@import '{EVIL}/c.css'; body {{ display: none }}</style>"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Written past ingest, which takes most markup out: the dashboard must not rely on that."""
    folder = tmp_path_factory.mktemp("hostile") / "corpus"
    store = CorpusStore.create(folder)
    rows = []
    for n in range(8):
        article = Article(
            id=f"{n}<img src={EVIL}/id.png>",
            outlet=f"{MARKUP}{n}" if n % 2 else f"{MARKDOWN}{n}",
            published=datetime(2024, n // 2 + 1, 3 + n % 2, tzinfo=UTC),
            title=f"{MARKDOWN} {n}" if n % 2 else f"{MARKUP} {n}",
            text=TEXT,
            url="javascript:alert(6)" if n % 2 else f"data:text/html,{MARKUP}",
            author=MARKUP,
            language="en",
            content_hash=str(n),
            normalised=None,
            source=MARKUP,
            row=n,
            extras={"topic": f"{MARKDOWN}{n % 3}"},
        )
        rows.append(article)
    reject = {"file": MARKUP, "row": 9, "reason": MARKDOWN, "what_to_do": MARKUP, "excerpt": TEXT[:200]}
    with store.writer("ingest", {"source": MARKDOWN}) as writer:
        writer.append("articles", articles_table(rows))
        writer.append("rejects", pa.Table.from_pylist([reject | {"run": writer.run}], schema=REJECTS))
    score(store, workers=1)
    update_wire(store)
    update_stories(store)
    with serving(folder, read_only=True) as address:
        yield address, folder


def test_no_page_runs_or_fetches_what_an_article_holds(chromium, hostile, keep):
    address, _ = hostile
    with Reader(chromium, address) as person:
        for page in ("overview", "compare", "trends", "stories", "words", "sources", "export", "article"):
            person.open(page)
            _expect_text_only(person)
        keep(person, "hostile_list")
        for view in ("distribution", "differences", "heat_map", "two_measures"):
            person.open("compare", view=view, by="topic" if view == "heat_map" else "outlet")
            _expect_text_only(person)
        person.open("trends", draw="together", events=f"2024-05-05 {MARKUP} {MARKDOWN}")
        _expect_text_only(person)
        keep(person, "hostile_trends")


def test_a_hostile_article_is_shown_as_text(chromium, hostile, keep):
    address, corpus = hostile
    with Reader(chromium, address) as person:
        for id in articles(open_corpus(corpus))[0]["id"].head(2):
            person.open("article", id=id)
            _expect_text_only(person)
            shown = person.page.locator("article").inner_text()
            for piece in (
                '<script>alert("ran")</script>',
                f"![pixel]({EVIL}/m.png)",
                "<iframe src=",
                "</article></div>",
            ):
                assert piece in shown
            assert person.page.get_by_role("link", name="Read the original").count() == 0
        keep(person, "hostile_article")


def test_a_hostile_story_is_shown_as_text(chromium, hostile, keep):
    address, corpus = hostile
    found = stories(open_corpus(corpus)).stories
    assert len(found) > 0
    with Reader(chromium, address) as person:
        person.open("stories", story=found["id"].iloc[0])
        _expect_text_only(person)
        assert "![pixel]" in person.text
        assert "<script>" in person.text
        keep(person, "hostile_story")


def test_hostile_settings_in_the_address_are_text_too(chromium, hostile):
    address, _ = hostile
    with Reader(chromium, address) as person:
        for where in (MARKUP, MARKDOWN, "1=1) OR (1=1", "outlet = (SELECT content FROM read_text('/etc/hosts'))"):
            person.open("compare", where=where, measure=MARKUP, view=MARKDOWN, snapshot="-1", by=MARKUP)
            assert "Traceback" not in person.text
            assert person.page.locator("[data-testid=stMain] img, [data-testid=stMain] script").count() == 0
        assert person.requests == []
        assert person.dialogs == []


def _expect_text_only(person: Reader) -> None:
    person.expect_nothing_amiss()
    inside = "[data-testid=stMain] article :is(img, script, iframe, style, svg, b, i)"
    assert person.page.locator(inside).count() == 0
    assert person.page.locator("[data-testid=stMain] :is(script, iframe)").count() == 0
    assert (
        person.page.locator(
            f"[data-testid=stMain] :is([src^='{EVIL}'], [href^='javascript'], [href*='evil.example'])"
        ).count()
        == 0
    )


def test_a_read_only_dashboard_has_no_page_to_add_data(chromium, hostile):
    address, _ = hostile
    with Reader(chromium, address) as person:
        person.open("overview")
        assert person.page.get_by_role("link", name="Methods").count() == 1
        assert person.page.get_by_role("link", name="Add data").count() == 0
