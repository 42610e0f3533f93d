"""Correlates of War: State System Membership, with its list of country codes and of major powers.

A row is a state's spell in the state system (or as a major power), its number and abbreviation, or one year of it. No row
means that it was no member. None of them is about two states: Bilat's own register of countries has these numbers with
their dates (docs/countries.md), and takes them in every record as `cow:731`.

>>> from loaders.tables.showing import show
>>> show(
...     DATASET,
...     "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version",
...     "PRK,731,North Korea,1948,9,9,2016,12,31,2016",
... )
without fact: a spell of one state in the state system, which tells nothing of two states
"""

from __future__ import annotations

from loaders.tables.declaration import Citation, Dataset, Download, Table

DATASET = Dataset(
    name="cow_states",
    title="Correlates of War State System Membership",
    version="2016",
    publisher="Correlates of War Project",
    licence="Free of charge, with citation",
    citation=Citation(
        "misc",
        ("{Correlates of War Project}",),
        "State System Membership List, v2016",
        2017,
        {"howpublished": "https://correlatesofwar.org"},
    ),
    address="https://correlatesofwar.org/data-sets/state-system-membership/",
    downloads=(
        Download("https://correlatesofwar.org/wp-content/uploads/states2016.csv"),
        Download("https://correlatesofwar.org/wp-content/uploads/majors2016.csv"),
        Download("https://correlatesofwar.org/wp-content/uploads/system2016.csv"),
    ),
    published_on="2017-02",
    covers="1816/2016",
    tables=(
        Table(
            columns=("stateabb", "ccode", "statenme", "styear", "endyear"),
            nothing="a spell of one state in the state system, which tells nothing of two states",
        ),
        Table(
            columns=("stateabb", "ccode", "styear", "endyear"),
            nothing="a spell of one state as a major power, which tells nothing of two states",
        ),
        Table(
            columns=("stateabb", "ccode", "year", "version"),
            nothing="a year of one state in the state system, which tells nothing of two states",
        ),
        Table(
            columns=("StateAbb", "CCode", "StateNme"),
            nothing="a state's number and abbreviation, which tells nothing of two states",
        ),
    ),
)
