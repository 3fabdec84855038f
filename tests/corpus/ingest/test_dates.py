"""Dates as people write them."""

from datetime import UTC, date, datetime

import pytest

from analysis.corpus.ingest.dates import DateReader, ImpossibleDate, Order, order_of
from analysis.corpus.ingest.months import NAMES, month_number

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
        ("01.10.2019", datetime(2019, 10, 1)),
        ("1. 10. 2019", datetime(2019, 10, 1)),
        ("01.10.2019 14:30", datetime(2019, 10, 1, 14, 30)),
        ("20191001080000", datetime(2019, 10, 1, 8)),
        (20191001080000, datetime(2019, 10, 1, 8)),
        (20191001080000.0, datetime(2019, 10, 1, 8)),
        ("201910010830", datetime(2019, 10, 1, 8, 30)),
        ("20191001T080000Z", datetime(2019, 10, 1, 8)),
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
    ("written", "expected"),
    [
        ("1. Oktober 2019", datetime(2019, 10, 1)),
        ("Dienstag, 3. Dezember 2019, 14:05 Uhr", datetime(2019, 12, 3, 14, 5)),
        ("3 mars 2020", datetime(2020, 3, 3)),
        ("mardi 3 mars 2020 à 14h05", datetime(2020, 3, 3, 14, 5)),
        ("1er février 2020", datetime(2020, 2, 1)),
        ("15 août 2019", datetime(2019, 8, 15)),
        ("12 de marzo de 2020", datetime(2020, 3, 12)),
        ("marzo 12, 2020", datetime(2020, 3, 12)),
        ("martes, 3 de septiembre de 2019", datetime(2019, 9, 3)),
        ("3 ago 2019", datetime(2019, 8, 3)),
        ("5 gennaio 2020, ore 9.30", datetime(2020, 1, 5, 9, 30)),
        ("terça-feira, 3 de março de 2020", datetime(2020, 3, 3)),
        ("1º de fevereiro de 2020", datetime(2020, 2, 1)),
        ("dinsdag 3 maart 2020", datetime(2020, 3, 3)),
        ("21 mrt. 2020", datetime(2020, 3, 21)),
        ("den 3 oktober 2019 kl. 14.05", datetime(2019, 10, 3, 14, 5)),
        ("3. maj 2019", datetime(2019, 5, 3)),
        ("17. desember 2019", datetime(2019, 12, 17)),
        ("3 października 2019", datetime(2019, 10, 3)),
        ("11 lis 2019", datetime(2019, 11, 11)),
        ("3 mars 2020 14:05 +0100", datetime(2020, 3, 3, 13, 5)),
    ],
)
def test_months_have_names_in_ten_languages(written, expected):
    assert read(written) == (expected.replace(tzinfo=UTC), None)


def test_no_name_of_a_month_is_that_of_two_and_english_keeps_its_own():
    for number, names in enumerate(NAMES, 1):
        assert {month_number(name) for name in names.split()} == {number}
    english = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    assert all(month_number(name) in (number, None) for number, name in enumerate(english, 1))


@pytest.mark.parametrize("written", ["3. března 2020", "Dienstag, 3. března 2020, 14:05"])
def test_a_month_in_another_language_is_named(written):
    with pytest.raises(ImpossibleDate, match=r"^'března' is not the name of a month in English, German, "):
        read(written)


@pytest.mark.parametrize("written", ["31 avril 2020", "3 mars 2020 or so"])
def test_a_month_in_another_language_does_not_make_anything_a_date(written):
    with pytest.raises(ImpossibleDate):
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


@pytest.mark.parametrize("written", ["2020-03", "2020/3", "2020.03", "03/2020"])
def test_a_month_without_a_day_is_refused_with_what_to_do(written):
    with pytest.raises(ImpossibleDate, match="it names a month, not a day") as refused:
        read(written)
    assert "Write the day as well" in refused.value.what_to_do


def test_dates_with_full_stops_have_the_day_first_whatever_dates_with_slashes_have():
    column = ["01.10.2019", "12/25/2019", "03/04/2020"]
    reader = DateReader(lambda: column, NOW)
    assert [reader.read(value)[0] for value in column] == [
        datetime(2019, 10, 1, tzinfo=UTC), datetime(2019, 12, 25, tzinfo=UTC), datetime(2020, 3, 4, tzinfo=UTC)
    ]  # fmt: skip
    assert reader.note == "month first; those with full stops day first (as is usual with full stops)"
    assert reader.warning is None
    assert read("01.10.2019", ["01.10.2019", "12.25.2019"])[0] == datetime(2019, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize("written", ["03/04/2020", "03-04-2020", "3 4 2020", "Sat 03/04/2020"])
def test_the_order_can_be_stated(written):
    for order, expected in (("day-first", datetime(2020, 4, 3)), ("month-first", datetime(2020, 3, 4))):
        reader = DateReader(lambda: [], NOW, order)
        assert reader.read(written) == (expected.replace(tzinfo=UTC), None)
        assert (reader.note, reader.warning) == (f"{order.replace('-', ' ')} (as you say)", None)


def test_dates_that_are_all_ambiguous_are_warned_of_with_both_spans():
    column = ["03/04/2020", "05/06/2020", "01/02/2020"]
    reader = DateReader(lambda: column, NOW)
    for value in column:
        reader.read(value)
    assert reader.note == "month first (assumed)"
    assert "2020-01-02 to 2020-05-06 as read; with the day first it would be 2020-02-01 to 2020-06-05" in reader.warning
    assert "--dates day-first" in reader.warning


def test_a_stated_order_that_the_column_contradicts_is_warned_of():
    reader = DateReader(lambda: [], NOW, "day-first")
    assert reader.read("03/04/2020")[0] == datetime(2020, 4, 3, tzinfo=UTC)
    assert reader.read("03/25/2020")[0] == datetime(2020, 3, 25, tzinfo=UTC)
    assert "03/25/2020 can only have the month first" in reader.warning
