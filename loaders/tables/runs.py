"""Panels: records of single years become one record for each unbroken run of years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import orjson

from loaders.rows import Row
from loaders.tables.declaration import Fields, Panel

GOES_ON = "goes on from the year before (one record tells an unbroken run)"


@dataclass(slots=True)
class _Spell:
    """What is alike in all years of some rows, and the line of each year."""

    fields: Fields
    lines: dict[int, int] = field(default_factory=dict)


def merge(told: Iterable[tuple[int, Fields]], panel: Panel) -> Iterator[Row]:
    """The runs of records of single years, given with their lines; the rows that only go on are counted in one Row.

    Memory holds each state of affairs with its years, not the rows.
    """
    spells: dict[bytes, _Spell] = {}
    lines: set[int] = set()
    for line, fields in told:
        year = int(fields["since"])
        alike = {name: value for name, value in fields.items() if name not in {"since", "until"}}
        spell = spells.setdefault(orjson.dumps(alike, option=orjson.OPT_SORT_KEYS), _Spell(alike))
        spell.lines.setdefault(year, line)
        lines.add(line)
    counted: set[int] = set()
    years = {year for spell in spells.values() for year in spell.lines}
    earliest, latest = min(years, default=0), max(years, default=0)
    for spell in spells.values():
        for first, last in _runs(sorted(spell.lines), panel):
            line = spell.lines[first]
            # What stands in the first or last year of the file may have begun before it, or gone on.
            since = f"../{first:04}" if first == earliest else f"{first:04}"
            until = f"{last:04}/.." if last == latest else f"{last:04}"
            fields = spell.fields | {"since": since, "until": until}
            yield Row(line, fields, rows=0 if line in counted else 1, dataset=True)
            counted.add(line)
    if lines - counted:
        yield Row(min(lines - counted), rows=len(lines - counted), without=GOES_ON, dataset=True)


def _runs(years: list[int], panel: Panel) -> Iterator[tuple[int, int]]:
    """First and last year of each unbroken run.

    >>> list(_runs([1950, 1951, 1953], Panel()))
    [(1950, 1951), (1953, 1953)]
    >>> list(_runs([1817, 1824, 1950], Panel(years=(1817, 1824, 1828, 1950))))
    [(1817, 1824), (1950, 1950)]
    """
    after = dict(zip(panel.years, panel.years[1:], strict=False))
    first = last = years[0]
    for year in years[1:]:
        if year != after.get(last, last + 1):
            yield first, last
            first = year
        last = year
    yield first, last
