"""Events as people write them on the command line and on the page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.errors import ArgumentError
from analysis.queries.events import event_text, parse_event


@pytest.mark.parametrize(
    "text", ["2019-06-12=Hearing begins", "2019-06-12 Hearing begins", " 2019-06-12 = Hearing begins"]
)
def test_the_day_ends_at_an_equals_sign_or_a_space(text):
    assert parse_event(text) == (date(2019, 6, 12), "Hearing begins")


@pytest.mark.parametrize("text", ["Hearing begins", "2025-13-01=Hearing", "2025-03-01=", "2025-03-01", "", "=Hearing"])
def test_an_event_without_day_or_label_is_refused(text):
    with pytest.raises(ArgumentError, match="event"):
        parse_event(text)


@given(st.dates(), st.text().map(str.strip).filter(bool))
def test_an_event_written_out_is_read_back(day, label):
    assert parse_event(event_text((day, label))) == (day, label)
