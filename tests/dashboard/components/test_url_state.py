"""What an address asks for in vain is said at the top of the page, and is no longer in the address afterwards."""

import pytest

from analysis.queries import open_corpus

VAIN = [
    ("compare", "outlet", "Nope", "this corpus does not have. Shown instead: all outlets"),
    ("compare", "since", "2020-13-01", "is not a day"),
    ("compare", "until", "9999-01-01", "is not a day"),
    ("compare", "min_words", "abc", "is not a whole number"),
    ("compare", "min_words", "-5", "is not a whole number"),
    ("compare", "min_words", "nan", "is not a whole number"),
    ("compare", "language", "xx", "this corpus does not have. Shown instead: all languages"),
    ("compare", "measure", "nope", "is not a choice here. Shown instead: Sentiment"),
    ("compare", "by", "nope", "is not a choice here. Shown instead: Outlet"),
    ("compare", "view", "nope", "is not a choice here. Shown instead: Averages"),
    ("compare", "wire", "nope", "is not a choice here. Shown instead: Include"),
    ("compare", "only_bias", "nope", "this corpus does not have. Shown instead: any"),
    ("compare", "only_no_such_column", "x", "is of no column"),
    ("compare", "snapshot", "99", "this corpus does not have. Shown instead: snapshot"),
    ("words", "a", "Nope", "is not a choice here. Shown instead:"),
    ("sources", "of", "Nope", "is not a choice here. Shown instead: all articles"),
    ("export", "measures", "nope", "is not a choice here. Shown instead: none"),
    ("trends", "period", "decade", "is not a choice here. Shown instead:"),
]


def _plain(markdown: str) -> str:
    return markdown.replace("\\", "").replace("**", "")


@pytest.mark.parametrize(("path", "key", "value", "says"), VAIN)
def test_what_cannot_be_followed_is_named_with_what_is_shown_instead(page, path: str, key: str, value: str, says: str):
    shown = page(path, **{key: value})
    assert not shown.exception
    assert not shown.error
    [notice] = shown.warning
    assert f"asks for {key.replace('_', ' ')} “{value}”, which {says[:4]}" in _plain(notice.value)
    assert says in _plain(notice.value)
    assert value not in shown.query_params.get(key, [])


def test_the_outlets_that_are_there_stay_chosen_beside_one_that_is_not(page):
    shown = page("compare", outlet=["CNN", "Nope"])
    assert "outlet “Nope”, which this corpus does not have. Shown instead: CNN." in _plain(shown.warning[0].value)
    assert shown.multiselect(key="outlet").value == ["CNN"]
    assert shown.query_params["outlet"] in ("CNN", ["CNN"])


def test_several_vain_settings_make_one_notice(page):
    shown = page("compare", measure="nope", since="yesterday", snapshot="99", outlet="CNN")
    [notice] = shown.warning
    assert [line.split("**")[1] for line in notice.value.splitlines()] == ["snapshot", "since", "measure"]


def test_the_notice_stays_until_its_setting_is_another(page):
    shown = page("compare", measure="nope", outlet="Nope")
    shown.run()
    assert len(shown.warning[0].value.splitlines()) == 2
    shown.selectbox(key="measure").set_value("readability_smog").run()
    assert "measure" not in shown.warning[0].value
    shown.multiselect(key="outlet").set_value(["CNN"]).run()
    assert not shown.warning


def test_an_address_that_can_be_followed_needs_no_notice(page, small_corpus):
    newest = str(open_corpus(small_corpus).snapshot)
    shown = page(
        "compare", outlet="CNN", since="2019-02-01", min_words="50", by="bias", only_bias="left", snapshot=newest
    )
    assert not shown.warning
    assert not page("compare", language="en").warning
    shown = page("compare", measure="readability_smog")
    shown.selectbox(key="measure").set_value("sentiment_compound").run()
    assert not shown.warning


@pytest.mark.parametrize("key", ["outlet", "measure", "snapshot", "only_<img src=x onerror=alert(1)>"])
def test_a_hostile_address_is_shown_as_text(page, key: str):
    hostile = "![pixel](http://evil.example/i.png) <img src=x> :red[x] $x$" + "x" * 5000
    shown = page("compare", **{key: hostile})
    notice = shown.warning[0].value
    assert "\\!\\[pixel\\]\\(" in notice
    assert "\\<img" in notice
    assert len(notice) < 400


def test_settings_of_another_page_are_no_concern_of_this_one(page):
    assert not page("overview", measure="nope", a="Nope").warning


def test_choices_that_become_others_are_not_the_fault_of_the_address(page):
    shown = page("sources", of="CNN")
    assert shown.selectbox(key="of").value == "CNN"
    shown.selectbox(key="by").set_value("bias").run()
    assert not shown.exception
    assert not shown.warning
    assert shown.selectbox(key="of").value == "all articles"
    shown = page("article", sort="published", direction="oldest_first")
    shown.selectbox(key="sort").set_value("readability_smog").run()
    assert not shown.warning
