"""Copied links open the same view, clicks lead to articles, and files hold what the screen shows."""

import io
import json
import zipfile
from urllib.parse import parse_qs, urlsplit

import pandas as pd

from analysis.queries import Filters, open_corpus
from analysis.stats import compare
from tests.browser.reader import Reader


def test_filters_go_into_the_address_and_come_back_from_it(reader: Reader):
    reader.open("compare", measure="hedging_per_100_words")
    reader.page.get_by_role("combobox", name="Outlets").first.click()
    with reader.answered():
        reader.page.get_by_role("option", name="Reuters").first.click()
        reader.page.keyboard.press("Escape")
    assert "outlet=Reuters" in reader.page.url
    assert "measure=hedging_per_100_words" in reader.page.url
    table = reader.page.locator("table.fs-table").first.inner_text()
    assert "Reuters" in table
    assert "Vox" not in table
    address = reader.page.url
    reader.page.goto("about:blank")
    reader.page.goto(address)
    reader.wait()
    assert reader.page.locator("table.fs-table").first.inner_text() == table


def test_the_menu_keeps_filters_and_measure(reader: Reader):
    reader.open("compare", measure="hedging_per_100_words", outlet=["Reuters", "Vox"], since="2019-06-01")
    reader.click("Trends", "link")
    assert reader.path == "/trends"
    reader.page.wait_for_url("**outlet=Reuters**")
    assert "since=2019-06-01" in reader.page.url
    assert "measure=hedging_per_100_words" in reader.page.url
    reader.open_expander("Reproduce this view")
    text = reader.text
    assert "framescope trend --measure hedging_per_100_words" in text
    assert "--outlet Reuters --outlet Vox --since 2019-06-01" in text
    assert "--snapshot" in text


def test_a_click_on_a_dot_shows_the_articles_behind_it(reader: Reader):
    reader.open("compare", measure="hedging_per_100_words")
    reader.click_mark(".scatterlayer .trace .points path")
    reader.page.get_by_text("Articles of").first.wait_for()
    reader.wait()
    assert "Highest first" in reader.text


def test_a_table_downloads_with_the_numbers_of_the_analysis(reader: Reader, sample):
    reader.open("compare", measure="hedging_per_100_words", outlet=["CNN", "Vox"])
    reader.click("Download")
    table = pd.read_csv(reader.download("Numbers (CSV)"))
    expected = compare(open_corpus(sample), "hedging_per_100_words", filters=Filters(outlets=("CNN", "Vox"))).groups
    assert table["group"].tolist() == ["CNN", "Vox"]
    for column in ("mean", "low", "high", "n"):
        assert abs(table[column] - expected[column]).max() < 1e-9


def test_a_figure_downloads_as_a_page_and_as_a_picture(reader: Reader):
    from dashboard.components.downloads import can_draw

    reader.open("compare")
    reader.click("Download")
    page = reader.download("Interactive figure (HTML)").read_text(encoding="utf-8")
    assert "Plotly.newPlot" in page
    if can_draw():
        picture = reader.download("Figure (SVG)").read_text(encoding="utf-8")
        assert picture.startswith("<svg")
        assert "Guardian" in picture


def test_the_export_is_an_archive_with_provenance(reader: Reader):
    reader.open("export", outlet="Vox")
    name = reader.page.get_by_role("button", name="as ZIP").inner_text()
    archive = zipfile.ZipFile(io.BytesIO(reader.download(name.split("\n")[-1]).read_bytes()))
    assert {"articles.csv", "groups.csv", "pairs.csv", "codebook.md", "provenance.json"} <= set(archive.namelist())
    provenance = json.loads(archive.read("provenance.json"))
    assert provenance["filters"] == {"outlets": ["Vox"]}
    rows = pd.read_csv(io.BytesIO(archive.read("articles.csv")))
    assert set(rows["outlet"]) == {"Vox"}
    assert len(rows) == provenance["files"]["articles.csv"]["rows"]


def test_a_link_that_cannot_be_followed_says_so_and_the_address_holds_what_is_shown(reader: Reader, keep):
    reader.open("compare", outlet=["CNN", "Nope"], since="2020-13-01", measure="nope", language="xx", snapshot="99")
    notice = reader.page.get_by_test_id("stAlertContentWarning").inner_text()
    for asked in ("snapshot “99”", "outlet “Nope”", "since “2020-13-01”", "language “xx”", "measure “nope”"):
        assert asked in notice
    keep(reader, "compare_invalid_message")
    settings = parse_qs(urlsplit(reader.page.url).query)
    assert settings == {"outlet": ["CNN"]}
    reader.page.reload()
    reader.wait()
    assert reader.page.get_by_test_id("stAlertContentWarning").count() == 0
