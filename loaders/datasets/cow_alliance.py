"""Correlates of War: Formal Alliances.

A row is what one state has pledged to another (`by_directed`), what two have pledged each other (`by_dyad`), or a state's
membership (`by_member`) in one alliance for one spell. No row means no alliance in force; packages that left out rows
without an end date lack all that were in force in 2012. Changed: `left_censor` makes the beginning "by 1816 at the
latest", a missing end "at least until" the end of 2012; an entente is a pledge of consultation; being allied, which has
no direction, follows from a pledge of defence only.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "version4id,ccode1,ccode2,dyad_st_day,dyad_st_month,dyad_st_year,dyad_end_day,dyad_end_month,dyad_end_year,"
...     "left_censor,right_censor,defense,neutrality,nonaggression,entente",
...     "62,365,300,15,1,1877,3,3,1878,0,0,0,0,0,0",
...     "62,300,365,15,1,1877,3,3,1878,0,0,0,1,0,0",
... )
without fact: pledges nothing in this direction
actor: cow:300, relation: pledges_neutrality_to, partner: cow:365, since: 1877-01-15, until: 1878-03-03, \
event: cow_alliance:62, event_name: COW alliance 62, event_kind: alliance
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.record import NoFactError
from loaders.datasets._pledges import (
    CONSULTATION,
    DEFENCE,
    NEUTRALITY,
    NO_PLEDGE,
    NON_AGGRESSION,
    alliance,
    allies,
    between,
    party,
    pledges,
)
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.parties import pair
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, in_order, numbered, unbroken

_RELEASED_TO = 2012
_PLEDGES = {
    "defense": DEFENCE,
    "neutrality": NEUTRALITY,
    "nonaggression": NON_AGGRESSION,
    "entente": CONSULTATION,
}
_DYAD = ("version4id", "ccode1", "ccode2", "dyad_st_year", "dyad_end_year", *_PLEDGES)
_IGNORED = {
    "state_name1": "the number's name",
    "state_name2": "the number's name",
    "state_name": "the number's name",
    "version": "the release",
    "right_censor": "says that the end is missing, which is seen",
    "year": "the years of a spell, which its dates tell",
    "ss_type": "the strongest pledge in words",
    "asymmetric": "whether the pledges differ, which the directed table tells",
} | {f"all_{end}_{part}": "the whole alliance's dates" for end in ("st", "end") for part in ("day", "month", "year")}

Told = Iterator[tuple[TableRow, Fields | NoFactError]]


def _spell(row: TableRow, prefix: str) -> Spell:
    since = row.date(f"{prefix}_st_year", f"{prefix}_st_month", f"{prefix}_st_day")
    until = row.date(f"{prefix}_end_year", f"{prefix}_end_month", f"{prefix}_end_day")
    if since is None:
        raise row.error(f"{prefix}_st_year", "is missing")
    # What goes on has no end date; it is known to the end of the release.
    until = until or f"{max(_RELEASED_TO, int(since[:4]))}/.."
    spell = Spell(f"../{since}" if row.flag("left_censor") else since, until)
    return in_order(row, f"{prefix}_end_year", spell)


def _event(row: TableRow) -> Fields:
    number = row.needed("version4id")
    return alliance(f"cow_alliance:{number}", f"COW alliance {number}")


def _directed(rows: Sequence[TableRow]) -> Told:
    told: set[tuple[str, ...]] = set()
    for row in rows:
        one, other = row.needed("ccode1"), row.needed("ccode2")
        spell, relations = _spell(row, "dyad"), pledges(row, _PLEDGES)
        both = (*pair(one, other), *map(str, spell))
        if (one, other, *both) in told:  # the yearly table has a row for each year of it
            continue
        told.add((one, other, *both))
        for relation in relations:
            yield row, between(one, relation, other, spell) | _event(row)
        if allies(relations) and both not in told:
            told.add(both)
            yield row, between(both[0], "allied_with", both[1], spell) | _event(row)
        if not relations:
            yield row, NoFactError(NO_PLEDGE)


def _undirected(row: TableRow) -> Iterator[Fields]:
    one, other = row.needed("ccode1"), row.needed("ccode2")
    spell, relations = _spell(row, "dyad"), pledges(row, _PLEDGES)
    if allies(relations):
        yield between(one, "allied_with", other, spell) | _event(row)
    if row.flag("asymmetric"):
        return  # who pledged what to whom stands in the directed table
    for relation in relations:
        yield between(one, relation, other, spell) | _event(row)
        yield between(other, relation, one, spell) | _event(row)


def _members(rows: Sequence[TableRow]) -> Told:
    spells: dict[str, list[tuple[Spell, TableRow]]] = defaultdict(list)
    for row in rows:
        spells[row.needed("ccode")].append((_spell(row, "mem"), row))
    for member, held in spells.items():
        for place, spell in enumerate(unbroken(each for each, _ in held)):
            row = next(row for each, row in held if each.since == spell.since)
            key = numbered(_event(row)["event"], place)
            yield row, party(member, spell, key) | _event(row)


DATASET = Dataset(
    name="cow_alliance",
    title="Correlates of War Formal Alliances",
    version="4.1",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "book",
        ("Gibler, Douglas M.",),
        "International Military Alliances, 1648--2008",
        2009,
        {"publisher": "CQ Press", "address": "Washington, DC"},
    ),
    address="https://correlatesofwar.org/data-sets/formal-alliances/",
    downloads=(
        Download(
            "https://correlatesofwar.org/wp-content/uploads/version4.1_csv.zip",
            members=("alliance_v4.1_by_directed.csv",),
        ),
    ),
    published_on="2013",
    covers="1816/2012",
    tables=(
        Table(
            columns=_DYAD,
            ignored=_IGNORED,
            locate=("version4id", "ccode1", "ccode2", "dyad_st_year"),
            group=("version4id",),
            read_group=_directed,
        ),
        Table(
            columns=(*_DYAD, "asymmetric"),
            ignored=_IGNORED,
            locate=("version4id", "ccode1", "ccode2", "dyad_st_year"),
            read=_undirected,
        ),
        Table(
            columns=("version4id", "ccode", "mem_st_year", "mem_end_year"),
            ignored=_IGNORED | dict.fromkeys(_PLEDGES, "pledged to members whom this table doesn't name"),
            locate=("version4id", "ccode", "mem_st_year"),
            group=("version4id",),
            read_group=_members,
        ),
    ),
)
