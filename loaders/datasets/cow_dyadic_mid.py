"""Correlates of War: Dyadic Militarized Interstate Disputes, which say who acted against whom.

A row is a directed dyad in one year of one dispute, in both orders: the highest action of each against the other in that
year. No row means no dispute between the two. Changed: the years of one spell are one fact with the highest of them,
between the spell's own dates; of the dead of several years only the least number is told. Actions are read in the codes of
release 5, which versions from 4 on have.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "disno,statea,stateb,strtday,strtmnth,strtyr,endday,endmnth,endyear,year,hihosta,hihostb,mid5hiacta,mid5hiactb,"
...     "fatleva,fatlevb,orignata,orignatb,sideaa,sideab",
...     "2,2,200,1,7,1902,24,1,1903,1902,3,1,7,0,0,0,1,1,1,0",
...     "2,2,200,1,7,1902,24,1,1903,1903,3,1,7,0,0,0,1,1,1,0",
... )
actor: cow:2, relation: mobilizes_against, partner: cow:200, note: highest action: show of force, since: 1902-07-01, \
until: 1903-01-24, key: mid:2, event: mid:2, event_name: MID 2, event_kind: dispute
without fact: is told in another row of its group
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from graph.record import NoFactError
from loaders.datasets._disputes import NO_ACTION, Deed, between, deed, dispute, fatality, key_in, losses
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.spells import Spell, spell_of

_PLAIN = """
    dyindex namea nameb outcome settlmnt fatlev highact hihost recip noinit notarg sideaa revstata revtypea highmcaa
    orignata sideab revstatb revtypeb highmcab orignatb rolea roleb dyad_rolea dyad_roleb war durindx duration cumdurat
    mid5hiact severity severitya severityb ongo2014 new change changetype_1 changetype_2 dyad abbreva abbrevb lastobs newar
"""
_IGNORED = dict.fromkeys(_PLAIN.split(), "the dispute as a whole, or what other columns tell too")


def _spell(row: TableRow) -> Spell:
    return spell_of(row, ("strtyr", "strtmnth", "strtday"), ("endyear", "endmnth", "endday"))


def _highest(rows: Sequence[TableRow], side: str) -> Deed:
    action = f"mid5hiact{side}" if f"mid5hiact{side}" in rows[0] else None
    return max((deed(row, f"hihost{side}", action) for row in rows), key=lambda each: (each[0], each[1] or 0))


def _dead(rows: Sequence[TableRow], side: str) -> Fields | None:
    """Of one year as it is coded; of several years at least those of the worst."""
    known = [dead for row in rows if (dead := fatality(row, f"fatlev{side}"))]
    if not known:
        return None
    worst = max(known, key=lambda dead: int(dead["quantity_low"]))
    return worst if len(rows) == 1 else worst | {"quantity_high": None}


def _disputes(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    number = rows[0].needed("disno")
    spells: dict[tuple[str, str], dict[Spell, list[TableRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        spells[row.needed("statea"), row.needed("stateb")][_spell(row)].append(row)
    for (one, other), held in spells.items():
        for place, (spell, years) in enumerate(sorted(held.items(), key=lambda each: each[0].first)):
            row, key, told = years[0], key_in(number, place), False
            mirrored = spell in spells.get((other, one), {})
            for fields in between(one, other, _highest(years, "a"), _highest(years, "b"), spell, key):
                # What the second state did stands in the rows of the other order, and so does a fight of both.
                if mirrored and (fields["actor"] != f"cow:{one}" or (fields["relation"] == "fights" and one > other)):
                    continue
                told = True
                yield row, fields | dispute(number)
            dead = _dead(years, "a")
            if dead is not None:
                told = True
                yield row, losses(one, other, dead, spell, key) | dispute(number)
            if not told:
                yield row, NoFactError(_why(years))


def _why(years: Sequence[TableRow]) -> str:
    return NO_ACTION if _highest(years, "a").relation is None else "is told with its opponent's row"


DATASET = Dataset(
    name="cow_dyadic_mid",
    title="Correlates of War Dyadic Militarized Interstate Disputes",
    version="4.02",
    publisher="Correlates of War Project",
    claimant="Dyadic MID Project, University of California, Davis",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Maoz, Zeev", "Johnson, Paul L.", "Kaplan, Jasper", "Ogunkoya, Fiona", "Shreve, Aaron P."),
        "The Dyadic Militarized Interstate Disputes (MIDs) Dataset Version 3.0: Logic, Characteristics, and "
        "Comparisons to Alternative Datasets",
        2019,
        {"journal": "Journal of Conflict Resolution", "volume": "63", "number": "3", "pages": "811--835"},
    ),
    address="https://correlatesofwar.org/data-sets/mids/",
    downloads=(
        Download(
            "https://correlatesofwar.org/wp-content/uploads/dyadic_mid_4.02.zip", members=("dyadic_mid_4.02.csv",)
        ),
    ),
    published_on="2021",
    covers="1816/2014",
    built_on=("cow_mid",),
    tables=(
        Table(
            columns=(
                "disno",
                "statea",
                "stateb",
                "strtyr",
                "endyear",
                "year",
                "hihosta",
                "hihostb",
                "fatleva",
                "fatlevb",
            ),
            missing=frozenset({"-9", "NA", "."}),
            ignored=_IGNORED
            | {"year": "the years of a spell, which its dates tell", "fatlevb": "told by the rows of the other order"},
            locate=("disno", "statea", "stateb", "year"),
            rows=10_358,
            group=("disno",),
            read_group=_disputes,
        ),
    ),
)
