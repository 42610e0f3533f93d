"""AidData: Global Chinese Development Finance, by recipient and year.

A row is what official Chinese donors committed to one recipient in one year, in US dollars of 2021: aid (`oda`), finance
with little grant in it or for commercial ends (`oof`, other official flows), and what can't be told to be either (`vof`, vague
official finance). A zero is none that AidData found. The donor is always China; amounts are of the year in which they were
committed, so they are contracted, and AidData's reckoning from many public sources, so they are computed. Changed:
each kind is a fact of its own; amounts adjusted for what refinances earlier loans are left out.

>>> from loaders.tables.showing import show
>>> show(DATASET, "ccode,year,oof_amt,oof_adj,oda_amt,oda_adj,vof_amt,vof_adj", "31,2004,60767572.5,1,0,0,0,0",
...     "31,2009,0,0,0,0,0,0")
method: computed, actor: CHN, relation: finances, partner: cow:31, resource: other_official_flows, modality: contracted, \
quantity: 60767572.5, unit: USD@2021, since: 2004, until: 2004
without fact: nothing was committed that year
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow

_KINDS: Mapping[str, str] = {"oda_amt": "development_aid", "oof_amt": "other_official_flows", "vof_amt": "money"}
_HOME = "https://raw.githubusercontent.com/milesdwilliams15/odadata/3c1f8955597e21246abbc1607df7b0c6f7dcd5b2/data/"


def _read(row: TableRow) -> Iterator[Fields]:
    amounts = {column: row.number(column) for column in _KINDS}
    if not any(amounts.values()):
        raise NoFactError("nothing was committed that year")
    for column, quantity in amounts.items():
        if quantity:
            yield {
                "actor": "CHN",
                "relation": "finances",
                "partner": f"cow:{row.needed('ccode')}",
                "resource": _KINDS[column],
                "modality": "contracted",
                "quantity": quantity,
                "unit": "USD@2021",
                "since": row.needed("year"),
                "until": row.needed("year"),
                "method": "computed",
            }


DATASET = Dataset(
    name="aiddata_gcdf",
    title="Global Chinese Development Finance, by recipient and year",
    version="3.0",
    publisher="AidData",
    licence="ODC-BY 1.0",
    citation=Citation(
        "misc",
        (
            "Custer, Samantha", "Dreher, Axel", "Elston, Thai-Binh", "Escobar, Brooke", "Fedorochko, Rebecca",
            "Fuchs, Andreas", "Ghose, Siddhartha", "Lin, Joyce", "Malik, Ammar A.", "Parks, Bradley C.",
            "Solomon, Kyra", "Strange, Austin", "Tierney, Michael J.", "Vlasto, Lincoln", "Walsh, Katherine",
            "Wang, Fei", "Zaleski, Lincoln", "Zhang, Sheng",
        ),
        "Tracking Chinese Development Finance: An Application of AidData's TUFF 3.0 Methodology",
        2023,
        {"howpublished": "Williamsburg, VA: AidData at William & Mary"},
    ),
    address="https://www.aiddata.org/data/aiddatas-global-chinese-development-finance-dataset-version-3-0",
    downloads=(Download(f"{_HOME}cow_gcdf.csv"),),
    published_on="2023-11-06",
    covers="2000/2021",
    tables=(
        Table(
            columns=("ccode", "year", "oof_amt", "oda_amt", "vof_amt"),
            ignored=dict.fromkeys(("oof_adj", "oda_adj", "vof_adj"), "the same amount adjusted for refinancing"),
            locate=("ccode", "year"),
            rows=2_458,
            read=_read,
        ),
    ),
)  # fmt: skip
