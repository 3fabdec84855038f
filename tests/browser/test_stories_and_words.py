"""One event across outlets, words in context, doubts about a difference, and the articles behind a point of a line."""

from analysis.queries import open_corpus
from analysis.queries.stories import stories
from tests.browser.reader import Reader


def test_a_story_opens_from_the_list_and_leads_to_an_article(reader: Reader, sample, keep):
    largest = stories(open_corpus(sample), outlets=2).stories.sort_values("outlets", kind="stable").iloc[-1]
    assert " stories match, the newest first" in reader.open("stories").text
    keep(reader, "stories", document=True)
    reader.open("stories", story=largest["id"])
    text = reader.text
    assert largest["label"] in text
    assert f"of {largest['outlets']} outlets" in text
    assert "Most divergent sentences" in text
    assert "whole story" in text
    keep(reader, "stories_one", document=True)
    reader.page.get_by_role("button", name="Read ").first.click()
    reader.page.wait_for_url("**/article?**id=**")
    reader.page.get_by_role("heading", name="Every measure").wait_for()


def test_words_stand_in_context_and_the_link_keeps_them(reader: Reader, keep):
    reader.open("words", a="CNN", b="NPR", phrases="1")
    assert "z of the log-odds" in reader.text
    keep(reader, "words", document=True)
    reader.choose("Word or phrase", "said")
    assert "term=said" in reader.page.url
    lines = reader.page.locator("table.fs-kwic tr", has_text="said")
    lines.nth(2).wait_for()
    other = "NPR" if "CNN," in lines.first.inner_text() else "CNN"
    reader.click("Uses it less", "radio")
    lines.filter(has_text=f"{other}, ").nth(2).wait_for()
    assert "group=uses_it_less" in reader.page.url
    reader.open_expander("Reproduce this view")
    assert "framescope words --a outlet=CNN --b outlet=NPR --ngrams 1-1" in reader.text


def test_a_click_on_a_bar_shows_that_word_in_context(reader: Reader):
    reader.open("words", a="CNN", b="NPR", phrases="1")
    reader.click_mark(".barlayer .point path", 2)
    reader.page.wait_for_url("**term=**")


def test_differences_stand_within_stories_and_under_all_choices(reader: Reader, keep):
    text = reader.open("compare", view="within_stories", measure="hedging_per_100_words").text
    assert "stories used" in text
    keep(reader, "compare_within_stories", document=True)
    text = reader.open("compare", view="all_choices", a="CNN", b="NPR").text
    assert "have the same sign" in text
    assert "Statistic" in text
    keep(reader, "compare_all_choices", document=True)
    reader.open_expander("Reproduce this view")
    assert "--specification-curve CNN,NPR" in reader.text


def test_a_click_on_a_mark_of_a_trend_shows_its_articles(reader: Reader):
    reader.open("trends", by="all articles", period="quarter")
    reader.click_mark(".scatterlayer .trace .points path", 1)
    reader.page.get_by_text("Select a row to open the article").wait_for()
    assert "all articles, 1 Apr 2019 to 30 Jun 2019" in reader.text


def test_wire_copy_is_a_filter_of_the_address_and_the_command(reader: Reader):
    reader.open("compare", wire="exclude")
    reader.open_expander("Reproduce this view")
    assert "--wire exclude" in reader.text
    assert "282 articles selected" not in reader.page.get_by_test_id("stSidebar").inner_text()
