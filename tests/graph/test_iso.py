"""ISO text of dates, times and spans of time, against Python's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from graph import iso

EPOCH = date(1970, 1, 1).toordinal()
# Python's own calendar goes on like this past its years, 400 of which are 146,097 days.
ERA = 146_097


@given(st.dates())
def test_days_are_those_of_python(day: date) -> None:
    told = iso.day(day.toordinal() - EPOCH)
    assert told == day.isoformat()
    assert told.days == day.toordinal() - EPOCH


@given(st.dates(min_value=date(801, 1, 1), max_value=date(9599, 12, 31)), st.integers(1, 1000))
def test_the_calendar_repeats_itself_past_pythons_years(day: date, eras: int) -> None:
    year, rest = day.year + 400 * eras, day.isoformat()[4:]
    days = day.toordinal() - EPOCH + ERA * eras
    assert iso.day(days) == (f"+{year}{rest}" if year > 9999 else f"{year}{rest}")
    assert iso.day(days - ERA * (2 * eras + 25)).startswith("-")


@given(st.datetimes(), st.integers(-18 * 60, 18 * 60))
def test_moments_read_back_as_themselves(clock: datetime, minutes: int) -> None:
    zoned = clock.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    since = zoned - datetime(1970, 1, 1, tzinfo=UTC)
    seconds = since.days * iso.DAY_SECONDS + since.seconds
    told = iso.moment(seconds, since.microseconds * 1000, minutes * 60)
    assert datetime.fromisoformat(told) == zoned
    assert told.microseconds == seconds * 1_000_000 + since.microseconds


def test_a_zone_that_is_not_known_here_is_told_in_utc() -> None:
    assert iso.moment(0, 0, "Mars/Olympus") == "1970-01-01T00:00:00Z"
    assert iso.moment(10**15, 0, "Europe/Berlin").endswith("Z")
