"""Correlates of War: Dyadic Trade.

A row is an undirected dyad in one year (lower number first) with what each side imports from the other, in million US
dollars of the day: `flow1` is what state 1 imports from state 2. -9 is "not known", 0 no trade; no row means that one of
them was no state, or that nothing is known. Changed: each flow is a fact of its own, told from the exporter; million
became dollars. Most flows are the importer's figure, some the exporter's or older compilations, so the unit names no
valuation. Hong Kong (710.1 in some copies) is a territory of its own.

>>> from loaders.tables.showing import show
>>> show(DATASET, "ccode1,ccode2,year,importer1,importer2,flow1,flow2,source1,source2",
...     "2,255,1870,United States of America,Germany,27.5,42,1,1", "2,31,1990,United States of America,Bahamas,0,-9,2,2")
actor: cow:255, relation: exports_to, partner: cow:2, resource: goods, quantity: 27500000, unit: USD, since: 1870, until: 1870
actor: cow:2, relation: exports_to, partner: cow:255, resource: goods, quantity: 42000000, unit: USD, since: 1870, until: 1870
without fact: no trade that year, or nothing known of it
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.row import TableRow

# Each flow is what the first of these imports from the second.
_FLOWS = {"flow1": ("ccode1", "ccode2"), "flow2": ("ccode2", "ccode1")}


def _read(row: TableRow) -> Iterator[Fields]:
    flows = {flow: row.scaled(flow, 1_000_000) for flow in _FLOWS}
    if not any(flows.values()):
        raise NoFactError("no trade that year, or nothing known of it")
    year = row.needed("year")
    for flow, quantity in flows.items():
        importer, exporter = _FLOWS[flow]
        if quantity:
            yield {
                "actor": f"cow:{row.needed(exporter)}",
                "relation": "exports_to",
                "partner": f"cow:{row.needed(importer)}",
                "resource": "goods",
                "quantity": quantity,
                "unit": "USD",
                "since": year,
                "until": year,
            }


DATASET = Dataset(
    name="cow_trade",
    title="Correlates of War Dyadic Trade",
    version="3.0",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Barbieri, Katherine", "Keshk, Omar M. G.", "Pollins, Brian M."),
        "Trading Data: Evaluating our Assumptions and Coding Rules",
        2009,
        {"journal": "Conflict Management and Peace Science", "volume": "26", "number": "5", "pages": "471--491"},
    ),
    address="https://correlatesofwar.org/data-sets/bilateral-trade/",
    published_on="2012",
    covers="1870/2009",
    tables=(
        Table(
            columns=("ccode1", "ccode2", "year", "flow1", "flow2", "source1", "source2"),
            missing=frozenset({"NA", "-9", "-9.0"}),
            ignored={
                **dict.fromkeys(("importer1", "importer2"), "the number's name"),
                **dict.fromkeys(("source1", "source2"), "which compilation a flow is from, by the codebook's numbers"),
                **dict.fromkeys(
                    ("smoothflow1", "smoothflow2", "smoothtotrade", "spike1", "spike2", "dip1", "dip2", "trdspike"),
                    "flows smoothed by the publisher, and marks of where (version 4)",
                ),
                **dict.fromkeys(
                    ("tradedip", "bel_lux_alt_flow1", "bel_lux_alt_flow2", "china_alt_flow1", "china_alt_flow2"),
                    "other readings of the same flow (version 4)",
                ),
                "version": "the release",
            },
            locate=("ccode1", "ccode2", "year"),
            rows=540_507,
            read=_read,
        ),
    ),
)
