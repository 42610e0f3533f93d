"""Kiel Institute: Ukraine Support Tracker, the tables of its website.

By month: a row is what one donor allocated to Ukraine that month (aid that was delivered or set aside for a purpose, so
contracted) as financial, humanitarian and military aid, and what it committed (promised), in billion euros. Heavy weapons:
a row is how many of a kind one donor allocated in all and what they are worth. No row means none that the Institute found.
Changed: each kind is a fact of its own, zeros are none, billion became euros. Shares of national products, totals of all
donors and the release's label tell nothing between a donor and Ukraine. It is made from the announcements that
`ukraine_support_announcements` lists, and has one origin with them.

>>> from loaders.tables.showing import show
>>> show(DATASET, "country,iso,year,month,total,financial,humanitarian,military,commitments,to_be_allocated,gdp,pct_gdp",
...     "Australia,AUS,2022,3,0.142911,0,0.0653,0.077611,0.142912,0.000001,1312,0.01")
actor: Australia, partner: UKR, relation: aids, resource: relief_goods, modality: contracted, quantity: 65300000, \
unit: EUR, since: 2022-03, until: 2022-03
actor: Australia, partner: UKR, relation: supplies, resource: military_assistance, modality: contracted, \
quantity: 77611000, unit: EUR, since: 2022-03, until: 2022-03
actor: Australia, partner: UKR, relation: aids, modality: promised, quantity: 142912000, unit: EUR, since: 2022-03, \
until: 2022-03
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.parties import party
from loaders.tables.row import TableRow

_KINDS: Mapping[str, Fields] = {
    "financial": {"relation": "finances", "resource": "money", "modality": "contracted"},
    "humanitarian": {"relation": "aids", "resource": "relief_goods", "modality": "contracted"},
    "military": {"relation": "supplies", "resource": "military_assistance", "modality": "contracted"},
    "commitments": {"relation": "aids", "modality": "promised"},
}
_WEAPONS: Mapping[str, str] = {
    "Tanks": "tanks", "Howitzers": "artillery", "IFV": "armoured_vehicles", "MLRS": "rocket_launchers",
    "Air Defense": "air_defence", "Air Defence": "air_defence", "APC": "armoured_vehicles",
    "Combat aircraft": "combat_aircraft", "Combat Aircraft": "combat_aircraft", "Helicopters": "military_helicopters",
}  # fmt: skip
_RELEASED = "2026-08-04"


def _months(row: TableRow) -> Iterator[Fields]:
    month = row.date("year", "month")
    amounts = {column: row.scaled(column, 1_000_000_000) for column in _KINDS}
    if not any(amounts.values()):
        raise NoFactError("no aid that month")
    for column, quantity in amounts.items():
        if quantity:
            yield {
                **party("actor", row.needed("country")),
                "partner": "UKR",
                **_KINDS[column],
                "quantity": quantity,
                "unit": "EUR",
                "since": month,
                "until": month,
            }


def _weapons(row: TableRow) -> Iterator[Fields]:
    category = row.needed("category")
    resource = row.choice("category", _WEAPONS)
    value = row.number("monetary_value_eur")
    yield {
        **party("actor", row.needed("donor")),
        "relation": "supplies",
        "partner": "UKR",
        "resource": resource,
        "modality": "contracted",
        "quantity": row.number("number_of_weapons"),
        "unit": "pieces",
        "value": value,
        "value_unit": "EUR" if value is not None else None,
        "since": f"../{_RELEASED}",
        "key": f"ukst:heavy weapons:{category}",
        "note": row.text("weapons_list"),
    }


_HOME = (
    "https://raw.githubusercontent.com/UkraineSupportTrackerWebsite/ukraine-support-tracker/"
    "ddf24c0f8f36dbe0ffb85822d5f45a732440a617/data/"
)

DATASET = Dataset(
    name="ukraine_support",
    title="Ukraine Support Tracker",
    version="Release 29",
    publisher="Kiel Institute for the World Economy",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        (
            "Trebesch, Christoph", "Antezza, Arianna", "Bushnell, Katelyn", "Bomprezzi, Pietro", "Dyussimbinov, Yelmurat",
            "Frank, Andre", "Frank, Pascal", "Franz, Lukas", "Kharitonov, Ivan", "Kumar, Bharath", "Rebinskaya, Ekaterina",
            "Schade, Christopher", "Schramm, Stefan", "Weiser, Leon",
        ),
        "The Ukraine Support Tracker: Which countries help Ukraine and how?",
        2023,
        {"journal": "Kiel Working Paper", "number": "2218"},
    ),
    address="https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/",
    downloads=(Download(f"{_HOME}data_explorer.csv"), Download(f"{_HOME}weapons.csv")),
    published_on=_RELEASED,
    covers="2022/2026",
    built_on=("ukraine_support_announcements",),
    tables=(
        Table(
            columns=("country", "year", "month", "financial", "humanitarian", "military", "commitments"),
            ignored={
                "iso": "the donor's code",
                "total": "the sum of the three kinds",
                "to_be_allocated": "commitments less allocations",
                **dict.fromkeys(("gdp", "pct_gdp"), "the donor's product and the share of it"),
            },
            locate=("country", "year", "month"),
            read=_months,
        ),
        Table(
            columns=("donor", "category", "number_of_weapons", "monetary_value_eur"),
            locate=("donor", "category"),
            read=_weapons,
        ),
        Table(
            columns=("country", "bilateral_pct_gdp", "eu_share_pct_gdp"),
            nothing="shares of one donor's own product, and of the European Union's aid by who pays for it",
        ),
        Table(
            columns=("year", "month", "total_allocations", "military", "financial", "humanitarian"),
            nothing="totals of all donors together",
        ),
        Table(columns=("release", "period", "date", "label"), nothing="the label of the release"),
    ),
)  # fmt: skip
