"""The articles behind a dot can be reached without a mouse."""

import pytest


def _titles(shown) -> list[str]:
    return shown.dataframe[0].value["Outlet"].tolist()


@pytest.mark.parametrize("view", ["averages", "distribution"])
def test_a_group_of_a_comparison_is_chosen_instead_of_clicked(page, view: str):
    shown = page("compare", view=view)
    box = shown.selectbox(key="behind_outlet")
    assert box.label == "Articles behind"
    assert box.value is None
    assert "CNN" in box.options
    box.set_value("CNN").run()
    assert not shown.exception
    assert "Articles of CNN" in [heading.value for heading in shown.subheader]
    assert set(_titles(shown)) == {"CNN"}
    shown.multiselect(key="outlet").set_value(["Guardian"]).run()
    assert not shown.exception
    assert shown.selectbox(key="behind_outlet").value is None, "a group that is no longer drawn has no articles here"


def test_other_groups_are_those_that_are_drawn(page):
    shown = page("compare", by="bias")
    shown.selectbox(key="behind_bias").set_value("left").run()
    assert not shown.exception
    assert "Articles of left" in [heading.value for heading in shown.subheader]


def test_a_group_and_a_period_of_a_trend_are_chosen_instead_of_clicked(page):
    shown = page("trends", period="year", by="bias")
    shown.selectbox(key="behind_bias").set_value("left").run()
    assert not shown.exception
    periods = shown.selectbox(key="behind_period")
    assert periods.options == sorted(periods.options)
    assert periods.options[-1] in ("2020", "2021")
    latest = [heading.value for heading in shown.subheader]
    assert any(heading.startswith("left, 1 Jan 202") for heading in latest)
    periods.set_value("2019-01-01").run()
    assert "left, 1 Jan 2019 to 31 Dec 2019" in [heading.value for heading in shown.subheader]


def test_all_articles_together_have_periods_too(page):
    shown = page("trends", period="year", by="all articles")
    shown.selectbox(key="behind_all articles").set_value("all articles").run()
    assert not shown.exception
    assert shown.dataframe[0].value["Date"].str.contains("20").all()
