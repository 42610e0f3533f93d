"""Gleditsch and Ward: Independent States since 1816.

A row is a state's spell of independence (`startdate`, `enddate`; the last day of the release is no end), or one year of it.
No row means that it wasn't independent. None is about two states: Bilat's own register of countries has these numbers with
their dates (docs/countries.md), and takes them in every record as `gw:731`.

>>> from loaders.tables.showing import show
>>> show(DATASET, "gwcode,stateabb,statename,startdate,enddate", "731,PRK,North Korea,1948-09-09,2017-12-31")
without fact: a spell of one independent state, which tells nothing of two states
"""

from __future__ import annotations

from loaders.tables.declaration import Citation, Dataset, Download, Table

DATASET = Dataset(
    name="gw_states",
    title="Gleditsch and Ward Independent States",
    version="2017",
    publisher="Kristian Skrede Gleditsch",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        ("Gleditsch, Kristian S.", "Ward, Michael D."),
        "A Revised List of Independent States since the Congress of Vienna",
        1999,
        {"journal": "International Interactions", "volume": "25", "number": "4", "pages": "393--413"},
    ),
    address="http://ksgleditsch.com/statelist.html",
    downloads=(Download("https://github.com/vincentarelbundock/countrycode/raw/main/dictionary/data_gw.csv"),),
    published_on="2017",
    covers="1816/2017",
    tables=(
        Table(
            columns=("gwcode", "stateabb", "statename", "startdate", "enddate"),
            nothing="a spell of one independent state, which tells nothing of two states",
        ),
        Table(
            columns=("gwn", "gwc", "country", "year"),
            nothing="a year of one independent state, which tells nothing of two states",
        ),
    ),
)
