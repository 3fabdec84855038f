"""Numbers for people, and names from outside that stay text."""

import pytest

from analysis.figures.formatting import chart_safe, interval, markdown_safe, number, ordinal


@pytest.mark.parametrize(
    ("value", "said"), [(0.005, "0.01"), (-0.001, "0.00"), (12345.6, "12,345.60"), (float("nan"), "–")]
)
def test_numbers_have_sensible_digits(value: float, said: str):
    assert number(value) == said


def test_an_interval_is_two_numbers_or_missing():
    assert interval(-0.1, 0.25) == "−0.10 to 0.25"
    assert interval(None, 0.2) == "–"


def test_percentiles_have_their_endings():
    assert [ordinal(share) for share in (0.0, 0.11, 0.12, 0.21, 0.53)] == ["1st", "11th", "12th", "21st", "53rd"]


def test_names_cut_for_figures_are_still_escaped():
    assert chart_safe("<b>" + "x" * 50).startswith("&lt;b&gt;xxx")
    assert chart_safe("A & B") == "A &amp; B"


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("![a](http://b)", "\\!\\[a\\]\\(http\\:\u2060//b\\)"),
        ("[l](javascript:1) *b* :red[x] $e$", "\\[l\\]\\(javascript\\:1\\) \\*b\\* \\:red\\[x\\] \\$e\\$"),
        ("<img src=x>\n# Title", "\\<img src\\=x\\> \\# Title"),
    ],
)
def test_markdown_has_no_way_in(name: str, written: str):
    assert markdown_safe(name) == written
