"""International Monetary Fund: Direction of Trade Statistics.

A row is one country's exports to, or imports from, one counterpart, a column a year, in US dollars: exports free on board
(`USD_fob`), imports with cost, insurance and freight (`USD_cif`, some free on board). The country is the one that reports,
so the two sides of one flow make two claims on one fact, and seldom agree. A second row with the attribute Status flags
years: `e` is the IMF's estimate (for North Korea, which reports nothing, from its partners), so the IMF says it, and it is
computed. An empty year is not known or no trade. Changed: balances, which are differences of two other rows, and groups
of countries tell no fact; months and quarters, which the year's column adds up, are left unread.

>>> from loaders.tables.showing import show
>>> show(DATASET, "Country Name,Country Code,Indicator Name,Indicator Code,Counterpart Country Name,"
...     "Counterpart Country Code,Attribute,2016,2017,", "Ukraine,926,x,TMG_CIF_USD,Russia,922,Value,5149325213,,",
...     "North Korea,954,x,TXG_FOB_USD,Fiji,819,Value,12,13,", "North Korea,954,x,TXG_FOB_USD,Fiji,819,Status,e,,",
...     "World,001,x,TXG_FOB_USD,Fiji,819,Value,12,13,")
claimant: imf:926, actor: imf:922, relation: exports_to, partner: imf:926, resource: goods, quantity: 5149325213, \
unit: USD_cif, since: 2016, until: 2016, claimant_kind: country
method: computed, actor: imf:954, relation: exports_to, partner: imf:819, resource: goods, quantity: 12, \
unit: USD_fob, since: 2016, until: 2016
claimant: imf:954, actor: imf:954, relation: exports_to, partner: imf:819, resource: goods, quantity: 13, \
unit: USD_fob, since: 2017, until: 2017, claimant_kind: country
without fact: flags the row of values beside it
without fact: names no single state: the whole world
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from graph.record import NoFactError
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.parties import single_state
from loaders.tables.row import TableRow

# Whether the reporter is the exporter, and the unit; None where it is no flow.
_INDICATORS: dict[str, tuple[bool, str] | None] = {
    "TXG_FOB_USD": (True, "USD_fob"),
    "TMG_CIF_USD": (False, "USD_cif"),
    "TMG_FOB_USD": (False, "USD_fob"),
    "TBG_USD": None,
}
_ATTRIBUTES = {"Value": False, "Status": True}
_ESTIMATE = "e"
_YEAR = re.compile(r"\d{4}")


def _read(rows: Sequence[TableRow]) -> Iterator[tuple[TableRow, Fields | NoFactError]]:
    """The years of one flow: its row of values, and the row that flags them where there is one."""
    flagged = [row for row in rows if row.choice("Attribute", _ATTRIBUTES)]
    flags = {year: flag for row in flagged for year in _years(row) if (flag := row.text(year))}
    for row in rows:
        if row in flagged:
            yield row, NoFactError("flags the row of values beside it")
            continue
        try:
            told = list(_flow(row, flags))
        except NoFactError as without:
            yield row, without
            continue
        yield from ((row, fields) for fields in told)
        if not told:
            yield row, NoFactError("no trade in these years, or nothing known of it")


def _flow(row: TableRow, flags: Mapping[str, str]) -> Iterator[Fields]:
    flow = row.choice("Indicator Code", _INDICATORS)
    if flow is None:
        raise NoFactError("a trade balance, which is the difference of two other rows")
    exports, unit = flow
    reporter, counterpart = (
        single_state(f"imf:{row.needed(column)}") for column in ("Country Code", "Counterpart Country Code")
    )
    for year in _years(row):
        flag = flags.get(year)
        if flag not in {None, _ESTIMATE}:
            raise row.error(
                year, f"is flagged {flag!r}, which this mapping doesn't know; it knows {_ESTIMATE!r}, an estimate"
            )
        if amount := row.number(year):
            yield {
                "actor": reporter if exports else counterpart,
                "relation": "exports_to",
                "partner": counterpart if exports else reporter,
                "resource": "goods",
                "quantity": amount,
                "unit": unit,
                "since": year,
                "until": year,
                **({"method": "computed"} if flag else {"claimant": reporter, "claimant_kind": "country"}),
            }


def _years(row: TableRow) -> list[str]:
    for name in row.cells:
        if name.startswith("column "):
            row.text(name)  # the comma at each line's end makes a column without a name
    return [name for name in row.cells if _YEAR.fullmatch(name)]


DATASET = Dataset(
    name="imf_dots",
    title="Direction of Trade Statistics",
    version="2023-02-24",
    publisher="International Monetary Fund",
    licence="Free of charge with attribution (IMF data terms)",
    citation=Citation(
        "misc",
        ("{International Monetary Fund}",),
        "Direction of Trade Statistics (DOTS)",
        2023,
        {"howpublished": "https://data.imf.org/dot"},
    ),
    address="https://data.imf.org/dot",
    published_on="2023-02-24",
    covers="1947/2023",
    tables=(
        Table(
            columns=("Country Code", "Indicator Code", "Counterpart Country Code", "Attribute"),
            ignored={
                "Country Name": "the code's name",
                "Counterpart Country Name": "the code's name",
                "Indicator Name": "the code's name",
            },
            locate=("Country Code", "Indicator Code", "Counterpart Country Code"),
            read_group=_read,
            group=("Country Code", "Indicator Code", "Counterpart Country Code"),
        ),
    ),
)
