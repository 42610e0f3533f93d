"""SIPRI: volumes of arms transfers by year, as its Arms Transfers Database exports them.

A row is a partner of the state that the title names, a column a year, a number the volume of major conventional weapons
delivered that year in million trend-indicator values: SIPRI's measure of what arms can do, which is no money. An empty cell
is no delivery, `0` one of less than half a million, so a range from 0 to 0.5. A volume is computed from the trade register,
whose origin it has. Changed: totals (a column and a footer) tell no fact; an unknown supplier or recipient is nobody
named. The same numbers as supplier, recipient, year and value (360info) make the same claims.

>>> from loaders.tables.showing import show
>>> show(DATASET, '"TIV of arms exports from South Korea, 1950-2021",,,', *[","] * 9, ",1970,1971,Total",
...     "Ghana,,0,0", "Total,,0,0")
method: computed, actor: sipri:South Korea, relation: supplies, partner: sipri:Ghana, resource: weapons, quantity_low: 0, \
quantity_high: 0.5, unit: TIV_million, since: 1971, until: 1971
without fact: a total of several rows
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.record import NoFactError
from loaders.datasets._sipri import PUBLISHER, TERMS, parties
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.titled import Titled

_TITLE = re.compile(r"TIV of arms (?P<direction>exports|imports) (?:from|to) (?P<party>[^,]+(?:, [^,\d]+)*)")
_SUPPLIES = {"exports": True, "imports": False}


def _read(row: TableRow) -> Iterator[Fields]:
    volumes = [volume for year in row.cells if year.isdigit() for volume in _volume(row, year, year)]
    partner, party = row.needed("column 1"), row.needed("party")
    if partner.lower() == "total":
        raise NoFactError("a total of several rows")
    told = parties(party, partner) if row.choice("direction", _SUPPLIES) else parties(partner, party)
    yield from (told | volume for volume in volumes)


def _long(row: TableRow) -> Iterator[Fields]:
    told = parties(row.needed("supplier"), row.needed("recipient"))
    yield from (told | volume for volume in _volume(row, "value", row.needed("year")))


def _volume(row: TableRow, column: str, year: str) -> Iterator[Fields]:
    volume = row.number(column)
    if volume is None:
        return
    numbers = {"quantity": volume} if volume else {"quantity_low": 0, "quantity_high": 0.5}
    yield {"resource": "weapons", **numbers, "unit": "TIV_million", "since": year, "until": year, "method": "computed"}


_FOLDER = "https://raw.githubusercontent.com/360-info/report-arms-trade/e00d2d3e57d1d6dd409f60fc367e088cce34c86e/data/"

DATASET = Dataset(
    name="sipri_tiv",
    title="SIPRI Arms Transfers Database: Volumes of Arms Exports",
    version="2022-07-28",
    publisher=PUBLISHER,
    licence=TERMS,
    citation=Citation(
        "misc",
        ("{Stockholm International Peace Research Institute}",),
        "SIPRI Arms Transfers Database",
        2022,
        {"howpublished": "https://www.sipri.org/databases/armstransfers"},
    ),
    address="https://www.sipri.org/databases/armstransfers",
    downloads=(Download(f"{_FOLDER}sipri-exports-processed.csv"),),
    published_on="2022-07-28",
    covers="1950/2021",
    built_on=("sipri_register",),
    tables=(
        Table(
            columns=("direction", "party", "column 1", "Total"),
            layout=Titled(encoding="latin-1", skip=10, title=_TITLE),
            ignored={"Total": "the sum of the years"},
            read=_read,
        ),
        Table(
            columns=("supplier", "recipient", "year", "value", "supplier_cown", "recipient_cown"),
            ignored={
                **dict.fromkeys(("supplier_cown", "recipient_cown"), "the name's number"),
                **dict.fromkeys(
                    ("supplier_lon", "supplier_lat", "recipient_lon", "recipient_lat"), "where a map shows it"
                ),
            },
            read=_long,
        ),
    ),
)
