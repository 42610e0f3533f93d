"""Codes of the Harmonised System (World Customs Organisation), by which customs tell goods apart, as resources."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graph.vocabulary import vocabulary

TOTAL = "TOTAL"
"""What statistics write in place of a code for all goods together."""


@cache
def _resources() -> Mapping[str, str]:
    return {code: resource.id for resource in vocabulary().resources.values() for code in resource.hs}


def harmonised(code: str) -> str | None:
    """A code of 2, 4 or 6 digits (with more, a country's own lines below the sixth) as digits; None where it is none.

    Six-digit codes of the first nine chapters lose their zero wherever a spreadsheet took them for numbers.

    >>> harmonised("80420"), harmonised("2709"), harmonised("TOTAL")
    ('080420', '2709', None)
    """
    if not (code.isascii() and code.isdigit()):
        return None
    padded = code.zfill(len(code) + len(code) % 2)
    return padded if 2 <= len(padded) <= 10 else None


def resource_of(code: str) -> str | None:
    """The resource of a code, by the longest listed code that it begins with; all goods together are `goods`.

    >>> resource_of("080420"), resource_of("270900"), resource_of("TOTAL"), resource_of("00")
    ('fruit_and_vegetables', 'crude_oil', 'goods', None)
    """
    if code == TOTAL:
        return "goods"
    return next((found for length in (6, 4, 2) if (found := _resources().get(code[:length]))), None)
