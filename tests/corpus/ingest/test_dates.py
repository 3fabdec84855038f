"""Dates as people write them."""

from datetime import UTC, date, datetime

import pytest

from analysis.corpus.ingest.dates import DateReader, ImpossibleDate, Order, order_of

NOW = datetime(2024, 6, 1, tzinfo=UTC)


def read(value, column=()):
    return DateReader(lambda: column, NOW).read(value)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2020-03-05", datetime(2020, 3, 5)),
        ("2020-03-05T14:30:00Z", datetime(2020, 3, 5, 14, 30)),
        ("2020-03-05 14:30:00+02:00", datetime(2020, 3, 5, 12, 30)),
        ("2020-03-05T14:30:00.123456", datetime(2020, 3, 5, 14, 30, 0, 123456)),
        ("20200305", datetime(2020, 3, 5)),
        ("2020/03/05", datetime(2020, 3, 5)),
        ("Thu, 05 Mar 2020 14:30:00 -0500", datetime(2020, 3, 5, 19, 30)),
        ("March 5, 2020", datetime(2020, 3, 5)),
        ("5 March 2020", datetime(2020, 3, 5)),
        ("Mar. 5, 2020 2:30 p.m. EST", datetime(2020, 3, 5, 19, 30)),
        ("Thursday, March 5, 2020", datetime(2020, 3, 5)),
        ("3/25/2020", datetime(2020, 3, 25)),
        ("25.03.2020", datetime(2020, 3, 25)),
        ("1583418600", datetime(2020, 3, 5, 14, 30)),
        ("1583418600000", datetime(2020, 3, 5, 14, 30)),
        (1583418600, datetime(2020, 3, 5, 14, 30)),
        (1583418600.0, datetime(2020, 3, 5, 14, 30)),
        (date(2020, 3, 5), datetime(2020, 3, 5)),
    ],
)
def test_a_date_is_read_as_utc(written, expected):
    assert read(written) == (expected.replace(tzinfo=UTC), None)


@pytest.mark.parametrize("nothing", [None, "", " ", "NaN", "null", "N/A", float("nan")])
def test_a_missing_date_is_null(nothing):
    assert read(nothing) == (None, None)


@pytest.mark.parametrize(
    "written",
    ["2019-02-30", "2019-13-01", "31/02/2019", "0202-03-01", "2024-06-05", "Friday", "March 2020 or so", "2020", "32"],
)
def test_what_cannot_be_a_date_is_refused(written):
    with pytest.raises(ImpossibleDate):
        read(written)


@pytest.mark.parametrize(
    ("written", "month"),
    [
        ("1. März 2020", "März"),
        ("Dienstag, 3. Dezember 2019, 14:05", "Dezember"),
        ("1er février 2020", "février"),
        ("mardi 3 mars 2020", "mars"),
        ("12 de marzo de 2020", "marzo"),
    ],
)
def test_a_month_in_another_language_is_named(written, month):
    with pytest.raises(ImpossibleDate, match=f"^'{month}' is not the name of a month in English$"):
        read(written)


@pytest.mark.parametrize("written", [43586, 43586.0, "43586", 43586.75, "43586.75"])
def test_the_number_of_a_day_in_excel_is_recognised_with_the_day_it_stands_for(written):
    with pytest.raises(ImpossibleDate, match=r"Excel's number of a day \(2019-05-01\)") as refused:
        read(written)
    assert "format the column as a date" in refused.value.what_to_do


@pytest.mark.parametrize("written", ["99999", "Montag, 31 April 2019", "31 April 2019"])
def test_other_refusals_keep_their_reason(written):
    with pytest.raises(ImpossibleDate, match="it is not a date"):
        read(written)


def test_tomorrow_is_allowed_because_of_time_zones():
    assert read("2024-06-02")[0] == datetime(2024, 6, 2, tzinfo=UTC)


def test_the_column_decides_whether_the_day_comes_first():
    assert read("03/04/2020", ["03/04/2020", "25/12/2019"])[0] == datetime(2020, 4, 3, tzinfo=UTC)
    assert read("03/04/2020", ["03/04/2020", "12/25/2019"]) == (datetime(2020, 3, 4, tzinfo=UTC), None)


def test_where_no_value_decides_the_month_comes_first_and_that_is_recorded():
    assert order_of(["03/04/2020", None, "2020-01-01"]) == Order()
    assert read("03/04/2020", ["03/04/2020"]) == (datetime(2020, 3, 4, tzinfo=UTC), "date_month_first_assumed")


def test_a_month_stands_for_its_first_day_and_that_is_recorded():
    assert read("2020-03") == (datetime(2020, 3, 1, tzinfo=UTC), "date_month_only")
