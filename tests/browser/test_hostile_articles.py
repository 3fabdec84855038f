"""Articles come from strangers: whatever they hold is shown as text, runs nowhere, and fetches nothing."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.corpus.ingest import ingest
from analysis.corpus.store import Store
from analysis.jobs import score
from analysis.queries import articles, open_corpus
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
    folder = tmp_path_factory.mktemp("hostile")
    source = folder / "articles.csv"
    with source.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["id", "outlet", "date", "title", "text", "author", "url", "topic"])
        for n in range(8):
            outlet = f"{MARKUP}{n}" if n % 2 else f"{MARKDOWN}{n}"
            title = f"{MARKDOWN} {n}" if n % 2 else f"{MARKUP} {n}"
            url = "javascript:alert(6)" if n % 2 else f"data:text/html,{MARKUP}"
            rows.writerow(
                [f"{n}<img src={EVIL}/id.png>", outlet, f"2024-0{n + 1}-03", title, TEXT, MARKUP, url, MARKDOWN[n:]]
            )
        rows.writerow(["9", "Fine", "not a date", MARKDOWN, MARKUP + TEXT, MARKUP, "", ""])
    store = Store.create(folder / "corpus")
    ingest(store, source)
    score(store, workers=1)
    with serving(folder / "corpus", read_only=True) as address:
        yield address, folder / "corpus"


def test_no_page_runs_or_fetches_what_an_article_holds(chromium, hostile, keep):
    address, _ = hostile
    with Reader(chromium, address) as person:
        for page in ("overview", "compare", "trends", "export", "article"):
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
