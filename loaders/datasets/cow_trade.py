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

from loaders.datasets._cow_trade import CITATION, IGNORED, MISSING, read
from loaders.tables.declaration import Dataset, Table

DATASET = Dataset(
    name="cow_trade",
    title="Correlates of War Dyadic Trade",
    version="3.0",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=CITATION,
    address="https://correlatesofwar.org/data-sets/bilateral-trade/",
    published_on="2012",
    covers="1870/2009",
    tables=(
        Table(
            columns=("ccode1", "ccode2", "year", "flow1", "flow2", "source1", "source2"),
            missing=MISSING,
            ignored=IGNORED,
            locate=("ccode1", "ccode2", "year"),
            rows=540_507,
            read=read,
        ),
    ),
)
