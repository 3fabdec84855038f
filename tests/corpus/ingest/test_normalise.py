"""Cleaning changes how a text is written, never what it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.corpus.ingest.normalise import normalise_line, normalise_text

DIRT = st.sampled_from(
    ["&amp;", "&lt;", "p&gt;", "<p>", "</p>", "<br/>", "<script>", "</script>", "\r\n", "\r", " ", "\n", "\x00", "\ufeff",
     "\u00e2\u20ac\u2122", "\u00c3\u00a9", "e\u0301", "\u2028", "\ud83d", "\ude00", "a", "The vote", "<", ">", "&", "#65;",
     "&#60;", "\u00a0", "\x85"]
)  # fmt: skip


@given(st.lists(st.one_of(DIRT, st.text(max_size=8)), max_size=30).map("".join))
def test_normalising_twice_is_normalising_once(text):
    once, _ = normalise_text(text)
    assert normalise_text(once) == (once, ())
    once.encode()  # can be stored


@given(st.text(max_size=60))
def test_a_line_is_one_line_and_stays_so(text):
    line, _ = normalise_line(text)
    assert len(line.splitlines()) <= 1
    assert normalise_line(line)[0] == line


@pytest.mark.parametrize(
    ("given_text", "expected", "steps"),
    [
        ("The mayor’s “plan” cost £5 — a lot.", "The mayor’s “plan” cost £5 — a lot.", ()),
        ("AT&amp;T said &quot;no&quot;", 'AT&T said "no"', ("entities",)),
        ("see x.com/?a=1&copy=2 and AT&T", "see x.com/?a=1&copy=2 and AT&T", ()),
        ("<p>One.</p><p>Two <b>bold</b> words.</p>", "One.\n\nTwo bold words.", ("tags", "whitespace")),
        ("if a < b and c > d", "if a < b and c > d", ()),
        ("The mayor\u00e2\u20ac\u2122s plan", "The mayor’s plan", ("mojibake",)),
        ("Caf\u00c3\u00a9", "Café", ("mojibake",)),
        ("Cafe\u0301", "Café", ("nfc",)),
        ("One.  \r\n\r\n\r\n\r\nTwo.\r", "One.\n\nTwo.", ("whitespace",)),
        ("A line\nthat is wrapped\n\nstays so.", "A line\nthat is wrapped\n\nstays so.", ()),
        ("zero\x00 and\u00ad soft", "zero and soft", ("controls",)),
    ],
)
def test_what_each_step_does(given_text, expected, steps):
    assert normalise_text(given_text) == (expected, steps)
