"""Sanction events between the EU and Russia (2014 on) and the United States and China (2018 on), coded by hand from the news.

A row is one step on one day: an announcement, or a measure against individuals, entities, trade, finance or diplomats; its
sheet says who takes it against whom. Absence means nothing: the lists are one researcher's. Changed: measures against persons
and companies are none against the state and tell no fact; an announcement is a sanction that is planned (a weak one:
hypothetical); when a measure ended is not said, so each holds "at least until then". The sheet "Combined" repeats both others.

>>> _meant("    TRA_Import Ban"), _meant("ANN_Weak Commitment")
(('actual', 'goods'), ('hypothetical', None))
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Download, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.workbook import SHEET, Workbook

_FOLDER = "https://raw.githubusercontent.com/westonslayton/Economic-Sanctions-Research/dbf06cea556b9b6d5eb150667b3ccb20e5568e50/data"
_SHEETS = {"US to CHN": ("iso3:USA", "iso3:CHN"), "CHN to US": ("iso3:CHN", "iso3:USA")}
_GOODS = {
    "Food/Drinks/Tobacco": "food",
    "Raw Materials": "goods",
    "Energy Products": "energy",
    "Chemicals": "chemicals",
    "Machinery/Transport Equipment": "machinery",
    "Other Manufactured Goods": "goods",
    "Unclassified Goods": "unspecified_goods",
}
# By the letters before the underscore, or the whole type: modality and resource; None is no measure against the state.
_TYPES: dict[str, tuple[str, str | None] | None] = {
    "individual": None,
    "company": None,
    "ind": None,
    "ent": None,
    "ent_government": ("actual", None),
    "announcement": ("planned", None),
    "ann_strong commitment": ("planned", None),
    "ann_weak commitment": ("hypothetical", None),
    "sector": ("actual", None),
    "embargo": ("actual", "goods"),
    "dip": ("actual", "diplomats"),
    "tpt": ("actual", "transport"),
    "fin": ("actual", "money"),
    "tra": ("actual", "goods"),
}
_HEADS = {"individual (ind)": "ind", "entity (ent)": "ent", "financial (fin)": "fin", "diplomatic (dip)": "dip"}
_HEADS |= {"trade (tra)": "tra", "transportation (tpt)": "tpt", "announcement (ann)": "announcement"}


def _meant(kind: str) -> tuple[str, str | None] | None:
    """What a type of event means. Raises KeyError for one that isn't known."""
    folded = kind.strip().lower()
    folded = _HEADS.get(folded, folded)
    return _TYPES[folded] if folded in _TYPES else _TYPES[folded.partition("_")[0]]


def _step(row: TableRow, actor: Fields, partner: Fields, prefix: str) -> Iterator[Fields]:
    day = row.text("Date")
    if day is None:
        raise NoFactError("an empty line of the workbook that has only its number")
    try:
        meant = _meant(row.needed("Type"))
    except KeyError:
        raise row.error("Type", f"is {row.text('Type')!r}, which this mapping doesn't know") from None
    targets = row.number("Multiplier")
    if meant is None:
        raise NoFactError("a measure against persons or companies, not against the state")
    modality, resource = meant
    good = row.text("TRA Good Type")
    if good is not None and good not in _GOODS:
        raise row.error("TRA Good Type", f"is {good!r}, which this mapping doesn't know")
    yield {
        **actor,
        "relation": "sanctions",
        **partner,
        "resource": _GOODS[good] if good and resource == "goods" else resource,
        "modality": modality,
        "since": day,
        "until": f"{day}/..",
        "key": f"sanction_events:{prefix}:{row.needed('ID')}",
        "quote": row.text("Details"),
        "note": f"Coded as {row.needed('Type')}" + (f", {good}" if good else "") + f"; weight {targets or 1:g}",
    }


def _eu_russia(row: TableRow) -> Iterator[Fields]:
    yield from _step(row, {"actor": "EU", "actor_kind": "organisation"}, {"partner": "iso3:RUS"}, "EU-RUS")


def _us_china(row: TableRow) -> Iterator[Fields]:
    actor, partner = row.choice(SHEET, _SHEETS)
    yield from _step(row, {"actor": actor}, {"partner": partner}, f"{actor[-3:]}-{partner[-3:]}")


DATASET = Dataset(
    name="sanction_events",
    title="Economic Sanctions Research: Sanction Events",
    version="2023",
    publisher="Economic Sanctions Research",
    licence="None stated",
    citation=Citation("misc", ("Slayton, Weston",), "Economic Sanctions Research: Coded Sanction Events", 2023),
    address="https://github.com/westonslayton/Economic-Sanctions-Research",
    downloads=(Download(f"{_FOLDER}/sanction_list.xlsx"), Download(f"{_FOLDER}/new_sanction_list.xlsx")),
    published_on="2023",
    covers="2014/2023",
    tables=(
        Table(
            columns=("ID", "Date", "Type", "Multiplier", "Details"),
            layout=Workbook(sheet="sanction_list"),
            locate=("ID",),
            read=_eu_russia,
        ),
        Table(
            columns=("ID", "Date", "Type", "TRA Good Type", "Multiplier", "Details"),
            layout=Workbook(sheet=tuple(_SHEETS)),
            locate=(SHEET, "ID"),
            read=_us_china,
        ),
    ),
)
