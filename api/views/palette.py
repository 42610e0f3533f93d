"""The colours of the dimensions and the words of statuses and stances: the one table that pages, legends and pictures share.

The colours are the Okabe-Ito palette, which people with any colour vision can tell apart; each has a twin for the dark
page where the original would be too dim or too dark on it. Colour never stands alone: a word stands beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

DIMENSIONS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "military": ("#D55E00", "#FF8A3C"),
        "diplomatic": ("#0072B2", "#4FB0EA"),
        "economic": ("#009E73", "#2FC99A"),
        "energy": ("#E69F00", "#F2B632"),
        "humanitarian": ("#56B4E9", "#8CCDF2"),
        "migration": ("#CC79A7", "#E39AC3"),
        "information": ("#7F7F7F", "#A9A9A9"),
        "legal": ("#4D4D4D", "#CFCFCF"),
    }
)
"""Dimension to its colour on the light page and on the dark one, in the order in which ledgers show them."""

SIGNS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {"friendly": ("#0072B2", "#4FB0EA"), "hostile": ("#B5401B", "#FF8A3C")}
)
"""The colours of cooperative and hostile, where a picture is painted by sign."""

STATUSES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "corroborated": "two or more different origins assert or confirm it",
        "asserted": "one origin asserts or confirms it",
        "reported": "only passed on; nobody named takes a position",
        "disputed": "somebody doubts or denies it",
        "denied": "somebody denies it and nobody asserts it",
        "retracted": "whoever said it took it back",
    }
)
"""Status to its meaning (DESIGN section 3), from the surest to what no longer counts."""

DRAWN: Final = frozenset({"corroborated", "asserted", "reported", "disputed"})
"""The statuses that make an edge; denied and retracted facts stay in the tables."""

STANCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "asserts": "asserted",
        "confirms": "confirmed",
        "reports": "reported",
        "doubts": "doubted",
        "denies": "denied",
    }
)
"""Stance to its participle, in the order of the position table's columns."""

FOR: Final = frozenset({"asserts", "confirms"})
AGAINST: Final = frozenset({"doubts", "denies"})


def dimension_order(dimension: str) -> int:
    """The place of a dimension in a ledger; one of the user's own comes last.

    >>> dimension_order("military") < dimension_order("legal") < dimension_order("sport")
    True
    """
    return list(DIMENSIONS).index(dimension) if dimension in DIMENSIONS else len(DIMENSIONS)
