"""CEPII: BACI, trade by product.

A row is what one country exported to another in one year of one product (six digits of the Harmonised System): `v` its
value in thousand US dollars free on board, `q` its weight in tonnes. No row means no trade, or none that anybody
reported. BACI reconciles what both sides tell UN Comtrade, freight taken off the importer's figure, so every value is
computed and has Comtrade's origin. Changed: a product is a fact of its own (key `hs:CODE:YEAR`, which Comtrade shares) of
the resource that its chapter is; thousands became dollars; lost leading zeros of codes are back. The number 490 ("Other
Asia, nes") is Taiwan, which the UN doesn't name, and said to be approximate.

>>> from loaders.tables.showing import show
>>> show(DATASET, '"t","i","j","k","v","q"', '2021,4,156,80420,110.928,"       59.962"', '2021,4,699,270112,3.5,"       NA"')
method: computed, actor: baci:4, relation: exports_to, partner: baci:156, resource: fruit_and_vegetables, \
quantity: 59.962, unit: tonnes, value: 110928, value_unit: USD_fob, since: 2021, until: 2021, key: hs:080420:2021, note: HS 080420
method: computed, actor: baci:4, relation: exports_to, partner: baci:699, resource: coal, \
value: 3500, value_unit: USD_fob, since: 2021, until: 2021, key: hs:270112:2021, note: HS 270112
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.harmonised import harmonised, resource_of
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv

_TAIWAN = "490"


def _read(row: TableRow) -> Iterator[Fields]:
    sides = (row.needed("i"), row.needed("j"))
    code = harmonised(row.needed("k"))
    resource = resource_of(code) if code is not None else None
    if code is None or len(code) != 6 or resource is None:
        raise row.error("k", f"is {row.cells['k']!r}, which is no six-digit code of the Harmonised System")
    exporter, importer = ("Taiwan" if side == _TAIWAN else f"baci:{side}" for side in sides)
    quantity = row.number("q")
    year = row.needed("t")
    yield {
        "actor": exporter,
        "relation": "exports_to",
        "partner": importer,
        "resource": resource,
        "quantity": quantity,
        "unit": "tonnes" if quantity is not None else None,
        "approximate": True if _TAIWAN in sides else None,
        "value": row.scaled("v", 1_000),
        "value_unit": "USD_fob",
        "since": year,
        "until": year,
        "key": f"hs:{code}:{year}",
        "method": "computed",
        "note": f"HS {code}" + (", Taiwan as 'Other Asia, nes'" if _TAIWAN in sides else ""),
    }


DATASET = Dataset(
    name="baci",
    title="BACI: International Trade Database at the Product Level",
    version="202301",
    publisher="CEPII",
    licence="Etalab Open Licence 2.0",
    citation=Citation(
        "techreport",
        ("Gaulier, Guillaume", "Zignago, Soledad"),
        "BACI: International Trade Database at the Product-Level. The 1994-2007 Version",
        2010,
        {"institution": "CEPII", "type": "Working Paper", "number": "2010-23"},
    ),
    address="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
    downloads=(
        Download(
            "https://www.cepii.fr/DATA_DOWNLOAD/baci/data/BACI_HS92_V202301.zip",
            members=("BACI_HS92_Y2021_V202301.csv", "country_codes_V202301.csv"),
        ),
    ),
    published_on="2023-01",
    covers="1995/2021",
    built_on=("comtrade",),
    tables=(
        Table(columns=("t", "i", "j", "k", "v", "q"), locate=("t", "i", "j", "k"), read=_read),
        *(
            Table(
                columns=columns,
                layout=Csv(encoding="latin-1"),
                nothing="a list of countries and their codes, which tells nothing between two of them",
            )
            for columns in (
                ("country_code", "country_name_abbreviation", "iso_2digit_alpha", "iso_3digit_alpha"),
                ("country_code", "country_name", "country_iso2", "country_iso3"),
            )
        ),
    ),
)
