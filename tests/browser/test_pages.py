"""What a person reads on each page, wide and narrow, light and dark."""

import pytest

from dashboard.navigation import ENTRIES
from tests.browser.reader import Reader

OUTLETS = ("Breitbart News", "CNN", "Guardian", "NPR", "National Review", "New York Times", "Newsmax", "Reuters")


def test_the_bare_address_leads_to_the_overview(reader: Reader):
    reader.page.goto(reader.address)
    reader.wait()
    assert reader.path == "/overview"
    assert "Overview" in reader.text


def test_overview_says_what_is_there_and_how_fresh(reader: Reader, keep):
    text = reader.open("overview").text
    assert "Articles selected" in text
    assert "Every article has current scores" in text
    assert "Coverage" in text
    for outlet in OUTLETS:
        assert outlet in text
    keep(reader, "overview", document=True)


def test_compare_shows_intervals_and_the_numbers_behind_them(reader: Reader, keep):
    reader.open("compare", measure="hedging_per_100_words")
    text = reader.text
    assert "95 % interval" in text
    assert "Hedging: Hedging (per 100 words)" in text or "per 100 words" in text
    table = reader.page.locator("table.fs-table").first.inner_text()
    for outlet in OUTLETS:
        assert outlet in table
    assert " to " in table
    keep(reader, "compare", document=True)
    reader.open_expander("cautions about these numbers")
    assert "articles" in reader.text
    reader.open_expander("Reproduce this view")
    assert "framescope compare --measure hedging_per_100_words --by outlet" in reader.text


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("distribution", "the middle half"),
        ("differences", "Holm’s"),
        ("heat_map", "standard deviations"),
        ("two_measures", "Second measure"),
    ],
)
def test_compare_has_other_views(reader: Reader, keep, view: str, words: str):
    text = reader.open("compare", view=view).text
    assert words.replace("’", "'") in text.replace("’", "'")
    keep(reader, f"compare_{view}", document=True)


def test_trends_draw_every_outlet_on_one_scale(reader: Reader, keep):
    text = reader.open("trends", measure="readability_flesch_reading_ease").text
    assert "Guardian" in text
    assert "Flesch reading ease" in text
    assert "The 8 with the most articles are drawn" in text
    keep(reader, "trends", document=True)


def test_trends_mark_events_and_all_articles_together(reader: Reader, keep):
    reader.open("trends", by="all articles", period="month", events="2020-03-11 Pandemic declared")
    assert "Pandemic declared" in reader.text
    assert "Straight-line change" in reader.text
    assert "all articles" in reader.page.locator("table.fs-table").first.inner_text()
    keep(reader, "trends_all")


def test_trends_compare_slopes_beside_a_smoothed_line(reader: Reader, keep):
    reader.open("trends", measure="hedging_per_100_words", by="bias", period="month", smooth="loess")
    assert "Change per year" in reader.page.locator("table.fs-table").first.inner_text()
    reader.open_expander("Differences between slopes")
    assert "right − left" in reader.text.replace("\u2212", "−") or "left − right" in reader.text
    keep(reader, "trends_slopes", document=True)
    reader.choose("Share of the periods", "0.8")
    reader.page.wait_for_url("**span=0.8**")
    reader.open_expander("Reproduce this view")
    assert "--smooth loess --span 0.8" in reader.text


def test_sources_show_who_is_quoted(reader: Reader, keep):
    text = reader.open("sources").text
    assert "Official sources" in text
    assert "Attributed statements" in text
    assert "Share of statements (%)" in text
    assert "Trump" in reader.page.locator("table.fs-table").first.inner_text()
    keep(reader, "sources", document=True)


def test_export_says_what_the_files_are(reader: Reader, keep):
    text = reader.open("export").text
    assert "provenance.json" in text
    assert "Download 2" in text
    assert "For your methods section" in text
    keep(reader, "export", document=True)


def test_methods_define_every_measure(reader: Reader, keep):
    from analysis.scorers import MEASURES

    text = reader.open("methods").text
    for measure in MEASURES.values():
        if not measure.count:
            assert measure.name in text
            assert measure.definition in text
            assert measure.citation in text
    keep(reader, "methods", document=True)


@pytest.mark.parametrize(("scheme", "width"), [("dark", 1280), ("light", 390), ("dark", 390)])
def test_every_page_is_legible_in_dark_and_on_a_phone(chromium, dashboard, keep, scheme: str, width: int):
    with Reader(chromium, dashboard, scheme, width) as person:
        person.open("overview")
        for entry in ENTRIES:
            person.go(entry.title)
            person.expect_nothing_amiss()
            person.expect_legible()
            keep(person, f"{entry.path}_{scheme}_{width}")
            if entry.path == "compare":
                for view in ("Distribution", "Within stories", "Specification curve", "Heat map", "Two measures"):
                    with person.answered():
                        person.page.get_by_test_id("stButtonGroup").get_by_text(view, exact=True).click()
                    person.expect_nothing_amiss()
                    keep(person, f"compare_{view.lower().replace(' ', '_')}_{scheme}_{width}")


def test_an_empty_selection_says_what_to_do(reader: Reader):
    text = reader.open("compare", where="sentiment_compound > 5").text
    assert "No article passes the filters" in text


def test_a_filter_that_cannot_be_read_is_explained_and_not_a_stack_trace(reader: Reader):
    text = reader.open("compare", where="outlet = (SELECT 1)").text
    assert "Write one condition such as" in text
    assert "Traceback" not in text
    reader.page.get_by_label("Condition", exact=True).fill("")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_timeout(500)
    reader.wait()
