"""Dates as people know them: EDTF (ISO 8601-2, level 1), with their precision kept.

A vague date is a span of days: `2024-10` is the 31 days of that month. Spans are pairs of ISO day strings, which sort
as text; `BEGINNING` and `END` stand for "no first day known" (`../1816-01-01`) and "no last day known" (`2022/..`).
The `edtf` package reads everything but plain days, which the standard library reads a thousand times faster.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from time import struct_time
from typing import NamedTuple

from edtf import parse_edtf
from edtf.parser import parser_classes
from edtf.parser.edtf_exceptions import EDTFParseException
from edtf.parser.parser_classes import DateAndTime, Interval, Level1Interval

from graph.errors import UnusableError

# The package prints what it fails at, and standard output is the answer's.
vars(parser_classes)["print"] = lambda *_: None

BEGINNING = "0000-01-01"
END = "9999-12-31"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class EdtfDate(NamedTuple):
    """A date: its normalised EDTF text and the first and last day that it can mean."""

    text: str
    first: str
    last: str


@lru_cache(maxsize=200_000)
def edtf_date(text: str) -> EdtfDate:
    """Read one EDTF date, or an interval that is open at one end.

    >>> edtf_date("2024-10")
    EdtfDate(text='2024-10', first='2024-10-01', last='2024-10-31')
    >>> edtf_date("../1816-01-01").first == BEGINNING
    True

    Raises UnusableError for a date that doesn't exist, for another notation and for an interval of two dates (that is
    what `since` and `until` are for).
    """
    given = text.strip()
    if _DAY.fullmatch(given):
        try:
            dt.date.fromisoformat(given)
        except ValueError as error:
            raise UnusableError(f"{given!r} is no date in the calendar ({error}).") from None
        return EdtfDate(given, given, given)
    try:
        parsed = parse_edtf(given)
        if isinstance(parsed, DateAndTime):
            return EdtfDate(given, given[:10], given[:10])
        low, high = parsed.lower_strict(), parsed.upper_strict()
    except (EDTFParseException, TypeError, AttributeError, ValueError, OverflowError):
        # The package meets "/.." and its like with a TypeError of its own inside.
        raise UnusableError(
            f"{text!r} is no date that can be read; write it as EDTF: 2024, 2024-10, 2024-10-12, 2024~ (about), "
            "../1816-01-01 (by then at the latest) or 2022/.. (at least until then)."
        ) from None
    if isinstance(parsed, Interval | Level1Interval) and isinstance(low, struct_time) and isinstance(high, struct_time):
        raise UnusableError(f"{text!r} is an interval: give its first date as since and its last as until.")
    return EdtfDate(str(parsed), _day(low, BEGINNING, text), _day(high, END, text))


def _day(edge: struct_time | float, otherwise: str, text: str) -> str:
    if not isinstance(edge, struct_time):
        return otherwise
    if not 1 <= edge.tm_year <= 9998:
        raise UnusableError(f"{text!r} is out of range: years 1 to 9998 can be told.")
    return f"{edge.tm_year:04}-{edge.tm_mon:02}-{edge.tm_mday:02}"


def plain_date(text: str) -> EdtfDate:
    """Read a date that is not open at either end: when something was said or published.

    Raises UnusableError.
    """
    date = edtf_date(text)
    if date.first == BEGINNING or date.last == END:
        raise UnusableError(
            f"{text!r} has no end or no beginning; this field takes one date, such as 2024-10-12 or 2024."
        )
    return date


def day(text: str) -> str:
    """One exact day as ISO text, for clocks such as `as_of` and `known_at`.

    A vague date is its last possible day, as everywhere where "by then" is asked.

    >>> day("2024-02")
    '2024-02-29'
    """
    return plain_date(text).last


def holds(since: str | None, until: str | None, on: str) -> bool:
    """Whether what lasted from `since` to `until` (EDTF) held on the ISO day `on`.

    It holds from the first day of since to the last of until; no until means that it goes on. Something without any
    date holds on no day.

    >>> holds("1961", "1995", "1995-12-31"), holds("1961", None, "2026-01-01"), holds(None, None, "2026-01-01")
    (True, True, False)
    """
    if since is None and until is None:
        return False
    first, last = span(since, until)
    return first <= on <= last


def span(since: str | None, until: str | None) -> tuple[str, str]:
    """The first day of `since` and the last of `until`, BEGINNING and END where they are not given."""
    return (edtf_date(since).first if since else BEGINNING, edtf_date(until).last if until else END)


def named(date: str | None) -> str | None:
    """The date that an EDTF date names, without its being open: who knows a state of affairs from that day on, or until
    that day, says nothing of who was there before or after.

    >>> named("../1816-01-01"), named("2022/.."), named("2024~")
    ('1816-01-01', '2022', '2024~')
    """
    return date.removeprefix("../").removesuffix("/..") if date else date


def now() -> str:
    """This instant in UTC, to the microsecond, as ISO text that sorts."""
    return dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def today() -> str:
    """This day in UTC as ISO text."""
    return dt.datetime.now(dt.UTC).date().isoformat()


def instant(text: str) -> str:
    """An instant in UTC as `now` writes it, from ISO 8601 text; a day alone means its last microsecond.

    Without an offset the time is taken as UTC.

    >>> instant("2026-11-23"), instant("2026-11-23T12:00:00+02:00")
    ('2026-11-23T23:59:59.999999Z', '2026-11-23T10:00:00.000000Z')

    Raises UnusableError.
    """
    if _DAY.fullmatch(text):
        return f"{edtf_date(text).text}T23:59:59.999999Z"
    try:
        # A plus sign that was not percent-encoded in an address arrives as a blank.
        moment = dt.datetime.fromisoformat(text.replace(" ", "+"))
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=dt.UTC)
        return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    except (ValueError, OverflowError):  # an offset can lead out of the years that there are
        raise UnusableError(f"{text!r} is no instant; write it as 2026-11-23T21:30:00Z, or a day.") from None
