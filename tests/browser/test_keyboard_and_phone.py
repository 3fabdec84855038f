"""Without a mouse, and on a narrow screen: where the focus is, what can be reached, and that one can scroll."""

import pytest
from playwright.sync_api import expect

from dashboard.launch import _SETTINGS as SETTINGS
from tests.browser.reader import Reader

HINT = """selector => [...document.querySelectorAll(selector)].map(element => {
    const before = getComputedStyle(element, '::before');
    return [element.scrollWidth > element.clientWidth, before.display === 'none' ? 'none' : before.content];
})"""
SCROLLING = "[class*='st-key-wide'], [data-testid=stMain] .fs-scroll"


def _outline(reader: Reader) -> tuple[str, str]:
    style = reader.page.evaluate(
        "(s => [`${s.outlineStyle} ${s.outlineWidth}`, s.outlineColor])(getComputedStyle(document.activeElement))"
    )
    return style[0], style[1]


def _rgb(colour: object) -> str:
    return f"rgb({', '.join(str(int(str(colour)[i : i + 2], 16)) for i in (1, 3, 5))})"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_seen_on_menu_entries_buttons_and_folded_parts(chromium, dashboard, keep, scheme: str):
    expected = ("solid 2px", _rgb(SETTINGS[f"theme.{scheme}.primaryColor"]))
    with Reader(chromium, dashboard, scheme) as person:
        person.open("compare")
        entry = person.page.get_by_test_id("stSidebarNav").get_by_role("link", name="Overview")
        entry.focus()
        person.page.keyboard.press("Tab")
        assert "compare" in person.page.evaluate("document.activeElement.href")
        assert _outline(person) == expected
        keep(person, f"focus_{scheme}")
        main = person.page.get_by_test_id("stMain")
        for reached in (
            main.get_by_role("button", name="Download"),
            main.locator("summary", has_text="Reproduce this view"),
            main.get_by_test_id("stButtonGroup").get_by_role("radio").first,
        ):
            reached.focus()
            person.page.keyboard.press("Shift")  # the keyboard was used last: the browser shows the focus
            assert _outline(person) == expected, reached


def test_the_articles_behind_a_dot_are_reached_with_the_keyboard(reader: Reader, keep):
    reader.open("compare", measure="hedging_per_100_words")
    reader.page.get_by_role("combobox", name="Articles behind").focus()
    reader.page.keyboard.type("Reuters")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_text("Articles of Reuters").wait_for()
    reader.wait()
    keep(reader, "compare_behind")
    reader.open("trends", period="year")
    reader.page.get_by_role("combobox", name="Articles behind").focus()
    reader.page.keyboard.type("Reuters")
    reader.page.keyboard.press("Enter")
    reader.page.get_by_role("combobox", name="In the period").wait_for()
    reader.wait()
    assert "Reuters, 1 Jan" in reader.text
    keep(reader, "trends_behind")


def test_a_click_and_the_box_that_stands_for_it_agree(reader: Reader):
    reader.open("compare", measure="hedging_per_100_words")
    reader.click_mark(".scatterlayer .trace .points path")
    reader.page.get_by_text("Articles of").first.wait_for()
    reader.wait()
    heading = reader.page.get_by_text("Articles of").first.inner_text()  # drawn anew, it may stand there twice
    chooser = reader.page.get_by_role("combobox", name="Articles behind")
    expect(chooser).to_have_value(heading.removeprefix("Articles of "))
    reader.choose("Articles behind", "CNN")
    assert "Articles of CNN" in reader.text


@pytest.mark.parametrize(
    ("path", "settings"),
    [
        ("overview", {"every": "week"}),
        ("compare", {"view": "heat_map"}),
        ("compare", {"view": "two_measures"}),
        ("compare", {"view": "all_choices"}),
        ("compare", {}),
        ("trends", {"by": "bias", "period": "month"}),
    ],
)
def test_a_phone_says_where_one_can_scroll_sideways(chromium, dashboard, keep, path: str, settings: dict[str, str]):
    with Reader(chromium, dashboard, "dark", 390) as person:
        person.open(path, **settings)
        found = person.page.evaluate(HINT, SCROLLING)
        assert any(scrolls for scrolls, _ in found)
        for scrolls, hint in found:
            assert ("Scroll sideways" in hint) == scrolls
        person.expect_nothing_amiss()
        keep(person, f"sideways_{path}_{'_'.join(settings.values())}")


def test_a_wide_screen_has_no_hint(reader: Reader):
    reader.open("compare")
    assert {hint for _, hint in reader.page.evaluate(HINT, SCROLLING)} == {"none"}
