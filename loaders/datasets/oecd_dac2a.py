"""OECD: DAC2a, official development assistance by donor and recipient.

A row is what one donor gave one recipient in one year of one type of aid, in million US dollars, mostly at the prices of one
year (`USD@2022`). The types overlap, so they are never to be added up. Facts are: the gross disbursements of all ODA
(`development_aid`), ODA net of repayments (`net_development_aid`), and what a donor does in particular: grants, gross
loans, humanitarian aid, debt forgiven, equity bought. All others are parts or balances of these, or no deed of the donor
towards the recipient (imputed multilateral ODA), and tell no fact; nor does a net flow below zero, in which the recipient
paid back more than it got. No row means that nothing was reported. The donors report; the OECD converts: it is the
claimant, the donor the origin. Totals of donors and recipients tell no fact; institutions give as organisations. Million
became dollars.

>>> from loaders.tables.showing import show
>>> show(DATASET, "Recipient,Donor,Aid type,Amount type,Year,Value",
...     'Ukraine,Germany,"Grants, Total",Constant Prices (2022 USD millions),2022,2040.7',
...     "Ukraine,Germany,ODA: Total Net,Constant Prices (2022 USD millions),2022,-3")
origin: dac:Germany, actor: dac:Germany, relation: finances, partner: dac:Ukraine, resource: grants, \
quantity: 2040700000, unit: USD@2022, since: 2022, until: 2022
without fact: a net flow of nothing or below: repayments were as high as what was given
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graph.record import NoFactError
from graph.vocabulary import vocabulary
from loaders.tables.declaration import Citation, Dataset, Fields, Table
from loaders.tables.parties import party
from loaders.tables.row import TableRow

_PART = "a part of other types of aid, which are told"
_BALANCE = "a balance of other types of aid"
_FACTS: Mapping[str, tuple[str, str]] = {
    "Memo: ODA Total, Gross disbursements": ("finances", "development_aid"),
    "ODA: Total Net": ("finances", "net_development_aid"),
    "Grants, Total": ("finances", "grants"),
    "ODA Gross Loans": ("lends_to", "loans"),
    "Humanitarian Aid": ("finances", "humanitarian_funding"),
    "Grants: Debt Forgiveness": ("forgives_debt_of", "debt_relief"),
    "Equity investment": ("invests_in", "investment"),
}
_OTHERS: Mapping[str, str] = {
    "Imputed Multilateral ODA": "imputed from what the donor gave to organisations, not given to the recipient",
    "Technical Cooperation": _PART,
    "Development Food Aid": _PART,
    "AF/Interest Subsidies": _PART,
    "Debt Relief: Total": _PART,
    "Memo: ODA Total, excl. Debt": _BALANCE,
    "Memo: Net debt relief": _BALANCE,
    "ODA Loans: Total Net": _BALANCE,
    "Recoveries on Grants": "repayments, which net ODA takes off",
    "Recovered on Grants": "repayments, which net ODA takes off",
    "Offsetting entries for debt relief": _BALANCE,
    "Memo: Private Sector Instruments": _PART,
    "Memo: ODA Total, Grant equivalents": "another measure of the same aid",
    "Memo: ODA as % GNI receipts": "a share, not an amount",
}
_TYPES: Mapping[str, tuple[str, str] | str] = {**_FACTS, **_OTHERS}
_UNIT = re.compile(r"(?:Constant Prices \((?P<year>\d{4}) USD millions?\)|Current Prices \(USD millions?\))")
_TOTAL = re.compile(r"(?i), total\b|^(all donors|official donors|.*\bcountries$|g7\b|multilaterals?\b|non-dac)")


def _read(row: TableRow) -> Iterator[Fields]:
    kind = row.choice("Aid type", _TYPES)
    if isinstance(kind, str):
        raise NoFactError(kind)
    donor, recipient, year = row.needed("Donor"), row.needed("Recipient"), row.needed("Year")
    if any(_TOTAL.search(name) for name in (donor, recipient)):
        raise NoFactError("a total of several donors or recipients")
    quantity = row.scaled("Value", 1_000_000)
    if quantity is None or quantity <= 0:
        raise NoFactError("a net flow of nothing or below: repayments were as high as what was given")
    relation, resource = kind
    institution = vocabulary().organisation(donor) is not None
    yield {
        **(party("actor", donor) if institution else {"actor": f"dac:{donor}"}),
        "relation": relation,
        "partner": f"dac:{recipient}",
        "resource": resource,
        "quantity": quantity,
        "unit": _unit(row),
        "since": year,
        "until": year,
        "origin": donor if institution else f"dac:{donor}",
    }


def _unit(row: TableRow) -> str:
    found = _UNIT.fullmatch(row.needed("Amount type"))
    if found is None:
        raise row.error("Amount type", f"is {row.cells['Amount type']!r}, which names no prices in million US dollars")
    return f"USD@{found['year']}" if found["year"] else "USD"


DATASET = Dataset(
    name="oecd_dac2a",
    title="OECD DAC2a: Official Development Assistance by Donor and Recipient",
    version="2024",
    publisher="Organisation for Economic Co-operation and Development",
    licence="CC BY 4.0",
    citation=Citation(
        "misc",
        ("{OECD}",),
        "DAC2A: Aid (ODA) disbursements to countries and regions",
        2024,
        {"howpublished": "OECD Data Explorer, https://data-explorer.oecd.org"},
    ),
    address="https://data-explorer.oecd.org/",
    published_on="2024",
    covers="1960/2022",
    tables=(
        Table(
            columns=("Recipient", "Donor", "Aid type", "Amount type", "Year", "Value"),
            locate=("Donor", "Recipient", "Aid type", "Year"),
            rows=327_763,
            read=_read,
        ),
    ),
)
