"""How dates are described to programs: patterns that exactly the days of the calendar meet."""

from __future__ import annotations

from typing import Any

from fastapi import Query

_YEAR = r"(?:[1-8]\d{3})"
_LEAP = r"(?:[1-8]\d(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[1357][26])00)"
_MONTH = r"(?:0[1-9]|1[0-2])"
_DAY = (
    rf"(?:{_YEAR}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|"
    rf"02-(?:0[1-9]|1\d|2[0-8]))|{_LEAP}-02-29)"
)
# What is usual of EDTF: a year, a month or a day, perhaps "about" (~) or "uncertain" (?).
# Nothing at all is what an empty field of a form sends, and is as good as absent.
EDTF = rf"^(?:(?:{_YEAR}(?:-{_MONTH})?|{_DAY})[~?]?)?$"
INSTANT = rf"^(?:{_DAY}(?:T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ)?)?$"
_TOLD = "A day as EDTF: 2024-10-12, or 2024-10 for the last of its days."


def day_query(meaning: str, **more: Any) -> Any:
    """A query parameter that takes a day."""
    return Query(description=f"{meaning} {_TOLD}", json_schema_extra={"pattern": EDTF}, **more)
