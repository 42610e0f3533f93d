"""What a country is here, and what looking one up answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Kind = Literal["country", "former", "territory"]


class Period(NamedTuple):
    """Days from `first` to `last`, both included; None is open (before the lists begin, still so)."""

    first: date | None
    last: date | None

    def meets(self, other: Period) -> bool:
        """Whether the two have a day in common.

        >>> Period(None, date(1991, 12, 25)).meets(Period(date(1991, 12, 26), None))
        False
        """
        return _at_most(self.first, other.last) and _at_most(other.first, self.last)

    def common(self, other: Period) -> Period:
        """The days in common of two that meet."""
        first = max((day for day in (self.first, other.first) if day), default=None)
        last = min((day for day in (self.last, other.last) if day), default=None)
        return Period(first, last)

    def days(self) -> int:
        """How many days it has; an open end counts as the end of the calendar."""
        return (self.last or date.max).toordinal() - (self.first or date.min).toordinal() + 1

    def __str__(self) -> str:
        return f"{self.first or '…'} to {self.last or 'now'}"


ALWAYS = Period(None, None)


def _at_most(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last


class SystemNumber(NamedTuple):
    """A number and abbreviation in Correlates of War's or Gleditsch and Ward's list, and the days it stands there."""

    number: int
    abbreviation: str
    first: date | None
    last: date | None


class Succession(NamedTuple):
    """`country` succeeds `predecessor` from the day `on`; `continues`: it is the same member of the state system."""

    country: str
    predecessor: str
    on: date
    continues: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A state, present or past, or a territory with a code (DESIGN section 2).

    `cow` and `gw` are its entries in the two lists of states, `periods` its times as a state by Correlates of War (by
    Gleditsch and Ward, or by `data/former.yaml`, where COW has none), `possible` the days on which it can be an actor.
    """

    id: str
    name: str
    kind: Kind
    iso2: str | None = None
    iso_numeric: str | None = None
    flag: str | None = None
    aliases: tuple[str, ...] = ()
    cow: tuple[SystemNumber, ...] = ()
    gw: tuple[SystemNumber, ...] = ()
    periods: tuple[Period, ...] = ()
    possible: Period = ALWAYS
    succeeds: tuple[Succession, ...] = ()

    def was_state(self, on: Period) -> bool:
        """Whether it was a state on one of these days."""
        return any(period.meets(on) for period in self.periods)


class Meaning(NamedTuple):
    """One country that a text can mean, and on which days."""

    country: str
    period: Period = ALWAYS
    note: str | None = None
    usual: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """A text and the country it means: `matched` says how it was found, `note` what a reader should know about it."""

    text: str
    country: Country
    matched: str
    note: str | None = None
    meanings: tuple[Meaning, ...] = field(default=(), repr=False)

    @property
    def id(self) -> str:
        """The country's id."""
        return self.country.id


class Piece(NamedTuple):
    """One part of an interval: the country that it is about, and its first and last day (None: open)."""

    country: Country
    first: date | None
    last: date | None
