"""GeoDataSource: which countries and territories border which by land.

A row is a directed pair of ISO alpha-2 codes, both orders of each pair, or a country without any land border. No row means no
border in this list. Changed: both orders are one fact, which holds for the day of the release, whenever it began.

>>> from loaders.tables.showing import show
>>> show(DATASET, "country_code,country_name,country_border_code,country_border_name", "NA,Namibia,AO,Angola",
...     "AO,Angola,NA,Namibia", "IS,Iceland,,")
actor: NA, relation: borders, partner: AO, since: ../2022-09-30, until: 2022-09-30/..
actor: AO, relation: borders, partner: NA, since: ../2022-09-30, until: 2022-09-30/..
without fact: has no border on land
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow

_RELEASE = "2022-09-30"


def _read(row: TableRow) -> Iterator[Fields]:
    one, other = row.needed("country_code"), row.text("country_border_code")
    if other is None:
        raise NoFactError("has no border on land")
    yield {
        "actor": one,
        "relation": "borders",
        "partner": other,
        "since": f"../{_RELEASE}",
        "until": f"{_RELEASE}/..",
    }


DATASET = Dataset(
    name="borders",
    title="GeoDataSource Country Borders",
    version=_RELEASE,
    publisher="GeoDataSource",
    licence="CC BY-SA 4.0",
    citation=Citation("misc", ("{GeoDataSource}",), "Country Borders", 2022, {"howpublished": "GitHub"}),
    address="https://github.com/geodatasource/country-borders",
    downloads=(
        Download(
            "https://raw.githubusercontent.com/geodatasource/country-borders/bb775affa1db5ace2871c6d3ff6042cc3e8b3671/GEODATASOURCE-COUNTRY-BORDERS.CSV"
        ),
    ),
    published_on=_RELEASE,
    covers="2022/2022",
    tables=(
        Table(
            columns=("country_code", "country_border_code"),
            # NA is Namibia.
            missing=frozenset(),
            ignored={"country_name": "the code's name", "country_border_name": "the code's name"},
            rows=728,
            read=_read,
        ),
    ),
)
