"""Kiel Institute: Ukraine Support Tracker, the announcements that it is made from.

A row is an item of a package of aid that a donor announced to Ukraine; an ID names the package and stands on all its rows,
and the package's value counts only where `Total_value_dummy` is 1. Changed: a package is a fact (promised: what it is worth
in euros, as the donor put it beside), and so is each item (promised: how many); what was delivered of either is a fact of
its own (actual, by the release at the latest). The Institute's own price of an item, and values that it calculated with
prices, are computed claims. `.`, "undisclosed", "Not given" and "No price" are not known. What was announced "until" a day
was so by then at the latest; a month stays a month. Of an official announcement the donor is the origin. No row means that
the Institute found no announcement.

>>> from loaders.datasets._ukraine import announced
>>> announced("until 6/7/2022", "2022-10-11")
('../2022-06-07', '2022-06-07')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph.record import NoFactError
from loaders.datasets._ukraine import announced, dotted, item_resource, unit
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.parties import party
from loaders.tables.row import TableRow

_RELEASED = "2022-10-11"
_FIRST = "Total_value_dummy (1 is first row in the package)"
_DELIVERED = "No. of Units delivered (in-kind military aid)"
_GIVEN = "Monetary Value as Given by Source"
_BY_RELEASE: Fields = {"modality": "actual", "since": f"../{_RELEASED}", "until": _RELEASED}
_GENERAL: Mapping[str, tuple[str, str]] = {
    "Military": ("supplies", "military_assistance"),
    "Humanitarian": ("aids", "relief_goods"),
    "Financial": ("finances", "money"),
}
_FINANCIAL: Mapping[str, tuple[str, str]] = {"Loan": ("lends_to", "loans"), "Grant": ("finances", "grants")}
# How the Institute came by a value; with prices it reckoned itself.
_METHODS = {
    "Value is given by the source": None,
    "Value is given by hand": None,
    "Value is calculated with prices": "computed",
    "Value is not given at all": None,
}
_WORDS_FOR_MANY = {"dozens": "dozens were delivered", "partially": "partly delivered"}


def _read(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    """A package: what it is worth, and its items, those of one name by their order."""
    items: Counter[str] = Counter()
    for row in rows:
        told = [*(_package(row) if row.flag(_FIRST) else ()), *_item(row, items)]
        yield from ((row, fields) for fields in told)
        if not told:
            yield row, NoFactError("a further row of a package that names no item")


def _shared(row: TableRow) -> Fields:
    donor = party("actor", row.needed("countries"))
    try:
        since, until = announced(row.text("Announcement Date"), _RELEASED)
    except ValueError as error:
        raise row.error("Announcement Date", str(error)) from None
    official = row.text("Official Source") == "Yes"
    return {
        **donor,
        "partner": "UKR",
        "modality": "promised",
        "since": since,
        "until": until,
        "origin": donor["actor"] if official else None,
    }


def _package(row: TableRow) -> Iterator[Fields]:
    relation, resource = row.choice("Type of Aid General", _GENERAL)
    specific = row.text("Type of Aid Specific") or ""
    if relation == "finances":
        relation, resource = _FINANCIAL.get(specific, (relation, resource))
    said = (specific, row.text("Explanation") or "", row.text("Source of Aid 1") or "")
    package = _shared(row) | {
        "relation": relation,
        "resource": resource,
        "key": f"ukst:{row.needed('ID')}",
        "note": "; ".join(filter(None, said)),
    }
    yield package | _euros(row, "Converted Value in EUR", "value_source_commitments") | _as_given(row)
    if row.number("Total monetary value delivered in EUR"):
        yield package | _euros(row, "Total monetary value delivered in EUR", "value_source_deliveries") | _BY_RELEASE


def _euros(row: TableRow, column: str, how: str) -> Fields:
    euros = row.number(column)
    return {} if euros is None else {"quantity": euros, "unit": "EUR", "method": row.choice(how, _METHODS)}


def _as_given(row: TableRow) -> Fields:
    given, currency = row.number(_GIVEN), row.text("Original Currency")
    return {"value": given, "value_unit": currency} if given and currency else {}


def _item(row: TableRow, items: Counter[str]) -> Iterator[Fields]:
    said = row.text("column 9")
    if said is None:
        return
    measure, name = unit(said)
    items[said] += 1
    kind = f"{row.text('Sub-type of item') or ''} {row.text('Type of item') or ''}"
    item = _shared(row) | {
        "relation": "supplies",
        "resource": item_resource(kind, name, military=row.needed("Type of Aid General") == "Military"),
        "key": f"ukst:{row.needed('ID')}:{said}" + (f":{items[said]}" if items[said] > 1 else ""),
        "note": name,
    }
    yield item | _counted(row, "No. of Units", measure)
    yield from _priced(row, "Value committed (own estimate, in USD)", item)
    delivered = row.cells.get(_DELIVERED, "").strip().lower()
    if delivered in _WORDS_FOR_MANY:
        row.text(_DELIVERED)
        yield item | _BY_RELEASE | {"approximate": True, "note": f"{name}: {_WORDS_FOR_MANY[delivered]}"}
    elif dotted(delivered) or row.number(_DELIVERED):
        yield item | _BY_RELEASE | _counted(row, _DELIVERED, measure)
        yield from _priced(row, "Value delivered (own estimate, in USD)", item | _BY_RELEASE)


def _counted(row: TableRow, column: str, measure: str | None) -> Fields:
    number = dotted(row.text(column)) or row.number(column)
    return {} if number is None or measure is None else {"quantity": number, "unit": measure}


def _priced(row: TableRow, column: str, item: Fields) -> Iterator[Fields]:
    """The Institute's own estimate of an item's price: its word on the quantity, beside the announcement."""
    if value := row.number(column):
        yield item | {"aspect": "quantity", "value": value, "value_unit": "USD", "method": "computed", "origin": None}


DATASET = Dataset(
    name="ukraine_support_announcements",
    title="Ukraine Support Tracker: bilateral assistance, main data",
    version=_RELEASED,
    publisher="Kiel Institute for the World Economy",
    licence="Free of charge, with citation",
    citation=Citation(
        "article",
        (
            "Antezza, Arianna", "Frank, Andre", "Frank, Pascal", "Franz, Lukas", "Kharitonov, Ivan", "Kumar, Bharath",
            "Rebinskaya, Ekaterina", "Trebesch, Christoph",
        ),
        "The Ukraine Support Tracker: Which countries help Ukraine and how?",
        2022,
        {"journal": "Kiel Working Paper", "number": "2218"},
    ),
    address="https://www.ifw-kiel.de/topics/war-against-ukraine/ukraine-support-tracker/",
    published_on=_RELEASED,
    covers="2022/2022",
    tables=(
        Table(
            columns=("ID", "countries", "Announcement Date", "Type of Aid General", _GIVEN, _FIRST),
            missing=frozenset({".", "NA", "undisclosed", "Undisclosed", "Not given", "No price"}),
            ignored={
                **dict.fromkeys(("Source of Aid 2", "Source of Aid 3", "Source of Aid 4", "Source for Delivery"),
                                "further sources of the same announcement"),
                **dict.fromkeys(("Unit Price in USD", "Source of item"), "what the Institute's estimate is reckoned from"),
                **dict.fromkeys(("Soviet origin (1)", "Ammunition_dummy(=1)", "Ukraine Asked for it dummy (=1)",
                                 "Heavy_but_undisclosed_commitments", "Heavy_but_undisclosed_deliveries",
                                 "Relative importance(2=very imporant, 1=important, 0=less important)",
                                 "Bilateral loan/grant made through IMF or WB?"), "a mark on the item or package"),
                **dict.fromkeys(("MonthCoding2", "Month3", "BeforeWar4"), "the announcement's date again"),
                **dict.fromkeys(("Updated/newly added entry", "Working/debug >>>", "column 44"), "the makers' own notes"),
                **dict.fromkeys(("Sub-type of item (2)", "Items (short version)"), "the item again"),
                "Total": "the value as given, again",
            },
            locate=("ID", "column 9"),
            read_group=_read,
            group=("ID",),
        ),
    ),
)  # fmt: skip
