"""Neo4j's dates, times and spans of time as ISO 8601 text, from the numbers that Neo4j sends.

The text is Neo4j's own `toString()`, without the name of a time zone in brackets: what is left out where it is zero,
`Z` for an offset of zero, and years with a sign past four digits. Python's dates end with the year 9999 and begin with
1, Neo4j's run from -999999999 to 999999999, so days are counted here.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DAY_SECONDS = 86_400
_NANOSECONDS = 1_000_000_000
# Days from the first of March of the year 0 to 1970-01-01, and days in 400 years.
_EPOCH = 719_468
_ERA = 146_097


class Day(str):
    """A date: its text, which also knows its `days` since 1970-01-01."""

    __slots__ = ("days",)
    days: int


class Moment(str):
    """A date with a time: its text, which also knows its `microseconds` since 1970 and whether it is `zoned` (then in UTC)."""

    __slots__ = ("microseconds", "zoned")
    microseconds: int
    zoned: bool


def day(days: int) -> Day:
    """The date so many days after 1970-01-01.

    >>> day(20_008), day(-719_529), day(3_000_000)
    ('2024-10-12', '-0001-12-31', '+10183-09-21')
    """
    era, rest = divmod(days + _EPOCH, _ERA)
    year = (rest - rest // 1_460 + rest // 36_524 - rest // 146_096) // 365
    rest -= 365 * year + year // 4 - year // 100
    month = (5 * rest + 2) // 153
    number = rest - (153 * month + 2) // 5 + 1
    month = month + 3 if month < 10 else month - 9
    text = Day(f"{_year(year + era * 400 + (month <= 2))}-{month:02}-{number:02}")
    text.days = days
    return text


def time(nanoseconds: int, offset: int | None = None) -> str:
    """A time of the day, in nanoseconds since midnight, with its offset from UTC in seconds.

    >>> time(36_000_000_000_000), time(36_000_500_000_000, 0), time(1, -12_600)
    ('10:00:00', '10:00:00.500Z', '00:00:00.000000001-03:30')
    """
    seconds, rest = divmod(nanoseconds, _NANOSECONDS)
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{_fraction(rest)}"
    return clock if offset is None else clock + _offset(offset)


def local_moment(seconds: int, nanoseconds: int) -> Moment:
    """A date with a time and no zone, from its seconds since 1970-01-01T00:00:00.

    >>> local_moment(1_728_727_200, 0)
    '2024-10-12T10:00:00'
    """
    return _moment(seconds, nanoseconds, None)


def moment(seconds: int, nanoseconds: int, zone: int | str) -> Moment:
    """A date with a time, from its seconds since 1970 in UTC, and its zone by offset in seconds or by name.

    >>> moment(1_728_727_200, 0, 0), moment(1_728_727_200, 0, "Europe/Berlin")
    ('2024-10-12T10:00:00Z', '2024-10-12T12:00:00+02:00')
    """
    return _moment(seconds, nanoseconds, zone if isinstance(zone, int) else _offset_of(zone, seconds))


def duration(months: int, days: int, seconds: int, nanoseconds: int) -> str:
    """A span of time.

    >>> duration(14, 3, 3_661, 500_000_000), duration(0, 0, 0, 0), duration(0, 0, -1, 500_000_000)
    ('P1Y2M3DT1H1M1.5S', 'PT0S', 'PT-0.5S')
    """
    date = _units(months, (("Y", 12), ("M", 1))) + _units(days, (("D", 1),))
    total = seconds * _NANOSECONDS + nanoseconds
    whole, rest = divmod(abs(total), _NANOSECONDS)
    sign = "-" if total < 0 else ""
    hours, minutes, left = whole // 3600, whole // 60 % 60, whole % 60
    clock = "".join(f"{sign}{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M")) if number)
    if left or rest:
        fraction = f".{rest:09}".rstrip("0") if rest else ""
        clock += f"{sign}{left}{fraction}S"
    return f"P{date}T{clock}" if clock else f"P{date}" if date else "PT0S"


def _moment(seconds: int, nanoseconds: int, offset: int | None) -> Moment:
    days, second = divmod(seconds + (offset or 0), DAY_SECONDS)
    text = Moment(f"{day(days)}T{time(second * _NANOSECONDS + nanoseconds, offset)}")
    text.microseconds = seconds * 1_000_000 + nanoseconds // 1_000
    text.zoned = offset is not None
    return text


def _year(year: int) -> str:
    if 0 <= year <= 9_999:
        return f"{year:04}"
    return f"+{year}" if year > 0 else f"-{-year:04}"


def _fraction(nanoseconds: int) -> str:
    """Three, six or nine digits, as Java writes them."""
    if not nanoseconds:
        return ""
    digits = f"{nanoseconds:09}"
    while digits.endswith("000"):
        digits = digits[:-3]
    return f".{digits}"


def _offset(offset: int) -> str:
    if not offset:
        return "Z"
    size = abs(offset)
    seconds = f":{size % 60:02}" if size % 60 else ""
    return f"{'-' if offset < 0 else '+'}{size // 3600:02}:{size // 60 % 60:02}{seconds}"


def _offset_of(zone: str, seconds: int) -> int:
    """What a zone is ahead of UTC at that moment; 0 for a zone that this machine doesn't know, or past Python's years."""
    try:
        there = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, OverflowError, ValueError):
        return 0
    ahead = there.utcoffset() or timedelta()
    return int(ahead.total_seconds())


def _units(number: int, units: tuple[tuple[str, int], ...]) -> str:
    """A number told in units, biggest first, each with the number's sign."""
    told, rest, sign = "", abs(number), "-" if number < 0 else ""
    for unit, size in units:
        count, rest = divmod(rest, size)
        told += f"{sign}{count}{unit}" if count else ""
    return told
