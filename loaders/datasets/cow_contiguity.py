"""Correlates of War: Direct Contiguity.

A row is a directed dyad in one year of the state system and the closest way in which the two touch: by land (1) or across
no more than 12, 24, 150 or 400 miles of water (2 to 5). No row means that they are further apart, or that one of them
was no state. Changed: both orders of a pair are one fact; years without a change are one record.

>>> from loaders.tables.showing import show
>>> show(DATASET, "state1no,state2no,year,conttype", "2,20,1920,1", "2,20,1921,1", "20,2,1920,1", "2,40,1921,4")
actor: cow:2, relation: borders, partner: cow:20, since: ../1920, until: 1921/..
actor: cow:2, relation: near_by_sea, partner: cow:40, level: 150_miles, since: 1921, until: 1921/..
without fact: goes on from the year before (one record tells an unbroken run)
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.tables.declaration import Citation, Dataset, Download, Fields, Panel, Table
from loaders.tables.parties import pair
from loaders.tables.row import TableRow

_NEARNESS: dict[str, tuple[str, str | None]] = {
    "1": ("borders", None),
    "2": ("near_by_sea", "12_miles"),
    "3": ("near_by_sea", "24_miles"),
    "4": ("near_by_sea", "150_miles"),
    "5": ("near_by_sea", "400_miles"),
}


def _read(row: TableRow) -> Iterator[Fields]:
    one, other = pair(row.needed("state1no"), row.needed("state2no"))
    relation, level = row.choice("conttype", _NEARNESS)
    year = row.year("year")
    yield {
        "actor": f"cow:{one}",
        "relation": relation,
        "partner": f"cow:{other}",
        "level": level,
        "since": year,
        "until": year,
    }


DATASET = Dataset(
    name="cow_contiguity",
    title="Correlates of War Direct Contiguity",
    version="3.2",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Stinnett, Douglas M.", "Tir, Jaroslav", "Schafer, Philip", "Diehl, Paul F.", "Gochman, Charles"),
        "The Correlates of War Project Direct Contiguity Data, Version 3",
        2002,
        {"journal": "Conflict Management and Peace Science", "volume": "19", "number": "2", "pages": "58--66"},
    ),
    address="https://correlatesofwar.org/data-sets/direct-contiguity/",
    downloads=(
        Download("https://correlatesofwar.org/wp-content/uploads/DirectContiguity320.zip", members=("contdird.csv",)),
    ),
    published_on="2017-02",
    covers="1816/2016",
    tables=(
        Table(
            columns=("state1no", "state2no", "year", "conttype"),
            ignored={
                "dyad": "both numbers again",
                "state1ab": "the number's abbreviation",
                "state2ab": "the number's abbreviation",
                "version": "the release",
            },
            rows=82_498,
            read=_read,
            panel=Panel(),
        ),
    ),
)
