"""Directed dyad-years: facts as the rows that peace research calculates with.

A row is a directed pair of states and a year in which at least one fact of theirs held. Countries go by their numbers in
Correlates of War (COW) of that year, so that a row meets the rows of any COW panel on `ccode1, ccode2, year`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from graph.countries import countries
from graph.dates import BEGINNING, END, edtf_date, today
from graph.reading import FactFilter
from graph.ties import Tie
from graph.vocabulary import vocabulary

KEYS = ("ccode1", "ccode2", "iso3c1", "iso3c2", "year")
COUNTS = (
    "facts", "disputed", "single_origin", "verbal_cooperation", "material_cooperation", "verbal_conflict",
    "material_conflict",
)  # fmt: skip
_SIGN = re.compile(r"\W+")


@dataclass(slots=True)
class _Cell:
    """What one directed dyad-year adds up to."""

    iso: tuple[str, str] = ("", "")
    counts: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    valence: float = 0.0
    quantities: dict[str, float] = field(default_factory=dict)
    newest: dict[str, tuple[str, str]] = field(default_factory=dict)


_Key = tuple[int | str, int | str, int]


def dyad_years(ties: Iterable[Tie], wanted: FactFilter) -> tuple[list[str], Iterator[dict[str, Any]]]:
    """The columns and the rows of a directed dyad-year table, in the order of ids and years.

    After `KEYS` come the number of facts that held in that year (`COUNTS`), the mean of their valences, a column for each
    relation with its number of facts, and one for each relation and unit (`exports_to_USD`) with the quantities: a flow
    stands in the year in which its fact begins, a stock in each year, the newest fact's. What goes on counts up to this
    year; what is only known to have held by or until a day counts in the years for which that is certain; undated facts and
    organisations are left out. `ccode` is None where COW has no number that year; where a state took over another's number
    within a year (365 in 1991), both are one row with the later one's `iso3c`. `wanted` cuts the years to its days.
    """
    cells: dict[_Key, _Cell] = defaultdict(_Cell)
    for tie in ties:
        sides = [(tie.actor, tie.recipient)]
        if tie.relation.symmetric:
            sides.append((tie.recipient, tie.actor))
        first, last = years(tie.since, tie.until, wanted.clocks.today)
        for year in range(max(first, _year(wanted.since, first)), min(last, _year(wanted.until, last)) + 1):
            if wanted.clocks.as_of is None or year == _year(wanted.clocks.as_of, year):
                for one, other in sides:
                    _count(cells, tie, one, other, year, begins=year == first)
    relations = sorted({name for cell in cells.values() for name in cell.counts} - set(COUNTS))
    amounts = sorted({name for cell in cells.values() for name in cell.quantities})
    return [*KEYS, *COUNTS, "valence", *relations, *amounts], _rows(cells, relations, amounts)


def _rows(cells: dict[_Key, _Cell], relations: list[str], amounts: list[str]) -> Iterator[dict[str, Any]]:
    for (one, other, year), cell in sorted(cells.items(), key=lambda pair: (*pair[1].iso, pair[0][2], str(pair[0]))):
        yield {
            "ccode1": one if isinstance(one, int) else None,
            "ccode2": other if isinstance(other, int) else None,
            "iso3c1": cell.iso[0],
            "iso3c2": cell.iso[1],
            "year": year,
            **{name: cell.counts[name] for name in COUNTS},
            "valence": round(cell.valence / cell.counts["facts"], 4),
            **{name: cell.counts[name] for name in relations},
            **{name: cell.quantities.get(name) for name in amounts},
        }


def _count(cells: dict[_Key, _Cell], tie: Tie, one: str, other: str, year: int, *, begins: bool) -> None:
    end = f"{year:04}-12-31"
    for ours in cow_numbers(one, year, tie.since, tie.until):
        for theirs in cow_numbers(other, year, tie.since, tie.until):
            # Of 1990's two German numbers only 260 stood beside East Germany's.
            if max(ours.first, theirs.first) > min(ours.last, theirs.last):
                continue
            cell = cells[ours.number, theirs.number, year]
            # Of two states that had one number in a year, the later one gives the row its letters.
            cell.iso = (
                one if ours.last == end or not cell.iso[0] else cell.iso[0],
                other if theirs.last == end or not cell.iso[1] else cell.iso[1],
            )
            for name in ("facts", tie.relation.quad_class, tie.relation.id):
                cell.counts[name] += 1
            cell.counts["disputed"] += tie.status == "disputed"
            cell.counts["single_origin"] += tie.origins == 1
            cell.valence += tie.relation.valence
            _measure(cell, tie, begins=begins)


def _measure(cell: _Cell, tie: Tie, *, begins: bool) -> None:
    if tie.quantity is None:
        return
    name = f"{tie.relation.id}_{_SIGN.sub('_', tie.unit or 'number')}"
    if tie.unit is None or vocabulary().unit(tie.unit).measure == "flow":
        if begins:
            cell.quantities[name] = cell.quantities.get(name, 0.0) + tie.quantity
        return
    told = (tie.since or "", tie.fact)
    if told >= cell.newest.get(name, ("", "")):
        cell.newest[name], cell.quantities[name] = told, tie.quantity


def years(since: str | None, until: str | None, on: str | None = None) -> tuple[int, int]:
    """The first and the last year for which it is certain that something from `since` to `until` held.

    >>> years("1961", "1995-10"), years("../1816-01-01", "2012/.."), years(None, "1918")
    ((1961, 1995), (1816, 2012), (1918, 1918))

    Without any date the first is after the last. What goes on does so until the day `on`, by default today.
    """
    if since is None and until is None:
        return (1, 0)
    begin = edtf_date(since or until or "")
    first = begin.first if since and begin.first != BEGINNING else begin.last
    end = edtf_date(until).last if until else max(on or today(), first)
    last = edtf_date(until).first if until and end == END else end
    return int(first[:4]), int(last[:4])


def _year(day: str | None, otherwise: int) -> int:
    return int(day[:4]) if day else otherwise


class Held(NamedTuple):
    """A country's number (its own id where COW has none) and the days of a year on which it had it."""

    number: int | str
    first: str
    last: str


@lru_cache(maxsize=100_000)
def cow_numbers(ident: str, year: int, since: str | None, until: str | None) -> tuple[Held, ...]:
    """The COW numbers that a country had on the days of a year on which a fact held; nothing for what is no country."""
    if ident not in countries():
        return ()
    begin = max(f"{year:04}-01-01", edtf_date(since).first if since else BEGINNING)
    end = min(f"{year:04}-12-31", edtf_date(until).last if until else END)
    held = [
        Held(
            number.number,
            max(f"{year:04}-01-01", number.first.isoformat() if number.first else BEGINNING),
            min(f"{year:04}-12-31", number.last.isoformat() if number.last else END),
        )
        for number in countries().get(ident).cow
    ]
    found = tuple(one for one in held if max(one.first, begin) <= min(one.last, end))
    return found or (Held(ident, f"{year:04}-01-01", f"{year:04}-12-31"),)
