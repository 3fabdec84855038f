"""Marks in the text: overlaps, paragraphs, and markup that must stay text."""

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from analysis.queries import article, evidence, open_corpus
from dashboard.pages.article.highlights import Mark, explanation, marks_of, render, stylesheet


def _text_of(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", markup.replace("</p><p>", "\n")))


def test_overlapping_marks_share_the_stretch_they_share():
    text = "The Kremlin said it was cautiously optimistic."
    marks = [
        Mark(20, 45, "attribution", "content", "said"),
        Mark(24, 45, "hedging", "hedge", "hedged"),
        Mark(35, 45, "sentiment", "positive", "+2"),
    ]
    shown = render(text, marks)
    assert re.search(
        r'class="fs-mark [^"]*fs-attribution [^"]*fs-hedging [^"]*fs-sentiment[^"]*"[^>]*>optimistic<', shown
    )
    assert 'title="said; hedged; +2"' in shown
    assert _text_of(shown) == text


def test_markup_in_the_text_and_in_reasons_stays_text():
    text = '<script>alert("x")</script> may & might <img src=x onerror=alert(1)>'
    shown = render(text, [Mark(28, 31, "hedging", "hedge", '"><script>alert(2)</script>')], [(0, 8, '"><b>')])
    assert not re.search(r"<(script|img|b)\b", shown)
    assert _text_of(shown) == text


def test_a_mark_over_paragraphs_is_closed_in_each():
    shown = render("One said.\n\nTwo said.", [Mark(0, 20, "attribution", "content", "why")])
    assert shown.count("<p>") == shown.count("</p>") == 2
    for paragraph in re.findall("<p>(.*?)</p>", shown):
        assert paragraph.count("<mark") == paragraph.count("</mark>") == 1


def test_spaces_between_marks_are_kept():
    shown = render(
        "very close deal", [Mark(0, 4, "hedging", "booster", "a"), Mark(5, 10, "sentiment", "positive", "b")]
    )
    assert _text_of(shown) == "very close deal"


def test_a_part_of_a_long_text_is_marked_where_its_marks_are():
    text = "x" * 50 + " may " + "y" * 50
    shown = render(text, [Mark(51, 54, "hedging", "hedge", "why")], start=40, end=70)
    assert _text_of(shown) == text[40:70]
    assert ">may</mark>" in shown


@given(
    st.text(alphabet="ab<>&\"'\n ", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=6),
)
def test_no_letter_is_lost_whatever_overlaps(text: str, spans: list[tuple[int, int]]):
    marks = [
        Mark(min(a, b, len(text)), min(max(a, b), len(text)), "hedging", "hedge", "<why>") for a, b in spans if a != b
    ]
    lines = [line for line in text.split("\n") if line.strip()]
    assert _text_of(render(text, [m for m in marks if m.start < m.end])) == "\n".join(lines)


def test_every_family_of_a_real_article_finds_its_marks(small_corpus):
    corpus = open_corpus(small_corpus)
    id = corpus.rows("SELECT id FROM evidence WHERE family = 'attribution' ORDER BY id LIMIT 1")[0]["id"]
    spans, text = evidence(corpus, id), article(corpus, id)["text"]
    for family in set(spans["family"]):
        marks = marks_of(spans, [family])
        assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    statements = spans[spans["kind"].notna()].to_dict("records")
    assert "statement by" in explanation(statements[0])


def test_declared_marks_win_over_the_plain_mark_wherever_their_rules_come_in_the_page():
    """style.css has `.fs-mark { … }`, which may come later and must not win."""
    rules = stylesheet().splitlines()
    assert len(rules) > 20
    assert all(rule.startswith(".fs-mark.fs-") for rule in rules)
