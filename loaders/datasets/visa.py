"""Passport Index: who lets in whose passports without a visa obtained beforehand.

A row is a pair: the holders of a passport, a destination, and what it asks of them on the day of the release: a number (of days
free of visa), visa free, visa on arrival, an electronic visa (e-visa) or travel authorisation (eta), a visa, or no admission.
The dataset comes as pairs of names, of ISO alpha-3 codes, and as a matrix of ISO alpha-2 codes, which say the same: loaded
together they are one claim each. Changed: only waivers are facts, at their level, and hold for the day of the release, whenever
they began or will end.

>>> from loaders.tables.showing import show
>>> show(DATASET, "Passport,Destination,Requirement", "Angola,Namibia,90", "Angola,Togo,visa required", "Angola,Angola,-1")
actor: Namibia, relation: waives_visas_for, partner: Angola, level: visa_free, quantity: 90, unit: days, \
since: ../2025-01-12, until: 2025-01-12/..
without fact: asks for a visa
without fact: the passport's own country
>>> show(DATASET, "Passport,NA,TG", "AO,90,visa required")
actor: NA, relation: waives_visas_for, partner: AO, level: visa_free, quantity: 90, unit: days, \
since: ../2025-01-12, until: 2025-01-12/..
without fact: asks for a visa
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.matrix import Matrix
from loaders.tables.row import TableRow

_RELEASE = "2025-01-12"
_OWN = "-1"

_WAIVERS: Mapping[str, str] = {
    "visa free": "visa_free",
    "visa on arrival": "visa_on_arrival",
    "e-visa": "e_visa",
    "evisa": "e_visa",
    "eta": "eta",
}
_NO_WAIVERS: Mapping[str, str] = {
    _OWN: "the passport's own country",
    "visa required": "asks for a visa",
    "no admission": "admits nobody with this passport",
    "covid ban": "admits nobody with this passport",
}


def _read(row: TableRow) -> Iterator[Fields]:
    requirement = row.needed("Requirement").lower().replace("visa-free", "visa free")
    if requirement in _NO_WAIVERS:
        raise NoFactError(_NO_WAIVERS[requirement])
    days = int(requirement) if requirement.isdecimal() else None
    if days is None and requirement not in _WAIVERS:
        known = [*_WAIVERS, *_NO_WAIVERS]
        raise row.error(
            "Requirement", f"is {requirement!r}; this mapping knows a number of days and {', '.join(known)}", known
        )
    yield {
        "actor": row.needed("Destination"),
        "relation": "waives_visas_for",
        "partner": row.needed("Passport"),
        "level": "visa_free" if days is not None else _WAIVERS[requirement],
        "quantity": days,
        "unit": None if days is None else "days",
        "since": f"../{_RELEASE}",
        "until": f"{_RELEASE}/..",
    }


_COLUMNS = ("Passport", "Destination", "Requirement")
_NAMIBIA_IS_A_COUNTRY: frozenset[str] = frozenset()
_AT = "https://raw.githubusercontent.com/ilyankou/passport-index-dataset/a46dbc872002e01f6465a69071a7ed5b6dc8fc7b"

DATASET = Dataset(
    name="visa",
    title="Passport Index dataset",
    version=_RELEASE,
    publisher="Ilya Ilyankou",
    licence="MIT",
    citation=Citation(
        "misc",
        ("Ilyankou, Ilya",),
        "Passport Index Dataset",
        2025,
        {"howpublished": "GitHub", "url": "https://github.com/ilyankou/passport-index-dataset"},
    ),
    address="https://github.com/ilyankou/passport-index-dataset",
    downloads=(Download(f"{_AT}/passport-index-tidy-iso3.csv"),),
    published_on=_RELEASE,
    covers="2025/2025",
    tables=(
        Table(columns=_COLUMNS, missing=_NAMIBIA_IS_A_COUNTRY, rows=39_601, read=_read),
        Table(
            columns=_COLUMNS,
            layout=Matrix(down="Passport", along="Destination", value="Requirement", sides="[A-Z]{2}"),
            missing=_NAMIBIA_IS_A_COUNTRY,
            rows=39_601,
            read=_read,
        ),
    ),
)
