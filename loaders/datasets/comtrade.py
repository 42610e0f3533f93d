"""UN Comtrade: trade as each country's customs report it to the United Nations.

A row is what one reporter exported to, or imported from, one partner in one period, of all goods or of one code of the
Harmonised System, in US dollars: exports free on board (`USD_fob`), imports with cost, insurance and freight
(`USD_cif`). So the two reporters of one flow make two claims on one fact. No row means no trade, or none reported.
Changed: re-exports and re-imports, which exports and imports hold already, tell no fact; a code is a fact of its own (key
`hs:CODE:YEAR`); kilograms became tonnes. "Other Asia, nes" is Taiwan, which the UN doesn't name: approximate, and told by
the UN where it is the reporter. A value that is flagged as an estimate is the UN's, and computed.

The lists of reporters and partners tell nothing between two of them. The short list of exports (date, value, reporter,
partner) is of whole years.

>>> from loaders.tables.showing import show
>>> show(DATASET, "date,value,reporter,partner", "2021-01-01,87497149.01,Albania,China", "2021-01-01,5,China,World")
claimant: comtrade:Albania, actor: comtrade:Albania, relation: exports_to, partner: comtrade:China, \
claimant_kind: country, resource: goods, quantity: 87497149.01, unit: USD_fob, since: 2021, until: 2021
without fact: names no single state: the whole world
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.harmonised import TOTAL, harmonised, resource_of
from loaders.tables.parties import single_state
from loaders.tables.row import TableRow

_TAIWAN = frozenset({"490", "Other Asia, nes"})
_PART_OF = "re-exports and re-imports are part of exports and imports"
# Whether the reporter is the exporter, by flow code; None where the flow is part of another.
_FLOWS: Mapping[str, bool | None] = {
    **dict.fromkeys(("X", "DX", "2"), True),
    **dict.fromkeys(("M", "FM", "1"), False),
    **dict.fromkeys(("RX", "RM", "XIP", "XOP", "MIP", "MOP", "3", "4"), None),
}
# What stands in the columns by which a flow may be broken down, where it isn't.
_WHOLE = {"partner2Code": "0", "customsCode": "C00", "motCode": "0", "mosCode": "0"}
_NO_LIST = "a list of countries and their codes, which tells nothing between two of them"


def _flow(reporter: str, partner: str, *, exports: bool) -> Fields:
    """Who exports to whom, and who says so."""
    fields: Fields = {
        "actor": _side(reporter if exports else partner),
        "relation": "exports_to",
        "partner": _side(partner if exports else reporter),
        "approximate": True if {reporter, partner} & _TAIWAN else None,
    }
    if reporter in _TAIWAN:
        return fields
    return fields | {"claimant": f"comtrade:{reporter}", "claimant_kind": "country"}


def _side(name: str) -> str:
    return "Taiwan" if name in _TAIWAN else single_state(f"comtrade:{name}")


def _list(row: TableRow) -> Iterator[Fields]:
    date = row.needed("date")
    if not date.endswith("-01-01"):
        raise row.error("date", f"is {date!r}; this list is of whole years, each written as its first day")
    amount = row.number("value")
    if not amount:
        raise NoFactError("no trade that year")
    yield _flow(row.needed("reporter"), row.needed("partner"), exports=True) | {
        "resource": "goods",
        "quantity": amount,
        "unit": "USD_fob",
        "since": date[:4],
        "until": date[:4],
    }


def _api(row: TableRow) -> Iterator[Fields]:
    exports = row.choice("flowCode", _FLOWS)
    if exports is None:
        raise NoFactError(_PART_OF)
    if any(row.text(column) not in {None, whole} for column, whole in _WHOLE.items()):
        raise NoFactError("a part of a flow: by one second partner, customs procedure or mode of transport")
    period = row.needed("period")
    when = f"{period[:4]}-{period[4:]}" if len(period) == 6 else period
    code = row.needed("cmdCode")
    told = _flow(row.needed("reporterCode"), row.needed("partnerCode"), exports=exports)
    yield (
        told
        | _goods(row, code, when)
        | _amounts(row, code, "USD_fob" if exports else "USD_cif")
        | {
            "since": when,
            "until": when,
        }
    )


def _goods(row: TableRow, code: str, when: str) -> Fields:
    if code == TOTAL:
        return {"resource": "goods"}
    padded = harmonised(code) if row.text("classificationSearchCode") in {None, "HS"} else None
    resource = resource_of(padded) if padded else None
    if padded is None or resource is None:
        raise row.error("cmdCode", f"is {code!r}, which is no code of the Harmonised System")
    return {"resource": resource, "key": f"hs:{padded}:{when}", "note": f"HS {padded}, {row.text('cmdDesc') or ''}"}


def _amounts(row: TableRow, code: str, unit: str) -> Fields:
    """Dollars; beside tonnes, where the goods are weighed."""
    value = row.number("primaryValue")
    if not value:
        raise NoFactError("no trade in that period")
    weight = row.number("netWgt")
    if code == TOTAL or not weight:
        return {"quantity": value, "unit": unit}
    return {
        "quantity": weight / 1_000,
        "unit": "tonnes",
        "approximate": row.flag("isNetWgtEstimated") or None,
        "value": value,
        "value_unit": unit,
    }


_COLUMNS_OF_THE_API = (
    "typeCode", "freqCode", "refPeriodId", "refYear", "refMonth", "reporterISO", "reporterDesc", "flowDesc",
    "partnerISO", "partnerDesc", "partner2ISO", "partner2Desc", "isOriginalClassification", "classificationCode",
    "aggrLevel", "isLeaf", "customsDesc", "motDesc",
)  # fmt: skip
_OTHER_AMOUNTS = (
    "qtyUnitCode", "qtyUnitAbbr", "qty", "altQtyUnitCode", "altQtyUnitAbbr", "altQty", "isAltQtyEstimated", "grossWgt",
    "isGrossWgtEstimated", "isQtyEstimated", "legacyEstimationFlag", "cifvalue", "fobvalue", "isReported", "isAggregate",
)  # fmt: skip

DATASET = Dataset(
    name="comtrade",
    title="UN Comtrade",
    version="2022",
    publisher="United Nations Statistics Division",
    licence="Free for use within an organisation, with citation; no redistribution without leave (UN Comtrade terms)",
    citation=Citation(
        "misc",
        ("{United Nations Statistics Division}",),
        "UN Comtrade Database",
        2022,
        {"howpublished": "https://comtradeplus.un.org"},
    ),
    address="https://comtradeplus.un.org/",
    published_on="2022",
    covers="1962/2022",
    tables=(
        Table(columns=("date", "value", "reporter", "partner"), locate=("date", "reporter", "partner"), read=_list),
        Table(
            columns=("period", "reporterCode", "flowCode", "partnerCode", "cmdCode", "primaryValue"),
            ignored={
                "column 1": "the row's number",
                **dict.fromkeys(_COLUMNS_OF_THE_API, "says a code in words, or how the row was asked for"),
                **dict.fromkeys(_OTHER_AMOUNTS, "the same flow in other units, and how the UN came by them"),
            },
            locate=("period", "reporterCode", "flowCode", "partnerCode", "cmdCode"),
            read=_api,
        ),
        Table(columns=("id", "text", "reporterCode", "reporterDesc", "entryExpiredDate"), nothing=_NO_LIST),
        Table(columns=("id", "text", "PartnerCode", "PartnerDesc", "entryExpiredDate"), nothing=_NO_LIST),
    ),
)
