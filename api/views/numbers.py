"""Numbers and dates as people read them: `about 11,000 people`, `100–400 pieces`, `since October 2024`.

Never more digits than were given, always the unit, the range where there is one; a median of ranges is nobody's word
and is not shown beside the range that it was made of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([~?%]?)")


def number(value: float) -> str:
    """A number with its thousands separated and the digits that it came with.

    >>> number(11000), number(24.5), number(200.0)
    ('11,000', '24.5', '200')
    """
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def unit_words(unit: str | None) -> str:
    """A unit as words.

    >>> unit_words("TIV_million"), unit_words("USD@2022"), unit_words(None)
    ('TIV million', 'USD of 2022', '')
    """
    return "" if unit is None else unit.replace("@", " of ").replace("_", " ")


def bounds(quantity: Mapping[str, Any]) -> tuple[float, float] | None:
    """Low and high of a quantity; a single number is both. None where it holds no number."""
    single = quantity.get("best")
    given = (quantity.get("low"), single, quantity.get("high"))
    known = [float(value) for value in given if value is not None]
    return (min(known), max(known)) if known else None


def amount(quantity: Mapping[str, Any]) -> str:
    """The number or range alone, with "about" where it is approximate; empty where there is none.

    >>> amount({"low": 100, "high": 400, "best": 250, "approximate": False})
    '100–400'
    """
    ends = bounds(quantity)
    if ends is None:
        return ""
    low, high = ends
    if quantity.get("unit") == "share":
        # A share that was computed has digits that nobody counted.
        low, high = (float(round(Decimal(str(end)) * 100, 1)) for end in ends)
    text = number(low) if low == high else f"{number(low)}–{number(high)}"
    return f"about {text}" if quantity.get("approximate") else text


def quantity_text(quantity: Mapping[str, Any] | None) -> str:
    """A quantity with its unit; empty where there is none.

    >>> quantity_text({"low": None, "high": None, "best": 11000, "unit": "people", "approximate": True})
    'about 11,000 people'
    >>> quantity_text({"low": 0.2, "high": 0.35, "best": None, "unit": "share", "approximate": False})
    '20–35 %'
    """
    text = amount(quantity) if quantity else ""
    if not quantity or not text:
        return ""
    unit = "%" if quantity.get("unit") == "share" else unit_words(quantity.get("unit"))
    return f"{text} {unit}".rstrip()


def date_text(edtf: str) -> str:
    """One EDTF date in words, with its precision kept.

    >>> date_text("2024-10-12"), date_text("2024-10"), date_text("2024~"), date_text("1816?")
    ('12 October 2024', 'October 2024', 'about 2024', 'perhaps 1816')
    >>> date_text("../1816-01-01"), date_text("2022/..")
    ('1 January 1816 at the latest', 'at least until 2022')
    """
    if edtf.startswith("../"):
        return f"{date_text(edtf[3:])} at the latest"
    if edtf.endswith("/.."):
        return f"at least until {date_text(edtf[:-3])}"
    match = _DATE.fullmatch(edtf)
    if match is None:
        return edtf
    year, month, day, doubt = match.groups()
    words = year.lstrip("0") or "0"
    if month and 1 <= int(month) <= 12:
        words = f"{_MONTHS[int(month) - 1]} {words}"
        words = f"{int(day)} {words}" if day else words
    elif month:
        words = edtf.rstrip("~?%")
    return {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(doubt, "") + words


def time_text(since: str | None, until: str | None) -> str:
    """When a fact held, in words; "undated" where nothing says so.

    >>> time_text(None, None), time_text("2024-10", None), time_text("2019", "2019"), time_text("1961", "1995")
    ('undated', 'since October 2024', '2019', '1961 to 1995')
    """
    if since is None and until is None:
        return "undated"
    if since == until and since is not None:
        return date_text(since)
    start = None if since is None else date_text(since)
    end = None if until is None else date_text(until)
    if end is None:
        return f"by {start}" if since and since.startswith("../") else f"since {start}"
    if start is None:
        return end if end.startswith("at least") else f"until {end}"
    if since and since.startswith("../"):
        start = f"by {start}"
    return f"{start}, {end}" if end.startswith("at least") else f"{start} to {end}"
