"""Correlates of War: Diplomatic Exchange.

A row is a dyad in one of the years of observation (1817, 1824 … 1914, 1920, then every fifth year but 1945): the rank of
the second state's representative at the first (`DR_at_1`) and of the first state's at the second (`DR_at_2`). No row means
that one of them was no state. Changed: each direction is a record; what is alike from one year of observation to the next
is one record, whose first year is the first in which it was seen. A rank of 9 (another, or not known) with no exchange
(`DE` 0) is none; otherwise it is a mission without a level.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "ccode1,ccode2,year,DR_at_1,DR_at_2,DE",
...     "2,730,1889,1,2,1", "2,730,1894,0,2,1", "2,40,1909,9,9,0", "2,40,1950,9,9,1",
... )
actor: cow:730, relation: has_mission_in, partner: cow:2, level: charge, since: ../1889, until: 1889
actor: cow:2, relation: has_mission_in, partner: cow:730, level: minister, since: ../1889, until: 1894
actor: cow:40, relation: has_mission_in, partner: cow:2, since: 1950, until: 1950/..
actor: cow:2, relation: has_mission_in, partner: cow:40, since: 1950, until: 1950/..
without fact: goes on from the year before (one record tells an unbroken run)
without fact: no diplomatic exchange in that year
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Panel, Table
from loaders.tables.row import TableRow

_OBSERVED = (
    1817, 1824, 1827, 1832, 1836, 1840, 1844, 1849, 1854, 1859, 1864, 1869, 1874, 1879, 1884, 1889, 1894, 1899, 1904,
    1909, 1914, 1920, 1925, 1930, 1935, 1940, 1950, 1955, 1960, 1965, 1970, 1975, 1980, 1985, 1990, 1995, 2000, 2005,
)  # fmt: skip
_NONE, _UNKNOWN = "0", "9"
_LEVELS: Mapping[str, str | None] = {_NONE: None, "1": "charge", "2": "minister", "3": "ambassador", _UNKNOWN: None}


def _read(row: TableRow) -> Iterator[Fields]:
    one, other, year = row.needed("ccode1"), row.needed("ccode2"), row.year("year")
    exchange = row.flag("DE")
    missions = []
    for sender, host, column in ((other, one, "DR_at_1"), (one, other, "DR_at_2")):
        rank = row.text(column)
        if rank is None:
            continue
        level = row.choice(column, _LEVELS)
        if rank == _NONE or (rank == _UNKNOWN and not exchange):
            continue
        missions.append((sender, host, level))
    if not missions:
        raise NoFactError("no diplomatic exchange in that year")
    for sender, host, level in missions:
        yield {
            "actor": f"cow:{sender}",
            "relation": "has_mission_in",
            "partner": f"cow:{host}",
            "level": level,
            "since": year,
            "until": year,
        }


DATASET = Dataset(
    name="cow_diplomatic_exchange",
    title="Correlates of War Diplomatic Exchange",
    version="2006.1",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "misc",
        ("Bayer, Reşat",),
        "Diplomatic Exchange Data Set, Version 2006.1",
        2006,
        {"howpublished": "Correlates of War Project"},
    ),
    address="https://correlatesofwar.org/data-sets/diplomatic-exchange/",
    downloads=(Download("https://correlatesofwar.org/wp-content/uploads/Diplomatic_Exchange_2006v1.csv"),),
    published_on="2006",
    covers="1817/2005",
    tables=(
        Table(
            columns=("ccode1", "ccode2", "year", "DR_at_1", "DR_at_2", "DE"),
            missing=frozenset({"-9", "NA", "."}),
            ignored={"version": "the release"},
            read=_read,
            panel=Panel(years=_OBSERVED),
        ),
    ),
)
