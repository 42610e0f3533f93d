"""SIPRI: the trade register of its Arms Transfers Database.

A row is a deal: which major conventional weapon a recipient ordered from a supplier, when and how many, how many of them
were delivered and in which years. `?` behind a number or year means that SIPRI is uncertain of it: approximate. No row
means no deal that SIPRI knows of; small arms and most components are not its subject. Changed: a row is two facts, the
order (contracted) and the delivery (actual), each with its pieces and, beside them, what they are worth on SIPRI's scale
(trend-indicator values in million, which are no money); a delivery of several years is one fact from the first to the
last, since its number and value are of all of them together, and where a state was succeeded in between the number of
each piece is only known to lie between nothing and the whole. An unknown supplier or recipient is nobody named.
Non-states (`*`, `**`) tell no fact. A deal's key is its sides, weapon and year of order, and a count where several are alike.

>>> from loaders.tables.showing import show
>>> show(DATASET, "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,"
...     "Number delivered, ,Year(s) of delivery,status,Comments,SIPRI TIV per unit,SIPRI TIV for total order,"
...     "SIPRI TIV of delivered weapons",
...     "Algeria,Ukraine,2001,?,17,,AI-25,turbofan,16,?,2002; 2003,New,For L-39,0.6,10.2,9.6")
actor: sipri:Ukraine, relation: supplies, partner: sipri:Algeria, resource: military_engines, key: sipri:UKR-DZA:AI-25:2001, \
note: AI-25 (turbofan); new; For L-39, modality: contracted, quantity: 17, unit: pieces, value: 10.2, \
value_unit: TIV_million, since: 2001~, until: 2001~
actor: sipri:Ukraine, relation: supplies, partner: sipri:Algeria, resource: military_engines, key: sipri:UKR-DZA:AI-25:2001, \
note: AI-25 (turbofan); new; For L-39, quantity: 16, unit: pieces, approximate: True, value: 9.6, \
value_unit: TIV_million, since: 2002, until: 2003
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.record import NoFactError
from loaders.datasets._sipri import PUBLISHER, TERMS, identity, parties, weapon
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.row import TableRow
from loaders.tables.separated import Csv
from loaders.tables.spans import crosses

_UNCERTAIN = {"?": True}


def _read(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    """Deals alike in parties, weapon and year, told apart by their order in the register."""
    for place, row in enumerate(rows, start=1):
        try:
            told = list(_deal(row, place))
        except NoFactError as without:
            yield row, without
        else:
            yield from ((row, fields) for fields in told)


def _deal(row: TableRow, place: int) -> Iterator[Fields]:
    designation, kind = row.needed("Weapon designation"), row.needed("Weapon description")
    ordered = row.whole("Year of order")
    said = [f"{designation} ({kind})", (row.text("status") or "").lower(), row.text("Comments") or ""]
    sides = (row.needed("Supplier"), row.needed("Recipient"))
    shared = parties(*sides) | {
        "resource": weapon(kind),
        "key": identity(*sides, designation, ordered) + (f":{place}" if place > 1 else ""),
        "note": "; ".join(filter(None, said)),
    }
    yield shared | _order(row, ordered)
    if delivered := row.number("Number delivered"):
        yield shared | _delivery(row, delivered)


def _order(row: TableRow, ordered: int | None) -> Fields:
    since = f"{ordered:04}{'~' if _uncertain(row, 'column 4') else ''}" if ordered else None
    return {
        "modality": "contracted",
        **_pieces(row, row.number("Number ordered"), "column 6"),
        **_worth(row, "SIPRI TIV for total order"),
        "since": since,
        "until": since,
    }


def _delivery(row: TableRow, delivered: float) -> Fields:
    years = [int(year) for year in re.findall(r"\d{4}", row.text("Year(s) of delivery") or "")]
    when: Fields = {"since": str(min(years)), "until": str(max(years))} if years else {}
    sides = (row.needed("Supplier"), row.needed("Recipient"))
    across = years and any(crosses(f"sipri:{side}", min(years), max(years)) for side in sides)
    if across:
        return when | {"quantity_low": 0, "quantity_high": delivered, "unit": "pieces", "approximate": True}
    return _pieces(row, delivered, "column 10") | _worth(row, "SIPRI TIV of delivered weapons") | when


def _uncertain(row: TableRow, column: str) -> bool:
    return bool(row.text(column) and row.choice(column, _UNCERTAIN))


def _pieces(row: TableRow, number: float | None, flag: str) -> Fields:
    approximate = _uncertain(row, flag)
    if number is None:
        return {}
    return {"quantity": number, "unit": "pieces", "approximate": approximate or None}


def _worth(row: TableRow, column: str) -> Fields:
    value = row.number(column)
    return {"value": value, "value_unit": "TIV_million"} if value else {}


def _mended(lines: Iterable[str]) -> Iterator[str]:
    """A record that is broken over two lines is one again: its rest begins with a comma or an open quote goes on."""
    held = ""
    for line in lines:
        if held and not line.startswith(","):
            yield held
            held = line
        else:
            held = held.rstrip("\r\n") + line
    if held:
        yield held


DATASET = Dataset(
    name="sipri_register",
    title="SIPRI Arms Transfers Database: Trade Register",
    version="2024-03",
    publisher=PUBLISHER,
    licence=TERMS,
    citation=Citation(
        "misc",
        ("{Stockholm International Peace Research Institute}",),
        "SIPRI Arms Transfers Database",
        2024,
        {"howpublished": "https://www.sipri.org/databases/armstransfers"},
    ),
    address="https://www.sipri.org/databases/armstransfers",
    published_on="2024-03-11",
    covers="1950/2023",
    tables=(
        Table(
            columns=("Recipient", "Supplier", "Year of order", "Number ordered", "Weapon designation"),
            layout=Csv(encoding="latin-1", mend=_mended),
            ignored={"SIPRI TIV per unit": "the order's value divided by its number"},
            locate=("Supplier", "Recipient", "Weapon designation", "Year of order"),
            rows=29_056,
            read_group=_read,
            group=("Supplier", "Recipient", "Weapon designation", "Year of order"),
        ),
    ),
)
