"""Correlates of War: Dyadic Trade, version 4, which goes on to 2014.

A row, its absence and what is changed are those of version 3 (`cow_trade`), and so is its origin. New are flows that the
publisher smoothed, marks of where, and other readings of flows of Belgium with Luxembourg and of China: left unread.

>>> from loaders.tables.showing import show
>>> show(DATASET, "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,source1,source2,version",
...     "2,20,1920,United States of America,Canada,611.86,-9,611.9,-9,1,1,4")
actor: cow:20, relation: exports_to, partner: cow:2, resource: goods, quantity: 611860000, unit: USD, since: 1920, until: 1920
"""

from __future__ import annotations

from loaders.datasets._cow_trade import CITATION, IGNORED, MISSING, read
from loaders.tables.declaration import Dataset, Download, Table

DATASET = Dataset(
    name="cow_trade_4",
    title="Correlates of War Dyadic Trade",
    version="4.0",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=CITATION,
    address="https://correlatesofwar.org/data-sets/bilateral-trade/",
    downloads=(
        Download("https://correlatesofwar.org/wp-content/uploads/COW_Trade_4.0.zip", members=("Dyadic_COW_4.0.csv",)),
    ),
    published_on="2016",
    covers="1870/2014",
    built_on=("cow_trade",),
    tables=(
        Table(
            columns=("ccode1", "ccode2", "year", "flow1", "flow2", "smoothflow1", "smoothflow2", "source1", "source2"),
            missing=MISSING,
            ignored=IGNORED
            | dict.fromkeys(
                (
                    "smoothflow1",
                    "smoothflow2",
                    "smoothtotrade",
                    "spike1",
                    "spike2",
                    "dip1",
                    "dip2",
                    "trdspike",
                    "tradedip",
                ),
                "flows that the publisher smoothed, and marks of where",
            )
            | dict.fromkeys(
                ("bel_lux_alt_flow1", "bel_lux_alt_flow2", "china_alt_flow1", "china_alt_flow2"),
                "other readings of the same flow",
            )
            | {"version": "the release"},
            locate=("ccode1", "ccode2", "year"),
            read=read,
        ),
    ),
)
