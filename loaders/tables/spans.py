"""Spells that cross a succession of states: a number told of the whole is not that of each piece."""

from __future__ import annotations

import datetime as dt

from graph.countries import countries
from graph.errors import UnusableError


def crosses(name: str, first: int, last: int) -> bool:
    """Whether a name stands for one state after another from the first of some years to the last.

    >>> crosses("Yugoslavia", 1990, 1993), crosses("Poland", 1990, 1993)
    (True, False)
    """
    try:
        return len(countries().split(name, dt.date(first, 1, 1), dt.date(last, 12, 31))) > 1
    except UnusableError:
        return False  # the pipeline says why the name can't be taken
