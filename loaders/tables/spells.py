"""Spells: how long something lasted, in EDTF dates as vague as the data; where two overlap, and what is unbroken.

>>> overlap(Spell("1939-09-03", "1940-06"), Spell("1940-06-10", None))
Spell(since='1940-06-10', until='1940-06')
>>> unbroken([Spell("1820-05-15", "1848-03-31"), Spell("1815-06-08", "1820-05-15"), Spell("1850", None)])
[Spell(since='1815-06-08', until='1848-03-31'), Spell(since='1850', until=None)]
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from graph.countries import countries
from graph.dates import BEGINNING, END, span
from graph.errors import UnusableError
from loaders.tables.row import TableRow


class Spell(NamedTuple):
    """From `since` to `until`, both included; `None` is open."""

    since: str | None
    until: str | None

    @property
    def first(self) -> str:
        """The first day that it can have held."""
        return span(self.since, self.until)[0]

    @property
    def last(self) -> str:
        """The last day that it can have held."""
        return span(self.since, self.until)[1]


def spell_of(row: TableRow, since: Sequence[str], until: Sequence[str]) -> Spell:
    """The spell between the dates of two sets of columns (year, month, day); its end may be missing.

    Raises RecordError where the beginning is missing, or the end is before it.
    """
    begun = row.date(*since)
    if begun is None:
        raise row.error(since[0], "is missing")
    return in_order(row, until[0], Spell(begun, row.date(*until)))


def in_order(row: TableRow, column: str, spell: Spell) -> Spell:
    """The spell of a row. Raises RecordError where it ends before it begins; `column` is its end."""
    if spell.first > spell.last:
        raise row.error(column, f"puts the end ({spell.until}) before the beginning ({spell.since})")
    return spell


def overlap(one: Spell, other: Spell) -> Spell | None:
    """What two spells have in common, or None where they can't have met."""
    later = max(one, other, key=lambda spell: spell.first)
    sooner = min(one, other, key=lambda spell: spell.last)
    return Spell(later.since, sooner.until) if later.first <= sooner.last else None


def unbroken(spells: Iterable[Spell]) -> list[Spell]:
    """The spells, of which those that overlap or follow one another by a day are one; the earliest first."""
    runs: list[Spell] = []
    for spell in sorted(spells, key=lambda each: (each.first, each.last)):
        if runs and spell.first <= _day_after(runs[-1].last):
            until = max(runs[-1], spell, key=lambda each: each.last).until
            runs[-1] = Spell(runs[-1].since, until)
        else:
            runs.append(spell)
    return runs


def within_its_time(state: str, spell: Spell) -> Spell:
    """A spell of a state that ends on the day of its succession, as ending on the day before, the state's last.

    Datasets count the day on which East Germany joined West Germany for both; the register of countries for the
    successor. Any other spell, also one of an unknown state, is answered as it is.

    >>> within_its_time("cow:265", Spell("1970-05-06", "1990-10-03"))
    Spell(since='1970-05-06', until='1990-10-02')
    """
    if spell.until != spell.last or spell.first == BEGINNING:
        return spell
    day = (dt.date.fromisoformat(spell.last) - dt.timedelta(days=1)).isoformat()
    if day < spell.first or _was(state, spell.first, spell.last) or not _was(state, spell.first, day):
        return spell
    return Spell(spell.since, day)


@lru_cache(maxsize=100_000)
def _was(state: str, first: str, last: str) -> bool:
    try:
        countries().split(state, dt.date.fromisoformat(first), dt.date.fromisoformat(last))
    except UnusableError:
        return False
    return True


def numbered(key: str, place: int) -> str:
    """An event's key for one of the spells that a pair has in it, counted from 0: the first has the event's own.

    >>> numbered("mid:258", 0), numbered("mid:258", 1)
    ('mid:258', 'mid:258:2')
    """
    return f"{key}:{place + 1}" if place else key


def _day_after(day: str) -> str:
    if day in {BEGINNING, END}:
        return day
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()
