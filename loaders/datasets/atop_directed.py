"""ATOP: obligations by directed dyad and year.

A row is what the first state has pledged to the second in a year, in any of their alliances. No row, or a row of zeros,
means no pledge. Changed: each kind of pledge is a record of its own, for each unbroken run of years; being allied, which
has no direction, follows from a pledge of defence or offence only. The project's own columns (`stateA`, `defense`) and
those of the R package peacesciencer (`ccode1`, `atop_defense`) are both read.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul",
...     "710,731,2015,1,0,0,0,0", "710,731,2016,1,0,0,0,0", "731,710,2016,1,0,0,0,0", "710,740,2016,0,0,0,0,0",
... )
actor: cow:710, relation: pledges_defence_to, partner: cow:731, since: ../2015, until: 2016/..
actor: cow:710, relation: allied_with, partner: cow:731, since: ../2015, until: 2016/..
actor: cow:731, relation: pledges_defence_to, partner: cow:710, since: 2016, until: 2016/..
without fact: goes on from the year before (one record tells an unbroken run)
without fact: pledges nothing in this direction
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from graph.record import NoFactError
from loaders.datasets._pledges import (
    CONSULTATION,
    DEFENCE,
    NEUTRALITY,
    NO_PLEDGE,
    NON_AGGRESSION,
    OFFENCE,
    allies,
    pledges,
)
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Panel, Table
from loaders.tables.parties import pair
from loaders.tables.row import TableRow

_PLEDGES = {
    "defense": DEFENCE,
    "offense": OFFENCE,
    "neutral": NEUTRALITY,
    "nonagg": NON_AGGRESSION,
    "consul": CONSULTATION,
}
_PACKED = {f"atop_{column}": relation for column, relation in _PLEDGES.items()}


def _read(row: TableRow, sides: tuple[str, str], columns: Mapping[str, str]) -> Iterator[Fields]:
    one, other = row.needed(sides[0]), row.needed(sides[1])
    year = row.year("year")
    relations = pledges(row, columns)
    if not relations:
        raise NoFactError(NO_PLEDGE)
    for relation in relations:
        yield {"actor": f"cow:{one}", "relation": relation, "partner": f"cow:{other}", "since": year, "until": year}
    if allies(relations):
        first, second = pair(one, other)
        yield {
            "actor": f"cow:{first}",
            "relation": "allied_with",
            "partner": f"cow:{second}",
            "since": year,
            "until": year,
        }


DATASET = Dataset(
    name="atop_directed",
    title="Alliance Treaty Obligations and Provisions, directed dyad-years",
    version="5.1",
    publisher="ATOP Project, Rice University",
    licence="Free for academic use, with citation",
    citation=Citation(
        "article",
        ("Leeds, Brett Ashley", "Ritter, Jeffrey M.", "Mitchell, Sara McLaughlin", "Long, Andrew G."),
        "Alliance Treaty Obligations and Provisions, 1815--1944",
        2002,
        {"journal": "International Interactions", "volume": "28", "number": "3", "pages": "237--260"},
    ),
    address="http://www.atopdata.org/",
    downloads=(
        Download("http://www.atopdata.org/uploads/6/9/1/3/69134503/atop_5.1__.csv_.zip", members=("atop5_1ddyr.csv",)),
    ),
    published_on="2022",
    covers="1815/2018",
    built_on=("atop",),
    tables=(
        Table(
            columns=("ccode1", "ccode2", "year", *_PACKED),
            rows=273_296,
            read=partial(_read, sides=("ccode1", "ccode2"), columns=_PACKED),
            panel=Panel(),
        ),
        Table(
            columns=("stateA", "stateB", "year", *_PLEDGES),
            ignored={
                "ddyad": "both numbers again",
                "atopally": "whether there is any pledge",
                "asymm": "whether the pledges differ, which both directions show",
                "version": "the release",
            },
            read=partial(_read, sides=("stateA", "stateB"), columns=_PLEDGES),
            panel=Panel(),
        ),
    ),
)
