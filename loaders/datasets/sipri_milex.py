"""SIPRI: Military Expenditure Database.

A row is what one state spends on its own military, a column a year. That is nothing between two states, so no row tells a
fact; the files are recognised so that nobody wonders why they hold none. Regions and their totals stand between the
states; `. .` and `...` are not available, `xxx` that the state didn't exist.

>>> from loaders.tables.showing import show
>>> show(DATASET, "Country,1949,1950,1951", "Algeria, , ,66.4")
without fact: what one state spends on its own military is nothing between two states
"""

from __future__ import annotations

from loaders.datasets._sipri import PUBLISHER, TERMS
from loaders.tables.declaration import Citation, Dataset, Download, Table
from loaders.tables.separated import Csv
from loaders.tables.workbook import Workbook

_NOTHING = "what one state spends on its own military is nothing between two states"

DATASET = Dataset(
    name="sipri_milex",
    title="SIPRI Military Expenditure Database",
    version="2024-04",
    publisher=PUBLISHER,
    licence=TERMS,
    citation=Citation(
        "misc",
        ("{Stockholm International Peace Research Institute}",),
        "SIPRI Military Expenditure Database",
        2024,
        {"howpublished": "https://www.sipri.org/databases/milex"},
    ),
    address="https://www.sipri.org/databases/milex",
    downloads=(Download("https://www.sipri.org/sites/default/files/SIPRI-Milex-data-1948-2023.xlsx"),),
    published_on="2024-04-22",
    covers="1948/2023",
    tables=(
        Table(columns=("Country", "1949", "1950", "1951"), layout=Csv(encoding="cp1252"), nothing=_NOTHING),
        Table(columns=("Country", "1949", "1950", "1951"), layout=Workbook("Current US$", skip=5), nothing=_NOTHING),
    ),
)
