"""Lines for the tests of analyses: small ones by hand, and larger ones read straight from published tables."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from graph.ties import Tie
from graph.vocabulary import vocabulary
from tests.files import shared

_NUMBER = count()


def tie(actor: str, recipient: str, relation: str = "supplies", **more: Any) -> Tie:
    """A line between two letters or numbers."""
    told = {"actor_name": actor, "recipient_name": recipient, "resource": "food", **more}
    return Tie(
        fact=f"f{next(_NUMBER)}", actor=actor, relation=vocabulary().relations[relation], recipient=recipient, **told
    )


def weighted(rows: Iterable[tuple[str, str, float]], relation: str = "supplies") -> list[Tie]:
    """Lines with quantities in tonnes."""
    return [tie(actor, recipient, relation, quantity=weight, unit="tonnes") for actor, recipient, weight in rows]


def trade(year: int) -> list[Tie]:
    """Exports of a year between states, by their COW numbers, in million USD (COW trade; -9 is not known)."""
    found = []
    for row in _rows("cow_trade", "Dyadic_COW_trade.csv"):
        if int(row["year"]) == year:
            for actor, recipient, flow in (
                (row["ccode2"], row["ccode1"], float(row["flow1"])),
                (row["ccode1"], row["ccode2"], float(row["flow2"])),
            ):
                if flow > 0:
                    found.append(tie(actor, recipient, "exports_to", quantity=flow, unit="USD", resource="goods"))
    return found


def arms() -> list[Tie]:
    """Deliveries of arms by SIPRI's register, by the names that it uses, in TIV."""
    found = []
    with shared("data", "sipri_arms", "trade-register.csv").open(encoding="latin-1", newline="") as file:
        lines = csv.reader(file)
        header = next(line for line in lines if "Recipient" in line)
        columns = [header.index(name) for name in ("Supplier", "Recipient", "SIPRI TIV of delivered weapons")]
        for line in lines:
            if len(line) > max(columns):
                supplier, recipient, volume = (line[column].strip() for column in columns)
                if supplier and recipient and volume.replace(".", "", 1).isdigit() and float(volume) > 0:
                    found.append(
                        tie(supplier, recipient, quantity=float(volume), unit="TIV_million", resource="weapons")
                    )
    return found


def friends_and_foes(years: range) -> list[Tie]:
    """Defence pacts (ATOP) and militarised disputes (Gibler, Miller and Little) of some years, by COW numbers."""
    pacts = [
        tie(row["ccode1"], row["ccode2"], "pledges_defence_to", resource=None)
        for row in _rows("atop", "atop51_ddyr_peacesciencer.csv")
        if int(row["year"]) in years and row["atop_defense"] == "1"
    ]
    disputes = [
        tie(row["ccode1"], row["ccode2"], "assaults", resource=None)
        for row in _rows("cow_mid", "gml-ddy-disputes-2.03.csv")
        if int(row["year"]) in years
    ]
    return pacts + disputes


def _rows(*parts: str) -> Iterator[dict[str, str]]:
    with shared("data", *parts).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
